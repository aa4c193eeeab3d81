"""`claims feed`: real feeds on loopback that change, move, fail, lie, and a poll that is killed."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ledger.app import open_ledger
from ledger.clock import FixedClock
from ledger.settings import DEFAULT_LEDGER

NOON = datetime(2024, 6, 13, 12, 0, tzinfo=UTC)


def entry(site, number, words="Mexico signed."):
    """An item of a feed, whose page is there."""
    site.gives(f"/{number}", f"No. {number}\n\n{words} Number {number}.", type="text/plain")
    return (
        f"<item><guid>{number}</guid><title>No. {number}</title><link>{site.url}/{number}</link>"
        f"<description>{words}</description></item>"
    )


def publish(site, numbers, *, path="/feed", words="Mexico signed.", **headers):
    """A feed of these entries, the newest first."""
    items = "".join(entry(site, number, words) for number in reversed(numbers))
    xml = f'<rss version="2.0"><channel><title>The Desk</title>{items}</channel></rss>'
    return site.gives(path, xml, type="application/rss+xml", **headers)


def add(newsroom, url, *words):
    return newsroom("feed", "add", url, "--allow-private", *words, "--json")


def inbox(newsroom):
    """The titles of what waits, in the order of arrival."""
    assert newsroom.head() > 0
    with open_ledger(DEFAULT_LEDGER, clock=FixedClock(NOON)) as ledger:
        return [item.title for item in ledger.inbox.items(limit=1_000)]


def test_what_is_new_waits_in_the_inbox_once(newsroom, site):
    """The oldest first; asked again, only what is new comes; who asks sends what it has."""
    url = publish(site, [1, 2], ETag='"1"', Last_Modified="Wed, 12 Jun 2024 10:00:00 GMT")
    added = add(newsroom, url)
    assert added.code == 0, added.err
    assert (added.data["number"], added.data["title"]) == (1, "The Desk")
    polled = newsroom("feed", "poll", "--json")
    assert polled.code == 0, polled.err
    assert (polled.data["new"], polled.data["asked"]) == (2, 1)
    assert inbox(newsroom) == ["No. 1", "No. 2"]
    assert newsroom("feed", "poll", "--json").data == {
        "asked": 0, "not_due": 1, "new": 0, "feeds": [],
    }  # fmt: skip
    site.gives("/feed", status=304, type="")
    again = newsroom("feed", "poll", "--all", "--json")
    assert (again.data["new"], again.data["feeds"][0]["unchanged"]) == (0, True)
    headers = site.asked[-1][2]
    assert (headers["if-none-match"], headers["if-modified-since"]) == (
        '"1"', "Wed, 12 Jun 2024 10:00:00 GMT",
    )  # fmt: skip
    publish(site, [1, 2, 3])
    assert newsroom("feed", "poll", "1", "--json").data["new"] == 1
    assert inbox(newsroom) == ["No. 1", "No. 2", "No. 3"]
    assert "The Desk" in newsroom("feed", "list").out


def test_only_what_names_a_party_or_a_word_is_wanted(newsroom, site):
    """By the partnership's own names; a name that is added later counts from then on."""
    publish(site, [1], path="/a", words="Nothing of the kind.")
    url = publish(site, [2, 3], words="Nothing here.")
    feed = Path("feed.xml")
    feed.write_text("")
    items = entry(site, 1, "Peru signed.") + entry(site, 2, "The Republic of Korea met Mexico.")
    items += entry(site, 3, "Mexico alone.") + entry(site, 4, "Un satelite.")
    xml = f'<rss version="2.0"><channel><title>The Desk</title>{items}</channel></rss>'
    url = site.gives("/feed", xml, type="text/xml")
    wanted = ("--partnership", "mexico-korea-space", "--at-least", "2", "--word", "satélite")
    assert add(newsroom, url, *wanted).code == 0
    assert newsroom("feed", "poll", "--json").data["new"] == 2
    assert sorted(inbox(newsroom)) == ["No. 2", "No. 4"]
    assert "/1" not in site.paths(), "the page of what is not wanted is not fetched"
    refused = add(newsroom, site.url + "/x", "--partnership", "mexico-korea-spice")
    assert (refused.code, refused.error["code"]) == (3, "not-known")


def test_a_site_names_its_feed(newsroom, site):
    """One is followed; several are listed for a person to choose; none is refused."""
    publish(site, [1])
    link = '<link rel="alternate" type="application/rss+xml" href="{}" title="{}">'
    page = "<!doctype html><html><head>{}</head><body>News</body></html>"
    url = site.gives("/", page.format(link.format("/feed", "News")))
    added = add(newsroom, url)
    assert added.code == 0, added.err
    assert added.data["url"] == site.url + "/feed"
    again = add(newsroom, site.url + "/feed")
    assert (again.code, again.error["code"]) == (4, "followed-already")
    both = link.format("/feed", "News") + link.format("/other", "Sport")
    several = add(newsroom, site.gives("/", page.format(both)))
    assert (several.code, several.error["code"]) == (2, "several-feeds")
    assert "/other (Sport)" in several.error["message"]
    none = add(newsroom, site.gives("/", page.format("")))
    assert (none.code, none.error["code"]) == (2, "not-a-feed")


