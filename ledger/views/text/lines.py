"""Text in lines of a width: wrapped, folded, with something at each end.

Takes text and columns; gives lines. It knows no page, so that a line of help costs no classes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.views.text.letters import broken, cells, is_narrow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WIDTH = 80
_LEAST = 20
"""How many columns a text next to its label has at least, on a narrow terminal."""


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
    whole = start + text
    if len(whole) <= width and len(start) < width and is_narrow(whole):  # it fits, and most do
        yield (start + text.strip(" ")).rstrip()
        return
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
