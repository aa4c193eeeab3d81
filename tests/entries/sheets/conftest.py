"""Workbooks and tables made by other programs, and what is read of them."""

import io
from datetime import date, datetime

import pytest
import xlsxwriter

from ledger.entries.entry import Entry
from ledger.entries.reader import EntryFile, EntryFormat, read_entries


def _workbook(sheets, *, change=None):
    """The bytes of a workbook: rows by the name of their sheet, written as a person types them."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        formats = {}
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    value, shown = cell if isinstance(cell, tuple) else (cell, None)
                    if shown is not None and shown not in formats:
                        formats[shown] = book.add_format({"num_format": shown})
                    if isinstance(value, date | datetime):
                        sheet.write_datetime(number, column, value, formats.get(shown))
                    elif isinstance(value, str) and value.startswith("="):
                        sheet.write_formula(number, column, value, None, shown or "")
                    elif isinstance(value, str):
                        sheet.write_string(number, column, value)
                    elif value is not None:
                        sheet.write(number, column, value, formats.get(shown))
        if change is not None:
            change(book)
    return data.getvalue()


@pytest.fixture(scope="session")
def workbook():
    """Make a workbook."""
    return _workbook


@pytest.fixture(scope="session")
def sheet():
    """What is read of a sheet: commands, and mistakes as their place, code and message."""

    def entries(data, name=None):
        data = data.encode() if isinstance(data, str) else data
        form = EntryFormat.WORKBOOK if data.startswith(b"PK") else EntryFormat.SEPARATED
        name = name or ("news.xlsx" if form is EntryFormat.WORKBOOK else "news.csv")
        results = []
        for entry in read_entries(EntryFile(file=io.BytesIO(data), source=name, form=form)):
            if isinstance(entry, Entry):
                results.append(entry.command)
            else:
                results += [(str(error.where), error.code) for error in entry.mistakes]
        return results

    return entries
