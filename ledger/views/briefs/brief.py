"""A brief as values: sections of statements, each with the numbers of its notes.

Takes nothing; gives the types that ``composition`` fills and each renderer lays out.
"""

from __future__ import annotations

from datetime import datetime

import attrs


@attrs.frozen(kw_only=True)
class Footnote:
    """Verbatim words, who said them, in what and when; the translation where there is one.

    ``language`` is that of the words where the document says so; ``url`` is where they stood.
    """

    number: int
    words: str
    translation: str | None
    source: str
    claim: str
    language: str | None
    url: str | None


@attrs.frozen(kw_only=True)
class Statement:
    """A sentence, and the numbers of the notes that it rests on."""

    text: str
    notes: tuple[int, ...]


@attrs.frozen(kw_only=True)
class Section:
    """Statements under a heading; ``nothing`` are the words where no source states any.

    ``rest`` says how many more there are and where to read them, where not all of them fit.
    """

    heading: str
    statements: tuple[Statement, ...]
    nothing: str
    rest: str = ""


@attrs.frozen(kw_only=True)
class BriefPart:
    """One partnership: its name, how fresh its news is, and its sections."""

    partnership: str
    title: str
    freshness: str
    sections: tuple[Section, ...]


@attrs.frozen(kw_only=True)
class Comparison:
    """Several partnerships in one table: a row each, a cell for each head."""

    heading: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Statement, ...], ...]


@attrs.frozen(kw_only=True)
class Brief:
    """A whole brief. ``closing`` are its last lines: clocks, position, checkpoint, how to check.

    ``dated`` is the moment of the last event that was read, ``origin`` the ledger.
    """

    title: str
    language: str
    clocks: str
    comparison: Comparison | None
    parts: tuple[BriefPart, ...]
    notes_heading: str
    footnotes: tuple[Footnote, ...]
    closing: tuple[str, ...]
    origin: str
    dated: datetime
