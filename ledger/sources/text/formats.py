"""What a file is by its content, where it is no article: its name in words, and a way out.

Takes the first bytes, or the whole text; gives a `ForeignFormat` or None. `capture` refuses by it:
no file is kept as something that it is not, whatever its name says.
"""

from __future__ import annotations

import json
import re
from pathlib import PurePath
from typing import Final

import attrs


@attrs.frozen(kw_only=True)
class ForeignFormat:
    """A format that is no article; ``readable`` formats can be kept as they are, if asked for."""

    what: str
    fix: str
    readable: bool = False
    media_type: str | None = None
    """Where capture reads its words after all."""


_SHEET: Final = (
    "save the sheet as text (CSV or TSV) and capture that with --as-is; what it states is imported "
    "as entries (claims schema has the format)"
)
_OFFICE: Final = "open it, save it as plain text (UTF-8), and capture that file"
_UNPACK: Final = "unpack it and capture the article inside"
_PDF: Final = "capture it (claims capture FILE.pdf): its words are read with their pages"
_DOCX: Final = "capture it (claims capture FILE.docx): its words are read"
_DOCX_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PICTURE: Final = (
    "a picture has no words to quote: type its words into a text file and capture that,"
    " or capture the page that shows it"
)
_MEDIA: Final = "capture its transcript, as plain text"
_PAGE: Final = "open it in a browser, save the page (HTML or .mhtml), and capture that"
_PROGRAM: Final = "capture the article itself, as HTML or plain text"

