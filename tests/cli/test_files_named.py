"""What `file:` in an import may read: files next to or under the entries, and no others."""

from __future__ import annotations

import os
from pathlib import Path
from zipfile import ZipFile

import pytest

ENTRY = "- {{kind: document, id: doc, title: T, publisher: P, file: {file}}}\n"


@pytest.fixture
def folder(tmp_path):
    """A folder of entries, with a file next to it that is nobody's business."""
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "under").mkdir()
    (tmp_path / "desk" / "under" / "note.txt").write_text("Words of the note")
    (tmp_path / "secret.txt").write_text("Words of another")
    return tmp_path / "desk"


def _import(newsroom, folder, file, *options):
    (folder / "entries.yaml").write_text(ENTRY.format(file=file))
    return newsroom("import", "desk/entries.yaml", "--json", *options)


def test_a_file_under_the_folder_is_read(newsroom, folder):
    """The path is seen from the file of entries."""
    assert _import(newsroom, folder, "under/note.txt").code == 0


@pytest.mark.parametrize("path", ["../secret.txt", "under/../../secret.txt", "/etc/hostname"])
def test_a_file_elsewhere_is_refused(newsroom, folder, path):
    """Neither dots nor a root lead out of the folder, and the line is told."""
    (problem,) = _import(newsroom, folder, path).error["problems"]
    assert (problem["code"], problem["where"]["line"]) == ("outside-the-folder", 1)


def test_a_link_that_leads_out_is_refused(newsroom, folder):
    """Links are followed before the place is looked at, of files and of folders."""
    (folder / "link.txt").symlink_to(folder.parent / "secret.txt")
    (folder / "way").symlink_to(folder.parent)
    for path in ("link.txt", "way/secret.txt"):
        assert _import(newsroom, folder, path).error["problems"][0]["code"] == "outside-the-folder"


def test_a_link_in_a_circle_is_refused(newsroom, folder):
    """It is named, and nothing hangs."""
    (folder / "a").symlink_to(folder / "b")
    (folder / "b").symlink_to(folder / "a")
    assert _import(newsroom, folder, "a").code == 2


def test_an_allowed_folder_is_read(newsroom, folder):
    """A person can allow a folder by name."""
    assert _import(newsroom, folder, "../secret.txt", "--files-in", str(folder.parent)).code == 0


def test_the_standard_input_is_no_file_of_a_document(newsroom, folder):
    """It would take what is typed, or the entries themselves."""
    (problem,) = _import(newsroom, folder, '"-"').error["problems"]
    assert problem["code"] == "no-stream-here"
    Path("here.yaml").write_text(ENTRY.format(file='"-"'))
    said = newsroom("import", "here.yaml", "--json", stdin=b"Words that were typed")
    assert said.error["problems"][0]["code"] == "no-stream-here"


def test_a_pipe_is_no_file_of_a_document(newsroom, folder):
    """Reading it would wait for ever."""
    os.mkfifo(folder / "pipe")
    assert _import(newsroom, folder, "pipe").error["problems"][0]["code"] == "not-a-regular-file"


def test_a_missing_file_is_told_with_its_line(newsroom, folder):
    """The place is that of the field in the entries."""
    (problem,) = _import(newsroom, folder, "nowhere.txt").error["problems"]
    assert (problem["code"], problem["where"]["line"]) == ("no-such-file", 1)
    assert problem["where"]["source"] == "desk/entries.yaml"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("deposits.ods", b"a,b\n"),
        ("d.XLS", b"x"),
        ("deposits", b"PK\x03\x04"),
        ("d.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("d.yaml", b"Party,Date\nKorea,3 Nov\n"),
        ("d", b"\xef\xbb\xbfart;name\r\nparty;x\r\n"),
        ("d.txt", b"Party\tDate\nKorea\t3 Nov\n"),
        ("d.md", b"| kind | id |\n|---|---|\n"),
    ],
)
def test_a_sheet_is_refused_by_name(newsroom, name, data):
    """It is called a sheet, with what to do, and not a broken file of entries."""
    Path(name).write_bytes(data)
    (problem,) = newsroom("import", name, "--json").error["problems"]
    assert problem["code"] == "sheet-file"
    assert "each row an entry" in problem["fix"]


def test_an_office_file_is_called_what_it_is_whatever_its_name(newsroom):
    """A Word document saved as ``.yaml`` is known by its content, not by its name."""
    with ZipFile("d.yaml", "w") as packed:
        packed.writestr("word/document.xml", "<x/>")
    said = newsroom("import", "d.yaml")
    assert "a Word document (docx) cannot be imported: d.yaml" in said.err


@pytest.mark.parametrize("name", ["d.csv", "d.tsv"])
def test_what_an_import_says_of_a_table_can_be_done(newsroom, name):
    """And what capture says of it leads to nothing that import refuses."""
    Path(name).write_text("Party,Date\nKorea,3 Nov\n")
    words = ("capture", name, "--title", "t", "--publisher", "p")
    refused = newsroom(*words)
    assert (refused.code, "import it" in refused.err) == (2, False)
    assert newsroom(*words, "--as-is").code == 0
