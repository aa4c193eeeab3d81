"""Another program as the proposer: asked without a shell, for a bounded time and length."""

from __future__ import annotations

import sys

import pytest

from ledger.app.desk import proposer_program
from ledger.app.desk.proposer_program import (
    ProposerFailed,
    ProposerTooLong,
    ProposerTooSlow,
    ProposerUnusable,
    lines_of,
    program_name,
)


def python(code: str) -> str:
    """A command that runs a line of Python."""
    return f'{sys.executable} -c "{code}"'


def test_it_reads_the_question_and_gives_its_lines():
    """What it is asked comes on standard input, to the end."""
    command = python("import sys; print(len(sys.stdin.read())); print('x')")
    assert lines_of(command, b"a" * 200_000) == [b"200000\n", b"x\n"]


def test_it_need_not_read_the_question():
    """A program that closes its input early is no fault."""
    assert lines_of(python("print(1)"), b"a" * 1_000_000) == [b"1\n"]


def test_one_that_fails_is_told_with_its_last_words():
    """By its exit code and the last line of its complaint."""
    command = python("import sys; print('{}'); sys.exit('no key for the model')")
    with pytest.raises(ProposerFailed, match=r"exit code 1.*no key for the model"):
        lines_of(command, b"")


def test_one_that_hangs_is_stopped_with_all_that_it_started(tmp_path):
    """Its child, which holds the pipe open, had begun and does not come to its end."""
    child = f"touch {tmp_path}/begun; sleep 60; touch {tmp_path}/ended"
    with pytest.raises(ProposerTooSlow, match="after 2 seconds"):
        lines_of(f"sh -c '({child}) & wait'", b"", seconds=2)
    assert [path.name for path in tmp_path.iterdir()] == ["begun"]


def test_one_that_never_stops_writing_is_stopped(monkeypatch):
    """After the bytes that are read."""
    monkeypatch.setattr(proposer_program, "ANSWER_LIMIT", 10_000)
    with pytest.raises(ProposerTooLong, match="10,000 bytes"):
        lines_of(python("while True: print('x' * 1000)"), b"")


@pytest.mark.parametrize("command", ["", "no-such-program-at-all", "'unclosed", "/"])
def test_one_that_cannot_be_started_is_told(command):
    """No program, one that is not there, a quotation mark that is left open, a folder."""
    with pytest.raises(ProposerUnusable):
        lines_of(command, b"")


def test_nothing_of_a_command_is_given_to_a_shell(tmp_path):
    """A semicolon is a word of the program's arguments."""
    with pytest.raises(ProposerFailed):
        lines_of(f"false ; touch {tmp_path}/made", b"")
    assert not (tmp_path / "made").exists()


def test_a_proposer_is_named_by_its_program():
    """Without folders; a script by its own name."""
    assert program_name("python3 /opt/propose.py --model small") == "propose.py"
    assert program_name("/usr/local/bin/proposer -x") == "proposer"
