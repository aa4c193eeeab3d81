"""A page as values: headings, paragraphs, rows, quotes and tables, before anyone lays them out.

A view gives a page; a renderer makes it into something to read: ``ledger.views.text.layout`` makes
plain text in columns, ``ledger.views.markup.blocks`` HTML. Absent: how wide a page is, colours and
tags. What ``column`` and ``least`` say of a table's first column, only text in columns needs.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeAlias

import attrs

from ledger.ids import is_made
from ledger.views.words import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.projections.contests import Disputed
    from ledger.projections.weighing.citations import Citation
    from ledger.views.words import Words

ID_SHOWN = 8


@attrs.frozen
class Heading:
    """A text and what stands at the other end of its line; ``under`` begins later lines."""

    left: str
    right: str
    under: str = ""


@attrs.frozen
class Paragraph:
    """A text that wraps, ``indent`` before each line, ``first`` before the first one if given."""

    text: str
    indent: str = ""
    first: str | None = None


@attrs.frozen
class Row:
    """A label and its text, which begins at ``column`` and goes on under itself."""

    label: str
    text: str
    column: int


@attrs.frozen
class Halves:
    """A title in the first half of the page and its text in the second."""

    title: str
    text: str
    indent: str


@attrs.frozen
class Listing:
    """Labels and their texts in one column, as wide as the labels need."""

    rows: tuple[tuple[str, str], ...]


@attrs.frozen
class Quote:
    """Verbatim words, their translation where there is one, and who said them, where and when."""

    words: str
    source: str
    indent: str
    translation: str | None = None


@attrs.frozen
class Table:
    """Heads and rows of cells, the first column at least ``least`` wide."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    least: int


Block: TypeAlias = Heading | Paragraph | Row | Halves | Listing | Quote | Table | str
"""A part of a page; a ``str`` is one line as it stands."""

Page: TypeAlias = Iterable[Block]


def shown(name: str) -> str:
    """An id as a reader sees it: names whole, ids made from content by their beginning."""
    return name[:ID_SHOWN] if is_made(name) else name


def quoted(citation: Citation, indent: str, words: Words = ENGLISH) -> Quote:
    """The words of a claim, and who said so, where and when."""
    return Quote(
        words=" ".join(citation.quote.split()),
        source=source(citation, words),
        indent=indent,
        translation=citation.translation or None,
    )


def cited(claims: Sequence[str], words: Words = ENGLISH, *, most: int | None = None) -> str:
    """The ids of claims in brackets, of many the first ones and how many more there are."""
    few = claims if most is None else claims[:most]
    more = len(claims) - len(few)
    behind = f" {words('and-more', count=more)}" if more else ""
    return f"[{', '.join(map(shown, few))}{behind}]" if claims else ""


def disputed(dispute: Disputed, indent: str, words: Words = ENGLISH) -> Paragraph:
    """Who disputes a claim, and why."""
    return Paragraph(words("disputed-by", by=dispute.by, reason=dispute.reason), indent)


def outlet(citation: Citation, words: Words = ENGLISH) -> str:
    """Where and when: "La Jornada, 19 May 2024"."""
    where = citation.publisher or citation.title or citation.document
    return f"{where}, {words.short(citation.published)}"


def source(citation: Citation, words: Words = ENGLISH) -> str:
    """Who said it, where, when, and the claim's id."""
    publisher = citation.publisher or citation.title or citation.document
    nameless = words("brief-anonymous") if citation.anonymous else None
    speaker = ", ".join(word for word in (nameless, citation.asserted_by) if word)
    if citation.quoted_by:
        speaker = speaker or words("source-words")
    for name in citation.quoted_by:
        speaker = words("source-through", speaker=speaker, name=name)
    derived = "" if citation.lineage == "original" else f" ({words.word(citation.lineage)})"
    where = f"{publisher}{derived}{pages(citation.page, citation.last_page, words)}"
    where = words("source-speaks", speaker=speaker, where=where) if speaker else where
    return f"{where}, {words.short(citation.published)}  [{shown(citation.claim)}]"


def pages(first: int | None, last: int | None, words: Words = ENGLISH) -> str:
    """The pages on which words stand, to be written after their document.

    >>> pages(3, None), pages(3, 4), pages(None, None)
    (', p. 3', ', pp. 3-4', '')
    """
    if first is None:
        return ""
    if last is None:
        return words("source-page", first=first)
    return words("source-pages", first=first, last=last)
