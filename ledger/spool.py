"""Bytes that wait, on the disk once they are many: what is kept of a long file costs no memory.

Takes records of bytes, one after the other; gives them again by their places. They lie in a file
without a name, which the system takes away with the process. Where the disk has no room for it,
they stay in memory: it is no place from which anything is recorded.

Absent: a change of what was added.
"""

from __future__ import annotations

import weakref
from array import array
from bisect import bisect_right
from typing import IO, TYPE_CHECKING

from ledger.late import late

if TYPE_CHECKING:
    import tempfile
    from collections.abc import Iterator
else:  # most of what is packed is little
    tempfile = late("tempfile")

PAGE = 256 * 1024
"""Bytes that are put down together, and read again together: records are mostly read in order."""


class Spool:
    """Records of bytes by their places from 0."""

    def __init__(self) -> None:
        self._ends = array("Q")  # of the records, in bytes from the first
        self._last = bytearray()  # what was added since the last page
        self._start = 0  # of those, in bytes from the first record
        self._file: IO[bytes] | None = None
        self._pages: list[bytes | None] = []  # None: in the file
        self._starts: list[int] = []  # of the pages, and so of records: none lies on two
        self._lengths: list[int] = []
        self._page = b""  # the one that was read last
        self._begin = self._end = 0  # of that, in bytes from the first record

    def add(self, record: bytes) -> None:
        """Take one more record."""
        last = self._last
        last += record
        size = len(last)
        self._ends.append(self._start + size)
        if size >= PAGE:
            self._put_down()

    def _put_down(self) -> None:
        start = self._start
        page: bytes | None = bytes(self._last)
        try:
            if self._file is None:
                self._file = tempfile.TemporaryFile()
                weakref.finalize(self, self._file.close)
            self._file.seek(start)
            self._file.write(self._last)
            self._file.flush()
            page = None
        except OSError:
            pass  # this page stays where it is
        self._pages.append(page)
        self._starts.append(start)
        self._lengths.append(len(self._last))
        self._start += len(self._last)
        self._last.clear()

    def __getitem__(self, place: int) -> bytes:
        """One record."""
        start, end = self._ends[place - 1] if place else 0, self._ends[place]
        if not self._begin <= start < self._end:
            last = self._start
            if start >= last:
                return bytes(self._last[start - last : end - last])
            number = bisect_right(self._starts, start) - 1
            self._page = self._read(number)
            self._begin = self._starts[number]
            self._end = self._begin + len(self._page)
        return self._page[start - self._begin : end - self._begin]

    def __iter__(self) -> Iterator[bytes]:
        """The records in their order, as many as there are now."""
        ends, pages, last = self._ends[:], len(self._pages), bytes(self._last)
        place = start = first = 0
        for number in range(pages + 1):
            page = self._read(number) if number < pages else last
            border = first + len(page)
            beyond = bisect_right(ends, border, place)
            for end in ends[place:beyond]:
                yield page[start - first : end - first]
                start = end
            place, first = beyond, border

    def _read(self, number: int) -> bytes:
        page = self._pages[number]
        if page is not None:
            return page
        assert self._file is not None  # noqa: S101 - it was put down there
        start = self._starts[number]
        self._file.seek(start)
        return self._file.read(self._lengths[number])

    def __len__(self) -> int:
        """How many there are."""
        return len(self._ends)
