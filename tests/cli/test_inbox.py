"""``claims inbox``: files in, answers out, and a key for each on a real terminal."""

from __future__ import annotations

import json
import mailbox
import os
import re
import sys
from email.message import EmailMessage
from pathlib import Path

import pexpect
import pytest

WIRE = (
    "Ten of the eleven required states have ratified the ALCE convention. "
    "The agency of Mexico said so on Monday, after a long day of talks between the two sides."
)
HUGE = "9999999999999999999999"
SAID = ("--publisher", "The Wire", "--published", "2024-06-12", "--language", "en")


@pytest.fixture
def office(newsroom):
    """A ledger with one article that waits."""
    Path("saved").mkdir()
    Path("saved/wire.txt").write_text(WIRE)
    added = newsroom("inbox", "add", "saved", *SAID)
    assert added.code == 0, added.err
    return newsroom


def test_a_folder_is_read_and_what_cannot_be_read_is_named(office):
    """One fault stops none of the others; hidden files are left alone."""
    Path("saved/.hidden.txt").write_text("Not this one.")
    Path("saved/below").mkdir()
    Path("saved/below/other.txt").write_text("Another text altogether, about another treaty.")
    Path("saved/program.bin").write_bytes(b"\x7fELF\x02\x01\x01" + bytes(40))
    answer = office("inbox", "add", "saved", *SAID, "--json")
    assert answer.code == 0
    assert [(row["number"], row["new"]) for row in answer.data["added"]] == [(2, True), (1, False)]
    (fault,) = answer.data["faults"]
    assert fault["file"] == "saved/program.bin"
    assert fault["fix"]
    alone = office("inbox", "add", "saved/program.bin", "nowhere.txt")
    assert alone.code == 2
    assert "nowhere.txt" in alone.err


def test_a_mailbox_brings_each_mail_on_its_own(office):
    """A mail that is none stops none of the others."""
    box = mailbox.mbox("news.mbox")
    for number in (1, 2):
        mail = EmailMessage()
        mail["Subject"], mail["From"], mail["To"] = f"News {number}", "a@a.example", "b@b.example"
        mail["Date"] = "Wed, 12 Jun 2024 09:00:00 +0000"
        mail.set_content(f"Letter number {number} says that the treaty was signed yesterday.")
        box.add(mail)
    box.close()
    answer = office("inbox", "add", "news.mbox", "--as-is", *SAID, "--json")
    assert [row["through"] for row in answer.data["added"]] == [
        "news.mbox:1.eml",
        "news.mbox:2.eml",
    ]
    items = office("inbox", "list", "--json").data
    assert [item["item"]["arrival"]["door"] for item in items] == ["file", "mail", "mail"]


def test_what_is_dismissed_does_not_come_back_and_undo_lets_it_wait_again(office):
    """The list no longer has it, the reason is asked for by name."""
    assert office("inbox", "dismiss", "1", "").code == 2
    assert office("inbox", "dismiss", "1", "about sport", "--reason", "old").code == 2
    assert office("inbox", "dismiss", "1", "about sport").code == 0
    assert "nothing waits" in office("inbox", "list").out
    again = office("inbox", "add", "saved")
    assert "dismissed: about sport" in again.out
    assert office("inbox", "accept", "1").code == 4
    assert office("inbox", "undo", "1").code == 0
    assert "Ten of" in office("inbox", "show", "1").out


def test_the_reason_of_a_dismissal_is_an_option_too_and_asked_for_on_a_terminal(office):
    """`--reason` says it as with other commands; without any reason it is refused."""
    refused = office("inbox", "dismiss", "1")
    assert (refused.code, "--reason" in refused.err) == (2, True)
    assert office("inbox", "dismiss", "1", "--reason", "about sport").code == 0
    office("inbox", "undo", "1")
    asked = pexpect.spawn(
        sys.executable, ["-m", "ledger", "inbox", "dismiss", "1"], encoding="utf-8", timeout=120
    )
    try:
        asked.expect("why")
        asked.send("retold elsewhere\r")
        asked.expect(pexpect.EOF)
    finally:
        asked.close(force=True)
    (row,) = office("inbox", "list", "--all", "--json").data
    assert row["item"]["reason"] == "retold elsewhere"


