"""The entries of files, held as little as can be: what its line alone gives again is its line.

Takes entries as they are read; gives them back by their places, in the order of the files. A
plain claim or document of JSON Lines is read again from its line when it is asked for, which is
cheap, and lines wait on the disk once they are many; all else is held whole. So a long file costs
hardly any memory.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from ledger.entries.entry import Entry
from ledger.entries.plain_entry import PlainEntry, command_again, plain_entry
from ledger.entries.text.tree import Origin
from ledger.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledger.claims.commands import Command
    from ledger.entries.entry import BrokenEntry
    from ledger.entries.fragment import Fragment


class EntryList(Sequence["Entry | BrokenEntry"]):
    """Entries by their places from 0."""

    def __init__(self, entries: Iterable[Entry | BrokenEntry] = ()) -> None:
        self._whole: dict[int, Entry | BrokenEntry] = {}
        self._lines = Spool()  # of the others; of one that is held whole, nothing
        self._numbers = array("q")  # of the lines in their files
        self._sources: list[str] = []
        self._firsts: list[int] = []  # the place of the first entry of each source
        for entry in entries:
            self.append(entry)

    def append(self, entry: Entry | BrokenEntry) -> None:
        """Add one more entry."""
        place, line, origin = len(self), b"", entry.origin
        if isinstance(entry, PlainEntry) and entry.alone:
            line = (origin.text or "").encode()
        else:
            self._whole[place] = entry
        if not self._sources or self._sources[-1] != origin.source:
            self._sources.append(origin.source)
            self._firsts.append(place)
        self._lines.add(line)
        self._numbers.append(origin.line)

    def whole(self) -> Iterator[tuple[int, Entry | BrokenEntry]]:
        """Those that are held whole, with their places; of the others, none has a mistake."""
        yield from self._whole.items()

    @overload
    def __getitem__(self, place: int) -> Entry | BrokenEntry: ...
    @overload
    def __getitem__(self, place: slice) -> list[Entry | BrokenEntry]: ...
    def __getitem__(self, place: int | slice) -> Entry | BrokenEntry | list[Entry | BrokenEntry]:
        """One entry, read again if need be, or some."""
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        place = range(len(self))[place]
        entry = self._whole.get(place)
        if entry is not None:
            return entry
        origin = Origin(
            source=self._sources[bisect_right(self._firsts, place) - 1],
            text=self._lines[place].decode(),
            typed=True,
            line=self._numbers[place],
        )
        again = plain_entry(origin, None)
        assert again is not None  # noqa: S101 - it was read so before
        return again

    def part(self, place: int) -> Command | Fragment:
        """What is submitted of an entry: its command; of one with mistakes, what is right of it."""
        entry = self._whole.get(place)
        return command_again(self._lines[place].decode()) if entry is None else part_of(entry)

    def __len__(self) -> int:
        """How many entries there are."""
        return len(self._numbers)


class EntryParts(Sequence["Command | Fragment"]):
    """What is submitted of entries: their commands; of one with mistakes, what is right of it."""

    def __init__(self, entries: EntryList) -> None:
        self._entries = entries

    def whole(self) -> list[int]:
        """The places of all that may be something else than a plain claim or document."""
        return [place for place, _ in self._entries.whole()]

    @overload
    def __getitem__(self, place: int) -> Command | Fragment: ...
    @overload
    def __getitem__(self, place: slice) -> list[Command | Fragment]: ...
    def __getitem__(self, place: int | slice) -> Command | Fragment | list[Command | Fragment]:
        """One part, or some."""
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        return self._entries.part(range(len(self))[place])

    def __len__(self) -> int:
        """How many parts there are."""
        return len(self._entries)


def part_of(entry: Entry | BrokenEntry) -> Command | Fragment:
    """The command of an entry, or what is right of it."""
    return entry.command if isinstance(entry, Entry) else entry.fragment


def whole_parts(parts: Sequence[Command | Fragment]) -> Sequence[int]:
    """The places of all parts that may be something else than what its reader checked."""
    return parts.whole() if isinstance(parts, EntryParts) else range(len(parts))


def whole_entries(
    entries: Sequence[Entry | BrokenEntry],
) -> Iterable[tuple[int, Entry | BrokenEntry]]:
    """The entries with their places, but those that are plain: they have no mistakes."""
    return entries.whole() if isinstance(entries, EntryList) else enumerate(entries)
