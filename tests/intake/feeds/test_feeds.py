"""The contract of feeds, for each of their implementations: memory, SQLite, PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime

import attrs
import pytest
from sqlalchemy import update

from ledger.intake.feeds.feed import FeedState, WatchTerms
from ledger.intake.feeds.memory import MemoryFeeds
from ledger.intake.feeds.refusals import FollowedAlready, NoSuchFeed
from ledger.intake.feeds.sql import FeedDamaged, SqlFeeds
from ledger.log.stores import tables

NOW = datetime(2024, 6, 12, 9, 0, tzinfo=UTC)
WANTED = WatchTerms(partnership="mexico-korea-space", at_least=2, words=("satélite", "위성"))


@pytest.fixture
def feeds(store):
    """No feeds yet, of each implementation in turn."""
    return MemoryFeeds() if store is None else SqlFeeds(store)


def test_a_feed_is_kept_as_it_was_added_and_changed(feeds):
    """Every field comes back; a number or an address names it."""
    first = feeds.add("https://a.example/rss", title="A", site="https://a.example", wanted=WANTED)
    second = feeds.add("https://b.example/rss", wanted=WatchTerms(), private=True)
    assert (first.number, second.number) == (1, 2)
    changed = attrs.evolve(
        second, etag='"1"', modified="today", polled=NOW, due=NOW, failures=2, fault="no", taken=3,
        notes=("odd",), state=FeedState.STOPPED, url="https://b.example/new",
    )  # fmt: skip
    feeds.put(changed)
    assert feeds.all() == (first, changed)
    assert feeds.feed("1") == feeds.feed("https://a.example/rss") == first
    assert feeds.feed("https://b.example/new") == changed
    for name in ("3", "https://b.example/rss", "", "99999999999999999999"):
        with pytest.raises(NoSuchFeed):
            feeds.feed(name)


def test_an_address_is_followed_once(feeds):
    """Added again, and where a feed moves to another's address."""
    feeds.add("https://a.example/rss", wanted=WatchTerms())
    other = feeds.add("https://b.example/rss", wanted=WatchTerms())
    with pytest.raises(FollowedAlready, match="as feed 1"):
        feeds.add("https://a.example/rss", wanted=WANTED)
    with pytest.raises(FollowedAlready, match="as feed 1"):
        feeds.put(attrs.evolve(other, url="https://a.example/rss"))
    assert feeds.feed("2") == other


def test_what_was_taken_is_marked_with_its_stamp(feeds):
    """A later stamp takes the place of an earlier one; of each feed on its own."""
    for name in "ab":
        feeds.add(f"https://{name}.example/rss", wanted=WatchTerms())
    feeds.mark(1, {"e1": "monday", "e2": ""})
    feeds.mark(1, {"e1": "tuesday"})
    feeds.mark(2, {"e1": "monday"})
    assert feeds.taken(1) == {"e1": "tuesday", "e2": ""}
    assert feeds.taken(2) == {"e1": "monday"}


def test_a_feed_that_is_removed_leaves_nothing(feeds):
    """Its marks go too; what a poll of it brings afterwards is kept nowhere."""
    feed = feeds.add("https://a.example/rss", wanted=WatchTerms())
    feeds.mark(1, {"e1": ""})
    assert feeds.remove(1) == feed
    feeds.mark(1, {"e2": ""})
    feeds.put(feed)
    assert (feeds.all(), feeds.taken(1)) == ((), {})
    with pytest.raises(NoSuchFeed):
        feeds.remove(1)


def test_a_damaged_feed_is_named_and_can_be_removed(feeds):
    """By its number; nothing else is touched."""
    if isinstance(feeds, MemoryFeeds):
        pytest.skip("nobody else writes in memory")
    feeds.add("https://a.example/rss", wanted=WatchTerms())
    with feeds._store.writing() as connection:
        connection.execute(update(tables.feeds).values(body=b"x"))
    with pytest.raises(FeedDamaged, match="feed 1 cannot be read"):
        feeds.all()
    feeds.remove(1)
    assert feeds.all() == ()
