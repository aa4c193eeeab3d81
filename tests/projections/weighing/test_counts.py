"""Counts: growth, history, regression, tiers and lineage (docs/resolution.md, 4 to 7)."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.claims.developments import ConsentDeposited, ConsentWithdrawn, Denounced
from ledger.projections.weighing.answer import Criterion, Lost, Reason, Rule, Status
from ledger.projections.weighing.counts import KnownConsent, resolve_count


def test_a_later_lower_count_of_an_equal_source_leaves_the_value_and_contests_it(desk):
    """9 as of May stands against 7 as of July, contested; the 7 is regressive.

    See docs/resolution.md, 7.
    """
    desk.document("may", "2024-05-01")
    desk.document("july", "2024-07-01")
    desk.count("may", 9, "2024-05-01")
    seven = desk.count("july", 7, "2024-07-01")

    consents = desk.consents("2024-08-01")

    assert (9, Status.CONTESTED) == (consents.count, consents.status)
    assert (Lost(claim=seven, reason=Reason.REGRESSIVE),) == consents.answer.lost


def test_the_depositary_settles_a_lower_count(desk):
    """docs/resolution.md, 7: the depositary's 7 wins, and the 9 was an overcount."""
    desk.document("may", "2024-05-01")
    desk.document("depositary", "2024-07-01", "depositary")
    nine = desk.count("may", 9, "2024-05-01")
    desk.count("depositary", 7, "2024-07-01")

    consents = desk.consents("2024-08-01")

    assert (7, Status.SETTLED) == (consents.count, consents.status)
    assert (Lost(claim=nine, reason=Reason.OVERCOUNT),) == consents.answer.lost


def test_a_late_article_about_an_early_day_is_history(desk):
    """7 "as of the end of January", told in July, contradicts no 9 of May.

    See docs/resolution.md, 5.
    """
    desk.document("may", "2024-05-01")
    desk.document("july", "2024-07-01")
    desk.count("may", 9, "2024-05-01")
    seven = desk.count("july", 7, "2024-01-25/2024-01-31")

    consents = desk.consents("2024-08-01")

    assert (9, Status.SINGLE_SOURCE) == (consents.count, consents.status)
    assert (Lost(claim=seven, reason=Reason.HISTORY),) == consents.answer.lost


def test_a_derivative_cannot_beat_its_root(desk):
    """docs/resolution.md, 4: the paper said 10; an aggregator that retells it says 11 and loses."""
    desk.document("paper", "2024-05-19")
    desk.document("aggregator", "2024-05-20", "aggregator", lineage="summarised", root="paper")
    desk.count("paper", 10, "2024-05-19")
    eleven = desk.count("aggregator", 11, "2024-05-20")

    consents = desk.consents("2024-06-01")

    assert 10 == consents.count
    assert (Lost(claim=eleven, reason=Reason.DERIVATIVE),) == consents.answer.lost


def test_reprints_add_no_independent_root(desk):
    """One wire and two reprints are one root; two papers of their own are two.

    See docs/resolution.md, 4.
    """
    desk.document("wire", "2024-05-01", "wire")
    desk.document("one", "2024-05-02", lineage="syndicated", root="wire")
    desk.document("two", "2024-05-02", lineage="syndicated", root="wire")
    for name in ("wire", "one", "two"):
        desk.count(name, 9, "2024-05-01")

    assert ("wire",) == desk.consents("2024-06-01").answer.roots
    assert Status.SINGLE_SOURCE is desk.consents("2024-06-01").status

    desk.document("own", "2024-05-03")
    desk.count("own", 9, "2024-05-01")

    assert ("own", "wire") == desk.consents("2024-06-01").answer.roots
    assert Status.CORROBORATED is desk.consents("2024-06-01").status


