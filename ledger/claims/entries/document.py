"""The entry of a document: an article with its origin, and its text in one of three ways.

Takes the fields of such an entry, gives the command that keeps the document. Reading a file is
the caller's, who hands in how: this room does no I/O.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated, ClassVar

import attrs
import msgspec

from ledger.claims.commands import CaptureDocument
from ledger.claims.developments.fields import Slug, Text, described
from ledger.claims.entries.mistakes import NoFilesHere, OneTextOnly
from ledger.edtf import Edtf
from ledger.errors import ClaimsError
from ledger.ids import DocumentId
from ledger.sources.document import (
    EXCERPT_BREAK,
    Document,
    OriginalWithRoot,
    OwnRoot,
    check_language,
    check_url,
    join_excerpts,
)
from ledger.sources.kinds import Extent, Lineage, SourceKind
from ledger.sources.plain_text import with_plain_lines

FileText = Callable[[str], str]
"""From a path as an entry gives it to the text captured there; raises ClaimsError."""

WAYS = ("text", "file", "excerpts")
"""The fields that can give a document its words."""

LongText = Annotated[str, msgspec.Meta(min_length=1)]


@attrs.frozen(kw_only=True)
class DocumentEntry:
    """An article, a treaty text or any other document that states something.

    Exactly one of ``text``, ``file`` and ``excerpts`` gives its words.
    """

    kind: ClassVar[str] = "document"

    id: Slug | None = described("a short name for the document", default=None)
    title: Text = described("its title, as printed")
    publisher: Text = described("who published it")
    text: LongText | None = described("the whole text", default=None)
    file: LongText | None = described(
        "a file with the text; its path is seen from the import file", default=None
    )
    excerpts: tuple[LongText, ...] = described(
        "short quotes, where the whole text is not kept", default=()
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


def faults(entry: DocumentEntry) -> Iterator[ClaimsError]:
    """What is wrong with the origin that an entry gives, each fault naming its field."""
    given = tuple(way for way in WAYS if getattr(entry, way))
    if len(given) != 1:
        yield OneTextOnly(given).about(given[-1] if given else "kind")
    for field, check in (("url", check_url), ("language", check_language)):
        value = getattr(entry, field)
        try:
            if value is not None:
                check(value.lower() if field == "language" else value)
        except ClaimsError as error:
            yield error.about(field)


def captured(entry: DocumentEntry, file_text: FileText | None) -> CaptureDocument:
    """The command that keeps a document without faults.

    Raises:
        ClaimsError: what is wrong with the document as a whole, naming a field.
    """
    way = next(way for way in WAYS if getattr(entry, way))
    try:
        text = _text(entry, file_text)
    except ClaimsError as error:
        raise error.about(way) from None
    try:
        return CaptureDocument(document=_document(entry, text))
    except (OriginalWithRoot, OwnRoot) as error:
        raise error.about("root") from None
    except ClaimsError as error:
        error.where = None  # its place in the text is of little use where the text is quoted
        raise error.about(way) from None


def _text(entry: DocumentEntry, file_text: FileText | None) -> str:
    if entry.file is None:
        return with_plain_lines(entry.text or join_excerpts(entry.excerpts))
    if file_text is None:
        raise NoFilesHere(entry.file)
    return file_text(entry.file)


def _document(entry: DocumentEntry, text: str) -> Document:
    made = Document(
        text=text,
        title=entry.title,
        publisher=entry.publisher,
        kind=entry.source_kind,
        extent=Extent.EXCERPTS if entry.excerpts else Extent.FULL,
        language=entry.language,
        url=entry.url,
        published=entry.published,
        lineage=entry.lineage,
        root=entry.root,
        media_type=entry.media_type,
    )
    return made if entry.id is None else attrs.evolve(made, id=DocumentId(entry.id))


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
    )
