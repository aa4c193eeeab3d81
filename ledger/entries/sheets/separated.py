"""Tables of separated values: CSV and TSV, as spreadsheet programs of every country save them.

Takes bytes; gives a ``SheetTable``. UTF-8 with or without its mark, or UTF-16 with one ("Unicode
text"); separated by commas, semicolons, tabs or bars, whichever makes fields of the header.
"""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from typing import TYPE_CHECKING

from ledger.entries.mistakes import BrokenText
from ledger.entries.sheets.columns import plain_header, whole_fields
from ledger.entries.sheets.mistakes import BadSheet
from ledger.entries.sheets.table import SheetTable
from ledger.errors import Where

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.entries.sheets.table import Row

SEPARATORS = ",;\t|"
_LONGEST = 2**31 - 1  # characters of a cell: a document can be one
_DECLARED = "sep="  # how Excel is told the separator, in a line of its own


def text_of(data: bytes) -> str:
    """The text of a table; raises BrokenText."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        try:
            return data.decode("utf-16").removeprefix("\ufeff")
        except UnicodeDecodeError as error:
            raise BrokenText(error.start, data[error.start]) from None
    try:
        return data.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        where = Where(source="", line=row)
        raise BrokenText(error.start, data[error.start]).at(where) from None


def separated_table(data: bytes, source: str) -> SheetTable:
    """The table of a file; raises BrokenText at the line of the first byte that is none."""
    try:
        text = text_of(data)
    except BrokenText as error:
        line = None if error.where is None else error.where.line
        error.where = Where(source=source, line=line)
        raise
    separator, start = _separator(text)
    return SheetTable(source=source, name=None, rows=_rows(text, start, separator, source))


def is_table(text: str) -> bool:
    r"""Whether the first line of a text is a header: most of its words name fields.

    >>> is_table("kind;party;quote\n"), is_table("- kind: party\n"), is_table("a,b\n")
    (True, False, False)
    """
    separator, start = _separator(text)
    header = _header(text[start:], separator)
    fields = [name for name in header if plain_header(name) in whole_fields()]
    return len(header) > 1 and 2 * len(fields) > len(header)


def _separator(text: str) -> tuple[str, int]:
    """The sign between columns, and the place where the table begins."""
    first = text.partition("\n")[0].rstrip("\r")
    if first.lower().startswith(_DECLARED) and len(first) == len(_DECLARED) + 1:
        return first[-1], text.find("\n") + 1 or len(text)

    def fit(separator: str) -> tuple[int, int]:
        header = _header(text, separator)
        return sum(plain_header(name) in whole_fields() for name in header), len(header)

    return max(SEPARATORS, key=fit), 0


def _header(text: str, separator: str) -> list[str]:
    start = text[:65_536].lstrip("\r\n")
    try:
        return next(csv.reader(io.StringIO(start, newline=""), delimiter=separator), [])
    except csv.Error:
        return []


def _rows(text: str, start: int, separator: str, source: str) -> Iterator[tuple[int, Row]]:
    """The rows as a spreadsheet counts them, with those that are empty; raises BadSheet."""
    csv.field_size_limit(_LONGEST)
    number = 1 if start else 0
    reader = csv.reader(io.StringIO(text[start:], newline=""), delimiter=separator, strict=True)
    while True:
        number += 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            where = Where(source=source, line=number)
            problem = "a quotation mark that opens a cell is not closed, or text stands behind it"
            raise BadSheet(f"{problem} ({error})").at(where) from None
        yield number, row
