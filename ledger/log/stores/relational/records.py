"""Rows become values: the head, and events with the moment that holds for each.

Takes rows as the driver gives them, gives ``Head`` and ``RecordedEvent``; a row that is none is
``LedgerDamaged`` and names its position. Who comes next: ``reader`` and ``sql`` ask for them.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from ledger.log.append_rule import EPOCH
from ledger.log.event import ErasedEvent, Event, RecordedEvent
from ledger.log.failures import LedgerDamaged
from ledger.log.format.envelope import unseal
from ledger.log.format.merkle import Frontier
from ledger.log.port import Head

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ledger.log.clock.moments import Moments
    from ledger.log.stores.relational.store import EventRow, HeadRow

_FETCH = 32  # rows taken from the driver together, each of up to the largest payload
_MICROSECOND = timedelta(microseconds=1)


def head_of(place: str, rows: Sequence[HeadRow]) -> Head:
    """The head of its row; ``LedgerDamaged`` where there is none that can be read."""
    if not rows:
        raise LedgerDamaged(place, "it has no head")
    _, origin, size, recorded_at, edge = rows[0]
    _hold_types(place, origin, size, recorded_at)
    try:
        frontier = Frontier.from_bytes(size, edge)
        moment = EPOCH + recorded_at * _MICROSECOND if size else None
    except (ValueError, OverflowError, TypeError) as error:
        raise LedgerDamaged(place, f"its head cannot be read ({error})") from error
    return Head(origin=origin, size=size, recorded_at=moment, frontier=frontier)


def _hold_types(place: str, origin: object, size: object, recorded_at: object) -> None:
    """SQLite keeps a value of any type in any column; a frontier says itself what it is not."""
    if not isinstance(size, int) or size < 0:
        raise LedgerDamaged(place, f"its head says that there are {str(size)[:40]} events")
    if not isinstance(origin, str):
        raise LedgerDamaged(place, "its head does not name the log")
    if not isinstance(recorded_at, int):
        raise LedgerDamaged(place, f"its head has no moment, but {str(recorded_at)[:40]}")


def hold_moment(place: str, head: Head, last: bytes | None) -> None:
    """Refuse to go on from a moment that the head keeps and the last event does not bear."""
    if head.size == 0:
        return
    try:
        stamped = None if last is None else unseal(last).recorded_at
    except (msgspec.DecodeError, UnicodeError, TypeError) as error:
        raise LedgerDamaged(place, f"no envelope at position {head.size - 1} ({error})") from error
    if stamped != head.recorded_at:
        raise LedgerDamaged(place, "the head's moment is not that of the last event")


def recorded(
    place: str, rows: Sequence[EventRow], moments: Callable[[int], Moments]
) -> list[RecordedEvent]:
    """The events of rows; ``moments`` gives those that hold by the repairs up to a position."""
    records: list[RecordedEvent] = []
    append, open_leaf = records.append, unseal
    position = -1
    try:
        for position, leaf, hashed, clock, payload in rows:  # the last one is told
            envelope = open_leaf(leaf)
            holds = stamped = envelope.recorded_at
            if clock is not None:
                holds = moments(clock).of(position, stamped)
            if payload is None:
                event: Event | ErasedEvent = ErasedEvent(
                    id=envelope.id,
                    type=envelope.type,
                    version=envelope.version,
                    tags=envelope.tags,
                )
            else:
                event = Event(
                    id=envelope.id,
                    type=envelope.type,
                    version=envelope.version,
                    tags=envelope.tags,
                    payload=payload,
                )
            append(
                RecordedEvent(
                    position=position,
                    recorded_at=holds,
                    event=event,
                    leaf_hash=_hash(hashed),
                    stamped=None if holds is stamped or holds == stamped else stamped,
                )
            )
    except (msgspec.DecodeError, ValueError, TypeError) as error:
        raise LedgerDamaged(place, f"no envelope at position {position} ({error})") from error
    return records


def _hash(value: object) -> bytes:
    if not isinstance(value, bytes):  # SQLite keeps a value of any type in any column
        raise TypeError("no leaf hash")
    return value


def weighed(place: str, fetch: Callable[[int], list[Any]], most: int) -> tuple[list[Any], bool]:
    """Rows until their payloads, which stand last, weigh so much; and if these are all."""
    rows: list[Any] = []
    weight = 0
    try:
        while weight <= most and (some := fetch(_FETCH)):
            rows += some
            weight += sum([len(row[-1]) for row in some if row[-1] is not None])
    except TypeError as error:  # a damaged row may hold numbers where bytes should be
        raise LedgerDamaged(place, f"no payload behind position {rows[0][0]} ({error})") from error
    return rows, weight <= most