def test_what_is_recorded_late_was_not_known_early(desk):
    """The deposit of September, published in October, recorded in November: three clocks.

    See docs/resolution.md, 1.
    """
    desk.on("2024-06-01").document("may", "2024-05-19")
    desk.count("may", 10, "2024-05-19")
    desk.on("2024-11-10").document("depositary", "2024-10-05", "depositary")
    desk.claim("depositary", ConsentDeposited(instrument="i", party="a"), "2024-09-27/2024-09-28")
    desk.on("2024-12-31")

    assert 10 == desk.consents("2024-10-01", known_at="2024-10-01").count
    assert 11 == desk.consents("2024-10-01", known_at="2024-12-01").count
    assert 10 == desk.consents("2024-10-01", published_by="2024-10-01").count
    assert 10 == desk.consents("2024-09-01", known_at="2024-12-01").count


def test_a_withdrawal_lowers_the_count_without_an_alarm(desk):
    """docs/resolution.md, 5: consents go down with cause, and the signature stays."""
    desk.document("may", "2024-05-01")
    desk.document("july", "2024-07-01", "depositary")
    desk.document("august", "2024-08-01")
    desk.count("may", 9, "2024-05-01")
    desk.claim("july", ConsentWithdrawn(instrument="i", party="a"), "2024-06-15")

    assert 8 == desk.consents("2024-08-02").count

    desk.count("august", 8, "2024-08-01")

    consents = desk.consents("2024-08-02")
    assert (8, Status.SINGLE_SOURCE) == (consents.count, consents.status)


def test_members_are_not_the_threshold(desk):
    """A source's "11 of 33 have ratified" is not weighed against "9 of the 11 required".

    See docs/resolution.md, 3.
    """
    desk.document("may", "2024-05-01")
    desk.document("june", "2024-06-01")
    desk.count("june", 9, "2024-06-01")
    desk.count("may", 11, "2024-05-01", members=33)

    consents = desk.consents("2024-07-01")

    assert (9, 11, 2) == (consents.count, consents.required, consents.still_required)
    assert () == consents.answer.lost


def test_more_names_than_a_bare_number_win(desk):
    """A list of names beats a bare number that is smaller."""
    desk.document("may", "2024-05-01")
    desk.document("list", "2024-05-02")
    two = desk.count("may", 2, "2024-05-01")
    for party in "abc":
        desk.claim("list", ConsentDeposited(instrument="i", party=party), "2024-04-01")

    consents = desk.consents("2024-06-01")

    assert (3, ("a", "b", "c"), 0) == (consents.count, consents.named, consents.unnamed)
    assert Lost(claim=two, reason=Reason.OUTNUMBERED) in consents.answer.lost


def test_a_number_beyond_the_names_stands_with_the_rest_unnamed(desk):
    """9 are counted and one is named: eight are counted without a name."""
    desk.document("may", "2024-05-01")
    desk.count("may", 9, "2024-05-01")
    desk.claim("may", ConsentDeposited(instrument="i", party="a"), "2023-04-01")

    consents = desk.consents("2024-06-01")

    assert (9, ("a",), 8) == (consents.count, consents.named, consents.unnamed)


def test_a_count_grows_stale(desk):
    """A news count that nobody renewed in a year is stale."""
    desk.document("may", "2024-05-01")
    desk.count("may", 9, "2024-05-01")

    assert Status.SINGLE_SOURCE is desk.consents("2025-05-01").status
    assert Status.STALE is desk.consents("2025-05-02").status


def test_a_count_as_of_a_vague_day_raises_only_the_highest(desk):
    """10 "in June" may or may not hold on 15 June: between 9 and 10."""
    desk.document("may", "2024-05-01")
    desk.document("july", "2024-07-01")
    desk.count("may", 9, "2024-05-01")
    desk.count("july", 10, "2024-06")

    assert (9, 10) == (desk.consents("2024-06-15").count, desk.consents("2024-06-15").highest)
    assert (10, 10) == (desk.consents("2024-06-30").count, desk.consents("2024-06-30").highest)


