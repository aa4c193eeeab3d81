"""From the log to ``Facts``: only what a question needs, cut off on the recorded clock.

Takes a log, partnerships and ``known_at``; gives ``Facts``. Reads the partnerships' claims
and acts by tag, then their documents up to the roots, and no names but those it needs. Who
comes next: ``passes`` reads many partnerships so, a bounded part of the log at a time.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import attrs

from ledger.claims.claim import targets_of
from ledger.claims.developments import InstrumentDevelopment, RequirementStated
from ledger.claims.events import (
    ClaimCorrected,
    ClaimRecorded,
    ClaimRetracted,
    DocumentCaptured,
    InstrumentDescribed,
    PartiesJudged,
    PartnershipDescribed,
    PartyDescribed,
)
from ledger.claims.names import NAMELESS
from ledger.claims.subjects import instrument_of
from ledger.facts.facts import Facts, Recorded, fold
from ledger.log.event import OWN, Event
from ledger.log.format import codec
from ledger.log.query import Query, QueryItem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from ledger.claims.names import Names
    from ledger.facts.facts import RecordedClaim
    from ledger.log.event import RecordedEvent
    from ledger.log.port import Log

PARTIES = Query.of_types(PartyDescribed.type, PartiesJudged.type)
ENTITIES = Query.of_types(
    PartyDescribed.type, PartnershipDescribed.type, InstrumentDescribed.type, PartiesJudged.type
)
_OF_DOCUMENTS = frozenset({DocumentCaptured.type, ClaimCorrected.type, ClaimRetracted.type})


def decoded(records: Iterable[RecordedEvent]) -> Iterator[Recorded]:
    """Recorded events as domain events; but what was erased or is the log's own."""
    for record in records:
        if (event := _decoded(record)) is not None:
            yield event


def _decoded(record: RecordedEvent) -> Recorded | None:
    event = record.event
    if not isinstance(event, Event) or event.type in OWN:
        return None
    return Recorded(
        position=record.position,
        recorded_at=record.recorded_at,
        event=codec.decoded(record),
    )


def read(log: Log, query: Query, known_at: datetime | int | None) -> Iterator[Recorded]:
    """Matching events that the ledger knew at ``known_at`` (recorded clock, inclusive)."""
    upto = known_at if isinstance(known_at, int) else None
    return domain_events(log.read(query, upto=upto), known_at)


def domain_events(
    records: Iterable[RecordedEvent], known_at: datetime | int | None
) -> Iterator[Recorded]:
    """Recorded events, in log order, that the ledger knew at ``known_at``, as domain events."""
    return decoded(until(records, known_at))


def until(
    records: Iterable[RecordedEvent], known_at: datetime | int | None
) -> Iterator[RecordedEvent]:
    """Recorded events, in log order, up to what the ledger knew at ``known_at``."""
    for record in records:
        if isinstance(known_at, int) and record.position > known_at:
            return
        if isinstance(known_at, datetime) and record.recorded_at > known_at:
            return  # recorded_at never goes back along the log
        yield record


def position_by(log: Log, known_at: datetime | int | None) -> int:
    """The last position of the log by a moment; its moments never go back."""
    last = log.head().size - 1
    if known_at is None:
        return last
    if isinstance(known_at, int):
        return known_at
    low, high = -1, last
    moment = known_at.astimezone(UTC)
    while low < high:
        middle = (low + high + 1) // 2
        record = log.at(middle)
        if record is not None and record.recorded_at <= moment:
            low = middle
        else:
            high = middle - 1
    return low


def all_facts(log: Log, known_at: datetime | int | None = None) -> Facts:
    """Everything the ledger knew."""
    return _evidenced(fold(read(log, Query.all(), known_at)))


def entities(log: Log, known_at: datetime | int | None = None) -> Facts:
    """Parties, partnerships and instruments, and nothing else."""
    return fold(read(log, ENTITIES, known_at))


def party_names(log: Log, parties: Iterable[str], known_at: datetime | int | None = None) -> Names:
    """The names of these parties; no other description is read."""
    described = frozenset({PartyDescribed.type})
    items = tuple(QueryItem(described, frozenset({f"party:{party}"})) for party in parties)
    return fold(read(log, Query(items), known_at)).names() if items else NAMELESS


