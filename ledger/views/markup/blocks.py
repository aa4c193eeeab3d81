"""A page of blocks as HTML: the second way to lay out what ``views`` says.

Takes the blocks of ``ledger.views.page``; gives markup in which every text is escaped and every
id in brackets is a link to its claim. Absent: style. A class says what a block is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from markupsafe import Markup, escape

from ledger.views.markup.elements import element, joined, link, markup, table, together
from ledger.views.page import (
    Endnote,
    Heading,
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
    shown,
)
from ledger.views.pages.values import FIELDS
from ledger.views.words import LANGUAGES, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.views.markup.links import Links
    from ledger.views.page import Block, Page

# Each letter can be read in one way only, so that no text of a source makes this slow.
_MORE = "|".join(
    re.escape(words(language)("and-more", count="#")).replace("\\#", "[0-9]+")
    for language in LANGUAGES
)
_CITED = re.compile(rf"\[([a-z0-9][a-z0-9:-]*(?:, [a-z0-9][a-z0-9:-]*)*)((?: (?:{_MORE}))?)\]")
_PROVEN = re.compile(rf"\[([a-z0-9][a-z0-9-]*(?:/[a-z0-9-]+)*\.(?:{'|'.join(FIELDS)}))\]")
"""What a value is called where it can be asked for: ``alce-convention.consents``."""
_DEEPEST = 6
"""Levels below that one are set in no further."""


class Layout:
    """Lays out blocks for one reader: ``links`` keep the clocks that are set."""

    def __init__(self, links: Links) -> None:
        self._links = links

    def page(self, page: Page, *, title: bool = False) -> Markup:
        """All blocks in order. The first heading is left out unless ``title`` asks for it.

        A page of the site has its title and its clocks above already.
        """
        parts: list[Markup] = []
        first = True
        for block in page:
            if first and isinstance(block, Heading) and not title:
                first = False
                continue
            first = False
            parts.extend(self._block(block))
        return markup(parts)

    def text(self, text: str) -> Markup:
        """A text with its references made links, of values and of claims."""
        if "[" not in text:
            return escape(text)
        parts, end = [], 0
        for match in _PROVEN.finditer(text):
            why = link(self._links.to(f"/why/{match[1]}"), match[1], class_="value")
            parts += [self._cited(text[end : match.start()]), together("[", why, "]")]
            end = match.end()
        return together(*parts, self._cited(text[end:]))

    def _cited(self, text: str) -> Markup:
        parts, end = list[str](), 0
        for match in _CITED.finditer(text):
            ids = match.group(1).split(", ")
            if not all("-" in name or any(map(str.isdigit, name)) for name in ids):
                continue
            cited = joined(
                (
                    link(self._links.to(f"/claims/{name}"), shown(name), class_="claim")
                    for name in ids
                ),
                ", ",
            )
            parts += [text[end : match.start()], together("[", cited, match[2], "]")]
            end = match.end()
        return together(*parts, text[end:])

    def quote(self, quote: Quote) -> Markup:
        """Words, their translation, and who said them."""
        lines = [element("blockquote", element("q", quote.words))]
        if quote.translation is not None:
            lines.append(element("p", f"[{quote.translation}]", class_="translation"))
        lines.append(element("figcaption", self.text(f"{quote.source} [{quote.claim}]")))
        return element("figure", markup(lines), class_=" ".join(("quote", *_in(quote.level))))

    def _block(self, block: Block) -> Iterator[Markup]:  # noqa: C901, PLR0912 - one case a block
        match block:
            case "":
                return
            case str():
                yield element("h2", self.text(block))
            case Heading(title=title, aside=aside):
                against = element("span", aside, class_="aside")
                yield element("h2", together(self.text(title), against, between=" "))
            case TreeLine(title=title, aside=aside, path=path):
                yield self._row(title, aside, len(path))
            case Paragraph() | Point() | Line():
                yield self._paragraph(block.text, block.behind, level=block.level)
            case Endnote(mark=mark, text=text):
                yield element("p", together(mark, self.text(text), between=" "))
            case NumberedPart(number=number, title=title, aside=aside, details=details):
                yield from self._block(Heading(f"{number}. {title}", aside))
                yield self.page(details, title=True)
            case Row(label=label, text=text, level=level, behind=behind):
                yield self._row(label, _apart(text, behind), level)
            case Listing(rows=rows, level=level):
                yield markup(self._row(label, text, level) for label, text in rows)
            case ListLine(cells=cells):
                yield self._paragraph(*cells)
            case Quote():
                yield self.quote(block)
            case Table():
                yield table(block.heads, block.rows)
            case _:
                assert_never(block)

    def _paragraph(self, *parts: str, level: int = 0) -> Markup:
        return element("p", self.text(_apart(*parts)), class_=" ".join(_in(level)) or None)

    def _row(self, label: str, text: str, level: int) -> Markup:
        name = element("span", label, class_="label")
        words = together(name, element("span", self.text(text)), between=" ")
        return element("p", words, class_=f"row in-{min(level, _DEEPEST)}")


def _apart(*parts: str) -> str:
    return " ".join(filter(None, parts))


def _in(level: int) -> tuple[str, ...]:
    """The class of a level; the outermost has none."""
    return (f"in-{min(level, _DEEPEST)}",) if level else ()
