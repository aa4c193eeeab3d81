"""Erasing a payload under a legal order: the words go, that they were there stays.

Takes an opened log, an event's id and the reason; first records an event that says what was
erased, why and under whose authority, then takes payload and salt out. The leaf, the tree
and every proof stand. What was already copied elsewhere (backups, exports) is not reached.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ledger.decoding import decoder
from ledger.errors import NotFound
from ledger.log.event import ERASED, ErasedEvent, Event, RecordedEvent
from ledger.log.format import canonical
from ledger.log.query import Query, QueryItem

if TYPE_CHECKING:
    from ledger.log.port import Log

TYPE = ERASED
_ORDERS = Query.of_types(ERASED)
_TAGS = 64  # of the subject's, enough to find the gap by


class NoSuchEvent(NotFound):
    """An event id that the log does not hold."""

    code = "no-such-event"

    def __init__(self, event_id: str) -> None:
        super().__init__(f"no event {event_id!r}", fix="claims log lists the events and their ids")
        self.event_id = event_id


@attrs.frozen(kw_only=True)
class Erased:
    """What an erasure's own event says: which payload is gone, and why."""

    event: str
    position: int
    reason: str
    authority: str | None = None


@attrs.frozen(kw_only=True)
class Erasure:
    """A payload that was erased, and the event that says why."""

    position: int
    event_id: str
    why: RecordedEvent


def erases(position: int) -> Query:
    """The events that explain why the payload at this position is gone."""
    tag = frozenset({f"erases:{position}"})
    return Query((QueryItem(types=frozenset({TYPE}), tags=tag),))


def erase(log: Log, event_id: str, *, reason: str, authority: str | None = None) -> Erasure:
    """Erase an event's payload; again, it only finishes what a crash left undone.

    Erasing is not retracting: a claim that was wrong is corrected or retracted. The reason
    of the first erasure stands.
    """
    recorded = log.find(event_id)
    if recorded is None:
        raise NoSuchEvent(event_id)
    why = next(log.read(erases(recorded.position), limit=1), None)
    if why is None:
        (why,) = log.append([_why(recorded, reason, authority)])
    log.erase(recorded.position)
    return Erasure(position=recorded.position, event_id=event_id, why=why)


def said(why: Event) -> Erased:
    """What the event of an erasure says."""
    return decoder(Erased).decode(why.payload)


def under_way(log: Log, *, after: int = -1, upto: int | None = None) -> bool:
    """Whether an erasure that the log orders between two positions has not taken its words yet.

    Until it has, nothing is kept that is made of the log: the words may be in it.
    """
    return any(leaves_words(log, order) for order in log.read(_ORDERS, after=after, upto=upto))


def leaves_words(log: Log, order: RecordedEvent) -> bool:
    """Whether the words that an erasure's event orders to be taken are still there."""
    why = order.event
    words = log.at(said(why).position) if isinstance(why, Event) else None
    return words is not None and not isinstance(words.event, ErasedEvent)


def _why(recorded: RecordedEvent, reason: str, authority: str | None) -> Event:
    stated: dict[str, canonical.Json] = {
        "event": recorded.event.id,
        "position": recorded.position,
        "reason": reason,
    }
    if authority is not None:
        stated["authority"] = authority
    return Event(
        id=f"erasure:{recorded.position}",
        type=TYPE,
        version=1,
        # The subject's tags too, so that its timeline shows the gap with its reason.
        tags=frozenset([f"erases:{recorded.position}", *sorted(recorded.event.tags)][:_TAGS]),
        payload=canonical.encode(stated),
    )
