"""Errors as a reader sees them: golden texts."""

from __future__ import annotations

import errno
from textwrap import dedent

import click
import pytest

from ledger.app.envelope import error_data
from ledger.cli import failure
from ledger.cli.failure import Bug, MachineError
from ledger.cli.printing import cells
from ledger.errors import InvalidInput, NotFound, Problems, Where

LINE = "  quote: With 8 of 11 required ratifications"


def error(where=None, message="the quote does not stand in its document"):
    return InvalidInput(message, fix="copy the words from the article", where=where)


def golden(text):
    return dedent(text).strip("\n").splitlines()


def shown(problem, width=80):
    return list(failure.text(problem, width))


def test_an_error_without_a_place_says_what_and_what_to_try():
    """One line that names the program, and the way out."""
    problem = NotFound("no such partnership: mexico", fix="claims status")
    assert shown(problem) == golden(
        """
        claims: no such partnership: mexico
          try: claims status
        """
    )


def test_an_error_in_a_file_shows_the_line_and_points_at_the_fault():
    """FILE:LINE, the excerpt with its number, carets under the words at fault, why, the way out."""
    message = 'the quote does not stand in its document\nnearest: "With 9 of 11 required"'
    where = Where(source="news.yaml", line=14, column=10, excerpt=LINE, caret=4)
    assert shown(error(where, message)) == golden(
        """
        news.yaml:14: the quote does not stand in its document
           14 |   quote: With 8 of 11 required ratifications
                         ^^^^
          nearest: "With 9 of 11 required"
          try: copy the words from the article
        """
    )


def test_all_errors_of_a_file_come_in_one_run_under_one_header():
    """The header counts them and says that nothing was recorded."""
    where = Where(source="news.yaml", line=2, column=1, excerpt="kind: x", caret=4)
    lines = shown(Problems("news.yaml", [error(where), error(Where(source="news.yaml"))]))
    assert lines == golden(
        """
        claims: 2 errors in news.yaml, nothing was recorded

        news.yaml:2: the quote does not stand in its document
            2 | kind: x
                ^^^^
          try: copy the words from the article

        news.yaml: the quote does not stand in its document
          try: copy the words from the article
        """
    )


def test_an_excerpt_without_a_column_has_no_caret():
    """Where only the line is known, nothing is pointed at."""
    assert shown(error(Where(source="a", line=1, excerpt="x")))[1:-1] == ["    1 | x"]


def test_an_excerpt_of_no_numbered_line_keeps_its_margin():
    """A place without a line number still shows its words."""
    where = Where(source="a", excerpt="x", column=1)
    assert shown(error(where))[1:-1] == ["     | x", "       ^"]


@pytest.mark.parametrize("column", [1, 40, 200, 399])
@pytest.mark.parametrize("width", [40, 80])
def test_a_long_line_is_cut_around_the_fault(column, width):
    """The line never outgrows the terminal and the caret stays under the fault's first letter."""
    line = "abcdefghij" * 40
    where = Where(source="a", line=1, column=column, excerpt=line, caret=3)
    excerpt, carets = shown(error(where), width)[1:3]
    start = carets.index("^")
    assert cells(excerpt) <= width
    assert excerpt[start : start + len(carets.strip())] == line[column - 1 : column + 2]


def test_the_caret_stands_under_wide_letters_and_behind_tabs():
    """Korean letters take two columns of a terminal, a tab takes four."""
    where = Where(source="a", line=1, column=4, excerpt="\t한국 x", caret=1)
    excerpt, caret = shown(error(where))[1:3]
    assert excerpt == "    1 |     한국 x"
    assert cells(excerpt[: excerpt.index(" x")]) == caret.index("^")


def test_a_fault_past_the_end_of_its_line_still_has_a_caret():
    """What is missing at the end is pointed at."""
    where = Where(source="a", line=1, column=3, excerpt="ab")
    assert shown(error(where))[2] == " " * 10 + "^"


def test_an_envelope_tells_code_message_fix_and_place():
    """The same facts for a program, with every problem of the run."""
    where = Where(source="a", line=1, column=2, excerpt="ab")
    data = error_data(Problems("a", [error(where)]))
    assert data["code"] == "problems"
    assert data["where"] == {"source": "a"}
    assert data["problems"] == [
        {
            "code": "invalid",
            "message": "the quote does not stand in its document",
            "fix": "copy the words from the article",
            "where": {"source": "a", "line": 1, "column": 2, "excerpt": "ab", "excerpt_begins": 1},
        }
    ]
    assert error_data(error())["where"] is None


def test_colour_changes_no_word():
    """With its escapes taken out, a coloured error reads as the plain one."""
    where = Where(source="a", line=1, column=1, excerpt="ab")
    lines = shown(Problems("a", [error(where)]))
    colored = [failure.colored(line) for line in lines]
    assert colored != lines
    assert [click.unstyle(line) for line in colored] == lines


def test_a_bug_says_so_without_a_colon_left_over():
    """An exception without a message leaves no dangling punctuation."""
    assert "(KeyError)" in Bug(KeyError()).message


def test_a_machine_error_names_the_file_and_the_reason():
    """The operating system's own reason, in a sentence like the others."""
    known = MachineError(OSError(28, "No space left on device", "x.db"))
    assert known.message == "x.db: no space left on device"
    assert MachineError(OSError("odd")).message == "odd"


def test_a_folder_that_is_gone_is_told_as_such(tmp_path, monkeypatch):
    """Not as a file that does not exist, of which the name is not told."""
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    told = MachineError(FileNotFoundError(errno.ENOENT, "No such file or directory"))
    assert told.message == "the folder you are in is not there any more"
    assert "cd" in told.fix
    monkeypatch.chdir(tmp_path)
    told = MachineError(FileNotFoundError(errno.ENOENT, "No such file or directory"))
    assert told.message == "no such file or directory"


def test_no_folder_for_temporary_files_says_what_to_set():
    """The system's own words are turned into the cause and the variable that helps."""
    told = MachineError(
        FileNotFoundError(errno.ENOENT, "No usable temporary directory found in ['/gone']")
    )
    assert (told.message, told.fix) == (
        "there is no folder for temporary files",
        "set TMPDIR to a folder that has room",
    )