# First bytes, what they say that the file is, and the way out.
_MAGIC: Final[tuple[tuple[bytes, str, str], ...]] = (
    (b"\xd0\xcf\x11\xe0", "an old Office document (doc, xls, ppt or msg)", _OFFICE),
    (b"{\\rtf", "a rich text document", _OFFICE),
    (b"\x1f\x8b", "a gzip archive", _UNPACK),
    (b"\x1f\x9d", "a compressed file", _UNPACK),
    (b"BZh", "a bzip2 archive", _UNPACK),
    (b"\xfd7zXZ\0", "an xz archive", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", _UNPACK),
    (b"Rar!\x1a\x07", "a rar archive", _UNPACK),
    (b"PK\x05\x06", "an empty zip archive", _UNPACK),
    (b"\xff\xfe\0\0", "in UTF-32, which no page can have", _OFFICE),
    (b"\0\0\xfe\xff", "in UTF-32, which no page can have", _OFFICE),
    (b"\x89PNG", "an image (PNG)", _PICTURE),
    (b"\xff\xd8\xff", "an image (JPEG)", _PICTURE),
    (b"GIF8", "an image (GIF)", _PICTURE),
    (b"II*\0", "an image (TIFF)", _PICTURE),
    (b"MM\0*", "an image (TIFF)", _PICTURE),
    (b"\0\0\1\0", "an image (icon)", _PICTURE),
    (b"8BPS", "an image (Photoshop)", _PICTURE),
    (b"AT&TFORM", "a scanned document (DjVu)", _PICTURE),
    (b"ID3", "a sound recording (MP3)", _MEDIA),
    (b"OggS", "a recording (Ogg)", _MEDIA),
    (b"fLaC", "a sound recording (FLAC)", _MEDIA),
    (b"\x1a\x45\xdf\xa3", "a video (Matroska or WebM)", _MEDIA),
    (b"%!PS", "a PostScript document", "convert it (ps2ascii FILE.ps FILE.txt) and capture that"),
    (b"bplist00", "a Safari web archive or a property list", _PAGE),
    (b"SQLite format 3\0", "a SQLite database", _PROGRAM),
    (b"\x7fELF", "a program", _PROGRAM),
    (b"MZ\x90", "a program", _PROGRAM),
    (b"wOFF", "a font", _PROGRAM),
    (b"wOF2", "a font", _PROGRAM),
    (b"WARC/", "a web archive (WARC)", _PAGE),
    (b"HTTP/1.", "an answer of a server with its headers", "save the page without the headers"),
    (b"HTTP/2", "an answer of a server with its headers", "save the page without the headers"),
)
# What stands in a RIFF or ISO media container, and which member of a zip says what it packs.
_RIFF: Final = {b"WEBP": "an image (WebP)", b"WAVE": "a sound recording (WAV)", b"AVI ": "a video"}
_PACKED: Final = (
    (b"word/", "a Word document (docx)", _DOCX),
    (b"xl/", "a spreadsheet (xlsx)", _SHEET),
    (b"ppt/", "a presentation (pptx)", _OFFICE),
    (b"opendocument.text", "a text document (odt)", _OFFICE),
    (b"opendocument.spreadsheet", "a spreadsheet (ods)", _SHEET),
    (b"application/epub", "an e-book (epub)", _OFFICE),
)
_MAIL_FIELD: Final = re.compile(
    r"(?:from|to|cc|subject|date|received|return-path|message-id|mime-version|delivered-to"
    r"|reply-to|sender|content-type|dkim-signature|x-[\w-]+|arc-[\w-]+|list-[\w-]+"
    r"|authentication-results|content-transfer-encoding|snapshot-content-location"
    r"|thread-[\w-]+|in-reply-to|references|importance|date|user-agent):",
    re.IGNORECASE,
)
_MAILS_OWN: Final = re.compile(
    r"^(?:received|return-path|message-id|mime-version|delivered-to|dkim-signature):",
    re.IGNORECASE | re.MULTILINE,
)
_ROOT: Final = re.compile(
    r"\s*(?:<\?xml[^>]{0,300}\?>\s*)?(?:<\?[^>]{0,500}\?>\s*|<!--.{0,4000}?-->\s*"
    r"|<!doctype[^>\[]{0,300}(?:\[.{0,2000}?\])?>\s*){0,6}<([A-Za-z_][\w:.-]{0,80})([^>]{0,2000})",
    re.DOTALL | re.IGNORECASE,
)
_FEED_FIX: Final = (
    "it lists articles: follow it with claims feed add ADDRESS, or capture the page of one of them"
)
_XML: Final = {
    "rss": ("an RSS feed", _FEED_FIX),
    "feed": ("an Atom feed", _FEED_FIX),
    "rdf:rdf": ("an RSS feed or other RDF", _FEED_FIX),
    "opml": ("a list of feeds (OPML)", _FEED_FIX),
    "urlset": ("a site map", "open the article in it, and capture that page"),
    "sitemapindex": ("a site map", "open the article in it, and capture that page"),
    "svg": ("an image (SVG)", _PICTURE),
    "plist": ("a property list", _PAGE),
}
_OPENINGS: Final = (
    ("BEGIN:VCALENDAR", "a calendar file", _PROGRAM),
    ("BEGIN:VCARD", "an address card", _PROGRAM),
    ("[InternetShortcut]", "a link to a page, not the page", _PAGE),
    ("From ", "a mailbox", "have its mails in the inbox: claims inbox add FILE"),
)
_TABLES: Final = {".csv": "a table (CSV)", ".tsv": "a table (TSV)", ".tab": "a table (TSV)"}
_AS_LINES: Final = (
    "to quote its lines as they stand, capture it with --as-is; what it states is imported as "
    "entries (claims schema has the format)"
)
_AS_ENTRIES: Final = (
    "import it if it holds entries; to quote its lines as they stand, capture it with --as-is"
)
_PART: Final = 65_536  # bytes at each end of a zip in which its members are named
_PDF_MAY_BEGIN: Final = 1_024  # readers take a PDF whose header comes this late (ISO 32000 H.3)


def binary_format(data: bytes) -> ForeignFormat | None:
    """The format that the bytes say they are, or None for what may be text."""
    for magic, what, fix in _MAGIC:
        if data.startswith(magic):
            return ForeignFormat(what=what, fix=fix)
    if re.match(rb"[\s\0-\x1f\xef\xbb\xbf]{0,1000}%PDF-", data[:_PDF_MAY_BEGIN]):
        return ForeignFormat(what="a PDF", fix=_PDF, media_type="application/pdf")
    if data.startswith(b"PK\x03\x04"):
        return _packed(data)
    if data.startswith(b"RIFF") and (media := _RIFF.get(data[8:12])):
        return ForeignFormat(what=media, fix=_PICTURE if "image" in media else _MEDIA)
    if data[4:8] == b"ftyp":
        image = data[8:12] in {b"heic", b"heix", b"mif1", b"avif"}
        what = "an image (HEIF)" if image else "a video or sound recording (MP4)"
        return ForeignFormat(what=what, fix=_PICTURE if image else _MEDIA)
    if data.startswith(b"BM") and data[6:10] == b"\0\0\0\0":
        return ForeignFormat(what="an image (BMP)", fix=_PICTURE)
    if data[257:262] == b"ustar":
        return ForeignFormat(what="a tar archive", fix=_UNPACK)
    return None


def text_format(text: str, filename: str | None) -> ForeignFormat | None:
    """The format of a text that is no article: a feed, XML, JSON, a mail, a table; or None."""
    start = text[:_PART].lstrip("\ufeff \t\r\n")
    for opening, what, fix in _OPENINGS:
        if start.startswith(opening):
            return ForeignFormat(what=what, fix=fix, readable=True)
    if start.startswith("<") and (xml := _xml(start)):
        return xml
    if start[:1] in {"{", "["} and _is_json(text):
        return ForeignFormat(what="JSON", fix=_AS_ENTRIES, readable=True)
    if is_mail(start):
        fix = "copy the text of the message into a text file, and capture that"
        return ForeignFormat(what="a mail", fix=fix, readable=True)
    if table := _TABLES.get(PurePath(filename or "").suffix.lower()):
        return ForeignFormat(what=table, fix=_AS_LINES, readable=True)
    return None


def is_mail(start: str) -> bool:
    """Whether a text begins with the header of a mail, or of a page that is saved as one."""
    header = re.split(r"\r?\n\r?\n", start[:_PART], maxsplit=1)[0]
    header = header.removeprefix("From ").partition("\n")[2] if header[:5] == "From " else header
    lines = [line for line in header.splitlines() if line[:1] not in {" ", "\t"}]
    fields = sum(bool(_MAIL_FIELD.match(line)) for line in lines)
    if not lines or not _MAIL_FIELD.match(lines[0]) or fields * 2 < len(lines):
        return False
    names = {line.partition(":")[0].lower() for line in lines}
    return bool(_MAILS_OWN.search(header)) or (
        {"from", "subject"} <= names and not names.isdisjoint({"to", "date"})
    )


def _packed(data: bytes) -> ForeignFormat:
    ends = data[:_PART] + data[-_PART:]
    for member, what, fix in _PACKED:
        if member in ends:
            return ForeignFormat(
                what=what, fix=fix, media_type=_DOCX_TYPE if member == b"word/" else None
            )
    return ForeignFormat(what="a packed document or archive (zip)", fix=_UNPACK)


def _xml(start: str) -> ForeignFormat | None:
    root = _ROOT.match(start)
    if root is None:
        return None
    name = root[1].lower()
    if name in _XML:
        what, fix = _XML[name]
        return ForeignFormat(what=what, fix=fix, readable=name != "svg")
    if start[:5].lower() == "<?xml" and name.rpartition(":")[2] not in {"html", "head", "body"}:
        return ForeignFormat(what=f"XML ({root[1]})", fix=_AS_ENTRIES, readable=True)
    return None


def _is_json(text: str) -> bool:
    """Whether all of a text, or its first line, is a JSON object or list of such."""
    for part in (text, text.strip().partition("\n")[0]):
        try:
            value = json.loads(part)
        except (ValueError, RecursionError):
            continue
        rows = value if isinstance(value, list) else [value]
        if any(isinstance(row, dict | list) for row in rows):
            return True
    return False
