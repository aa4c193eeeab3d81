"""What an append recorded, as its answer: each record made as it is asked for.

Takes the events, where they begin, when they were recorded and the hashes of their leaves.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, overload

import attrs

from ledger.log.event import Event, RecordedEvent
from ledger.log.packed_events import PackedEvents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledger.log.event import AnyEvent


@attrs.frozen(kw_only=True)
class RecordedEvents(Sequence[RecordedEvent]):
    """The records of events that were all new, one after the other."""

    first: int
    recorded_at: datetime
    events: Sequence[Event]
    hashes: Sequence[bytes]

    def __iter__(self) -> Iterator[RecordedEvent]:
        """Each record in its order."""
        for position, (event, hashed) in enumerate(
            zip(self.events, self.hashes, strict=True), start=self.first
        ):
            yield RecordedEvent(
                position=position, recorded_at=self.recorded_at, event=event, leaf_hash=hashed
            )

    @overload
    def __getitem__(self, place: int) -> RecordedEvent: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[RecordedEvent, ...]: ...
    def __getitem__(self, place: int | slice) -> RecordedEvent | tuple[RecordedEvent, ...]:
        """One record, or some."""
        if isinstance(place, slice):
            return tuple(self[each] for each in range(*place.indices(len(self))))
        place = range(len(self))[place]
        return RecordedEvent(
            position=self.first + place,
            recorded_at=self.recorded_at,
            event=self.events[place],
            leaf_hash=self.hashes[place],
        )

    def __len__(self) -> int:
        """How many were recorded."""
        return len(self.hashes)


def without_payloads(records: Sequence[RecordedEvent]) -> Iterable[AnyEvent]:
    """The events of records, of packed ones without their payloads: these stay on the disk."""
    if isinstance(records, RecordedEvents) and isinstance(records.events, PackedEvents):
        return records.events.without_payloads()
    return (record.event for record in records)
