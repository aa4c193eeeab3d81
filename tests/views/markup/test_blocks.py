"""Blocks as HTML: everything is there, everything is escaped, ids lead to claims."""

from __future__ import annotations

import re
from html import unescape

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from ledger.views.markup.blocks import Layout
from ledger.views.markup.links import Links
from ledger.views.markup.pages.document import Marked, marked_text
from ledger.views.page import (
    Columns,
    Endnote,
    Heading,
    Labels,
    Line,
    Listing,
    ListLine,
    NumberedPart,
    Paragraph,
    Point,
    Quote,
    Row,
    Table,
    TreeLine,
)
from tests.thorough import examples

LINKS = Links(prefix="", path="/", query={})
LAYOUT = Layout(LINKS)
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)
TAGS = {"a", "blockquote", "caption", "div", "figcaption", "figure", "h2", "p", "q", "span"}
TAGS |= {"table", "tbody", "td", "th", "thead", "tr"}
LEVEL = st.integers(0, 9)
BLOCKS = st.one_of(
    st.builds(Heading, TEXT, TEXT),
    st.builds(Paragraph, TEXT),
    st.builds(TreeLine, TEXT, TEXT, st.just((False, True))),
    st.builds(Point, TEXT, LEVEL, TEXT),
    st.builds(Line, TEXT, LEVEL, TEXT),
    st.builds(Endnote, TEXT, TEXT),
    st.builds(NumberedPart, st.integers(1), TEXT, TEXT, st.tuples(st.builds(Paragraph, TEXT))),
    st.builds(Row, TEXT, TEXT, st.sampled_from(Labels), LEVEL, TEXT),
    st.builds(ListLine, st.tuples(TEXT, TEXT), st.sampled_from(Columns)),
    st.builds(Quote, words=TEXT, source=TEXT, claim=TEXT, level=LEVEL),
    st.builds(lambda cell: Listing(((cell, cell),)), TEXT),
    st.builds(lambda cell: Table((cell, cell), ((cell, cell),)), TEXT),
    TEXT,
)


def words_of(html: str) -> str:
    """The text of markup, without its tags and spaces."""
    return "".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


def texts_of(part):
    """Every text in a block, however deep."""
    if isinstance(part, str):
        return [part]
    parts = msgspec.structs.astuple(part) if isinstance(part, msgspec.Struct) else part
    return [
        t
        for each in parts
        if isinstance(each, str | tuple | msgspec.Struct)
        for t in texts_of(each)
    ]


@examples(150)
@given(BLOCKS)
def test_no_text_becomes_markup_and_none_is_lost(block):
    """Whatever a source wrote stands on the page as its words."""
    html = str(LAYOUT.page([block], title=True))
    for text in texts_of(block):
        assert "".join(text.split()) in words_of(html)
    tags = set(re.findall(r"</?([a-z0-9]+)[ >]", html))
    assert tags <= TAGS


def test_no_text_takes_long_to_read():
    """Brackets that never close, and lists of what is no id, are read once, letter by letter."""
    for text in ("[" + "a" * 50_000, "[" + "ab, " * 20_000, "[a-" * 20_000, "[" + "a-1, " * 20_000):
        assert text == unescape(re.sub(r"<[^>]*>", "", str(LAYOUT.text(text))))


def test_a_reference_is_a_link_and_other_brackets_are_not():
    """Ids in brackets lead to their claims; the words of a translation do not."""
    text = str(LAYOUT.text("so [alce-1, c7x2k9 and 2 more] and [it has 6 of 11] and [sic]"))
    assert ["/claims/alce-1", "/claims/c7x2k9"] == re.findall(r'href="([^"]+)"', text)
    assert "[it has 6 of 11] and [sic]" in text


@examples(150)
@given(
    st.text(alphabet="ab <&\n", min_size=1, max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 10)), max_size=4),
)
def test_a_marked_text_is_the_text(text, places):
    """Marks, however they overlap, add nothing to the words and take nothing away."""
    marks = [
        Marked(claim=f"c{number}", label="n", start=start, end=min(start + length, len(text)))
        for number, (start, length) in enumerate(places)
        if start < len(text)
    ]
    html = str(marked_text(text, marks, links=LINKS, language=None, only=None))
    bare = re.sub(r'<a [^>]*class="note"[^>]*>\[n\]</a>', "", html)
    assert text == unescape(re.sub(r"<[^>]*>", "", bare))
    for mark in marks:
        assert 1 == html.count(f'id="quote-{mark.claim}"')
        assert f'href="/claims/{mark.claim}"' in html


def test_the_marks_of_a_claim_cover_its_words():
    """The marked stretch is the quote itself, and the claim that one came from is told apart."""
    mark = Marked(claim="c1", label="1", start=4, end=9)
    html = str(marked_text("The <nine> of eleven", [mark], links=LINKS, language="en", only="c1"))
    assert '<mark class="own">&lt;nine</mark>' in html
    assert ' lang="en"' in html