def test_drafts_are_accepted_by_number_and_show_says_who_proposed_and_who_accepted(office):
    """`claims show` has the proposer and the person; undo retracts the claim."""
    assert office("inbox", "accept", "1", "--drafts", "9").code == 2
    done = office(
        "inbox", "accept", "1", "--drafts", "all", "--title", "Ten", "--as", "Ana", "--json"
    )
    assert done.code == 0, done.err
    (claim,) = done.data["item"]["claims"]
    shown = office("show", claim).out
    assert re.search(r"proposed by\s+rules", shown)
    assert re.search(r"recorded by\s+Ana", shown)
    assert "10 of 11" in office("status", "mexico-korea-space", "--valid-at", "2024-06-13").out
    assert office("inbox", "undo", "1").code == 0
    assert "10 of 11" not in office("status", "mexico-korea-space", "--valid-at", "2024-06-13").out


def test_entries_of_ones_own_name_the_document_by_the_item(office):
    """And all of them are recorded, or none."""
    (item,) = (row["item"]["id"] for row in office("inbox", "list", "--json").data)
    entry = (
        f"- {{kind: opinion-stated, document: {item}, quote: a long day of talks, topic: talks,"
        " partnership: mexico-korea-space}\n"
    )
    title = ("--title", "Ten")
    wrong = entry + entry.replace("a long day", "a short day")
    refused = office("inbox", "accept", "1", "--entries", "-", *title, stdin=wrong.encode())
    assert refused.code == 2
    assert "<stdin>:2" in refused.err
    dry = office(
        "inbox", "accept", "1", "--entries", "-", *title, "--dry-run", stdin=entry.encode()
    )
    assert "2 would be recorded" in dry.out
    done = office("inbox", "accept", "1", "--entries", "-", *title, stdin=entry.encode())
    assert "2 recorded" in done.out, done.err


def test_the_editor_opens_with_the_drafts_and_saving_accepts_them(office, monkeypatch):
    """What a person takes out is not recorded; an empty text records nothing."""
    script = Path("editor.sh")
    script.write_text('#!/bin/sh\ncp "$1" seen.yaml\nsed -i "s/^  count: .*/  count: 9/" "$1"\n')
    script.chmod(0o755)
    monkeypatch.setenv("EDITOR", f"{Path.cwd()}/editor.sh")
    done = office("inbox", "accept", "1", "--edit", "--title", "Ten", "--json")
    assert done.code == 0, done.err
    assert "because" in Path("seen.yaml").read_text()
    (claim,) = done.data["item"]["claims"]
    assert (
        json.loads(office("show", claim, "--json").out)["data"]["event"]["claim"]["development"][
            "count"
        ]
        == 9
    )
    script.write_text('#!/bin/sh\n: > "$1"\n')
    office("inbox", "undo", "1")
    assert "nothing was recorded" in office("inbox", "accept", "1", "--edit", "--title", "T").out


def test_the_plan_of_another_is_finished_by_a_flag(office):
    """Only what was begun: an item that waits has nothing to finish."""
    assert office("inbox", "accept", "1", "--finish").code == 4


class Reader:
    """Someone who goes through the inbox."""

    def __init__(self, *, columns=80):
        self.command = pexpect.spawn(
            sys.executable,
            ["-m", "ledger", "inbox", "--as", "Ana"],
            encoding="utf-8",
            dimensions=(50, columns),
            timeout=120,
            env={**os.environ, "TERM": "xterm"},
        )

    def press(self, key, then):
        """Press a key and wait for words."""
        self.command.expect("j k a r e d u")
        self.command.send(key)
        self.command.expect(then)


@pytest.mark.parametrize("columns", [60, 120])
def test_the_inbox_is_answered_by_keys(office, columns):
    """J and k move, d asks why, u undoes, a records the drafts that are taken, ? lists the keys."""
    Path("saved/other.txt").write_text("Another text altogether, about another treaty and its day.")
    office("inbox", "add", "saved", *SAID)
    reader = Reader(columns=columns)
    try:
        reader.press("?", "record the document")
        reader.command.send("j")
        reader.command.expect("2 of 2")
        reader.press("d", "why")
        reader.command.send("about sport\r")
        reader.command.expect("dismissed by Ana")
        reader.command.send("k")
        reader.command.expect("1 of 2")
        reader.press("a", "title")
        reader.command.send("Ten of eleven\r")
        reader.command.expect("accepted; 2 recorded")
        reader.command.expect("2 of 2")
        reader.press("u", "new")
        reader.command.send("q")
        reader.command.expect("1 acceptance, 1 dismissal, 1 undo")
        reader.command.expect(pexpect.EOF)
    finally:
        reader.command.close(force=True)
    states = [row["item"]["state"] for row in office("inbox", "list", "--all", "--json").data]
    assert states == ["accepted", "new"]


