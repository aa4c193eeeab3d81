"""Words looked up in quotes, titles, names and notes of claims, wherever they were recorded.

Takes a log and words; gives ``Hit`` values, by the claims' ids. Case and accents are folded, so
that "depositos" finds "depósitos".
"""

from __future__ import annotations

import unicodedata
from itertools import islice
from typing import TYPE_CHECKING

import attrs

from ledger.claims.events import ClaimRecorded, DocumentCaptured
from ledger.facts.facts import Facts, fold
from ledger.facts.log_reader import decoded, entities
from ledger.projections.weighing.citations import Citation, cite
from ledger.projections.weighing.identity import Identity, identity
from ledger.projections.weighing.merged_parties import parties_filed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.claims.claim import Claim
    from ledger.log.port import Log

_SPOKEN = frozenset({ClaimRecorded.type, DocumentCaptured.type})
_STRETCH = 2000  # events that are searched together


@attrs.frozen(kw_only=True)
class Hit:
    """A claim that holds all of the words, and what it belongs to."""

    partnership: str | None
    citation: Citation


def search(log: Log, words: Sequence[str]) -> tuple[Hit, ...]:
    """The claims whose words, kind, document, parties or note hold every word, by id.

    A party is found by each of its names, and by those of the parties judged the same. Reads
    the log once from front to back; what it holds at a time does not grow with the log.
    """
    wanted = [_fold(word) for word in words]
    hits = [hit for facts in _stretches(log) for hit in _hits(facts, wanted)]
    return tuple(sorted(hits, key=lambda hit: hit.citation.claim))


def _hits(facts: Facts, wanted: Sequence[str]) -> Iterator[Hit]:
    identity_ = identity(judgement.judgement for judgement in facts.judgements.values())
    for claim in facts.claims.values():
        if claim.claim.evidence.document not in facts.documents:
            continue  # it was erased: nothing is shown without its source
        text = _text(facts, claim.claim, identity_)
        if all(word in text for word in wanted):
            yield Hit(partnership=claim.claim.partnership, citation=cite(facts, claim.claim))


def _stretches(log: Log) -> Iterator[Facts]:
    """Every claim with its document, and all names, one stretch of the log after the other."""
    named = entities(log)
    records = (record for record in log.read() if record.event.type in _SPOKEN)
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
    return _fold(" ".join(parts))


def _names(facts: Facts, claim: Claim, identity_: Identity) -> Iterator[str]:
    """All that the parties of a claim are called, under whichever of their ids."""
    for filed in parties_filed(claim):
        for party in map(facts.parties.get, identity_.all_of(filed)):
            if party is not None:
                yield from (party.name, *party.aliases)


def _fold(text: str) -> str:
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
