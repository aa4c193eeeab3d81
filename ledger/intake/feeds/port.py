"""What keeps the feeds that are followed, whatever keeps it.

Takes feeds and what was taken of them; gives them back in the order in which they were added. An
entry is marked when it has reached the inbox, and not before: a poll that is cut off is run again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledger.intake.feeds.feed import Feed, WatchTerms


class Feeds(Protocol):
    """The feeds that are followed, and which of their entries were taken."""

    def add(
        self,
        url: str,
        *,
        title: str | None = None,
        site: str | None = None,
        wanted: WatchTerms,
        private: bool = False,
    ) -> Feed:
        """Follow an address.

        Raises:
            FollowedAlready: it is followed, as another feed.
        """
        ...

    def all(self) -> tuple[Feed, ...]:
        """Every feed, in the order in which they were added."""
        ...

    def feed(self, name: str) -> Feed:
        """The feed of a number or an address.

        Raises:
            NoSuchFeed: none has it.
        """
        ...

    def put(self, feed: Feed) -> None:
        """Put a changed feed in the place of the one it was made from; nothing if it is gone.

        Raises:
            FollowedAlready: it has moved to an address that another feed has.
        """
        ...

    def remove(self, number: int) -> Feed:
        """Follow it no more, and forget what was taken of it.

        Raises:
            NoSuchFeed: there is none.
        """
        ...

    def taken(self, number: int) -> Mapping[str, str]:
        """The entries that were taken of a feed: their keys, and the stamps they had."""
        ...

    def mark(self, number: int, stamps: Mapping[str, str]) -> None:
        """These entries were taken, with these stamps."""
        ...
