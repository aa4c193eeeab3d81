"""Tables of features: what their columns are called, and what their rows become."""

from __future__ import annotations

import pytest

from ledger.entries.languages import LANGUAGES, words
from ledger.entries.sheets.columns import field_called
from ledger.specs.tables import fields_of, rows_of


@pytest.mark.parametrize("group", ["column", "field"])
@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"en"}))
def test_a_table_has_the_heads_that_a_sheet_has(language, group):
    """In each language, by each spelling: an analyst learns one list of words.

    In English a sheet has the names of the format, and ``words`` is one of them.
    """
    for written in words(group, language).values():
        for spelling in written.split("|"):
            (row,) = rows_of([[spelling], ["x"]])
            (name,) = row.cells
            sheet = field_called(spelling)
            assert {"source": "publisher"}.get(name, name) == sheet, spelling


def test_a_head_that_only_sheets_knew_gives_its_field():
    """What the form calls a field is a head of a table too, and leads to that field."""
    head = ["tipo", "identificador", "editor", "instrumento", "conclusión"]
    rows = rows_of([head, ["negociación", "c", "Reforma", "tlc", "sobre la pesca"]])
    assert rows[0].cells["source"] == "Reforma"
    fields = fields_of(rows[0], "negotiation-concluded")
    assert (fields["id"], fields["conclusion"]) == ("c", "sobre la pesca")
