"""Bytes become characters, strictly: what is not text is refused, and nothing is guessed.

Takes bytes and the encoding that somebody declared; gives text to `capture`. Declarations
count in the order of the WHATWG Encoding Standard: byte order mark, transport, the page. One
that the bytes contradict is named, and not followed.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

import attrs

from ledger.errors import InvalidInput
from ledger.sources.text.charsets import LABELS, UTF8, Encoding, encoding_of
from ledger.sources.text.formats import binary_format
from ledger.sources.text.misreading import (
    advice,
    is_single_byte,
    misread,
    misread_as,
    written_in_pairs,
)
from ledger.sources.text.plain_text import place

_AS_TEXT: Final = "open it, save it as plain text (UTF-8), and capture that file"

_MARKS: Final[tuple[tuple[bytes, Encoding], ...]] = (
    (codecs.BOM_UTF8, UTF8),
    (codecs.BOM_UTF16_LE, LABELS["utf-16le"]),
    (codecs.BOM_UTF16_BE, LABELS["utf-16be"]),
)
_UTF16: Final = {"UTF-16LE", "UTF-16BE"}
_META: Final = re.compile(
    rb"""<meta[^>]{0,512}?charset\s*=\s*["']?\s*([\w.:()-]{1,60})""", re.IGNORECASE
)
_XML: Final = re.compile(rb"""\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:()-]{1,60})""")
_COMMENT: Final = re.compile(rb"<!--.*?-->", re.DOTALL)
_PRESCAN: Final = 4096  # the standard says 1024; pages that need more exist
_JAPANESE_ESCAPE: Final = re.compile(rb"\x1b\$[@B].{2,200}?\x1b\([BJ]", re.DOTALL)
_SEQUENCE: Final = re.compile(rb"[\xc2-\xf4][\x80-\xbf]{1,3}")
_LOOKED_AT: Final = 65_536
_CERTAIN: Final = 3  # letters that are valid UTF-8: fewer can be an accident of two-byte encodings


class BinaryContent(InvalidInput):
    """Bytes that are no text at all."""

    code = "binary-content"

    def __init__(self, *, source: str, what: str, fix: str) -> None:
        self.what = what
        super().__init__(f"{source} is {what}, not text", fix=fix)


class UnknownCharset(InvalidInput):
    """A declared encoding that is none of the web's, or one by which nothing may be read."""

    code = "unknown-charset"

    def __init__(self, *, source: str, charset: str, fix: str) -> None:
        self.charset = charset
        super().__init__(
            f"{source} is said to be in an encoding that no page can have: {charset}", fix=fix
        )


class BrokenEncoding(InvalidInput):
    """Bytes that are not what their encoding allows; `offset` counts bytes from 0."""

    code = "broken-encoding"

    def __init__(self, *, source: str, charset: str, offset: int, before: str, fix: str) -> None:
        self.charset = charset
        self.offset = offset
        where = place(before, len(before), source)
        super().__init__(
            f"{source} is not valid {charset}: the byte at offset {offset},"
            f" on line {where.line}, cannot be read",
            fix=fix,
            where=where,
        )


class MisreadText(InvalidInput):
    """Text that somebody once read in a wrong encoding, or that is declared in one."""

    code = "misread-text"

    def __init__(self, *, source: str, words: str, charset: str | None, fix: str) -> None:
        self.words = words
        self.charset = charset
        read = "" if charset is None else f" read as {charset}"
        super().__init__(f"{source}{read} makes no words: “{words}”", fix=fix)


@attrs.frozen(kw_only=True)
class Decoded:
    """A text without its byte order mark, its encoding, and what was not as declared."""

    text: str = attrs.field(repr=False)
    encoding: Encoding
    notes: tuple[str, ...] = ()


def decode(data: bytes, *, source: str, charset: str | None = None, html: bool = False) -> Decoded:
    """Bytes to text; a byte order mark is taken off.

    `charset` is what the transport or the recorder says; in HTML the page's own declaration
    comes after it, and UTF-8 last. UTF-8 that is declared as something else is read as UTF-8,
    with a note. Raises `BinaryContent`, `UnknownCharset`, `BrokenEncoding` or `MisreadText`.
    """
    if binary := binary_format(data):
        raise BinaryContent(source=source, what=binary.what, fix=binary.fix)
    encoding, declared = _encoding(data, source=source, charset=charset, html=html)
    if b"\0" in data and encoding.name not in _UTF16:
        fix = _AS_TEXT if charset is not None else _unmarked(data)
        raise BinaryContent(source=source, what="binary (it holds NUL bytes)", fix=fix)
    notes: tuple[str, ...] = ()
    if declared and encoding is not UTF8 and _is_utf8(data, encoding):
        notes = (f"it declares {declared}, and is UTF-8: it was read as UTF-8",)
        encoding = UTF8
    text = _read(data, encoding, source)
    if encoding.name not in _UTF16:
        _check_words(text, data, encoding, source=source)
    return Decoded(text=text.removeprefix("\ufeff"), encoding=encoding, notes=notes)


