"""Words looked up in quotes, titles, names and notes of claims, and in the texts of documents.

Takes a log and words; gives ``Hit`` and ``Passage`` values, by the claims' and documents' ids. Case
and accents are folded, so that "depositos" finds "depósitos". The index (``board.texts``) names
what may hold the words; whether it does is looked at here, on the words themselves.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs

from ledger.board.texts import Candidates, own_parts
from ledger.claims.events import ClaimRecorded, DocumentCaptured
from ledger.claims.vocabulary import Modality
from ledger.clock import Clocks
from ledger.edtf import Edtf
from ledger.facts.facts import Facts, fold
from ledger.facts.log_reader import decoded, entities, facts_of_claims, position_by, read
from ledger.log.query import Query, QueryItem
from ledger.log.words import AskedWords, folded_text
from ledger.projections.filter import Filter
from ledger.projections.weighing.citations import Citation, cite
from ledger.projections.weighing.parties.identity import Identity, identity
from ledger.projections.weighing.parties.merged_parties import parties_filed
from ledger.projections.weighing.standing_claims import Fall, Standing
from ledger.sources.kinds import SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.claims.claim import Claim
    from ledger.facts.facts import CapturedDocument, RecordedClaim
    from ledger.log.event import RecordedEvent
    from ledger.log.port import Log
    from ledger.sources.document import Document

_CAPTURED = Query.of_types(DocumentCaptured.type)
LOOKED = 20_000
"""So many events are looked at for a question that wants no more than some hits."""

_AROUND = 60  # characters on each side of a word that was found


@attrs.frozen(kw_only=True)
class Hit:
    """A claim that holds all of the words, and what it belongs to.

    ``fall`` says why it does not stand: it was retracted or corrected, or what it rests on was.
    """

    partnership: str | None
    citation: Citation
    fall: Fall | None = None


@attrs.frozen(kw_only=True)
class Hits:
    """Claims that were found, and how many more at most hold the words, which nobody looked at."""

    rows: tuple[Hit, ...]
    left: int


@attrs.frozen(kw_only=True)
class Passage:
    """A document whose text holds all of the words, and the words around the first of them."""

    document: str
    title: str | None
    publisher: str | None
    source_kind: SourceKind
    published: Edtf | None
    excerpt: str


@attrs.frozen(kw_only=True)
class Passages:
    """Documents that were found, and how many more at most hold the words."""

    rows: tuple[Passage, ...]
    left: int


def search(
    log: Log,
    words: Sequence[str],
    clocks: Clocks | None = None,
    wanted: Filter | None = None,
    limit: int | None = None,
) -> Hits:
    """The claims whose words, kind, document, parties or note hold every word.

    The last recorded come first, ``limit`` of them; with a limit no more than ``LOOKED`` events
    are looked at, so that no question takes long. A party is found by each of its names, and by
    those of the parties judged the same. Of the clocks, the occurred one leaves out what is told
    as done and happened later.
    """
    folded = [folded_text(word) for word in words]
    last = position_by(log, None if clocks is None else clocks.known_at)
    named = entities(log, last)
    places = Candidates(log, _asked_of(named, folded), ClaimRecorded.type, last)
    facts = named
    rows: list[tuple[RecordedClaim, Hit]] = []
    for records in places.newest_first(limit):
        facts = _with_documents(log, records, facts)
        rows += _hits(facts, folded, clocks, wanted or Filter())
        if _enough(len(rows), places, limit):
            break
    shown = tuple(_marked(log, rows[:limit], clocks, last, named))
    return Hits(rows=shown, left=places.left() + len(rows) - len(shown))


def passages(
    log: Log,
    words: Sequence[str],
    clocks: Clocks | None = None,
    wanted: Filter | None = None,
    limit: int | None = None,
) -> Passages:
    """The documents whose text holds every word, the last captured first.

    A filter by party, kind or modality takes none. ``limit`` is as in ``search``.
    """
    folded, filter_ = [folded_text(word) for word in words], wanted or Filter()
    if filter_.parties or filter_.kinds or filter_.modalities:
        return Passages(rows=(), left=0)
    last = position_by(log, None if clocks is None else clocks.known_at)
    asked = [AskedWords(word=word) for word in folded]
    places = Candidates(log, asked, DocumentCaptured.type, last)
    rows: list[Passage] = []
    seen = set[str]()
    for records in places.newest_first(limit):
        for captured in _documents(log, records, last, seen):
            document = captured.document
            if (
                _readable(captured, clocks)
                and filter_.source(document.id, document.publisher)
                and filter_.day(document.published, captured.readable_by)
                and _holds(folded_text(document.text), folded)
            ):
                rows.append(_passage(document, folded))
        if _enough(len(rows), places, limit):
            break
    shown = tuple(rows[:limit])
    return Passages(rows=shown, left=places.left() + len(rows) - len(shown))


def _enough(rows: int, places: Candidates, limit: int | None) -> bool:
    return limit is not None and (rows >= limit or places.looked >= LOOKED)


def _documents(
    log: Log, records: Sequence[RecordedEvent], last: int, seen: set[str]
) -> Iterator[CapturedDocument]:
    """The documents of these events that were not ``seen``, each as it is by a position."""
    for record in records:
        name = record.event.id.split(":")[1]  # of one that gained excerpts, the number follows
        if name in seen:
            continue
        seen.add(name)
        tags = frozenset({f"document:{name}"})
        query = Query((QueryItem(types=_CAPTURED.items[0].types, tags=tags),))
        captured = fold(read(log, query, last)).documents.get(name)
        if captured is not None:
            yield captured


def _asked_of(named: Facts, words: Sequence[str]) -> list[AskedWords]:
    """The words, each with the parties that are called so, under whichever of their ids."""
    identity_ = identity(judgement.judgement for judgement in named.judgements.values())
    names = {
        party.id: [folded_text(name) for name in (party.name, *party.aliases)]
        for party in named.parties.values()
    }
    return [
        AskedWords(
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
) -> Iterator[tuple[RecordedClaim, Hit]]:
    identity_ = identity(judgement.judgement for judgement in facts.judgements.values())
    for claim in facts.claims.values():
        captured = facts.documents.get(claim.claim.evidence.document)
        if captured is None:
            continue  # it was erased: nothing is shown without its source
        if not _readable(captured, clocks) or not _asked(facts, claim.claim, clocks, filter_):
            continue
        text = _text(facts, claim.claim, identity_)
        if all(word in text for word in wanted):
            citation = cite(facts, claim.claim)
            yield claim, Hit(partnership=claim.claim.partnership, citation=citation)


def _marked(
    log: Log,
    rows: Sequence[tuple[RecordedClaim, Hit]],
    clocks: Clocks | None,
    last: int,
    named: Facts,
) -> Iterator[Hit]:
    """The hits, those that do not stand with the reason."""
    facts = facts_of_claims(log, [claim for claim, _ in rows], named, last)
    standing = Standing(filed=facts, clocks=clocks or Clocks(valid_at=date.max))
    for claim, hit in rows:
        fallen = standing.fallen.get(claim.claim.id)
        yield hit if fallen is None else attrs.evolve(hit, fall=fallen.reason)


def _asked(facts: Facts, claim: Claim, clocks: Clocks | None, filter_: Filter) -> bool:
    """Whether a claim is of the days, the parties, the kinds and the sources that are asked for."""
    when = claim.when
    earliest = when.earliest if when else None
    done = claim.modality is Modality.ACTUAL and earliest is not None
    if clocks is not None and done and earliest is not None and earliest > clocks.valid_at:
        return False
    return filter_.empty or (
        filter_.claim(claim.development, claim.modality, cite(facts, claim)) and filter_.day(when)
    )


def _with_documents(log: Log, records: Sequence[RecordedEvent], before: Facts) -> Facts:
    """These claims in their order, their documents, and all names; ``before`` spares a look-up."""
    facts = fold(decoded(records), attrs.evolve(before, documents={}, claims={}))
    for name in {claim.claim.evidence.document for claim in facts.claims.values()}:
        if name in before.documents:
            facts.documents[name] = before.documents[name]
        elif (event := log.find(f"document:{name}")) is not None:
            fold(decoded([event]), facts)
    return facts


def _text(facts: Facts, claim: Claim, identity_: Identity) -> str:
    document = facts.documents[claim.evidence.document].document
    parts = (*own_parts(claim, document), *_names(facts, claim, identity_))
    return folded_text("\0".join(parts))  # no word goes on from one part into the next


def _names(facts: Facts, claim: Claim, identity_: Identity) -> Iterator[str]:
    """All that the parties of a claim are called, under whichever of their ids."""
    for filed in parties_filed(claim):
        for party in map(facts.parties.get, identity_.all_of(filed)):
            if party is not None:
                yield from (party.name, *party.aliases)
