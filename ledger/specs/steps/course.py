"""The course of an instrument, and what bears on it: steps at home, terms, reviews, rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.specs.answers.treaties import SpanData
from ledger.specs.steps.parties import participation_of, words_of
from ledger.specs.steps.registry import step
from ledger.specs.world import Differs

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ledger.specs.answers.evidence import CitationData
    from ledger.specs.answers.partnerships import CourseData
    from ledger.specs.answers.treaties import PeriodData
    from ledger.specs.world import World


@step("negotiation")
def negotiation(world: World, *, instrument: str, talks: str) -> tuple[CitationData, ...]:
    """How far the negotiation of an instrument is on the day that is asked about."""
    course = world.instrument(instrument).negotiation
    if course is None or course.state != talks:
        says = "no negotiation" if course is None else course.state.replace("-", " ")
        raise world.differs(says, instrument, "stage")
    return words_of(world, course.claims)


@step("applied-provisionally")
def applied_provisionally(world: World, *, instrument: str) -> tuple[CitationData, ...]:
    """The instrument, or a part of it, is certainly applied provisionally on that day."""
    day = world.clocks.valid_at
    holding = [period for period in _provisional(world, instrument) if period.holds(day)]
    if not holding:
        raise world.differs("no provisional application", instrument, "stage")
    return words_of(world, (claim for period in holding for claim in period.began.claims))


@step("not-applied-provisionally")
def not_applied_provisionally(world: World, *, instrument: str) -> None:
    """Neither the instrument nor a part of it can be applied provisionally on that day."""
    if any(period.may_hold(world.clocks.valid_at) for period in _provisional(world, instrument)):
        raise world.differs("a provisional application that may hold", instrument, "stage")


def _provisional(world: World, instrument: str) -> list[PeriodData]:
    state = world.instrument(instrument)
    histories = [state.history, *(party.history for party in state.participation)]
    return [
        period
        for history in histories
        for period in history
        if period.position == "provisional-application"
    ]


@step("ratification-reported")
def ratification_reported(world: World, *, party: str, instrument: str) -> tuple[CitationData, ...]:
    """A source has the party ratify, and does not say whether at home or toward the others."""
    participation = participation_of(world, party, instrument)
    ratified = None if participation is None else participation.ratified
    if ratified is None or ratified.by(world.clocks.valid_at) != "yes":
        raise world.differs(f"no ratification of {party}", instrument, "stage")
    return words_of(world, ratified.claims)


@step("approved-on")
def approved_on(
    world: World, *, step: str, party: str, instrument: str, day: date
) -> tuple[CitationData, ...]:
    """One step of a party's approval at home was taken on this day."""
    participation = participation_of(world, party, instrument)
    taken = {} if participation is None else {home.step: home.when for home in participation.home}
    when = taken.get(step)
    if when is None or when.span != SpanData(earliest=day, latest=day):
        says = ", ".join(f"{name} {_days(home.span)}" for name, home in taken.items())
        raise world.differs(says or f"no approval by {party}", instrument, "stage")
    return words_of(world, when.claims)


@step("related")
def related(
    world: World, *, instrument: str, relation: str, other: str
) -> tuple[CitationData, ...]:
    """How one instrument stands to another, as sources say."""
    relations = world.instrument(instrument).related
    for own in relations:
        if (own.relation, own.other, own.inverse) == (relation, other, False):
            return words_of(world, own.claims)
    says = ", ".join(f"{own.relation} {own.other}" for own in relations if not own.inverse)
    raise world.differs(says or "no relation", instrument, "stage")


@step("runs-until")
def runs_until(world: World, *, instrument: str, day: date) -> tuple[CitationData, ...]:
    """The day on which the term of an instrument ends, renewals included."""
    term = world.instrument(instrument).term
    if term is None or term.until != day.isoformat():
        says = "no term" if term is None else f"until {term.until or 'no day'}"
        raise world.differs(says, instrument, "stage")
    return words_of(world, term.claims)


@step("review")
def review(world: World, *, subject: str, review: str) -> tuple[CitationData, ...]:
    """Where a review of policy is on the day that is asked about."""
    return _course(world, world.status.reviews, subject, review)


@step("rule")
def rule(world: World, *, subject: str, rule: str) -> tuple[CitationData, ...]:
    """Where a rule is on the day that is asked about."""
    return _course(world, world.status.rules, subject, rule)


@step("body")
def body(world: World, *, party: str, body: str) -> tuple[CitationData, ...]:
    """Whether a standing body is there on the day that is asked about."""
    return _course(world, world.status.bodies, world.party(party), body)


@step("authority")
def authority(world: World, *, party: str, hurdle: str, state: str) -> tuple[CitationData, ...]:
    """Where one of several authorities of a hurdle stands."""
    own = world.hurdle(hurdle)
    states = {each.authority: each.state for each in own.authorities}
    if states.get(world.party(party)) != state:
        says = ", ".join(f"{name} {stands}" for name, stands in states.items())
        raise world.differs(says or "no several authorities", hurdle, "state", by=own.evidence)
    return own.evidence


def _course(
    world: World, courses: Iterable[CourseData], subject: str, state: str
) -> tuple[CitationData, ...]:
    states = {course.id: course for course in courses}
    course = states.get(subject)
    if course is None or course.state != state:
        says = f"nothing of {subject}" if course is None else course.state.replace("-", " ")
        raise Differs(
            f"the ledger says {says}", command=f"claims status {world.home()}{world.options}"
        )
    return words_of(world, course.claims)


def _days(span: SpanData | None) -> str:
    return "no day" if span is None else f"{span.earliest or '…'} to {span.latest or '…'}"
