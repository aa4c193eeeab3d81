"""Words looked up in quotes, titles, names and notes of claims, wherever they were recorded.

Takes facts and words; gives ``Hit`` values, those with most of the words first. Case and
accents are folded, so that "depositos" finds "depósitos".
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import attrs

from ledger.projections.as_one import parties_filed
from ledger.projections.citations import Citation, cite
from ledger.projections.identity import identity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.claims.claim import Claim
    from ledger.projections.facts import Facts
    from ledger.projections.identity import Identity


@attrs.frozen(kw_only=True)
class Hit:
    """A claim that holds all of the words, and what it belongs to."""

    partnership: str | None
    citation: Citation


def search(facts: Facts, words: Sequence[str]) -> tuple[Hit, ...]:
    """The claims whose words, kind, document, parties or note hold every word, by id.

    A party is found by each of its names, and by those of the parties judged the same.
    """
    wanted = [_fold(word) for word in words]
    found = identity(held.judgement for held in facts.judgements.values())
    return tuple(
        Hit(partnership=held.claim.partnership, citation=cite(facts, held.claim))
        for _, held in sorted(facts.claims.items())
        if (text := _text(facts, held.claim, found)) and all(word in text for word in wanted)
    )


def _text(facts: Facts, claim: Claim, found: Identity) -> str:
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
        *_names(facts, claim, found),
    )
    return _fold(" ".join(parts))


def _names(facts: Facts, claim: Claim, found: Identity) -> Iterator[str]:
    """All that the parties of a claim are called, under whichever of their ids."""
    for filed in parties_filed(claim):
        for party in map(facts.parties.get, found.all_of(filed)):
            if party is not None:
                yield from (party.name, *party.aliases)


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in plain if not unicodedata.combining(one))
