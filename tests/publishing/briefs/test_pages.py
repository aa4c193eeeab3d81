"""Markdown and HTML of a brief: notes lead there and back, and no text becomes markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from markdown_it import MarkdownIt

from ledger.views.briefs.html import html
from ledger.views.briefs.markdown import markdown


class Page(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.texts = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.texts.append(data)


def test_each_note_of_markdown_is_defined_once_and_cited(alone):
    """A definition for each number, and a reference before it."""
    text = markdown(alone)
    defined = re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)
    assert defined == [str(note.number) for note in alone.footnotes]
    assert set(re.findall(r"\[\^(\d+)\](?!:)", text)) == set(defined)


def test_hostile_text_stays_text_in_markdown(hostile):
    """No element, no link but that of the note, no image, and every letter is shown."""
    rendered = MarkdownIt("commonmark").enable("table").render(markdown(hostile))
    page = Page(rendered)
    tags = {tag for tag, _ in page.elements}
    assert tags <= {"h1", "h2", "p", "em", "ul", "li", "a", "hr"}
    links = [attributes["href"] for tag, attributes in page.elements if tag == "a"]
    assert set(links) == {"https://example.org/a%22onmouseover=x%3Cy"}
    assert "#panic() [x] *b* <i>a</i> & </w:t> $x$ `code` |" in "".join(page.texts)


def test_hostile_text_stays_text_in_html(hostile):
    """No script, no handler, nothing loaded, and every letter is shown."""
    page = Page(html(hostile))
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "i", "img", "w:t", "object", "iframe"}
    names = {name for _, attributes in page.elements for name in attributes}
    assert not [name for name in names if name.startswith("on")]
    assert not [a for tag, a in page.elements if tag in {"link", "img"} or "src" in a]
    assert "#panic() [x] *b* <i>a</i> & </w:t> $x$ `code` |" in "".join(page.texts)


def test_every_link_of_the_page_leads_somewhere(several):
    """Each note is linked from its statement, and links back to the first."""
    page = Page(html(several))
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    inner = [a["href"][1:] for tag, a in page.elements if tag == "a" and a["href"][0] == "#"]
    assert set(inner) <= set(ids)
    assert {f"note-{note.number}" for note in several.footnotes} <= set(inner)


def test_words_of_another_language_say_so(alone):
    """What a source said carries its document's language; the page that of its headings."""
    page = Page(html(alone))
    assert ("html", {"lang": "en"}) in page.elements
    quotes = [attributes for tag, attributes in page.elements if tag == "q"]
    assert {"lang": "ko"} in quotes
