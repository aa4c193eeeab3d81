"""Feeds in words and as plain data: what is followed, and what asking them gave.

Takes feeds, and what a poll took of each; gives lines for a reader and rows for a program.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.views.page import Block, NumberedPart, Point

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from ledger.intake.feeds.feed import Feed
    from ledger.intake.feeds.outcome import FeedsTaken, PolledFeed
    from ledger.views.answer_types import FeedData, PolledFeedData, PolledFeedsData


def feed_data(feed: Feed) -> FeedData:
    """A feed as plain data."""
    wanted = feed.wanted
    return {
        "number": feed.number,
        "url": feed.url,
        "title": feed.title,
        "site": feed.site,
        "state": feed.state.value,
        "partnership": wanted.partnership,
        "at_least": wanted.at_least,
        "words": list(wanted.words),
        "private": feed.private,
        "polled": None if feed.polled is None else feed.polled.isoformat(),
        "due": None if feed.due is None else feed.due.isoformat(),
        "failures": feed.failures,
        "fault": feed.fault,
        "notes": list(feed.notes),
        "taken": feed.taken,
    }


def feeds_page(feeds: Iterable[Feed]) -> Iterator[Block]:
    """Each feed with its number: its address, what is wanted, when it was asked."""
    for feed in feeds:
        details = [feed.url, f"wanted: {_wanted(feed)}", _asked(feed)]
        if feed.fault:
            details.append(f"fault: {feed.fault}")
        details += (f"note: {note}" for note in feed.notes)
        yield NumberedPart(
            feed.number, feed.title or "no title yet", "", tuple(map(Point, details))
        )


def polled_data(taken: FeedsTaken) -> PolledFeedsData:
    """What a poll gave, as plain data."""
    return {
        "asked": len(taken.feeds),
        "not_due": taken.not_due,
        "new": taken.new,
        "feeds": [_polled_data(polled) for polled in taken.feeds],
    }


def polled_page(taken: FeedsTaken) -> Iterator[Block]:
    """What came of each feed, those that failed with their reason, and how many are not due."""
    for polled in taken.feeds:
        feed = polled.feed
        title = f"{feed.title or feed.url}: {_came(polled)}"
        notes = tuple(Point(f"note: {note}") for note in feed.notes)
        yield NumberedPart(feed.number, title, "", notes)
    yield f"{_count(taken.new, 'document is', 'documents are')} new in the inbox"
    if taken.not_due:
        yield f"{_count(taken.not_due, 'feed is', 'feeds are')} not due yet (--all asks them too)"


def _polled_data(polled: PolledFeed) -> PolledFeedData:
    feed = polled.feed
    return {
        "number": feed.number,
        "url": feed.url,
        "title": feed.title,
        "new": polled.new,
        "had": polled.had,
        "waiting": polled.waiting,
        "unchanged": polled.unchanged,
        "fault": feed.fault,
        "notes": list(feed.notes),
        "due": None if feed.due is None else feed.due.isoformat(),
    }


def _came(polled: PolledFeed) -> str:
    if polled.feed.fault:
        return polled.feed.fault
    if polled.unchanged:
        return "nothing new"
    parts = [f"{polled.new:,} new"]
    if polled.had:
        parts.append(f"{polled.had:,} there already")
    if polled.waiting:
        parts.append(f"{polled.waiting:,} to be tried again, their pages did not answer")
    return ", ".join(parts)


def _wanted(feed: Feed) -> str:
    wanted = feed.wanted
    parts = list(wanted.words)
    if wanted.partnership is not None:
        count = "a party" if wanted.at_least == 1 else f"{wanted.at_least} parties"
        parts.insert(0, f"what names {count} of {wanted.partnership}")
    return "; ".join(parts) or "all that it lists"


def _asked(feed: Feed) -> str:
    if feed.state.value == "stopped":
        return "asked no more"
    if feed.polled is None:
        return "not asked yet: claims feed poll"
    again = "" if feed.due is None else f", again from {_moment(feed.due)}"
    return f"asked {_moment(feed.polled)}{again}; {feed.taken:,} taken"


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def _count(number: int, single: str, several: str) -> str:
    return f"{number:,} {single if number == 1 else several}"
