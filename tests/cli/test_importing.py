"""`claims import`: all entries of all files, or none."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pexpect
import pytest

from ledger.app.desk.entry_files import format_of
from ledger.entries import reader

GOOD = """\
- kind: consents-counted
  document: news
  quote: With 9 of 11 required ratifications
  instrument: alce-convention
  count: 9
  required: 11
"""

BAD = """\
- kind: consents-counted
  document: news
  quote: With 8 of 11 required ratifications
  instrument: alce-convention
  count: 8
- kind: workshop-hold
  document: news
"""

LINE = {
    "kind": "consents-counted",
    "document": "news",
    "quote": "With 9 of 11 required ratifications",
    "instrument": "alce-convention",
    "count": 9,
}


def test_entries_are_recorded_and_counted(newsroom, tmp_path):
    """The answer counts new and already recorded entries and gives each its position."""
    (tmp_path / "a.yaml").write_text(GOOD)
    said = newsroom("import", "a.yaml", "--json")
    assert said.code == 0, said.err
    assert (said.data["recorded"], said.data["already"]) == (1, 0)
    assert said.data["outcomes"][0]["position"] == 5


def test_a_second_run_records_nothing(newsroom, tmp_path):
    """What is already there is counted."""
    (tmp_path / "a.yaml").write_text(GOOD)
    newsroom("import", "a.yaml")
    before = newsroom.head()
    said = newsroom("import", "a.yaml", "--json")
    assert (said.code, said.data["recorded"], said.data["already"]) == (0, 0, 1)
    assert newsroom.head() == before


def test_many_are_told_as_a_count(newsroom):
    """Names one by one only where they are few."""
    parties = "".join(f"- {{kind: party, id: p{n}, name: P, type: state}}\n" for n in range(6))
    assert newsroom("import", "-", stdin=parties.encode()).out.startswith("6 recorded\nimport i")
    more = parties + "- {kind: party, id: q, name: Q, type: state}\n"
    said = newsroom("import", "-", stdin=more.encode())
    assert said.out.startswith("1 recorded, 6 already there\nimport i")


def test_a_dry_run_records_nothing(newsroom):
    """It says what would be recorded and what that would change, and the log stays as it is."""
    before = newsroom.head()
    said = newsroom("import", "-", "--dry-run", stdin=GOOD.encode())
    assert "1 would be recorded" in said.out.splitlines()
    assert said.out.splitlines()[-1] == "  new claims: 1"
    assert newsroom.head() == before
    assert newsroom("import", "-", "--dry-run", "--json", stdin=GOOD.encode()).data["recorded"] == 0


def test_a_mistake_in_one_file_keeps_all_files_out(newsroom, tmp_path):
    """The good file is not recorded either: files of one call stand or fall together."""
    (tmp_path / "good.yaml").write_text(GOOD)
    (tmp_path / "bad.yaml").write_text("- kind: workshop-hold\n")
    before = newsroom.head()
    said = newsroom("import", "good.yaml", "bad.yaml")
    assert said.code == 2
    assert said.err.startswith("claims: 1 error in good.yaml, bad.yaml, nothing was recorded\n")
    assert newsroom.head() == before


def test_all_mistakes_of_a_file_are_told_in_one_run(newsroom, tmp_path):
    """The golden text: place, line, caret, reason, and what to try."""
    text = BAD.replace("With 8", "With 9") + "- kind: signed\n  form: odd\n"
    (tmp_path / "news.yaml").write_text(text)
    said = newsroom("import", "news.yaml")
    assert said.code == 2
    told = said.err.splitlines()
    assert told[0].startswith("claims: ")
    assert told[0].endswith(" errors in news.yaml, nothing was recorded")
    assert told[1:6] == [
        "",
        "news.yaml:6: no such kind: workshop-hold",
        "    6 | - kind: workshop-hold",
        "                ^^^^^^^^^^^^^",
        "  try: workshop-held (claims schema lists all kinds)",
    ]
    assert any("form" in line and "odd" in line for line in told)


def test_what_the_ledger_refuses_is_placed_in_the_file(newsroom, tmp_path):
    """A quote that is not there is found only by the ledger; the line is still named."""
    (tmp_path / "news.yaml").write_text(GOOD.replace("With 9", "With 8"))
    said = newsroom("import", "news.yaml")
    told = said.err.splitlines()
    assert told[0] == "claims: 1 error in news.yaml, nothing was recorded"
    assert told[2].startswith("news.yaml:3: the quote does not stand in its document")
    assert told[3] == "    3 |   quote: With 8 of 11 required ratifications"
    assert told[4] == " " * 17 + "^" * 35
    assert "With 9 of 11 required ratifications" in said.err


def test_a_document_that_does_not_exist_is_not_found(newsroom):
    """Exit code 3, where every mistake is of a name that the ledger does not hold."""
    said = newsroom("import", "-", stdin=GOOD.replace("document: news", "document: olds").encode())
    assert said.code == 3
    assert "<stdin>:2: no such document: olds" in said.err


def test_mistakes_come_as_json(newsroom):
    """Under ``--json`` each mistake has its line, within one error for the whole input."""
    said = newsroom("import", "-", "--json", stdin=BAD.encode())
    assert said.error["code"] == "problems"
    assert said.error["where"] == {"source": "<stdin>"}
    assert {problem["where"]["line"] for problem in said.error["problems"]} >= {6}


def test_json_lines_and_json_are_read_by_name_and_by_content(newsroom, tmp_path):
    """The same entry in three forms is one claim: recorded once, then already there."""
    (tmp_path / "a.jsonl").write_text(json.dumps(LINE) + "\n")
    (tmp_path / "a.json").write_text(json.dumps([LINE], indent=1))
    assert newsroom("import", "a.jsonl").code == 0
    assert newsroom("import", "a.json", "--json").data["already"] == 1
    assert newsroom("import", "-", "--json", stdin=json.dumps(LINE).encode()).data["already"] == 1


@pytest.mark.parametrize(
    ("name", "data", "form"),
    [
        ("a.yaml", b"{", "YAML"),
        ("a.ndjson", b"-", "JSON_LINES"),
        ("<stdin>", b"- kind: x", "YAML"),
        ("<stdin>", b"\xef\xbb\xbf [1]", "JSON"),
        ("/dev/fd/63", b'{"a": 1}\n{"a": 2}\n', "JSON_LINES"),
        ("/dev/fd/63", b'{"a": 1}', "JSON_LINES"),
        ("<stdin>", b'{\n"a": 1}', "JSON"),
        ("<stdin>", b"", "YAML"),
    ],
)
def test_the_name_says_the_format_and_else_the_content(name, data, form):
    """A known ending decides; a pipe or stdin is judged by its first bytes."""
    assert format_of(name, data).name == form


def test_a_document_of_a_file_is_found_beside_it(newsroom, tmp_path):
    """Not where the command was called from."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "text.txt").write_text("Another article.")
    (tmp_path / "in" / "a.yaml").write_text(
        "- {kind: document, id: other, file: text.txt, title: T, publisher: P}\n"
    )
    said = newsroom("import", "in/a.yaml")
    assert said.code == 0, said.err


