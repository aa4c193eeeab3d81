"""What can be wrong in a sheet, before a cell is a value: one class for each cause.

Takes the data of a mistake, gives the sentence and the way out; the readers place each at its cell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.entries.mistakes import nearest, shown
from ledger.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

_AS_TEXT = "format the cell as text and type it again"


class NoSheetReader(InvalidInput):
    """The library that reads workbooks is not installed."""

    code = "no-sheet-reader"

    def __init__(self) -> None:
        super().__init__(
            "to read .xlsx, the extra `sheets` must be installed",
            fix="pip install 'claim-ledger[sheets]'; or save the sheet as CSV UTF-8",
        )


class BadSheet(InvalidInput):
    """A file that is no table, or no workbook, to its end."""

    code = "bad-sheet"

    def __init__(self, problem: str) -> None:
        self.problem = problem
        super().__init__(
            f"the sheet cannot be read: {problem}",
            fix="open it in the spreadsheet program and save it again, as .xlsx or CSV UTF-8",
        )


class NoKindHere(InvalidInput):
    """A sheet that does not say of what kind its rows are."""

    code = "no-kind-here"

    def __init__(self, name: str, kinds: Iterable[str]) -> None:
        self.name = name
        self.near = nearest(name, kinds)
        near = f", such as {self.near}" if self.near else ""
        super().__init__(
            f"no column is called kind, and {shown(name)} is no kind",
            fix=f"add a column kind, or call the sheet by the kind of its rows{near}; a sheet "
            "that is not to be read can be hidden, or its name begin with #",
        )


class UnknownColumn(InvalidInput):
    """A header that is no field of the kinds in its sheet."""

    code = "unknown-column"

    def __init__(self, header: str, kinds: Sequence[str], names: Iterable[str]) -> None:
        self.header = header
        self.near = nearest(header, names)
        owner = kinds[0] if len(kinds) == 1 else "the kinds of this sheet"
        way = f"claims schema --csv {kinds[0] if kinds else 'KIND'} prints the header"
        super().__init__(
            f"no such field in {owner}: {shown(header)}",
            fix=f"{self.near} ({way})" if self.near else f"{way}; begin a column of notes with #",
        )


class DuplicateColumn(InvalidInput):
    """Two columns with one header."""

    code = "duplicate-column"

    def __init__(self, header: str, letter: str) -> None:
        super().__init__(
            f"the header {shown(header)} stands in column {letter} already",
            fix="keep one of the two; of a list, number them: parties.1, parties.2",
        )


class NoHeader(InvalidInput):
    """A value in a column that has no header."""

    code = "no-header"

    def __init__(self, letter: str) -> None:
        super().__init__(
            f"column {letter} has a value and no header",
            fix="write the field's name above it; where a text has the separator of the columns "
            "in it, put the text in quotation marks",
        )


class CellError(InvalidInput):
    """A formula that came to nothing: ``#REF!``."""

    code = "cell-error"

    def __init__(self, error: str) -> None:
        super().__init__(
            f"the cell holds the error {error}", fix="mend its formula, or type the value"
        )


class FormulaWithoutValue(InvalidInput):
    """A formula that no spreadsheet program has worked out."""

    code = "formula-without-value"

    def __init__(self) -> None:
        super().__init__(
            "the cell holds a formula, and the file does not say what it came to",
            fix="open the file in the spreadsheet program, save it and import it again",
        )


class MergedCells(InvalidInput):
    """Cells that were made one: all but the first are empty."""

    code = "merged-cells"

    def __init__(self, area: str) -> None:
        super().__init__(
            f"the cells {area} are merged, and only the first of them has a value",
            fix="unmerge them, and write the value into each cell that it is meant for",
        )


class DateMade(InvalidInput):
    """A date in a field that is no date: as a spreadsheet makes one of 2/3."""

    code = "date-made"

    def __init__(self, field: str, day: object) -> None:
        super().__init__(
            f"{field} is no date, and the sheet has made one of it: {day}", fix=_AS_TEXT
        )


class VagueDateCell(InvalidInput):
    """A date cell that does not show what it holds: a day and a month without their year."""

    code = "vague-date-cell"

    def __init__(self, shape: str) -> None:
        super().__init__(
            f"the cell is a date shown as {shown(shape)}, which does not say of which day, month "
            "or year the source speaks",
            fix="format the cell as text and write the date as the source has it: 2024-03-05, "
            "2024-03 or 2024",
        )


class SerialNumber(InvalidInput):
    """A date as a spreadsheet counts the days."""

    code = "serial-number"

    def __init__(self, number: str, day: date) -> None:
        super().__init__(
            f"a date is expected, not the number {number}; a spreadsheet counts {day} so",
            fix=f"if that day is meant, write {day} as text",
        )


class PercentCell(InvalidInput):
    """A percentage in a field that is no share of a whole."""

    code = "percent-cell"

    def __init__(self, field: str, percent: str) -> None:
        super().__init__(
            f"{field} is shown as {percent}% and holds a hundredth of it", fix=_AS_TEXT
        )