def test_one_feeds_fault_never_stops_another(newsroom, site):
    """Each is shown with its reason, and waits longer each time; a server's own time counts."""
    faults = {
        "/gone": ({"status": 410}, "gone for good"),
        "/busy": ({"status": 503, "Retry_After": "86400"}, "answers 503"),
        "/page": ({"body": "<!doctype html><html></html>"}, "it is a page (HTML)"),
        "/laughs": ({"body": '<!DOCTYPE r [<!ENTITY a "x">]><rss/>'}, "entities"),
        "/circle": ({"status": 302, "Location": "/circle"}, "circle"),
        "/inside": ({"status": 302, "Location": "http://169.254.169.254/"}, "clouds"),
    }
    for path in faults:
        assert add(newsroom, publish(site, [], path=path)).code == 0
    assert add(newsroom, publish(site, [1, 2])).code == 0
    for path, (answer, _) in faults.items():
        site.gives(path, **answer)
    polled = newsroom("feed", "poll", "--json")
    assert polled.code == 0, polled.err
    assert polled.data["new"] == 2
    told = {feed["url"].removeprefix(site.url): feed for feed in polled.data["feeds"]}
    for path, (_, fault) in faults.items():
        assert fault in told[path]["fault"], path
    assert told["/busy"]["due"].startswith("2024-06-14T12:00")
    assert told["/page"]["due"].startswith("2024-06-13T12:30")
    out = newsroom("feed", "poll", "--all").out
    assert "gone for good" not in out, "it is asked no more"
    assert "it is a page (HTML)" in " ".join(out.split())
    again = {feed["url"]: feed for feed in newsroom("feed", "list", "--json").data}
    assert again[site.url + "/page"]["failures"] == 2
    assert again[site.url + "/page"]["due"].startswith("2024-06-13T13:00")
    assert again[site.url + "/gone"]["state"] == "stopped"
    publish(site, [3], path="/page")
    mended = newsroom("feed", "poll", "3", "--json").data["feeds"][0]
    assert (mended["fault"], mended["new"]) == (None, 1)


def test_a_feed_that_hangs_keeps_nobody_waiting(newsroom, site, dripping, monkeypatch):
    """It is named as slow, and what the others had is there."""
    from ledger.intake.feeds import poll  # noqa: PLC0415

    monkeypatch.setattr(poll, "FEED", poll.attrs.evolve(poll.FEED, seconds=2.0))
    slow = dripping(b"HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n")
    Path("feeds.opml").write_text(
        f'<opml version="2.0"><body><outline xmlUrl="{slow}"/>'
        f'<outline xmlUrl="{publish(site, [1])}"/></body></opml>'
    )
    done = newsroom("feed", "import", "feeds.opml", "--allow-private", "--json")
    assert len(done.data["added"]) == 2, done.err
    polled = newsroom("feed", "poll", "--json")
    assert not dripping.to_the_end
    assert polled.data["new"] == 1
    assert "within 2 seconds" in polled.data["feeds"][0]["fault"]


def test_a_feed_that_moved_for_good_is_followed_there(newsroom, site):
    """A move for now is not; a move to another feed's address is said."""
    old = publish(site, [1])
    publish(site, [1, 2], path="/new")
    assert add(newsroom, old).code == 0
    site.gives("/feed", status=302, Location="/new")
    assert newsroom("feed", "poll", "--json").data["feeds"][0]["url"] == old
    site.gives("/feed", status=301, Location="/new")
    assert newsroom("feed", "poll", "1", "--json").data["feeds"][0]["url"] == site.url + "/new"
    assert add(newsroom, publish(site, [3])).code == 0
    site.gives("/feed", status=308, Location="/new")
    said = newsroom("feed", "poll", "2", "--json").data["feeds"][0]
    assert "the address of feed 1" in said["fault"]
    assert inbox(newsroom) == ["No. 1", "No. 2"]


def test_a_page_that_does_not_answer_is_tried_once_more(newsroom, site):
    """Then the inbox says why there is none. Until then the server is not told that we have it."""
    url = publish(site, [1, 2], ETag='"1"')
    site.answers["/feed"] = _unchanged_if_known(site.answers["/feed"])
    site.gives("/1", "busy", status=503)
    site.gives("/2", b"\x89PNG", type="image/png")
    assert add(newsroom, url).code == 0
    first = newsroom("feed", "poll", "--json").data["feeds"][0]
    assert (first["new"], first["waiting"]) == (1, 1)
    second = newsroom("feed", "poll", "1", "--json").data["feeds"][0]
    assert (second["new"], second["waiting"], second["unchanged"]) == (1, 0, False)
    assert len(inbox(newsroom)) == 2
    assert newsroom("feed", "poll", "1", "--json").data["feeds"][0]["unchanged"]


