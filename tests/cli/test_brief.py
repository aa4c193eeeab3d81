"""`claims brief`: a file by its ending, whole or not at all, and one clear refusal."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

SUBJECT = "mexico-korea-space"


@pytest.fixture
def story(newsroom):
    """A ledger with a hurdle."""
    entry = {
        "kind": "requirement-stated", "document": "news", "hurdle": "agreement",
        "quote": "The two nations must negotiate a formal agreement", "title": "A formal agreement",
        "partnership": SUBJECT, "on": ["mexico", "korea"], "modality": "required",
    }  # fmt: skip
    said = newsroom("import", "-", stdin=json.dumps([entry]).encode())
    assert said.code == 0, said.err
    return newsroom


@pytest.mark.parametrize(
    ("ending", "begins"),
    [("md", b"# Brief"), ("html", b"<!doctype html>"), ("pdf", b"%PDF-"), ("docx", b"PK")],
)
def test_the_ending_says_what_is_written(story, ending, begins):
    """Each format is a whole file, and the answer says where, how many notes and bytes."""
    said = story("brief", SUBJECT, "-o", f"b.{ending}")
    content = Path(f"b.{ending}").read_bytes()
    assert content.startswith(begins)
    assert said.out == f"written to b.{ending}: 1 notes, {len(content):,} bytes\n"


def test_without_a_file_markdown_is_printed(story):
    """So that it can be piped to another program."""
    assert story("brief", SUBJECT).out.startswith("# Brief: ")


def test_a_file_that_is_there_stays(story):
    """Unless it was asked to go; and then nothing else is left over."""
    Path("b.md").write_text("mine")
    assert story("brief", SUBJECT, "-o", "b.md", "--json").error["code"] == "target-exists"
    assert Path("b.md").read_text() == "mine"
    assert story("brief", SUBJECT, "-o", "b.md", "--overwrite").code == 0
    assert Path("b.md").read_text().startswith("# Brief")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((SUBJECT, "-o", "b.odt"), "no-such-format"),
        (("nobody",), "no-such-subject"),
        ((SUBJECT, "--since", "2099-01-01"), "beyond-the-head"),
        ((SUBJECT, "--since", "@99"), "beyond-the-head"),
        ((SUBJECT, "--since", "2099-01-01", "--clock", "published"), "since-too-late"),
        ((SUBJECT, "--since", "soon"), "no-such-moment"),
        ((SUBJECT, "-o", "b.md", "--fonts", "."), "usage"),
        ((SUBJECT, "-o", "b.pdf", "--fonts", "nowhere"), "no-font-folder"),
        ((), "usage"),
    ],
)
def test_what_cannot_be_written_is_refused_before_anything_is(story, words, code):
    """One error with its code, and no file."""
    before = sorted(Path().iterdir())
    refused = story("brief", *words, "--json")
    assert refused.error["code"] == code
    assert sorted(Path().iterdir()) == before


def test_an_extra_that_is_not_installed_is_named(story, monkeypatch):
    """And nothing is written."""
    monkeypatch.setitem(sys.modules, "typst", None)
    refused = story("brief", SUBJECT, "-o", "b.pdf", "--json")
    assert refused.error["code"] == "brief-extra-missing"
    assert not Path("b.pdf").exists()
