# ruff: noqa: RUF001  letters of other scripts look like Latin ones
"""What a captured text may hold: words of any script, without control characters."""

import sys

import pytest

from ledger.errors import ExitCode
from ledger.sources.text.plain_text import (
    EmptyText,
    ForbiddenCharacter,
    StackedMarks,
    check_readable,
    with_plain_lines,
)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\f", "\x85"])
def test_every_line_end_becomes_a_line_feed(end):
    """Windows, old Mac, form feed and NEL: lines count the same in each."""
    assert with_plain_lines(f"one{end}two") == "one\ntwo"


@pytest.mark.parametrize("blank", ["", " \n\t", "\u00a0\u2009\u3000", "\u200b\u00ad\ufeff"])
def test_a_text_without_words_is_refused(blank):
    """White space and invisible marks alone are nothing to quote."""
    with pytest.raises(EmptyText, match=r"news\.txt holds no words") as refused:
        check_readable(blank, "news.txt")
    assert refused.value.exit_code is ExitCode.USAGE


@pytest.mark.parametrize("control", ["\0", "\x07", "\x0b", "\x1b", "\x7f", "\x9b", "\ud800"])
def test_a_control_character_is_refused_with_its_place(control):
    """Whatever could steer a terminal, and half a surrogate pair; named by line and column."""
    with pytest.raises(ForbiddenCharacter) as refused:
        check_readable(f"first\nsecond {control} line\n", "news.txt")
    where = refused.value.where
    assert (where.source, where.line, where.column) == ("news.txt", 2, 8)
    assert where.excerpt == "second \ufffd line"
    assert f"U+{ord(control):04X}" in refused.value.message


def test_a_long_line_is_not_shown():
    """Five million characters do not come with the error; their place does."""
    with pytest.raises(ForbiddenCharacter) as refused:
        check_readable("x" * 5_000_000 + "\x07", "news.txt")
    assert refused.value.where.excerpt is None
    assert refused.value.where.column == 5_000_001


@pytest.mark.parametrize(
    "text",
    [
        "tab\there",
        "한국과 멕시코",
        "नमस्ते दुनिया",
        "می\u200cخواهم",
        "👩\u200d🚀 astronaut",
        "e\u0301",
    ],
)
def test_ordinary_writing_of_any_script_passes(text):
    """Tabs, joiners, emoji and accents apart are no control characters."""
    check_readable(text, "news.txt")


def test_stacked_marks_are_refused_at_once():
    """A million marks on one letter would keep Unicode normalisation busy for hours: none is."""

    def called(_frame, event, function):
        assert event != "c_call" or "normal" not in function.__name__

    before = sys.getprofile()
    sys.setprofile(called)
    try:
        with pytest.raises(StackedMarks):
            check_readable("a" + "\u0301\u0316" * 500_000, "news.txt")
    finally:
        sys.setprofile(before)
    check_readable("a" + "\u0301" * 30, "news.txt")
    with pytest.raises(StackedMarks):
        check_readable("a" + "\u0301" * 31, "news.txt")
