"""Declared against computed: how far apart, and what would explain it."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.claims.entry_into_force import DayCount
from ledger.claims.vocabulary import ConsentAct
from ledger.projections.treaties.entry_into_force.consent import Consent
from ledger.projections.treaties.entry_into_force.entry_into_force import entry_into_force
from ledger.projections.treaties.entry_into_force.mismatch import MismatchKind, compare
from tests.projections.treaties.clauses import on, rule

ONE = "when: [{consents: 1}]\nafter: {number: 30, unit: days}"


def against(declared, deposit, text=ONE, valid_at="2030-01-01"):
    """What is declared against a deposit of a day under a rule."""
    clause = rule(text)
    consents = [Consent(party="a", given=on(deposit), act=ConsentAct.RATIFICATION)]
    computed = entry_into_force(clause, consents, valid_at=date.fromisoformat(valid_at))
    return compare(on(declared), computed, clause)


@pytest.mark.parametrize(
    ("declared", "days", "kind"),
    [
        ("2020-03-28", -3, MismatchKind.PREMATURE_CLAIM),
        ("2020-03-29", -2, MismatchKind.DAY_COUNT),
        ("2020-03-30", -1, MismatchKind.DAY_COUNT),
        ("2020-04-01", 1, MismatchKind.DAY_COUNT),
        ("2020-04-02", 2, MismatchKind.DAY_COUNT),
        ("2020-04-03", 3, MismatchKind.LATE),
        ("2020-04-02/2020-04-05", 2, MismatchKind.DAY_COUNT),
        ("2020-03-01/2020-03-10", -21, MismatchKind.PREMATURE_CLAIM),
        ("2020-04-10/2020-04-20", 10, MismatchKind.LATE),
        ("/2020-03-30", -1, MismatchKind.PREMATURE_CLAIM),
        ("2020-04-02/", 2, MismatchKind.LATE),
    ],
)
def test_a_deposit_of_1_march_gives_31_march_and_declared_is(declared, days, kind):
    """Up to two days are a matter of counting, where both days are known."""
    found = against(declared, "2020-03-01")
    assert (days, kind) == (found.days, found.kind)
    assert (on(declared), on("2020-03-31")) == (found.declared, found.computed)


@pytest.mark.parametrize(
    ("deposit", "declared", "days", "kind"),
    [
        ("/2020-03-01", "2020-04-02", 2, MismatchKind.LATE),
        ("2020-03-01/", "2020-03-29", -2, MismatchKind.PREMATURE_CLAIM),
        ("2020-03-01/2020-03-06", "2020-04-07", 2, MismatchKind.DAY_COUNT),
        ("2020-03-01/2020-03-06", "2020-03-29", -2, MismatchKind.DAY_COUNT),
    ],
)
def test_from_a_vague_day_the_distance_is_the_shortest(deposit, declared, days, kind):
    """Days apart are counted from the nearer end of the span, with a sign for early or late."""
    found = against(declared, deposit)
    assert (days, kind) == (found.days, found.kind)


@pytest.mark.parametrize(
    ("declared", "counting"),
    [
        ("2020-03-30", DayCount.FROM_THE_DAY),
        ("2020-04-06", DayCount.DAY_AFTER_EXPIRY),
        ("2020-04-06/", DayCount.DAY_AFTER_EXPIRY),
    ],
)
def test_a_convention_under_which_both_ends_of_a_vague_day_agree_is_named(declared, counting):
    """A deposit between 1 and 6 March: computed 31 March to 5 April."""
    found = against(declared, "2020-03-01/2020-03-06")
    assert MismatchKind.DAY_COUNT is found.kind
    assert counting is found.agree_under.counting


def test_no_convention_is_named_where_none_agrees():
    """If no way of counting gives the declared day, none is offered as an explanation."""
    assert against("2020-04-02", "2020-03-01").agree_under is None


def test_a_fixed_date_has_no_days_to_count():
    """A day that the text names differs by days, and no way of counting can explain it."""
    found = against("2020-01-05", "2019-01-01", "on: 2020-01-01")
    assert (4, MismatchKind.LATE, None) == (found.days, found.kind, found.agree_under)


def test_what_may_be_met_by_then_is_compared_all_the_same():
    """Asked within the days of a vague deposit: a declared day that fits is no mismatch."""
    vague = {"deposit": "2020-03-01/2020-03-31", "valid_at": "2020-03-15"}
    assert against("2020-04-10", **vague) is None
    found = against("2020-03-05", **vague)
    assert (MismatchKind.PREMATURE_CLAIM, -26) == (found.kind, found.days)


def test_before_the_condition_is_met_the_deposits_are_missing():
    """On the declared day or behind it; of a day yet to come nothing is known to be missing."""
    assert against("2020-03-05", "2020-03-01", valid_at="2020-02-01") is None
    found = against("2020-02-01", "2020-03-01", valid_at="2020-02-01")
    assert (MismatchKind.MISSING_DEPOSITS, None, None) == (found.kind, found.computed, found.days)


def test_a_day_yet_to_come_says_nothing_of_deposits_and_contradicts_a_computed_day():
    """One that may be past already asks for the deposits."""
    assert against("2020-02-02", "2020-03-01", valid_at="2020-02-01") is None
    vague = against("2020-02-01/2031-01-01", "2020-03-01", valid_at="2020-02-01")
    assert MismatchKind.MISSING_DEPOSITS is vague.kind
    assert MismatchKind.LATE is against("2031-01-01", "2020-03-01").kind
