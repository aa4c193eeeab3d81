"""Answers in a notebook: tables of HTML, in which nothing that a source said can run."""

from __future__ import annotations

import ledger
from ledger.app.ledger import Ledger
from ledger.app.listed_answers import ListedAnswers
from ledger.app.notebook import ANSWERS
from ledger.claims.commands import Describe
from ledger.claims.entities import Partnership


def test_an_answer_shows_itself_as_a_table(desk):
    """What notebooks ask an object for is there, of one answer and of a list."""
    assert ledger.open_ledger
    desk.document("m", "2024-05-01")
    desk.count("m", 9, "2024-05-01")
    board = desk.ledger.board(desk.at("2024-06-01"))
    assert board == tuple(board)
    assert "<table>" in board._repr_html_()
    assert "A and B" in board._repr_html_()
    assert "<table>" in desk.status("2024-06-01")._repr_html_()
    assert all(hasattr(answer, "_repr_html_") for answer in ANSWERS)


def test_every_list_that_answers_a_question_shows_itself(desk):
    """By what the ledger says that it gives: none is a bare tuple, which a notebook prints."""
    desk.document("m", "2024-05-01")
    claim = desk.count("m", 9, "2024-05-01")
    at = desk.at("2024-06-01")
    receipts = {"submit", "submit_on", "import_entries", "undo", "erase", "accept_custody"}
    others = receipts | {"departures"}  # of keys, not of claims
    arguments = {
        "imports": (),
        "why": (claim, at),
        "search": (("9",), at),
        "passages": (("9",), at),
    }
    lists = {
        name
        for name, method in vars(Ledger).items()
        if str(getattr(method, "__annotations__", {}).get("return", "")).endswith(", ...]")
        and not name.startswith("_")
    }
    assert {"why", "imports", "documents"} <= lists, "negative control"
    for name in lists - others:
        answer = getattr(desk.ledger, name)(*arguments.get(name, (at,)))
        assert isinstance(answer, ListedAnswers), name
        assert answer._repr_html_()


def test_what_a_source_said_is_escaped(desk):
    """A title of markup is shown as its letters."""
    title = "<script>alert(1)</script>"
    desk.tell(Describe(entity=Partnership(id="x", title=title, parties=("a", "b"))))
    shown = desk.ledger.board(desk.at("2024-06-01"))._repr_html_()
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown


def test_a_list_without_end_shows_its_beginning(desk):
    """Of more than 200 rows the first are shown, and how many are not."""
    for number in range(201):
        name = f"p-{number}"
        desk.tell(Describe(entity=Partnership(id=name, title=name, parties=("a", "b"))))
    assert "2 more rows are not shown" in desk.ledger.board(desk.at("2024-06-01"))._repr_html_()
