"""The columns of what leaves the desk as lists: the changes of a feed, the days to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.views.tables.cells import Cells

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledger.projections.changes.feed import FeedEntry
    from ledger.projections.dates_to_come import DateToCome


def feed_cells(entries: Iterable[FeedEntry]) -> Cells:
    """A row for each change, the newest first."""
    heads = ("position", "recorded_at", "partnership", "kind", "subject", "field", "before")
    return Cells(
        heads=(*heads, "after", "claims"),
        rows=[
            [
                entry.position,
                entry.recorded_at.isoformat(),
                entry.partnership,
                entry.kind,
                entry.subject,
                entry.field,
                entry.before,
                entry.after,
                " ".join(citation.claim for citation in entry.citations),
            ]
            for entry in entries
        ],
    )


def date_cells(dates: Iterable[DateToCome]) -> Cells:
    """A row for each day to come, what is overdue first."""
    return Cells(
        heads=(
            *("partnership", "kind", "subject", "title", "development", "modality", "when"),
            *("overdue", "who", "claims"),
        ),
        rows=[
            [
                each.partnership,
                each.kind,
                each.subject,
                each.title,
                None if each.development is None else each.development.kind,
                each.modality,
                each.when,
                each.overdue,
                " ".join(party.id for party in each.who),
                " ".join(citation.claim for citation in each.claims),
            ]
            for each in dates
        ],
    )
