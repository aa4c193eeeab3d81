"""Approval at home, step by step, and ratifications whose level no source names."""

from __future__ import annotations

import pytest

from ledger.claims.commands import Describe
from ledger.claims.developments import (
    ConsentDeposited,
    ConsentsCounted,
    DomesticallyApproved,
    RatificationReported,
    Vote,
)
from ledger.claims.entities import Instrument
from ledger.claims.vocabulary import (
    ApprovalStep,
    ConsentStage,
    Majority,
    MajorityOf,
    Modality,
    Stage,
)
from ledger.edtf import Tristate
from ledger.projections.hurdles.steps import StepState, steps


@pytest.fixture
def news(desk):
    """An agreement of two, with a paper in which everything stands."""
    desk.tell(
        Describe(entity=Instrument(id="g", title="G", partnerships=("p",), between=("a", "b")))
    )
    desk.document("news", "2025-12-31")
    return desk


def state(desk, day):
    return next(one for one in desk.status(day).instruments if one.id == "g")


def position(desk, day, party="a"):
    return next(one for one in state(desk, day).participation if one.party == party)


def approved(desk, step, day, party="a"):
    return desk.claim("news", DomesticallyApproved(instrument="g", party=party, step=step), day)


def test_the_president_and_the_senate_are_two_steps(news):
    """Ratified by the President in November, concurred in in December: nothing is contested."""
    approved(news, ApprovalStep.HEAD_OF_STATE, "2024-11-05")
    approved(news, ApprovalStep.CHAMBER, "2024-12-16")
    home = position(news, "2025-01-01").home
    assert [("head-of-state", "2024-11-05"), ("chamber", "2024-12-16")] == [
        (step.step, str(step.when.span.latest)) for step in home
    ]
    assert "2024-11-05" == str(position(news, "2024-12-01").approval.span.latest)
    assert "2024-12-16" == str(position(news, "2025-01-01").approval.span.latest)
    assert () == news.status("2025-01-01").contested


def test_two_days_of_one_step_do_contradict_each_other(news):
    """The same chamber on two days of which only one can be right: the control."""
    approved(news, ApprovalStep.CHAMBER, "2024-12-16")
    approved(news, ApprovalStep.CHAMBER, "2024-12-17")
    assert ["g/a"] == [one.subject for one in news.status("2025-01-01").contested]


def test_a_claim_that_names_no_step_speaks_of_one_that_it_fits(news):
    """What was "approved in June" is the parliament's 6 June, and no step of its own."""
    approved(news, ApprovalStep.PARLIAMENT, "2025-06-06")
    approved(news, ApprovalStep.UNKNOWN, "2025-06")
    (home,) = position(news, "2025-07-01").home
    assert "2025-06-06" == str(home.when.span.latest)
    assert 2 == len(home.when.claims)


def test_a_ratification_of_unknown_level_contradicts_neither(news):
    """What "the Diet ratified" leaves open stands next to a vote and to a deposit."""
    news.claim("news", RatificationReported(instrument="g", party="a"), "2025-06")
    approved(news, ApprovalStep.PARLIAMENT, "2025-05-01")
    news.claim("news", ConsentDeposited(instrument="g", party="a"), "2025-08-12")
    now = position(news, "2025-07-01")
    assert Tristate.NO is now.consented(now.ratified.span.latest)
    assert "2025-05-01" == str(now.approval.span.latest)
    assert () == news.status("2025-12-01").contested


def test_it_is_no_consent_but_a_step_of_the_way(news):
    """Both sides "ratified": approved at home at least, and no day of entry into force."""
    for party in ("a", "b"):
        news.claim("news", RatificationReported(instrument="g", party=party), "2025-06-01")
    now = state(news, "2025-07-01")
    assert Stage.APPROVED is now.stage
    assert 0 == (now.consents.count or 0)
    way = {step.id: step.state for step in steps(now, ("a", "b"), news.at("2025-07-01").valid_at)}
    assert StepState.CLEARED is way["g/ratified/a"]
    assert StepState.NOT_BEGUN is way["g/exchanged"]


