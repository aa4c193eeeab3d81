"""The log as a reader sees it: each event with its place, its tags and its hash."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import attrs

from ledger.claims.events import DomainEvent
from ledger.ids import short_id
from ledger.log import erasure
from ledger.log.event import Event
from ledger.log.format import codec
from ledger.log.proving.custody import custody_record
from ledger.log.repairs import record as repairs

if TYPE_CHECKING:
    from ledger.log.event import RecordedEvent


@attrs.frozen(kw_only=True)
class LogEntry:
    """One event as the log holds it.

    ``event`` is None once its payload was erased; ``erased`` then says why, and it does so in
    the entry of the erasure itself. ``custody`` is what happened to the keys and checkpoints.
    ``repaired`` is what the event of a repair says. ``stamped`` is what a clock that was ahead
    stamped, where a repair holds another moment; None everywhere else.
    """

    position: int
    recorded_at: datetime
    type: str
    id: str
    tags: tuple[str, ...]
    leaf_hash: str
    event: DomainEvent | None
    erased: erasure.Erased | None = None
    custody: custody_record.CustodyAct | None = None
    repaired: repairs.Repaired | None = None
    stamped: datetime | None = None


def entry(record: RecordedEvent, why: RecordedEvent | None = None) -> LogEntry:
    """A recorded event with its payload decoded; ``why`` is the event of its erasure."""
    event = record.event
    decoded = erased = custody = repaired = None
    if isinstance(event, Event) and event.type == erasure.TYPE:
        erased = erasure.said(event)
    elif isinstance(event, Event) and event.type == custody_record.TYPE:
        custody = custody_record.act_of(event)
    elif isinstance(event, Event) and event.type == repairs.TYPE:
        repaired = repairs.said(event)
    elif isinstance(event, Event):
        decoded = codec.decoded(record)
    elif why is not None and isinstance(why.event, Event):
        erased = erasure.said(why.event)
    return LogEntry(
        position=record.position,
        recorded_at=record.recorded_at,
        type=event.type,
        id=short_id(event.id),
        tags=tuple(sorted(event.tags)),
        leaf_hash=record.leaf_hash.hex(),
        event=decoded,
        erased=erased,
        custody=custody,
        repaired=repaired,
        stamped=record.stamped,
    )
