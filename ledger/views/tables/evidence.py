"""The columns of lists of evidence: a treaty's parties, parties, what a search found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.views.tables.cells import Cells

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledger.board.search import Hit, Passage
    from ledger.projections.documents import DocumentRow
    from ledger.projections.treaties.treaty import Treaty
    from ledger.projections.weighing.parties.profiles import PartyProfile


def treaty_cells(treaty: Treaty) -> Cells:
    """A row for each party of an instrument."""
    return Cells(
        heads=("party", "name", "signature", "consent", "act"),
        rows=[
            [
                party.party,
                treaty.names.of(party.party),
                party.signature.span,
                party.consent.span,
                party.act,
            ]
            for party in treaty.state.participation
        ],
    )


def parties_cells(profiles: Iterable[PartyProfile]) -> Cells:
    """A row for each party."""
    return Cells(
        heads=("id", "name", "type", "code", "aliases", "stands"),
        rows=[
            [
                party.id,
                party.name,
                party.type,
                party.code,
                "; ".join(party.aliases),
                party.stands,
            ]
            for party in profiles
        ],
    )


def documents_cells(documents: Iterable[DocumentRow]) -> Cells:
    """A row for each document."""
    return Cells(
        heads=(
            *("id", "title", "publisher", "source_kind", "language", "published", "lineage"),
            *("root", "extent", "characters", "claims", "taken_back", "url", "claims_taken_back"),
        ),
        rows=[
            [
                row.id,
                row.title,
                row.publisher,
                row.source_kind,
                row.language,
                row.published,
                row.lineage,
                row.root,
                row.extent,
                row.characters,
                row.claims,
                row.taken_back,
                row.url,
                row.claims_taken_back,
            ]
            for row in documents
        ],
    )


def search_cells(hits: Iterable[Hit], passages: Iterable[Passage]) -> Cells:
    """A row for each claim that was found, then one for each text."""
    claims = [
        [
            hit.citation.claim,
            hit.citation.kind,
            hit.partnership,
            hit.citation.publisher,
            hit.citation.published,
            hit.citation.quote,
            hit.citation.document,
            None,
            hit.fall,
        ]
        for hit in hits
    ]
    texts = [
        [
            *(None, None, None),
            passage.publisher,
            passage.published,
            None,
            passage.document,
            passage.excerpt,
            None,
        ]
        for passage in passages
    ]
    return Cells(
        heads=(
            *("claim", "kind", "partnership", "publisher", "published", "quote", "document"),
            *("excerpt", "fall"),
        ),
        rows=[*claims, *texts],
    )