def test_two_files_may_build_on_each_other(newsroom, tmp_path):
    """The second names what the first describes."""
    (tmp_path / "a.yaml").write_text("- {kind: party, id: sre, name: Ministry, type: ministry}\n")
    (tmp_path / "b.yaml").write_text(GOOD + "  asserted_by: sre\n")
    assert newsroom("import", "a.yaml", "b.yaml").code == 0


@pytest.mark.parametrize(
    "data", [b"- kind: \xff\xfe\n", b"", b"\n\n", b"just words", b"- kind: [", b"{"]
)
def test_what_is_no_file_of_entries_has_one_clear_message(data, newsroom):
    """Broken bytes, empty input and cut brackets each count as one error, and record nothing."""
    before = newsroom.head()
    said = newsroom("import", "-", stdin=data)
    assert said.code == 2
    assert said.err.startswith("claims: 1 error in <stdin>, nothing was recorded\n\n<stdin>")
    assert newsroom.head() == before


@pytest.mark.parametrize("path", ["missing.yaml", "."])
def test_a_file_that_cannot_be_read_is_said(path, newsroom):
    """A missing file and a folder are mistakes of the call, named by their path."""
    said = newsroom("import", path)
    assert said.code == 2
    assert f"1 error in {path}" in said.err


def test_a_file_over_the_limit_is_refused_unread(newsroom, tmp_path):
    """One byte over 50 MB is refused, and the message states the limit."""
    with (tmp_path / "big.yaml").open("wb") as file:
        file.truncate(reader.IMPORT_LIMIT + 1)
    said = newsroom("import", "big.yaml")
    assert said.code == 2
    assert "50 MB" in said.err


