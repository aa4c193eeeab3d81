"""A document: a captured text with everything that says where it came from.

Takes what ``capture`` and the recorder know; gives a value whose id follows from its words.
Claims cite it; its ``lineage`` says from which document it derives.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import attrs

from ledger.edtf import Edtf
from ledger.errors import InvalidInput
from ledger.ids import DocumentId, content_id, is_slug
from ledger.sources.kinds import Extent, Lineage, SourceKind
from ledger.sources.limits import LINE_LIMIT, URL_LIMIT
from ledger.sources.one_line import why_no_line
from ledger.sources.quotation.folding import fold
from ledger.sources.text.plain_text import check_readable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

EXCERPT_BREAK = "\n\n[…]\n\n"
"""Between two excerpts: words of ours, so that no quote can run from one into the next."""

# RFC 5646 §2.1, in lower case; the grandfathered tags are left out, each has a modern twin.
_LANGUAGE = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})"
    r"(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*"
    r"(?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?"
)
_LETTERS = 3  # of a language; longer ones are reserved, and none was ever registered
_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9.+-]*/[a-z0-9][a-z0-9.+-]*")


class BadLine(InvalidInput):
    """A title or a publisher's name that is not one printed line."""

    code = "bad-line"

    def __init__(self, *, field: str, reason: str) -> None:
        self.field = field
        super().__init__(
            f"the document's {field} {reason}", fix=f"give the {field} as it is printed"
        )


class BadUrl(InvalidInput):
    """A URL that no reader could open."""

    code = "bad-url"

    def __init__(self, *, url: str, reason: str) -> None:
        self.url = url
        super().__init__(
            f"not a URL of a published document: {url} {reason}",
            fix="give the article's whole address, from http:// or https:// on, or none",
        )


class BadLanguage(InvalidInput):
    """A language that is no BCP 47 tag."""

    code = "bad-language"

    def __init__(self, *, tag: str) -> None:
        self.tag = tag
        super().__init__(
            f"not a language tag: {tag or '(empty)'}",
            fix="give a BCP 47 tag, such as en, es-mx or ko, or none",
        )


class BadDocumentId(InvalidInput):
    """A name that no document can have."""

    code = "bad-document-id"

    def __init__(self, *, text: str) -> None:
        self.given = text
        super().__init__(
            f"not a document id: {text or '(empty)'}",
            fix="use lower-case letters and digits, with single hyphens between them",
        )


class BadMediaType(InvalidInput):
    """A media type without its two halves."""

    code = "bad-media-type"

    def __init__(self, *, media_type: str) -> None:
        self.media_type = media_type
        super().__init__(
            f"not a media type: {media_type or '(empty)'}",
            fix="give text/plain, text/markdown or text/html",
        )


class BadPages(InvalidInput):
    """Places at which no pages of a text can begin."""

    code = "bad-pages"

    def __init__(self) -> None:
        super().__init__(
            "the places at which the pages begin do not fit the text",
            fix="give them as whole numbers in order, the first 0, none beyond the text; or none",
        )


class OriginalWithRoot(InvalidInput):
    """A document that is said to be original and to derive from another."""

    code = "original-with-root"

    def __init__(self, *, document: DocumentId, root: DocumentId) -> None:
        self.document = document
        self.root = root
        super().__init__(
            f"the document {document} is original and cannot derive from {root}",
            fix="drop the root, or say how it derives: syndicated, translated or summarised",
        )


class OwnRoot(InvalidInput):
    """A document that is said to derive from itself."""

    code = "own-root"

    def __init__(self, *, document: DocumentId) -> None:
        self.document = document
        super().__init__(
            f"the document {document} cannot derive from itself",
            fix="name the document that it was taken from, or none if that was not captured",
        )


class TextMismatch(InvalidInput):
    """A text that is not the one its SHA-256 was taken of."""

    code = "text-mismatch"

    def __init__(self, *, stated: str, actual: str) -> None:
        self.stated = stated
        self.found = actual
        super().__init__(
            f"the text's SHA-256 is {actual}, not {stated}: the text was changed",
            fix="leave the hash out, or give the text as it was captured",
        )


