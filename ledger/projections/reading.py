"""From the log to ``Facts``: only what a question needs, cut off on the recorded clock.

Takes a log, a subject's tags and ``known_at``; gives ``Facts``. Reads names once, then the
subject's claims by tag, then their documents up to the roots.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ledger.claims.events import (
    ClaimRetracted,
    DocumentCaptured,
    InstrumentDescribed,
    PartnershipDescribed,
    PartyDescribed,
)
from ledger.log import erasure
from ledger.log.codec import decode
from ledger.log.event import Event
from ledger.log.query import Query, QueryItem
from ledger.projections.facts import Facts, Recorded, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledger.log.event import RecordedEvent
    from ledger.log.port import Log

NAMES = Query.of_types(PartyDescribed.type, PartnershipDescribed.type, InstrumentDescribed.type)
_OF_DOCUMENTS = frozenset({DocumentCaptured.type, ClaimRetracted.type})
_ITEMS = 200  # query items at a time, well under a database's limit of parameters


def decoded(records: Iterable[RecordedEvent]) -> Iterator[Recorded]:
    """Recorded events as domain events; what was erased, and that it was, is passed over."""
    for record in records:
        event = record.event
        if isinstance(event, Event) and event.type != erasure.TYPE:
            yield Recorded(
                position=record.position,
                recorded_at=record.recorded_at,
                event=decode(event.type, event.version, event.payload),
            )


def read(log: Log, query: Query, known_at: datetime | int | None) -> Iterator[Recorded]:
    """Matching events that the ledger knew at ``known_at`` (recorded clock, inclusive)."""
    upto = known_at if isinstance(known_at, int) else None
    for recorded in decoded(log.read(query, upto=upto)):
        if isinstance(known_at, datetime) and recorded.recorded_at > known_at:
            return  # recorded_at never goes back along the log
        yield recorded


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
    """The names, and all claims and acts that carry any of the tags, with their documents."""
    facts = names(log, known_at) if facts is None else facts
    items = tuple(QueryItem(tags=frozenset({tag})) for tag in sorted(set(tags)))
    events = (one for one in read(log, Query(items), known_at) if not _names(one))
    fold(events, facts)
    _add_documents(log, facts, known_at)
    return _evidenced(facts)


def facts_of_partnership(log: Log, name: str, known_at: datetime | int | None = None) -> Facts:
    """What a partnership's status is made of: its own claims and those on its instruments."""
    held = names(log, known_at)
    tags = {f"partnership:{name}"}
    tags |= {
        f"instrument:{one.id}" for one in held.instruments.values() if name in one.partnerships
    }
    return facts_about(log, tags, known_at, held)


def _evidenced(facts: Facts) -> Facts:
    """Pass over claims whose document was erased: nothing is shown without its source.

    The log still shows the claims, the gap, and why.
    """
    for name, held in list(facts.claims.items()):
        if held.claim.evidence.document not in facts.documents:
            del facts.claims[name]
    return facts


def _names(recorded: Recorded) -> bool:
    return isinstance(recorded.event, PartyDescribed | PartnershipDescribed | InstrumentDescribed)


def _add_documents(log: Log, facts: Facts, known_at: datetime | int | None) -> None:
    """Add the documents of all claims and acts, those they derive from, and acts upon them."""
    wanted = {held.claim.evidence.document for held in facts.claims.values()}
    wanted |= {held.act.document for held in facts.acts.values() if held.act.document is not None}
    seen: set[str] = set()
    while wanted:
        names_ = sorted(wanted)
        seen |= wanted
        for start in range(0, len(names_), _ITEMS):
            items = tuple(
                QueryItem(types=_OF_DOCUMENTS, tags=frozenset({f"document:{one}"}))
                for one in names_[start : start + _ITEMS]
            )
            fold(read(log, Query(items), known_at), facts)
        roots = {facts.documents[one].document.root for one in names_ if one in facts.documents}
        wanted = {one for one in roots if one is not None} - seen
