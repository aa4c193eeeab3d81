"""Workbooks: dates as they are shown, numbers, formulas, and what is not read."""

import io
import sys
from datetime import date, datetime
from zipfile import ZipFile

import pytest

from ledger.edtf import parse
from ledger.entries.reader import EntryFile, EntryFormat, read_entries
from ledger.entries.sheets.table import RowOrigin

SIX = datetime(2024, 3, 5, 6, 7)  # noqa: DTZ001 - a cell has no zone
AFTERNOON = datetime(2024, 3, 5, 14, 30)  # noqa: DTZ001 - the same
HEAD = ["document", "quote", "topic", "occurred"]


def fact(occurred):
    """The rows of a sheet with one claim of a day."""
    return {"fact-reported": [HEAD, ["news", "w", "t", occurred]]}


@pytest.mark.parametrize(
    ("shown", "edtf"),
    [
        ("yyyy-mm-dd", "2024-03-05"),
        ("d mmm yyyy", "2024-03-05"),
        ('yyyy"년" m"월" d"일"', "2024-03-05"),
        ("[$-40A]dddd, d mmmm yyyy", "2024-03-05"),
        ("mmm yyyy", "2024-03"),
        ("mm/yy", "2024-03"),
        ("yyyy", "2024"),
    ],
)
def test_a_date_is_as_precise_as_it_is_shown(workbook, sheet, shown, edtf):
    """Of a cell that shows March 2024, the day that the program filled in is no source's."""
    (claim,) = sheet(workbook(fact((date(2024, 3, 5), shown))))
    assert claim.occurred == parse(edtf)


@pytest.mark.parametrize("shown", ["d mmm", "hh:mm", "[h]:mm", "dd"])
def test_a_date_that_does_not_show_its_year_is_refused(workbook, sheet, shown):
    """The program has put a year there; the source may mean another."""
    mistakes = sheet(workbook(fact((SIX, shown))))
    assert mistakes == [("news.xlsx:fact-reported!D2", "vague-date-cell")]


def test_a_year_in_digits_is_a_year_and_a_serial_number_is_none(workbook, sheet):
    """2024 as a number is a year; 45356 without a date's format is refused."""
    (claim,) = sheet(workbook(fact(2024)))
    assert claim.occurred == parse("2024")
    assert sheet(workbook(fact(45356))) == [("news.xlsx:fact-reported!D2", "serial-number")]


def test_a_number_is_shown_as_the_sheet_shows_it():
    """Workbooks keep 45356 as 45356.0, and nobody typed that."""
    row = RowOrigin(source="a.xlsx", text="", line=2, cells=(45356.0, 0.1 + 0.2, "45356.0"))
    assert [row.at(column).excerpt for column in (1, 2, 3)] == ["45356", "0.3", "45356.0"]


def test_what_a_spreadsheet_made_a_date_of_is_refused(workbook, sheet):
    """2/3 typed into a cell becomes the 2nd of March; in a text it is refused."""
    rows = {"fact-reported": [HEAD, ["news", "w", (date(2024, 3, 2), "d-mmm-yy"), None]]}
    assert sheet(workbook(rows)) == [("news.xlsx:fact-reported!C2", "date-made")]


def test_numbers_are_numbers(workbook, sheet):
    """A count without a point, a figure with the digits that are seen, a share of percent."""
    rows = {
        "consents-counted": [
            ["document", "quote", "instrument", "count", "required"],
            ["news", "w", "pact", 9.0, 11],
        ],
        "fact-reported": [
            ["document", "quote", "topic", "figures.1.value", "figures.1.unit"],
            ["n", "w", "t", 0.1 + 0.2, "years"],
        ],
    }
    counted, reported = sheet(workbook(rows))
    assert (counted.development.count, counted.development.required) == (9, 11)
    assert str(reported.development.figures[0].value) == "0.3"
    rows["consents-counted"][1][3] = (0.09, "0%")
    mistakes = [each for each in sheet(workbook(rows)) if isinstance(each, tuple)]
    assert mistakes == [("news.xlsx:consents-counted!D2", "percent-cell")]


def test_of_a_formula_its_value_is_read(workbook, sheet):
    """One that came to an error, or was never worked out, is refused."""
    rows = [["id", "name"], ["a", ("=UPPER(A1)", "Korea")]]
    (party,) = sheet(workbook({"party": rows}))
    assert party.entity.name == "Korea"
    rows[1][1] = ("=A9", "#REF!")
    assert sheet(workbook({"party": rows})) == [("news.xlsx:party!B2", "cell-error")]
    rows[1][1] = ("=A9", "")
    stripped = _edited(workbook({"party": rows}), b"<v></v>", b"")
    assert sheet(stripped) == [("news.xlsx:party!B2", "formula-without-value")]