# ballots made by hand: one pass over the days

LATER = date(2024, 12, 31)


def resolved(*ballots, valid_at=LATER, gone=()):
    """The same answer in whatever order the ballots come."""
    withdrawals = [date.fromisoformat(day) for day in gone]
    answer = resolve_count(ballots, valid_at=valid_at, withdrawals=withdrawals)
    assert answer == resolve_count(ballots[::-1], valid_at=valid_at, withdrawals=withdrawals)
    return answer


def reasons(answer):
    return {one.claim: one.reason for one in answer.lost}


def test_nobody_counted():
    """Without a ballot nothing is 0: number, day and winner are all none."""
    answer = resolved()
    assert (None, None, None, None) == (
        answer.lowest,
        answer.highest,
        answer.as_of,
        answer.winner,
    )
    assert (Status.UNKNOWN, (), ()) == (answer.status, answer.claims, answer.rules)


def test_one_count_needs_no_rule(cast):
    """A single ballot wins with no loser and no rule named."""
    answer = resolved(cast("a", 9, "2024-05-01"))
    assert (9, 9, date(2024, 5, 1)) == (answer.lowest, answer.highest, answer.as_of)
    assert ("a", (), (), Status.SINGLE_SOURCE) == (
        answer.winner,
        answer.lost,
        answer.rules,
        answer.status,
    )


def test_growth_makes_what_was_before_history_and_ends_a_contest(cast):
    """Nine and eight are contested in May; ten in June is not."""
    answer = resolved(
        cast("nine", 9, "2024-05-01"),
        cast("eight", 8, "2024-05-02"),
        cast("ten", 10, "2024-06-01"),
    )
    assert (10, Status.SINGLE_SOURCE) == (answer.lowest, answer.status)
    assert {"nine": Reason.HISTORY, "eight": Reason.REGRESSIVE} == reasons(answer)
    assert (Rule.GROWTH, Rule.REGRESSION_GUARD) == answer.rules


@pytest.mark.parametrize("gone", ["2024-05-01", "2024-06-01", "2024-07-01", "2024-07-31"])
def test_a_withdrawal_between_two_counts_explains_the_lower(cast, gone):
    """The days of both counts included, the last of a vague one too."""
    answer = resolved(
        cast("nine", 9, "2024-05-01"), cast("eight", 8, "2024-07-01/2024-07-31"), gone=[gone]
    )
    assert (8, {"nine": Reason.HISTORY}) == (answer.lowest, reasons(answer))
    assert (Rule.WITHDRAWAL,) == answer.rules


@pytest.mark.parametrize("gone", [["2024-04-30"], ["2024-08-01"], ["2024-04-30", "2024-08-01"]])
def test_a_withdrawal_before_or_after_both_counts_explains_nothing(cast, gone):
    """Only a withdrawal between two counts could make the later one lower."""
    answer = resolved(cast("nine", 9, "2024-05-01"), cast("eight", 8, "2024-07-31"), gone=gone)
    assert (9, Status.CONTESTED) == (answer.lowest, answer.status)
    assert (Rule.REGRESSION_GUARD,) == answer.rules


def test_one_withdrawal_does_not_explain_two_missing(cast):
    """Two fewer need at least two withdrawals between the counts."""
    counts = (cast("nine", 9, "2024-05-01"), cast("seven", 7, "2024-07-31"))
    assert 9 == resolved(*counts, gone=["2024-06-01"]).lowest
    assert 7 == resolved(*counts, gone=["2024-06-01", "2024-06-02"]).lowest
    assert 7 == resolved(*counts, gone=["2024-06-01"] * 3).lowest


