"""What changed since one last looked: a bookmark of each analyst, set by ``--seen`` alone."""

from __future__ import annotations

import json

import pytest


@pytest.fixture
def morning(newsroom, tmp_path, monkeypatch):
    """A newsroom with a file of bookmarks of its own."""
    monkeypatch.setenv("CLAIMS_BOOKMARKS", str(tmp_path / "state" / "bookmarks.json"))
    return newsroom


def told(said):
    return [change["partnership"] for change in said.data["changes"]]


def test_without_a_bookmark_one_is_asked_to_set_it(morning):
    """A mistake with its way out, and nothing is set by looking."""
    for _ in range(2):
        said = morning("diff", "--json")
        assert (said.code, said.error["code"]) == (3, "no-bookmark")
        assert "--seen" in said.error["fix"]


def test_a_bookmark_is_moved_by_seen_alone(morning):
    """To look changes nothing; after ``--seen`` what was shown is not told again."""
    assert morning("diff", "--seen").code == 0
    assert [] == told(morning("diff", "--json"))
    subject = morning("status", "--json").data[0]["partnership"]
    document = next(
        entry["id"]
        for entry in morning("log", "--json").data
        if entry["type"] == "document.captured"
    )
    quote = morning("show", document, "--json").data["event"]["document"]["text"][:12]
    entry = {
        "kind": "fact-reported",
        "document": document,
        "topic": "t",
        "quote": quote,
        "partnership": subject,
    }
    assert morning("import", "-", stdin=json.dumps([entry]).encode()).code == 0
    for _ in range(2):
        assert [subject] == told(morning("diff", "--json"))
    assert [subject] == told(morning("diff", "--seen", "--json"))
    assert [] == told(morning("diff", "--json"))


def test_each_analyst_has_a_bookmark(morning):
    """By the name under which one records."""
    morning("diff", "--seen", "--as", "ana")
    assert morning("diff", "--as", "ana").code == 0
    assert morning("diff", "--as", "ben").code == 3


@pytest.mark.parametrize(
    "words",
    [
        ("--seen", "--known-at", "@1"),
        ("--seen", "--published-by", "2024-06-12"),
        ("--clock", "published"),
    ],
)
def test_a_bookmark_is_of_all_that_the_ledger_holds(morning, words):
    """Not of a part of it, and on the recorded clock."""
    said = morning("diff", *words, "--json")
    assert (said.code, said.error["code"]) == (2, "usage")


def test_a_file_that_holds_no_bookmarks_is_named(morning, tmp_path):
    """It is left as it is."""
    file = tmp_path / "state" / "bookmarks.json"
    file.parent.mkdir()
    file.write_text("[1]")
    said = morning("diff", "--seen", "--json")
    assert (said.code, said.error["code"]) == (2, "bookmarks-damaged")
    assert file.read_text() == "[1]"
