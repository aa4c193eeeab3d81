"""The newest changes go on from an earlier look, and are those that a new look gives."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ledger.app import open_ledger
from ledger.app.at_hand.news import LatestNews
from ledger.app.at_hand.reading_once import ReadOnce
from ledger.app.publication import feed as feeds
from ledger.app.publication.feed import feed
from ledger.clock import FixedClock
from ledger.demo import tell
from ledger.views.pages.feed import entry_title
from ledger.views.words import words

LATER = FixedClock(datetime(2025, 1, 1, tzinfo=UTC))
STEP = 31
QUIET = """
- {kind: partnership, id: quiet, title: A Convention, parties: [mexico, korea]}
- {kind: instrument, id: quiet-pact, title: The quiet pact, form: convention, partnerships: [quiet]}
- {kind: document, id: quiet-news, title: Quiet, publisher: Wire, published: 2024-06-12,
   text: Mexico signed the quiet pact.}
- {kind: signed, document: quiet-news, quote: Mexico signed the quiet pact, party: mexico,
   instrument: quiet-pact, occurred: 2024-06-01, partnership: quiet}
"""


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    """The story of the Convention, and a partnership that is described after it."""
    location = tmp_path_factory.mktemp("story") / "claims.db"
    tell("alce", location)
    with open_ledger(location, clock=LATER) as ledger:
        ledger.import_entries(QUIET)
        yield ledger


def _news(ledger, upto, most, before=None):
    reader = ReadOnce.of(ledger)
    if before is not None:
        reader.keep_news(before)
    entries = feed(reader, upto=upto, most=most)
    news = reader.last_news()
    assert entries == news.entries[:most]
    return news


@pytest.mark.parametrize("most", [1, 2, 3, 4, 5, 100])
def test_going_on_gives_what_a_new_look_gives(ledger, most, monkeypatch):
    """Wherever the earlier look was: the same entries, and the same to keep for the next one."""
    monkeypatch.setattr(feeds, "_SCANNED", 2)  # so that a look goes back in several steps
    last = ledger.size() - 1
    new = _news(ledger, last, most)
    assert len(new.entries) >= min(most, 20)
    for earlier in (*range(0, last, STEP), last - 1, last):
        kept = LatestNews.read(_news(ledger, earlier, most).text())
        assert _news(ledger, last, most, kept).text() == new.text(), f"from @{earlier}"


def test_what_nothing_touched_is_not_walked_again(ledger, monkeypatch):
    """Of two partnerships only the one of which something was recorded since."""
    last = ledger.size() - 1
    before_it = (
        next(entry.position for entry in ledger.entries() if entry.id.startswith("quiet")) - 1
    )
    kept = _news(ledger, before_it, 3)
    assert {entry.partnership for entry in kept.entries} == {"mexico-korea-space"}
    begun, plain = [], feeds._Walk.begun

    def walked(log, partnership, *others):
        begun.append(partnership)
        return plain(log, partnership, *others)

    monkeypatch.setattr(feeds._Walk, "begun", walked)
    _news(ledger, last, 3, kept)
    assert begun == ["quiet"]
    begun.clear()
    _news(ledger, last, 3)
    assert set(begun) == {"quiet", "mexico-korea-space"}, "negative control"


def test_what_is_read_back_is_told_in_the_same_words(ledger):
    """In each language: the names that a page asks for went along."""
    news = _news(ledger, ledger.size() - 1, 1000)
    read = LatestNews.read(news.text())
    assert read == news
    for language in ("en", "es", "ko"):
        told = [entry_title(entry, words(language)) for entry in news.entries]
        assert [entry_title(entry, words(language)) for entry in read.entries] == told