def _read(data: bytes, encoding: Encoding, source: str) -> str:
    codec = encoding.codec or "utf_8"
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(codec, "ignore")
        raise BrokenEncoding(
            source=source,
            charset=encoding.name,
            offset=error.start,
            before=before,
            fix=advice(data),
        ) from None


def _unmarked(data: bytes) -> str:
    """What to do about NUL bytes: UTF-16 without its mark has nearly all at every other place.

    Some letters have one at the other: the low half of 가 (U+AC00) is such a byte.
    """
    start = data[: min(_LOOKED_AT, len(data) // 2 * 2)]
    first, second = start[::2].count(0), start[1::2].count(0)
    label = "utf-16le" if second > first else "utf-16be"
    most, least = max(first, second), min(first, second)
    if len(data) % 2 or least * 8 > most or not _is_text(data, label):
        return _AS_TEXT
    return f"if it is UTF-16 without a mark, say so with --charset {label}; if not, {_AS_TEXT}"


def _is_text(data: bytes, label: str) -> bool:
    try:
        return "\0" not in data.decode(label)
    except UnicodeDecodeError:
        return False


def _check_words(text: str, data: bytes, encoding: Encoding, *, source: str) -> None:
    """Refuse what was read in a wrong encoding, now or before it was saved."""
    words = misread(text)
    if words is None and is_single_byte(encoding) and encoding.name == "windows-1252":
        words = text[:40] if written_in_pairs(data) else None
    if words is None and encoding is not UTF8:
        words = misread_as(text, data, encoding)
    if words is None:
        return
    if encoding is UTF8:
        fix = (
            "it was saved after it had been read in a wrong encoding: get the file again as it"
            " was published, or save the article from a browser that shows it right"
        )
        raise MisreadText(source=source, words=words, charset=None, fix=fix)
    raise MisreadText(source=source, words=words, charset=encoding.name, fix=advice(data))


def _encoding(
    data: bytes, *, source: str, charset: str | None, html: bool
) -> tuple[Encoding, str | None]:
    """The encoding that counts, and its declared name where one was declared."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, None
    if charset is not None:
        return _named(charset, data, source=source), charset
    declared = _declaration(data) if html else None
    if declared is None:
        japanese = _JAPANESE_ESCAPE.search(data) and data.isascii()
        return (LABELS["iso-2022-jp"] if japanese else UTF8), None
    if declared.lower() == "x-user-defined":
        return LABELS["windows-1252"], declared  # HTML §13.2.3.2, step 15 of the prescan
    encoding = _named(declared, data, source=source)
    if encoding.name in _UTF16:
        return UTF8, None  # a page that one can read so far to find this is none (step 14)
    return encoding, declared


def _declaration(data: bytes) -> str | None:
    start = data[:_PRESCAN]
    match = _META.search(_COMMENT.sub(b"", start)) or _XML.match(start)
    return match[1].decode("ascii", "replace") if match else None


def _named(label: str, data: bytes, *, source: str) -> Encoding:
    encoding = encoding_of(label)
    if encoding is not None and encoding.codec is not None:
        return encoding
    is_utf8 = _is_utf8(data, None)
    fix = "its bytes are UTF-8: say so with --charset utf-8" if is_utf8 else advice(data)
    raise UnknownCharset(source=source, charset=label, fix=fix)


def _is_utf8(data: bytes, declared: Encoding | None) -> bool:
    """Whether bytes that are declared to be something else are UTF-8 beyond doubt.

    Text in a two-byte encoding can be UTF-8 by accident, a few letters long.
    """
    letters = len(_SEQUENCE.findall(data, 0, 1_000_000))
    if not letters:
        return declared is None and data.isascii()
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return letters >= _CERTAIN or declared is None or is_single_byte(declared)
