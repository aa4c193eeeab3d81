"""Whose consent a closed instrument without a rule waits for, and how a page says it."""

from __future__ import annotations

import pytest

from ledger.claims.commands import Describe
from ledger.claims.developments import (
    ConsentDeposited,
    ConsentWithdrawn,
    EnteredIntoForce,
    Signed,
    TextAdopted,
)
from ledger.claims.entities import Instrument
from ledger.claims.entry_into_force import rule_from
from ledger.claims.names import Names
from ledger.claims.vocabulary import InstrumentForm
from ledger.projections.treaties.sides import SidesToConsent
from ledger.views.pages.status import status_page
from ledger.views.pages.treaties.treaty import treaty_page
from ledger.views.sentences import sides_words
from ledger.views.text.layout import text_lines


@pytest.fixture
def agreement(desk):
    """An agreement between ``a`` and ``b`` on which news and a depositary speak."""

    def describe(between=("a", "b"), **more):
        entity = Instrument(
            id="i", title="the Agreement", partnerships=("p",), between=between, **more
        )
        desk.tell(Describe(entity=entity), replace=True)
        return desk

    desk.describe_agreement = describe
    desk.document("news", "2020-12-31")
    return desk


def sides(desk, day):
    """The sides of the instrument as of a day."""
    (state,) = (state for state in desk.status(day).instruments if state.id == "i")
    return state.sides


def test_before_it_has_its_text_nobody_is_waited_for(agreement):
    """An agreement that is only spoken of waits for no consent; from its adoption on it does."""
    agreement.describe_agreement()
    agreement.claim("news", TextAdopted(instrument="i"), "2020-02-01")
    assert sides(agreement, "2020-01-31") is None
    assert SidesToConsent(consented=(), uncertain=(), outstanding=("a", "b")) == sides(
        agreement, "2020-02-01"
    )


def test_each_side_by_its_day(agreement):
    """A consent counts from its day; within a vague day uncertain; taken back, outstanding."""
    agreement.describe_agreement()
    agreement.claim("news", Signed(instrument="i"), "2020-02-01")
    agreement.claim("news", ConsentDeposited(instrument="i", party="a"), "2020-03")
    assert ("a",) == sides(agreement, "2020-03-15").uncertain
    assert (("a",), ("b",)) == (
        sides(agreement, "2020-03-31").consented,
        sides(agreement, "2020-03-31").outstanding,
    )
    agreement.claim("news", ConsentWithdrawn(instrument="i", party="a"), "2020-05-01")
    assert ("a", "b") == sides(agreement, "2020-05-01").outstanding


def test_whose_rule_is_on_record_is_asked_by_the_rule_and_sides_are_in_order(agreement):
    """The order in which sides were written is none; with a rule, the sides are not asked."""
    agreement.describe_agreement(between=("b", "a"))
    agreement.claim("news", Signed(instrument="i"), "2020-02-01")
    assert ("a", "b") == sides(agreement, "2020-05-31").outstanding
    rule = rule_from({"when": [{"consents": "2"}]})
    agreement.describe_agreement(between=("b", "a"), entry_into_force=rule)
    assert sides(agreement, "2020-05-31") is None


def test_in_force_nobody_is_waited_for(agreement):
    """What is declared in force waits for nobody, whoever consented."""
    agreement.describe_agreement()
    agreement.claim("news", Signed(instrument="i"), "2020-02-01")
    agreement.claim("news", EnteredIntoForce(instrument="i"), "2020-06-01")
    assert sides(agreement, "2020-05-31") is not None
    assert sides(agreement, "2020-06-01") is None


@pytest.mark.parametrize(
    "form", [InstrumentForm.MEMORANDUM, InstrumentForm.ANNEX, InstrumentForm.EXCHANGE_OF_NOTES]
)
def test_a_paper_that_may_need_no_consent_waits_for_none(agreement, form):
    """A memorandum binds nobody, an annex goes with its agreement, notes may bind as exchanged."""
    agreement.describe_agreement(form=form)
    agreement.claim("news", Signed(instrument="i"), "2020-02-01")
    assert sides(agreement, "2020-03-01") is None


def test_an_open_convention_waits_for_no_named_side(agreement):
    """Who may join is not known there."""
    agreement.describe_agreement(between=())
    agreement.claim("news", Signed(instrument="i", party="a"), "2020-02-01")
    assert sides(agreement, "2020-03-01") is None


@pytest.mark.parametrize(
    ("consented", "uncertain", "outstanding", "words"),
    [
        ("", "", "ab", "both must consent; neither has"),
        ("a", "", "b", "both must consent; A has, B has not"),
        ("", "a", "b", "both must consent; A may have, B has not"),
        ("ab", "", "", "both have consented; no source says that it is in force"),
        ("", "", "abc", "all 3 must consent; none has"),
        ("ab", "", "c", "all 3 must consent; A and B have, C has not"),
        ("a", "b", "", "both must consent; A has, B may have"),
    ],
)
def test_in_words(consented, uncertain, outstanding, words):
    """As an analyst would say it."""
    names = Names({"a": "A", "b": "B", "c": "C"})
    of = SidesToConsent(
        consented=tuple(consented), uncertain=tuple(uncertain), outstanding=tuple(outstanding)
    )
    assert words == sides_words(of, names)


def test_both_pages_say_it(agreement):
    """The status of the partnership, and the page of the treaty, in the names of the sides."""
    agreement.describe_agreement()
    agreement.claim("news", Signed(instrument="i"), "2020-02-01")
    clocks = agreement.at("2020-03-01")
    status = agreement.status("2020-03-01")
    page = " ".join(" ".join(text_lines(status_page(status, clocks=clocks), 80)).split())
    assert "signed; both must consent; neither has" in page
    treaty = agreement.ledger.treaty("i", clocks)
    page = " ".join(" ".join(text_lines(treaty_page(treaty, clocks=clocks), 80)).split())
    assert "No rule on entry into force: both must consent; neither has." in page
