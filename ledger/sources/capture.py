"""What was published becomes text, with what it says of itself as suggestions.

Takes bytes, and what is known about them; gives a `Captured`, which with the recorder's own
words becomes a `Document`. Plain text and Markdown stay as they are; of HTML the main text; of a
PDF, a Word document and a mail the words in them.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING

import attrs

from ledger.edtf import Edtf
from ledger.errors import InvalidInput
from ledger.sources import limits
from ledger.sources.containers.docx import DOCX, docx_contents
from ledger.sources.containers.mail import MAIL, mail
from ledger.sources.containers.pdf import PDF, pdf_contents
from ledger.sources.containers.truncation import cut_off
from ledger.sources.document import (
    BadLanguage,
    BadUrl,
    Document,
    check_language,
    check_url,
)
from ledger.sources.kinds import Extent, Lineage, SourceKind
from ledger.sources.pages.extraction import extract
from ledger.sources.pages.interstitial import NotAnArticle, check_article
from ledger.sources.pages.mhtml import saved_page
from ledger.sources.pages.publication import publication
from ledger.sources.reading import STDIN, TooLarge
from ledger.sources.text.decoding import decode
from ledger.sources.text.first_line import first_line
from ledger.sources.text.formats import binary_format, is_mail, text_format
from ledger.sources.text.plain_text import check_readable, with_plain_lines

if TYPE_CHECKING:
    from ledger.ids import DocumentId
    from ledger.sources.containers.contents import Contents
    from ledger.sources.text.decoding import Decoded

_HEADER = 65_536  # bytes in which the header of a mail is looked for
HTML = "text/html"
MARKDOWN = "text/markdown"
PLAIN = "text/plain"

_TYPES = {
    HTML: HTML,
    "application/xhtml+xml": HTML,
    MARKDOWN: MARKDOWN,
    PLAIN: PLAIN,
    **{type_: type_ for type_ in (PDF, DOCX, MAIL)},
}
_SUFFIXES = {".html": HTML, ".htm": HTML, ".xhtml": HTML, ".md": MARKDOWN, ".markdown": MARKDOWN}
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
_OPENS_A_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*){0,3}"
    r"<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)


class UnsupportedMediaType(InvalidInput):
    """A media type from which no text can be captured."""

    code = "unsupported-media-type"

    def __init__(self, *, media_type: str) -> None:
        self.media_type = media_type
        super().__init__(
            f"nothing can be captured from {media_type or 'an empty media type'}",
            fix=f"give one of {', '.join(_TYPES)}, or convert the article to plain text",
        )


class MissingDetail(InvalidInput):
    """Details of a document that neither the recorder gave nor the source declares."""

    code = "missing-detail"

    def __init__(self, *fields: str) -> None:
        self.fields = fields
        declared = "one" if len(fields) == 1 else "them"
        super().__init__(
            f"the document needs a {' and a '.join(fields)}, "
            f"and the source does not declare {declared}",
            fix=f"give the {' and the '.join(fields)} as printed",
        )


@attrs.frozen(kw_only=True)
class Captured:
    """A captured text, and what an HTML page declares about itself: suggestions, no more.

    ``pages`` are the places in the text at which the pages of a PDF begin; ``original`` are the
    bytes that it was read from. ``notes`` tell what of the source was not taken as it stands, a
    sentence each.
    """

    text: str = attrs.field(repr=False)
    media_type: str
    title: str | None = None
    publisher: str | None = None
    language: str | None = None
    url: str | None = None
    published: Edtf | None = None
    pages: tuple[int, ...] = ()
    original: bytes | None = attrs.field(default=None, repr=False, eq=False)
    notes: tuple[str, ...] = ()

    def document(
        self,
        *,
        kind: SourceKind = SourceKind.UNKNOWN,
        title: str | None = None,
        publisher: str | None = None,
        language: str | None = None,
        url: str | None = None,
        published: Edtf | None = None,
        extent: Extent = Extent.FULL,
        lineage: Lineage = Lineage.ORIGINAL,
        root: DocumentId | None = None,
        id: DocumentId | None = None,  # noqa: A002  the field's own name
    ) -> Document:
        """The document: what is given here counts, what is not comes from the suggestions.

        Raises `MissingDetail` without a title or publisher, and what `Document` raises.
        """
        title, publisher = title or self.title, publisher or self.publisher
        if title is None or publisher is None:
            needed = (("title", title), ("publisher", publisher))
            raise MissingDetail(*(field for field, value in needed if value is None))
        made = Document(
            text=self.text,
            title=title,
            publisher=publisher,
            kind=kind,
            extent=extent,
            language=language or self.language,
            url=url or self.url,
            published=published or self.published,
            lineage=lineage,
            root=root,
            media_type=self.media_type,
            pages=self.pages,
        )
        return made if id is None else attrs.evolve(made, id=id)


@attrs.frozen(kw_only=True)
class CaptureTerms:
    """How whoever captures wants a source read, whatever it says of itself.

    `charset` comes before every other word on it. `as_is` keeps what is no article: a feed, a
    mail, an error page. `today` (UTC) is the day of the capture: no page is published after it.
    """

    charset: str | None = None
    as_is: bool = False
    today: date | None = None


NO_TERMS = CaptureTerms()
"""A source is read as it says of itself, and must be an article."""


def capture(
    data: bytes,
    terms: CaptureTerms = NO_TERMS,
    *,
    media_type: str | None = None,
    served: str | None = None,
    filename: str | None = None,
) -> Captured:
    """Bytes to text, by the declared media type, else by content and the file's suffix.

    `media_type` is the recorder's own word and may carry a charset (``text/html;
    charset=euc-kr``); `served` is that of a server, which is believed where the content says
    nothing else. `filename` also names the source in messages. Raises `TooLarge`,
    `UnsupportedMediaType`, `NotAnArticle`, `BrokenFile`, `NotInstalled`, and what `decode`,
    `extract` and `check_readable` raise.
    """
    source = filename or STDIN
    if len(data) > limits.CAPTURE_LIMIT:
        raise TooLarge(source=source, limit=limits.CAPTURE_LIMIT, size=len(data))
    declared = _CHARSET.search(media_type or served or "")
    charset = terms.charset or (declared[1] if declared else None)
    saved = saved_page(data) if media_type is None else None
    if saved is not None:
        if saved.is_cut_off and not terms.as_is:
            raise cut_off(source, "a saved page")
        charset = charset or saved.charset
        page = decode(saved.html, source=source, charset=charset, html=True)
        return _captured_page(page, source, terms, url=saved.url)
    kind = _media_type(data, media_type, served, filename)
    if kind == PDF:
        return _captured_file(pdf_contents(data, source=source), source)
    if kind == DOCX:
        return _captured_file(docx_contents(data, source=source), source)
    if kind == MAIL and not terms.as_is:
        return _captured_mail(data, source, charset=charset, today=terms.today)
    kind = PLAIN if kind == MAIL else kind
    decoded = decode(data, source=source, charset=charset, html=kind == HTML)
    if kind == HTML and decoded.text.strip():
        if not terms.as_is and media_type is None:
            _check_format(decoded.text, filename, source)
        return _captured_page(decoded, source, terms)
    text = with_plain_lines(decoded.text)
    if not terms.as_is and media_type is None:
        _check_format(text, filename, source)
    check_readable(text, source)
    if not terms.as_is:
        check_article(None, text, source)
    title = first_line(text, markdown=kind == MARKDOWN)
    return Captured(text=text, media_type=kind, title=title, notes=decoded.notes)


def _captured_file(contents: Contents, source: str) -> Captured:
    check_readable(contents.text, source)
    return Captured(
        text=contents.text,
        media_type=contents.media_type,
        title=contents.title,
        language=_language(contents.language),
        pages=contents.pages,
        notes=contents.notes,
    )


def _captured_mail(
    data: bytes, source: str, *, charset: str | None, today: date | None
) -> Captured:
    """The words of a mail: its plain text, or the page in it."""
    letter = mail(data, source=source)
    decoded = decode(
        letter.body, source=source, charset=charset or letter.charset, html=letter.is_page
    )
    notes = (*decoded.notes, *letter.notes)
    text = decoded.text
    if letter.is_page:
        page = extract(text, source=source)
        text, notes = page["text"] or "", (*notes, *page["notes"])
    text = with_plain_lines(text)
    check_readable(text, source)
    published = publication([] if letter.published is None else [letter.published], today)
    return Captured(
        text=text,
        media_type=MAIL,
        title=letter.title,
        publisher=letter.publisher,
        published=published.day,
        notes=(*notes, *published.notes),
    )


def _check_format(text: str, filename: str | None, source: str) -> None:
    """Refuse a text that is a feed, a mail, a table or the like, and no article."""
    if format_ := text_format(text, filename):
        fix = format_.fix
        if format_.readable and "--as-is" not in fix:
            fix += "; or keep it as it stands with --as-is"
        raise NotAnArticle(source=source, what=format_.what, fix=fix)


def _media_type(data: bytes, declared: str | None, served: str | None, filename: str | None) -> str:
    """A page is a page under any suffix: people save HTML as .txt, and pipe it in."""
    if declared is not None:
        bare = declared.partition(";")[0].strip().lower()
        if bare not in _TYPES:
            raise UnsupportedMediaType(media_type=bare)
        return _TYPES[bare]
    if (binary := binary_format(data)) is not None and binary.media_type is not None:
        return binary.media_type
    opening = data[:8192].replace(b"\0", b"").decode("ascii", "ignore")
    if _OPENS_A_PAGE.match(opening):
        return HTML
    if not data.startswith(b"From ") and is_mail(data[:_HEADER].decode("latin-1").lstrip("\r\n")):
        return MAIL
    by_server = _TYPES.get((served or "").partition(";")[0].strip().lower(), PLAIN)
    if by_server in {HTML, MARKDOWN}:
        return by_server
    return _SUFFIXES.get(PurePath(filename or "").suffix.lower(), PLAIN)


def _captured_page(
    decoded: Decoded, source: str, terms: CaptureTerms, *, url: str | None = None
) -> Captured:
    page = extract(decoded.text, source=source)
    text = with_plain_lines(page["text"] or "")
    check_readable(text, source)
    if not terms.as_is:
        check_article(page["title"], text, source)
    published = publication(page["published"], terms.today)
    return Captured(
        text=text,
        media_type=HTML,
        title=page["title"],
        publisher=page["publisher"],
        language=_language(page["language"]),
        url=_url(page["url"]) or _url(url),
        published=published.day,
        notes=(*decoded.notes, *page["notes"], *published.notes),
    )


def _language(declared: str | None) -> str | None:
    """A declared language, where it is one (Open Graph writes ``es_MX``)."""
    try:
        return check_language((declared or "").replace("_", "-").lower())
    except BadLanguage:
        return None


def _url(declared: str | None) -> str | None:
    """A declared URL, where it is a whole one."""
    try:
        return check_url(declared or "")
    except BadUrl:
        return None
