"""Bytes become characters, strictly: what is not text is refused, and nothing is guessed.

Takes bytes and the encoding that somebody declared; gives text to `capture`. Declarations
count in the order of the WHATWG Encoding Standard: byte order mark, transport, the page.
"""

from __future__ import annotations

import codecs
import re

from ledger.errors import InvalidInput
from ledger.sources.plain_text import place

_AS_TEXT = "open it, save it as plain text (UTF-8), and capture that file"
_UNPACK = "unpack it and capture the article inside"
_PDF = "convert it to text (pdftotext FILE.pdf FILE.txt) and capture the text"

# First bytes, what they say the file is, and the way out.
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF", _PDF),
    (b"PK\x03\x04", "a packed document (docx, odt, epub or zip)", _AS_TEXT),
    (b"\xd0\xcf\x11\xe0", "an old Office document", _AS_TEXT),
    (b"{\\rtf", "a rich text document", _AS_TEXT),
    (b"\x1f\x8b", "a gzip archive", _UNPACK),
    (b"\x89PNG", "an image", _AS_TEXT),
    (b"\xff\xd8\xff", "an image", _AS_TEXT),
    (b"GIF8", "an image", _AS_TEXT),
)

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# Python's name of a declared encoding -> the codec that reads what the web writes under it.
# Closed: Python also has codecs that are no character sets (zip, rot13, unicode_escape).
_CODECS: dict[str, str] = {
    "utf-8": "utf-8",
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
} | {
    name: name
    for name in (
        *(f"cp{number}" for number in (874, 932, 949, *range(1250, 1259))),
        *(f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
        *("koi8-r", "koi8-u", "gb18030", "big5", "big5hkscs", "euc_jp", "iso2022_jp"),
    )
}
_DECLARED = re.compile(
    rb"""<meta[^>]{0,512}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE
)
_PRESCAN = 4096  # the standard says 1024; pages that need more exist, and strictness costs words


class BinaryContent(InvalidInput):
    """Bytes that are no text at all."""

    code = "binary-content"

    def __init__(self, *, source: str, what: str, fix: str) -> None:
        self.what = what
        super().__init__(f"{source} is {what}, not text", fix=fix)


class UnknownCharset(InvalidInput):
    """A declared encoding that is none of the web's."""

    code = "unknown-charset"

    def __init__(self, *, source: str, charset: str) -> None:
        self.charset = charset
        super().__init__(
            f"{source} declares an unknown encoding: {charset}",
            fix="save the file as UTF-8 and capture it again",
        )


class BrokenEncoding(InvalidInput):
    """Bytes that are not what their encoding allows; `offset` counts bytes from 0."""

    code = "broken-encoding"

    def __init__(self, *, source: str, charset: str, offset: int, before: str) -> None:
        self.charset = charset
        self.offset = offset
        where = place(before, len(before), source)
        super().__init__(
            f"{source} is not valid {charset.upper()}: the byte at offset {offset},"
            f" on line {where.line}, cannot be read",
            fix="save it as UTF-8 and capture it again, for example:"
            " iconv -f WINDOWS-1252 -t UTF-8 FILE > FILE.utf8",
            where=where,
        )


def decode(data: bytes, *, source: str, charset: str | None = None, html: bool = False) -> str:
    """Bytes to text; a byte order mark is taken off.

    `charset` is what the transport declared; in HTML the page's own declaration comes after
    it, and UTF-8 last. Raises `BinaryContent`, `UnknownCharset` or `BrokenEncoding`.
    """
    for magic, what, fix in _MAGIC:
        if data.startswith(magic):
            raise BinaryContent(source=source, what=what, fix=fix)
    codec = _codec(data, source=source, charset=charset, html=html)
    if b"\0" in data and codec != "utf-16":
        raise BinaryContent(source=source, what="binary (it holds NUL bytes)", fix=_AS_TEXT)
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(codec, "ignore")
        raise BrokenEncoding(
            source=source, charset=charset_name(codec), offset=error.start, before=before
        ) from None


def charset_name(codec: str) -> str:
    """A codec's name as people know it.

    >>> charset_name("utf-8-sig")
    'utf-8'
    """
    return codec.removesuffix("-sig")


def _codec(data: bytes, *, source: str, charset: str | None, html: bool) -> str:
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return codec
    if html and charset is None and (declared := _DECLARED.search(data[:_PRESCAN])):
        charset = declared[1].decode("ascii", "replace")
    if charset is None:
        return "utf-8"
    if charset.lower().startswith("utf-16"):
        return "utf-8"  # a page that one can read so far to find this is none (HTML §13.2.3.3)
    try:
        return _CODECS[codecs.lookup(charset).name]
    except (LookupError, ValueError):
        raise UnknownCharset(source=source, charset=charset) from None
