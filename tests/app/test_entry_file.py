"""Python's way from a file of entries to the ledger: outcomes, or every mistake with its line."""

from __future__ import annotations

import pytest

from ledger.entries.mistakes import SheetFile
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
    assert desk.ledger.entities().parties["a"].name == "Other"


WITH_FILE = "- {kind: document, id: f, title: T, publisher: P, file: news.txt}"


def test_a_document_of_a_file_is_read_from_the_folder_of_the_file_and_from_no_other(desk, tmp_path):
    """Also where Python imports; another folder is one that the caller names."""
    (tmp_path / "in").mkdir()
    (tmp_path / "news.txt").write_text("Words.")
    file = tmp_path / "in" / "entries.yaml"
    file.write_text(WITH_FILE.replace("news.txt", "../news.txt"))
    assert ["outside-the-folder"] == _refused(desk, file)
    assert [True] == [one.new for one in desk.ledger.import_entries(file, files_in=[tmp_path])]
    (tmp_path / "in" / "news.txt").write_text("Words.")
    file.write_text(WITH_FILE)
    assert [False] == [one.new for one in desk.ledger.import_entries(file)]


def test_a_document_of_a_text_is_read_only_from_a_folder_that_the_caller_names(desk, tmp_path):
    """Without ``files_in`` no file is opened, and with it none that lies outside the folder."""
    (tmp_path / "news.txt").write_text("Words.")
    assert ["no-files-here"] == _refused(desk, WITH_FILE)
    (outcome,) = desk.ledger.import_entries(WITH_FILE, files_in=[tmp_path])
    assert outcome.new
    up = WITH_FILE.replace("news.txt", "../news.txt")
    assert ["outside-the-folder"] == _refused(desk, up, files_in=[tmp_path])


def test_a_sheet_that_is_not_read_is_refused_by_name_in_python_too(desk, tmp_path):
    """An ``.ods`` has an error class of its own; a ``.csv`` is read as a sheet."""
    (tmp_path / "a.ods").write_text("a,b")
    with pytest.raises(SheetFile):
        desk.ledger.import_entries(tmp_path / "a.ods")
    (tmp_path / "a.csv").write_text("a,b")
    assert _refused(desk, tmp_path / "a.csv") == ["no-kind-here"]
    (tmp_path / "party.csv").write_text("id,name\nkorea,Korea\n")
    assert [outcome.id for outcome in desk.ledger.import_entries(tmp_path / "party.csv")] == [
        "korea"
    ]


def _refused(desk, source, **options):
    with pytest.raises(Problems) as caught:
        desk.ledger.import_entries(source, **options)
    return [one.code for one in caught.value.problems]
