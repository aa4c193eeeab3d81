"""`claims draft`: drafts of a document, on their way to an import."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click
import pytest

from ledger.app.desk.draft_text import ACCEPT

NAMES = """
- {kind: party, id: mexico, name: Mexico, type: state}
- {kind: party, id: korea, name: Korea, type: state}
- {kind: partnership, id: space, title: Space, parties: [mexico, korea]}
- {kind: instrument, id: pact, title: Space Pact, partnerships: [space]}
"""
TEXT = (
    "Mexico and Korea signed the Space Pact on 3 June 2024. "
    "Korea ratified a treaty in May. Will it last?\n"
)
CAPTURE = ("--id", "news", "--title", "T", "--publisher", "P", "--published", "2024-06-12")


@pytest.fixture
def ready(claims, tmp_path):
    """A ledger with two parties, their pact, and a document that speaks of both."""
    claims("init")
    (tmp_path / "names.yaml").write_text(NAMES)
    (tmp_path / "a.txt").write_text(TEXT)
    assert claims("import", "names.yaml").code == 0
    assert claims("capture", "a.txt", *CAPTURE, "--language", "en").code == 0
    return claims


def proposer(tmp_path, *lines: str) -> str:
    """A command that answers these lines, whatever it is asked."""
    script = tmp_path / "propose.py"
    answer = "\n".join(lines)
    script.write_text(f"import sys\nsys.stdin.read()\nprint({answer!r})\n")
    return f"{sys.executable} {script}"


def test_drafts_are_entries_that_an_import_reads_once_their_gaps_are_filled(ready, tmp_path):
    """The whole draft is recorded; the one with a gap is told with its field, then filled."""
    said = ready("draft", "news")
    assert said.code == 0, said.err
    assert "instrument:  # the instrument" in said.out
    assert "one of pact" in said.out
    (tmp_path / "drafts.yaml").write_text(said.out)
    refused = ready("import", "drafts.yaml")
    assert refused.code == 2
    assert "ratification-reported lacks instrument" in refused.err
    (tmp_path / "drafts.yaml").write_text(said.out.replace("instrument:  #", "instrument: pact  #"))
    dry = ready("import", "drafts.yaml", "--dry-run")
    assert dry.code == 0, dry.err
    assert ready("import", "drafts.yaml", "--json").data["recorded"] == 3


def test_what_is_recorded_already_is_marked(ready, tmp_path):
    """By its kind and its words: it is a remark then, and an import leaves it out."""
    (tmp_path / "signed.yaml").write_text(
        "- {kind: signed, document: news, instrument: pact, party: mexico, "
        "quote: Mexico and Korea signed the Space Pact}\n"
    )
    assert ready("import", "signed.yaml").code == 0
    signed, ratified = ready("draft", "news", "--json").data["drafts"]
    assert signed["recorded"] is not None
    assert ratified["recorded"] is None
    assert f"# 1. recorded already, as {signed['recorded']}" in ready("draft", "news").out


def test_a_file_is_drafted_with_the_entry_of_its_document(ready, tmp_path):
    """What the ledger does not have comes first, with its text, and imports as a whole."""
    (tmp_path / "b.txt").write_text("Mexico signed the Space Pact yesterday.\n")
    said = ready(
        "draft", "b.txt", "--language", "en", "--published", "2024-06-12", "--title", "B",
        "--publisher", "P",
    )  # fmt: skip
    (tmp_path / "drafts.yaml").write_text(said.out)
    assert "occurred: 2024-06-11" in said.out
    assert ready("import", "drafts.yaml", "--json").data["recorded"] == 2


def test_the_text_of_a_document_is_known_by_its_content(ready):
    """A file whose text was captured is that document."""
    Path("b.txt").write_text("Mexico signed the Space Pact.\n")
    kept = ready("capture", "b.txt", "--title", "B", "--publisher", "P", "--json").data["id"]
    assert ready("draft", "b.txt", "--json").data["document"] == kept


def test_another_program_proposes_by_the_same_rules(ready, tmp_path):
    """Its entry is a draft under its name; what is not in the document is refused, and shown."""
    good = {
        "kind": "signed",
        "quote": "signed the Space Pact",
        "party": "korea",
        "instrument": "pact",
    }
    command = proposer(
        tmp_path,
        json.dumps(good),
        json.dumps(good | {"quote": "Korea signed the Space Pact alone"}),
        "Here you are!",
    )
    data = ready("draft", "news", "--with", command, "--json").data
    assert data["proposer"] == "propose.py"
    assert [draft["entry"]["proposed_by"] for draft in data["drafts"]] == ["propose.py"]
    assert [refused["reason"].split(":")[0] for refused in data["refused"]] == ["line 2", "line 3"]
    assert "# refused: line 3: it is not JSON" in ready("draft", "news", "--with", command).out


def test_a_proposer_that_fails_is_one_sentence(ready):
    """Its last words, and a way out."""
    command = f"{sys.executable} -c \"import sys; sys.exit('no key')\""
    error = ready("draft", "news", "--with", command, "--json").error
    assert (error["code"], "no key" in error["message"]) == ("proposer-failed", True)


def test_what_a_proposer_is_asked_can_be_seen(ready):
    """The text, the names and the format of entries, as JSON."""
    asked = json.loads(ready("draft", "news", "--input").out)
    assert asked["text"] == TEXT
    assert {party["id"] for party in asked["names"]["parties"]} == {"mexico", "korea"}
    assert "signed" in asked["schema"]["$defs"]


def test_accepting_in_the_editor_is_an_import(ready, monkeypatch):
    """The line on top is taken out and the gap is filled: both claims are recorded."""

    def accept(filename):
        path = Path(filename)
        text = path.read_text(encoding="utf-8").replace(ACCEPT, "")
        path.write_text(text.replace("instrument:  #", "instrument: pact  #"), encoding="utf-8")

    monkeypatch.setattr(click, "edit", accept)
    monkeypatch.setenv("EDITOR", "one of the tests")
    assert ready("draft", "news", "--edit", "--json").data["recorded"] == 3
    shown = ready("log", "--kind", "signed", "--json").data
    assert {entry["event"]["proposed_by"] for entry in shown} == {"rules"}


def test_leaving_the_editor_as_it_was_records_nothing(ready, monkeypatch):
    """Who looks and goes has accepted nothing."""
    monkeypatch.setattr(click, "edit", lambda **_: None)
    monkeypatch.setenv("EDITOR", "one of the tests")
    assert ready("draft", "news", "--edit", "--json").data["recorded"] == 0


def test_what_is_neither_a_document_nor_a_file_is_told(ready):
    """With the way to capture it."""
    said = ready("draft", "nothing-here", "--json")
    assert (said.code, said.error["code"]) == (3, "not-known")


@pytest.mark.parametrize("words", [("--seconds", "3"), ("--dry-run",)])
def test_options_that_mean_nothing_alone_are_refused(ready, words):
    """--seconds without a program, --dry-run without an editor."""
    assert ready("draft", "news", *words).code == 2
