"""What claims disagree about, the partnership's stage, and what is foreseen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.specs.steps.registry import step
from ledger.specs.world import Differs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledger.specs.answers import Citation, Contest
    from ledger.specs.world import World


@step("contested-count")
def contested_count(world: World, *, count: int) -> tuple[Citation, ...]:
    """So many matters are contested."""
    held = world.status.contested
    if len(held) != count:
        raise _differs(world, f"{len(held)} contested: {_listed(held)}")
    return tuple(hold for contest in held for hold in (*contest.holds, *contest.against))


@step("contested")
def contested(world: World, *, subject: str, words: str) -> tuple[Citation, ...]:
    """Words that contradict the stage of an instrument are kept, shown, and not counted."""
    held = [one for one in world.status.contested if (one.subject, one.field) == (subject, "stage")]
    found = tuple(citation for one in held for citation in one.against if words in citation.quote)
    if not found:
        raise _differs(world, f"contested: {_listed(world.status.contested)}")
    return (*found, *(citation for one in held for citation in one.holds))


@step("stage")
def stage(world: World, *, subject: str, stage: str) -> tuple[Citation, ...]:
    """How far the partnership, or one of its instruments, has come."""
    proof = world.proof(subject, "stage")
    if proof.value != stage:
        raise world.differs(proof.value, subject, "stage", by=proof.won)
    return proof.won


@step("unconcluded")
def unconcluded(world: World, *, instrument: str) -> tuple[Citation, ...]:
    """A claim says that the instrument must still be concluded, and no act says otherwise."""
    proof = world.proof(instrument, "stage")
    if not world.instrument(instrument).existence.pending:
        raise world.differs(proof.value, instrument, "stage", by=proof.won)
    return proof.won


@step("outlook")
def outlook(world: World, *, kind: str, outcome: str) -> tuple[Citation, ...]:
    """What became of something that was foreseen."""
    held = world.status.outlook
    found = tuple(one.citation for one in held if (one.kind, one.outcome) == (kind, outcome))
    if not found:
        says = ", ".join(f"{one.kind} ({one.outcome})" for one in held) or "nothing is foreseen"
        raise _differs(world, says)
    return found


@step("nothing-foreseen")
def nothing_foreseen(world: World) -> None:
    """Nothing is expected, intended or conditional."""
    held = world.status.outlook
    if held:
        raise _differs(world, ", ".join(f"{one.kind} ({one.outcome})" for one in held))


def _listed(held: Iterable[Contest]) -> str:
    return ", ".join(f"{one.subject}.{one.field} ({one.reason})" for one in held) or "nothing"


def _differs(world: World, says: str) -> Differs:
    return Differs(
        f"the ledger says {says}", command=f"claims status {world.home()}{world.options}"
    )
