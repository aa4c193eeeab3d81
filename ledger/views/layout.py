"""A page as plain text in columns. Eighty columns unless told; no colour carries meaning.

Takes the blocks of ``ledger.views.page`` and a width; gives lines no wider than that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from ledger.views.letters import broken, cells
from ledger.views.page import Halves, Heading, Listing, Paragraph, Quote, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledger.views.page import Block, Page

WIDTH = 80
_GAP = 2
_NARROW = 12
"""The first column of a table is never narrower than that."""
_LEAST = 20
"""How many columns a text next to its label has at least, on a narrow terminal."""


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


def ends(left: str, right: str, width: int, under: str = "") -> Iterator[str]:
    """A text at each end of a line, or on two lines where they do not fit on one.

    ``under`` is what the lines after the first begin with.
    """
    room = width - cells(left) - cells(right)
    if room >= 2:  # noqa: PLR2004 - the gap that keeps them apart
        yield left + " " * room + right
    else:
        yield from wrap(left, width, under, "")
        yield from wrap(right, width, under or "  ")


def wrap(text: str, width: int, indent: str = "", first: str | None = None) -> Iterator[str]:
    """A text in lines no wider than ``width``, the first with its own beginning.

    What a first line begins with may be wider than the width itself, as a long label is: then
    it breaks too. An id that does not fit stands alone on its line.
    """
    start = indent if first is None else first
    if cells(start) >= width:
        lead = start[: len(start) - len(start.lstrip())] if start.strip() else ""
        yield from wrap(start, width, indent if cells(indent) < width else "", lead)
        start = indent = indent if cells(indent) < width else "  "
        if not text.strip():
            return
    room = max(1, width - cells(indent))
    lines = broken(text, room, max(0, width - cells(start)))
    for place, line in enumerate(lines):
        margin = indent if place else start
        alone = cells(margin) + cells(line) > width
        if alone and margin.strip():
            yield margin.rstrip()
        yield (line if alone else margin + line).rstrip()


def fitted(lines: Iterable[str], width: int | None) -> Iterator[str]:
    """Lines that are made elsewhere, folded where they are wider; None folds nothing.

    What goes on stands two columns further in than the line began.
    """
    for line in lines:
        if width is None or cells(line) <= width:
            yield line
        else:
            lead = line[: len(line) - len(line.lstrip(" "))]
            lead = lead if cells(lead) + _LEAST <= width else ""
            yield from wrap(line.lstrip(" "), width, f"{lead}  ", lead)


def row(label: str, text: str, width: int, column: int) -> Iterator[str]:
    """A label and its text, which goes on under itself."""
    start = label + " " * max(1, column - cells(label))
    column = min(column, max(2, width - _LEAST))
    yield from wrap(text, width, indent=" " * column, first=start)