def test_a_better_tier_overrules_an_overcount(cast):
    """A wire's seven beats a paper's earlier nine, which is then an overcount."""
    answer = resolved(cast("paper", 9, "2024-05-01"), cast("wire", 7, "2024-07-01", tier=3))
    assert (7, {"paper": Reason.OVERCOUNT}) == (answer.lowest, reasons(answer))
    assert ((Rule.TIER,), Status.SINGLE_SOURCE) == (answer.rules, answer.status)


def test_the_best_that_agrees_defends_a_count(cast):
    """The depositary and a paper say nine; a wire's seven is weaker than the depositary."""
    answer = resolved(
        cast("depositary", 9, "2024-05-01", tier=1),
        cast("paper", 9, "2024-06-01"),
        cast("wire", 7, "2024-07-01", tier=3),
    )
    assert (9, "depositary", Status.SETTLED) == (answer.lowest, answer.winner, answer.status)
    assert date(2024, 6, 1) == answer.as_of
    assert ("depositary", "paper") == answer.claims


def test_a_contest_stays_whatever_weaker_sources_add(cast):
    """A third, weaker source with a number between two equals does not settle them."""
    for days in (("2024-06-01", "2024-07-01"), ("2024-05-01", "2024-05-01")):
        answer = resolved(
            cast("a", 9, "2024-05-01"),
            cast("equal", 7, days[0], published="2024-06-01"),
            cast("weaker", 8, days[1], tier=5),
        )
        assert (9, Status.CONTESTED) == (answer.lowest, answer.status)


def test_of_two_counts_of_one_day_the_weightier_holds(cast):
    """An equal contests it, a weaker one does not; neither is growth, nor a step back."""
    nine = cast("nine", 9, "2024-05-01", published="2024-06-02")
    equal = resolved(nine, cast("ten", 10, "2024-05-01", published="2024-06-01"))
    assert (9, Status.CONTESTED, (Rule.ORDER,)) == (equal.lowest, equal.status, equal.rules)
    weaker = resolved(nine, cast("ten", 10, "2024-05-01", tier=5))
    assert (9, Status.SINGLE_SOURCE, (Rule.TIER,)) == (weaker.lowest, weaker.status, weaker.rules)
    assert {"ten": Reason.OUTRANKED} == reasons(equal) == reasons(weaker)


def test_the_day_of_a_count_is_the_last_on_which_someone_agreed(cast):
    """Nine in May and nine as of 1 June: eight as of 1 June is a conflict of that day."""
    answer = resolved(
        cast("may", 9, "2024-05-01", published="2024-07-01"),
        cast("june", 9, "2024-05-20/2024-06-01", tier=3),
        cast("eight", 8, "2024-05-25/2024-06-01"),
    )
    assert (9, date(2024, 6, 1)) == (answer.lowest, answer.as_of)
    assert {"eight": Reason.OUTRANKED} == reasons(answer)
    assert (Rule.TIER,) == answer.rules


def test_a_vague_count_stands_by_its_last_day(cast):
    """Ten "between 10 April and 20 May" is growth after nine on 1 May."""
    answer = resolved(cast("nine", 9, "2024-05-01"), cast("ten", 10, "2024-04-10/2024-05-20"))
    assert (10, {"nine": Reason.HISTORY}) == (answer.lowest, reasons(answer))
    assert (date(2024, 5, 20), (Rule.GROWTH,)) == (answer.as_of, answer.rules)


@pytest.mark.parametrize(
    ("ten", "nine"),
    [
        ("2024-06-01", "2024-05-01/2024-06-30"),
        ("2024-06-01", "2024-05-31/2024-06-30"),
        ("2024-06-30", "2024-05-01/2024-06-30"),
        ("2024-05-01/2024-06-30", "2024-05-01/2024-06-30"),
        ("2024-05-01/2024-06-30", "2024-06-29"),
        ("2024-05-01/2024-06-30", "2024-06-29/2024-07-31"),
    ],
)
@pytest.mark.parametrize("tier", [1, 4, 5])
def test_two_counts_that_can_both_be_true_do_not_conflict(cast, ten, nine, tier):
    """Nine may have been before ten: growth, whichever weighs more."""
    answer = resolved(cast("ten", 10, ten), cast("nine", 9, nine, tier=tier))
    assert (10, Status.SINGLE_SOURCE) == (answer.lowest, answer.status)
    last = [days.rpartition("/")[2] for days in (nine, ten)]
    reason = Reason.HISTORY if last[0] < last[1] else Reason.PERHAPS_EARLIER
    assert {"nine": reason} == reasons(answer)
    assert (Rule.GROWTH,) == answer.rules


