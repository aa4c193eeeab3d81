"""A table of text, and the same as CSV (RFC 4180, UTF-8).

Takes heads and rows; gives text. A spreadsheet takes a cell that begins with certain signs for a
formula, and some split a line at a semicolon or a tab whatever stands in quotes: what would
begin a formula gets an apostrophe before it. Numbers of ours stay numbers.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence

import attrs

# With the wide forms, which some spreadsheets of East Asia read like the narrow ones.
_FORMULA = re.compile(r"(?:(?<=[;\t])|\A)(?=[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20])")


@attrs.frozen(kw_only=True)
class Cells:
    """A list as a table of text: what ``.csv`` and ``--csv`` give."""

    heads: Sequence[str]
    rows: Sequence[Sequence[object]]

    def csv(self) -> str:
        """The table as CSV: lines end in CR LF, the first one has the heads."""
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(self.heads)
        writer.writerows([_cell(cell) for cell in row] for row in self.rows)
        return text.getvalue()


def of_records(heads: Sequence[str], records: Sequence[Mapping[str, object]]) -> Cells:
    """Plain records as a table; what is a list is joined by spaces."""
    return Cells(heads=heads, rows=[[_plain(record[head]) for head in heads] for record in records])


def _plain(value: object) -> object:
    return " ".join(map(str, value)) if isinstance(value, list | tuple) else value


def _cell(value: object) -> object:
    """A cell that no spreadsheet takes for a formula.

    >>> _cell("=1+1"), _cell("of 9; =2"), _cell("of 9;=2"), _cell(-3), _cell(None)
    ("'=1+1", 'of 9; =2', "of 9;'=2", -3, '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, int) else _FORMULA.sub("'", str(value))
