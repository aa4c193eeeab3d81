"""The columns of the inbox: what waits, and what the ledger has of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.intake.inbox.assessment import Same
from ledger.views.tables.cells import Cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ledger.intake.inbox.assessment import Assessment

_HEADS = (
    *("number", "item", "state", "title", "publisher", "source_kind", "language", "published"),
    *("url", "door", "through", "arrived", "fault", "have", "edited_since", "derives_from"),
    *("mentions", "drafts", "by", "at", "reason", "document", "claims"),
)


def inbox_cells(assessments: Iterable[Assessment]) -> Cells:
    """A row for each item; what the ledger has of it are the ids of documents and items."""
    return Cells(heads=_HEADS, rows=list(map(_row, assessments)))


def _row(assessment: Assessment) -> Sequence[object]:
    item, arrival = assessment.item, assessment.item.arrival
    return (
        item.number,
        item.id,
        item.state,
        item.title,
        arrival.publisher,
        arrival.kind,
        arrival.language,
        arrival.published,
        arrival.url,
        arrival.door,
        arrival.through,
        item.arrived.isoformat(),
        arrival.fault,
        _sources(assessment, Same.TEXT),
        _sources(assessment, Same.ADDRESS),
        None if assessment.suggestion is None else assessment.suggestion.root,
        " ".join(mention.id for mention in assessment.mentions),
        len(assessment.drafts),
        item.by,
        None if item.at is None else item.at.isoformat(),
        item.reason,
        item.document,
        " ".join(item.claims),
    )


def _sources(assessment: Assessment, same: Same) -> str:
    """The ids of the texts that an item has in common with the ledger, by what they share."""
    return " ".join(have.source.id for have in assessment.have if have.same is same)
