"""Words looked up in quotes, titles, names and notes of claims, and in the texts of documents.

Takes a log and words; gives ``Hit`` and ``Passage`` values, by the claims' and documents' ids. Case
and accents are folded, so that "depositos" finds "depósitos". The index (``board.texts``) names
what may hold the words; whether it does is looked at here, on the words themselves.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import attrs

from ledger.board.texts import candidates
from ledger.claims.events import DocumentCaptured
from ledger.claims.vocabulary import Modality
from ledger.edtf import Edtf
from ledger.facts.facts import Facts, fold
from ledger.facts.log_reader import decoded, entities, read, until
from ledger.log.query import Query, QueryItem
from ledger.log.words import Asked, folded_text
from ledger.projections.filter import Filter
from ledger.projections.weighing.citations import Citation, cite
from ledger.projections.weighing.identity import Identity, identity
from ledger.projections.weighing.merged_parties import parties_filed
from ledger.sources.kinds import SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from ledger.claims.claim import Claim
    from ledger.clock import Clocks
    from ledger.facts.facts import CapturedDocument
    from ledger.log.event import RecordedEvent
    from ledger.log.port import Log
    from ledger.sources.document import Document

_CAPTURED = Query.of_types(DocumentCaptured.type)
_FEW = 500  # documents that are looked up one by one sooner than all are read
_STRETCH = 2000  # events that are searched together
_AROUND = 60  # characters on each side of a word that was found


@attrs.frozen(kw_only=True)
class Hit:
    """A claim that holds all of the words, and what it belongs to."""

    partnership: str | None
    citation: Citation


@attrs.frozen(kw_only=True)
class Passage:
    """A document whose text holds all of the words, and the words around the first of them."""

    document: str
    title: str | None
    publisher: str | None
    source_kind: SourceKind
    published: Edtf | None
    excerpt: str


def search(
    log: Log, words: Sequence[str], clocks: Clocks | None = None, wanted: Filter | None = None
) -> tuple[Hit, ...]:
    """The claims whose words, kind, document, parties or note hold every word, by id.

    A party is found by each of its names, and by those of the parties judged the same. What it
    holds at a time does not grow with the log. Of the clocks, the occurred one leaves out what is
    told as done and happened later.
    """
    folded = [folded_text(word) for word in words]
    known_at = None if clocks is None else clocks.known_at
    named = entities(log, known_at)
    records = until(candidates(log, _asked_of(named, folded)), known_at)
    hits = [
        hit
        for facts in _stretches(log, records, named)
        for hit in _hits(facts, folded, clocks, wanted or Filter())
    ]
    return tuple(sorted(hits, key=lambda hit: hit.citation.claim))


def passages(
    log: Log, words: Sequence[str], clocks: Clocks | None = None, wanted: Filter | None = None
) -> tuple[Passage, ...]:
    """The documents whose text holds every word, by id; a filter by party or kind takes none."""
    folded, filter_ = [folded_text(word) for word in words], wanted or Filter()
    if filter_.parties or filter_.kinds or filter_.modalities:
        return ()
    known_at = None if clocks is None else clocks.known_at
    documents = _documents(log, folded, known_at)
    return tuple(
        _passage(captured.document, folded)
        for _, captured in sorted(documents.items())
        if _readable(captured, clocks)
        and filter_.source(captured.document.id, captured.document.publisher)
        and filter_.day(captured.document.published, captured.readable_by)
        and _holds(folded_text(captured.document.text), folded)
    )


def _documents(
    log: Log, words: Sequence[str], known_at: datetime | int | None
) -> dict[str, CapturedDocument]:
    """The documents whose text may hold the words, as they were captured by a moment."""
    asked = [Asked(word=word) for word in words]
    events: dict[str, RecordedEvent] = {}
    for record in until(candidates(log, asked, DocumentCaptured.type), known_at):
        name = record.event.id.split(":")[1]  # of one that gained excerpts, the number follows
        events[name] = record
        if len(events) > _FEW:
            return fold(read(log, _CAPTURED, known_at)).documents
    documents: dict[str, CapturedDocument] = {}
    for name in events:
        tags = frozenset({f"document:{name}"})
        query = Query((QueryItem(types=_CAPTURED.items[0].types, tags=tags),))
        captured = fold(read(log, query, known_at)).documents.get(name)
        if captured is not None:
            documents[name] = captured
    return documents


def _asked_of(named: Facts, words: Sequence[str]) -> list[Asked]:
    """The words, each with the parties that are called so, under whichever of their ids."""
    identity_ = identity(judgement.judgement for judgement in named.judgements.values())
    names = {
        party.id: [folded_text(name) for name in (party.name, *party.aliases)]
        for party in named.parties.values()
    }
    return [
        Asked(
            word=word,
            tags=frozenset(
                f"party:{other}"
                for party, called in names.items()
                if any(word in name for name in called)
                for other in identity_.all_of(party)
            ),
        )
        for word in words
    ]


def _holds(text: str, words: Sequence[str]) -> bool:
    return all(word in text for word in words)


def _readable(captured: CapturedDocument, clocks: Clocks | None) -> bool:
    if clocks is None or clocks.published_by is None:
        return True
    published = captured.document.published
    return (
        (published.latest if published else None) or captured.readable_by
    ) <= clocks.published_by


def _passage(document: Document, words: Sequence[str]) -> Passage:
    """The words around the first that is found; letters and case may move the place a little."""
    place = max(0, folded_text(document.text).find(words[0]) if words else 0)
    first, last = max(0, place - _AROUND), place + _AROUND
    begins = "" if first == 0 else "…"
    ends = "" if last >= len(document.text) else "…"
    return Passage(
        document=document.id,
        title=document.title,
        publisher=document.publisher,
        source_kind=document.kind,
        published=document.published,
        excerpt=f"{begins}{' '.join(document.text[first:last].split())}{ends}",
    )


def _hits(
    facts: Facts, wanted: Sequence[str], clocks: Clocks | None, filter_: Filter
) -> Iterator[Hit]:
    identity_ = identity(judgement.judgement for judgement in facts.judgements.values())
    for claim in facts.claims.values():
        captured = facts.documents.get(claim.claim.evidence.document)
        if captured is None:
            continue  # it was erased: nothing is shown without its source
        if not _readable(captured, clocks) or not _asked(facts, claim.claim, clocks, filter_):
            continue
        text = _text(facts, claim.claim, identity_)
        if all(word in text for word in wanted):
            yield Hit(partnership=claim.claim.partnership, citation=cite(facts, claim.claim))


def _asked(facts: Facts, claim: Claim, clocks: Clocks | None, filter_: Filter) -> bool:
    """Whether a claim is of the days, the parties, the kinds and the sources that are asked for."""
    when = claim.occurred.edtf if claim.occurred else None
    earliest = when.earliest if when else None
    done = claim.modality is Modality.ACTUAL and earliest is not None
    if clocks is not None and done and earliest is not None and earliest > clocks.valid_at:
        return False
    return filter_.empty or (
        filter_.claim(claim.development, claim.modality, cite(facts, claim)) and filter_.day(when)
    )


def _stretches(log: Log, records: Iterator[RecordedEvent], named: Facts) -> Iterator[Facts]:
    """Claims with their documents, and all names, one stretch of the log after the other."""
    before: Facts | None = None
    while some := list(islice(records, _STRETCH)):
        facts = fold(decoded(some), attrs.evolve(named, documents={}, claims={}))
        cited = {claim.claim.evidence.document for claim in facts.claims.values()}
        for name in cited - facts.documents.keys():
            if before is not None and name in before.documents:
                facts.documents[name] = before.documents[name]
            elif (event := log.find(f"document:{name}")) is not None:
                fold(decoded([event]), facts)
        yield facts
        before = facts


def _text(facts: Facts, claim: Claim, identity_: Identity) -> str:
    document = facts.documents[claim.evidence.document].document
    parts = (
        claim.id,
        claim.development.kind,
        claim.evidence.exact,
        claim.evidence.translation or "",
        claim.note or "",
        document.id,
        document.title or "",
        document.publisher or "",
        *_names(facts, claim, identity_),
    )
    return folded_text("\0".join(parts))  # no word goes on from one part into the next


def _names(facts: Facts, claim: Claim, identity_: Identity) -> Iterator[str]:
    """All that the parties of a claim are called, under whichever of their ids."""
    for filed in parties_filed(claim):
        for party in map(facts.parties.get, identity_.all_of(filed)):
            if party is not None:
                yield from (party.name, *party.aliases)
