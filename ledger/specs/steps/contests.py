"""What claims disagree about, the partnership's stage, and what is foreseen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.specs.steps.registry import step
from ledger.specs.world import Differs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledger.specs.answers.evidence import CitationData, ContestData
    from ledger.specs.world import World


@step("contested-count")
def contested_count(world: World, *, count: int) -> tuple[CitationData, ...]:
    """So many matters are contested."""
    contests = world.status.contested
    if len(contests) != count:
        raise _differs(world, f"{len(contests)} contested: {_listed(contests)}")
    return tuple(hold for contest in contests for hold in (*contest.holds, *contest.against))


@step("contested")
def contested(world: World, *, subject: str, words: str) -> tuple[CitationData, ...]:
    """Words that contradict the stage of an instrument are kept, shown, and not counted."""
    contests = [
        contest
        for contest in world.status.contested
        if (contest.subject, contest.field) == (subject, "stage")
    ]
    citations = tuple(
        citation for contest in contests for citation in contest.against if words in citation.quote
    )
    if not citations:
        raise _differs(world, f"contested: {_listed(world.status.contested)}")
    return (*citations, *(citation for contest in contests for citation in contest.holds))


@step("stage")
def stage(world: World, *, subject: str, stage: str) -> tuple[CitationData, ...]:
    """How far the partnership, or one of its instruments, has come."""
    proof = world.proof(subject, "stage")
    if proof.value != stage:
        raise world.differs(proof.value, subject, "stage", by=proof.won)
    return proof.won


@step("unconcluded")
def unconcluded(world: World, *, instrument: str) -> tuple[CitationData, ...]:
    """A claim says that the instrument must still be concluded, and no act says otherwise."""
    proof = world.proof(instrument, "stage")
    if not world.instrument(instrument).existence.pending:
        raise world.differs(proof.value, instrument, "stage", by=proof.won)
    return proof.won


@step("outlook")
def outlook(world: World, *, kind: str, outcome: str) -> tuple[CitationData, ...]:
    """What became of something that was foreseen."""
    prospects = world.status.outlook
    citations = tuple(
        prospect.citation
        for prospect in prospects
        if (prospect.kind, prospect.outcome) == (kind, outcome)
    )
    if not citations:
        says = (
            ", ".join(f"{prospect.kind} ({prospect.outcome})" for prospect in prospects)
            or "nothing is foreseen"
        )
        raise _differs(world, says)
    return citations


@step("nothing-foreseen")
def nothing_foreseen(world: World) -> None:
    """Nothing is expected, intended or conditional."""
    prospects = world.status.outlook
    if prospects:
        raise _differs(
            world, ", ".join(f"{prospect.kind} ({prospect.outcome})" for prospect in prospects)
        )


def _listed(contests: Iterable[ContestData]) -> str:
    return (
        ", ".join(f"{contest.subject}.{contest.field} ({contest.reason})" for contest in contests)
        or "nothing"
    )


def _differs(world: World, says: str) -> Differs:
    return Differs(
        f"the ledger says {says}", command=f"claims status {world.home()}{world.options}"
    )
