"""Dates: spans that agree narrow each other, others lose to the weightier."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.claims.developments import MeetingHeld
from ledger.edtf import Tristate
from ledger.projections.weighing.answer import Criterion, Lost, Reason, Rule, Span, Status
from ledger.projections.weighing.dates import happened_by, intersect, resolve_date, span_of


def on(days):
    """A day, or two with a slash between; an open end is left empty."""
    first, slash, last = days.partition("/")
    ends = (first, last if slash else first)
    earliest, latest = (date.fromisoformat(end) if end else None for end in ends)
    return Span(earliest=earliest, latest=latest)


@pytest.mark.parametrize(
    ("one", "other", "common"),
    [
        ("2024-06-01/2024-06-30", "2024-06-15", "2024-06-15"),
        ("2024-06-01/2024-06-20", "2024-06-10/2024-06-30", "2024-06-10/2024-06-20"),
        ("2024-06-01/2024-06-10", "2024-06-10/2024-06-30", "2024-06-10"),
        ("/2024-06-10", "2024-06-01/", "2024-06-01/2024-06-10"),
        ("/2024-06-10", "/2024-06-20", "/2024-06-10"),
        ("2024-06-01/", "2024-06-10/", "2024-06-10/"),
        ("/", "2024-06-10/", "2024-06-10/"),
        ("/", "/", "/"),
        ("2024-06-01", "2024-06-02", None),
        ("/2024-06-01", "2024-06-02/", None),
    ],
)
def test_what_two_spans_leave_open_together(one, other, common):
    """The common part is the same in either order, and none for days that exclude each other."""
    expected = None if common is None else on(common)
    assert expected == intersect(on(one), on(other))
    assert expected == intersect(on(other), on(one))


@pytest.mark.parametrize(
    ("days", "answers"),
    [
        ("2024-06-10", "nyy"),
        ("2024-06-09/2024-06-10", "myy"),
        ("2024-06-10/2024-06-11", "nmy"),
        ("2024-06-11", "nny"),
        ("/2024-06-10", "myy"),
        ("2024-06-10/", "nmm"),
        ("/", "mmm"),
    ],
)
def test_had_it_happened_by_the_9th_the_10th_the_11th(days, answers):
    """Yes from the last day on, no before the first, maybe between."""
    words = {Tristate.YES: "y", Tristate.NO: "n", Tristate.MAYBE: "m"}
    given = (happened_by(on(days), date(2024, 6, day)) for day in (9, 10, 11))
    assert answers == "".join(words[one] for one in given)


@pytest.mark.parametrize(
    ("occurred", "days"),
    [
        ("2024-05-03", "2024-05-03"),
        ("2024-05-03/..", "2024-05-03/2024-06-01"),
        ("2024-06-01/2024-06-30", "2024-06-01"),
        ("2024", "2024-01-01/2024-06-01"),
        ("../2024-05-03", "/2024-05-03"),
        ("../2024-12-31", "/2024-06-01"),
        (None, "/2024-06-01"),
        ("2024-07-01/2024-07-31", "2024-07-01/2024-07-31"),
    ],
)
def test_what_happened_did_so_by_the_day_it_was_published(desk, occurred, days):
    """What only begins later is no such report, and is left as it stands for a check to find."""
    desk.document("news", "2024-06-01")
    name = desk.claim("news", MeetingHeld(), occurred)
    view = desk.ledger.view("p", desk.at("2025-01-01"))
    claim = view.standing.facts.claims[name].claim
    assert on(days) == span_of(claim, date(2024, 6, 1))


JUNE = on("2024-06-01/2024-06-30")
MID = on("2024-06-10/2024-06-20")
LAST = on("2024-06-30")
JULY = on("2024-07-01/2024-07-31")


def test_one_ballot_is_the_answer_and_no_rule_fires(cast):
    """A single date is single-sourced, with its own span unchanged."""
    answer = resolve_date([cast("a", JUNE, "2024-06-30")])
    assert (JUNE, "a", ("a",), ()) == (answer.span, answer.winner, answer.claims, answer.rules)
    assert Status.SINGLE_SOURCE is answer.status


def test_no_ballot_answers_nothing():
    """With no ballot there is no day, winner, rule or root, and the status is unknown."""
    answer = resolve_date([])
    assert (None, None, Status.UNKNOWN) == (answer.span, answer.winner, answer.status)
    assert ((), (), ()) == (answer.claims, answer.rules, answer.roots)


def test_a_second_ballot_that_says_the_same_narrows_nothing(cast):
    """Equal spans corroborate; the rule of intersection is not named."""
    same = [cast("a", JUNE, "2024-06-30"), cast("b", JUNE, "2024-06-30")]
    answer = resolve_date(same)
    assert (Status.CORROBORATED, ()) == (answer.status, answer.rules)


def test_ballots_that_overlap_narrow_each_other_and_the_weightiest_wins(cast):
    """The narrower paper gives the days, the depositary the winner."""
    answer = resolve_date(
        [cast("paper", MID, "2024-06-20"), cast("depositary", JUNE, "2024-06-30", tier=1)]
    )
    assert (MID, "depositary") == (answer.span, answer.winner)
    assert (("depositary", "paper"), (Rule.INTERSECTION,)) == (answer.claims, answer.rules)


def test_what_contradicts_loses_and_the_rest_is_still_heard(cast):
    """A paper is contradicted by the depositary, and a second paper narrows it all the same."""
    answer = resolve_date(
        [
            cast("depositary", JUNE, "2024-06-30", tier=1),
            cast("july", JULY, "2024-07-31", tier=3),
            cast("mid", MID, "2024-06-20", tier=4),
        ]
    )
    lost = Lost(claim="july", reason=Reason.CONTRADICTED, criterion=Criterion.TIER)
    assert (MID, (lost,)) == (answer.span, answer.lost)
    assert (Rule.INTERSECTION, Rule.TIER) == answer.rules
    assert Status.SETTLED is answer.status


def test_only_an_equal_of_the_weightiest_contests_it(cast):
    """A paper against the depositary does not, though another paper agrees with it."""
    june = cast("depositary", JUNE, "2024-06-30", tier=1)
    paper = cast("mid", MID, "2024-06-20", tier=4)
    july = cast("july", JULY, "2024-05-31", tier=4)
    assert Status.SETTLED is resolve_date([june, paper, july]).status
    equal = cast("last", JULY, "2024-06-30", tier=1, published="2024-12-31")
    assert Status.CONTESTED is resolve_date([june, equal]).status
    assert Status.CONTESTED is resolve_date([june, equal, july]).status
    august = cast("august", on("2024-08-01/2024-08-31"), "2024-06-30", tier=4)
    assert Status.CONTESTED is resolve_date([june, equal, august]).status


def test_a_retelling_is_heard_only_where_its_root_is_silent(cast):
    """The reprint's other month loses to its own root and makes no contest."""
    wire, reprint = cast("wire", JUNE, "2024-06-30"), cast("x", JULY, "2024-07-31", root="wire")
    answer = resolve_date([wire, reprint])
    assert (JUNE, (Lost(claim="x", reason=Reason.DERIVATIVE),)) == (answer.span, answer.lost)
    assert ((Rule.LINEAGE,), ("wire",)) == (answer.rules, answer.roots)


