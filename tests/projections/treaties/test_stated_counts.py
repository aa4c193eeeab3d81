"""What a source counts, at which stage, and of how many: each form of words as a number."""

from __future__ import annotations

import pytest

from ledger.claims.developments import ConsentDeposited, ConsentsCounted, DomesticallyApproved
from ledger.claims.vocabulary import ConsentStage, Modality
from ledger.projections.treaties.stated_counts import count_ballots, still_needed, threshold

DEPOSITED = ConsentStage.DEPOSITED


@pytest.fixture
def news(desk):
    """A desk with a paper and the depositary, in which everything stands."""
    desk.document("news", "2024-12-31")
    desk.document("depositary", "2024-12-31", "depositary")
    return desk


def standing(desk, day="2024-12-31"):
    return desk.ledger.view("p", desk.at(day)).standing


def counted(desk, count=None, day="2024-05-01", document="news", modality=Modality.ACTUAL, **more):
    more.setdefault("stage", DEPOSITED)
    development = ConsentsCounted(instrument="i", count=count, **more)
    return desk.claim(document, development, day, modality=modality)


@pytest.mark.parametrize(
    ("words", "required", "number"),
    [
        ({"count": 9}, None, 9),
        ({"count": 9, "required": 11}, None, 9),
        ({"count": 9, "members": 33}, None, None),
        ({"count": 9, "members": 33, "required": 11}, None, 9),
        ({"needed": 2}, None, None),
        ({"needed": 2}, 11, 9),
        ({"needed": 2, "required": 12}, None, 10),
        ({"needed": 2, "required": 12}, 11, 10),
        ({"needed": 11}, 11, 0),
        ({"needed": 12}, 11, None),
        ({"count": 9, "needed": 3}, 11, 9),
    ],
)
def test_a_count_is_a_number_or_the_rest_of_those_that_are_required(news, words, required, number):
    """So many, so many of so many, so many more; of members alone nothing is counted."""
    counted(news, **words)
    ballots = count_ballots(standing(news), standing(news).claims, DEPOSITED, required)
    assert ([] if number is None else [number]) == [cast.value for cast in ballots]


@pytest.mark.parametrize(
    ("stage", "numbers"),
    [
        (DEPOSITED, [9, 6]),
        (ConsentStage.APPROVED, [5, 3]),
        (ConsentStage.SIGNED, [7]),
        (ConsentStage.UNKNOWN, []),
    ],
)
def test_each_stage_is_counted_apart_and_numbered_acts_by_their_own(news, stage, numbers):
    """A ninth deposit is no approval, nor is a count of signatures one of either."""
    counted(news, 9)
    counted(news, 7, stage=ConsentStage.SIGNED)
    counted(news, 5, stage=ConsentStage.APPROVED)
    counted(news, 8, modality=Modality.EXPECTED)
    news.claim("news", ConsentDeposited(instrument="i", party="a", ordinal=6), "2024-05-01")
    news.claim("news", DomesticallyApproved(instrument="i", party="b", ordinal=3), "2024-05-01")
    ballots = count_ballots(standing(news), standing(news).claims, stage)
    assert sorted(numbers) == sorted(cast.value for cast in ballots)


@pytest.mark.parametrize(
    ("day", "required"),
    [("2024-04-30", None), ("2024-05-01", 11), ("2024-05-31", 11), ("2024-06-01", 12)],
)
def test_how_many_are_required_is_told_by_the_weightiest_by_then(news, day, required):
    """From the first possible day of its count on; of its stage alone, and of what is so."""
    counted(news, 9, "2024-05", required=11)
    counted(news, 9, "2024-06-01", "depositary", required=12)
    counted(news, 9, "2024-01-01", "depositary", required=13, stage=ConsentStage.SIGNED)
    counted(news, 9, "2024-01-01", "depositary", required=14, modality=Modality.EXPECTED)
    counted(news, 9, "2024-01-01", "depositary")
    assert required == threshold(standing(news, day), standing(news, day).claims, DEPOSITED)


def test_how_many_are_missing_is_told_by_the_latest_then_by_the_weightiest(news):
    """By the last day of each; one who counts those that are there says it otherwise."""
    first = counted(news, day="2024-04-01", needed=5)
    counted(news, day="2024-05", needed=4)
    heard = counted(news, day="2024-05-31", document="depositary", needed=3)
    counted(news, 9, day="2024-06-01", needed=2)
    counted(news, day="2024-06-01", needed=1, modality=Modality.EXPECTED)
    last = counted(news, day="2024-07-01", needed=2)

    def missing(day):
        cast = still_needed(standing(news, day), standing(news, day).claims)
        return cast and (cast.value, cast.id)

    days = ("2024-03-31", "2024-04-01", "2024-05-30", "2024-05-31", "2024-06-15", "2024-07-01")
    answers = [None, (5, first), (5, first), (3, heard), (3, heard), (2, last)]
    assert answers == [missing(day) for day in days]
