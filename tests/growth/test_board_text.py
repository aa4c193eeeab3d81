"""What it takes to lay out a row of the board as text: by counting, on boards of two lengths."""

from datetime import date, timedelta

from ledger.board.rows import BoardInstrument, BoardRow
from ledger.claims.vocabulary import Stage
from ledger.clock import Clocks
from ledger.views.pages.board import board_page
from ledger.views.text.layout import text_lines
from tests.growth.work import Meter

ROWS = (100, 300)
A_ROW = 250
"""Lines of Python for each further row, of a title, a line that breaks and one that does not."""


def row(number):
    """A row like those of a made ledger: no two of one title and day."""
    treaty = BoardInstrument(id="i", title=f"Treaty {number}", count=9, highest=9, required=22)
    return BoardRow(
        partnership=f"p-{number}",
        title=f"Partnership {number}",
        stage=Stage.SIGNED,
        outstanding=number % 7,
        contested=0,
        claims=number % 11,
        last_published=date(2023, 1, 1) + timedelta(days=number % 28),
        parties=(),
        instruments=(treaty,),
    )


def laid_out(rows):
    """The lines of Python that run for a board of so many rows as lines of text."""
    board = [row(number) for number in range(rows)]
    with Meter().counting() as work:
        lines = list(text_lines(board_page(board, clocks=Clocks(valid_at=date(2024, 1, 1)))))
    assert len(lines) > 4 * rows
    return work.lines


def test_a_row_of_the_board_is_laid_out_at_once():
    """A text that fits is not taken apart into words, and what rows have in common is said once."""
    laid_out(ROWS[1])  # words that are remembered are remembered
    few, many = map(laid_out, ROWS)
    assert 0 < (many - few) / (ROWS[1] - ROWS[0]) < A_ROW