@pytest.mark.parametrize(
    "call",
    [
        ("inbox", "list", "--after", HUGE),
        ("inbox", "list", "--limit", HUGE),
        ("inbox", "accept", "1", "--title", "T", "--drafts", HUGE),
        ("feed", "add", "http://127.0.0.1:1/", "--allow-private", "--at-least", HUGE),
    ],
    ids=["after", "limit", "drafts", "at-least"],
)
def test_a_number_that_nothing_can_have_is_refused_by_its_name(office, call):
    """No number is too long for a clear sentence, and it says which are right."""
    refused = office(*call)
    assert refused.code == 2
    assert "bug" not in refused.err
    assert "try:" in refused.err
    assert HUGE[:20] in refused.err


def test_a_number_that_is_too_long_is_no_feed_of_another_number(office):
    """The refusal names what was written."""
    refused = office("feed", "remove", HUGE)
    assert (refused.code, HUGE in refused.err) == (3, True)


def test_a_whole_disk_is_not_put_in(office):
    """A folder of more files than anyone goes through is refused before one of them is read."""
    before = office("inbox", "list", "--json").data
    answer = office("inbox", "add", "/")
    assert answer.code == 2
    assert "/ has more than 2,000 files; nothing of it was put in" in answer.err
    assert before == office("inbox", "list", "--json").data


@pytest.mark.parametrize("name", ["", " "])
def test_an_empty_name_is_no_folder(office, name):
    """It is not taken for the folder that one stands in."""
    answer = office("inbox", "add", name)
    assert answer.code != 0
    assert "saved" not in answer.err


def test_accepting_all_drafts_names_those_that_were_left_out(office):
    """By number, with the reason; the others are recorded."""
    Path("more.txt").write_text(
        "With 10 of 11 ratifications, ALCE is near. A licence must be granted before launch.\n"
    )
    assert office("inbox", "add", "more.txt").code == 0
    item = office("inbox", "list", "--json").data[-1]["item"]["id"]
    named = ("--title", "More", "--publisher", "THX News", "--as", "Ana")
    done = office("inbox", "accept", item, "--drafts", "all", *named)
    assert done.code == 0, done.err
    told = re.search(
        r"(\d+) drafts? w\w+ left out, something is missing in each: ([\d, ]+)", done.out
    )
    assert told, done.out
    assert int(told[1]) == len(told[2].split(","))


def test_what_is_not_read_is_named_whatever_its_sentence_says(office):
    """A control character is of a place: the file and its line; a broken file is named once."""
    Path("saved/escaped.txt").write_text("Words.\nMexico signed\x1b the Agreement.\n")
    Path("saved/program.bin").write_bytes(b"\x7fELF\x02\x01\x01" + bytes(40))
    page = " ".join(office("inbox", "add", "saved", *SAID).out.split())
    assert "not read: saved/escaped.txt:2: a text cannot hold the control" in page
    assert page.count("saved/program.bin") == 1


def test_a_draft_that_lacks_something_is_named_with_the_ways_to_fill_it(office):
    """Once, by its number; nothing is recorded."""
    Path("more.txt").write_text(
        "With 10 of 11 ratifications, ALCE is near. A licence must be granted before launch.\n"
    )
    assert office("inbox", "add", "more.txt").code == 0
    number = office("inbox", "list", "--json").data[-1]["item"]["number"]
    drafts = office("inbox", "show", str(number), "--json").data["drafts"]
    (open_, *_) = [
        n for n, draft in enumerate(drafts, 1) if any(g["required"] for g in draft["gaps"])
    ]
    head = office.head()
    named = ("--title", "More", "--publisher", "THX News", "--drafts", str(open_))
    refused = office("inbox", "accept", str(number), *named, "--json")
    assert (refused.code, refused.error["code"]) == (2, "unfilled-draft")
    lacking = [gap["field"] for gap in drafts[open_ - 1]["gaps"] if gap["required"]]
    kind = drafts[open_ - 1]["kind"]
    assert refused.error["message"] == f"draft {open_} ({kind}) lacks {', '.join(lacking)}"
    assert f"claims inbox accept {number} --edit" in refused.error["fix"]
    assert "--entries" in refused.error["fix"]
    assert office.head() == head


@pytest.mark.parametrize("call", [("capture",), ("inbox", "add")])
def test_an_address_of_another_kind_says_which_are_fetched(office, call):
    """It is no file that is missing."""
    refused = office(*call, "gopher://x.example/")
    assert refused.code == 2
    sentence = " ".join(refused.err.split())
    assert "gopher://x.example/ cannot be fetched: it is no http or https address" in sentence
    assert "http:// or https://" in sentence
