"""The board as a person reads it."""

from __future__ import annotations

from ledger.views.pages.board import board_page
from ledger.views.text.layout import text_lines
from tests.views.pages.conftest import as_of, folded


def test_the_board_has_a_row_for_each(ledger):
    """One partnership, with its stage and what is open."""
    clocks = as_of("2024-11-07")
    shown = folded(" ".join(text_lines(board_page(ledger.board(clocks), clocks=clocks))))
    assert "memorandum; 3 outstanding hurdles; 1 contested; 68 claims" in shown
    assert "none yet" in " ".join(text_lines(board_page([], clocks=clocks)))
