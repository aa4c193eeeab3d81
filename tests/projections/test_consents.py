"""Counts beside names: what a vague day leaves open stays open."""

from __future__ import annotations

from ledger.claims.developments import ConsentDeposited


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
