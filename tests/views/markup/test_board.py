"""The board in HTML: which rows the filters of a URL leave, and what they offer."""

from __future__ import annotations

from datetime import date

from ledger.board.rows import BoardRow
from ledger.claims.names import Names
from ledger.claims.vocabulary import Stage
from ledger.views.markup.board import board, board_markup, offered
from ledger.views.markup.links import Links
from ledger.views.markup.reader import Reader
from ledger.views.words import ENGLISH

TODAY = date(2024, 6, 14)


def row(name, *parties):
    """A partnership of parties, with no news."""
    return BoardRow(
        partnership=name,
        title=name,
        stage=Stage.UNKNOWN,
        outstanding=0,
        contested=0,
        claims=0,
        last_published=None,
        parties=parties,
    )


ROWS = (row("a-b", "a", "b"), row("b-c", "b", "c"), row("c-d", "c", "d"))


def test_a_party_leaves_the_partnerships_that_it_is_in():
    """Whichever of its parties it is; every party says how many."""
    whole = board(ROWS, {"party": "b"}, TODAY)
    assert ["a-b", "b-c"] == [left.partnership for left in whole.rows]
    assert {"a": 1, "b": 2, "c": 2, "d": 1} == dict(whole.facets["party"])


def test_parties_are_offered_by_name_the_most_frequent_first():
    """The one that is chosen stands first, and can be left."""
    query = {"party": "d"}
    page = board_markup(
        board(ROWS, query, TODAY),
        reader=Reader(links=Links(prefix="", path="/", query=query), words=ENGLISH),
        today=TODAY,
        names=Names({"b": "Borduria", "d": "Dorne"}),
    )
    places = [page.index(name) for name in ("Dorne (1)", "Borduria (2)", "c (2)", "a (1)")]
    assert sorted(places) == places


def test_numbers_stand_under_each_other():
    """The cells of counts are told from those of words, their heads too."""
    page = board_markup(
        board(ROWS, {}, TODAY),
        reader=Reader(links=Links(prefix="", path="/", query={}), words=ENGLISH),
        today=TODAY,
    )
    assert 3 == page.count('scope="col" class="number"')
    assert 3 * len(ROWS) == page.count(' class="number">') - 3


def test_names_are_made_of_the_parties_that_are_offered():
    """Twelve of many, and the one that is chosen among them; none where there is no choice."""
    many = [row(f"{number:02}-z", f"{number:02}", "z") for number in range(30)]
    whole = board(many, {}, TODAY)
    assert ("z", *(f"{number:02}" for number in range(11))) == tuple(offered(whole, "party", None))
    assert ["29", "z"] == list(offered(whole, "party", "29"))[:2]
    assert () == offered(board((), {}, TODAY), "party", None)
