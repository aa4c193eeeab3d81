"""Entries written as a table read back to the same commands."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.entries.entry import Entry
from ledger.entries.reader import EntryFile, EntryFormat, from_mapping, read_entries
from ledger.entries.sheets.columns import columns_of
from ledger.entries.sheets.writing import header_line, to_csv
from ledger.entries.specs import KIND_NAMES
from ledger.entries.write import entry_of
from tests.entries.test_write import entries
from tests.thorough import examples

LAW = examples(150)


def commands(text):
    """The commands of a table without a mistake."""
    file = io.BytesIO(text.encode())
    read = list(read_entries(EntryFile(file=file, source="n.csv", form=EntryFormat.SEPARATED)))
    assert [
        mistake for entry in read if not isinstance(entry, Entry) for mistake in entry.mistakes
    ] == []
    return [entry.command for entry in read]


@LAW
@given(entries=st.lists(st.sampled_from(KIND_NAMES).flatmap(entries), min_size=1, max_size=3))
def test_a_table_reads_back_to_its_entries(entries):
    """Whatever texts, lists and groups they hold: one table of several kinds."""
    read = [from_mapping(entry, "n").command for entry in entries]
    written = [entry_of(command) for command in read]
    back = commands(to_csv(written))
    assert sorted(map(repr, back)) == sorted(map(repr, read))


@pytest.mark.parametrize("text", ["=cmd()", "+1", "-x", "@a", " =x", '"quoted"', "#REF!", "a\x1bb"])
def test_no_cell_is_a_formula_and_every_text_comes_back(text):
    """What a spreadsheet would run, or lose, stands in quotation marks."""
    table = to_csv([{"kind": "party", "id": "a", "name": text}])
    cell = next(csv.DictReader(io.StringIO(table)))["name"]
    assert cell[0] not in "=+-@"
    assert "\x1b" not in cell
    assert commands(table)[0].entity.name == text


def test_the_header_of_a_kind_names_all_its_fields():
    """In the order of the format, parts with a dot; a table of it is read."""
    assert header_line("signed").startswith("kind,document,quote,instrument,party,parties,")
    assert "entry_into_force.on" in columns_of("instrument")
    line = header_line("party")
    assert commands(f"{line}\nparty,korea,Korea{',' * (line.count(',') - 2)}\n")
