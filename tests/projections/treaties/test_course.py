"""An instrument as a whole: in force, suspended, at its end, and applied before that."""

from __future__ import annotations

import pytest

from ledger.claims.commands import Describe
from ledger.claims.developments import (
    AgreementReported,
    ConsentDeposited,
    EnteredIntoForce,
    InstrumentExpired,
    InstrumentRenewed,
    InstrumentResumed,
    InstrumentSuspended,
    InstrumentTerminated,
    ProvisionalApplicationEnded,
    ProvisionallyApplied,
)
from ledger.claims.entities import Instrument
from ledger.claims.entry_into_force import rule_from
from ledger.claims.vocabulary import Modality, Stage
from ledger.edtf import parse
from ledger.projections.treaties.in_force import Basis
from ledger.projections.treaties.periods import Position


@pytest.fixture
def news(desk):
    """A desk with a paper in which everything stands."""
    desk.document("news", "2026-12-31")
    return desk


def tell(desk, kind, day, modality=Modality.ACTUAL, **more):
    return desk.claim("news", kind(instrument="i", **more), day, modality=modality)


def state(desk, day="2026-12-31"):
    return next(each for each in desk.status(day).instruments if each.id == "i")


def milestones(desk, day="2026-12-31"):
    """The stages of an instrument with their last days, as they are listed."""
    return [
        (str(milestone.stage), str(milestone.when.span.latest))
        for milestone in state(desk, day).milestones
    ]


def history(desk):
    """The periods of the whole: which part, the first and last day of its end."""
    return [
        (
            period.position,
            period.act,
            None if period.until is None else (period.until.earliest, period.until.latest),
        )
        for period in state(desk).history
    ]


def in_force_since_2010(desk):
    tell(desk, EnteredIntoForce, "2010-01-01")


def test_a_suspension_that_is_only_expected_suspends_nothing(news):
    """It is an outlook, and no period; so is the end that may come."""
    in_force_since_2010(news)
    for kind in (InstrumentSuspended, InstrumentTerminated):
        tell(news, kind, "2020-01-01", modality=Modality.EXPECTED)
    assert (Stage.IN_FORCE, ()) == (state(news).stage, state(news).history)
    assert [("in-force", "2010-01-01")] == milestones(news)


@pytest.mark.parametrize(
    ("day", "stages"),
    [
        ("2019-12-31", ["in-force", "suspended"]),
        ("2021-05-31", ["in-force", "suspended"]),
        ("2021-08-30", ["in-force", "suspended"]),
        ("2021-08-31", ["in-force"]),
        ("2023-01-01", ["in-force", "suspended"]),
    ],
)
def test_a_suspension_is_over_once_it_was_certainly_resumed(news, day, stages):
    """Suspended in June 2020, resumed "in August 2021", suspended again at the end of 2022."""
    in_force_since_2010(news)
    tell(news, InstrumentSuspended, "2020-06-01")
    tell(news, InstrumentResumed, "2021-08")
    tell(news, InstrumentSuspended, "2022-12-01")
    assert stages == [stage for stage, _ in milestones(news, day)]


def test_what_only_ended_is_in_force_by_no_claim(news):
    """Of an agreement of which only its termination is told, no entry into force is known."""
    tell(news, InstrumentTerminated, "2020-01-01")
    assert [("terminated", "2020-01-01")] == milestones(news)
    assert (Stage.UNKNOWN, Stage.TERMINATED) == (
        state(news, "2019-12-31").stage,
        state(news, "2020-01-01").stage,
    )


def test_what_is_resumed_without_a_suspension_was_suspended_before(news):
    """A period of which only the end is told: no milestone, and no entry into force."""
    tell(news, InstrumentResumed, "2021-01-01")
    assert [] == milestones(news)
    ((position, _, until),) = history(news)
    assert (Position.SUSPENSION, "2021-01-01") == (position, str(until[1]))
    tell(news, InstrumentTerminated, "2023-01-01")
    assert [("terminated", "2023-01-01")] == milestones(news)


@pytest.mark.parametrize(
    ("undone", "stage"),
    [
        (EnteredIntoForce, Stage.IN_FORCE),
        (InstrumentRenewed, Stage.IN_FORCE),
        (InstrumentResumed, Stage.IN_FORCE),
        (InstrumentSuspended, Stage.TERMINATED),
    ],
)
@pytest.mark.parametrize("kind", [InstrumentTerminated, InstrumentExpired])
def test_an_end_is_undone_by_what_has_it_in_force_again(news, kind, undone, stage):
    """Entered into force again, renewed or resumed; the first day stays the first."""
    in_force_since_2010(news)
    tell(news, kind, "2015-01-01")
    tell(news, undone, "2018-01-01")
    assert stage is state(news).stage
    assert ("in-force", "2010-01-01") == milestones(news)[0]
    assert Stage.TERMINATED is state(news, "2016-01-01").stage


def test_an_end_after_an_end_that_was_undone_is_the_one_that_holds(news):
    """Terminated, in force again, terminated: the milestone is of the last."""
    for kind, day in (
        (EnteredIntoForce, "2010-01-01"),
        (InstrumentTerminated, "2012-01-01"),
        (EnteredIntoForce, "2014-01-01"),
        (InstrumentTerminated, "2016-01-01"),
    ):
        tell(news, kind, day)
    assert [("in-force", "2010-01-01"), ("terminated", "2016-01-01")] == milestones(news)


