"""Feeds of every format become entries; odd ones lose none, and what is no feed says so."""

from __future__ import annotations

import json
from datetime import date

import pytest

from ledger.intake.feeds.discovery import offered
from ledger.intake.feeds.feed import Feed
from ledger.intake.feeds.listing import ENTRIES, listing
from ledger.intake.feeds.opml import read_opml, write_opml
from ledger.intake.feeds.refusals import BadOpml, NotAFeed

TODAY = date(2024, 6, 13)
URL = "https://news.example/feed"


def rss(*items, head=""):
    """An RSS feed of these items, each the XML in its ``item``."""
    inside = "".join(f"<item>{item}</item>" for item in items)
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{head}'
        f"<title>The Desk</title><link>https://news.example</link>{inside}</channel></rss>"
    ).encode()


def item(number, *, id_=None, day="Wed, 12 Jun 2024 23:30:00 -0500", words="Mexico signed."):
    published = f"<pubDate>{day}</pubDate>" if day else ""
    return (
        f"<title>No. {number}</title><link>https://news.example/{number}</link>"
        f"<guid>{id_ or number}</guid>{published}<description>{words}</description>"
    )


ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://news.example/"><title>The Desk</title>
<entry><id>tag:1</id><title type="html">España &amp;amp; México</title><link href="1"/>
<updated>2024-06-12T10:00:00Z</updated><content type="html">&lt;p&gt;Firmaron.&lt;/p&gt;</content>
</entry></feed>"""

JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "The Desk",
    "home_page_url": "https://news.example",
    "items": [
        {
            "id": "1",
            "url": "https://news.example/1",
            "title": "한국과 멕시코",
            "content_html": "<p>서명하였다.</p>",
            "date_published": "2024-06-12T10:00:00+09:00",
        }
    ],
}


def read(data, media_type="application/xml"):
    data = data.encode() if isinstance(data, str) else data
    return listing(data, url=URL, media_type=media_type, today=TODAY)


@pytest.mark.parametrize("media_type", ["application/rss+xml", "text/xml; charset=utf-8", ""])
def test_rss_gives_its_entries(media_type):
    """With titles, addresses, days and the words by which they are wanted."""
    listed = read(rss(item(1), item(2)), media_type)
    assert (listed.title, listed.site) == ("The Desk", "https://news.example")
    assert [entry.url for entry in listed.entries] == [
        "https://news.example/1",
        "https://news.example/2",
    ]
    first = listed.entries[0]
    assert (first.title, first.words) == ("No. 1", "No. 1\nMexico signed.")
    assert first.published == "2024-06-12", "by the publisher's own clock"
    assert listed.notes == ()


def test_atom_and_json_feed_give_theirs():
    """Addresses are seen from the feed's own; markup is no word."""
    (entry,) = read(ATOM).entries
    assert (entry.url, entry.title) == ("https://news.example/1", "España & México")
    assert (entry.published, entry.words) == ("2024-06-12", "España & México\nFirmaron.")
    listed = read(json.dumps(JSON), "application/feed+json")
    (entry,) = listed.entries
    assert (listed.title, listed.site) == ("The Desk", "https://news.example")
    assert (entry.url, entry.title) == ("https://news.example/1", "한국과 멕시코")
    assert (entry.published, entry.words) == ("2024-06-12", "한국과 멕시코\n서명하였다.")


def test_a_json_feed_with_odd_fields_loses_only_those():
    """Numbers for ids, no dates, addresses that are none, titles that are lists."""
    odd = {**JSON, "items": [{"id": 7, "url": "nowhere", "title": ["x"], "date_published": 5}, {}]}
    first, second = read(json.dumps(odd)).entries
    assert (first.url, first.title, first.published) == (None, None, None)
    assert first.key != second.key


@pytest.mark.parametrize("bad", ["junk", None, 7, ["x"]])
def test_an_item_of_a_json_feed_that_is_none_costs_no_other(bad):
    """It is left out and noted; one whose address is none keeps its words."""
    odd = {**JSON, "items": [bad, *JSON["items"], {"id": "3", "url": 7, "title": "Third"}]}
    listed = read(json.dumps(odd))
    assert [entry.title for entry in listed.entries] == ["한국과 멕시코", "Third"]
    assert listed.notes == ("1 item is no entry of a feed, and left out",)
    twice = read(json.dumps({**JSON, "items": [bad, bad]}))
    assert twice.notes == ("2 items are no entries of a feed, and left out",)


@pytest.mark.parametrize(
    ("feed", "reason"),
    [
        ({"items": []}, "it is JSON, and names no version of JSON Feed"),
        ({**JSON, "version": 1}, "it is JSON, and names no version of JSON Feed"),
        ({**JSON, "items": {"1": {}}}, "it is a JSON Feed without a list of items"),
        ({"version": JSON["version"]}, "it is a JSON Feed without a list of items"),
    ],
)
def test_what_is_no_json_feed_says_why_in_the_words_of_feeds(feed, reason):
    """No word of the library that reads it."""
    with pytest.raises(NotAFeed) as refused:
        read(json.dumps(feed))
    assert refused.value.reason == reason
    with pytest.raises(NotAFeed, match="broken or cut off"):
        read(json.dumps(JSON)[:-5])


def test_a_day_that_no_calendar_has_is_none():
    """A year beyond what a machine counts with costs the entry its day alone."""
    odd = "Mon, 01 Jan 99999999999999999999 00:00:00 GMT"
    assert [entry.published for entry in read(rss(item(1, day=odd))).entries] == [None]
    dated = {**JSON["items"][0], "date_published": odd}
    assert read(json.dumps({**JSON, "items": [dated]})).entries[0].published is None


