"""Asking: which partnership, and the three clocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.clock import Clocks, briefed_on
from ledger.specs.refusals import NoSuchName
from ledger.specs.steps.registry import step
from ledger.specs.world import end_of

if TYPE_CHECKING:
    from datetime import date

    from ledger.specs.world import World


@step("look")
def look(world: World, *, partnership: str) -> None:
    """Ask about this partnership from here on."""
    partnerships = world.driver.partnerships()
    if partnership not in partnerships:
        raise NoSuchName("partnership", partnership, partnerships)
    world.partnership = partnership


@step("look-instrument")
def look_instrument(world: World, *, instrument: str) -> None:
    """Ask about this instrument from here on, in the first partnership that follows it."""
    followed: dict[str, str] = {}
    for partnership in world.driver.partnerships():
        for name in world.instruments_of(partnership):
            followed.setdefault(name, partnership)
    if instrument not in followed:
        raise NoSuchName("instrument", instrument, followed)
    world.partnership = followed[instrument]


@step("ask")
def ask(
    world: World,
    *,
    day: date,
    published: date | None = None,
    known: date | None = None,
    position: int | None = None,
) -> None:
    """Fix the clocks of what follows: occurred by, published by, known by the end of a day."""
    known_at = position if known is None else end_of(known)
    world.clocks = Clocks(valid_at=day, published_by=published, known_at=known_at)


@step("ask-briefed")
def ask_briefed(world: World, *, day: date) -> None:
    """Fix all three clocks at the end of one day."""
    world.clocks = briefed_on(day)
