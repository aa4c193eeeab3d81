"""`claims record` by flags, from stdin and in an editor; the prompts have a module of their own."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

COUNT = (
    "consents-counted", "--document", "news", "--quote", "With 9 of 11 required ratifications",
    "--instrument", "alce-convention", "--count", "9",
)  # fmt: skip


def test_flags_make_a_claim(newsroom):
    """What they say is what is kept, and by whose hand."""
    said = newsroom(
        "record", *COUNT, "--required", "11", "--occurred", "2024-06", "--as", "Ana", "--json"
    )
    assert said.code == 0, said.err
    (outcome,) = said.data["outcomes"]
    kept = newsroom("show", outcome["id"], "--json").data
    assert kept["event"]["recorded_by"] == "Ana"
    claim = kept["event"]["claim"]
    assert claim["development"]["kind"] == "consents-counted"
    assert (claim["development"]["count"], claim["development"]["required"]) == (9, 11)
    assert claim["evidence"]["exact"] == "With 9 of 11 required ratifications"


def test_the_kind_may_be_a_flag(newsroom):
    """``--kind`` before the fields does what the kind as first word does."""
    assert newsroom("record", "--kind", *COUNT).code == 0


def test_two_kinds_are_one_too_many(newsroom):
    """A word and a flag that name different kinds are both named in the refusal."""
    said = newsroom("record", *COUNT, "--kind", "signed")
    assert (said.code, said.err.splitlines()[0]) == (
        2,
        "claims: the kind is consents-counted and signed at once",
    )


def test_a_list_is_a_flag_that_is_repeated(newsroom):
    """Two ``--parties`` are recorded as a list of two, in their order."""
    said = newsroom(
        "record", "interest-expressed", "--document", "news", "--quote", "The two nations",
        "--parties", "mexico", "--parties", "korea", "--topic", "space", "--partnership",
        "mexico-korea-space", "--json",
    )  # fmt: skip
    kept = newsroom("show", said.data["outcomes"][0]["id"], "--json").data
    assert kept["event"]["claim"]["development"]["parties"] == ["mexico", "korea"]


def test_yes_is_a_flag_and_a_figure_is_written_as_people_write_it(newsroom):
    """``--each`` needs no value, and words such as "more than 15 years" are taken apart."""
    said = newsroom(
        "record", "requirement-stated", "--document", "news", "--quote",
        "The two nations must negotiate a formal agreement", "--hurdle", "agreement", "--title",
        "A formal agreement", "--on", "mexico", "--on", "korea", "--each", "--modality", "required",
        "--partnership", "mexico-korea-space",
    )  # fmt: skip
    assert said.code == 0, said.err
    said = newsroom(
        "record", "relation-established", "--document", "news", "--quote", "The two nations",
        "--parties", "mexico", "--name", "N", "--duration", "more than 15 years", "--json",
        "--partnership", "mexico-korea-space",
    )  # fmt: skip
    duration = newsroom("show", said.data["outcomes"][0]["id"], "--json").data["event"]["claim"]
    assert duration["development"]["duration"] == {
        "value": "15",
        "unit": "years",
        "comparator": "more-than",
        "to": None,
    }


BAD = {
    "an unknown kind": (("workshop-hold", "--document", "news"), "workshop-held"),
    "an unknown party": ((*COUNT, "--asserted-by", "mexcio"), "mexico"),
    "an unknown modality": ((*COUNT, "--modality", "actul"), "actual"),
    "a count that is none": ((*COUNT[:-1], "nine"), "digits"),
    "a date that is none": ((*COUNT, "--occurred", "June"), "2022-06"),
    "a quote that is not there": ((*COUNT[:4], "With 8 of 11", *COUNT[5:]), "copy"),
    "a field of another kind": ((*COUNT, "--topic", "x"), "topic"),
    "a value twice": ((*COUNT, "--count", "10"), "once"),
    "no quote": ((*COUNT[:3], *COUNT[5:]), "quote"),
    "an act": (("retraction", "--reason", "x"), "claims"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_has_one_message_and_leaves_the_ledger_as_it_was(case, newsroom):
    """Each mistake in a flag is answered with what to write instead, and appends nothing."""
    words, told = BAD[case]
    before = newsroom.head()
    said = newsroom("record", *words)
    assert said.code in {2, 3}
    assert said.out == ""
    assert told in said.err
    assert "  try: " in said.err
    assert "Traceback" not in said.err
    assert newsroom.head() == before


def test_a_document_that_does_not_exist_is_not_found(newsroom):
    """A claim cannot quote a document that is not captured; its id is repeated."""
    words = ["olds" if word == "news" else word for word in COUNT]
    said = newsroom("record", *words)
    assert said.code == 3
    assert "no such document: olds" in said.err


def test_a_figure_that_is_none_is_refused(newsroom):
    """Words without a number are refused by the flag that has them."""
    said = newsroom("record", "relation-established", "--duration", "long")
    assert said.err.splitlines()[0] == "claims: --duration is no figure: long"


def test_json_on_stdin_is_an_entry(newsroom):
    """With ``-`` a single JSON object is recorded as one claim."""
    entry = {
        "kind": "consents-counted",
        "document": "news",
        "quote": "With 9 of 11 required ratifications",
        "instrument": "alce-convention",
        "count": 9,
    }
    said = newsroom("record", "-", "--json", stdin=json.dumps(entry).encode())
    assert said.code == 0, said.err
    assert said.data["recorded"] == 1


def test_a_mistake_on_stdin_is_placed(newsroom):
    """A mistake in piped JSON has the line it is on, as in a file."""
    said = newsroom("record", "-", stdin=b'{"kind": "signd"}')
    assert said.code == 2
    assert said.err.startswith("claims: 1 error in <stdin>, nothing was recorded\n\n<stdin>:1: ")


def test_a_dry_run_records_nothing(newsroom):
    """It says what would be recorded and leaves the log as it was."""
    before = newsroom.head()
    assert "would be recorded" in newsroom("record", *COUNT, "--dry-run").out
    assert newsroom.head() == before


def test_without_a_terminal_nothing_is_asked(newsroom):
    """A script that forgot the fields gets an answer, not a prompt."""
    for words in (("record",), ("record", "signed")):
        said = newsroom(*words)
        assert (said.code, said.err.splitlines()[0]) == (2, "claims: there is nothing to record")


def test_help_of_a_kind_shows_its_fields_alone(claims):
    """Help for one kind lists its own flags and words, none of another kind."""
    said = claims("record", "signed", "--help")
    assert "signed: A party signed." in said.out
    assert "--party PARTY" in said.out
    assert "simple, definitive, ad- referendum" in " ".join(said.out.split())
    assert "--hurdle" not in said.out
    assert "--party" not in claims("record", "--help").out


class Editor:
    """A program that writes what it is told, and keeps what it was shown."""

    def __init__(self, folder):
        self.folder = folder
        self.path = folder / "editor.sh"
        self.shown = folder / "shown"

    def writes(self, text):
        (self.folder / "text").write_text(text)
        self.path.write_text(
            f'#!/bin/sh\ncat "$1" >> "{self.shown}"\ncp "{self.folder / "text"}" "$1"\n'
        )
        self.path.chmod(self.path.stat().st_mode | stat.S_IXUSR)


@pytest.fixture
def editor(tmp_path, monkeypatch):
    folder = tmp_path / "editor"
    folder.mkdir()
    made = Editor(folder)
    monkeypatch.setenv("EDITOR", str(made.path))
    return made


ENTRY = """\
kind: consents-counted
document: news
quote: With 9 of 11 required ratifications
instrument: alce-convention
count: 9
"""


def test_an_entry_is_written_in_an_editor(newsroom, editor):
    """It opens on the commented template of the kind."""
    editor.writes(ENTRY)
    said = newsroom("record", "consents-counted", "--edit", "--json")
    assert said.code == 0, said.err
    assert said.data["recorded"] == 1
    assert "# " in editor.shown.read_text()


def test_an_empty_file_cancels(newsroom, editor):
    """Saving nothing in the editor is a way out with exit code 0, not a mistake."""
    editor.writes("")
    before = newsroom.head()
    said = newsroom("record", "signed", "--edit")
    assert (said.code, said.out) == (0, "cancelled; nothing was recorded\n")
    assert newsroom.head() == before


def test_mistakes_open_the_editor_again_and_a_text_given_up_is_kept(newsroom, editor):
    """Also those that only the ledger can find: here the quote is not there."""
    editor.writes(ENTRY.replace("With 9", "With 8"))
    said = newsroom("record", "consents-counted", "--edit")
    assert said.code == 2
    assert "#! the quote does not stand in its document" in editor.shown.read_text()
    path = said.err.splitlines()[2].rpartition(":3:")[0]
    assert Path(path).read_text() == ENTRY.replace("With 9", "With 8")


def test_a_file_that_cannot_be_parsed_opens_again_too(newsroom, editor):
    """Text that is no YAML is a mistake like any other, and the same text twice gives up."""
    editor.writes("kind: [\n")
    assert newsroom("record", "signed", "--edit").code == 2


def test_an_editor_needs_to_know_the_kind(newsroom):
    """Without a kind there is no template to open, and the way out shows where it goes."""
    said = newsroom("record", "--edit")
    assert said.code == 2
    assert "claims record KIND --edit" in said.err


def test_an_editor_that_does_not_exist_is_said(newsroom, monkeypatch):
    """The program that ``EDITOR`` names is repeated when it cannot be run."""
    monkeypatch.setenv("EDITOR", "/nowhere/editor")
    said = newsroom("record", "signed", "--edit")
    assert said.code == 2
    assert "/nowhere/editor" in said.err