@pytest.mark.parametrize(
    ("ten", "nine", "rule"),
    [
        ("2024-06-01", "2024-06-01/2024-06-30", Rule.REGRESSION_GUARD),
        ("2024-05-01/2024-06-01", "2024-06-01/2024-06-30", Rule.REGRESSION_GUARD),
        ("2024-05-01/2024-06-30", "2024-07-01", Rule.REGRESSION_GUARD),
        ("2024-05-01/2024-06-30", "2024-07-01/2024-07-31", Rule.REGRESSION_GUARD),
    ],
)
def test_a_lower_count_that_cannot_be_the_earlier_is_contested(cast, ten, nine, rule):
    """The mirror: whatever days are chosen, the nine comes on the same day or later."""
    answer = resolved(cast("ten", 10, ten), cast("nine", 9, nine))
    assert (10, Status.CONTESTED, (rule,)) == (answer.lowest, answer.status, answer.rules)
    assert {"nine": Reason.REGRESSIVE} == reasons(answer)
    better = resolved(cast("ten", 10, ten), cast("nine", 9, nine, tier=3))
    assert (9, {"ten": Reason.OVERCOUNT}) == (better.lowest, reasons(better))


@pytest.mark.parametrize("ten", ["2024-06-30", "2024-06-01/2024-06-30"])
def test_on_the_same_day_no_order_makes_both_true(cast, ten):
    """Nine on 30 June itself: ten by then at the latest is no later count."""
    answer = resolved(cast("ten", 10, ten), cast("nine", 9, "2024-06-30"))
    assert (Status.CONTESTED, (Rule.ORDER,)) == (answer.status, answer.rules)
    assert [Reason.OUTRANKED] == list(reasons(answer).values())


def test_a_vague_count_must_fit_beside_all_that_hold(cast):
    """Nine in June was not before ten on 1 May, though it may be before ten on 30 June."""
    early, late = cast("early", 10, "2024-05-01"), cast("late", 10, "2024-06-30")
    nine = cast("nine", 9, "2024-06-01/2024-07-31")
    assert Status.CORROBORATED is resolved(early, late).status
    assert Status.SINGLE_SOURCE is resolved(late, nine).status
    assert Status.CONTESTED is resolved(early, late, nine).status


def test_more_must_fit_after_all_that_hold(cast):
    """Ten in June is growth after nine in June, and none after nine on 30 June."""
    ten = cast("ten", 10, "2024-06-10/2024-06-30", tier=5)
    for tier in (2, 4):
        vague = cast("vague", 9, "2024-06-01/2024-06-30", tier=tier)
        last = cast("last", 9, "2024-06-30", tier=3)
        assert (10, (Rule.GROWTH,)) == (resolved(vague, ten).lowest, resolved(vague, ten).rules)
        both = resolved(vague, last, ten)
        assert (9, {"ten": Reason.OUTRANKED}) == (both.lowest, reasons(both))


def test_a_known_withdrawal_explains_a_vague_lower_count_before_mere_growth_does(cast):
    """Ten in May to June, one withdrew on 30 June, nine in June to July: nine it is now."""
    counts = (cast("ten", 10, "2024-05-01/2024-06-30"), cast("nine", 9, "2024-06-01/2024-07-31"))
    assert 10 == resolved(*counts).lowest
    answer = resolved(*counts, gone=["2024-06-30"])
    assert (9, (Rule.WITHDRAWAL,)) == (answer.lowest, answer.rules)


