"""From a claim to its words: who said it, where, in which document, published when.

Takes standing claims; gives ``Citation``, the last link between a value and its evidence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ledger.claims.elsewhere import Elsewhere
from ledger.edtf import Edtf
from ledger.projections.weighing.answer import Criterion
from ledger.sources.kinds import Lineage, SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledger.claims.claim import Claim
    from ledger.facts.facts import Facts
    from ledger.projections.weighing.answer import Lost


@attrs.frozen(kw_only=True)
class Citation:
    """A claim's attribution, as a reader needs it. Names, not ids, for people and documents.

    ``quoted_by`` are those through whom the words came; ``anonymous`` says that the source names
    nobody who says so; ``condition`` is what it depends on, as the source puts it. ``elsewhere``
    is where another ledger recorded the claim first, if one did.
    """

    claim: str
    kind: str
    quote: str
    translation: str | None
    document: str
    title: str | None
    publisher: str | None
    source_kind: SourceKind
    tier: int
    published: Edtf | None
    lineage: Lineage
    url: str | None
    asserted_by: str | None
    quoted_by: tuple[str, ...] = ()
    anonymous: bool = False
    condition: str | None = None
    page: int | None = None
    last_page: int | None = None
    elsewhere: Elsewhere | None = None


@attrs.frozen(kw_only=True)
class LostCitation:
    """A claim that did not win, with the code of its reason.

    ``criterion`` is what ordered it behind the claim that it conflicts with, where an order did.
    """

    reason: str
    citation: Citation
    criterion: Criterion | None = None


def cite(facts: Facts, claim: Claim) -> Citation:
    """The citation of one claim."""
    document = facts.documents[claim.evidence.document].document
    recorded = facts.claims.get(claim.id)
    return Citation(
        claim=claim.id,
        kind=claim.development.kind,
        quote=claim.evidence.exact,
        translation=claim.evidence.translation,
        document=document.id,
        title=document.title,
        publisher=document.publisher,
        source_kind=document.kind,
        tier=document.kind.tier,
        published=document.published,
        lineage=document.lineage,
        url=document.url,
        asserted_by=facts.name_of(claim.asserted_by) if claim.asserted_by else None,
        quoted_by=tuple(map(facts.name_of, claim.quoted_by)),
        anonymous=claim.anonymous is True,
        condition=claim.condition,
        page=claim.evidence.page,
        last_page=claim.evidence.last_page,
        elsewhere=None if recorded is None else recorded.elsewhere,
    )


def cite_all(facts: Facts, claims: tuple[str, ...]) -> tuple[Citation, ...]:
    """The citations of claims, in the order given."""
    return tuple(cite(facts, facts.claims[name].claim) for name in claims)


def cite_lost(facts: Facts, lost: Iterable[Lost]) -> tuple[LostCitation, ...]:
    """The citations of losers, each with its reason, in the order given."""
    return tuple(
        LostCitation(
            reason=str(loser.reason),
            citation=cite(facts, facts.claims[loser.claim].claim),
            criterion=loser.criterion,
        )
        for loser in lost
    )
