"""How far the conditions are met, and how many more consents it takes at least."""

from __future__ import annotations

from datetime import date

import pytest
import yaml

from ledger.claims.entry_into_force import rule_from
from ledger.claims.vocabulary import ConsentAct
from ledger.edtf import Tristate
from ledger.projections.treaties.entry_into_force.consent import Consent
from ledger.projections.treaties.entry_into_force.entry_into_force import entry_into_force
from ledger.projections.weighing.answer import Span

DAY = date(2020, 1, 1)
GROUPS = "\nbases: [{name: x, parties: [a, b, c]}, {name: y, parties: [d, e, f]}]"
FIGURES = ", ".join(
    f"{{party: {name}, value: {value}}}" for value, name in enumerate("abcdefgh", 1)
)
WEIGHTS = f"\nbases: [{{name: x, figures: [{FIGURES}]}}]"


def answer(text, *parties):
    """A rule applied to consents of one day; None is a party that nobody names."""
    rule = rule_from(yaml.load(text, yaml.BaseLoader))  # noqa: S506 - it builds text alone
    given = Span(earliest=DAY, latest=DAY)
    consents = [Consent(party=one, given=given, act=ConsentAct.RATIFICATION) for one in parties]
    return entry_into_force(rule, consents, valid_at=date(2020, 2, 1))


@pytest.mark.parametrize(
    ("when", "parties", "still"),
    [
        ("[{consents: 3}]", "a", 2),
        ("[{first_of: [{consents: 6}, {consents: 2}]}]", "", 2),
        ("[{consents: 2, of_each: [x, y]}]", "", 4),
        ("[{consents: 2, of_each: [x, y]}]", "abc", 2),
        ("[{consents: 1}, {named: [d, e]}]", "abc", 2),
        ("[{consents: 2, of: x}, {consents: 9}]", "abcd", 5),
    ],
)
def test_at_least_so_many_are_still_required(when, parties, still):
    """One consent may serve several conditions, so the fewest that meet all are counted."""
    assert still == answer(f"when: {when}{GROUPS}", *parties).still_required


@pytest.mark.parametrize(
    ("parties", "have", "still", "met"),
    [("a", 1, 1, Tristate.NO), ("ab", 2, 0, Tristate.YES), ("abc", 3, 0, Tristate.YES)],
)
def test_a_condition_is_met_by_exactly_its_number(parties, have, still, met):
    """And where it is exceeded nothing is missing, though another condition is not met."""
    found = answer("when: [{consents: 2}, {named: [z]}]", *parties)
    ((one,), _) = found.progress
    assert (have, 2, still, met) == (one.have, one.need, one.still, one.met)


def test_who_is_missing_stands_in_the_order_of_the_names():
    """The order of names in the rule does not show in the answer."""
    ((one,),) = answer("when: [{named: [f, b, d, a, e, c]}]", "b").progress
    assert tuple("acdef") == one.missing


def test_the_nameless_may_be_the_weightiest_and_those_missing_are_taken_so():
    """Of weights one to eight, eight is 22 percent: one consent can do, and one is required."""
    text = f"when: [{{share: 22, of: x}}]{WEIGHTS}"
    assert Tristate.MAYBE is answer(text, None).met
    assert 1 == answer(text).still_required
    more = f"when: [{{share: 41, of: x}}]{WEIGHTS}"
    assert (Tristate.NO, 2) == (answer(more, None).met, answer(more).still_required)
    assert 1 == answer(more, "h").still_required