def test_a_withdrawal_on_the_day_of_two_counts_does_not_tell_which_is_the_later(cast):
    """On one day nine and ten may stand in either order, so the contest remains."""
    counts = (cast("nine", 9, "2024-06-30"), cast("ten", 10, "2024-06-30", published="2025-01-02"))
    answer = resolved(*counts, gone=["2024-06-30"])
    assert (10, Status.CONTESTED, (Rule.ORDER,)) == (answer.lowest, answer.status, answer.rules)


def test_what_may_lie_ahead_raises_the_highest_alone(cast):
    """On its last day a vague count is read; a day earlier it is not yet."""
    nine = cast("nine", 9, "2024-05-01")
    ten, seven = cast("ten", 10, "2024-05-20/2024-06-10"), cast("seven", 7, "2024-05-20/2024-06-10")
    on, before = date(2024, 6, 10), date(2024, 6, 9)
    assert (10, 10) == (
        resolved(nine, ten, valid_at=on).lowest,
        resolved(nine, ten, valid_at=on).highest,
    )
    open_ = resolved(nine, ten, valid_at=before)
    assert (9, 10, {"ten": Reason.NOT_YET}) == (open_.lowest, open_.highest, reasons(open_))
    assert 9 == resolved(nine, seven, valid_at=before).highest
    alone = resolved(ten, valid_at=before)
    assert (None, 10, Status.UNKNOWN) == (alone.lowest, alone.highest, alone.status)
    on_the_day = resolved(nine, valid_at=date(2024, 5, 1))
    assert (9, ()) == (on_the_day.lowest, on_the_day.lost)
    assert None is resolved(ten, valid_at=date(2024, 5, 19)).highest


def test_a_retelling_is_named_by_the_rule_of_lineage(cast):
    """A copy with the same number is listed as a repeat, not as a second source."""
    answer = resolved(cast("wire", 9, "2024-05-01"), cast("x", 9, "2024-05-02", root="wire"))
    assert ((Rule.LINEAGE,), {"x": Reason.REPEATS}) == (answer.rules, reasons(answer))


def test_only_what_a_depositary_settled_does_not_grow_stale(cast):
    """Old news counts go stale after more than a year; a count of tier 1 stays settled."""
    old = [cast("a", 9, "2023-12-01"), cast("b", 9, "2023-11-01")]
    assert Status.STALE is resolved(*old).status
    assert Status.CORROBORATED is resolved(*old, valid_at=date(2024, 11, 30)).status
    assert Status.SETTLED is resolved(cast("d", 9, "2020-01-01", tier=1)).status


def test_the_weightiest_of_those_that_agree_wins_whenever_it_spoke(cast):
    """The depositary wins over an earlier paper, and both claims are the proof."""
    answer = resolved(cast("paper", 9, "2024-05-01"), cast("depositary", 9, "2024-06-01", tier=1))
    assert ("depositary", ("depositary", "paper")) == (answer.winner, answer.claims)


def test_all_rules_that_fired_are_named_in_order(cast):
    """One after another: each count meets the next rule."""
    answer = resolved(
        cast("wire", 5, "2024-01-01"),
        cast("reprint", 5, "2024-01-02", root="wire"),
        cast("growth", 9, "2024-02-01", published="2025-12-31"),
        cast("order", 8, "2024-02-01"),
        cast("guard", 7, "2024-03-01"),
        cast("tier", 8, "2024-04-01", tier=3),
        cast("withdrawal", 7, "2024-06-01", tier=3),
        gone=["2024-05-01"],
    )
    assert (
        Rule.GROWTH,
        Rule.LINEAGE,
        Rule.ORDER,
        Rule.REGRESSION_GUARD,
        Rule.TIER,
        Rule.WITHDRAWAL,
    ) == answer.rules


