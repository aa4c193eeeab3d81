"""The documents of a ledger as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.sources.kinds import Extent, Lineage
from ledger.views.page import Block, Paragraph, Point
from ledger.views.words import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.projections.documents import DocumentRow
    from ledger.views.words import Words


def documents_page(
    documents: Sequence[DocumentRow], *, only: str = "", words: Words = ENGLISH
) -> Iterator[Block]:
    """Each document with its day, publisher, title and id, and what rests on it."""
    yield words.counted("document", len(documents))
    if only:
        yield Paragraph(words("only", only=only))
    for document in documents:
        when = words.short(document.published)
        yield ""
        title = f"{document.publisher}, {when}: {document.title}"
        yield Point(title, 1, behind=f"[{document.id}]")
        yield Paragraph("; ".join(_parts(document, words)), 2)


def _parts(document: DocumentRow, words: Words) -> Iterator[str]:
    yield words.word(document.source_kind)
    yield words.counted("claim", document.claims) if document.claims else words("quotes-none")
    if document.claims_taken_back:
        yield words("claims-taken-back", count=document.claims_taken_back)
    if document.extent is Extent.EXCERPTS:
        yield words("excerpts")
    if document.lineage is not Lineage.ORIGINAL:
        lineage = words.word(document.lineage)
        yield words("lineage-of", lineage=lineage, root=document.root)
    if document.taken_back:
        yield words("taken-back")
