"""Bytes become text by mark, transport or declaration, in that order; nothing is guessed."""

import codecs

import pytest

from ledger.errors import ExitCode
from ledger.sources.text import decoding
from ledger.sources.text.decoding import BinaryContent, BrokenEncoding, UnknownCharset


def decode(data, **how):
    """The text alone of what was decoded."""
    return decoding.decode(data, **how).text


def test_utf8_with_and_without_a_byte_order_mark():
    """The mark is no character of the text: positions are the same with it."""
    assert decode("ñandú".encode(), source="a.txt") == "ñandú"
    assert decode(codecs.BOM_UTF8 + "ñandú".encode(), source="a.txt") == "ñandú"


def test_broken_utf8_names_offset_line_and_a_way_out():
    """The offset counts bytes from 0, the line from 1, the column characters from 1."""
    data = "uno\nMéxico y Cor".encode() + b"\xe9" + b"a\n"
    with pytest.raises(BrokenEncoding) as refused:
        decode(data, source="nota.txt")
    error = refused.value
    assert error.message == (
        "nota.txt is not valid UTF-8: the byte at offset 17, on line 2, cannot be read"
    )
    assert (error.offset, error.where.line, error.where.column) == (17, 2, 13)
    assert "--charset windows-1252" in error.fix
    assert error.exit_code is ExitCode.USAGE


def test_a_text_cut_inside_a_letter_is_broken():
    """Half a letter at the end is not dropped in silence."""
    with pytest.raises(BrokenEncoding):
        decode("México"[:2].encode()[:-1], source="a.txt")


def test_utf16_is_read_where_its_mark_says_so():
    """What old Windows programs save as Unicode; the mark is a declaration, not a guess."""
    for mark, codec in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        assert decode(mark + "México".encode(codec), source="a.txt") == "México"
    with pytest.raises(BrokenEncoding, match="not valid UTF-16LE"):
        decode(codecs.BOM_UTF16_LE + b"a", source="a.txt")
    with pytest.raises(BinaryContent, match="NUL"):
        decode("México".encode("utf-16-le"), source="a.txt")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (b"PK\x03\x04\x14", "a packed document"),
        (b"\xd0\xcf\x11\xe0\xa1", "an old Office document"),
        (b"{\\rtf1 words}", "a rich text document"),
        (b"\x1f\x8b\x08", "a gzip archive"),
        (b"\x89PNG\r\n", "an image"),
        (b"words\0words", "binary"),
    ],
)
def test_binary_is_refused_with_what_to_do(data, what):
    """A PDF, archive or image is called by its name, with a way to its text."""
    with pytest.raises(BinaryContent, match=f"report is {what}.*, not text") as refused:
        decode(data, source="report")
    assert "capture" in refused.value.fix
    assert refused.value.exit_code is ExitCode.USAGE


@pytest.mark.parametrize(
    ("label", "text", "codec"),
    [
        ("iso-8859-1", "precio: 5 € “bajo”", "cp1252"),  # the web means windows-1252 by it
        ("latin1", "año", "cp1252"),
        ("US-ASCII", "año", "cp1252"),
        ("EUC-KR", "한국 똠", "cp949"),  # and its Microsoft superset by EUC-KR
        ("ks_c_5601-1987", "한국", "cp949"),
        ("Shift_JIS", "日本", "cp932"),
        ("gb2312", "中国", "gb18030"),
        ("utf-8", "한국", "utf-8"),
        ("utf-16le", "año", "utf-8"),  # it could not be read if it were true
    ],
)
def test_a_page_is_read_by_the_encoding_it_declares(label, text, codec):
    """By the WHATWG labels, which are not always what the name once meant."""
    page = f"<html><head><meta charset={label}></head><body>{text}</body>"
    assert text in decode(page.encode(codec), source="a.html", html=True)


def test_the_old_form_of_a_declaration_counts_too():
    """Korean pages still say their charset in an http-equiv."""
    head = '<meta http-equiv="Content-Type" content="text/html; charset=euc-kr">'
    assert "한국" in decode(f"{head}한국".encode("cp949"), source="a.html", html=True)


def test_the_transport_comes_before_the_page_and_the_mark_before_both():
    """First the byte order mark, then the server, then the page, as the WHATWG has it."""
    page = "<meta charset=euc-kr>año"
    assert "año" in decode(page.encode("cp1252"), source="a", charset="iso-8859-1", html=True)
    assert "año" in decode(page.encode("utf-8-sig"), source="a", charset="latin1", html=True)


def test_a_declaration_in_plain_text_is_only_text():
    """A text about HTML is not decoded as the page that it quotes."""
    assert decode(b"<meta charset=euc-kr>", source="a.txt") == "<meta charset=euc-kr>"


@pytest.mark.parametrize("label", ["klingon", "rot13", "unicode_escape", "zlib_codec", "utf-7"])
def test_an_encoding_that_the_web_does_not_have_is_refused(label):
    """Python's codecs that are no character sets are not reachable from a page."""
    with pytest.raises(UnknownCharset, match=label):
        decode(f"<meta charset={label}>".encode(), source="a.html", html=True)


def test_a_page_that_is_not_what_it_declares_is_refused():
    """Bytes outside the declared encoding are not replaced by question marks."""
    with pytest.raises(BrokenEncoding, match="not valid EUC-KR"):
        decode(b"<meta charset=euc-kr>\xff\xff", source="a.html", html=True)


@pytest.mark.parametrize("label", ["utf-16le", "utf-16be"])
def test_utf16_without_its_mark_is_refused_with_the_label_that_reads_it(label):
    """Some programs write it; nothing is guessed, and the way out works."""
    data = "한국과 México가 signed it.".encode(label)
    with pytest.raises(BinaryContent) as refused:
        decode(data, source="x")
    assert f"--charset {label};" in refused.value.fix
    assert decode(data, source="x", charset=label) == "한국과 México가 signed it."


def test_utf8_under_an_unknown_label_is_called_utf8():
    """Advice never names an encoding that makes other words of what is UTF-8."""
    with pytest.raises(UnknownCharset) as refused:
        decode("Министерство сообщило".encode(), source="x", charset="klingon")
    assert refused.value.fix == "its bytes are UTF-8: say so with --charset utf-8"