def test_one_id_for_all_entries_costs_none():
    """They are told apart by address and title, and a note says so."""
    listed = read(rss(*(item(number, id_="same") for number in range(3))))
    assert len({entry.key for entry in listed.entries}) == 3
    assert "several entries have one id" in listed.notes[0]
    again = read(rss(*(item(number, id_="same") for number in reversed(range(3)))))
    assert {entry.key for entry in again.entries} == {entry.key for entry in listed.entries}


def test_no_days_and_days_to_come_are_noted():
    """A day that has not come is no day of publication; the entry stays."""
    assert "its entries have no days" in read(rss(item(1, day=None))).notes
    listed = read(rss(item(1, day="Wed, 12 Jun 2047 10:00:00 GMT"), item(2)))
    assert [entry.published for entry in listed.entries] == [None, "2024-06-12"]
    assert "days to come were not taken (1 entries)" in listed.notes


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><rss version="2.0"><channel><title>&c;</title>'
    "</channel></rss>"
)
NO_FEEDS = {
    "it is empty": b"",
    "it is a page (HTML)": b"<!doctype html><html><title>News</title></html>",
    "it declares entities": LAUGHS.encode(),
    "not RSS, Atom or JSON Feed": b"<?xml version='1.0'?><catalog/>",
    "it is broken": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "it is JSON, and names no version of JSON Feed": b'{"items": []}',
    "names no version": b'{"version": "2", "items": []}',
}


@pytest.mark.parametrize("reason", NO_FEEDS)
def test_what_is_no_feed_is_refused_by_its_reason(reason):
    """A page, a billion laughs, other XML and JSON, a picture."""
    with pytest.raises(NotAFeed) as refused:
        read(NO_FEEDS[reason])
    assert reason in refused.value.message or "it is not RSS" in refused.value.message


def test_a_feed_that_is_half_there_gives_what_it_has():
    """XML that breaks off in the middle: the entries before it are read."""
    whole = rss(item(1), item(2), item(3))
    listed = read(whole[: whole.index(b"No. 3")])
    assert [entry.title for entry in listed.entries][:2] == ["No. 1", "No. 2"]


def test_a_feed_without_end_is_read_to_a_limit():
    """The first thousand entries; a note says how many there are."""
    listed = read(rss(*(f"<guid>{number}</guid><title>t</title>" for number in range(1_100))))
    assert len(listed.entries) == ENTRIES
    assert "1,100 entries" in listed.notes[-1]


def test_a_page_names_its_feeds():
    """By links of its head, seen from its base; other links are none."""
    page = """<html><head><base href="https://cdn.example/a/">
    <link rel="alternate" type="application/rss+xml" title="News &amp; more" href="rss.xml">
    <link rel="Alternate stylesheet" type="text/css" href="x.css">
    <LINK REL=alternate TYPE="application/atom+xml; charset=utf-8" HREF="//b.example/atom">
    <link rel="alternate" type="application/feed+json" href="javascript:x">
    <link rel="alternate" hreflang="es" href="/es"><link rel="alternate"
    type="application/rss+xml" href="rss.xml"></head>"""
    feeds = offered(page, url="https://news.example/")
    assert [(feed.url, feed.title) for feed in feeds] == [
        ("https://cdn.example/a/rss.xml", "News & more"),
        ("https://b.example/atom", None),
    ]


def test_a_list_of_feeds_comes_back_as_it_was_written():
    """Through OPML, with folders of other programs, each address once."""
    feeds = [
        Feed(number=1, url="https://a.example/r?x=1&y=2", title="A & B", site="https://a.example")
    ]
    outlines = read_opml(write_opml(feeds).encode(), source="f")
    assert [(each.url, each.title, each.site) for each in outlines.feeds] == [
        ("https://a.example/r?x=1&y=2", "A & B", "https://a.example")
    ]
    nested = b"""<?xml version="1.0"?><opml version="1.0"><body><outline text="Asia">
    <outline text="K" xmlUrl="https://k.example/rss"/><outline XMLURL="https://k.example/rss"/>
    <outline text="bad" xmlUrl="ftp://x"/></outline></body></opml>"""
    outlines = read_opml(nested, source="f")
    assert [each.url for each in outlines.feeds] == ["https://k.example/rss"]
    assert outlines.unusable == ("ftp://x",)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "Document is empty|no element|Start tag"),
        (b"<opml>", "."),
        (b"<rss/>", "begins with <rss>"),
        (b"<opml><body/></opml>", "no feed is in it"),
        (LAUGHS.encode(), "document type"),
    ],
)
def test_what_is_no_list_is_refused(data, reason):
    """Empty, cut off, another format, without feeds, with entities."""
    with pytest.raises(BadOpml, match=reason) as refused:
        read_opml(data, source="feeds.opml")
    assert "feeds.opml is no list of feeds" in refused.value.message


@pytest.mark.parametrize(
    ("guid", "url"),
    [
        ("<guid>1234</guid>", None),
        ("<guid>news/1</guid>", None),
        ("<guid>https://news.example/a?b=1&amp;c=2</guid>", "https://news.example/a?b=1&c=2"),
        ('<guid isPermaLink="false">https://news.example/a</guid>', None),
        ("<guid>77</guid><link>/b</link>", "https://news.example/b"),
    ],
)
def test_an_id_is_an_address_only_where_it_is_written_as_one(guid, url):
    """An entry without a link whose id is a number leads to no page of the feed's site."""
    (entry,) = read(rss(f"<title>No. 1</title>{guid}")).entries
    assert entry.url == url
