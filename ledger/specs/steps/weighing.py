"""Weighing: who is believed, who is not and why, and which claims stand at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.specs.refusals import NoSuchName
from ledger.specs.steps.registry import step
from ledger.specs.world import Differs

if TYPE_CHECKING:
    from ledger.specs.answers.evidence import CitationData, ProofData, StatedData
    from ledger.specs.world import World


@step("wins")
def wins(world: World, *, source: str, instrument: str) -> tuple[CitationData, ...]:
    """The count is that of this source."""
    proof = world.proof(instrument, "consents")
    citations = tuple(citation for citation in proof.won if source in _names(citation))
    if not citations:
        raise world.differs(_told(proof), instrument, "consents", by=proof.won)
    return citations


@step("loses")
def loses(world: World, *, source: str, instrument: str, reason: str) -> tuple[CitationData, ...]:
    """This source's count is kept and does not hold, for this reason."""
    proof = world.proof(instrument, "consents")
    citations = tuple(
        loser.citation
        for loser in proof.lost
        if source in _names(loser.citation) and loser.reason == reason
    )
    if not citations:
        raise world.differs(_told(proof), instrument, "consents", by=proof.won)
    return citations


@step("none-loses")
def none_loses(world: World, *, instrument: str) -> tuple[CitationData, ...]:
    """No count stands against the one that holds."""
    proof = world.proof(instrument, "consents")
    if proof.lost:
        raise world.differs(_told(proof), instrument, "consents", by=proof.won)
    return proof.won


@step("stands")
def stands(world: World, *, source: str) -> tuple[CitationData, ...]:
    """Every claim of this source stands."""
    stated = stated_by(world, source)
    if any(statement.fallen for statement in stated):
        raise _fell(world, source, stated)
    return tuple(statement.citation for statement in stated)


@step("fallen")
def fallen(world: World, *, source: str, fall: str) -> tuple[CitationData, ...]:
    """Claims of this source do not stand, for this reason."""
    stated = stated_by(world, source)
    citations = tuple(statement.citation for statement in stated if statement.fallen == fall)
    if not citations:
        raise _fell(world, source, stated)
    return citations


@step("fallen-count")
def fallen_count(world: World, *, count: int) -> tuple[CitationData, ...]:
    """So many claims do not stand."""
    statements = [
        statement for moment in world.timeline for statement in moment.stated if statement.fallen
    ]
    if len(statements) != count:
        raise Differs(f"the ledger says {len(statements)} do not stand", command=_timeline(world))
    return tuple(statement.citation for statement in statements)


@step("disputed")
def disputed(world: World, *, source: str) -> tuple[CitationData, ...]:
    """A claim of this source is marked as disputed."""
    citations = tuple(
        statement.citation for statement in stated_by(world, source) if statement.disputed
    )
    if not citations:
        raise Differs(f"the ledger says that nobody disputes {source}", command=_timeline(world))
    return citations


def stated_by(world: World, source: str) -> list[StatedData]:
    """Everything that a source states."""
    stated = [statement for moment in world.timeline for statement in moment.stated]
    statements = [statement for statement in stated if source in _names(statement.citation)]
    if not statements:
        raise NoSuchName(
            "source", source, (statement.citation.publisher or "" for statement in stated)
        )
    return statements


def _names(citation: CitationData) -> set[str]:
    return {citation.publisher or "", citation.document, citation.claim}


def _told(proof: ProofData) -> str:
    """What won and what lost, in a few words."""
    lost = (f"{loser.citation.publisher} ({loser.reason})" for loser in proof.lost)
    return f"{proof.value}; against it: {', '.join(lost) or 'nobody'}"


def _fell(world: World, source: str, stated: list[StatedData]) -> Differs:
    reasons = sorted({statement.fallen or "stands" for statement in stated})
    return Differs(f"the ledger says of {source}: {', '.join(reasons)}", command=_timeline(world))


def _timeline(world: World) -> str:
    return f"claims timeline {world.home()}{world.options}"
