"""Messages about entries that name the true cause, the place, and what to do."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ledger.clock import FixedClock
from ledger.log import Event, MemoryLog, open_log
from ledger.log.proving.checkpoints import Checkpoint, Contradicted, uphold

NOON = FixedClock(datetime(2024, 6, 13, 12, 0, tzinfo=UTC))
COUNT = {
    "kind": "consents-counted",
    "document": "news",
    "quote": "With 9 of 11 required ratifications",
    "instrument": "alce-convention",
}


@pytest.mark.parametrize(
    ("field", "number"),
    [("count", "1" * 41), ("count", "9" * 5000), ("count", "-" + "1" * 60)],
)
@pytest.mark.parametrize("name", ["a.json", "a.yaml"])
def test_a_number_of_too_many_digits_is_called_so(newsroom, name, field, number):
    """It is no text, and has no fraction; how many digits it has is told."""
    text = json.dumps({**COUNT, field: 0}).replace(f'"{field}": 0', f'"{field}": {number}')
    Path(name).write_text(f"[{text}]" if name.endswith(".json") else f"- {text}\n")
    (problem,) = newsroom("import", name, "--json").error["problems"]
    if name == "a.json" and len(number) < 4000:  # a number all the same, out of its bounds
        assert problem["code"] == "out-of-bounds"
        return
    assert problem["code"] == "too-many-digits"
    assert str(len(number.lstrip("-"))) in problem["message"]


def test_a_figure_of_thirty_one_digits_is_called_so(newsroom):
    """The limit of thirty is named."""
    value = "1" * 31
    Path("a.yaml").write_text(
        "- kind: figure-reported\n  document: news\n"
        "  quote: With 9 of 11 required ratifications\n  topic: t\n"
        "  partnership: mexico-korea-space\n"
        f"  figure: {{value: {value}, unit: years}}\n"
    )
    problems = newsroom("import", "a.yaml", "--json").error["problems"]
    told = [one["message"] for one in problems if one["code"] == "too-many-digits"]
    assert told == ["value is a number of 31 digits, more than the 30 that are kept"] or not [
        one for one in problems if one["code"] == "wrong-type"
    ]


def test_mistakes_on_one_long_line_have_their_columns(newsroom):
    """Each message names another place, and shows the words around it."""
    entries = [
        {"kind": "partnership", "id": f"p{n}", "title": "T" * 200, "parties": ["mexico", "nobody"]}
        for n in range(20)
    ]
    Path("a.json").write_text(json.dumps(entries))
    problems = newsroom("import", "a.json", "--json").error["problems"]
    assert len({one["where"]["column"] for one in problems}) == 20
    for where in (one["where"] for one in problems):
        start = where["column"] - where["excerpt_begins"]
        assert where["excerpt"][start:].startswith('"nobody"')
    lines = newsroom("import", "a.json").err.splitlines()
    first = [line for line in lines if line.startswith("a.json:1:")]
    assert len(set(first)) >= len(first) > 0
    assert max(map(len, lines)) <= 200


def test_a_missing_value_in_yaml_is_told_in_plain_words(newsroom):
    """No word of the parser's own."""
    said = newsroom("import", "-", stdin=b"- {kind: party, id: ,, name: x}\n")
    assert "node content" not in said.err
    assert "a value is missing" in said.err