def _edited(data, old, new, edited="sheet1.xml"):
    """A workbook of which a part, if not said otherwise its first sheet, was edited."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as book, ZipFile(out, "w") as changed:
        for name in book.namelist():
            part = book.read(name)
            if name.endswith(edited):
                assert old in part
                part = part.replace(old, new)
            changed.writestr(name, part)
    return out.getvalue()


def test_sheets_of_several_kinds_are_one_import(workbook, sheet):
    """Called by their kinds, or with a column kind; names first, whatever their order."""
    rows = {
        "Facts": [["kind", *HEAD], ["fact-reported", "n", "w", "t", None]],
        "Documents": [["id", "title", "publisher", "text"], ["n", "T", "P", "w"]],
        "Parties": [["id", "name"], ["korea", "Korea"]],
        "Empty": [],
    }
    kinds = [type(command).__name__ for command in sheet(workbook(rows))]
    assert kinds == ["Describe", "CaptureDocument", "RecordClaim"]


def test_a_hidden_sheet_is_not_read_and_told(workbook):
    """With the first entry that was read; so is one whose name begins with #."""
    rows = {"party": [["id", "name"], ["a", "A"]], "Old": [["x"], ["y"]], "# Notes": [["z"]]}
    data = workbook(rows, change=lambda book: book.get_worksheet_by_name("Old").hide())
    book = EntryFile(file=io.BytesIO(data), source="n.xlsx", form=EntryFormat.WORKBOOK)
    (entry,) = read_entries(book)
    assert entry.notes == (
        "the sheet Old is hidden, and was not read",
        "the sheet # Notes was not read: its name begins with #",
    )


def test_merged_cells_are_refused(workbook, sheet):
    """All but the first are empty, though a reader sees one value over all of them."""

    def merge(book):
        book.get_worksheet_by_name("party").merge_range("B2:B3", "Korea")

    rows = {"party": [["id", "name"], ["a", None], ["b", None]]}
    mistakes = sheet(workbook(rows, change=merge))
    assert ("news.xlsx:party!B2", "merged-cells") in mistakes


def test_a_sheet_that_begins_further_down_has_its_own_letters(workbook, sheet):
    """Empty rows above and columns to the left are counted."""
    rows = {"party": [[], [], [None, None, "id", "name"], [None, None, "A b", "A"]]}
    assert sheet(workbook(rows)) == [("news.xlsx:party!C4", "not-a-name")]


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"PK\x03\x04 and no more of it"])
def test_what_is_no_workbook_is_refused(sheet, data):
    """With one sentence, never a traceback."""
    assert sheet(data) == [("news.xlsx", "bad-sheet")]


@pytest.mark.parametrize("place", ["XFD1048576", "A1048576"])
def test_values_that_lie_far_apart_are_refused_before_there_is_room_for_all_between(
    workbook, sheet, place
):
    """One value in the last cell of a sheet would ask for 500 GB, and end the program."""

    def far(book):
        book.get_worksheet_by_name("party").write_string(place, "x")

    rows = {"party": [["id", "name", *[None] * 9, "#"], ["a", "A"]]}
    (mistake,) = sheet(workbook(rows, change=far))
    assert mistake == ("news.xlsx", "bad-sheet")


def test_a_cell_far_away_that_is_only_formatted_counts_for_nothing(workbook, sheet):
    """Programs format whole rows and columns."""

    def far(book):
        book.get_worksheet_by_name("party").write_blank("XFD1048576", None, book.add_format())

    (party,) = sheet(workbook({"party": [["id", "name"], ["a", "A"]]}, change=far))
    assert not isinstance(party, tuple)


def test_a_part_in_an_encoding_that_is_none_is_refused(workbook, sheet):
    """With one sentence, as other XML that is broken."""
    data = _edited(workbook({"party": [["id"]]}), b"UTF-8", b"UTF-99", "xl/workbook.xml")
    assert sheet(data) == [("news.xlsx", "bad-sheet")]


def test_without_the_extra_it_is_said_what_to_install(workbook, sheet, monkeypatch):
    """The rest of the program works without calamine."""
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    assert sheet(workbook({"party": [["id"]]})) == [("news.xlsx", "no-sheet-reader")]


def test_a_yes_and_a_day_with_its_hour_are_read(workbook, sheet):
    """A truth value is yes or no; of a moment, the day."""
    (claim,) = sheet(workbook(fact((AFTERNOON, "m/d/yy h:mm"))))
    assert claim.occurred == parse("2024-03-05")
