"""Workbooks: the visible sheets of an ``.xlsx`` file, each a ``SheetTable``.

Takes bytes; gives tables and what was left aside, in words. Values are read by calamine, what
formulas came to included; how cells show their dates by ``shapes``.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from ledger.entries.mistakes import FileTooLarge
from ledger.entries.sheets import shapes
from ledger.entries.sheets.extent import check_extent
from ledger.entries.sheets.mistakes import BadSheet, NoSheetReader
from ledger.entries.sheets.table import SheetTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from python_calamine import CalamineSheet, CalamineWorkbook

    from ledger.entries.sheets.table import Row, Value

UNPACKED_LIMIT = 600_000_000
"""The most bytes that the parts of a workbook may have together when they are unpacked."""

ASIDE = "#"
"""How the name of a sheet begins that is not to be read."""


def tables_of(data: bytes, source: str) -> tuple[list[SheetTable], list[str]]:
    """The sheets of a workbook in their order, and a sentence for each that was left aside.

    Raises:
        NoSheetReader: calamine is not installed.
        BadSheet: it is no workbook.
    """
    try:
        from python_calamine import (
            CalamineError,
            CalamineWorkbook,
            SheetTypeEnum,
            SheetVisibleEnum,
        )
    except ImportError:
        raise NoSheetReader from None
    try:
        archive = ZipFile(io.BytesIO(data))
        if sum(part.file_size for part in archive.infolist()) > UNPACKED_LIMIT:
            raise FileTooLarge(UNPACKED_LIMIT)
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        styles, parts = shapes.styles(archive), shapes.sheet_parts(archive)
        tables: list[SheetTable] = []
        notes: list[str] = []
        for sheet in book.sheets_metadata:
            if sheet.typ is not SheetTypeEnum.WorkSheet:
                continue
            if sheet.visible is not SheetVisibleEnum.Visible:
                notes.append(f"the sheet {sheet.name} is hidden, and was not read")
            elif sheet.name.startswith(ASIDE):
                notes.append(f"the sheet {sheet.name} was not read: its name begins with {ASIDE}")
            else:
                part = archive.read(parts[sheet.name])
                check_extent(part)
                marks = shapes.shapes_in(part, styles)
                tables.append(_table(book, sheet.name, source, marks))
    except (BadZipFile, CalamineError, KeyError, OSError, RuntimeError) as error:
        raise BadSheet(str(error) or type(error).__name__) from error
    return tables, notes


def _table(book: CalamineWorkbook, name: str, source: str, marks: shapes.Shapes) -> SheetTable:
    sheet = book.get_sheet_by_name(name)
    return SheetTable(
        source=source,
        name=name,
        rows=_rows(sheet),
        shapes=marks,
        merged=tuple(
            (first[0] + 1, first[1] + 1, last[0] + 1, last[1] + 1)
            for first, last in sheet.merged_cell_ranges or ()
        ),
    )


def _rows(sheet: CalamineSheet) -> Iterator[tuple[int, Row]]:
    """The rows, each from column A on: calamine leaves out what is empty before the first value."""
    before: list[Value] = [""] * (sheet.start[1] if sheet.start else 0)
    for number, row in enumerate(sheet.iter_rows(), start=1):
        yield number, [*before, *row]
