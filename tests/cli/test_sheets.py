"""Sheets on the command line: a ledger as a table that goes back in, and the cell of a mistake."""

from __future__ import annotations

import csv
import io

LINE = (
    "- {kind: consents-counted, document: news, instrument: alce-convention, count: 9,"
    " quote: With 9 of 11 required ratifications}\n"
)


def test_an_exported_table_goes_back_in(newsroom, tmp_path):
    """Into an empty ledger, with the same claims; into its own, nothing is new."""
    newsroom("import", "-", stdin=LINE.encode())
    assert newsroom("export", "--out", "all.csv").code == 0
    table = newsroom("export", "--format", "csv").out
    assert table == (tmp_path / "all.csv").read_text(encoding="utf-8")
    assert newsroom("import", "all.csv", "--json").data["recorded"] == 0
    assert newsroom("init", "--ledger", "other.db").code == 0
    said = newsroom("import", "all.csv", "--ledger", "other.db", "--json")
    assert said.code == 0, said.err
    claims = [newsroom("search", "9", *on, "--json").data for on in ((), ("--ledger", "other.db"))]
    assert claims[0] == claims[1]


def test_a_mistake_names_its_cell(newsroom, tmp_path):
    """In the line that a reader sees, and in the place that a program gets."""
    (tmp_path / "party.csv").write_text("id;name\nA b;A\n")
    said = newsroom("import", "party.csv")
    assert "party.csv:A2: id is not a short name: A b" in said.err
    (problem,) = newsroom("import", "party.csv", "--json").error["problems"]
    assert (problem["where"]["line"], problem["where"]["cell"]) == (2, "A2")


def test_the_header_of_a_kind_is_printed_and_read(newsroom):
    """Also by the plural of its name; a word that is no kind is refused with the nearest."""
    header = newsroom("schema", "--csv", "parties").out
    assert next(csv.reader(io.StringIO(header)))[:3] == ["kind", "id", "name"]
    columns = newsroom("schema", "--csv", "signed", "--json").data["columns"]
    row = {"kind": "party", "id": "x", "name": "X"}
    table = header + ",".join(row.get(name, "") for name in header.strip().split(",")) + "\n"
    assert newsroom("import", "-", "--json", stdin=table.encode()).data["recorded"] == 1
    assert "parties" in columns
    assert newsroom("schema", "--csv", "sined", "--json").error["code"] == "unknown-kind"
    assert newsroom("schema", "--csv", "signed", "--answers", "--json").error["code"] == "usage"


def test_a_sheet_is_imported_to_a_status_and_taken_back_as_one(newsroom, tmp_path):
    """Its rows are counted on the page of status; undone, the page is as it was."""
    (tmp_path / "desk.csv").write_text(
        "kind,document,quote,instrument,count,required,stage\n"
        "consents-counted,news,With 9 of 11 required ratifications,alce-convention,9,11,deposited\n"
    )
    at = ("status", "mexico-korea-space", "--valid-at", "2024-06-14")
    before = newsroom(*at).out
    imported = newsroom("import", "desk.csv", "--json")
    assert imported.code == 0, imported.err
    assert "9 of 11" in newsroom(*at).out
    undone = newsroom("import", "--undo", imported.data["import_id"], "--yes")
    assert undone.code == 0, undone.err
    assert newsroom(*at).out == before
