"""The log as a monitor fetches it: the checkpoint and its tiles (c2sp.org/tlog-tiles).

Takes a ledger and the path of a tile; gives bytes. Only what the last checkpoint signs for is
given away, and of an event only its envelope, which holds no words.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from ledger.errors import NotFound
from ledger.log.proving.checkpoints import Checkpoint
from ledger.log.proving.tiles import spans, tile_bytes, tile_path
from ledger.log.proving.tree import WIDTH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ledger.app.ledger import Ledger

_PATH = re.compile(
    r"(?P<level>entries|[0-9]|[1-5][0-9])/(?P<index>(?!x000)(?:x[0-9]{3}/){0,4}[0-9]{3})"
    r"(?:\.p/(?P<width>[1-9][0-9]{0,2}))?"  # each path has one spelling
)


class NoSuchTile(NotFound):
    """A tile that the last checkpoint does not reach, or a path that is none."""

    code = "no-such-tile"

    def __init__(self, path: str) -> None:
        super().__init__(
            f"the last checkpoint has no tile {path[:80]}",
            fix="take the size of the tree from /checkpoint (c2sp.org/tlog-tiles)",
        )


def signed_size(ledger: Ledger) -> int:
    """How many events the last checkpoint that is kept signs for; 0 where there is none."""
    note = ledger.kept_note()
    return 0 if note is None else Checkpoint.parse(note.text).size


def signed_files(ledger: Ledger) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Every file of the log as last signed, by name, read when asked for; the checkpoint is last.

    Raises:
        NoCheckpoint: none was made yet.
    """
    note = ledger.last_note()
    for level, index, width in spans(Checkpoint.parse(note.text).size):
        hashes = partial(tile_bytes, ledger.log, level, index, width, entries=False)
        yield tile_path(f"{level}", index, width), hashes
        if level == 0:
            entries = partial(tile_bytes, ledger.log, level, index, width, entries=True)
            yield tile_path("entries", index, width), entries
    yield "checkpoint", lambda: str(note).encode()


def tile(ledger: Ledger, path: str) -> tuple[bytes, bool]:
    """The tile at a path, as ``0/x001/067.p/17``, and whether it is full and never changes.

    Raises:
        NoCheckpoint: none was made yet.
        NoSuchTile: there is none there.
    """
    match = _PATH.fullmatch(path)
    size = Checkpoint.parse(ledger.last_note().text).size
    if match is None:
        raise NoSuchTile(path)
    width = WIDTH if match["width"] is None else int(match["width"])
    level = 0 if match["level"] == "entries" else int(match["level"])
    index = int(match["index"].replace("x", "").replace("/", ""))
    there = (size >> 8 * level) - index * WIDTH
    if not 0 < width <= min(WIDTH, there) or (match["width"] and width == WIDTH):
        raise NoSuchTile(path)
    entries = match["level"] == "entries"
    return tile_bytes(ledger.log, level, index, width, entries=entries), width == WIDTH
