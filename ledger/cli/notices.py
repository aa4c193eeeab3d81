"""What a reader is told beside an answer: that something next to the log was not believed.

Takes it in words, or as a page; writes it to stderr. The answer itself stands, and its exit code.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ledger.cli.printing import limit, width, write
from ledger.views.page import Line
from ledger.views.text.layout import fitted, text_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.views.page import Block, Page


def tell(doubts: Sequence[str]) -> None:
    """Tell what was not believed, and that the answer does not rest on it."""
    show(_notice(doubts))


def show(page: Page) -> None:
    """Write a page to stderr: next to an answer, or before a question."""
    write(sys.stderr, fitted(text_lines(page, width()), limit(sys.stderr)))


def _notice(doubts: Sequence[str]) -> Iterator[Block]:
    others = f", and {len(doubts) - 1} more" if len(doubts) > 1 else ""
    yield f"claims: {doubts[0]}{others}; this answer was made from the log alone"
    yield Line("try: claims verify names all of it; claims rebuild makes the board again", 1)
