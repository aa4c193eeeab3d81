"""Ballots: what weighs more, one vote for each root, and how sure agreement makes."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.claims.developments import ConsentsCounted
from ledger.projections.weighing.answer import Lost, Reason, Status
from ledger.projections.weighing.ballots import ballot, certainty, in_order, one_vote_each, roots_of

MAY = "2024-05-01/2024-05-31"


def never(*_):
    """No ballot is against another."""
    return False


MID_MAY = "2024-05-15/2024-05-31"


@pytest.mark.parametrize(
    ("weightier", "lighter"),
    [
        ({"tier": 1, "days": "2020-01-01"}, {"tier": 2, "days": "2024-01-01"}),
        ({"days": "2020-01-01/2024-01-02"}, {"days": "2024-01-01"}),
        ({"days": MID_MAY, "published": "2024-06-01"}, {"days": MAY, "published": "2024-07-01"}),
        (
            {"days": MAY, "published": "2024-07-01"},
            {"days": MAY, "published": "2024-06-01"},
        ),
        ({"days": MAY, "published": "2024-06-01"}, {"days": MAY, "published": None, "name": "a"}),
        ({"days": MAY, "name": "a"}, {"days": MAY, "name": "b"}),
    ],
    ids=["tier", "later day", "narrower", "later published", "dated", "id"],
)
def test_what_still_conflicts_is_ordered_by(cast, weightier, lighter):
    """Each criterion decides only where those before it are equal.

    See docs/resolution.md, 6; the third has tests of its own.
    """
    first = cast(weightier.pop("name", "z"), 1, **weightier)
    second = cast(lighter.pop("name", "y"), 2, **lighter)
    for given in ([first, second], [second, first]):
        kept, lost = one_vote_each(given, never)
        assert ([first, second], []) == (kept, lost)


def test_of_the_retellings_of_a_root_that_says_nothing_the_weightiest_votes(cast):
    """The others repeat it, or differ from it; either way they are no vote."""
    best = cast("best", 9, "2024-05-03", root="wire")
    same = cast("same", 9, "2024-05-02", root="wire")
    other = cast("other", 8, "2024-05-01", root="wire")
    kept, lost = one_vote_each([other, same, best], never)
    assert [best] == kept
    assert {"same": Reason.REPEATS, "other": Reason.DERIVATIVE} == {
        one.claim: one.reason for one in lost
    }


def test_a_root_speaks_for_itself_and_its_retellings_add_nothing(cast):
    """Not even one that is of a better tier, or says the same."""
    own = cast("wire", 9, "2024-05-01")
    better = cast("x", 10, "2024-05-02", root="wire", tier=1)
    same = cast("y", 9, "2024-05-03", root="wire")
    kept, lost = one_vote_each([better, same, own], never)
    assert [own] == kept
    assert [("x", Reason.DERIVATIVE), ("y", Reason.REPEATS)] == [
        (one.claim, one.reason) for one in lost
    ]


def test_the_roots_behind_ballots_are_named_once_in_order(cast):
    """Two ballots of one root add one name, in alphabetical order."""
    ballots = [cast(name, 9, MAY) for name in "fcebda"]
    assert tuple("abcdef") == roots_of([*ballots, cast("x", 9, MAY, root="a")])


def test_one_source_of_the_first_tier_settles_what_others_say_too(cast):
    """A contest outranks settled, settled corroborated, and no ballot is always unknown."""
    first, fourth, third = (
        cast("first", 9, MAY, tier=1),
        cast("fourth", 9, MAY, tier=4),
        cast("third", 9, MAY, tier=3),
    )
    assert Status.SETTLED is certainty([first, fourth], contested=False)
    assert Status.CORROBORATED is certainty([third, fourth], contested=False)
    assert Status.SINGLE_SOURCE is certainty([third], contested=False)
    assert Status.CONTESTED is certainty([first, fourth], contested=True)
    assert Status.UNKNOWN is certainty([], contested=True)


def test_losers_stand_by_reason_and_then_by_id():
    """The order of losers is fixed, so that the same answer is the same bytes."""
    lost = [
        Lost(claim=claim, reason=reason)
        for claim, reason in (("b", "y"), ("c", "x"), ("a", "y"), ("a", "x"))
    ]
    assert [("a", "x"), ("c", "x"), ("a", "y"), ("b", "y")] == [
        (one.claim, one.reason) for one in in_order(lost)
    ]


@pytest.mark.parametrize(
    ("occurred", "days"),
    [
        ("2024-05-03", ("2024-05-03", "2024-05-03")),
        ("2024-05", ("2024-05-01", "2024-05-31")),
        ("2024-05-20/2024-12-31", ("2024-05-20", "2024-06-01")),
        ("2024-05-20/..", ("2024-05-20", "2024-06-01")),
        ("../2024-05-20", ("0001-01-01", "2024-05-20")),
        (None, ("2024-06-01", "2024-06-01")),
    ],
)
def test_a_ballot_speaks_of_its_own_days_and_of_none_after_it_was_published(desk, occurred, days):
    """A paper of 1 June cannot report later days, so an open end closes there."""
    desk.document("news", "2024-06-01")
    name = desk.claim("news", ConsentsCounted(instrument="i", count=9), occurred)
    standing = desk.ledger.view("p", desk.at("2025-01-01")).standing
    made = ballot(standing, standing.facts.claims[name], 9)
    assert days == (str(made.earliest), str(made.latest))
    assert (date(2024, 6, 1), "news", True) == (made.published, made.root, made.original)
