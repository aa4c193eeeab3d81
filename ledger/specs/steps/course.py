"""The course of an instrument and of what is said of it: negotiation, steps at home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.specs.answers import Citation, Span
from ledger.specs.steps.parties import participation_of, words_of
from ledger.specs.steps.registry import step

if TYPE_CHECKING:
    from datetime import date

    from ledger.specs.world import World


@step("negotiation")
def negotiation(world: World, *, instrument: str, talks: str) -> tuple[Citation, ...]:
    """How far the negotiation of an instrument is on the day that is asked about."""
    course = world.instrument(instrument).negotiation
    if course is None or course.state != talks:
        says = "no negotiation" if course is None else course.state.replace("-", " ")
        raise world.differs(says, instrument, "stage")
    return words_of(world, course.claims)


@step("ratification-reported")
def ratification_reported(world: World, *, party: str, instrument: str) -> tuple[Citation, ...]:
    """A source has the party ratify, and does not say whether at home or toward the others."""
    participation = participation_of(world, party, instrument)
    ratified = None if participation is None else participation.ratified
    if ratified is None or ratified.by(world.clocks.valid_at) != "yes":
        raise world.differs(f"no ratification of {party}", instrument, "stage")
    return words_of(world, ratified.claims)


@step("approved-on")
def approved_on(
    world: World, *, step: str, party: str, instrument: str, day: date
) -> tuple[Citation, ...]:
    """One step of a party's approval at home was taken on this day."""
    participation = participation_of(world, party, instrument)
    taken = {} if participation is None else {home.step: home.when for home in participation.home}
    when = taken.get(step)
    if when is None or when.span != Span(earliest=day, latest=day):
        says = ", ".join(f"{name} {_days(home.span)}" for name, home in taken.items())
        raise world.differs(says or f"no approval by {party}", instrument, "stage")
    return words_of(world, when.claims)


def _days(span: Span | None) -> str:
    return "no day" if span is None else f"{span.earliest or '…'} to {span.latest or '…'}"
