"""Erasing a payload under a legal order: the words go, that they were there stays.

Takes an opened log, ids of events and the reason; records events that say what was erased, why
and under whose authority, and takes payloads and salts out, in one transaction. The leaf, the tree
and every proof stand. What was already copied elsewhere (backups, exports) is not reached.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ledger.decoding import decoder
from ledger.errors import NotFound
from ledger.ids import position_name
from ledger.log.event import ERASED, ErasedEvent, Event, RecordedEvent
from ledger.log.format import canonical
from ledger.log.query import Query, QueryItem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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


@attrs.frozen(kw_only=True)
class Unfinished:
    """An order whose words still stand, as an earlier version left it where it was cut off.

    Attributes:
        order: The position of the order.
        taking: The position whose words were to go.
    """

    order: int
    taking: int

    @property
    def what(self) -> str:
        """The fault, as ``claims verify`` says it."""
        return f"its words were to be erased, as {position_name(self.order)} says, and still stand"


def erases(position: int) -> Query:
    """The events that explain why the payload at this position is gone."""
    tag = frozenset({f"erases:{position}"})
    return Query((QueryItem(types=frozenset({TYPE}), tags=tag),))


def erase(log: Log, event_id: str, *, reason: str, authority: str | None = None) -> Erasure:
    """Erase an event's payload; see ``erase_all``."""
    (erasure,) = erase_all(log, [event_id], reason=reason, authority=authority)
    return erasure


def erase_all(
    log: Log, event_ids: Sequence[str], *, reason: str, authority: str | None = None
) -> tuple[Erasure, ...]:
    """Erase the payloads of events: all of them, or none.

    Again, it only finishes what was ordered and not done, as an earlier version could leave it.
    Erasing is not retracting: a claim that was wrong is corrected or retracted. The reason
    of the first erasure stands.

    Raises:
        NoSuchEvent: the log does not hold one of them.
    """
    recorded = [_found(log, event_id) for event_id in event_ids]
    before = {event.position: _order(log, event.position) for event in recorded}
    ordered = [event for event in recorded if before[event.position] is None]
    new = log.erase(list(before), [_why(event, reason, authority) for event in ordered])
    whys = before | {event.position: why for event, why in zip(ordered, new, strict=True)}
    return tuple(
        Erasure(position=event.position, event_id=event.event.id, why=why)
        for event in recorded
        if (why := whys[event.position]) is not None
    )


def _found(log: Log, event_id: str) -> RecordedEvent:
    if (recorded := log.find(event_id)) is None:
        raise NoSuchEvent(event_id)
    return recorded


def _order(log: Log, position: int) -> RecordedEvent | None:
    return next(log.read(erases(position), limit=1), None)


def said(why: Event) -> Erased:
    """What the event of an erasure says."""
    return decoder(Erased).decode(why.payload)


def under_way(log: Log, *, after: int = -1, upto: int | None = None) -> bool:
    """Whether an erasure that the log orders between two positions has not taken its words yet.

    Until it has, nothing is kept that is made of the log: the words may be in it.
    """
    return any(unfinished(log, after=after, upto=upto))


def unfinished(log: Log, *, after: int = -1, upto: int | None = None) -> Iterator[Unfinished]:
    """The orders between two positions whose words still stand."""
    for order in log.read(_ORDERS, after=after, upto=upto):
        if isinstance(order.event, Event) and leaves_words(log, order):
            yield Unfinished(order=order.position, taking=said(order.event).position)


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
