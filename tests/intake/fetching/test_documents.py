"""Pages, PDFs and lies from a server on loopback become captured texts, or a sentence."""

from __future__ import annotations

import fpdf
import pytest

from ledger.errors import ClaimsError
from ledger.intake.fetching.address_guard import Network
from ledger.intake.fetching.documents import document_at
from ledger.intake.fetching.refusals import BadAnswer, WrongMediaType
from ledger.sources.capture import CaptureTerms
from ledger.sources.pages.extraction import NoMainText
from ledger.sources.pages.interstitial import NotAnArticle

LOCAL = Network(allow_private=True)
CHARSETS = {
    "utf-8": "México y España firmaron — 한국도",
    "iso-8859-1": "México y España firmaron el día 12",
    "windows-1252": "México y España firmaron “hoy”",
    "euc-kr": "한국과 멕시코는 협정에 서명하였다",
    "utf-16le": "México firmó; 한국도 서명",
}


def page(words, head=""):
    return f"<!doctype html><html><head>{head}<title>T</title></head><body><p>{words}</p>"


@pytest.mark.parametrize("charset", CHARSETS)
def test_a_page_is_read_in_the_charset_that_its_server_names(site, charset):
    """Five of them; the page itself names none."""
    codec = {"windows-1252": "cp1252", "iso-8859-1": "cp1252", "euc-kr": "cp949"}.get(
        charset, charset
    )
    url = site.gives(
        "/a", page(CHARSETS[charset]).encode(codec), type=f"text/html; charset={charset}"
    )
    captured = document_at(url, network=LOCAL).captured
    assert (captured.text, captured.url) == (CHARSETS[charset], url)


def test_a_server_that_lies_about_the_charset_is_refused_and_a_person_can_say(site):
    """Its bytes contradict it; `charset` of the recorder comes first."""
    words = CHARSETS["euc-kr"]
    url = site.gives("/a", page(words).encode("cp949"), type="text/html; charset=shift_jis")
    with pytest.raises(ClaimsError) as refused:
        document_at(url, network=LOCAL)
    assert refused.value.fix
    assert document_at(url, CaptureTerms(charset="euc-kr"), network=LOCAL).captured.text == words


def test_the_content_decides_what_it_is_whatever_its_server_says(site):
    """A PDF as an octet stream, a page as plain text, a page without its frame as HTML."""
    made = fpdf.FPDF()
    made.add_page()
    made.set_font("helvetica", size=12)
    made.multi_cell(0, 8, "Nine of the eleven members have ratified.")
    document = bytes(made.output())
    fetched = document_at(
        site.gives("/a", document, type="application/octet-stream"), network=LOCAL
    )
    assert fetched.captured.media_type == "application/pdf"
    assert (fetched.captured.pages, fetched.original) == ((0,), document)
    html = document_at(site.gives("/b", page("Words."), type="text/plain"), network=LOCAL)
    assert (html.captured.media_type, html.captured.text) == ("text/html", "Words.")
    bare = document_at(site.gives("/c", "<p>Words.</p>"), network=LOCAL)
    assert (bare.captured.media_type, bare.captured.text) == ("text/html", "Words.")


def test_the_address_is_where_it_stood_in_the_end_or_what_the_page_says(site):
    """After redirects; a canonical address of the page comes first."""
    end = site.gives("/end", page("Words."))
    start = site.gives("/start", status=301, Location="/end")
    assert document_at(start, network=LOCAL).captured.url == end
    canonical = '<link rel="canonical" href="https://news.example/a">'
    site.gives("/end", page("Words.", canonical))
    assert document_at(start, network=LOCAL).captured.url == "https://news.example/a"


def test_what_is_no_article_is_refused_by_what_it_is(site):
    """An error, a film, a feed, a login wall, a page that scripts fill."""
    with pytest.raises(BadAnswer, match="404"):
        document_at(site.url + "/nowhere", network=LOCAL)
    with pytest.raises(WrongMediaType, match="video/mp4"):
        document_at(site.gives("/a", b"x", type="video/mp4"), network=LOCAL)
    feed = "<?xml version='1.0'?><rss><channel><title>x</title></channel></rss>"
    for type_ in ("application/rss+xml", "text/html", "text/xml"):
        with pytest.raises(NotAnArticle, match="an RSS feed") as refused:
            document_at(site.gives("/a", feed, type=type_), network=LOCAL)
        assert "claims feed add" in refused.value.fix
    wall = "<!doctype html><title>Sign in</title><body><p>Log in to read.</p>"
    with pytest.raises(NotAnArticle, match="sign in"):
        document_at(site.gives("/a", wall), network=LOCAL)
    with pytest.raises(NoMainText, match="scripts write it"):
        document_at(
            site.gives("/a", "<!doctype html><body><script>run()</script>" * 500), network=LOCAL
        )