def facts_about(log: Log, tags: Iterable[str], known_at: datetime | int | None = None) -> Facts:
    """All names, and all that carries any of the tags, with its documents."""
    gathering = _Gathering(log, known_at, entities(log, known_at))
    fold(gathering.carrying(set(tags)), gathering.facts)
    gathering.add_documents()
    return _evidenced(gathering.facts)


def facts_of_claims(
    log: Log, claims: Iterable[RecordedClaim], names: Facts, known_at: int | None
) -> Facts:
    """These claims, their documents up to the roots, and what was said of both since."""
    own: dict[str, RecordedClaim] = {recorded.claim.id: recorded for recorded in claims}
    facts = attrs.evolve(names, claims=own, documents={}, acts={})
    _Gathering(log, known_at, facts).add_documents()
    return _evidenced(facts)


@contextmanager
def uncollected() -> Iterator[None]:
    """Let Python's cyclic garbage collector rest while very many values are made.

    It would go through all that is held again and again, a quarter of the time, and find
    nothing: facts hold no cycles.
    """
    resting = not gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if not resting:
            gc.enable()


@uncollected()
def facts_of_partnerships(
    log: Log,
    wanted: Collection[str],
    known_at: datetime | int | None = None,
    *,
    parties: Facts | None = None,
    noted: list[RecordedEvent] | None = None,
) -> Facts:
    """What partnerships' statuses are made of: their own claims and those on their instruments.

    What it costs follows the partnerships, not the ledger, and no event is read twice.
    ``parties`` saves reading them again, with what was judged of them. ``noted`` takes the events
    that were folded, in their order, but for parties and for what ``facts_again`` looks up.
    """
    facts = _with_parties(log, known_at, parties)
    gathering = _Gathering(log, known_at, facts, noted)
    own = list(gathering.carrying({f"partnership:{partnership}" for partnership in wanted}))
    theirs = gathering.carrying(gathering.followed(own))
    # In log order: the last description of an instrument need not be one that names them.
    fold(sorted((*own, *theirs), key=lambda record: record.position), facts)
    if noted is not None:
        noted.sort(key=lambda record: record.position)
    gathering.add_documents()
    gathering.add_instruments()
    return _evidenced(facts)


@uncollected()
def facts_again(
    log: Log,
    noted: Iterable[Recorded],
    known_at: int | None = None,
    *,
    parties: Facts | None = None,
) -> Facts:
    """The facts of which ``facts_of_partnerships`` noted the events.

    Parties, and instruments that are only named, are looked up: nothing marks a change of them.
    """
    facts = fold(noted, _with_parties(log, known_at, parties))
    _Gathering(log, known_at, facts).add_instruments()
    return _evidenced(facts)


def _with_parties(log: Log, known_at: datetime | int | None, parties: Facts | None) -> Facts:
    if parties is None:
        return fold(read(log, PARTIES, known_at))
    return Facts(parties=dict(parties.parties), judgements=dict(parties.judgements))


def _evidenced(facts: Facts) -> Facts:
    """Pass over claims whose document was erased: nothing is shown without its source.

    The log still shows the claims, the gap, and why.
    """
    for name, claim in list(facts.claims.items()):
        if claim.claim.evidence.document not in facts.documents:
            del facts.claims[name]
    return facts


