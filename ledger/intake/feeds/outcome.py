"""What asking feeds gave: for each feed, what is new in the inbox and what went wrong.

Gives values for the faces.
"""

from __future__ import annotations

import attrs

from ledger.intake.feeds.feed import Feed


@attrs.frozen(kw_only=True)
class PolledFeed:
    """One feed after its poll: how many of its entries were new in the inbox, and how many not.

    ``waiting`` are entries whose pages did not answer, which the next poll tries again. What went
    wrong is the feed's ``fault``.
    """

    feed: Feed
    new: int = 0
    had: int = 0
    waiting: int = 0
    unchanged: bool = False


@attrs.frozen(kw_only=True)
class FeedsTaken:
    """What a poll of feeds gave, in the order of their numbers; ``not_due`` were not asked."""

    feeds: tuple[PolledFeed, ...]
    not_due: int = 0

    @property
    def new(self) -> int:
        """How many documents are new in the inbox."""
        return sum(polled.new for polled in self.feeds)


@attrs.frozen(kw_only=True)
class ImportedFeeds:
    """The feeds of a list that are followed now, and those that were or cannot be."""

    added: tuple[Feed, ...]
    already: tuple[str, ...]
    unusable: tuple[str, ...]
