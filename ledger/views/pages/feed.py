"""What became otherwise, in words: the titles and lines of a feed's entries.

Takes ``FeedEntry`` values; gives sentences and a page. Who comes next: the Atom feed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.projections.changes.feed import EntryKind
from ledger.projections.why.parts import ACTS
from ledger.views.page import Block, Heading, Paragraph, Point, quoted, shown
from ledger.views.pages.changes import awaited
from ledger.views.pages.status import titled
from ledger.views.pages.values import field_words, value_text
from ledger.views.reasons import reason_words
from ledger.views.words import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.projections.changes.feed import FeedEntry
    from ledger.views.words import Words

_NO_DAY = "../.."
"""An act without a bound on either side: it was done, and nobody says when."""


def entry_title(entry: FeedEntry, words: Words = ENGLISH) -> str:
    """A change in one line: "ALCE convention: consents: 9 of 11 becomes 10 of 11"."""
    subject, field = shown(entry.title), field_words(entry.field, words)
    dated = entry.kind is EntryKind.VALUE and entry.field in ACTS
    before, after = (
        words("day-unknown") if dated and value == _NO_DAY else value_text(value, words)
        for value in (entry.before, entry.after)
    )
    match entry.kind:
        case EntryKind.HURDLE:
            title, nothing = titled(entry.subject, subject, entry.names, words), words("value-none")
            states = {"before": before or nothing, "after": after or nothing}
            return words("becomes-hurdle", title=title, **states)
        case EntryKind.CONTESTED:
            reason = reason_words(entry.after or "", words)
            return words("contested-entry", subject=subject, field=field, reason=reason)
        case EntryKind.SETTLED:
            return words("no-longer-contested", what=f"{subject}, {field}")
        case EntryKind.NO_LONGER:
            reason = reason_words(entry.after or "", words)
            return words("no-longer-believed", what=f"{subject}: {reason}")
        case EntryKind.VALUE if entry.development is not None:
            return words(
                "becomes-foreseen",
                what=awaited(entry.development, entry.when, entry.names, words),
                before=before or words("not-foreseen"),
                after=after or words("no-longer-foreseen"),
            )
        case EntryKind.VALUE:
            unknown = words("not-known")
            states = {"before": before or unknown, "after": after or unknown}
            return words("becomes", subject=subject, field=field, **states)


def feed_page(
    entries: Sequence[FeedEntry], *, title: str | None, words: Words = ENGLISH
) -> Iterator[Block]:
    """The changes, the newest first, each with its words."""
    whole = title or words("all-partnerships")
    yield Heading(words("title-changes", title=whole), words("feed-newest"))
    if not entries:
        yield Paragraph(words("feed-nothing"), 1)
    for entry in entries:
        day = f"{entry.recorded_at:%Y-%m-%d}"
        yield ""
        yield Point(f"{day} @{entry.position}", 1, behind=entry_title(entry, words))
        for citation in entry.citations[:1]:
            yield quoted(citation, 2, words)
