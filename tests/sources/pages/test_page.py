"""What a page declares of itself is read; of two the first counts; nothing is fetched."""

import io
import json
import socket

import pytest

from ledger.sources.pages.page import main, read_page

BODY = "<body><article><p>Mexico signed the agreement on space.</p></article></body>"


def declared(head, attributes=""):
    """What a page with this head declares, without its text."""
    page = read_page(f"<html {attributes}><head>{head}</head>{BODY}</html>")
    assert page["text"] == "Mexico signed the agreement on space."
    return {name: value for name, value in page.items() if value and name != "text"}


def test_no_page_reaches_the_network(monkeypatch):
    """With everything in it that a browser would fetch."""
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("a socket was opened"))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: pytest.fail("a name was looked up"))
    head = '<base href="https://evil.example/"><link rel="stylesheet" href="a.css">'
    page = f"""<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"
        "https://evil.example/xhtml1.dtd" [<!ENTITY x SYSTEM "https://evil.example/x">]>
        <html><head>{head}<script src="https://evil.example/a.js"></script></head>
        <body><img src="https://evil.example/a.png"><iframe src="https://evil.example"></iframe>
        <p>Mexico signed &x; the agreement on space.</p></body></html>"""
    assert "the agreement on space" in read_page(page)["text"]


INLINE = "a abbr b bdi cite code em font i ins mark nobr output small span strong sub sup"


@pytest.mark.parametrize("tag", [*INLINE.split(), "time", "label", "u", "x-term"])
def test_markup_inside_a_sentence_costs_none_of_its_words(tag):
    """The extraction alone would drop the words of some of these, without a trace."""
    sentence = f"It was held on <{tag}>29 June</{tag}> in Mexico City."
    paragraph = "<p>The ministry said that an agreement must be negotiated and ratified.</p>"
    page = f"<html><body><article>{paragraph}<p>{sentence}</p>{paragraph}</article></body></html>"
    assert "It was held on 29 June in Mexico City." in read_page(page)["text"].splitlines()


def test_a_page_that_declares_nothing():
    """Nothing is suggested that the page does not say of itself."""
    assert declared("") == {}


def test_the_title_comes_from_open_graph_then_json_ld_then_the_head():
    """The title made for sharing wins over the tab's, which adds the site."""
    og = '<meta property="og:title" content="By Open Graph">'
    ld = '<script type="application/ld+json">{"headline": "By JSON-LD"}</script>'
    head = "<title> By\n the head </title>"
    assert declared(og + ld + head) == {"title": "By Open Graph"}
    assert declared(ld + head) == {"title": "By JSON-LD"}
    assert declared(head) == {"title": "By the head"}


def test_of_two_declarations_of_one_thing_the_first_counts():
    """A second one changes nothing, and an empty one does not count as the first."""
    head = '<meta name="DC.Title" content="one"><meta name="dc.title" content="two">'
    assert declared(head) == {"title": "one"}
    assert declared('<meta property="og:title" content=" "><title>x</title>') == {"title": "x"}


@pytest.mark.parametrize("key", ["property", "name", "itemprop"])
def test_meta_elements_are_read_by_any_of_their_keys(key):
    """Publishers put the day under property, name or itemprop."""
    date = {"property": "article:published_time", "name": "date", "itemprop": "datePublished"}
    assert declared(f'<meta {key}="{date[key]}" content="2024-06-12">') == {
        "published": ["2024-06-12"]
    }


@pytest.mark.parametrize(
    "ld",
    [
        '{"datePublished": "2024-06-12", "publisher": {"name": "P"}}',
        '[{"name": "x"}, {"datePublished": "2024-06-12", "publisher": "P"}]',
        '{"@graph": [7, {"headline": "", "datePublished": "2024-06-12", "publisher": "P"}]}',
    ],
)
def test_json_ld_is_read_as_object_list_or_graph(ld):
    """In any of its shapes, and a broken block before it does no harm."""
    broken = '<script type="application/ld+json">{"headline": </script>'
    other = '<script type="application/json">{"headline": "no"}</script><script></script>'
    head = f'{broken}{other}<script type="application/LD+JSON">{ld}</script>'
    assert declared(head) == {"published": ["2024-06-12"], "publisher": "P"}


def test_json_ld_about_other_things_is_no_article():
    """A thing with a name alone is no headline and no publisher."""
    assert declared('<script type="application/ld+json">[{"name": "x"}, 7]</script>') == {}


def test_language_and_address():
    """The canonical link is the address, not the alternate; without it Open Graph's counts."""
    head = '<link rel="alternate" href="/a"><link rel="Canonical" href="https://a.example/1">'
    assert declared(head, 'lang="ko"') == {"language": "ko", "url": "https://a.example/1"}
    assert declared('<meta property="og:url" content="https://a.example/2">') == {
        "url": "https://a.example/2"
    }


def test_a_modification_is_no_publication():
    """Nor is any day in the address, the footer or the prose."""
    head = '<meta property="article:modified_time" content="2024-07-01">'
    assert declared(head + '<link rel="canonical" href="https://a.example/2020/01/01/x">') == {
        "url": "https://a.example/2020/01/01/x"
    }


def test_what_is_no_page_has_no_text():
    """Where there is no body to read there is no text, and not an empty one."""
    assert read_page("<?xml version='1.0'?>")["text"] is None
    assert read_page("<html></html>")["text"] is None


@pytest.mark.parametrize(
    "html",
    [
        "<p>Mexico signed.</p>",
        "<body><p>Mexico signed.</p></body>",
        f"<!--{'-' * 99}--><body><p>Mexico signed.</p>",
        "<?xml version='1.0' encoding='utf-16'?><!DOCTYPE html><html><p>Mexico signed.</p></html>",
        "<!DOCTYPE html PUBLIC 'a' 'b'><html><body><p>Mexico signed.</p></body></html>",
        "Mexico signed.",
    ],
)
def test_a_page_may_lack_any_of_its_frame(html):
    """Without html, head or doctype, or with a comment first, the words are read."""
    assert read_page(html)["text"] == "Mexico signed."


def test_the_program_reads_utf8_and_writes_json():
    """What it writes is ASCII, so that no locale of the process can change it."""
    out = io.BytesIO()
    main(io.BytesIO(f"<html><title>México</title>{BODY}</html>".encode()), out)
    assert json.loads(out.getvalue())["title"] == "México"
    assert out.getvalue().isascii()
