"""What an export does not have, since words were erased: each thing, and what took it along.

Takes a log and what an export has; gives ``ExportGap`` values. Erased is what the log has the
erasure of. What is only named, and described nowhere, is told as that: it came so from another
desk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ledger.claims.developments import CourtReferral, ExpectationDevelopment, RequirementStated
from ledger.claims.entities import Instrument, Partnership, Party
from ledger.claims.events import (
    ClaimRecorded,
    DocumentCaptured,
    InstrumentDescribed,
    PartiesJudged,
    PartnershipDescribed,
    PartyDescribed,
)
from ledger.claims.subjects import tags_of
from ledger.facts.erased import erased_words
from ledger.log import erasure
from ledger.log.event import ERASED, ErasedEvent, Event, RecordedEvent
from ledger.log.query import Query

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from collections.abc import Set as AbstractSet

    from ledger.claims.entities import Entity
    from ledger.facts.facts import Recorded
    from ledger.log.port import Log

_NAMES = frozenset({"party", "partnership", "instrument", "hurdle", "document"})


@attrs.frozen(kw_only=True)
class ExportGap:
    """A thing that an export names, or would have, and does not have.

    ``order`` is the event by which its words were erased. ``taken_by`` is the erased thing that
    took it along.
    """

    thing: str
    order: RecordedEvent | None = None
    taken_by: str | None = None

    @property
    def sentence(self) -> str:
        """What it is, and why it is not there."""
        event = None if self.order is None else self.order.event
        return told(self.thing, event if isinstance(event, Event) else None, self.taken_by)


def told(thing: str, order: Event | None, taken_by: str | None) -> str:
    """What a gap is, and why; ``order`` is the event of the erasure."""
    name = _in_words(thing)
    if order is not None:
        return f"{name}: its words were erased ({erasure.said(order).reason})"
    if taken_by is not None:
        return f"{name}: it rests on {_in_words(taken_by)}, whose words were erased"
    return f"{name}: it is named, and described nowhere"


def erased_thing(order: Event) -> str:
    """What the event of an erasure took: ``party:mexico``, whichever description it was."""
    kind, _, name = erasure.said(order).event.partition(":")
    thing, again, number = name.rpartition(":")
    return f"{kind}:{thing}" if again and number.isdecimal() else f"{kind}:{name}"


def gaps(
    log: Log,
    named: AbstractSet[str],
    fallen: Mapping[str, str],
    orders: Mapping[str, RecordedEvent],
    partnerships: Collection[str],
    *,
    is_there: Callable[[str], bool],
) -> tuple[ExportGap, ...]:
    """All that is not in an export, by thing.

    ``named`` are the things that it names; ``is_there`` says of one whether the export has it.
    ``fallen`` is what was left out of it, each with what it rested on; ``orders`` are the
    ``erasures`` of the log. Of some partnerships it is
    what their answers miss and what is named; else all that was ever erased too.
    """
    things = named | fallen.keys() | set(filter(None, fallen.values()))
    if not partnerships:
        things |= orders.keys()
    elif orders:
        things |= {it.event for name in partnerships for it in erased_words(log, about=name)}
    by_hurdle = _by_hurdle(orders)
    return tuple(
        ExportGap(
            thing=thing,
            order=orders.get(thing),
            taken_by=None
            if thing in orders
            else by_hurdle.get(thing, _root(thing, fallen, orders)),
        )
        for thing in sorted(things)
        if not is_there(thing)
    )


def erasures(log: Log) -> dict[str, RecordedEvent]:
    """By each thing whose words are gone, the last event that says why."""
    by_thing: dict[str, RecordedEvent] = {}
    for order in log.read(Query.of_types(ERASED)):
        if not isinstance(order.event, Event):
            continue
        record = log.at(erasure.said(order.event).position)
        if record is not None and isinstance(record.event, ErasedEvent):
            by_thing[erased_thing(order.event)] = order
    return by_thing


def named_by(record: Recorded) -> frozenset[str]:
    """All that an event points at and that an export must have too, as tags."""
    event = record.event
    named = {tag for tag in tags_of(event) if tag.partition(":")[0] in _NAMES}
    match event:
        case ClaimRecorded(claim=claim):
            if isinstance(claim.development, ExpectationDevelopment):
                named.add(f"claim:{claim.development.expectation}")
        case (
            PartyDescribed(party=entity)
            | PartnershipDescribed(partnership=entity)
            | InstrumentDescribed(instrument=entity)
        ):
            named |= parties_named_by(entity)
    return frozenset(named)


def parties_named_by(entity: Entity) -> frozenset[str]:
    """The tags of the parties that a description names."""
    match entity:
        case Party():
            parties = {entity.part_of, *(member.party for member in entity.members)}
        case Partnership():
            parties = {*entity.parties}
        case Instrument():
            rule = entity.entry_into_force
            parties = {*entity.between, entity.depositary, *(rule.parties if rule else ())}
    return frozenset(f"party:{party}" for party in parties if party)


def stated_by(record: Recorded) -> str | None:
    """What an event states that others name, as a thing; of a claim, the hurdle that it states."""
    match record.event:
        case PartyDescribed(party=party):
            return f"party:{party.id}"
        case PartnershipDescribed(partnership=partnership):
            return f"partnership:{partnership.id}"
        case InstrumentDescribed(instrument=instrument):
            return f"instrument:{instrument.id}"
        case PartiesJudged(judgement=judgement):
            return f"judgement:{judgement.pair}"
        case DocumentCaptured(document=document):
            return f"document:{document.id}"
        case ClaimRecorded(claim=claim):
            if isinstance(claim.development, RequirementStated | CourtReferral):
                return f"hurdle:{claim.development.hurdle}"
    return None


def _by_hurdle(orders: Mapping[str, RecordedEvent]) -> dict[str, str]:
    """By each hurdle, a claim on it whose words are gone: of one that nothing states any more."""
    return {
        tag: thing
        for thing, order in orders.items()
        if thing.startswith("claim:")
        for tag in order.event.tags
        if tag.startswith("hurdle:")
    }


def _root(thing: str, fallen: Mapping[str, str], orders: Mapping[str, RecordedEvent]) -> str | None:
    """The erased thing at the end of what took a thing along."""
    while thing not in orders:
        if thing not in fallen:
            return None
        thing = fallen[thing]
    return thing


def _in_words(thing: str) -> str:
    kind, _, name = thing.partition(":")
    return f"{kind} {name}"
