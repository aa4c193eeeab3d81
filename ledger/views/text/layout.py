"""A page as plain text in columns. Eighty columns unless told; no colour carries meaning.

Takes the blocks of ``ledger.views.page`` and a width; gives lines no wider than that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from ledger.views.page import Halves, Heading, Listing, Paragraph, Quote, Row, Table
from ledger.views.text.letters import cells
from ledger.views.text.lines import WIDTH, ends, fitted, row, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.views.page import Block, Page

__all__ = ["WIDTH", "ends", "fitted", "row", "text_lines", "wrap"]

_GAP = 2
_NARROW = 12
"""The first column of a table is never narrower than that."""


def text_lines(page: Page, width: int = WIDTH) -> Iterator[str]:
    """A page as lines of text."""
    for block in page:
        yield from _lines(block, width)


def _lines(block: Block, width: int) -> Iterator[str]:
    match block:
        case str():
            yield block
        case Heading(left=left, right=right, under=under):
            yield from ends(left, right, width, under)
        case Paragraph(text=text, indent=indent, first=first):
            yield from wrap(text, width, indent, first)
        case Row(label=label, text=text, column=column):
            yield from row(label, text, width, column)
        case Halves():
            yield from _halves(block, width)
        case Listing(rows=rows):
            widest = max((cells(label) for label, _ in rows), default=0)
            column = min(widest, width // 3 + 2) + 2
            for label, text in rows:
                yield from row(label, text, width, column)
        case Quote():
            yield from _quote(block, width)
        case Table():
            yield from _table(block, width)
        case _:
            assert_never(block)


def _halves(block: Halves, width: int) -> Iterator[str]:
    column = width // 2 - 4
    title = f"{block.indent}{block.title}"
    if cells(title) >= column:
        yield from wrap(block.title, width, block.indent * 2, block.indent)
        title = ""
    yield from row(title, block.text, width, column)


def _quote(quote: Quote, width: int) -> Iterator[str]:
    yield from wrap(f"\u201c{quote.words}\u201d", width, quote.indent)
    if quote.translation is not None:
        yield from wrap(f"[{quote.translation}]", width, quote.indent)
    yield from wrap(quote.source, width, quote.indent)


def _table(table: Table, width: int) -> Iterator[str]:
    """The rows in columns; on a page too narrow for them, each first cell with the others below."""
    rows = (table.heads, *table.rows)
    widths = [max(cells(each[column]) for each in rows) for column in range(len(table.heads))]
    room = width - sum(widths[1:]) - _GAP * len(widths[1:])
    if room < _NARROW:
        yield from _stacked(table, width)
        return
    widths[0] = min(max(widths[0], table.least), room)
    for name, *rest in rows:
        first, *more = wrap(name, widths[0], "  ", "")
        if cells(first) > widths[0]:  # an id that cannot be cut
            yield first
            first = ""
        columns = (
            cell + " " * (space - cells(cell) + _GAP)
            for cell, space in zip((first, *rest), widths, strict=True)
        )
        yield "".join(columns).rstrip()
        yield from more


def _stacked(table: Table, width: int) -> Iterator[str]:
    for name, *rest in table.rows:
        yield from wrap(name, width, "  ", "")
        for head, cell in zip(table.heads[1:], rest, strict=True):
            if cell:
                yield from row(f"  {head}", cell, width, table.least // 2 + _GAP)
