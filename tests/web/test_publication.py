"""What leaves the desk over HTTP: feeds, calendars and briefs, and where pages name them."""

from __future__ import annotations

import re
import sys

import feedparser
import icalendar
import pytest

P = "mexico-korea-space"


@pytest.mark.parametrize("path", ["/feed.atom", f"/partnerships/{P}/feed.atom"])
def test_a_feed_is_what_the_command_writes(served, path, tmp_path):
    """The same entries under the same ids, and links to pages of this site."""
    reply = served.browser.get(path)
    assert reply.headers["content-type"] == "application/atom+xml; charset=utf-8"
    read = feedparser.parse(reply.text.encode())
    assert not read.bozo
    subject = [P] if "partnerships" in path else []
    served.claims("atom", *subject, "-o", str(tmp_path / "f.atom"))
    written = feedparser.parse((tmp_path / "f.atom").read_bytes())
    assert [each.id for each in read.entries] == [each.id for each in written.entries]
    links = re.findall(r'href="([^"]+)"', reply.text)
    assert f"/partnerships/{P}" in links
    for link in set(links[:6]):
        assert served.browser.get(link).status == 200


@pytest.mark.parametrize("path", ["/calendar.ics", f"/partnerships/{P}/calendar.ics"])
def test_a_calendar_is_read_by_another_program(served, path):
    """As of the day that is asked about, with the days that were foreseen then."""
    reply = served.browser.get(f"{path}?valid_at=2024-06-20&published_by=2024-06-20")
    assert reply.headers["content-type"] == "text/calendar; charset=utf-8"
    events = icalendar.Calendar.from_ical(reply.text).walk("VEVENT")
    assert "September 2024" in " ".join(str(event["summary"]) for event in events)


@pytest.mark.parametrize(("ending", "begins"), [("md", "# Brief"), ("html", "<!doctype html>")])
def test_a_brief_is_a_file_that_is_saved(served, ending, begins, tmp_path):
    """A page of its own style is no page of this site; it is what the command writes."""
    reply = served.browser.get(f"/partnerships/{P}/brief.{ending}")
    assert reply.text.startswith(begins)
    assert reply.headers["content-disposition"] == f'attachment; filename="brief.{ending}"'
    served.claims("brief", P, "-o", str(tmp_path / f"b.{ending}"))
    assert (tmp_path / f"b.{ending}").read_text() == reply.text


@pytest.mark.parametrize(
    ("ending", "media", "begins"),
    [
        ("pdf", "application/pdf", b"%PDF-"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
    ],
)
def test_a_brief_is_set_as_pdf_and_as_a_word_document(served, ending, media, begins, tmp_path):
    """To the byte what the command writes, of its own type, and linked from the page."""
    pytest.importorskip("typst" if ending == "pdf" else "docx")
    reply = served.browser.get(f"/partnerships/{P}/brief.{ending}?since=@60")
    assert (reply.status, reply.headers["content-type"]) == (200, media)
    assert reply.headers["content-disposition"] == f'attachment; filename="brief.{ending}"'
    served.claims("brief", P, "--since", "@60", "-o", str(tmp_path / f"b.{ending}"))
    assert reply.body.startswith(begins)
    assert (tmp_path / f"b.{ending}").read_bytes() == reply.body
    page = served.browser.get(f"/partnerships/{P}/brief?since=@60").text
    assert f"brief.{ending}?since=%4060" in page


@pytest.mark.parametrize("module", ["typst", "docx"])
def test_a_brief_whose_library_is_missing_is_not_offered(served, module, monkeypatch):
    """No link leads to it, and who asks for it hears which extra the site lacks."""
    monkeypatch.setitem(sys.modules, module, None)
    ending = "pdf" if module == "typst" else "docx"
    query = f"since=@{61 + (ending == 'pdf')}"  # no other test's, whose page is kept
    assert f"brief.{ending}" not in served.browser.get(f"/partnerships/{P}/brief?{query}").text
    reply = served.browser.get(f"/partnerships/{P}/brief.{ending}?{query}")
    assert reply.status == 501
    assert f"claim-ledger[{module}]" in reply.text


def test_a_brief_is_in_the_readers_language(served):
    """Headings and days follow the language that is asked for."""
    reply = served.browser.get(f"/partnerships/{P}/brief.md?lang=ko")
    assert "현재 상황" in reply.text


def test_pages_name_the_feed_and_the_calendar(served):
    """A browser or a reader finds both from any page, and a partnership's own from its pages."""
    board = served.browser.get("/").text
    own = served.browser.get(f"/partnerships/{P}").text
    for page, links in (
        (board, ("/feed.atom", "/calendar.ics")),
        (own, (f"/partnerships/{P}/feed.atom", f"/partnerships/{P}/calendar.ics")),
    ):
        alternates = re.findall(r'<link rel="alternate" href="([^"]+)"', page)
        assert set(links) <= set(alternates)
        assert {served.browser.get(link).status for link in alternates} == {200}


def test_an_answer_that_did_not_change_is_not_sent_again(served):
    """A reader that asks each hour gets 304 until something is recorded."""
    first = served.browser.get("/feed.atom")
    again = served.browser.get("/feed.atom", if_none_match=first.headers["etag"])
    assert again.status == 304


def test_what_is_not_there_is_a_problem_and_no_page(served):
    """A program that asks for a feed gets problem details."""
    reply = served.browser.get("/partnerships/nobody/feed.atom")
    assert reply.status == 404
    assert reply.headers["content-type"] == "application/problem+json"


def test_a_feed_and_a_calendar_are_in_the_readers_language(served):
    """What they say is spoken; the words of sources stay, and so do the ids of entries."""
    path = "/partnerships/mexico-korea-space"
    english = served.browser.get(f"{path}/feed.atom").text
    korean = served.browser.get(f"{path}/feed.atom?lang=ko").text
    assert 'xml:lang="ko"' in korean
    assert ": 변경</title>" in korean
    assert re.findall("<id>(.*?)</id>", english) == re.findall("<id>(.*?)</id>", korean)
    spanish = served.browser.get(f"{path}/calendar.ics?lang=es&valid_at=2024-06-14").text
    assert "fechas por venir" in spanish.replace("\r\n ", "")
    assert "debe actuar" in spanish.replace("\r\n ", "")
