"""From the log to ``Facts``: only what a question needs, cut off on the recorded clock.

Takes a log, a partnership and ``known_at``; gives ``Facts``. Reads the partnership's claims
and acts by tag, then their documents up to the roots, and no names but those it needs.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ledger.claims.claim import Retraction
from ledger.claims.developments import RequirementStated
from ledger.claims.events import (
    ClaimCorrected,
    ClaimRetracted,
    DocumentCaptured,
    InstrumentDescribed,
    PartiesJudged,
    PartnershipDescribed,
    PartyDescribed,
)
from ledger.claims.subjects import instrument_of
from ledger.log import erasure
from ledger.log.codec import decode
from ledger.log.event import Event
from ledger.log.query import Query, QueryItem
from ledger.projections.facts import Facts, Recorded, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledger.log.event import RecordedEvent
    from ledger.log.port import Log

PARTIES = Query.of_types(PartyDescribed.type, PartiesJudged.type)
NAMES = Query.of_types(
    PartyDescribed.type, PartnershipDescribed.type, InstrumentDescribed.type, PartiesJudged.type
)
_OF_DOCUMENTS = frozenset({DocumentCaptured.type, ClaimCorrected.type, ClaimRetracted.type})
_ITEMS = 200  # query items at a time, well under a database's limit of parameters
_REVISIONS = 1000


def decoded(records: Iterable[RecordedEvent]) -> Iterator[Recorded]:
    """Recorded events as domain events; what was erased, and that it was, is passed over."""
    for record in records:
        if (one := _decoded(record)) is not None:
            yield one


def _decoded(record: RecordedEvent) -> Recorded | None:
    event = record.event
    if not isinstance(event, Event) or event.type == erasure.TYPE:
        return None
    return Recorded(
        position=record.position,
        recorded_at=record.recorded_at,
        event=decode(event.type, event.version, event.payload),
    )


def read(log: Log, query: Query, known_at: datetime | int | None) -> Iterator[Recorded]:
    """Matching events that the ledger knew at ``known_at`` (recorded clock, inclusive)."""
    upto = known_at if isinstance(known_at, int) else None
    return _known(log.read(query, upto=upto), known_at)


def _known(records: Iterable[RecordedEvent], known_at: datetime | int | None) -> Iterator[Recorded]:
    for record in records:
        if isinstance(known_at, int) and record.position > known_at:
            return
        if isinstance(known_at, datetime) and record.recorded_at > known_at:
            return  # recorded_at never goes back along the log
        if (one := _decoded(record)) is not None:
            yield one


def all_facts(log: Log, known_at: datetime | int | None = None) -> Facts:
    """Everything the ledger knew."""
    return _evidenced(fold(read(log, Query.all(), known_at)))


def names(log: Log, known_at: datetime | int | None = None) -> Facts:
    """Parties, partnerships and instruments, and nothing else."""
    return fold(read(log, NAMES, known_at))


def facts_about(
    log: Log,
    tags: Iterable[str],
    known_at: datetime | int | None = None,
    facts: Facts | None = None,
) -> Facts:
    """All names, or those given, and all that carries any of the tags, with its documents."""
    facts = names(log, known_at) if facts is None else facts
    items = tuple(QueryItem(tags=frozenset({tag})) for tag in sorted(set(tags)))
    fold(read(log, Query(items), known_at), facts)
    _add_documents(log, facts, known_at)
    return _evidenced(facts)


def facts_of_partnership(
    log: Log,
    name: str,
    known_at: datetime | int | None = None,
    *,
    parties: Facts | None = None,
) -> Facts:
    """What a partnership's status is made of: its own claims and those on its instruments.

    What it costs follows the partnership, not the ledger. ``parties`` saves reading them anew,
    with what was judged of them.
    """
    own = f"partnership:{name}"
    described = QueryItem(types=frozenset({InstrumentDescribed.type}), tags=frozenset({own}))
    tags = {own}
    for recorded in read(log, Query((described,)), known_at):
        if isinstance(recorded.event, InstrumentDescribed):
            tags.add(f"instrument:{recorded.event.instrument.id}")
    facts = Facts()
    if parties is not None:
        facts.parties.update(parties.parties)
        facts.judgements.update(parties.judgements)
    else:
        fold(read(log, PARTIES, known_at), facts)
    facts_about(log, tags, known_at, facts)
    _add_instruments(log, facts, known_at)
    return facts


def _evidenced(facts: Facts) -> Facts:
    """Pass over claims whose document was erased: nothing is shown without its source.

    The log still shows the claims, the gap, and why.
    """
    for name, held in list(facts.claims.items()):
        if held.claim.evidence.document not in facts.documents:
            del facts.claims[name]
    return facts


def _add_documents(log: Log, facts: Facts, known_at: datetime | int | None) -> None:
    """Add the documents of all claims and acts, those they derive from, and acts upon them."""
    seen: set[str] = set()
    while wanted := sorted(_documents(facts) - seen):
        seen |= set(wanted)
        for start in range(0, len(wanted), _ITEMS):
            items = tuple(
                QueryItem(types=_OF_DOCUMENTS, tags=frozenset({f"document:{one}"}))
                for one in wanted[start : start + _ITEMS]
            )
            fold(read(log, Query(items), known_at), facts)
        for target in sorted(_targets(facts)):
            # A claim of another partnership, whose retelling here falls with it.
            found = log.find(f"claim:{target}")
            if found is not None:
                fold(_known([found], known_at), facts)


def _documents(facts: Facts) -> set[str]:
    cited = {held.claim.evidence.document for held in facts.claims.values()}
    cited |= {held.act.document for held in facts.acts.values() if held.act.document is not None}
    roots = {held.document.root for held in facts.documents.values()}
    return cited | {one for one in roots if one is not None}


def _targets(facts: Facts) -> set[str]:
    targets = {
        held.act.target if isinstance(held.act, Retraction) else held.act.claim
        for held in facts.acts.values()
    }
    return targets - facts.claims.keys() - facts.documents.keys() - facts.acts.keys()


def _add_instruments(log: Log, facts: Facts, known_at: datetime | int | None) -> None:
    """Add the instruments that claims name, followed or not: readers know them by title."""
    named: set[str] = set()
    for held in facts.claims.values():
        development = held.claim.development
        named.add(instrument_of(development) or "")
        if isinstance(development, RequirementStated):
            named.update(development.blocks)
    for name in sorted(named - facts.instruments.keys() - {""}):
        found = log.find_prefix(f"instrument:{name}:", limit=_REVISIONS)
        fold(_known(sorted(found, key=lambda one: one.position), known_at), facts)