@pytest.mark.parametrize(
    ("acts", "count", "status", "reasons"),
    [
        ([(Denounced, "2024-02-01")], 9, "single-source", ["history"]),
        ([(ConsentWithdrawn, "2024-03-01")], 9, "single-source", ["history"]),
        ([(Denounced, "2024-01-10")], 9, "settled", []),
        ([(Denounced, "2024-03-02")], 8, "single-source", []),
        ([(Denounced, "2024-02-01"), (ConsentDeposited, "2024-02-20")], 9, "settled", []),
        ([(Denounced, "2024-02-01"), (ConsentDeposited, "2024-03-02")], 10, "single-source",
         ["history"]),
    ],
)  # fmt: skip
def test_one_number_before_and_after_a_withdrawal_is_two_counts(desk, acts, count, status, reasons):
    """The depositary's 9 of 10 January is no ground for a paper's 9 of 1 March, once b left."""
    desk.document("depositary", "2024-01-10", "depositary")
    desk.document("march", "2024-03-02")
    desk.count("depositary", 9, "2024-01-10")
    for kind, day in acts:
        desk.claim("march", kind(instrument="i", party="b"), day)
    desk.count("march", 9, "2024-03-01")
    consents = desk.consents("2024-03-02")
    assert (count, status) == (consents.count, consents.status)
    assert reasons == [loser.reason for loser in consents.answer.lost]


def test_a_publisher_that_counts_the_same_day_anew_has_restated_it(desk):
    """The later table of a depositary replaces the earlier; one without a day replaces none."""
    for name, published in (("first", "2024-05-02"), ("second", "2024-05-10"), ("third", None)):
        desk.document(name, published, "depositary", publisher="The depositary")
    nine = desk.count("first", 9, "2024-05-01")
    desk.count("second", 8, "2024-05-01")
    consents = desk.consents("2024-06-01")
    assert (8, Status.SETTLED) == (consents.count, consents.status)
    assert (Lost(claim=nine, reason=Reason.RESTATED),) == consents.answer.lost
    desk.count("third", 7, "2024-05-01")
    assert Status.CONTESTED is desk.consents("2024-06-01").status


VAGUE = "2024-07-01/2024-08-01"


@pytest.mark.parametrize(
    ("days", "back", "value"),
    [
        ("2024-08-01", [], 8),
        ("2024-08-01", ["2024-05-01"], 8),
        ("2024-08-01", ["2024-05-02"], 9),
        ("2024-08-01", ["2024-08-01"], 9),
        ("2024-08-01", ["2024-08-02"], 8),
        (VAGUE, ["2024-07-15"], 9),
    ],
)
def test_who_came_back_by_the_day_of_the_lower_count_explains_nothing(cast, days, back, value):
    """Nine of 1 May, one withdrawn in June; eight, if nobody came back between the two days."""
    nine, eight = cast("a", 9, "2024-05-01"), cast("b", 8, days)
    answer = resolve_count(
        [nine, eight],
        valid_at=date(2024, 9, 1),
        withdrawals=[date(2024, 6, 1)],
        returns=[date.fromisoformat(day) for day in back],
    )
    assert value == answer.lowest


@pytest.mark.parametrize(
    ("days", "gone", "back", "agree"),
    [
        ("2024-08-01", "2024-06-01", [], False),
        ("2024-08-01", "2024-06-01", ["2024-05-01"], False),
        ("2024-08-01", "2024-06-01", ["2024-06-01"], True),
        ("2024-08-01", "2024-06-01", ["2024-08-01"], True),
        ("2024-08-01", "2024-06-01", ["2024-08-02"], False),
        (VAGUE, "2024-06-01", ["2024-07-15"], False),
        (VAGUE, "2024-07-15", [], True),
    ],
)
def test_the_same_number_agrees_unless_more_certainly_left_than_came_back(
    cast, days, gone, back, agree
):
    """Nine of 1 May and nine again, with a withdrawal that certainly lies between or may not."""
    answer = resolve_count(
        [cast("a", 9, "2024-05-01"), cast("b", 9, days)],
        valid_at=date(2024, 9, 1),
        withdrawals=[date.fromisoformat(gone)],
        returns=[date.fromisoformat(day) for day in back],
    )
    assert (agree, 9) == (len(answer.claims) == 2, answer.lowest)


