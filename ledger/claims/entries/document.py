"""The entry of a document: an article with its origin, and its text in one of three ways.

Takes the fields of such an entry, gives a captured ``Document``. Reading a file is the
caller's, who hands in how: this room does no I/O.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import attrs

from ledger.claims.commands import CaptureDocument
from ledger.claims.developments.fields import Slug, Text, described
from ledger.claims.entries.mistakes import NoFilesHere, OneTextOnly
from ledger.edtf import Edtf
from ledger.ids import DocumentId
from ledger.sources.document import Document
from ledger.sources.kinds import Extent, Lineage, SourceKind

FileText = Callable[[str], str]
"""From a path as an entry gives it to the text captured there; raises ClaimsError."""

WAYS = ("text", "file", "excerpts")


@attrs.frozen(kw_only=True)
class DocumentEntry:
    """An article, a treaty text or any other document that states something.

    Exactly one of ``text``, ``file`` and ``excerpts`` gives its words.
    """

    kind: ClassVar[str] = "document"

    id: Slug | None = described("a short name for the document", default=None)
    text: str | None = described("the whole text", default=None)
    file: Text | None = described("a file with the text, beside the import file", default=None)
    excerpts: tuple[str, ...] = described(
        "short quotes, where the whole text is not kept", default=()
    )
    title: Text | None = described("its title", default=None)
    publisher: Text | None = described("who published it", default=None)
    source_kind: SourceKind = described(
        "what sort of source published it", default=SourceKind.UNKNOWN
    )
    language: Text | None = described("its language, such as en, es or ko", default=None)
    url: Text | None = described("where it was found", default=None)
    published: Edtf | None = described("when it was published, as an EDTF date", default=None)
    lineage: Lineage = described(
        "whether it is the original or retells another", default=Lineage.ORIGINAL
    )
    root: DocumentId | None = described("the document that it retells", default=None)


def captured(entry: DocumentEntry, file_text: FileText | None) -> CaptureDocument:
    """The command that keeps the document; raises ClaimsError where its text cannot be had."""
    given = tuple(way for way in WAYS if getattr(entry, way))
    if len(given) != 1:
        raise OneTextOnly(given)
    return CaptureDocument(document=Document(id=DocumentId(entry.id or "x"), text="x"))


def entry_of_document(document: Document) -> DocumentEntry:
    """The entry from which the document can be captured again."""
    return DocumentEntry(id=document.id, text=document.text)