def test_all_rules_that_fired_are_named_in_order(cast):
    """One case that needs four rules names each once, by the alphabet."""
    answer = resolve_date(
        [
            cast("wire", JUNE, "2024-06-30"),
            cast("reprint", JUNE, "2024-06-30", root="wire"),
            cast("early", on("2024-06-01/2024-06-12"), "2024-06-12"),
            cast("late", on("2024-06-10/2024-06-20"), "2024-06-20"),
            cast("july", JULY, "2024-06-10"),
            cast("lexicon", JULY, "2024-06-10", tier=5),
        ]
    )
    assert (Rule.INTERSECTION, Rule.LINEAGE, Rule.ORDER, Rule.TIER) == answer.rules


@pytest.mark.parametrize(
    ("days", "wins"),
    [
        # Two that say June, however vague, against one exact day of July.
        (["2024-06-01/2024-06-30", "2024-06-10/2024-06-30", "2024-07-01"], "ba"),
        (["2024-07-01", "2024-06-01/2024-06-30", "2024-06-30"], "cb"),
        # One against one: the narrower, whatever its days and its place.
        (["2024-06-10", "2024-07-01/2024-07-31"], "a"),
        (["2024-07-01/2024-07-31", "2024-06-10"], "b"),
        (["2024-07-01/", "2024-06-01/2024-06-30"], "b"),
        (["/2024-05-31", "2024-06-01/2024-06-30"], "b"),
    ],
)
def test_of_days_that_exclude_each_other_more_sources_win_then_the_narrower_days(cast, days, wins):
    """All of one tier, each of a source of its own, printed on one day."""
    ballots = [cast(name, on(text), "2024-06-30") for name, text in zip("abc", days, strict=False)]
    for order in (ballots, ballots[::-1]):
        answer = resolve_date(order)
        assert (wins, Status.CONTESTED) == ("".join(answer.claims), answer.status)


def test_what_loses_is_behind_the_claim_that_it_contradicts(cast):
    """The depositary has June or July; a paper's June is narrower than another's of July."""
    answer = resolve_date(
        [
            cast("depositary", on("2024-06-01/2024-07-31"), "2024-06-30", tier=1),
            cast("mid", MID, "2024-06-30"),
            cast("july", JULY, "2024-06-30"),
        ]
    )
    assert (MID, Status.SETTLED, ("depositary", "mid")) == (
        answer.span, answer.status, answer.claims,
    )  # fmt: skip
    assert (
        Lost(claim="july", reason=Reason.CONTRADICTED, criterion=Criterion.SPAN),
    ) == answer.lost
    assert (Rule.INTERSECTION, Rule.ORDER) == answer.rules


@pytest.mark.parametrize(
    ("later", "printed", "reason", "span"),
    [
        (JULY, "2024-09-01", Reason.RESTATED, JULY),
        (JULY, "2024-08-01", Reason.CONTRADICTED, MID),
        (JUNE, "2024-09-01", None, MID),
    ],
)
def test_a_source_that_gives_another_day_later_has_replaced_the_first(
    cast, later, printed, reason, span
):
    """Mid-June, printed on 1 August; a day that agrees with it replaces nothing."""
    answer = resolve_date(
        [
            cast("a", MID, "2024-06-30", publisher="P", published="2024-08-01"),
            cast("b", later, "2024-06-30", publisher="P", published=printed),
        ]
    )
    assert span == answer.span
    assert ([] if reason is None else [reason]) == [lost.reason for lost in answer.lost]