def test_it_counts_for_nothing_while_it_is_only_foreseen(news):
    """What is "expected to follow shortly" is an outlook."""
    news.claim("news", RatificationReported(instrument="g", party="b"), modality=Modality.EXPECTED)
    assert () == state(news, "2025-07-01").participation


@pytest.mark.parametrize(
    ("vote", "words"),
    [
        (Vote(in_favour=334, against=324, abstained=11), "334 to 324, 11 abstained"),
        (Vote(in_favour=19), "19 in favour"),
        (Vote(against=5), "5 against"),
        (
            Vote(majority=Majority.TWO_THIRDS, majority_of=MajorityOf.MEMBERS),
            "two thirds of the members required",
        ),
        (
            Vote(in_favour=19, against=0, abstained=0, majority=Majority.SIMPLE),
            "19 to 0, 0 abstained; simple majority required",
        ),
        (Vote(), "a vote"),
    ],
    ids=str,
)
def test_a_vote_reads_as_one_says_it(vote, words):
    """What the source leaves out is left out."""
    assert words == str(vote)


def home(desk, day="2025-12-31"):
    """The steps of a side, with the last day and the number of claims of each."""
    return [
        (str(step.step), str(step.when.span.latest), len(step.when.claims))
        for step in position(desk, day).home
    ]


def test_a_claim_that_names_no_step_and_fits_none_is_a_step_of_its_own(news):
    """Approved in January, whoever that was, and by the parliament in June."""
    approved(news, ApprovalStep.PARLIAMENT, "2025-06-06")
    approved(news, ApprovalStep.UNKNOWN, "2025-01-01")
    assert [("unknown", "2025-01-01", 1), ("parliament", "2025-06-06", 1)] == home(news)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (ApprovalStep.PARLIAMENT, ApprovalStep.CHAMBER),
        (ApprovalStep.CHAMBER, ApprovalStep.PARLIAMENT),
    ],
)
def test_a_claim_that_names_no_step_is_of_the_first_that_it_fits(news, first, second):
    """Of two vague steps that leave its day open, whichever was filed first."""
    approved(news, second, "2025-06-10/2025-06-30")
    approved(news, first, "2025-06-01/2025-06-20")
    approved(news, ApprovalStep.UNKNOWN, "2025-06-15")
    assert [(first, "2025-06-15", 2), (second, "2025-06-30", 1)] == home(news)


def test_steps_are_listed_by_their_last_days_and_of_one_day_in_their_order(news):
    """A vague step stands by its last day; the steps of one day as a law goes through them."""
    approved(news, ApprovalStep.CHAMBER, "2025-05/2025-07")
    for step in reversed(ApprovalStep):
        if step not in {ApprovalStep.UNKNOWN, ApprovalStep.CHAMBER}:
            approved(news, step, "2025-06-01")
    steps = [step for step, _, _ in home(news)]
    expected = [step for step in ApprovalStep if step not in {"unknown", "chamber"}]
    assert [*expected, "chamber"] == steps


def test_before_any_step_was_surely_taken_the_column_shows_the_first(news):
    """It may be taken in December, and the second comes in January."""
    approved(news, ApprovalStep.HEAD_OF_STATE, "2025-01-10")
    approved(news, ApprovalStep.CHAMBER, "2024-12")
    assert "2024-12-31" == str(position(news, "2024-12-10").approval.span.latest)
    assert "2024-12-31" == str(position(news, "2025-01-09").approval.span.latest)


def test_whom_a_count_of_approvals_names_approved_without_a_known_step(news):
    """By the day of the count."""
    counted = ConsentsCounted(instrument="g", count=1, named=("a",), stage=ConsentStage.APPROVED)
    news.claim("news", counted, "2025-06-01")
    assert [("unknown", "2025-06-01", 1)] == home(news)
