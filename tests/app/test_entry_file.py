"""Python's way from a file of entries to the ledger: outcomes, or every mistake with its line."""

from __future__ import annotations

import pytest

from ledger.errors import Problems

ENTRIES = """- {kind: party, id: korea, name: Korea}
- {kind: partnership, id: mk, title: MK, parties: [Korea, a]}
"""


def test_a_text_and_a_file_are_imported_alike(desk, tmp_path):
    """The outcomes tell what is new; a dry run records nothing."""
    size = desk.ledger.log.head().size
    assert [one.new for one in desk.ledger.import_entries(ENTRIES, dry_run=True)] == [True, True]
    assert desk.ledger.log.head().size == size
    file = tmp_path / "entries.yaml"
    file.write_text(ENTRIES)
    assert [one.id for one in desk.ledger.import_entries(file)] == ["korea", "mk"]
    assert [one.new for one in desk.ledger.import_entries(ENTRIES)] == [False, False]


def test_every_mistake_is_told_with_its_line(desk):
    """Those of the text and those of the ledger come in one list, and nothing is recorded."""
    size = desk.ledger.log.head().size
    text = f"{ENTRIES}- {{kind: party, id: x}}\n- {{kind: party, id: a, name: Other}}\n"
    with pytest.raises(Problems) as caught:
        desk.ledger.import_entries(text)
    found = [(one.code, one.where.line) for one in caught.value.problems]
    assert found == [("missing-field", 3), ("would-change", 4)]
    assert desk.ledger.log.head().size == size
    desk.ledger.import_entries("- {kind: party, id: a, name: Other}", replace=True)
    assert desk.ledger.names().parties["a"].name == "Other"
