"""Feeds in memory, for a ledger in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.intake.feeds.feed import Feed, WatchTerms
from ledger.intake.feeds.refusals import FollowedAlready, NoSuchFeed

if TYPE_CHECKING:
    from collections.abc import Mapping


class MemoryFeeds:
    """See ``Feeds``."""

    def __init__(self) -> None:
        self._feeds: dict[int, Feed] = {}
        self._taken: dict[int, dict[str, str]] = {}

    def add(
        self,
        url: str,
        *,
        title: str | None = None,
        site: str | None = None,
        wanted: WatchTerms = WatchTerms(),  # noqa: B008 - frozen
        private: bool = False,
    ) -> Feed:
        """See ``Feeds.add``."""
        self._check(url, None)
        number = max(self._feeds, default=0) + 1
        feed = Feed(number=number, url=url, title=title, site=site, wanted=wanted, private=private)
        self._feeds[number] = feed
        self._taken[number] = {}
        return feed

    def all(self) -> tuple[Feed, ...]:
        """See ``Feeds.all``."""
        return tuple(self._feeds[number] for number in sorted(self._feeds))

    def feed(self, name: str) -> Feed:
        """See ``Feeds.feed``."""
        for feed in self._feeds.values():
            if name in {str(feed.number), feed.url}:
                return feed
        raise NoSuchFeed(name)

    def put(self, feed: Feed) -> None:
        """See ``Feeds.put``."""
        if feed.number in self._feeds:
            self._check(feed.url, feed.number)
            self._feeds[feed.number] = feed

    def remove(self, number: int) -> Feed:
        """See ``Feeds.remove``."""
        if number not in self._feeds:
            raise NoSuchFeed(str(number))
        del self._taken[number]
        return self._feeds.pop(number)

    def taken(self, number: int) -> Mapping[str, str]:
        """See ``Feeds.taken``."""
        return dict(self._taken.get(number, {}))

    def mark(self, number: int, stamps: Mapping[str, str]) -> None:
        """See ``Feeds.mark``."""
        if number in self._taken:
            self._taken[number] |= stamps

    def _check(self, url: str, number: int | None) -> None:
        for feed in self._feeds.values():
            if feed.url == url and feed.number != number:
                raise FollowedAlready(url=url, number=feed.number)
