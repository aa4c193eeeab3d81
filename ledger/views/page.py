"""A page as values: headings, paragraphs, rows, quotes and tables, before anyone lays them out.

A view gives a page; a renderer makes it into something to read: ``ledger.views.text.layout`` makes
plain text in columns, ``ledger.views.markup.blocks`` HTML. A block says what it is, how deep it
stands (``level``) and what is set apart ``behind`` its text. Absent: how wide a page or a column
is, how far a level is set in, colours and tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum, auto
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from ledger.ids import is_made
from ledger.views.words import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.projections.contests import Disputed
    from ledger.projections.weighing.citations import Citation
    from ledger.views.words import Words

ID_SHOWN = 8
_REFERENCES = re.compile(r"(?<=\[)[a-z0-9][a-z0-9-]*(?:, [a-z0-9][a-z0-9-]*)*(?=[ \]])")


class Labels(Enum):
    """What the labels of rows say; the texts of one sort stand under each other."""

    SUMMARY = auto()
    """What a page says first of its subject."""
    TITLE = auto()
    """What a thing is called; the text says where it stands."""
    STATE = auto()
    """How far a thing is, or which side words are on."""
    DETAIL = auto()
    """Who, when and why, of the thing above."""
    LOSS = auto()
    """That a claim lost."""
    GROUND = auto()
    """What a judgement rests on."""
    CONDITION = auto()
    """What would change an answer."""
    RECORD = auto()
    """What one record has: an event, a party, a repair."""
    PROOF = auto()
    """What was proven."""
    ARRIVAL = auto()
    """How an item came, and what the ledger has of it."""
    SIDE = auto()
    """Whose value it is, of two that differ."""
    FIELD = auto()
    """A field of an entry."""
    CHECK = auto()
    """The name of a check."""


class Columns(Enum):
    """What the cells of a line are; lines of one sort stand under each other."""

    EVENT = auto()
    """An event's position, its moment, its type, its id, and what else there is."""
    IMPORT = auto()
    """An import's id, its moment, and what else there is."""
    ITEM = auto()
    """An item's number, its title, and its id; or what is said of one that has no number."""
    RECEIVER = auto()
    """A receiver's name, where it is, and how far it was told."""
    TOKEN = auto()
    """Whose a token is, what it may do, and the day it was made."""


class Heading(msgspec.Struct, frozen=True):
    """A title, and what stands against it: a state, a clock."""

    title: str
    aside: str
    level: int = 0


class TreeLine(msgspec.Struct, frozen=True):
    """A line of a tree; ``path`` says of each step to it whether it is the last one there."""

    title: str
    aside: str
    path: tuple[bool, ...]


class Paragraph(msgspec.Struct, frozen=True):
    """A text that wraps."""

    text: str
    level: int = 0
    behind: str = ""


class Point(msgspec.Struct, frozen=True):
    """A text that is one of several."""

    text: str
    level: int = 0
    behind: str = ""


class Line(msgspec.Struct, frozen=True):
    """A text that is one line however long it is, to be searched or copied."""

    text: str
    level: int = 0
    behind: str = ""


class Endnote(msgspec.Struct, frozen=True):
    """A footnote, with the mark that leads to it."""

    mark: str
    text: str


class NumberedPart(msgspec.Struct, frozen=True):
    """A title with its number in a list, what stands against it, and what is said of it."""

    number: int
    title: str
    aside: str
    details: tuple[Block, ...]


class Row(msgspec.Struct, frozen=True):
    """A label and its text; ``labels`` says what sort of label it is."""

    label: str
    text: str
    labels: Labels
    level: int = 0
    behind: str = ""


class Listing(msgspec.Struct, frozen=True):
    """Labels and their texts, all that belong together."""

    rows: tuple[tuple[str, str], ...]
    level: int = 0


class ListLine(msgspec.Struct, frozen=True):
    """A line of a list that has no heads."""

    cells: tuple[str, ...]
    columns: Columns


class Quote(msgspec.Struct, frozen=True):
    """Verbatim words of a claim, their translation, and who said them, where and when."""

    words: str
    source: str
    claim: str
    level: int = 0
    translation: str | None = None


class Table(msgspec.Struct, frozen=True):
    """Heads and rows of cells, the first cell of each its name."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block: TypeAlias = (
    Heading
    | TreeLine
    | Paragraph
    | Point
    | Line
    | Endnote
    | NumberedPart
    | Row
    | Listing
    | ListLine
    | Quote
    | Table
    | str
)
"""A part of a page; a ``str`` is the head of a part, an empty one the space between two."""

Page: TypeAlias = Iterable[Block]


def shown(name: str) -> str:
    """An id as a reader sees it: names whole, ids made from content by their beginning."""
    return name[:ID_SHOWN] if is_made(name) else name


def shortened(text: str) -> str:
    """A text of a page as one reads it: the ids in its brackets as ``shown`` has them.

    A page has them whole, so that a link leads to the one that is meant.

    >>> shortened("9 of 11  [cr2ag0q94t14b4a9m, thx-21 and 3 more]")
    '9 of 11  [cr2ag0q9, thx-21 and 3 more]'
    """
    if "[" not in text:
        return text
    return _REFERENCES.sub(lambda match: ", ".join(map(shown, match[0].split(", "))), text)


def quoted(citation: Citation, level: int = 0, words: Words = ENGLISH) -> Quote:
    """The words of a claim, and who said so, where and when."""
    return Quote(
        words=" ".join(citation.quote.split()),
        source=_spoken(citation, words),
        claim=citation.claim,
        level=level,
        translation=citation.translation or None,
    )


def cited(claims: Sequence[str], words: Words = ENGLISH, *, most: int | None = None) -> str:
    """The ids of claims in brackets, of many the first ones and how many more there are."""
    few = claims if most is None else claims[:most]
    more = len(claims) - len(few)
    behind = f" {words('and-more', count=more)}" if more else ""
    return f"[{', '.join(few)}{behind}]" if claims else ""


def disputed(dispute: Disputed, level: int, words: Words = ENGLISH) -> Paragraph:
    """Who disputes a claim, and why."""
    return Paragraph(words("disputed-by", by=dispute.by, reason=dispute.reason), level)


def outlet(citation: Citation, words: Words = ENGLISH) -> str:
    """Where and when: "La Jornada, 19 May 2024"."""
    where = citation.publisher or citation.title or citation.document
    return f"{where}, {words.short(citation.published)}"


def source(citation: Citation, words: Words = ENGLISH) -> str:
    """Who said it, where, when, and the claim's id."""
    return f"{_spoken(citation, words)} [{citation.claim}]"


def _spoken(citation: Citation, words: Words) -> str:
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
    return f"{where}, {words.short(citation.published)}"


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
