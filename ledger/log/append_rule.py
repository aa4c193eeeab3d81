"""What an append does to a log, before anything is written: the rule every backend shares.

Takes the proposed events and those of them that the log holds already; gives which are new
and which are answered with their old record. Who comes next: the backend, which checks the
condition and writes the new ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import attrs

from ledger.log.clock.clock_failures import ClockBeforeLog, ClockBehind
from ledger.log.event import Event, RecordedEvent
from ledger.log.failures import ConditionFailed, IdTaken
from ledger.log.packed_events import PackedEvents
from ledger.log.recorded_events import RecordedEvents

if TYPE_CHECKING:
    from ledger.log.query import AppendCondition

TOLERANCE = timedelta(minutes=10)
"""How far two clocks may be apart before a person has to look which of them is wrong."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""The first moment that a log can keep."""
_MICROSECOND = timedelta(microseconds=1)


@attrs.frozen
class NewEvents:
    """The new events of an append, each once, and the old ones by id."""

    fresh: Sequence[Event]
    records: Mapping[str, RecordedEvent]


def new_events(
    proposed: Sequence[Event],
    records: Mapping[str, RecordedEvent],
    condition: AppendCondition | None = None,
    ours: Iterable[Iterable[bytes]] = (),
) -> NewEvents:
    """Tell new events from known ones; ``IdTaken`` where an id returns with other content.

    Where the condition wants all of them new, a known one is ``ConditionFailed``, but for the
    leaves that are ``ours``: those that an earlier try of the same append has written, whose
    answer was lost.
    """
    if records and condition is not None and condition.all_new:
        leaves = set[bytes]().union(*ours)
        for there in records.values():
            if there.leaf_hash not in leaves:
                raise ConditionFailed(condition.after, there.position)
    if not records and len(set(ids_of(proposed))) == len(proposed):
        return NewEvents(proposed, records)
    fresh: dict[str, Event] = {}
    for event in proposed:
        if (old := records.get(event.id)) is not None:
            if not _same(event, old):
                raise IdTaken(event.id, old.position)
        elif fresh.setdefault(event.id, event) != event:
            raise IdTaken(event.id, None)
    return NewEvents(tuple(fresh.values()), records)


def ids_of(events: Sequence[Event]) -> Sequence[str]:
    """The ids of events in their order."""
    return events.ids if isinstance(events, PackedEvents) else [event.id for event in events]


def answer(
    proposed: Sequence[Event], records: Mapping[str, RecordedEvent], new: Sequence[RecordedEvent]
) -> Sequence[RecordedEvent]:
    """The records of the proposed events, in the order in which they were proposed."""
    if not records and len(new) == len(proposed):  # all of them, each once
        return new if isinstance(new, RecordedEvents) else tuple(new)
    by_id = {**records, **{recorded.event.id: recorded for recorded in new}}
    return tuple(by_id[event.id] for event in proposed)


def next_moment(now: datetime, last: datetime | None) -> datetime:
    """When the next event is recorded: now, or the last moment if the clock is a little behind.

    >>> last = datetime(2024, 6, 12, 9, 0, tzinfo=UTC)
    >>> next_moment(last - timedelta(minutes=3), last) == last
    True

    Raises:
        ClockBehind: it is behind by more than the tolerance.
        ClockBeforeLog: it is before 1970.
    """
    if now < EPOCH:
        raise ClockBeforeLog(now)
    if last is None:
        return now
    if last - now > TOLERANCE:
        raise ClockBehind(now, last)
    return max(now, last)


def far_ahead(now: datetime, last: datetime | None) -> bool:
    """Whether a moment is so far from the last one that a second clock has to confirm it."""
    return last is None or now - last > TOLERANCE


def since_epoch(moment: datetime) -> int:
    """A moment as the head keeps it: microseconds since 1970."""
    return (moment - EPOCH) // _MICROSECOND


def _same(event: Event, old: RecordedEvent) -> bool:
    """Whether they are one; of an erased event all but the payload is compared."""
    if isinstance(old.event, Event):
        return event == old.event
    kept = old.event
    return (event.type, event.version, event.tags) == (kept.type, kept.version, kept.tags)