@pytest.mark.parametrize(
    ("day", "agree"), [("2024-06-30", False), ("2024-07-01", False), ("2024-07-15", True)]
)
def test_a_consent_that_may_be_of_after_the_later_count_makes_it_no_lower(cast, day, agree):
    """The later nine is of some day in July: what came in the middle of it may not be in it."""
    came = KnownConsent(
        first=date.fromisoformat(day), last=date.fromisoformat(day), tier=1, claims=("c",)
    )
    answer = resolve_count(
        [cast("a", 9, "2024-05-01"), cast("b", 9, VAGUE)],
        valid_at=date(2024, 9, 1),
        arrivals=[came],
    )
    assert agree == (len(answer.claims) == 2)


def test_more_sources_win_over_an_exact_day_that_ends_where_theirs_does(cast):
    """Of one last day: two that say nine "in May" against one that says eight "on 31 May"."""
    month = "2024-05-01/2024-05-31"
    answer = resolve_count(
        [cast("a", 9, month), cast("b", 9, month), cast("c", 8, "2024-05-31")],
        valid_at=date(2024, 9, 1),
    )
    assert (9, Status.CONTESTED) == (answer.lowest, answer.status)


def test_what_lost_on_one_day_names_what_it_lacks_against_the_best_that_holds(cast):
    """Nine of a wire and of a paper; a paper's eight lost to the wire, by its tier."""
    answer = resolve_count(
        [
            cast("a", 9, "2024-05-01", tier=3),
            cast("b", 9, "2024-05-01"),
            cast("c", 8, "2024-05-01", published="2024-12-31"),
        ],
        valid_at=date(2024, 9, 1),
    )
    assert [Criterion.TIER] == [lost.criterion for lost in answer.lost]


@pytest.mark.parametrize(
    ("count", "days", "published", "reason"),
    [
        (8, "2024-05-01", "2024-06-02", Reason.RESTATED),
        (8, "2024-05-01", "2024-06-01", Reason.OUTRANKED),
        (9, "2024-05-01", "2024-06-02", None),
        (10, "2024-05-31", "2024-06-02", Reason.HISTORY),
        (10, "2024-04-30/2024-05-01", "2024-06-02", Reason.OUTRANKED),
        (10, "2024-05-01/2024-05-02", "2024-06-02", Reason.HISTORY),
    ],
)
def test_a_source_restates_a_count_of_the_same_days_alone(cast, count, days, published, reason):
    """Nine of 1 May, printed on 1 June; the same paper prints another count, or of other days."""
    answer = resolve_count(
        [
            cast("a", 9, "2024-05-01", publisher="P", published="2024-06-01"),
            cast("b", count, days, publisher="P", published=published),
        ],
        valid_at=date(2024, 9, 1),
    )
    reasons = {lost.reason for lost in answer.lost}
    assert ({reason} if reason else set()) == reasons


def test_a_source_restates_a_count_of_the_same_vague_days(cast):
    """Nine of some day of May, and eight of the same in a later issue."""
    answer = resolve_count(
        [
            cast("a", 9, "2024-05-01/2024-05-31", publisher="P", published="2024-06-01"),
            cast("b", 8, "2024-05-01/2024-05-31", publisher="P", published="2024-06-02"),
        ],
        valid_at=date(2024, 9, 1),
    )
    assert [("a", Reason.RESTATED)] == [(lost.claim, lost.reason) for lost in answer.lost]