def check_language(tag: str) -> str:
    """The tag, if it is a well-formed BCP 47 tag in lower case; raises `BadLanguage`."""
    if not _LANGUAGE.fullmatch(tag):
        raise BadLanguage(tag=tag)
    return tag


def check_registered(tag: str | None) -> None:
    """Refuse a tag that begins with a word: languages have two or three letters (RFC 5646 2.2.1).

    A document that was recorded with one stays as it is.
    """
    if tag is not None and len(tag.partition("-")[0]) > _LETTERS and not tag.startswith("x-"):
        raise BadLanguage(tag=tag)


def check_url(url: str) -> str:
    """The URL, if it is a whole http or https one without a password; raises `BadUrl`."""
    if reason := _why_no_url(url):
        raise BadUrl(url=url[:80], reason=reason)
    return url


def check_line(field: str, line: str) -> str:
    """The folded title or publisher, if it is one printed line; raises `BadLine`."""
    if not line:
        raise BadLine(field=field, reason="is empty")
    if len(line) > LINE_LIMIT:
        raise BadLine(field=field, reason=f"has more than {LINE_LIMIT} characters")
    if why := why_no_line(line):
        raise BadLine(field=field, reason=why)
    return line


def check_media_type(media_type: str) -> str:
    """The media type, if it has both halves; raises `BadMediaType`."""
    if not _MEDIA_TYPE.fullmatch(media_type):
        raise BadMediaType(media_type=media_type)
    return media_type


def check_pages(pages: Sequence[int], length: int) -> None:
    """Refuse places of pages that are not from 0 on, in order, within the text: `BadPages`."""
    whole = isinstance(pages, tuple | list) and all(type(page) is int for page in pages)
    rising = whole and all(first <= second for first, second in pairwise(pages))
    if not whole or (pages and not (pages[0] == 0 and rising and pages[-1] <= length)):
        raise BadPages


def pages_at(pages: Sequence[int], start: int, end: int) -> tuple[int, int] | None:
    """The pages, from 1, on which words begin and end; None in a text without pages.

    >>> pages_at((0, 100, 200), 90, 110), pages_at((), 90, 110)
    ((1, 2), None)
    """
    if not pages:
        return None
    return bisect_right(pages, start), bisect_right(pages, max(start, end - 1))


def sha256_of(text: str) -> str:
    """The SHA-256 of a text's UTF-8 bytes, in hexadecimal."""
    # Half a surrogate pair has no UTF-8; `check_readable` refuses it with its place.
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def document_id(sha256: str, *, lineage: Lineage, publisher: str, url: str | None) -> DocumentId:
    """The id that follows from a document's content.

    An original's id follows from its text alone: the same words are one document. A
    derivative may print the very same words and is another document, so that its publisher
    and its URL are part of it.
    """
    parts = [sha256] if lineage is Lineage.ORIGINAL else [sha256, publisher, url or ""]
    return DocumentId(content_id("d", "\n".join(parts).encode()))


def join_excerpts(excerpts: Iterable[str]) -> str:
    """The text of a document of which only excerpts are kept, in the order given."""
    return EXCERPT_BREAK.join(excerpts)


def _lower(text: str | None) -> str | None:
    return None if text is None else text.lower()


def _id_from_content(document: Document) -> DocumentId:
    return document_id(
        document.sha256,
        lineage=document.lineage,
        publisher=document.publisher,
        url=document.url,
    )


def _check_id(_: Document, __: object, id_: DocumentId) -> None:
    if not is_slug(id_):
        raise BadDocumentId(text=id_)


