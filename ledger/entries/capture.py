"""From the entry of a document to the command that keeps it: its words read, its origin checked.

Takes what is right in the fields of a document; gives the command, or all that is wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ledger.claims.commands import CaptureDocument
from ledger.edtf import Edtf
from ledger.entries.document import WAYS, DocumentEntry, FileText
from ledger.entries.fragment import PLACEHOLDER, Fragment
from ledger.entries.mistakes import NoFilesHere, NoQuotes, OneTextOnly
from ledger.entries.specs import make
from ledger.errors import ClaimsError
from ledger.ids import DocumentId
from ledger.sources.document import (
    Document,
    OriginalWithRoot,
    OwnRoot,
    check_language,
    check_line,
    check_media_type,
    check_pages,
    check_url,
    document_id,
    join_excerpts,
    sha256_of,
)
from ledger.sources.kinds import Extent, Lineage, SourceKind
from ledger.sources.quotation.folding import fold
from ledger.sources.text.plain_text import check_readable, with_plain_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


@attrs.frozen(kw_only=True)
class DocumentWords:
    """The words of a document, and what its file says: its pages, its type where it has some.

    ``notes`` has a note for each thing of the file that is not among the words.
    """

    text: str = attrs.field(repr=False)
    pages: tuple[int, ...] = ()
    media_type: str | None = None
    notes: tuple[str, ...] = ()


def command_of_document(
    fragment: Fragment, file_text: FileText | None, quotes: Sequence[str] = ()
) -> tuple[CaptureDocument | None, Fragment, tuple[ClaimsError, ...]]:
    """The command that keeps a document, or what is wrong with fields that must fit each other.

    None where anything is wrong. The fragment comes back with the words that were read.
    ``quotes`` are the words that its claims quote, for one that takes its text from them.
    """
    words, errors = _words_of(fragment, file_text, quotes)
    if words is not None:
        fragment = attrs.evolve(fragment, values={**fragment.values, "text": words.text})
    errors = (*errors, *_faults(fragment))
    if errors or fragment.wrong or words is None:
        return None, fragment, errors
    return _captured(make(DocumentEntry, fragment.values), words), fragment, ()


def captured_again(fragment: Fragment) -> CaptureDocument:
    """The command of a document that was read without fault before, and names no file."""
    words = _words(fragment, None)
    return _captured(make(DocumentEntry, {**fragment.values, "text": words.text}), words)


def _faults(fragment: Fragment) -> Iterator[ClaimsError]:
    """What is wrong with the origin that an entry gives, each fault naming its field.

    What is wrong already, or rests on that, is left out.
    """
    checks: tuple[tuple[str, Callable[[str], object]], ...] = (
        ("title", lambda line: check_line("title", fold(line))),
        ("publisher", lambda line: check_line("publisher", fold(line))),
        ("url", check_url),
        ("language", lambda tag: check_language(tag.lower())),
        ("media_type", check_media_type),
    )
    for field, check in checks:
        value = fragment.text(field)
        try:
            if value is not None:
                check(value)
        except ClaimsError as error:
            yield error.about(field)
    pages, text = fragment.values.get("pages"), fragment.text("text")
    if isinstance(pages, tuple) and fragment.right("pages"):
        try:
            check_pages(pages, len(with_plain_lines(text)) if text else max(pages, default=0))
        except ClaimsError as error:
            yield error.about("pages")
    root, name = fragment.text("root"), _id_of(fragment)
    if root is not None and fragment.right("lineage", "root"):
        if fragment.values.get("lineage", Lineage.ORIGINAL) is Lineage.ORIGINAL:
            yield OriginalWithRoot(document=name, root=DocumentId(root)).about("root")
        elif root == name:
            yield OwnRoot(document=name).about("root")


def _words_of(
    fragment: Fragment, file_text: FileText | None, quotes: Sequence[str]
) -> tuple[DocumentWords | None, tuple[ClaimsError, ...]]:
    """The words of a document and what is wrong with them; None where it gives none to read."""
    ways = [way for way in WAYS if fragment.values.get(way) or way in fragment.broken]
    if len(ways) != 1:
        return None, (OneTextOnly(tuple(ways)).about(ways[-1] if ways else "kind"),)
    (way,) = ways
    if way in set(fragment.paths) or any(path.startswith(f"{way}.") for path in fragment.paths):
        return None, ()
    try:
        words = _quoted(fragment, quotes) if way == "words" else _words(fragment, file_text)
        check_readable(words.text, "the document")
    except ClaimsError as error:
        error.where = None  # its place in the text is of little use where the text is quoted
        return None, (error.about(way),)
    return words, ()


def _id_of(fragment: Fragment) -> DocumentId:
    """How a message calls the document: by the id that it has, or would have as an original."""
    name, text = fragment.text("id"), fragment.text("text")
    if name is not None or text is None:
        return DocumentId(name or "here")
    publisher = fragment.text("publisher") or ""
    return document_id(sha256_of(text), lineage=Lineage.ORIGINAL, publisher=publisher, url=None)


def _captured(entry: DocumentEntry, words: DocumentWords) -> CaptureDocument:
    """The command that keeps a document without faults, whose words were read."""
    return CaptureDocument(
        document=_document(entry, words),
        notes=words.notes,
        first_recorded=entry.first_recorded,
    )


def document_in(fragment: Fragment) -> Document | None:
    """A document as far as it is right, for its quotes to be checked; None without its words."""
    name, text = fragment.text("id"), fragment.text("text")
    if name is None or text is None or "text" in fragment.broken:
        return None
    published = fragment.values.get("published")
    return Document.as_kept(
        id=DocumentId(name),
        text=text,
        sha256=sha256_of(text),
        title=fragment.text("title") or PLACEHOLDER,
        publisher=fragment.text("publisher") or PLACEHOLDER,
        kind=SourceKind.UNKNOWN,
        published=published if isinstance(published, Edtf) else None,
    )


def _quoted(fragment: Fragment, quotes: Sequence[str]) -> DocumentWords:
    if not quotes:
        raise NoQuotes(fragment.text("id"))
    count = f"the {len(quotes):,} quotes" if len(quotes) > 1 else "the quote"
    note = f"its text is {count} of its claims: an excerpt, nothing around it is kept"
    return DocumentWords(text=with_plain_lines(join_excerpts(quotes)), notes=(note,))


def _words(fragment: Fragment, file_text: FileText | None) -> DocumentWords:
    file, excerpts = fragment.text("file"), fragment.values.get("excerpts")
    if file is None:
        text = fragment.text("text")
        joined = join_excerpts(map(str, excerpts)) if isinstance(excerpts, tuple) else ""
        return DocumentWords(text=with_plain_lines(text or joined))
    if file_text is None:
        raise NoFilesHere(file)
    page = file_text(file, fragment.text("charset"))
    return DocumentWords(
        text=page.text, pages=page.pages, media_type=page.media_type, notes=page.notes
    )


def _document(entry: DocumentEntry, words: DocumentWords) -> Document:
    paged = words.pages != () and entry.pages == ()
    name = {} if entry.id is None else {"id": DocumentId(entry.id)}
    return Document(
        text=words.text,
        title=entry.title,
        publisher=entry.publisher,
        kind=entry.source_kind,
        extent=Extent.EXCERPTS if entry.excerpts or entry.words else Extent.FULL,
        language=entry.language,
        url=entry.url,
        published=entry.published,
        lineage=entry.lineage,
        root=entry.root,
        media_type=words.media_type if paged and words.media_type else entry.media_type,
        pages=words.pages if paged else entry.pages,
        **name,
    )
