"""A treaty as of a day: page and JSON tell of the same acts, and of none that came later."""

from __future__ import annotations

import pytest

from ledger.claims.developments import (
    ConsentDeposited,
    ConsentWithdrawn,
    Denounced,
    DomesticallyApproved,
    ReservationMade,
    Signed,
)
from ledger.claims.vocabulary import ConsentAct
from ledger.views.data import data
from ledger.views.pages.treaties.treaty import treaty_page
from ledger.views.text.layout import text_lines

KINDS = {
    "signature": Signed,
    "approval": DomesticallyApproved,
    "consent": ConsentDeposited,
    "withdrawn": ConsentWithdrawn,
    "denounced": Denounced,
}


@pytest.fixture
def paper(desk):
    """A desk with one paper, which came out after all days that are asked about."""
    desk.document("news", "2024-12-31")
    return desk


def positions(desk, day):
    """The parties of the treaty's JSON, by id."""
    treaty = data(desk.ledger.treaty("i", desk.at(day)))
    return {one["party"]: one for one in treaty["state"]["participation"]}


@pytest.mark.parametrize("act", KINDS)
def test_an_act_is_told_from_its_first_possible_day_on(act, paper):
    """Certainly later: not told. Perhaps by then: told, with its days."""
    paper.claim("news", KINDS[act](instrument="i", party="a"), "2024-06")
    assert {} == positions(paper, "2024-05-31")
    told = positions(paper, "2024-06-01")["a"]
    assert {"earliest": "2024-06-01", "latest": "2024-06-30"} == told[act]["span"]
    assert [act] == [one for one in KINDS if told[one]["span"] is not None]


def test_of_a_partys_acts_those_by_the_day_are_told(paper):
    """Signed in May, ratified in June: on 1 June it has signed, and no act of consent is known."""
    paper.claim("news", Signed(instrument="i", party="a"), "2024-05-01")
    ratified = ConsentDeposited(instrument="i", party="a", act=ConsentAct.RATIFICATION)
    paper.claim("news", ratified, "2024-06-10")
    before, after = (positions(paper, day)["a"] for day in ("2024-06-01", "2024-06-10"))
    assert (None, "unknown", []) == (
        before["consent"]["span"],
        before["act"],
        before["consent"]["claims"],
    )
    assert before["signature"] == after["signature"]
    assert "ratification" == after["act"]


@pytest.mark.parametrize(("day", "told"), [("2024-05-31", False), ("2024-06-01", True)])
def test_a_reservation_is_told_from_its_first_possible_day_on(paper, day, told):
    """On the last day of May neither page nor JSON has it; on 1 June both do."""
    made = ReservationMade(instrument="i", party="a", reservation="on article 3")
    paper.claim("news", made, "2024-06")
    assert told is ("a" in positions(paper, day))
    assert told is ("a" in paper.ledger.treaty("i", paper.at(day)).reservations)
    assert told is any("[1] A: " in line for line in page(paper, day))


def page(desk, day):
    return list(text_lines(treaty_page(desk.ledger.treaty("i", desk.at(day)), clocks=desk.at(day))))


def test_the_page_names_nobody_who_acted_later(paper):
    """As of the day before the signature nobody is named, though the claim is recorded."""
    paper.claim("news", Signed(instrument="i", party="a"), "2024-06-10")
    assert "No participant is known by name." in page(paper, "2024-06-09")
    assert any(line.startswith("A ") for line in page(paper, "2024-06-10"))


def test_a_vote_at_home_is_no_row_of_the_table(paper):
    """It is no international act; the JSON has it apart."""
    paper.claim("news", DomesticallyApproved(instrument="i", party="a"), "2024-06-10")
    assert ["a"] == list(positions(paper, "2024-06-10"))
    assert "No participant is known by name." in page(paper, "2024-06-10")
