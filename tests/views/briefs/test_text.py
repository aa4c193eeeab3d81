"""What anyone wrote becomes letters of each format, and never its markup."""

from __future__ import annotations

import string

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ledger.views.briefs.markdown import escaped
from ledger.views.briefs.text import address, printable

STEADY = settings(derandomize=True, database=None, max_examples=200)
MARKS = st.text(alphabet=string.punctuation + "ab1 .w나", max_size=30)


@STEADY
@given(MARKS)
def test_a_reader_of_markdown_shows_what_was_written(text):
    """Every text comes back letter for letter, as words of one list item or paragraph."""
    tokens = MarkdownIt("commonmark").enable("table").parse(f"- x {escaped(text)}\n")
    inline = [token for token in tokens if token.type == "inline"]
    assert len(inline) == 1
    assert {child.type for child in inline[0].children} <= {"text", "text_special"}
    shown = "".join(child.content for child in inline[0].children)
    assert shown.rstrip() == f"x {text}".rstrip()


@STEADY
@given(MARKS)
def test_a_text_at_the_beginning_of_a_line_begins_no_list_and_no_heading(text):
    """A title is a paragraph of its own in a brief, and stays one."""
    tokens = MarkdownIt("commonmark").parse(f"{escaped(text.strip() or 'x')}\n")
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]


def test_addresses_are_never_made_of_text():
    """A web address in a quote is no link; only the note's own address is."""
    assert escaped("see https://x.org, www.x.org, a@x.org") == (
        r"see https\://x.org, www\.x.org, a\@x.org"
    )


@STEADY
@given(st.text(max_size=20))
def test_printable_text_has_only_letters_that_xml_has(text):
    """Controls, marks of direction, surrogates and non-characters are spelled out."""
    for letter in printable(text):
        assert letter == "\t" or letter >= " "
        assert not "\ud800" <= letter <= "\udfff"
        assert letter not in "\ufffe\uffff\u202e\u2066"


def test_an_address_holds_nothing_that_ends_it():
    """Neither an angle bracket nor a quote mark nor a space."""
    assert address('https://x.org/"><b> 나') == "https://x.org/%22%3E%3Cb%3E%20%EB%82%98"