def test_what_is_applied_by_one_party_is_no_history_of_the_whole(news):
    """Nor is its end for one; the whole has its own period, and its suspension comes after."""
    tell(news, ProvisionallyApplied, "2010-01-01")
    tell(news, ProvisionallyApplied, "2011-01-01", by=("a",))
    tell(news, ProvisionalApplicationEnded, "2012-01-01", by=("a",))
    tell(news, InstrumentSuspended, "2013-01-01")
    assert [
        (Position.PROVISIONAL_APPLICATION, "", None),
        (Position.SUSPENSION, "", None),
    ] == history(news)


def test_parts_are_listed_after_the_whole_by_their_names(news):
    """Each with its own end: stated by day or vaguely, of the part, of all, or none."""
    for number in range(1, 8):
        tell(news, ProvisionallyApplied, "2010-01-01", part=f"part {number}")
    tell(news, ProvisionallyApplied, "2010-01-01", part="trade", until=parse("2012-06"))
    tell(news, ProvisionalApplicationEnded, "2011-01-01", part="part 3")
    tell(news, ProvisionalApplicationEnded, "2011-01-01", part="a part that nobody applied")
    told = history(news)
    assert [*(f"part {number}" for number in range(1, 8)), "trade"] == [part for _, part, _ in told]
    ends = {part: until for _, part, until in told if until is not None}
    assert {
        "part 3": ("2011-01-01", "2011-01-01"),
        "trade": ("2012-06-01", "2012-06-30"),
    } == {part: (str(first), str(last)) for part, (first, last) in ends.items()}


def test_the_end_of_a_part_does_not_end_the_whole(news):
    """The whole is applied on; what ends the whole ends the part as well."""
    tell(news, ProvisionallyApplied, "2010-01-01")
    tell(news, ProvisionallyApplied, "2010-01-01", part="trade")
    tell(news, ProvisionalApplicationEnded, "2011-01-01", part="trade")
    assert [("", True), ("trade", False)] == [
        (part, until is None) for _, part, until in history(news)
    ]
    tell(news, ProvisionalApplicationEnded, "2010-06-01")
    assert [("", "2010-06-01"), ("trade", "2010-06-01")] == [
        (part, str(until[0])) for _, part, until in history(news)
    ]


def test_that_it_is_spoken_of_as_in_force_bounds_the_day_of_its_entry_into_force(news):
    """In force by 1 June, and said to have entered into force in 2020: between the two."""
    tell(news, AgreementReported, "2020-06-01", stage=Stage.IN_FORCE)
    tell(news, EnteredIntoForce, "2020")
    assert [("in-force", "2020-06-01")] == milestones(news)


def test_what_is_told_of_a_second_entry_into_force_alone_is_in_force_by_it(news):
    """Suspended in 2012, in force in 2014: of an earlier day nobody tells."""
    tell(news, InstrumentSuspended, "2012-01-01")
    tell(news, EnteredIntoForce, "2014-01-01")
    assert [("in-force", "2014-01-01")] == milestones(news)
    assert Stage.IN_FORCE is state(news).stage


def test_what_was_suspended_and_resumed_has_no_known_entry_into_force(news):
    """That it takes effect again is no day on which it first did."""
    tell(news, InstrumentSuspended, "2012-01-01")
    tell(news, InstrumentResumed, "2014-01-01")
    assert ([], Stage.UNKNOWN) == (milestones(news), state(news).stage)


def test_what_is_spoken_of_as_in_force_is_so_though_its_end_is_expected(news):
    """An end that may come ends nothing, and is no first entry into force that came before."""
    tell(news, AgreementReported, "2020-06-01", stage=Stage.IN_FORCE)
    tell(news, InstrumentTerminated, "2025-01-01", modality=Modality.EXPECTED)
    assert Stage.IN_FORCE is state(news).stage


def test_what_is_spoken_of_as_terminated_is_so_whatever_was_suspended_and_resumed(news):
    """The suspension is over; of the end nothing undid it."""
    in_force_since_2010(news)
    tell(news, InstrumentSuspended, "2012-01-01")
    tell(news, InstrumentResumed, "2014-01-01")
    tell(news, AgreementReported, "2020-01-01", stage=Stage.TERMINATED)
    assert ["in-force", "terminated"] == [stage for stage, _ in milestones(news)]


def test_the_day_that_the_depositary_declares_holds_though_the_agreement_ended_later(news):
    """The rule gives another day; an end does not make of the first entry a second one."""
    rule = rule_from({"when": [{"consents": "1"}]})
    entity = Instrument(id="i", title="the convention", partnerships=("p",), entry_into_force=rule)
    news.tell(Describe(entity=entity), replace=True)
    tell(news, ConsentDeposited, "2009-01-01", party="a")
    news.document("depositary", "2026-12-31", "depositary")
    news.claim("depositary", EnteredIntoForce(instrument="i"), "2010-01-01")
    tell(news, InstrumentTerminated, "2015-01-01")
    force = state(news).in_force
    assert (Basis.DECLARED, "2010-01-01") == (force.basis, str(force.day.latest))


def test_an_end_of_provisional_application_alone_tells_that_it_was_applied(news):
    """Since when, nobody says."""
    tell(news, ProvisionalApplicationEnded, "2012-01-01")
    ((position, part, until),) = history(news)
    assert (Position.PROVISIONAL_APPLICATION, "", "2012-01-01") == (position, part, str(until[0]))
    (period,) = state(news).history
    assert period.began.span is None
