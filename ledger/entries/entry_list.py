"""The entries of files, held as little as can be: what its line alone gives again is its line.

Takes entries as they are read; gives them back by their places, in the order of the files. A
plain claim of JSON Lines is read again from its line when it is asked for, which is cheap; all
else is held whole. So a long file costs the memory of its lines, not that of its values.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from ledger.claims.commands import RecordClaim
from ledger.entries.entry import Entry
from ledger.entries.plain_entry import PlainEntry, plain_entry
from ledger.entries.text.tree import Origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledger.claims.commands import Command
    from ledger.entries.entry import BrokenEntry
    from ledger.entries.fragment import Fragment


class EntryList(Sequence["Entry | BrokenEntry"]):
    """Entries by their places from 0."""

    def __init__(self, entries: Iterable[Entry | BrokenEntry] = ()) -> None:
        self._entries: list[Entry | BrokenEntry | Origin] = []
        for entry in entries:
            self.append(entry)

    def append(self, entry: Entry | BrokenEntry) -> None:
        """Add one more entry."""
        again = isinstance(entry, PlainEntry) and isinstance(entry.command, RecordClaim)
        self._entries.append(entry.origin if again else entry)

    def whole(self) -> Iterator[tuple[int, Entry | BrokenEntry]]:
        """Those that are held whole, with their places; of the others each is a plain claim."""
        for place, entry in enumerate(self._entries):
            if not isinstance(entry, Origin):
                yield place, entry

    @overload
    def __getitem__(self, place: int) -> Entry | BrokenEntry: ...
    @overload
    def __getitem__(self, place: slice) -> list[Entry | BrokenEntry]: ...
    def __getitem__(self, place: int | slice) -> Entry | BrokenEntry | list[Entry | BrokenEntry]:
        """One entry, read again if need be, or some."""
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        entry = self._entries[place]
        if not isinstance(entry, Origin):
            return entry
        again = plain_entry(entry, None)
        assert again is not None  # noqa: S101 - it was read so before
        return again

    def __len__(self) -> int:
        """How many entries there are."""
        return len(self._entries)


class EntryParts(Sequence["Command | Fragment"]):
    """What is submitted of entries: their commands; of one with mistakes, what is right of it."""

    def __init__(self, entries: EntryList) -> None:
        self._entries = entries

    def whole(self) -> list[int]:
        """The places of all that may be no plain claim."""
        return [place for place, _ in self._entries.whole()]

    @overload
    def __getitem__(self, place: int) -> Command | Fragment: ...
    @overload
    def __getitem__(self, place: slice) -> list[Command | Fragment]: ...
    def __getitem__(self, place: int | slice) -> Command | Fragment | list[Command | Fragment]:
        """One part, or some."""
        if isinstance(place, slice):
            return [part_of(entry) for entry in self._entries[place]]
        return part_of(self._entries[place])

    def __len__(self) -> int:
        """How many parts there are."""
        return len(self._entries)


def part_of(entry: Entry | BrokenEntry) -> Command | Fragment:
    """The command of an entry, or what is right of it."""
    return entry.command if isinstance(entry, Entry) else entry.fragment


def whole_parts(parts: Sequence[Command | Fragment]) -> Sequence[int]:
    """The places of all parts that may be something else than a claim that its reader checked."""
    return parts.whole() if isinstance(parts, EntryParts) else range(len(parts))


def whole_entries(
    entries: Sequence[Entry | BrokenEntry],
) -> Iterable[tuple[int, Entry | BrokenEntry]]:
    """The entries with their places, but those that are plain claims: they have no mistakes."""
    return entries.whole() if isinstance(entries, EntryList) else enumerate(entries)