@attrs.frozen(kw_only=True)
class Document:
    """One published text, as captured, and its provenance.

    ``text`` stands as extracted (line feeds, no control characters); it is never normalised,
    for positions and hash are of these very characters. ``published`` is on the published
    clock, by the publisher's calendar; None is unknown. ``root`` is the document it was
    taken from; a derivative without one says that its root was not captured. ``language`` is
    kept in lower case, ``title`` and ``publisher`` on one line. ``pages`` are the places in the
    text at which its pages begin, the first at 0; empty where it has none. ``original`` is the
    SHA-256 of the bytes that it was captured from, where these were kept.
    """

    text: str = attrs.field(repr=False)
    title: str = attrs.field(converter=fold)
    publisher: str = attrs.field(converter=fold)
    kind: SourceKind = attrs.field(converter=SourceKind)
    extent: Extent = attrs.field(default=Extent.FULL, converter=Extent)
    language: str | None = attrs.field(default=None, converter=_lower)
    url: str | None = attrs.field(default=None)
    published: Edtf | None = attrs.field(
        default=None, validator=attrs.validators.optional(attrs.validators.instance_of(Edtf))
    )
    lineage: Lineage = attrs.field(default=Lineage.ORIGINAL, converter=Lineage)
    root: DocumentId | None = attrs.field(default=None)
    media_type: str = attrs.field(default="text/plain")
    pages: tuple[int, ...] = attrs.field(default=())
    original: str | None = attrs.field(
        default=None,
        validator=attrs.validators.optional(attrs.validators.matches_re(r"[0-9a-f]{64}")),
    )
    sha256: str = attrs.field()
    id: DocumentId = attrs.field(
        default=attrs.Factory(_id_from_content, takes_self=True), validator=_check_id
    )

    @classmethod
    def as_kept(cls, **details: object) -> Document:
        """A document as a log gives it back, all details given but those that are None.

        What was checked when it was captured is not checked again: the log's own hash answers
        for it, and a status reads a great many documents.
        """
        document = object.__new__(cls)
        for field in attrs.fields(cls):
            value = details.get(field.name, field.default)
            object.__setattr__(document, field.name, value)
        return document

    @text.validator
    def _check_text(self, _: object, text: str) -> None:
        check_readable(text, "the document")

    @title.validator
    @publisher.validator
    def _check_line(self, field: attrs.Attribute[str], line: str) -> None:
        check_line(field.name, line)

    @language.validator
    def _check_language(self, _: object, tag: str | None) -> None:
        if tag is not None:
            check_language(tag)

    @url.validator
    def _check_url(self, _: object, url: str | None) -> None:
        if url is not None:
            check_url(url)

    @root.validator
    def _check_root(self, _: object, root: DocumentId | None) -> None:
        if root is None:
            return
        if not is_slug(root):
            raise BadDocumentId(text=root)
        if self.lineage is Lineage.ORIGINAL:
            raise OriginalWithRoot(document=self.id, root=root)
        if root == self.id:
            raise OwnRoot(document=self.id)

    @media_type.validator
    def _check_media_type(self, _: object, media_type: str) -> None:
        check_media_type(media_type)

    @pages.validator
    def _check_pages(self, _: object, pages: tuple[int, ...]) -> None:
        check_pages(pages, len(self.text))

    @sha256.default
    def _hash(self) -> str:
        return sha256_of(self.text)

    @sha256.validator
    def _check_hash(self, _: object, stated: str) -> None:
        if stated != (actual := sha256_of(self.text)):
            raise TextMismatch(stated=stated, actual=actual)


def _why_no_url(url: str) -> str | None:
    """Why a text is no URL of a document, or None if it is one."""
    if len(url) > URL_LIMIT:
        return f"has more than {URL_LIMIT} characters"
    if not url.isprintable() or " " in url or "\\" in url:
        return "holds a space, a backslash or a character that cannot be printed"
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        return f"is broken: {error}"
    if parts.scheme not in {"http", "https"}:
        return "does not begin with http:// or https://"
    if not host:
        return "names no host"
    return "carries a user name or password" if "@" in parts.netloc else None
