"""The prompts of `claims record`, on a real pseudo-terminal."""

from __future__ import annotations

import os
import sys

import pexpect
import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a terminal of POSIX")


class Person:
    """Someone at a terminal of eighty columns."""

    def __init__(self, folder, *words):
        self.command = pexpect.spawn(
            sys.executable,
            ["-m", "ledger", "record", *words],
            cwd=str(folder),
            encoding="utf-8",
            dimensions=(50, 120),
            timeout=90,
            env={**os.environ, "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"},
        )

    def asked(self):
        """The name of the next question: it stands behind the line that explains it."""
        self.command.expect(r"\)\r\n[^:]*?\x1b\[0m([a-z_ ]+?)( 1)?:")
        return self.command.match[1]

    def answer(self, prompt, line, *, offered=None):
        """Wait for a question and answer it; with ``offered``, Tab completes the line to that."""
        assert self.asked() == prompt
        if offered is None:
            self.command.send(line + "\r")
        else:
            self.command.send(line + "\t")
            self.command.expect_exact(offered)
            self.command.send("\r")

    def skip_to(self, prompt, line):
        """Leave every question empty until the one of that name, and answer that."""
        while self.asked() != prompt:
            self.command.send("\r")
        self.command.send(line + "\r")

    def see(self, text):
        """Wait for words on the screen."""
        self.command.expect_exact(text)

    def end(self):
        """The exit code, and what was left to read."""
        self.command.expect(pexpect.EOF)
        self.command.close()
        return self.command.exitstatus


@pytest.fixture
def sit(newsroom, tmp_path):
    """Sit down at a desk and call `claims record`."""
    people = []

    def down(*words):
        people.append(Person(tmp_path, *words))
        return newsroom, people[-1]

    yield down
    for person in people:
        person.command.close(force=True)


def test_a_claim_is_recorded_by_prompts_and_another_of_the_same_source(sit):
    """Tab completes, `<` goes back, an unknown party is added, the summary comes first."""
    newsroom, person = sit("--as", "Ana")
    before = newsroom.head()
    person.see("< goes back, Tab completes")
    person.answer("document", "ne", offered="news")
    person.answer("kind", "signed")
    person.answer("quote", "<")
    person.answer("kind", "\x15consents-counted")  # Ctrl-U clears what is proposed
    person.answer("quote", "With 9 of 11 required ratifications")
    person.answer("instrument", "alce", offered="alce-convention")
    person.answer("count", "nine")
    person.see("whole number")
    person.answer("count", "9")
    person.skip_to("asserted_by", "sre")
    person.answer("add party sre", "")
    person.answer("name", "Foreign ministry")
    person.answer("type", "ministry")
    person.skip_to("note", "")
    person.see("consents-counted")
    person.answer("record", "yes")
    person.see("recorded")
    assert newsroom.head() == before + 2
    person.answer("another", "yes")
    person.answer("kind", "opinion-stated")
    person.answer("quote", "The two nations must negotiate")
    person.answer("topic", "an agreement")
    person.skip_to("partnership", "mexico-korea-space")
    person.answer("note", "")
    person.answer("record", "yes")
    person.answer("another", "no")
    assert person.end() == 0
    assert newsroom.head() == before + 3
    kept = newsroom("log", "--json").data[-1]
    assert kept["event"]["recorded_by"] == "Ana"


def test_a_quote_that_is_not_there_is_asked_for_again(sit):
    """What was written is proposed, and can be changed."""
    _, person = sit("opinion-stated")
    person.answer("document", "news")
    person.answer("quote", "The two nations must negotiat")
    person.answer("topic", "an agreement")
    person.skip_to("partnership", "mexico-korea-space")
    person.answer("note", "")
    person.see("the quote does not stand in its document")
    person.answer("quote", "e")
    person.answer("record", "no")
    person.see("not recorded")
    person.answer("another", "")
    assert person.end() == 0


def test_a_quote_that_stands_twice_is_asked_for_its_surroundings(sit):
    """The words after the quote settle which place is meant, also after going back."""
    newsroom, person = sit("opinion-stated")
    person.answer("document", "news")
    person.answer("quote", "A spokesman")
    person.answer("topic", "the delegation")
    person.skip_to("partnership", "mexico-korea-space")
    person.answer("note", "")
    person.see("stands 2 times")
    person.answer("prefix", "")
    person.answer("suffix", " declined")
    person.answer("record", "<")
    person.answer("note", "")
    person.see("stands 2 times")
    person.answer("prefix", "")
    person.answer("suffix", " declined")
    person.answer("record", "yes")
    person.answer("another", "no")
    assert person.end() == 0
    assert (
        newsroom("log", "--json").data[-1]["event"]["claim"]["evidence"]["exact"] == "A spokesman"
    )


def test_who_stops_hears_what_was_recorded(sit):
    """Ctrl-C in the middle: nothing was."""
    newsroom, person = sit()
    before = newsroom.head()
    person.answer("document", "news")
    assert person.asked() == "kind"
    person.command.sendcontrol("c")
    person.see("claims: stopped; nothing was recorded")
    assert person.end() == 130
    assert newsroom.head() == before


def test_without_a_document_there_is_nothing_to_quote(sit, tmp_path):
    """On an empty ledger the program says so and exits 3."""
    newsroom, _ = sit()
    newsroom("init", "--ledger", "empty.db")
    person = Person(tmp_path, "--ledger", "empty.db")
    person.see("this ledger holds no document yet")
    assert person.end() == 3


def test_errors_have_colour_on_a_terminal_and_none_when_it_is_not_wanted(sit, tmp_path):
    """``--no-color`` prints the same error without an escape sequence before it."""
    _, person = sit("workshop-hold")
    person.see("\x1b[1mclaims: ")
    assert person.end() == 2
    plain = Person(tmp_path, "workshop-hold", "--no-color")
    plain.command.expect(r"(?<!m)claims: no such kind")
    assert plain.end() == 2
