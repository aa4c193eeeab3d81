"""A feed: an address at which a site lists what is new, and what is kept of it between polls.

Gives values; ``poll`` changes them by putting another in their place.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import attrs


class FeedState(StrEnum):
    """Whether a feed is still asked."""

    FOLLOWED = "followed"
    STOPPED = "stopped"
    """Its server said that it is gone for good (410)."""


@attrs.frozen(kw_only=True)
class WatchTerms:
    """Which entries of a feed are wanted: all, or those that name something.

    ``partnership`` stands for the names of its parties and their aliases, of which ``at_least``
    so many parties must be named; ``words`` are wanted in any case.
    """

    partnership: str | None = None
    at_least: int = 1
    words: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Feed:
    """A feed that is followed. ``number`` is its name; ``url`` the address it has by now.

    ``etag`` and ``modified`` are its server's own words for what we have. ``due`` is when it is
    asked again; ``failures`` counts those in a row, ``fault`` is the last one's sentence.
    """

    number: int
    url: str
    title: str | None = None
    site: str | None = None
    wanted: WatchTerms = WatchTerms()
    private: bool = False
    state: FeedState = FeedState.FOLLOWED
    etag: str | None = None
    modified: str | None = None
    polled: datetime | None = None
    due: datetime | None = None
    failures: int = 0
    fault: str | None = None
    notes: tuple[str, ...] = ()
    taken: int = 0

    def is_due(self, now: datetime) -> bool:
        """Whether it may be asked again."""
        return self.state is FeedState.FOLLOWED and (self.due is None or self.due <= now)


@attrs.frozen(kw_only=True)
class ListedEntry:
    """One thing that a feed lists. ``key`` tells it apart; ``stamp`` changes when it does.

    ``published`` is a day as EDTF text; ``words`` are what the feed itself says of it, as plain
    text, by which it is wanted or not.
    """

    key: str
    stamp: str = ""
    url: str | None = None
    title: str | None = None
    published: str | None = None
    words: str = attrs.field(default="", repr=False)
    language: str | None = None
