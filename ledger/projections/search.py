"""Words looked up in quotes, titles and notes of claims, wherever they were recorded.

Takes facts and words; gives ``Hit`` values, those with most of the words first. Case and
accents are folded, so that "depositos" finds "depósitos".
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import attrs

from ledger.projections.citations import Citation, cite

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.claims.claim import Claim
    from ledger.projections.facts import Facts


@attrs.frozen(kw_only=True)
class Hit:
    """A claim that holds all of the words, and what it belongs to."""

    partnership: str | None
    citation: Citation


def search(facts: Facts, words: Sequence[str]) -> tuple[Hit, ...]:
    """The claims whose words, kind, document, publisher or note hold every word, by id."""
    wanted = [_fold(word) for word in words]
    return tuple(
        Hit(partnership=held.claim.partnership, citation=cite(facts, held.claim))
        for _, held in sorted(facts.claims.items())
        if all(word in _text(facts, held.claim) for word in wanted)
    )


def _text(facts: Facts, claim: Claim) -> str:
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
    )
    return _fold(" ".join(parts))


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in plain if not unicodedata.combining(one))
