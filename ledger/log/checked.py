"""Which rows on the shelf this account made or checked itself: a file of its own, no database's.

Takes a file, or none; gives ``CheckedRows``, and takes more of them. Whoever may write to the
database may write a row there and bind it to the log as ours are; nobody else can write here. A
row is known by its hash, so a changed one is another. What is lost of this file costs a look at
the log: it is never needed, never waited for, and no reason to fail. Without a place to write, it
lasts as long as the process.

``doubts`` are what was not believed of the shelf, by the thread that asked. Who comes next:
``board.trust`` says whether the log goes on from what stands here.
"""

from __future__ import annotations

import os
import stat
import threading
from contextlib import contextmanager, suppress
from fcntl import LOCK_EX, flock
from struct import calcsize, iter_unpack, pack
from typing import TYPE_CHECKING

import msgspec

from ledger import files
from ledger.decoding import decoder
from ledger.errors import ClaimsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

MOST = 65_536
"""So many rows are remembered, the last ones; of any other, the log is asked again."""

_ROW = ">32sq"  # a SHA-256, and a position
_OTHERS = stat.S_IWGRP | stat.S_IWOTH


class CheckedRows(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The hashes of rows that are true, and what was touched since by the log's own word.

    Attributes:
        since: From here on this account has looked at each event itself, by which rows are old.
        after: Up to here.
        leaf: The hash of the leaf there: the log that is read must hold it.
        touched: The last position that touches a subject, of those in between.
        rows: Hashes, each with the position as of which the log gives the row. It holds from
            there on, until its subject is touched.
    """

    since: int = -1
    after: int = -1
    leaf: bytes = b""
    touched: dict[str, int] = {}
    rows: bytes = b""

    def joined(self, other: CheckedRows) -> CheckedRows:
        """What two processes know of the same log; the rows of this one are the newer ones."""
        first = min(self, other, key=lambda rows: (rows.since, -rows.after))
        rows = _positions(other.rows)
        for name, position in _positions(self.rows).items():
            rows[name] = max(position, rows.pop(name, position))
        return msgspec.structs.replace(first, rows=_packed(rows))


_DECODER = decoder(CheckedRows)


class Checked:
    """The rows that this account has checked, of one ledger."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._turn = threading.Lock()
        self._rows = CheckedRows()
        self._positions: tuple[bytes, dict[bytes, int]] = b"", {}
        self._stamp: tuple[int, int, int] | None = None
        self._doubted = threading.local()

    def read(self) -> CheckedRows:
        """What is known now; nothing where nothing can be read."""
        with self._turn:
            self._refresh()
            return self._rows

    def position(self, name: bytes) -> int | None:
        """As of which position the row of a hash is true, among what was read last."""
        rows = self._rows.rows
        if self._positions[0] is not rows:
            self._positions = rows, _positions(rows)
        return self._positions[1].get(name)

    def take(self, rows: CheckedRows, goes_on: Callable[[CheckedRows], bool]) -> None:
        """Go on with these rows, next to what others of this account put down meanwhile.

        ``goes_on`` says whether the log that is read goes on from theirs.
        """
        with self._turn:
            self._rows = rows
            if rows.rows and self._file is not None:
                try:
                    self._put(self._file, goes_on)
                except (OSError, ClaimsError):  # read-only, full, of someone else: it lasts as
                    self._file = None  # long as the process

    def add(self, names: Iterable[bytes], at: int, goes_on: Callable[[CheckedRows], bool]) -> None:
        """Remember these rows, too, which are true as of a position; see ``take``."""
        rows = self._rows
        positions = _positions(rows.rows)
        for name in names:
            positions[name] = max(at, positions.pop(name, at))
        self.take(msgspec.structs.replace(rows, rows=_packed(positions)), goes_on)

    def doubt(self, doubts: Iterable[str]) -> None:
        """Note what was not believed."""
        noted = self._doubts()
        for doubt in doubts:
            noted[doubt] = noted.get(doubt, 0) + 1

    def doubts(self) -> tuple[str, ...]:
        """What was not believed, once each, since this thread last forgot it."""
        return tuple(self._doubts())

    def doubted(self) -> int:
        """How often that was noted."""
        return sum(self._doubts().values())

    def forget_doubts(self) -> None:
        """Begin anew: another question is asked."""
        self._doubts().clear()

    def _doubts(self) -> dict[str, int]:
        doubts: dict[str, int] | None = getattr(self._doubted, "doubts", None)
        if doubts is None:
            doubts = self._doubted.doubts = {}
        return doubts

    def _refresh(self) -> None:
        """Read what others of this account put down since."""
        if self._file is not None and (there := self._there(self._file)) is not None:
            self._rows = there

    def _there(self, file: Path) -> CheckedRows | None:
        """What stands in the file, if it is not what was read last; None where nothing does."""
        try:
            with file.open("rb") as opened:
                status = os.fstat(opened.fileno())
                if (stamp := _stamp(status)) == self._stamp:
                    return None
                if status.st_uid != os.geteuid() or status.st_mode & _OTHERS:
                    self._file = None  # others could have written it
                    return None
                rows = _DECODER.decode(opened.read())
        except (OSError, msgspec.MsgspecError):
            return None
        if len(rows.rows) % calcsize(_ROW):
            return None
        self._stamp = stamp
        return rows

    def _put(self, file: Path, goes_on: Callable[[CheckedRows], bool]) -> None:
        files.make_folder(file.parent, private=True)
        with _alone(file.parent):
            self._stamp = None
            there = self._there(file)
            if there is not None and goes_on(there):
                self._rows = self._rows.joined(there)
            if self._file is not None:
                if there is None:
                    file.unlink(missing_ok=True)  # damaged, whatever it is now
                content = msgspec.json.encode(self._rows)
                files.write(file, content, overwrite=True, private=True, sync=False)
                self._stamp = _stamp(file.stat())


def _stamp(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_ino, status.st_mtime_ns, status.st_size


def _positions(rows: bytes) -> dict[bytes, int]:
    return dict(iter_unpack(_ROW, rows))


def _packed(rows: dict[bytes, int]) -> bytes:
    """So many of them as are remembered, the last ones."""
    return b"".join(pack(_ROW, *row) for row in list(rows.items())[-MOST:])


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One process at a time, from reading what is there to writing more."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        flock(opened, LOCK_EX)  # let go of when it is closed, or its process killed
        yield
    finally:
        with suppress(OSError):
            os.close(opened)
