"""The documents that a ledger keeps, as a list: what each is, when it came out, what rests on it.

Takes facts, what rests on each document, clocks and a filter; gives rows, the latest published
first.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import attrs

from ledger.edtf import Edtf
from ledger.sources.kinds import Extent, Lineage, SourceKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ledger.clock import Clocks
    from ledger.facts.facts import CapturedDocument
    from ledger.projections.filter import Filter


@attrs.frozen(kw_only=True)
class DocumentRow:
    """One document; ``claims`` are those that quote it, whether or not they stand.

    ``claims_taken_back`` is how many of them were retracted, each by itself.
    ``taken_back``: someone entitled retracted the whole of it.
    """

    id: str
    title: str
    publisher: str
    source_kind: SourceKind
    language: str | None
    published: Edtf | None
    captured_at: datetime
    lineage: Lineage
    root: str | None
    extent: Extent
    characters: int
    url: str | None
    claims: int
    taken_back: bool
    claims_taken_back: int


@attrs.frozen(kw_only=True)
class DocumentUse:
    """What rests on one document; the fields are those of its row."""

    claims: int
    claims_taken_back: int
    taken_back: bool


def document_rows(
    documents: Mapping[str, CapturedDocument],
    use: Callable[[str], DocumentUse],
    clocks: Clocks,
    wanted: Filter,
) -> tuple[DocumentRow, ...]:
    """The rows of those that one could have read by ``published_by`` and that are let through.

    ``use`` tells by its id what rests on a document.
    """
    rows = (
        _row(captured, use(name))
        for name, captured in documents.items()
        if _readable(captured, clocks)
        and wanted.source(captured.document.id, captured.document.publisher)
        and wanted.day(captured.document.published, captured.readable_by)
    )
    return tuple(sorted(rows, key=lambda row: (-_day(row).toordinal(), row.id)))


def _row(captured: CapturedDocument, use: DocumentUse) -> DocumentRow:
    document = captured.document
    return DocumentRow(
        id=document.id,
        title=document.title,
        publisher=document.publisher,
        source_kind=document.kind,
        language=document.language,
        published=document.published,
        captured_at=captured.captured_at,
        lineage=document.lineage,
        root=document.root,
        extent=document.extent,
        characters=len(document.text),
        url=document.url,
        claims=use.claims,
        taken_back=use.taken_back,
        claims_taken_back=use.claims_taken_back,
    )


def _day(row: DocumentRow) -> date:
    """The day by which it was out; of one that names none, the first of all."""
    latest = row.published.latest if row.published else None
    return latest or date.min


def _readable(captured: CapturedDocument, clocks: Clocks) -> bool:
    if clocks.published_by is None:
        return True
    published = captured.document.published
    return ((published.latest if published else None) or captured.readable_by) <= (
        clocks.published_by
    )
