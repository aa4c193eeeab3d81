"""Who speaks in each claim: from claims and documents to speakers.

Takes ``Standing``; gives the ``Speaker`` of a claim, and the sources behind several. Who comes
next: the ballots, and every answer that says how many sources it has.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs

from ledger.claims.naming import folded
from ledger.projections.weighing.independence import Sources, Speaker, number, sources
from ledger.sources.address import address
from ledger.sources.kinds import Lineage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledger.claims.claim import Claim
    from ledger.projections.weighing.standing_claims import Standing


def speaker(standing: Standing, claim: Claim) -> Speaker:
    """Who speaks in a claim."""
    speakers = standing.speakers
    kept = speakers.get(claim.id)
    if kept is None:
        document = claim.evidence.document
        outlet = standing.outlets.get(document)
        if outlet is None:
            outlet = standing.outlets[document] = _outlet(standing, claim)
        voice = claim.asserted_by or standing.voices.get(outlet.publisher)
        kept = speakers[claim.id] = outlet.also_in(claim.id, voice)
    return kept


def sources_of(standing: Standing, claims: Iterable[str]) -> Sources:
    """The sources behind claims, the weightiest first; the parties that speak by name."""
    facts = standing.facts
    behind = sources([speaker(standing, facts.claims[claim].claim) for claim in claims])
    return attrs.evolve(behind, voices=tuple(map(facts.name_of, behind.voices)))


def independent_in(standing: Standing, claims: Iterable[Claim]) -> int:
    """How many sources speak independently in claims; who speaks twice in a document does once."""
    speaking = {(claim.evidence.document, claim.asserted_by): claim for claim in claims}
    return number([speaker(standing, claim) for claim in speaking.values()])


def _outlet(standing: Standing, claim: Claim) -> Speaker:
    """Who speaks in a claim's document where it quotes nobody."""
    facts = standing.facts
    own = facts.documents[claim.evidence.document].document
    root = standing.root(own.id)
    captured = facts.documents.get(root)
    document = own if captured is None else captured.document
    publisher = folded(document.publisher)
    if captured is None:  # its words were erased, and with them who published it
        publisher = f"document:{root}"
    published = own.published
    last = standing.published(own.id)
    return Speaker(
        claim=claim.id,
        root=root,
        publisher=publisher,
        name=document.publisher,
        text=None if captured is None else document.sha256,
        address=address(document.url) if captured is not None and document.url else None,
        rootless=captured is not None and document.lineage is not Lineage.ORIGINAL,
        first=(published.earliest if published else None) or date.min,
        last=last,
    )
