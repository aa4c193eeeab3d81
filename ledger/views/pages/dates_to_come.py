"""A day to come in words: what is foreseen, due, or turns on it.

Takes a ``DateToCome``; gives a sentence without its day. Who comes next: calendars and briefs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.projections.dates_to_come import DateKind
from ledger.views.clocks import as_of
from ledger.views.page import Block, Heading, Paragraph, Row, source
from ledger.views.sentences import foreseen, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.clock import Clocks
    from ledger.projections.dates_to_come import DateToCome

_COLUMN = 18
_TURNS = {
    DateKind.IN_FORCE: "{} enters into force",
    DateKind.COMMENTS_DUE: "comments are due: {}",
    DateKind.REVIEW_ENDS: "the review is to end: {}",
    DateKind.TERM_ENDS: "the term of {} ends",
    DateKind.COUNT_STALE: "the count of consents to {} becomes stale",
}


def date_words(date: DateToCome) -> str:
    """What is due on a day, in a few words; of what is foreseen, how the source puts it."""
    development = date.development
    if development is None:
        return _TURNS[date.kind].format(date.title)
    words = foreseen(development, date.names)
    if hasattr(development, "hurdle"):
        words = f"{date.title}: {words.rpartition(': ')[2]}"
    return f"{words} ({date.modality})"


def dates_page(
    dates: Sequence[DateToCome], *, title: str | None, clocks: Clocks
) -> Iterator[Block]:
    """Every day to come with who must act and its words; ``title`` is None over all."""
    yield Heading(f"Dates to come: {title or 'all partnerships'}", as_of(clocks))
    if not dates:
        yield "  no source gives a day, and no count goes stale"
    for date in dates:
        late = "overdue, " if date.overdue else ""
        yield ""
        yield Paragraph(f"{late}{date.when.display}: {date_words(date)}", "    ", "  ")
        if date.who:
            yield Row("    who must act", listed([party.name for party in date.who]), _COLUMN)
        if title is None:
            yield Row("    in", date.partnership_title, _COLUMN)
        if date.claims:
            yield Row("    source", source(date.claims[-1]), _COLUMN)
