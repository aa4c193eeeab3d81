"""A page of blocks as HTML: the second way to lay out what ``views`` says.

Takes the blocks of ``ledger.views.page``; gives markup in which every text is escaped and every
id in brackets is a link to its claim. Absent: style. A class says what a block is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from markupsafe import Markup, escape

from ledger.views.markup.elements import element, link, markup, table, together
from ledger.views.page import Halves, Heading, Listing, Paragraph, Quote, Row, Table
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
_DRAWN = re.compile("[\u2500-\u257f]")
_STEP = 2  # columns of one level of indentation


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
        parts, end = [], 0
        for match in _PROVEN.finditer(text):
            why = link(self._links.to(f"/why/{match[1]}"), match[1], class_="value")
            parts += [self._cited(text[end : match.start()]), together("[", why, "]")]
            end = match.end()
        return Markup("").join((*parts, self._cited(text[end:])))

    def _cited(self, text: str) -> Markup:
        parts, end = [], 0
        for match in _CITED.finditer(text):
            ids = match.group(1).split(", ")
            if not all("-" in name or any(map(str.isdigit, name)) for name in ids):
                continue
            cited = Markup(", ").join(
                link(self._links.to(f"/claims/{name}"), name, class_="claim") for name in ids
            )
            parts += [escape(text[end : match.start()]), together("[", cited, match[2], "]")]
            end = match.end()
        return Markup("").join((*parts, escape(text[end:])))

    def quote(self, quote: Quote) -> Markup:
        """Words, their translation, and who said them."""
        lines = [element("blockquote", element("q", quote.words))]
        if quote.translation is not None:
            lines.append(element("p", f"[{quote.translation}]", class_="translation"))
        lines.append(element("figcaption", self.text(quote.source)))
        depth = min(len(quote.indent) // _STEP, 6)
        class_ = f"quote in-{depth}" if depth else "quote"
        return element("figure", markup(lines), class_=class_)

    def _block(self, block: Block) -> Iterator[Markup]:
        match block:
            case str():
                yield from self._line(block)
            case Heading(left=left, right=right):
                aside = element("span", right, class_="aside")
                yield element("h2", together(self.text(left), aside, between=" "))
            case Paragraph(text=text, indent=indent, first=first):
                start = indent if first is None else first
                yield self._paragraph(start.strip(), text, len(start) - len(start.lstrip()))
            case Row(label=label, text=text):
                yield self._row(label.strip(), text, _depth(label))
            case Halves(title=title, text=text, indent=indent):
                yield self._row(title, text, len(indent) // _STEP)
            case Listing(rows=rows):
                yield markup(self._row(label.strip(), text, _depth(label)) for label, text in rows)
            case Quote():
                yield self.quote(block)
            case Table():
                yield table(block.heads, block.rows)
            case _:
                assert_never(block)

    def _line(self, line: str) -> Iterator[Markup]:
        """One line as it stands: a head where it is not set in, a drawing where it has lines."""
        if not line.strip():
            return
        if _DRAWN.search(line):
            yield element("pre", self.text(line), class_="drawn")
        elif line.startswith(" "):
            yield self._paragraph("", line.strip(), len(line) - len(line.lstrip()))
        else:
            yield element("h2", self.text(line))

    def _paragraph(self, first: str, text: str, columns: int) -> Markup:
        content = together(first, self.text(text), between=" ") if first else self.text(text)
        return element("p", content, class_=f"in-{min(columns // _STEP, 6)}" if columns else None)

    def _row(self, label: str, text: str, depth: int) -> Markup:
        name = element("span", label, class_="label")
        words = together(name, element("span", self.text(text)), between=" ")
        return element("p", words, class_=f"row in-{min(depth, 6)}")


def _depth(label: str) -> int:
    return (len(label) - len(label.lstrip())) // _STEP
