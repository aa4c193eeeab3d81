"""Two desks: what one exports the other takes in, with the proof of where it was recorded first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.specs.answers.proofs import ProvenData
from ledger.specs.answers.reading import read
from ledger.specs.drivers import TakenIn
from ledger.specs.steps.registry import step
from ledger.specs.steps.weighing import stated_by
from ledger.specs.world import Differs

if TYPE_CHECKING:
    from ledger.specs.answers.evidence import CitationData
    from ledger.specs.world import World


@step("other-desk", tells=True)
def other_desk(world: World) -> None:
    """Go on at another desk, whose ledger holds nothing; the one so far is the first desk."""
    world.go_to_other_desk()


@step("taken-in", tells=True)
def taken_in(world: World, *, partnership: str | None = None) -> None:
    """Take in what the first desk signs and exports: all of it, or of one partnership."""
    world.take_in(TakenIn(partnership=partnership))


@step("taken-in-as-one", tells=True)
def taken_in_as_one(world: World) -> None:
    """Take it in, and judge parties of one name that the two call otherwise to be one."""
    world.take_in(TakenIn(as_one=True))


@step("taken-in-changed", tells=True)
def taken_in_changed(world: World, *, words: str, other: str) -> None:
    """Take it in after somebody has put other words for some on the way."""
    world.take_in(TakenIn(changed=(words, other)))


@step("recorded-there")
def recorded_there(world: World, *, source: str) -> tuple[CitationData, ...]:
    """Each claim of this source says where it comes from; its proof, under the key, has its words.

    The proof is checked with neither ledger at hand.
    """
    citations = [statement.citation for statement in stated_by(world, source)]
    for citation in citations:
        elsewhere = _elsewhere(world, citation)
        if elsewhere is None or elsewhere.get("key") is None:
            vouched = "with no key that vouches for it" if elsewhere else "and nowhere before"
            raise _differs(citation, f"was recorded here, {vouched}")
        quote = read(world.driver.prove_there(citation.claim), ProvenData).quote
        if quote is None or not quote.stands:
            raise _differs(citation, "comes with a proof that does not have its words")
    return tuple(citations)


@step("recorded-here")
def recorded_here(world: World, *, source: str) -> tuple[CitationData, ...]:
    """Each claim of this source is the desk's own: no other recorded it first."""
    citations = [statement.citation for statement in stated_by(world, source)]
    for citation in citations:
        elsewhere = _elsewhere(world, citation)
        if elsewhere is not None:
            raise _differs(citation, f"was recorded first in {elsewhere['ledger']}")
    return tuple(citations)


def _elsewhere(world: World, citation: CitationData) -> dict[str, object] | None:
    """Where the claim says that it was recorded first."""
    elsewhere = (world.shown(citation.claim).event or {}).get("elsewhere")
    return elsewhere if isinstance(elsewhere, dict) else None


def _differs(citation: CitationData, says: str) -> Differs:
    return Differs(
        f"the ledger says that {citation.claim} {says}", command=f"claims show {citation.claim}"
    )
