"""Counts beside names: what a vague day leaves open stays open."""

from __future__ import annotations

from ledger.claims.developments import ConsentDeposited, ConsentWithdrawn, Signed
from ledger.claims.vocabulary import ConsentAct


def test_a_deposit_that_may_be_later_than_the_count_leaves_the_count_open(desk):
    """Nine on 1 May, and a deposit between 20 April and 20 May: nine or ten."""
    desk.document("d", "2024-06-01")
    desk.count("d", 9, "2024-05-01")
    desk.claim("d", ConsentDeposited(instrument="i", party="a"), "2024-04-20/2024-05-20")
    open_ = desk.consents("2024-07-01")
    assert (9, 10) == (open_.count, open_.highest)
    desk.claim("d", ConsentDeposited(instrument="i", party="a"), "2024-05-10")
    after = desk.consents("2024-07-01")
    assert (10, 10) == (after.count, after.highest)


def test_a_numbered_deposit_does_not_count_itself_twice(desk):
    """The sixth deposit is the sixth, however vague its day."""
    desk.document("d", "2024-01-20")
    deposit = ConsentDeposited(instrument="i", party="a", ordinal=6)
    desk.claim("d", deposit, "2024-01")
    desk.claim("d", ConsentDeposited(instrument="i", party="a"), "2024-01-18")
    assert (6, 6) == (desk.consents("2024-07-01").count, desk.consents("2024-07-01").highest)


def party(desk, name, day="2024-07-01"):
    """A party's position, or None if no claim names it."""
    (state,) = (one for one in desk.status(day).instruments if one.id == "i")
    return next((one for one in state.participation if one.party == name), None)


def days(answer):
    return None if answer.span is None else (str(answer.span.earliest), str(answer.span.latest))


def test_a_count_that_names_a_party_is_evidence_of_its_consent_by_that_day(desk):
    """By the day as of which it counts, and no more precisely; earlier days it says nothing of."""
    desk.document("d", "2024-06-01")
    listed = desk.count("d", 2, "2024-05-01", named=("a", "b"))
    assert ("None", "2024-05-01") == days(party(desk, "a").consent)
    assert (listed,) == party(desk, "a").consent.claims
    assert ("a", "b") == desk.consents("2024-05-01").named
    assert party(desk, "a", "2024-04-30") is None


def test_a_count_of_signatures_tells_of_signatures_and_one_without_a_stage_of_nothing(desk):
    desk.document("d", "2024-06-01")
    desk.count("d", 2, "2024-05-01", named=("a",), stage="signed")
    desk.count("d", 2, "2024-05-01", named=("b",), stage="unknown")
    assert (("None", "2024-05-01"), None) == (
        days(party(desk, "a").signature),
        days(party(desk, "a").consent),
    )
    assert party(desk, "b") is None


def test_a_claim_of_the_deposit_itself_weighs_more_than_a_list_of_its_tier(desk):
    """It tells the day and the act; the list narrows what it leaves open, and agrees."""
    desk.document("d", "2024-06-01")
    listed = desk.count("d", 2, "2024-05-15", named=("a", "b"))
    own = ConsentDeposited(instrument="i", party="a", act=ConsentAct.ACCESSION)
    deposit = desk.claim("d", own, "2024-05")
    held = party(desk, "a")
    assert ("2024-05-01", "2024-05-15") == days(held.consent)
    assert (deposit, ConsentAct.ACCESSION) == (held.consent.winner, held.act)
    assert {deposit, listed} == set(held.consent.claims)
    exact = desk.claim("d", ConsentDeposited(instrument="i", party="b"), "2024-05-10")
    assert ("2024-05-10", "2024-05-10") == days(party(desk, "b").consent)
    assert exact == party(desk, "b").consent.winner


def test_a_count_that_was_outweighed_is_no_evidence_of_whom_it_names(desk):
    """Ten, and then nine with a name that the ten need not hold: the nine are not believed."""
    desk.document("d", "2024-06-01")
    desk.document("e", "2024-07-01")
    desk.count("d", 10, "2024-05-01")
    desk.count("e", 9, "2024-06-01", named=("a",))
    assert party(desk, "a") is None
    desk.document("f", "2024-08-01", kind="depositary")
    desk.count("f", 9, "2024-07-01", named=("b",))
    assert party(desk, "b", "2024-08-01") is not None


def test_a_count_that_withdrawals_explain_is_believed_and_so_are_its_names(desk):
    desk.document("d", "2024-08-01")
    desk.count("d", 3, "2024-05-01", named=("a", "b", "c"))
    desk.claim("d", ConsentWithdrawn(instrument="i", party="c"), "2024-05-20")
    desk.claim("d", ConsentWithdrawn(instrument="i", party="b"), "2024-05-20")
    desk.count("d", 2, "2024-06-01", named=("a", "d"))
    assert ("a", "d") == desk.consents("2024-07-01").named
    assert 2 == desk.consents("2024-07-01").count


def test_a_party_that_is_only_listed_and_one_that_only_signed_are_told_apart(desk):
    desk.document("d", "2024-06-01")
    desk.claim("d", Signed(instrument="i", party="b"), "2024-01-01")
    desk.count("d", 1, "2024-05-01", named=("a",))
    assert ("a",) == desk.consents("2024-07-01").named
