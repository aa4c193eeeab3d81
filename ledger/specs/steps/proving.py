"""Proving: that nobody changed what was recorded, and that one without the ledger can see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.specs.answers.proofs import ProvenData, VerifiedData, VerifyBreakData
from ledger.specs.answers.reading import read
from ledger.specs.steps.registry import step
from ledger.specs.steps.weighing import stated_by
from ledger.specs.world import Differs

if TYPE_CHECKING:
    from ledger.specs.answers.evidence import CitationData
    from ledger.specs.world import World


@step("verifies")
def verifies(world: World) -> None:
    """Leaves, tree, head, documents, quotes and answers are recomputed, and all of them hold."""
    verified = read(world.driver.verify(), VerifiedData)
    if verified.breaks:
        says = "; ".join(map(_told, verified.breaks))
        raise Differs(f"the ledger does not hold: {says}", command="claims verify")


@step("provable")
def provable(world: World, *, source: str) -> tuple[CitationData, ...]:
    """Each claim of this source is proven, words and all, under a checkpoint signed for now."""
    citations = [statement.citation for statement in stated_by(world, source)]
    for citation in citations:
        quote = read(world.driver.prove(citation.claim), ProvenData).quote
        if quote is None or not quote.stands:
            raise Differs(
                f"the ledger proves {citation.claim} without its words",
                command=f"claims prove {citation.claim}",
            )
    return tuple(citations)


def _told(break_: VerifyBreakData) -> str:
    place = "" if break_.position is None else f"at position @{break_.position} "
    return f"{place}{break_.what}"
