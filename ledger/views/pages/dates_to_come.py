"""A day to come in words: what is foreseen, due, or turns on it.

Takes a ``DateToCome``; gives a sentence without its day. Who comes next: calendars and briefs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.projections.dates_to_come import DateKind
from ledger.views.clocks import as_of
from ledger.views.page import Block, Heading, Labels, Paragraph, Point, Row, source
from ledger.views.sentences import foreseen
from ledger.views.words import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.clock import Clocks
    from ledger.projections.dates_to_come import DateToCome
    from ledger.views.words import Words


def date_words(date: DateToCome, words: Words = ENGLISH) -> str:
    """What is due on a day, in a few words; of what is foreseen, how the source puts it."""
    development = date.development
    if development is None:
        turns = date.kind is DateKind.IN_FORCE
        return words("enters-into-force" if turns else f"due-{date.kind}", title=date.title)
    spoken = foreseen(development, date.names, words, hurdle=date.title)
    return f"{spoken} ({words.word(date.modality)})"


def dates_page(
    dates: Sequence[DateToCome], *, title: str | None, clocks: Clocks, words: Words = ENGLISH
) -> Iterator[Block]:
    """Every day to come with who must act and its words; ``title`` is None over all."""
    whole = title or words("all-partnerships")
    yield Heading(words("title-dates", title=whole), as_of(clocks, words))
    if not dates:
        yield Paragraph(words("dates-nothing"), 1)
    for date in dates:
        late = f"{words.word('overdue')}, " if date.overdue else ""
        yield ""
        yield Point(f"{late}{words.when(date.when)}: {date_words(date, words)}", 1)
        for label, text in (
            ("who", words.listed(party.name for party in date.who)),
            ("in", date.partnership_title if title is None else ""),
            ("source", source(date.claims[-1], words) if date.claims else ""),
        ):
            if text:
                yield Row(words(f"label-{label}"), text, Labels.DETAIL, 2)
