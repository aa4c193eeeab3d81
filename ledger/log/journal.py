"""The log as a reader sees it: each event with its place, its tags and its hash."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import attrs

from ledger.claims.events import DomainEvent
from ledger.log import codec
from ledger.log.event import Event

if TYPE_CHECKING:
    from ledger.log.event import RecordedEvent


@attrs.frozen(kw_only=True)
class LogEntry:
    """One event as the log holds it. ``event`` is None once its payload was erased."""

    position: int
    recorded_at: datetime
    type: str
    id: str
    tags: tuple[str, ...]
    leaf_hash: str
    event: DomainEvent | None


def entry(record: RecordedEvent) -> LogEntry:
    """A recorded event with its payload decoded."""
    event = record.event
    held = (
        codec.decode(event.type, event.version, event.payload) if isinstance(event, Event) else None
    )
    return LogEntry(
        position=record.position,
        recorded_at=record.recorded_at,
        type=event.type,
        id=event.id.partition(":")[2],
        tags=tuple(sorted(event.tags)),
        leaf_hash=record.leaf_hash.hex(),
        event=held,
    )