class _Gathering:
    """Facts as they are gathered tag by tag; what was read once is not read again."""

    def __init__(
        self,
        log: Log,
        known_at: datetime | int | None,
        facts: Facts,
        noted: list[RecordedEvent] | None = None,
    ) -> None:
        self.log = log
        self.known_at = known_at
        self.facts = facts
        self.noted = noted
        self._seen: set[int] = set()
        self._whole: set[str] = set()

    def carrying(
        self, tags: AbstractSet[str], types: AbstractSet[str] | None = None
    ) -> Iterator[Recorded]:
        """The events with any of the tags, of any or of some types, that were not read yet."""
        upto = self.known_at if isinstance(self.known_at, int) else None
        return self._noting(self._new(tags, upto, types))

    def _new(
        self, tags: AbstractSet[str], upto: int | None, types: AbstractSet[str] | None
    ) -> Iterator[RecordedEvent]:
        for record in self.log.gather(tags, upto=upto, without=self._seen):
            self._seen.add(record.position)
            if types is None or record.event.type in types:
                yield record

    def _noting(self, records: Iterable[RecordedEvent]) -> Iterator[Recorded]:
        for record in until(records, self.known_at):
            event = _decoded(record)
            if event is not None:
                if self.noted is not None:
                    self.noted.append(record)
                yield event

    def followed(self, own: Iterable[Recorded]) -> set[str]:
        """The tags of the instruments that events of partnerships speak of as theirs.

        They are those that name a partnership, and of those that acts are filed on, the ones that
        name none.
        """
        named, acted = set[str](), set[str]()
        for record in own:
            match record.event:
                case InstrumentDescribed(instrument=instrument):
                    named.add(f"instrument:{instrument.id}")
                case ClaimRecorded(claim=claim) if isinstance(
                    claim.development, InstrumentDevelopment
                ):
                    acted.add(f"instrument:{claim.development.instrument}")
        for tag in acted - named:
            item = QueryItem(types=frozenset({InstrumentDescribed.type}), tags=frozenset({tag}))
            described = list(domain_events(self.log.read(Query((item,))), self.known_at))
            last = described[-1].event if described else None
            if isinstance(last, InstrumentDescribed) and not last.instrument.partnerships:
                named.add(tag)
        return named

    def add_documents(self) -> None:
        """Add the documents of all claims and acts, those they derive from, and acts on them."""
        looked: set[str] = set()
        while wanted := _documents(self.facts) - looked:
            looked |= wanted
            fold(
                self.carrying({f"document:{document}" for document in wanted}, _OF_DOCUMENTS),
                self.facts,
            )
            for target in sorted(_targets(self.facts)):
                # A claim of another partnership, whose retelling here falls with it.
                record = self.log.find(f"claim:{target}")
                if record is not None:
                    fold(self._noting([record]), self.facts)
            self._add_what_else_is_said()

    def _add_what_else_is_said(self) -> None:
        """Add all claims of the roots on whose claims there are acts, whatever their partnership.

        A retelling here falls with the one of them that it is nearest to.
        """
        roots = {str(document.document.root) for document in self.facts.documents.values()}
        acted = {
            str(claim.claim.evidence.document)
            for act in self.facts.acts.values()
            for name in targets_of(act.act)
            if (claim := self.facts.claims.get(name)) is not None
        }
        for document in sorted((roots & acted) - self._whole):
            self._whole.add(document)
            tag = frozenset({f"document:{document}"})
            item = QueryItem(types=frozenset({ClaimRecorded.type}), tags=tag)
            fold(self._noting(self.log.read(Query((item,)))), self.facts)

    def add_instruments(self) -> None:
        """Add the instruments that claims name, followed or not: readers know them by title."""
        named: set[str] = set()
        for claim in self.facts.claims.values():
            development = claim.claim.development
            named.add(instrument_of(development) or "")
            if isinstance(development, RequirementStated):
                named.update(development.blocks)
        for name in sorted(named - self.facts.instruments.keys() - {""}):
            tag = frozenset({f"instrument:{name}"})
            item = QueryItem(types=frozenset({InstrumentDescribed.type}), tags=tag)
            fold(domain_events(self.log.read(Query((item,))), self.known_at), self.facts)


def _documents(facts: Facts) -> set[str]:
    cited = {claim.claim.evidence.document for claim in facts.claims.values()}
    cited |= {act.act.document for act in facts.acts.values() if act.act.document is not None}
    roots = {document.document.root for document in facts.documents.values()}
    return cited | {root for root in roots if root is not None}


def _targets(facts: Facts) -> set[str]:
    targets = {name for act in facts.acts.values() for name in targets_of(act.act)}
    return targets - facts.claims.keys() - facts.documents.keys() - facts.acts.keys()
