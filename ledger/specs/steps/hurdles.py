"""Hurdles: how many stand in the way, in which state, and what blocks what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.specs.languages import canonical
from ledger.specs.steps.registry import step
from ledger.specs.world import Differs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledger.specs.answers import Citation, Hurdle
    from ledger.specs.tables import Row
    from ledger.specs.world import World


@step("hurdle-count")
def hurdle_count(world: World, *, count: int) -> tuple[Citation, ...]:
    """So many hurdles stand between today and the partnership's aims."""
    held = world.status.hurdles
    if len(held) != count:
        raise _differs(world, f"{len(held)}: {_listed(held)}")
    return _evidence(held)


@step("hurdles", columns=("hurdle", "state"))
def hurdles(world: World, *, rows: list[Row]) -> tuple[Citation, ...]:
    """These hurdles are outstanding, in these states, and no others."""
    wanted = {(row.cells["hurdle"], canonical("state", row.cells["state"])) for row in rows}
    held = world.status.hurdles
    if wanted != {(hurdle.id, hurdle.state) for hurdle in held}:
        raise _differs(world, _listed(held))
    return _evidence(held)


@step("hurdle-state")
def hurdle_state(world: World, *, hurdle: str, state: str) -> tuple[Citation, ...]:
    """Where one hurdle stands."""
    held = world.hurdle(hurdle)
    if held.state != state:
        raise world.differs(held.state, hurdle, "state", by=held.evidence)
    return held.evidence


@step("hurdle-cleared")
def hurdle_cleared(world: World, *, hurdle: str) -> tuple[Citation, ...]:
    """The hurdle was granted, waived, met or found not to apply."""
    held = world.hurdle(hurdle)
    if hurdle in {one.id for one in world.status.hurdles}:
        raise world.differs(f"{held.state}, still outstanding", hurdle, "state", by=held.evidence)
    return held.evidence


@step("hurdle-progress")
def hurdle_progress(
    world: World, *, hurdle: str, count: int, required: int
) -> tuple[Citation, ...]:
    """How far a threshold is met."""
    held = world.hurdle(hurdle)
    progress = held.progress
    if progress is None or (progress.count, progress.required) != (count, required):
        says = "no progress" if progress is None else f"{progress.count} of {progress.required}"
        raise world.differs(says, hurdle, "state", by=held.evidence)
    return held.evidence


@step("hurdle-words")
def hurdle_words(world: World, *, hurdle: str, words: str) -> tuple[Citation, ...]:
    """The hurdle rests on a quote that holds these words."""
    held = world.hurdle(hurdle)
    citations = tuple(citation for citation in held.evidence if words in citation.quote)
    if not citations:
        says = "; ".join(f"“{one.quote}”" for one in held.evidence)
        raise world.differs(says, hurdle, "state", by=held.evidence)
    return citations


@step("blocks")
def blocks(world: World, *, hurdle: str, subject: str) -> tuple[Citation, ...]:
    """An outstanding hurdle blocks an instrument, a hurdle or an initiative."""
    held = world.hurdle(hurdle)
    if subject not in held.blocks or hurdle not in {one.id for one in world.status.hurdles}:
        says = f"it is {held.state} and blocks {', '.join(held.blocks) or 'nothing'}"
        raise world.differs(says, hurdle, "state", by=held.evidence)
    return held.evidence


@step("nothing-blocks")
def nothing_blocks(world: World, *, subject: str) -> None:
    """No outstanding hurdle blocks an instrument, a hurdle or an initiative."""
    held = [hurdle for hurdle in world.status.hurdles if subject in hurdle.blocks]
    if held:
        raise _differs(world, f"that {_listed(held)} blocks it")


def _listed(held: Iterable[Hurdle]) -> str:
    return ", ".join(f"{hurdle.id} ({hurdle.state})" for hurdle in held) or "none"


def _evidence(held: Iterable[Hurdle]) -> tuple[Citation, ...]:
    return tuple(citation for hurdle in held for citation in hurdle.evidence)


def _differs(world: World, says: str) -> Differs:
    return Differs(
        f"the ledger says {says}", command=f"claims hurdles {world.home()}{world.options}"
    )
