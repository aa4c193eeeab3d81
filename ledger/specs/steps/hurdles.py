"""Hurdles: how many stand in the way, in which state, and what blocks what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.entries.languages import canonical
from ledger.specs.steps.registry import step
from ledger.specs.world import Differs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledger.specs.answers.evidence import CitationData
    from ledger.specs.answers.partnerships import HurdleData
    from ledger.specs.tables import StepRow
    from ledger.specs.world import World


@step("hurdle-count")
def hurdle_count(world: World, *, count: int) -> tuple[CitationData, ...]:
    """So many hurdles stand between today and the partnership's aims."""
    outstanding = world.status.hurdles
    if len(outstanding) != count:
        raise _differs(world, f"{len(outstanding)}: {_listed(outstanding)}")
    return _evidence(outstanding)


@step("hurdles", columns=("hurdle", "state"))
def hurdles(world: World, *, rows: list[StepRow]) -> tuple[CitationData, ...]:
    """These hurdles are outstanding, in these states, and no others."""
    wanted = {(row.cells["hurdle"], canonical("state", row.cells["state"])) for row in rows}
    outstanding = world.status.hurdles
    if wanted != {(hurdle.id, hurdle.state) for hurdle in outstanding}:
        raise _differs(world, _listed(outstanding))
    return _evidence(outstanding)


@step("hurdle-state")
def hurdle_state(world: World, *, hurdle: str, state: str) -> tuple[CitationData, ...]:
    """Where one hurdle stands."""
    hurdle_ = world.hurdle(hurdle)
    if hurdle_.state != state:
        raise world.differs(hurdle_.state, hurdle, "state", by=hurdle_.evidence)
    return hurdle_.evidence


@step("hurdle-cleared")
def hurdle_cleared(world: World, *, hurdle: str) -> tuple[CitationData, ...]:
    """The hurdle was granted, waived, met or found not to apply."""
    hurdle_ = world.hurdle(hurdle)
    if hurdle in {other.id for other in world.status.hurdles}:
        raise world.differs(
            f"{hurdle_.state}, still outstanding", hurdle, "state", by=hurdle_.evidence
        )
    return hurdle_.evidence


@step("hurdle-progress")
def hurdle_progress(
    world: World, *, hurdle: str, count: int, required: int
) -> tuple[CitationData, ...]:
    """How far a threshold is met."""
    hurdle_ = world.hurdle(hurdle)
    progress = hurdle_.progress
    if progress is None or (progress.count, progress.required) != (count, required):
        says = "no progress" if progress is None else f"{progress.count} of {progress.required}"
        raise world.differs(says, hurdle, "state", by=hurdle_.evidence)
    return hurdle_.evidence


@step("hurdle-words")
def hurdle_words(world: World, *, hurdle: str, words: str) -> tuple[CitationData, ...]:
    """The hurdle rests on a quote that holds these words."""
    hurdle_ = world.hurdle(hurdle)
    citations = tuple(citation for citation in hurdle_.evidence if words in citation.quote)
    if not citations:
        says = "; ".join(f"“{citation.quote}”" for citation in hurdle_.evidence)
        raise world.differs(says, hurdle, "state", by=hurdle_.evidence)
    return citations


@step("blocks")
def blocks(world: World, *, hurdle: str, subject: str) -> tuple[CitationData, ...]:
    """An outstanding hurdle blocks an instrument, a hurdle or an initiative."""
    hurdle_ = world.hurdle(hurdle)
    if subject not in hurdle_.blocks or hurdle not in {other.id for other in world.status.hurdles}:
        says = f"it is {hurdle_.state} and blocks {', '.join(hurdle_.blocks) or 'nothing'}"
        raise world.differs(says, hurdle, "state", by=hurdle_.evidence)
    return hurdle_.evidence


@step("nothing-blocks")
def nothing_blocks(world: World, *, subject: str) -> None:
    """No outstanding hurdle blocks an instrument, a hurdle or an initiative."""
    blocking = [hurdle for hurdle in world.status.hurdles if subject in hurdle.blocks]
    if blocking:
        raise _differs(world, f"that {_listed(blocking)} blocks it")


def _listed(hurdles: Iterable[HurdleData]) -> str:
    return ", ".join(f"{hurdle.id} ({hurdle.state})" for hurdle in hurdles) or "none"


def _evidence(hurdles: Iterable[HurdleData]) -> tuple[CitationData, ...]:
    return tuple(citation for hurdle in hurdles for citation in hurdle.evidence)


def _differs(world: World, says: str) -> Differs:
    return Differs(
        f"the ledger says {says}", command=f"claims hurdles {world.home()}{world.options}"
    )
