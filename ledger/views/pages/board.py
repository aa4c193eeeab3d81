"""The board over all partnerships, as a page: it needs no more than its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.views.clocks import as_of, day
from ledger.views.page import Block, Heading, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.board.rows import BoardRow
    from ledger.clock import Clocks

_INDENT = "  "


def board_page(rows: Sequence[BoardRow], *, clocks: Clocks) -> Iterator[Block]:
    """All partnerships, one row each."""
    yield Heading("Partnerships", as_of(clocks))
    if not rows:
        yield "  none yet: claims import news.yaml"
    for row in rows:
        yield ""
        yield Paragraph(f"{row.title}  [{row.partnership}]", _INDENT)
        yield Paragraph(
            f"{row.stage.value}; {_count(row.outstanding, 'outstanding hurdle')}; "
            f"{row.contested} contested; {_count(row.claims, 'claim')}; "
            f"last news {day(row.last_published)}",
            _INDENT * 2,
        )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
