"""A page as plain text in columns. Eighty columns unless told; no colour carries meaning.

Takes the blocks of ``ledger.views.page`` and a width; gives lines no wider than that.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, assert_never

import msgspec

from ledger.views.page import (
    Columns,
    Endnote,
    Heading,
    Labels,
    Line,
    Listing,
    ListLine,
    NumberedPart,
    Paragraph,
    Point,
    Quote,
    Row,
    Table,
    TreeLine,
    shortened,
)
from ledger.views.text.letters import cells
from ledger.views.text.lines import WIDTH, ends, fitted, row, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.views.page import Block, Page

__all__ = ["WIDTH", "ends", "fitted", "row", "text_lines", "wrap"]

_STEP = "  "
"""How far a level is set in."""
_GAP = "  "
"""What sets apart: a cell from the next one, a text from what stands behind it."""
_NARROW = 12
"""The first column of a table is never narrower than that."""
_NAME = 24
"""So wide is the first column of a table, where there is room."""
_NUMBER = 3
_NOTE = " " * 4
_STEMS = {False: "\u2502  ", True: "   "}
_BRANCHES = {False: "\u251c\u2500 ", True: "\u2514\u2500 "}
_TEXT_BEGINS = MappingProxyType(
    {
        Labels.LOSS: 8,
        Labels.GROUND: 10,
        Labels.SUMMARY: 11,
        Labels.RECORD: 12,
        Labels.SIDE: 12,
        Labels.STATE: 13,
        Labels.PROOF: 14,
        Labels.ARRIVAL: 16,
        Labels.DETAIL: 18,
        Labels.CONDITION: 19,
        Labels.FIELD: 20,
        Labels.CHECK: 32,
    }
)
"""The column at which the text of a row begins, whatever its level; a title has half a page."""
_CELLS = MappingProxyType(
    {
        Columns.EVENT: ("{:>6}", "{}", "{:<21}"),
        Columns.ITEM: ("{:>3}",),
        Columns.RECEIVER: ("{:<19}",),
        Columns.TOKEN: ("{:<23}", "{:<7}"),
    }
)
"""How the first cells of a line are filled up."""


def text_lines(page: Page, width: int = WIDTH) -> Iterator[str]:
    """A page as lines of text."""
    for block in page:
        yield from _lines(block, width)


def _lines(block: Block, width: int) -> Iterator[str]:  # noqa: C901, PLR0912 - one case a block
    match block:
        case str():
            yield shortened(block)
        case Heading(title=title, aside=aside, level=level):
            yield from ends(_STEP * level + _apart(title), aside, width)
        case TreeLine():
            yield from _branch(block, width)
        case Paragraph(text=text, level=level, behind=behind):
            yield from wrap(_apart(text, behind), width, _STEP * level)
        case Point(text=text, level=level, behind=behind):
            yield from wrap(_apart(text, behind), width, _STEP * (level + 1), _STEP * level)
        case Line(text=text, level=level, behind=behind):
            yield _STEP * level + _apart(text, behind)
        case Endnote(mark=mark, text=text):
            yield from wrap(text, width, _NOTE, f"{mark} ")
        case NumberedPart():
            yield from _numbered(block, width)
        case Row(labels=Labels.TITLE):
            yield from _title(block, width)
        case Row(label=label, text=text, labels=labels, level=level, behind=behind):
            column = _TEXT_BEGINS[labels]
            yield from row(_STEP * level + label, _apart(text, behind), width, column)
        case Listing(rows=rows, level=level):
            widest = cells(_STEP * level) + max((cells(label) for label, _ in rows), default=0)
            column = min(widest, width // 3 + 2) + 2
            for label, text in rows:
                yield from row(_STEP * level + label, _apart(text), width, column)
        case ListLine():
            yield _filled(block)
        case Quote():
            yield from _quote(block, width)
        case Table():
            shown_rows = tuple(tuple(map(shortened, each)) for each in block.rows)
            yield from _table(msgspec.structs.replace(block, rows=shown_rows), width)
        case _:
            assert_never(block)


def _apart(*parts: str) -> str:
    """Parts of a text next to each other, with the ids in them as one reads them."""
    return shortened(_GAP.join(filter(None, parts)))


def _branch(branch: TreeLine, width: int) -> Iterator[str]:
    """A line of a tree, with the lines that lead to it drawn before it."""
    *above, last = branch.path or (None,)
    stem = "".join(_STEMS[each] for each in above if each is not None)
    inner = stem if last is None else stem + _STEMS[last]
    title = branch.title if last is None else f"{stem}{_BRANCHES[last]}{branch.title}"
    if branch.aside:
        yield from ends(title, branch.aside, width, inner)
    else:
        yield from wrap(title, width, inner, "")


def _numbered(numbered: NumberedPart, width: int) -> Iterator[str]:
    number = f"{numbered.number:>{_NUMBER}}{_GAP}"
    margin = " " * len(number)
    if numbered.aside:
        yield from ends(number + numbered.title, numbered.aside, width, margin)
    else:
        yield from wrap(numbered.title, width, margin, number)
    for line in text_lines(numbered.details, width - len(margin)):
        yield (margin + line).rstrip()


def _title(title: Row, width: int) -> Iterator[str]:
    """A title in the first half of the page and its text in the second."""
    column, lead = width // 2 - 4, _STEP * title.level
    label = lead + title.label
    if cells(label) >= column:
        yield from wrap(title.label, width, lead * 2, lead)
        label = ""
    yield from row(label, _apart(title.text, title.behind), width, column)


def _filled(line: ListLine) -> str:
    fill = _CELLS.get(line.columns, ())
    filled = (form.format(cell) for form, cell in zip(fill, line.cells, strict=False))
    return _apart(*filled, *line.cells[len(fill) :])


def _quote(quote: Quote, width: int) -> Iterator[str]:
    lead = _STEP * quote.level
    yield from wrap(f"\u201c{quote.words}\u201d", width, lead)
    if quote.translation is not None:
        yield from wrap(f"[{quote.translation}]", width, lead)
    yield from wrap(_apart(quote.source, f"[{quote.claim}]"), width, lead)


def _table(table: Table, width: int) -> Iterator[str]:
    """The rows in columns; on a page too narrow for them, each first cell with the others below."""
    rows = (table.heads, *table.rows)
    widths = [max(cells(each[column]) for each in rows) for column in range(len(table.heads))]
    room = width - sum(widths[1:]) - len(_GAP) * len(widths[1:])
    if room < _NARROW:
        yield from _stacked(table, width)
        return
    widths[0] = min(max(widths[0], _NAME), room)
    for name, *rest in rows:
        first, *more = wrap(name, widths[0], "  ", "")
        if cells(first) > widths[0]:  # an id that cannot be cut
            yield first
            first = ""
        columns = (
            cell + " " * (space - cells(cell)) + _GAP
            for cell, space in zip((first, *rest), widths, strict=True)
        )
        yield "".join(columns).rstrip()
        yield from more


def _stacked(table: Table, width: int) -> Iterator[str]:
    for name, *rest in table.rows:
        yield from wrap(name, width, "  ", "")
        for head, cell in zip(table.heads[1:], rest, strict=True):
            if cell:
                yield from row(f"  {head}", cell, width, _NAME // 2 + len(_GAP))
