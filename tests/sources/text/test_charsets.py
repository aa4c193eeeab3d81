"""Every label of the web reads; a wrong encoding is refused with the right label."""

import codecs

import pytest

from ledger.sources.capture import CaptureTerms, capture
from ledger.sources.containers.contents import BrokenFile
from ledger.sources.pages.interstitial import NotAnArticle
from ledger.sources.text.charsets import ENCODINGS, LABELS, encoding_of
from ledger.sources.text.decoding import BrokenEncoding, MisreadText, UnknownCharset

KOREAN = "한국과 멕시코는 우주 협력을 강화하기로 하고 협약의 비준국은 아홉 나라라고 밝혔다."
SPANISH = "La Secretaría informó que el convenio suma nueve ratificaciones, según el depositario."
RUSSIAN = "Министерство иностранных дел сообщило, что девять государств ратифицировали договор."


def test_every_label_of_the_standard_names_a_codec_that_python_has():
    """228 labels of 40 encodings; two encodings read nothing."""
    assert (len(LABELS), len(ENCODINGS)) == (228, 40)
    assert [one.name for one in ENCODINGS if one.codec is None] == ["replacement", "x-user-defined"]
    for encoding in LABELS.values():
        assert encoding.codec is None or codecs.lookup(encoding.codec)
    assert encoding_of("rot13") is None


@pytest.mark.parametrize("label", [label for label, one in LABELS.items() if one.codec])
def test_text_is_read_under_every_label(label):
    """What is ASCII in all of them is the same words by any label."""
    codec = LABELS[label].codec
    assert (
        capture("Mexico signed.".encode(codec), CaptureTerms(charset=label)).text
        == "Mexico signed."
    )


@pytest.mark.parametrize(
    ("text", "codec", "label"),
    [
        (KOREAN, "cp949", "euc-kr"),
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8_r", "koi8-r"),
        (SPANISH, "cp1252", "windows-1252"),
        ("El Secretario señaló que 9 países ratificaron según ella", "cp1252", "windows-1252"),
    ],
)
def test_the_advice_for_an_undeclared_encoding_leads_to_the_right_words(text, codec, label):
    """The first encoding that is named is the one in which it was written."""
    with pytest.raises(BrokenEncoding) as refused:
        capture(text.encode(codec))
    assert refused.value.fix.startswith(f"say which encoding it has: --charset {label} reads")
    assert capture(text.encode(codec), CaptureTerms(charset=label)).text == text


def test_words_that_were_read_in_a_wrong_encoding_are_refused():
    """Before they were saved, or by the encoding that is declared."""
    for text, codec in ((KOREAN, "cp949"), (RUSSIAN, "cp1251"), (SPANISH, "utf-8")):
        with pytest.raises(MisreadText):
            capture(text.encode(codec).decode("cp1252", "ignore").encode())
    with pytest.raises(MisreadText):
        capture(KOREAN.encode("euc_kr"), CaptureTerms(charset="iso-8859-1"))


def test_utf8_that_is_declared_as_something_else_is_read_with_a_note():
    """A saved file has lost the header of its server; its bytes are beyond doubt."""
    page = f"<html><head><meta charset=iso-8859-1></head><body><p>{SPANISH}</p></body></html>"
    captured = capture(page.encode())
    assert captured.text == SPANISH
    assert captured.notes == ("it declares iso-8859-1, and is UTF-8: it was read as UTF-8",)


def test_an_unknown_declaration_over_utf8_is_told_the_way_out_that_works():
    """The advice does not lead to the same refusal again."""
    page = f"<html><head><meta charset=klingon></head><body><p>{SPANISH}</p></body></html>"
    with pytest.raises(UnknownCharset, match="klingon") as refused:
        capture(page.encode())
    assert refused.value.fix == "its bytes are UTF-8: say so with --charset utf-8"
    assert capture(page.encode(), CaptureTerms(charset="utf-8")).text == SPANISH


MHTML = (
    "From: <Saved by Blink>\nSnapshot-Content-Location: https://example.org/nota\n"
    'MIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary="--B"\n\n'
    "----B\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n"
    "<!DOCTYPE html><html><body><p>La Secretar=C3=ADa inform=\n=C3=B3.</p></body></html>\n"
    "----B--\n"
)


def test_a_saved_page_is_read_as_the_page_in_it():
    """With its own encoding of letters, and the address that it was saved from."""
    captured = capture(MHTML.encode(), filename="a.mhtml")
    assert (captured.text, captured.url) == ("La Secretaría informó.", "https://example.org/nota")


def test_a_saved_page_that_was_cut_off_within_its_words_is_refused():
    """Half a page is not kept in silence; a picture that is cut off takes no word away."""
    page, picture = MHTML[: MHTML.index("inform")], "\n----B\nContent-Type: image/png\n\nx"
    with pytest.raises(BrokenFile, match="a saved page that was cut off"):
        capture(page.encode())
    assert capture(page.encode(), CaptureTerms(as_is=True)).text == "La Secretaría"
    whole = MHTML.replace("\n----B--\n", picture)
    assert capture(whole.encode()).text == "La Secretaría informó."


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"<?xml version='1.0'?><rss><channel/></rss>", "an RSS feed"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'></feed>", "an Atom feed"),
        (b'{"items": [{"title": "x"}]}', "JSON"),
        (b"From a@b.example\nFrom: a@b.example\nTo: c@d.example\nSubject: x\n\nHi", "a mailbox"),
        (b"<html><title>Just a moment...</title><p>Wait.</p></html>", "a check of the browser"),
        (b"<html><title>404 Not Found</title><p>Nothing.</p></html>", "an error page"),
    ],
)
def test_what_is_no_article_is_refused_by_name_unless_it_is_wanted(data, what):
    """Under any suffix; and kept as it stands where a person says so."""
    for name in ("a.txt", "a.html"):
        with pytest.raises(NotAnArticle, match=f"holds {what}"):
            capture(data, filename=name)
    assert capture(data, CaptureTerms(as_is=True), filename="a.txt").text
