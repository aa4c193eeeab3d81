"""A table as it is read, whichever program wrote it, and the place of each of its cells.

Takes nothing of its own; gives ``SheetTable``, ``Shape`` and ``RowOrigin``. Cells are counted from
1, columns by letters as spreadsheets have them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import TypeAlias

import attrs

from ledger.entries.text.tree import LONGEST_EXCERPT, Origin
from ledger.errors import Where

Value: TypeAlias = str | float | int | bool | date | datetime | time | timedelta | None
"""What a cell holds; an empty one "" or None."""

Row: TypeAlias = Sequence[Value]


class Shape(Enum):
    """How a cell shows its value, where that says more than the value."""

    DAY = "a day"
    MONTH = "a month"
    YEAR = "a year"
    UNCLEAR = "unclear"
    PERCENT = "a percentage"
    NO_VALUE = "a formula without a value"
    ERROR = "an error"


@attrs.frozen(kw_only=True)
class SheetTable:
    """One sheet: its name (None in a file that is one table), its rows, and how cells show."""

    source: str
    name: str | None
    rows: Iterator[tuple[int, Row]]
    shapes: Mapping[tuple[int, int], tuple[Shape, str]] = attrs.Factory(dict)
    merged: tuple[tuple[int, int, int, int], ...] = ()
    """First row, first column, last row, last column of each merged area."""

    def shape(self, row: int, column: int) -> tuple[Shape, str] | None:
        """How a cell shows its value, with the format's own words."""
        return self.shapes.get((row, column))


@attrs.frozen(kw_only=True)
class RowOrigin(Origin):
    """The origin of an entry that is a row: its nodes begin at the number of their column."""

    sheet: str | None = None
    cells: Row = attrs.field(default=(), repr=False)

    def at(self, start: int, end: int | None = None) -> Where:  # noqa: ARG002 - a cell is whole
        """The place of a cell; of column 0, the row."""
        if start == 0:
            return Where(source=self.source, line=self.line, sheet=self.sheet)
        value = self.cells[start - 1] if start <= len(self.cells) else None
        text = "" if value is None else words_of(value)
        excerpt = " ".join(text[:LONGEST_EXCERPT].split())
        return Where(
            source=self.source,
            line=self.line,
            column=start,
            sheet=self.sheet,
            cell=f"{letter(start)}{self.line}",
            excerpt=excerpt or None,
            caret=max(len(excerpt), 1),
            begins=start,
        )


def words_of(value: Value) -> str:
    """A value as a spreadsheet shows it, with the 15 digits that it keeps.

    >>> words_of(45356.0), words_of(0.25), words_of("45356.0")
    ('45356', '0.25', '45356.0')
    """
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def letter(column: int) -> str:
    """The letters of a column, from 1.

    >>> letter(1), letter(26), letter(27), letter(703)
    ('A', 'Z', 'AA', 'AAA')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def area(first_row: int, first_column: int, last_row: int, last_column: int) -> str:
    """An area as spreadsheets write it.

    >>> area(2, 3, 5, 3)
    'C2:C5'
    """
    return f"{letter(first_column)}{first_row}:{letter(last_column)}{last_row}"


def is_empty(value: Value) -> bool:
    """Whether a cell has nothing in it but blanks."""
    return value is None or (isinstance(value, str) and not value.strip())
