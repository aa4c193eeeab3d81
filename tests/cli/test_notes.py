"""What was not taken as it was given is told in the answer of every way to record."""

from __future__ import annotations

import pytest

import ledger
from ledger.claims.commands import RecordClaim
from ledger.claims.developments import FactReported

PAGE = (
    "<html><body><article><p>The note: 9 of 11<sup>2</sup> states have rati\u00adfied,"
    " and <s>ten</s> will.</p></article></body></html>"
)
DOCUMENT = "- {kind: document, id: page, title: T, publisher: P, file: page.html}\n"
CLAIM = """\
- kind: fact-reported
  document: page
  topic: {topic}
  quote: {quote}
  partnership: mexico-korea-space
"""
FOLDED = CLAIM.format(topic="states", quote="9 of 11 states")
SOFT = CLAIM.format(topic="ratified", quote="states have ratified")
PRINTED = CLAIM.format(topic="will", quote="and")


@pytest.fixture
def folder(tmp_path):
    """A ledger that knows a partnership, and a page with marks next to it."""
    (tmp_path / "page.html").write_text(PAGE)
    return tmp_path


def _import(newsroom, folder, entries, *options):
    (folder / "entries.yaml").write_text(entries)
    return newsroom("import", "entries.yaml", *options)


def test_import_tells_what_was_folded_and_what_the_page_had(newsroom, folder):
    """A document of a file has the notes of its capture, a claim what found its quote."""
    answer = _import(newsroom, folder, DOCUMENT + FOLDED + PRINTED)
    assert answer.code == 0, answer.err
    assert "  note: found with: a note's mark passed over\n" in answer.out
    assert "  note: 1 raised mark set apart in brackets, as in 11[2]\n" in answer.out
    assert "  note: 1 struck-out passage left out: its publisher took it back\n" in answer.out
    assert answer.out.count("note:") == 3


def test_json_and_a_dry_run_tell_the_same(newsroom, folder):
    """The notes stand with the entry that they are of; nothing needs to be recorded for them."""
    answers = [
        _import(newsroom, folder, DOCUMENT + FOLDED + PRINTED, "--json", *options)
        for options in (["--dry-run"], [])
    ]
    for answer in answers:
        document, claim, printed = (one["notes"] for one in answer.data["outcomes"])
        assert (len(document), printed) == (2, [])
        assert claim == ["found with: a note's mark passed over"]


def test_what_is_stored_is_the_documents_own_words(newsroom, folder):
    """The evidence holds the mark that the quote left out."""
    answer = _import(newsroom, folder, DOCUMENT + FOLDED, "--json")
    claim = answer.data["outcomes"][1]["id"]
    evidence = newsroom("show", claim, "--json").out
    assert '"exact": "9 of 11[2] states"' in evidence


def test_many_notes_are_told_once_with_a_count(newsroom, folder):
    """Of more entries than are named one by one, each note is told once."""
    many = "".join(CLAIM.format(topic=f"states {n}", quote="9 of 11 states") for n in range(9))
    answer = _import(newsroom, folder, DOCUMENT + many + SOFT)
    assert "note: found with: a note's mark passed over (9 entries)\n" in answer.out
    assert "note: found with: soft hyphens left out\n" in answer.out
    assert answer.out.count("a note's mark passed over") == 1


def test_what_is_already_there_is_told_once(newsroom, folder):
    """A second import records nothing, so it has nothing to tell."""
    _import(newsroom, folder, DOCUMENT + FOLDED)
    again = _import(newsroom, folder, DOCUMENT + FOLDED)
    assert again.code == 0
    assert "note:" not in again.out


def test_record_tells_it_too(newsroom, folder):
    """A claim by flags is found in the same way, and the answer says how."""
    _import(newsroom, folder, DOCUMENT)
    words = ("record", "fact-reported", "--document", "page", "--topic", "t")
    answer = newsroom(*words, "--partnership", "mexico-korea-space", "--quote", "9 of 11 states")
    assert answer.code == 0, answer.err
    assert "note: found with: a note's mark passed over" in answer.out


def test_a_correction_tells_how_its_words_were_found(newsroom, folder):
    """The claim inside a correction is a claim like any other."""
    answer = _import(newsroom, folder, DOCUMENT + PRINTED, "--json")
    wrong = answer.data["outcomes"][1]["id"]
    inside = "".join(f"  {line}\n" for line in FOLDED.replace("- ", "  ").splitlines())
    correction = (
        f"- kind: correction\n  claim: {wrong}\n  by: ledger\n  reason: r\n  becomes:\n{inside}"
    )
    answer = _import(newsroom, folder, correction, "--json")
    assert answer.code == 0, answer.err
    assert answer.data["outcomes"][0]["notes"] == ["found with: a note's mark passed over"]


@pytest.mark.usefixtures("newsroom")
def test_python_has_the_same_notes(folder):
    """``Outcome.notes`` is what the command prints."""
    quoted = RecordClaim(
        development=FactReported(topic="t"),
        document="news",
        quote="9\tof 11",
        partnership="mexico-korea-space",
    )
    with ledger.open_ledger("claims.db", custody=folder / "custody") as opened:
        (outcome,) = opened.submit([quoted])
    assert outcome.notes == ("found with: tabs read as spaces",)
