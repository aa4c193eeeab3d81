"""The documents of a ledger as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.sources.kinds import Extent, Lineage
from ledger.views.page import Block, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.projections.documents import DocumentRow


def documents_page(documents: Sequence[DocumentRow], *, only: str = "") -> Iterator[Block]:
    """Each document with its day, publisher, title and id, and what rests on it."""
    yield f"{len(documents):,} {'document' if len(documents) == 1 else 'documents'}"
    if only:
        yield Paragraph(f"Only {only}.")
    for document in documents:
        when = document.published.short if document.published else "day unknown"
        yield ""
        yield Paragraph(
            f"{document.publisher}, {when}: {document.title}  [{document.id}]", "    ", "  "
        )
        yield Paragraph("; ".join(_parts(document)), "    ")


def _parts(document: DocumentRow) -> Iterator[str]:
    yield document.source_kind.value
    noun = "claim" if document.claims == 1 else "claims"
    yield f"{document.claims:,} {noun}" if document.claims else "no claim quotes it"
    if document.extent is Extent.EXCERPTS:
        yield "excerpts"
    if document.lineage is not Lineage.ORIGINAL:
        root = f" of {document.root}" if document.root else ""
        yield f"{document.lineage.value}{root}"
    if document.taken_back:
        yield "taken back"
