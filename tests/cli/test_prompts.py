"""The prompts of `claims record`, on a real pseudo-terminal."""

from __future__ import annotations

import os
import re
import sys

import pexpect
import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a terminal of POSIX")


class Person:
    """Someone at a terminal."""

    def __init__(self, folder, *words, columns=80):
        self.command = pexpect.spawn(
            sys.executable,
            ["-m", "ledger", "record", *words],
            cwd=str(folder),
            encoding="utf-8",
            dimensions=(40, columns),
            timeout=120,
            env={**os.environ, "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"},
        )

    def answer(self, prompt, line, *, default=""):
        """Wait for a question and answer it."""
        bracketed = re.escape(f" [{default}]") if default else r"(?: \[[^\]]*\])?"
        self.command.expect(rf"{re.escape(prompt)}{bracketed}:")
        self.command.send(line if line.endswith("\r") else line + "\r")

    def see(self, text):
        """Wait for words on the screen."""
        self.command.expect_exact(text)

    def see_wrapped(self, text):
        """Wait for words that may stand on two lines of a narrow screen."""
        self.command.expect(r"\s+".join(map(re.escape, text.split())))

    def end(self):
        """The exit code, when there is no more to read."""
        self.command.expect(pexpect.EOF)
        self.command.close()
        return self.command.exitstatus


@pytest.fixture
def sit(newsroom, tmp_path):
    """Sit down at a desk and call `claims record`."""
    people = []

    def down(*words, columns=80):
        people.append(Person(tmp_path, *words, columns=columns))
        return newsroom, people[-1]

    yield down
    for person in people:
        person.command.close(force=True)


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_two_claims_and_a_party_are_recorded_by_prompts(sit, columns):
    """Tab writes out names and quotes, `?` shows the text, `<` goes back, Enter agrees."""
    newsroom, person = sit("--as", "Ana", columns=columns)
    before = newsroom.head()
    person.see("< back")
    person.answer("document", "ne\t")
    person.answer("kind", "consents-c\t")
    person.answer("quote", "?")
    person.see("(the end)")
    person.answer("quote", "With 8 of 11")
    person.see_wrapped("the quote does not stand in its document")
    person.answer("quote", "With 9 .. ratifications")
    person.see("With 9 of 11 required ratifications")
    person.answer("instrument", "", default="alce-convention")
    person.answer("count", "nine")
    person.see_wrapped("a whole number")
    person.answer("count", "9")
    person.answer("required", "<")
    person.answer("count", "", default="9")
    person.answer("required", "11")
    person.answer("when", "2024-06")
    person.answer("record", "+asserted_by sre", default="yes")
    person.answer("make party sre", "")
    person.answer("name", "Foreign ministry")
    person.answer("type", "ministry")
    person.answer("record", "", default="yes")
    person.see("recorded c")
    person.answer("kind", "opinion")
    person.answer("quote", "The two nations must\t")
    person.answer("topic", "an agreement")
    person.answer("when", "-", default="2024-06")
    person.answer("partnership", "", default="mexico-korea-space")
    person.answer("record", "y")
    person.answer("kind", "")
    assert person.end() == 0
    assert newsroom.head() == before + 3
    last = newsroom("log", "--json").data[-1]["event"]
    assert last["recorded_by"] == "Ana"
    assert last["claim"]["evidence"]["exact"] == "The two nations must negotiate a formal agreement"


def test_what_flags_leave_out_is_asked_for(sit):
    """Instrument and party are asked, document and quote are not."""
    newsroom, person = sit("signed", "--document", "news", "--quote", "The two nations")
    person.answer("instrument", "")
    person.answer("party", "mex kor")
    person.answer("when", "")
    person.answer("record", "")
    assert person.end() == 0
    parties = [
        entry["event"]["claim"]["development"] for entry in newsroom("log", "--json").data[-2:]
    ]
    assert {"mexico", "korea"} >= {each.get("party") for each in parties} - {None}


def test_who_stops_hears_what_was_recorded_and_how_to_go_on(sit):
    """Ctrl-C in the middle of a claim."""
    _, person = sit()
    person.answer("document", "news")
    person.answer("kind", "signed mexico")
    person.answer("quote", "The two nations")
    person.command.expect("instrument")
    person.command.sendcontrol("c")
    person.see("to go on from here:")
    person.see("claims: stopped; nothing was recorded")
    assert person.end() == 130


def test_a_party_is_described_by_prompts(sit):
    """Its id follows from its name, and can be another."""
    newsroom, person = sit("party")
    person.answer("name", "Republic of Fiji")
    person.answer("id", "fiji", default="republic-of-fiji")
    person.answer("type", "state")
    person.answer("record", "")
    assert person.end() == 0
    assert newsroom("party", "show", "fiji", "--json").code == 0


def test_without_a_document_there_is_nothing_to_quote(sit, tmp_path):
    """The exit code is that of what was not found."""
    newsroom, _ = sit()
    newsroom("init", "--ledger", "empty.db")
    person = Person(tmp_path, "--ledger", "empty.db")
    person.see("this ledger holds no document yet")
    assert person.end() == 3


def test_errors_have_colour_on_a_terminal_and_none_when_it_is_not_wanted(sit, tmp_path):
    """Bold letters, and none with --no-color."""
    _, person = sit("workshop-hold")
    person.see("\x1b[1mclaims: ")
    assert person.end() == 2
    plain = Person(tmp_path, "workshop-hold", "--no-color")
    plain.command.expect(r"(?<!m)claims: no such kind")
    assert plain.end() == 2


def test_a_word_that_fits_several_kinds_is_told_so(sit):
    """They are named, and the question comes again; between two claims stands an empty line."""
    _, person = sit("--as", "Ana")
    person.answer("document", "news")
    person.answer("kind", "cons")
    person.see_wrapped("cons fits several kinds: consents-counted, consent-deposited,")
    person.answer("kind", "consents")
    person.answer("quote", "With 9 .. ratifications")
    person.answer("instrument", "", default="alce-convention")
    person.answer("count", "9")
    person.answer("required", "11")
    person.answer("when", "")
    person.answer("record", "", default="yes")
    person.command.expect(r"recorded c[0-9a-z]+\s+next, from news")
