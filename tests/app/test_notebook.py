"""Answers in a notebook: tables of HTML, in which nothing that a source said can run."""

from __future__ import annotations

import ledger
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
