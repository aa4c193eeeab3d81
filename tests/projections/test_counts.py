"""Counts: growth, history, regression, tiers and lineage (worked cases E1 to E3, E5, E11, E13)."""

from __future__ import annotations

from ledger.claims.developments import ConsentDeposited, ConsentWithdrawn
from ledger.projections.answer import Lost, Reason, Status


def test_a_later_lower_count_of_an_equal_source_leaves_the_value_and_contests_it(desk):
    """E1: 9 as of May stands against 7 as of July, contested; the 7 is regressive."""
    desk.document("may", "2024-05-01")
    desk.document("july", "2024-07-01")
    desk.count("may", 9, "2024-05-01")
    seven = desk.count("july", 7, "2024-07-01")

    consents = desk.consents("2024-08-01")

    assert (9, Status.CONTESTED) == (consents.count, consents.status)
    assert (Lost(claim=seven, reason=Reason.REGRESSIVE),) == consents.answer.lost


def test_the_depositary_settles_a_lower_count(desk):
    """E1b: the depositary's 7 wins, and the 9 was an overcount."""
    desk.document("may", "2024-05-01")
    desk.document("depositary", "2024-07-01", "depositary")
    nine = desk.count("may", 9, "2024-05-01")
    desk.count("depositary", 7, "2024-07-01")

    consents = desk.consents("2024-08-01")

    assert (7, Status.SETTLED) == (consents.count, consents.status)
    assert (Lost(claim=nine, reason=Reason.OVERCOUNT),) == consents.answer.lost


def test_a_late_article_about_an_early_day_is_history(desk):
    """E1c: 7 "as of the end of January", told in July, contradicts no 9 of May."""
    desk.document("may", "2024-05-01")
    desk.document("july", "2024-07-01")
    desk.count("may", 9, "2024-05-01")
    seven = desk.count("july", 7, "2024-01-25/2024-01-31")

    consents = desk.consents("2024-08-01")

    assert (9, Status.SINGLE_SOURCE) == (consents.count, consents.status)
    assert (Lost(claim=seven, reason=Reason.HISTORY),) == consents.answer.lost


def test_a_derivative_cannot_beat_its_root(desk):
    """E1d: the paper said 10; an aggregator that retells it says 11 and loses."""
    desk.document("paper", "2024-05-19")
    desk.document("aggregator", "2024-05-20", "aggregator", lineage="summarised", root="paper")
    desk.count("paper", 10, "2024-05-19")
    eleven = desk.count("aggregator", 11, "2024-05-20")

    consents = desk.consents("2024-06-01")

    assert 10 == consents.count
    assert (Lost(claim=eleven, reason=Reason.DERIVATIVE),) == consents.answer.lost


def test_reprints_add_no_independent_root(desk):
    """E3: one wire and two reprints are one root; two papers of their own are two."""
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
    """E5: the deposit of September, published in October, recorded in November: three clocks."""
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
    """E11: consents go down with cause, and the signature stays."""
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
    """E13: "11 of 33 have ratified" is not weighed against "9 of the 11 required"."""
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
