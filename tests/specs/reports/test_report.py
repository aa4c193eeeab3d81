"""One page: every scenario with its result, and under each step the words behind it."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from ledger.specs.reports.report import report
from tests.specs.test_running import counted

VOID = {"meta"}


class Page(HTMLParser):
    """Refuses what is not closed, and keeps what would need a network or a script."""

    def __init__(self, text):
        super().__init__()
        self.open, self.outside = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        if tag in {"script", "link", "img", "iframe"} or any("//" in (v or "") for _, v in attrs):
            self.outside.append((tag, attrs))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.fixture
def page(told):
    told.scenario(*counted(9), name="what-stands/a.feature", head="@promise-1\nFeature: <nine>")
    told.scenario(*counted(10), name="what-stands/b.feature")
    told.write("why/broken.feature", "no Gherkin")
    return report(told.run())


def test_the_page_is_whole_and_needs_nothing_else(page):
    """Every tag is closed, and no script, style, picture or address is loaded from elsewhere."""
    parsed = Page(page)
    assert ([], []) == (parsed.open, parsed.outside)


def test_the_page_has_every_result_with_its_words(page):
    """Passed, failed and unread files are there, with quotes, source, day and position."""
    assert "1 scenario holds, 1 does not, 1 file not run." in page
    assert "Run on 2026-01-01 at 12:00 UTC at position @51." in page
    assert '<a href="#question-0">What stands?</a> (2 scenarios, 1 does not hold)' in page
    assert "With 9 of 11 required ratifications" in page
    assert "THX News, 2024-06-12" in page
    assert "the ledger says 9 of 11, single source" in page
    assert "@promise-1" in page
    assert "why/broken.feature:1" in page


def test_what_is_written_in_a_feature_stays_text(page):
    """Angle brackets in a feature's name are escaped and make no tag."""
    assert "&lt;nine&gt;" in page
    assert "<nine>" not in page


def test_what_turns_the_direction_of_text_is_spelled_out(told):
    """Of a feature, a scenario, a step and what it says: none of it reaches the page as it is."""
    turns = "\u202e\u2066\u200f\u061c"
    head = f"Feature: nine {turns}"
    told.scenario(*counted(9), name="a.feature", head=head)
    told.write(f"b{turns}.feature", f"Feature: f\n  Scenario: s {turns}\n    Given x {turns}\n")
    page = report(told.run())
    assert not set(turns) & set(page)
    assert "\\x202e\\x2066\\x200f\\x61c" in page
