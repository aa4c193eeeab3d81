"""A page as values: headings, paragraphs, rows, quotes and tables, before anyone lays them out.

A view gives a page; a renderer makes it into something to read: ``ledger.views.layout`` makes
plain text in columns. Absent: widths, colours, and any other matter of a medium.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeAlias

import attrs

from ledger.ids import is_made

if TYPE_CHECKING:
    from ledger.projections.contests import Disputed
    from ledger.projections.weighing.citations import Citation

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


def quoted(citation: Citation, indent: str) -> Quote:
    """The words of a claim, and who said so, where and when."""
    return Quote(
        words=" ".join(citation.quote.split()),
        source=source(citation),
        indent=indent,
        translation=citation.translation or None,
    )


def disputed(dispute: Disputed, indent: str) -> Paragraph:
    """Who disputes a claim, and why."""
    return Paragraph(f"disputed by {dispute.by}: {dispute.reason}", indent)


def source(citation: Citation) -> str:
    """Who said it, where, when, and the claim's id."""
    publisher = citation.publisher or citation.title or citation.document
    nameless = "a source that is not named" if citation.anonymous else None
    speaker = ", ".join(word for word in (nameless, citation.asserted_by) if word)
    through = "".join(f", quoted by {name}" for name in citation.quoted_by)
    who = f"{speaker or 'words'}{through}, in " if speaker or through else ""
    when = f", {citation.published.short}" if citation.published else ", day unknown"
    derived = "" if citation.lineage == "original" else f" ({citation.lineage})"
    where = pages(citation.page, citation.last_page)
    return f"{who}{publisher}{derived}{where}{when}  [{shown(citation.claim)}]"


def pages(first: int | None, last: int | None) -> str:
    """The pages on which words stand, to be written after their document.

    >>> pages(3, None), pages(3, 4), pages(None, None)
    (', p. 3', ', pp. 3-4', '')
    """
    if first is None:
        return ""
    return f", p. {first}" if last is None else f", pp. {first}-{last}"