def test_an_entry_that_changes_comes_again_as_an_edit(newsroom, site):
    """By the moment that the feed gives it; the same words are no news."""

    def atom(moment, words):
        site.gives("/1", f"<!doctype html><title>One</title><body><p>{words}</p>")
        return site.gives(
            "/feed",
            f'<feed xmlns="http://www.w3.org/2005/Atom"><title>D</title><entry><id>1</id>'
            f'<title>One</title><link href="{site.url}/1"/><updated>{moment}</updated></entry>'
            "</feed>",
            type="application/atom+xml",
        )

    assert add(newsroom, atom("2024-06-12T10:00:00Z", "Nine of eleven.")).code == 0
    assert newsroom("feed", "poll", "--json").data["new"] == 1
    atom("2024-06-12T11:00:00Z", "Nine of eleven.")
    assert newsroom("feed", "poll", "1", "--json").data["new"] == 0
    atom("2024-06-12T12:00:00Z", "Ten of eleven.")
    assert newsroom("feed", "poll", "1", "--json").data["new"] == 1


def test_a_long_feed_that_is_new_to_us_brings_its_newest(newsroom, site):
    """Fifty; the older ones are named, and do not come later."""
    url = publish(site, list(range(60)))
    assert add(newsroom, url).code == 0
    polled = newsroom("feed", "poll", "--json").data["feeds"][0]
    assert polled["new"] == 50
    assert "older entries were not taken (10)" in polled["notes"][-1]
    assert newsroom("feed", "poll", "1", "--json").data["new"] == 0


def test_feeds_go_out_and_come_in_as_opml(newsroom, site):
    """What was exported is imported by another ledger, and nothing is followed twice."""
    assert newsroom("feed", "list").out.startswith("no feed is followed")
    for path in ("/a", "/b"):
        assert add(newsroom, publish(site, [1], path=path)).code == 0
    assert newsroom("feed", "export", "-o", "feeds.opml").code == 0
    assert newsroom("feed", "remove", "1").code == 0
    taken = newsroom("feed", "import", "feeds.opml", "--word", "treaty", "--json").data
    assert [feed["url"] for feed in taken["added"]] == [site.url + "/a"]
    assert taken["already"] == [site.url + "/b"]
    assert taken["added"][0]["words"] == ["treaty"]
    assert newsroom("feed", "export").out.startswith("<?xml")
    bad = newsroom("feed", "import", "-", stdin=b"<rss/>")
    assert (bad.code, "no list of feeds" in bad.err) == (2, True)


@pytest.mark.parametrize("least", [0, 1, 15])
def test_a_poll_that_is_killed_loses_nothing_and_brings_nothing_twice(newsroom, site, least):
    """Before anything came, after the first, and in the middle; the next poll takes the rest."""
    numbers = list(range(30))
    assert add(newsroom, publish(site, numbers, ETag='"1"')).code == 0
    words = [sys.executable, "-m", "ledger", "feed", "poll", "--all"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline and process.poll() is None:
            if waiting() >= least and len(site.paths()) > 3:
                break
        process.send_signal(signal.SIGKILL)
    assert least <= waiting() < len(numbers), "it was killed in the middle"
    site.answers["/feed"] = _unchanged_if_known(site.answers["/feed"])
    assert newsroom("feed", "poll", "--all", "--json").code == 0
    assert sorted(inbox(newsroom)) == sorted(f"No. {number}" for number in numbers)
    assert newsroom("feed", "poll", "--all", "--json").data["new"] == 0


def waiting():
    """How many items the inbox has, seen from outside."""
    with closing(sqlite3.connect(DEFAULT_LEDGER)) as connection:
        return connection.execute("SELECT count(*) FROM inbox").fetchone()[0]


def _unchanged_if_known(answer):
    """A server that answers 304 to who says that it has the feed."""

    def give(headers):
        return (304, {}, b"") if "if-none-match" in headers else answer

    return give


def test_from_a_feed_on_the_web_to_a_status(newsroom, site):
    """What a server lists is polled, its draft accepted, counted on the page, and taken back."""
    said = "Ten of the eleven required states have ratified the ALCE convention."
    url = publish(site, [1], words=said)
    assert add(newsroom, url).code == 0
    assert newsroom("feed", "poll", "--json").data["new"] == 1
    at = ("status", "mexico-korea-space", "--valid-at", "2024-06-14")
    assert "10 of 11" not in newsroom(*at).out, "what waits changes no answer"
    done = newsroom(
        "inbox", "accept", "1", "--drafts", "all", "--language", "en", "--published", "2024-06-13",
        "--json",
    )  # fmt: skip
    assert done.code == 0, done.err
    (claim,) = done.data["item"]["claims"]
    assert "Ten of the eleven" in newsroom("show", claim).out
    assert "10 of 11" in newsroom(*at).out
    assert newsroom("inbox", "undo", "1").code == 0
    assert "10 of 11" not in newsroom(*at).out
