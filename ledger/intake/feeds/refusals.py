"""Why something is no feed, or cannot be followed: a class for each cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.errors import Conflict, InvalidInput, NotFound

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.intake.feeds.discovery import Offered


class NotAFeed(InvalidInput):
    """What stands at an address, and is no feed that can be read."""

    code = "not-a-feed"

    def __init__(self, *, url: str, reason: str) -> None:
        self.url = url
        self.reason = reason
        super().__init__(
            f"{url} is no feed that can be read: {reason}",
            fix="give the address of an RSS, Atom or JSON feed, or of a site that names its own",
        )


class SeveralFeeds(InvalidInput):
    """A site that names several feeds."""

    code = "several-feeds"

    def __init__(self, *, url: str, offered: Sequence[Offered]) -> None:
        self.url = url
        self.offered = tuple(offered)
        listed = "; ".join(f"{feed.url} ({feed.title or 'no title'})" for feed in offered)
        super().__init__(
            f"{url} names {len(offered)} feeds: {listed}",
            fix="add one of them by its own address: claims feed add ADDRESS",
        )


class FollowedAlready(Conflict):
    """An address that is followed as another feed."""

    code = "followed-already"

    def __init__(self, *, url: str, number: int) -> None:
        self.url = url
        self.number = number
        super().__init__(
            f"{url} is followed already, as feed {number}",
            fix=f"claims feed list shows it; to change what is wanted: claims feed remove {number}",
        )


class NoSuchFeed(NotFound):
    """A number or an address that no feed has."""

    code = "no-such-feed"

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"no feed is {name[:200]}", fix="claims feed list names them")


class BadOpml(InvalidInput):
    """A list of feeds that cannot be read."""

    code = "bad-opml"

    def __init__(self, *, source: str, reason: str) -> None:
        self.reason = reason
        super().__init__(
            f"{source} is no list of feeds (OPML): {reason}",
            fix="export it again from the program that it comes from",
        )
