"""What became otherwise, in words: the titles and lines of a feed's entries.

Takes ``FeedEntry`` values; gives sentences and a page. Who comes next: the Atom feed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.edtf import Edtf
from ledger.projections.feed import EntryKind
from ledger.projections.why.parts import ACTS
from ledger.views.page import Block, Heading, Paragraph, quoted, shown
from ledger.views.reasons import REASONS
from ledger.views.sentences import foreseen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.projections.feed import FeedEntry


_NO_DAY = "../.."
"""An act without a bound on either side: it was done, and nobody says when."""


def entry_title(entry: FeedEntry) -> str:
    """A change in one line: "ALCE convention: consents: 9 of 11 becomes 10 of 11"."""
    subject = shown(entry.title)
    field = entry.field.replace("-", " ")
    dated = entry.kind is EntryKind.VALUE and entry.field in ACTS
    before, after = (_plain(value, dated=dated) for value in (entry.before, entry.after))
    match entry.kind:
        case EntryKind.HURDLE:
            return f"hurdle {subject}: {before or 'none'} becomes {after or 'none'}"
        case EntryKind.CONTESTED:
            return f"contested: {subject}, {field}: {_reason(entry.after)}"
        case EntryKind.SETTLED:
            return f"no longer contested: {subject}, {field}"
        case EntryKind.NO_LONGER:
            return f"no longer believed: {subject}: {_reason(entry.after)}"
        case EntryKind.VALUE if entry.development is not None:
            words = foreseen(entry.development, entry.names)
            return f"{words}: {before or 'not foreseen'} becomes {after or 'no longer foreseen'}"
        case EntryKind.VALUE:
            return f"{subject}: {field}: {before or 'not known'} becomes {after or 'not known'}"


def _plain(value: str | None, *, dated: bool) -> str | None:
    """A value as a reader writes it; of an act it is its days, or none that is known."""
    if value is None:
        return None
    if not dated:
        return str(value).replace("-", " ")
    return "day unknown" if value == _NO_DAY else Edtf(value).display


def _reason(code: str | None) -> str:
    return REASONS.get(code or "", code or "")


def feed_page(entries: Sequence[FeedEntry], *, title: str | None) -> Iterator[Block]:
    """The changes, the newest first, each with its words."""
    yield Heading(f"Changes: {title or 'all partnerships'}", "the newest first")
    if not entries:
        yield "  nothing was recorded that changed an answer"
    for entry in entries:
        day = f"{entry.recorded_at:%Y-%m-%d}"
        yield ""
        yield Paragraph(f"{day} @{entry.position}  {entry_title(entry)}", "    ", "  ")
        for citation in entry.citations[:1]:
            yield quoted(citation, "    ")