@pytest.mark.usefixtures("newsroom")
def test_a_full_output_does_not_say_that_nothing_was_recorded():
    """The entries are there, and the message says so."""
    Path("a.yaml").write_text("- {kind: party, id: fulltest, name: Full}\n")
    with Path("/dev/full").open("w") as full:
        said = subprocess.run(
            [sys.executable, "-m", "ledger", "import", "a.yaml"],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert said.returncode == 5
    assert "1 recorded, but the answer could not be written" in said.stderr


def test_the_log_names_descriptions_as_show_takes_them(newsroom):
    """No number of a version stands behind a name; each name can be shown."""
    Path("a.yaml").write_text("- {kind: party, id: zy, name: Zy}\n")
    assert newsroom("import", "a.yaml").code == 0
    name = newsroom("log").out.splitlines()[-1].split()[4]
    assert name == "zy"
    assert newsroom("show", name).code == 0


PICTURE = b"\x89PNG\r\n\x1a\n\x00\xff"


@pytest.mark.parametrize("words", [("import",), ("spec", "check")])
@pytest.mark.parametrize(
    ("data", "what"),
    [(PICTURE, "an image (PNG)"), (b"\x1f\x8b\xff", "a gzip archive"), (b"%PDF-1\xff", "a PDF")],
)
def test_what_is_no_text_at_all_is_not_to_be_saved_as_utf8(words, data, what, newsroom):
    """A picture or an archive is named as such; saving it as text is not offered."""
    name = "a.feature" if words[0] == "spec" else "a.yaml"
    Path(name).write_bytes(data)
    said = newsroom(*words, name)
    assert said.code != 0
    told = said.out + said.err
    assert what in told
    assert "save" not in told.partition("try:")[2]


@pytest.mark.parametrize("language", ["English", "spanish", "korean-kr"])
def test_the_name_of_a_language_is_no_tag(language, newsroom):
    """The word English is refused where a tag is needed, by flag and by file, with its place."""
    Path("a.txt").write_text("The words of a visit.")
    said = newsroom("capture", "a.txt", "--title", "A", "--publisher", "P", "--kind", "news",
                "--published", "2024-06-12", "--language", language, "--json")  # fmt: skip
    assert said.code == 2
    (problem,) = said.error.get("problems", [said.error])
    assert problem["message"] == f"not a language tag: {language.lower()}"
    entry = "- {kind: document, id: d, title: t, publisher: p, source_kind: news, text: Words., "
    entry += f"published: 2024-06-12, language: {language}}}\n"
    said = newsroom("import", "-", "--json", stdin=entry.encode())
    assert (said.code, said.error["problems"][0]["code"]) == (2, "bad-language")
    assert said.error["problems"][0]["where"]["column"]


def test_what_steers_a_terminal_leaves_an_envelope_json(newsroom):
    """In an answer, and in an error: U+202E turns what follows around, U+0085 ends a line."""
    said = newsroom("status", "a\u202eb\u0085\x7f\U000e0001", "--json")
    assert said.code == 3
    assert "a\u202eb" in said.error["message"]
    assert "\u202e" not in said.err
    words = "- {kind: party, id: x, name: X, aliases: ['a\u00adb']}\n"
    if newsroom("import", "-", stdin=words.encode()).code == 0:
        shown = newsroom("show", "x", "--json")
        assert "a\u00adb" in json.dumps(shown.data, ensure_ascii=False)


def test_a_checkpoint_of_another_ledger_is_not_called_its_own(newsroom):
    """The message of a contradiction says that the checkpoint is another ledger's."""
    assert newsroom("key", "new").code == 0
    log = MemoryLog(clock=NOON, origin="example.org/other")
    log.append([Event(id="a", type="t", version=1, tags=frozenset(), payload=b"{}")])
    head = log.head()
    with closing(open_log("claims.db", clock=NOON)) as own, pytest.raises(Contradicted) as refused:
        uphold(own, Checkpoint(head.origin, head.size, head.root))
    assert "contradicts another ledger's checkpoint" in refused.value.message


@pytest.mark.parametrize("verb", ["status", "hurdles", "timeline", "next", "brief", "atom"])
def test_a_treaty_is_not_offered_where_a_partnership_is_asked_for(newsroom, verb):
    """What is offered in place of a name that is not there is what the question takes."""
    treaty = b"- {kind: instrument, id: the-seven, title: The Seven, between: [mexico, korea]}\n"
    assert newsroom("import", "-", stdin=treaty).code == 0
    refused = newsroom(verb, "the-seven", "--json")
    assert refused.error["code"] == "no-such-subject"
    assert "the-seven is a treaty" in refused.error["message"]
    assert "claims treaty the-seven" in refused.error["fix"]
    offered = newsroom(verb, "none", "--json").error["fix"]
    assert "the-seven" not in offered
    for name in offered.removeprefix("ask for one of: ").split(", "):
        assert newsroom(verb, name).code == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("%foo\n---\n- 1\n", "a line that begins with %"),
        ("- {kind: party, id: !<x, name: X}\n", "a text cannot begin with !"),
        ("- kind: party\n  id: & b\n", "a text cannot begin with & or *"),
        ("- kind: party\n  note: |x\n    y\n", "something stands behind the | or >"),
        ('- {kind: party, name: "a\\u12"}\n', "a backslash in double quotation marks"),
        ("{kind: party}\n- b\n", "stands behind the end of the list"),
        ('- {kind: party, name: "a\n---\nb"}\n', "within a quoted text"),
    ],
)
def test_yaml_that_cannot_be_read_is_told_in_our_words(newsroom, text, words):
    """None of the library's own words shows."""
    Path("a.yaml").write_text(text)
    problems = newsroom("import", "a.yaml", "--json").error["problems"]
    messages = " ".join(problem["message"] for problem in problems)
    assert words in messages
    assert "did not find" not in messages


@pytest.mark.parametrize(
    ("editor", "words"),
    [("false", "false ended with an error"), ("/nope", "there is no program /nope")],
)
def test_an_editor_that_does_not_work_is_named_with_why(newsroom, monkeypatch, editor, words):
    """By what became of it, in no words of a library."""
    monkeypatch.setenv("EDITOR", editor)
    monkeypatch.delenv("VISUAL", raising=False)
    refused = newsroom("record", "party", "--edit", "--json").error
    assert words in refused["message"]
    assert "Errno" not in refused["message"]


def test_a_name_of_an_environment_that_is_no_text_is_named_as_such(newsroom, monkeypatch):
    """What is wrong is the variable, and not the JSON of what was to be recorded."""
    monkeypatch.setenv("CLAIMS_ANALYST", "an\udcffa")
    refused = newsroom("import", "-", "--json", stdin=b"- {kind: party, id: b, name: B}\n").error
    assert refused["code"] == "not-utf8"
    assert "CLAIMS_ANALYST=an" in refused["message"]


def test_what_restore_advises_fits_a_backup_that_is_not_there(newsroom):
    """A new ledger is no way on for who wants the old one back."""
    Path("folder").mkdir()
    for name, words in (("gone.db", "no backup at"), ("news.txt", "is no backup: it is no SQLite")):
        refused = newsroom("restore", name, "--ledger", "new.db", "--json").error
        assert words in refused["message"]
        assert "claims init" not in refused["fix"]
    assert "it is a folder" in newsroom("restore", "folder", "--ledger", "new.db").err
    assert not Path("new.db").exists()