def test_two_imports_at_the_same_moment_both_end_well(newsroom, tmp_path):
    """Each entry stands once, whoever came first."""
    (tmp_path / "a.yaml").write_text(GOOD)
    before = newsroom.head()
    command = [sys.executable, "-m", "ledger", "import", "a.yaml"]
    running = [subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE) for _ in range(2)]
    for one in running:
        one.communicate(timeout=60)
    assert [one.returncode for one in running] == [0, 0]
    assert newsroom.head() == before + 1


@pytest.mark.skipif(os.name != "posix", reason="a terminal of POSIX")
@pytest.mark.usefixtures("newsroom")
def test_a_long_file_shows_how_far_it_is_on_a_terminal(tmp_path):
    """On stderr, and only there; a short file shows nothing."""
    lines = (json.dumps({"kind": "party", "id": f"p{n}", "name": "P" * 200}) for n in range(1500))
    (tmp_path / "long.jsonl").write_text("\n".join(lines))
    command = pexpect.spawn(
        sys.executable, ["-m", "ledger", "import", "long.jsonl"], cwd=str(tmp_path), timeout=60
    )
    command.expect("reading long.jsonl")
    command.expect("recording")
    command.expect("1500 recorded")
    command.expect(pexpect.EOF)


def test_a_document_that_comes_out_later_than_today_is_refused_with_its_line(newsroom, tmp_path):
    """Today is 13 June 2024; what quotes the document is not told as wrong too."""
    (tmp_path / "a.yaml").write_text(
        "- {kind: document, id: f, title: T, publisher: P, text: With 8 ratifications,\n"
        "   published: 2042-06-01}\n"
        "- {kind: consents-counted, document: f, quote: With 8 ratifications, count: 8,\n"
        "   instrument: alce-convention}\n"
    )
    before = newsroom.head()
    said = newsroom("import", "a.yaml", "--json")
    (problem,) = said.error["problems"]
    assert (said.code, newsroom.head()) == (2, before)
    assert ("published-later", 2) == (problem["code"], problem["where"]["line"])
    assert "2042-06-01, and today is 2024-06-13" in problem["message"]


def test_flags_refuse_a_document_that_comes_out_later_than_today(newsroom):
    """`claims record document` takes no day of publication that is still to come."""
    said = newsroom(
        "record", "document", "--id", "f", "--title", "T", "--publisher", "P", "--text", "Words.",
        "--published", "2042-06-01", "--json",
    )  # fmt: skip
    assert said.code == 2
    assert said.error["code"] == "published-later"


def test_another_desks_export_is_read_from_stdin(newsroom, tmp_path, monkeypatch):
    """As from a file; a head without its entries was cut, and an export of nothing is nothing."""
    assert newsroom("import", "-", stdin=GOOD.encode()).code == 0
    assert newsroom("export", "-o", str(tmp_path / "all.jsonl")).code == 0
    lines = (tmp_path / "all.jsonl").read_bytes().splitlines(keepends=True)
    monkeypatch.setenv("CLAIMS_LEDGER", str(tmp_path / "other.db"))
    newsroom("init")
    cut = newsroom("import", "--from", "-", "--unsigned", stdin=lines[0])
    assert "<stdin>:1: the export says that it has" in cut.err, cut.err
    taken = newsroom("import", "--from", "-", "--unsigned", stdin=b"".join(lines))
    assert taken.out.startswith(f"{len(lines) - 1} recorded"), taken.err
    head = json.dumps({**json.loads(lines[0]), "entries": 0}).encode()
    none = newsroom("import", "--from", "-", "--unsigned", stdin=head)
    assert (none.code, none.out[:10]) == (0, "0 recorded"), none.out + none.err


def test_what_was_erased_there_is_told_at_both_desks(newsroom, tmp_path, monkeypatch):
    """A name that lost its words there: the export says so, and whoever takes it in is told."""
    assert newsroom("import", "-", stdin=GOOD.encode()).code == 0
    party = json.loads(newsroom("party", "list", "--json").out)["data"][0]["id"]
    assert newsroom("erase", f"party:{party}", "--reason", "order 12", "--yes").code == 0
    sentence = f"left out: party {party}: its words were erased (order 12)"
    written = newsroom("export", "-o", str(tmp_path / "all.jsonl"))
    assert sentence in written.err
    monkeypatch.setenv("CLAIMS_LEDGER", str(tmp_path / "other.db"))
    newsroom("init")
    taken = newsroom("import", "--from", str(tmp_path / "all.jsonl"), "--unsigned", "--dry-run")
    assert sentence in taken.err
    taken = newsroom("import", "--from", str(tmp_path / "all.jsonl"), "--unsigned", "--json")
    assert [sentence.partition(": ")[2]] == taken.data["left_out"]
