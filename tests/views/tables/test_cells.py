"""A table as CSV: what the standard asks, and what no spreadsheet may take for a formula."""

from __future__ import annotations

import csv
import io

import pytest

from ledger.views.tables.cells import Cells, of_records


def lines(*row: object) -> str:
    """The one row of a table, as CSV."""
    return Cells(heads=["a"], rows=[row]).csv().removeprefix("a\r\n")


def test_lines_end_as_the_standard_has_it_and_quotes_are_doubled():
    """RFC 4180: CR LF, and a cell with a comma, a quote or a line break stands in quotes."""
    assert lines('he said "no"', "a,b", "two\nlines") == '"he said ""no""","a,b","two\nlines"\r\n'


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uff1d1+1", "\uff0b1", "\uff20A1"],
)
def test_a_text_that_would_be_a_formula_has_an_apostrophe_before_it(text):
    """Of every sign that some spreadsheet begins a formula with, the wide ones too."""
    assert next(csv.reader(io.StringIO(lines(text), newline="")))[0].startswith("'")


def test_a_sign_behind_a_semicolon_is_no_formula_either():
    """Where a semicolon parts cells, quotes or not, a cell would begin there."""
    assert lines("of 9;=HYPERLINK(1)") == "of 9;'=HYPERLINK(1)\r\n"


@pytest.mark.parametrize("text", ["9 of 11", "a - b", "1=1", "'=1", "\ufeffa"])
def test_other_words_stay_as_they_are(text):
    """The negative control: an apostrophe stands where one is needed, and nowhere else."""
    assert lines(text).rstrip("\r\n") == text


def test_numbers_yes_and_nothing():
    """A number of ours stays a number; nothing is an empty cell; a flag is a word."""
    assert lines(-3, None, True, False) == "-3,,yes,no\r\n"


def test_records_with_lists():
    """What is a list is joined, so that a row stays a row."""
    cells = of_records(("name", "claims"), [{"name": "n", "claims": ["a", "b"], "more": 1}])
    assert cells.csv() == "name,claims\r\nn,a b\r\n"
