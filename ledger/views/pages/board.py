"""The board over all partnerships, as a page: it needs no more than its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.views.clocks import as_of
from ledger.views.counted import counted_words
from ledger.views.page import Block, Heading, Paragraph
from ledger.views.words import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.board.rows import BoardRow
    from ledger.clock import Clocks
    from ledger.views.words import Words


def board_page(
    rows: Sequence[BoardRow], *, clocks: Clocks, words: Words = ENGLISH
) -> Iterator[Block]:
    """All partnerships, one row each."""
    yield Heading(words("partnerships"), as_of(clocks, words))
    if not rows:
        yield Paragraph(words("none-yet"), 1)
    for row in rows:
        yield ""
        yield Paragraph(row.title, 1, behind=f"[{row.partnership}]")
        counts = (
            words.word(row.stage),
            words.counted("hurdle", row.outstanding),
            words.counted("contested", row.contested),
            words.counted("claim", row.claims),
            words("last-news", day=words.day(row.last_published)),
        )
        yield Paragraph("; ".join(counts), 2)
        for instrument in row.instruments:
            count = counted_words(instrument, words)
            yield Paragraph(f"{instrument.title}: {count}", 2)
