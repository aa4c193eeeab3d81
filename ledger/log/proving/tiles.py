"""The whole log as a folder of static files that third-party programs can read and check.

Takes a log and a signed checkpoint, gives a folder in the form of c2sp.org/tlog-tiles:
``checkpoint``, ``tile/…`` hashes and ``tile/entries/…`` leaves. Leaves carry the hash of a
payload, not the payload, so an export gives away who said when, and no words.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from ledger import files
from ledger.log.format.merkle import HASH, TILE, leaf_hash
from ledger.log.proving.checkpoints import Checkpoint, uphold
from ledger.log.proving.notes import NOTE_MAX, Note, NoteRefused
from ledger.log.proving.tree import WIDTH, Tree, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.log.port import Log


@attrs.frozen(kw_only=True)
class Exported:
    """What an export wrote."""

    folder: Path
    size: int
    files: int


def export_tiles(log: Log, folder: Path, note: Note, *, overwrite: bool = False) -> Exported:
    """Write the tiles of a checkpoint's tree; the checkpoint itself last, so that it is true.

    A folder that holds an older export of the same log is brought up to date; for anything else
    that is in the way, ``files.TargetExists`` without ``overwrite``.
    """
    checkpoint = Checkpoint.parse(note.text)
    tree, signed, count = uphold(log, checkpoint), folder / "checkpoint", 0
    replaced = overwrite or _goes_on(signed, checkpoint)
    files.make_folder(folder)
    files.check(signed, overwrite=replaced)
    for level, index, width in spans(checkpoint.size):
        hashes = tree.tile(level, index)
        _put(folder / tile_path(f"{level}", index, width), b"".join(hashes), overwrite=overwrite)
        count += 1
        if level == 0:
            entries = _bundle(log, index, width)
            _put(folder / tile_path("entries", index, width), entries, overwrite=overwrite)
            count += 1
    os.sync()  # one for all the tiles, which a checkpoint must not outrun
    files.write(signed, str(note), overwrite=replaced)
    return Exported(folder=folder, size=checkpoint.size, files=count + 1)


def tile_bytes(log: Log, level: int, index: int, width: int, *, entries: bool) -> bytes:
    """One tile as it is served: ``width`` hashes of a level, or the entries of the leaves."""
    if entries:
        return _bundle(log, index, width)
    return b"".join(log.hashes(level, index * WIDTH, width))


def _bundle(log: Log, index: int, width: int) -> bytes:
    """Entries of a tile's leaves, each with its length before it in two bytes."""
    first = index * WIDTH
    stored = log.stored(after=first - 1, upto=first + width - 1)
    return b"".join(len(row.envelope).to_bytes(2) + row.envelope for row in stored)


def check_tiles(folder: Path, checkpoint: Checkpoint) -> None:
    """Recompute an exported tree from its files; ``NoteRefused`` names the first that is wrong."""

    def hashes(level: int, first: int, count: int) -> list[bytes]:
        name = tile_path(f"{level}", first // WIDTH, count)
        data = _read(folder / name, HASH * WIDTH)
        if len(data) != count * HASH:
            raise NoteRefused(f"the tile {name}", f"it does not hold {count} hashes")
        return [data[i : i + HASH] for i in range(0, len(data), HASH)]

    tree = Tree(checkpoint.size, hashes)
    for level, index, width in spans(checkpoint.size):
        if level == 0:
            below = _entries(folder, index, width)
        else:
            first = index * WIDTH
            below = [fold(tree.tile(level - 1, n)) for n in range(first, first + width)]
        for at, (kept, computed) in enumerate(zip(tree.tile(level, index), below, strict=True)):
            if kept != computed:
                name = tile_path(f"{level}", index, width)
                raise NoteRefused(f"the tile {name}", f"its hash {at} is not the one below it")
    if tree.root() != checkpoint.root:
        raise NoteRefused("the export", "its tree is not the one that the checkpoint signs for")


def spans(size: int) -> Iterator[tuple[int, int, int]]:
    """Every tile of a tree: level, index, and how many hashes it holds."""
    level = 0
    while size:
        full, partial = divmod(size, WIDTH)
        yield from ((level, index, WIDTH) for index in range(full))
        if partial:
            yield level, full, partial
        size >>= TILE
        level += 1


def tile_path(level: str, index: int, width: int) -> str:
    """Where a tile stands, as in ``tile/0/x001/x234/067.p/17``."""
    number = f"{index % 1000:03}"
    while index := index // 1000:
        number = f"x{index % 1000:03}/{number}"
    return f"tile/{level}/{number}" + ("" if width == WIDTH else f".p/{width}")


def _entries(folder: Path, index: int, width: int) -> list[bytes]:
    """The leaf hashes of an entry bundle."""
    name = tile_path("entries", index, width)
    data, at = _read(folder / name, WIDTH * (2 + 65_535)), 0
    leaves: list[bytes] = []
    while at < len(data) and len(leaves) < width:
        end = at + 2 + int.from_bytes(data[at : at + 2])
        if end > len(data):
            raise NoteRefused(f"the tile {name}", "its last entry is cut short")
        leaves.append(leaf_hash(data[at + 2 : end]))
        at = end
    if len(leaves) != width or at != len(data):
        raise NoteRefused(f"the tile {name}", f"it does not hold {width} entries")
    return leaves


def _read(path: Path, most: int) -> bytes:
    """A file, no further than a right one can reach."""
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        raise NoteRefused(f"the tile {path}", error.strerror or str(error)) from error


def _put(target: Path, data: bytes, *, overwrite: bool) -> None:
    """Write a tile. One log's tiles never change: a file of other bytes is of something else."""
    if target.is_file() and _read(target, len(data)) == data:
        return
    files.make_folder(target.parent)
    files.write(target, data, overwrite=overwrite, sync=False)


def _goes_on(place: Path, checkpoint: Checkpoint) -> bool:
    """Whether an older export of this very log stands there, which may be brought up to date."""
    try:
        older = Checkpoint.parse(Note.parse(_read(place, NOTE_MAX)).text)
    except NoteRefused:
        return False
    return older.origin == checkpoint.origin and older.size <= checkpoint.size
