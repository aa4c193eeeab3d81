"""`claims capture`: a document is kept, or refused with one clear message."""

from __future__ import annotations

import hashlib

import pytest

DETAILS = ("--title", "T", "--publisher", "P")


@pytest.fixture
def ready(claims):
    claims("init")
    return claims


def test_a_document_is_kept_with_its_origin(ready, tmp_path):
    """All that the options say comes back in the answer, with hash, length and position."""
    (tmp_path / "a.txt").write_text("Words.")
    said = ready(
        "capture", "a.txt", *DETAILS, "--id", "a", "--kind", "wire", "--language", "ko", "--url",
        "https://example.org/a", "--published", "2024-06", "--json",
    )  # fmt: skip
    assert said.data == {
        "id": "a",
        "new": True,
        "position": 0,
        "sha256": hashlib.sha256(b"Words.").hexdigest(),
        "characters": 6,
        "title": "T",
        "publisher": "P",
        "kind": "wire",
        "language": "ko",
        "url": "https://example.org/a",
        "published": "2024-06",
        "lineage": "original",
        "root": None,
        "original": None,
        "notes": [],
    }


def test_words_of_its_origin_are_read_as_entries_read_them(ready, tmp_path):
    """A capital, or spaces around: no other word can be meant."""
    (tmp_path / "a.txt").write_text("Words.")
    captured = ready(
        "capture", "a.txt", *DETAILS, "--kind", "News", "--lineage", " Original", "--json"
    )
    assert (captured.data["kind"], captured.data["lineage"]) == ("news", "original")


def test_a_reader_sees_what_was_kept(ready):
    """Without ``--json`` the answer has id, position, title and publisher, and "no date"."""
    said = ready("capture", "-", *DETAILS, "--id", "a", stdin=b"Words.")
    assert said.out.splitlines()[:2] == ["document a (position @0)", "  T, P, no date"]


def test_the_same_text_twice_is_one_document(ready):
    """The second time nothing is recorded, and the first document is named."""
    ready("capture", "-", *DETAILS, "--id", "a", stdin=b"Words.")
    said = ready("capture", "-", *DETAILS, "--id", "a", stdin=b"Words.")
    assert said.code == 0
    assert "document a (already there)" in said.out
    assert len(ready("log", "--json").data) == 1


def test_html_brings_its_own_title(ready):
    """A page's ``<title>`` stands in for a ``--title`` that is not given."""
    page = b"<html><head><title>A page</title></head><body><p>" + b"Words of it. " * 30
    said = ready("capture", "-", "--publisher", "P", "--json", stdin=page + b"</p></body></html>")
    assert said.code == 0, said.err
    assert said.data["title"] == "A page"


def test_a_copy_names_its_root(ready):
    """A syndicated copy keeps the id of the document that it comes from."""
    ready("capture", "-", *DETAILS, "--id", "a", stdin=b"Words.")
    said = ready(
        "capture",
        "-",
        *DETAILS,
        "--lineage",
        "syndicated",
        "--root",
        "a",
        "--json",
        stdin=b"Words.",
    )
    assert said.data["root"] == "a"


BAD = {
    "broken UTF-8": (b"abc\xff\xfedef", ()),
    "an empty file": (b"", ()),
    "only white space": (b" \n", ()),
    "an unknown source kind": (b"Words.", ("--kind", "newspaper")),
    "an unknown lineage": (b"Words.", ("--lineage", "copied")),
    "a date that is none": (b"Words.", ("--published", "12 June")),
    "a language that is none": (b"Words.", ("--language", "english!")),
    "an address that is none": (b"Words.", ("--url", "example")),
    "a name that is none": (b"Words.", ("--id", "A B")),
    "a root without a lineage": (b"Words.", ("--root", "b")),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_has_one_message_and_leaves_the_ledger_as_it_was(case, ready):
    """Each case exits 2 with a way out on stderr, no stdout and an empty log."""
    text, more = BAD[case]
    said = ready("capture", "-", *DETAILS, *more, stdin=text)
    assert said.code == 2
    assert said.out == ""
    assert "  try: " in said.err
    assert ready("log", "--json").data == []


def test_a_document_without_a_title_asks_for_it(ready):
    """A plain text has no title of its own, so the error names the option to add."""
    said = ready("capture", "-", stdin=b"Words.")
    assert said.code == 2
    assert "title" in said.err


@pytest.mark.parametrize("path", ["missing.txt", "."])
def test_what_is_no_file_is_said(path, ready):
    """A missing path and a folder are mistakes in the words, not failures of storage."""
    assert ready("capture", path, *DETAILS).code == 2


def test_a_hundred_megabytes_are_refused_before_they_are_read(ready, tmp_path):
    """The file is sparse: reading it would take time, asking its size takes none."""
    with (tmp_path / "big.txt").open("wb") as file:
        file.truncate(100_000_000)
    said = ready("capture", "big.txt", *DETAILS)
    assert said.code == 2
    assert "100 MB" in said.err
    assert "10 MB" in said.err


def test_without_a_ledger_nothing_is_made(claims, tmp_path):
    """Capturing creates no ledger by itself; it points to `claims init`."""
    said = claims("capture", "-", *DETAILS, stdin=b"Words.")
    assert said.code == 5
    assert "claims init" in said.err
    assert list(tmp_path.iterdir()) == []


def test_a_document_that_is_there_already_is_shown_as_it_was_kept(ready, tmp_path):
    """Given again with less, a document keeps the day that it was captured with."""
    (tmp_path / "again.txt").write_text("The very words.")
    words = ("capture", "again.txt", "--title", "T", "--publisher", "P", "--kind", "news")
    ready(*words, "--published", "2024-06-12")
    assert "T, P, 2024-06-12" in ready(*words).out
