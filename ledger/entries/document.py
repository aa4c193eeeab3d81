"""The entry of a document: an article with its origin, and its text in one of four ways.

Takes the fields of such an entry, gives the command that keeps the document. Reading a file is
the caller's, who hands in how: this room does no I/O.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

import attrs
import msgspec

from ledger.claims.commands import FIRST_RECORDED
from ledger.claims.developments.fields import Slug, Text, described
from ledger.claims.entry_into_force.whole_day import whole_day
from ledger.edtf import Edtf
from ledger.ids import DocumentId
from ledger.sources.capture import Captured
from ledger.sources.document import (
    EXCERPT_BREAK,
    Document,
)
from ledger.sources.kinds import Extent, Lineage, SourceKind

FileText = Callable[[str, str | None], Captured]
"""From a path and a charset, as an entry gives them, to what is there; raises ClaimsError."""

WAYS = ("text", "file", "excerpts", "words")
"""The fields that can give a document its words."""

LongText = Annotated[str, msgspec.Meta(min_length=1)]


class WordsFrom(StrEnum):
    """Whence a document that states no text of its own takes it."""

    QUOTE = "quote"
    """From the quotes of its claims in the same file: an excerpt."""


@attrs.frozen(kw_only=True)
class DocumentEntry:
    """An article, a treaty text or any other document that states something.

    Exactly one of ``text``, ``file``, ``excerpts`` and ``words`` gives its words.
    """

    kind: ClassVar[str] = "document"

    id: Slug | None = described("a short name for the document", default=None)
    title: Text = described("its title, as printed")
    publisher: Text = described("who published it")
    text: LongText | None = described("the whole text", default=None)
    file: LongText | None = described(
        "a file with the text; its path is seen from the import file", default=None
    )
    charset: Text | None = described(
        "the encoding of the file, where the file does not say it: euc-kr", default=None
    )
    excerpts: tuple[LongText, ...] = described(
        "short quotes, where the whole text is not kept", default=()
    )
    words: WordsFrom | None = described(
        "quote: its text is what its claims in this file quote, kept as excerpts", default=None
    )
    source_kind: SourceKind = described(
        "what sort of source published it", default=SourceKind.UNKNOWN
    )
    language: Text | None = described("its language, such as en, es-mx or ko", default=None)
    url: LongText | None = described("where it was found", default=None)
    published: Edtf | None = described("when it was published, as an EDTF date", default=None)
    lineage: Lineage = described(
        "whether it is the original or how it derives from another", default=Lineage.ORIGINAL
    )
    root: DocumentId | None = described("the document that it derives from", default=None)
    media_type: Text = described("what it was captured from", default="text/plain")
    pages: tuple[int, ...] = described(
        "the places in the text at which its pages begin, the first 0", default=()
    )
    first_recorded: date | None = attrs.field(
        default=None, converter=whole_day, metadata={"help": FIRST_RECORDED}
    )


def entry_of_document(document: Document) -> DocumentEntry:
    """The entry from which the same document is captured again."""
    excerpts = document.extent is Extent.EXCERPTS
    return DocumentEntry(
        id=document.id,
        title=document.title,
        publisher=document.publisher,
        text=None if excerpts else document.text,
        excerpts=tuple(document.text.split(EXCERPT_BREAK)) if excerpts else (),
        source_kind=document.kind,
        language=document.language,
        url=document.url,
        published=document.published,
        lineage=document.lineage,
        root=document.root,
        media_type=document.media_type,
        pages=document.pages,
    )
