"""The board in HTML: which rows the filters of a URL leave, and what they offer."""

from __future__ import annotations

from datetime import UTC, date, datetime

import attrs

from ledger.board.rows import BoardInstrument, BoardRow
from ledger.claims.names import Names
from ledger.claims.vocabulary import Stage
from ledger.views.markup.links import Links
from ledger.views.markup.pages.board import board, board_markup, offered
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


def treaty(count, highest=None, required=11):
    """An instrument that so many consented to."""
    return BoardInstrument(
        id="alce",
        title="ALCE",
        count=count,
        highest=highest,
        required=required,
    )


def page_of(row, query=None, unseen=None):
    """The board of one row, as HTML."""
    query = query or {}
    return board_markup(
        board([row], query, TODAY, unseen),
        reader=Reader(links=Links(prefix="", path="/", query=query), words=ENGLISH),
        today=TODAY,
    )


def test_an_instrument_is_its_consents_of_those_required_with_a_bar():
    """The words link to what they rest on; without a threshold there is no bar."""
    page = page_of(attrs.evolve(ROWS[0], instruments=(treaty(9),)))
    assert '<a href="/why/alce.consents" class="value">9 of 11 consents</a>' in page
    assert '<meter min="0" max="11" value="9" aria-label="9 of 11 consents">' in page
    assert "<meter" not in page_of(attrs.evolve(ROWS[0], instruments=(treaty(9, None, None),)))
    assert "none counted" in page_of(ROWS[0])


def test_of_many_instruments_three_stand_in_the_row():
    """The page of the partnership has the others."""
    pacts = [attrs.evolve(treaty(9), title=f"Pact {number}") for number in range(5)]
    page = page_of(attrs.evolve(ROWS[0], instruments=tuple(pacts)))
    assert page.index("Pact 0") < page.index("Pact 2")
    assert "Pact 3" not in page
    assert '<a href="/partnerships/a-b">and 2 more</a>' in page


def test_what_was_recorded_since_one_last_looked_is_new():
    """It links to the changes since; where nobody says when they looked, nothing is new."""
    seen, later = datetime(2024, 6, 12, tzinfo=UTC), datetime(2024, 6, 13, tzinfo=UTC)
    new = attrs.evolve(ROWS[0], last_recorded=later)
    page = page_of(new, {"since": "@41"}, later)
    assert '<a href="/partnerships/a-b/changes?since=%4041" class="new">see what is new</a>' in page
    assert "nothing new" in page_of(attrs.evolve(new, last_recorded=seen), {"since": "@41"}, later)
    assert "nothing new" in page_of(new, {"since": "@41"}, None)
    assert "New since" not in page_of(new)
    rows = (new, ROWS[1])
    assert (new,) == tuple(board(rows, {"since": "@41", "new": "yes"}, TODAY, later).rows)
    assert {"yes": 1, "no": 1} == dict(board(rows, {}, TODAY, later).facets["new"])
