"""Feeds for every face: follow one, list them, ask them what is new, exchange lists of them.

Takes a ledger and what a person says; gives values. What is new goes to the inbox; nothing is
recorded. Several feeds are asked at once, each in a thread; what they give is kept in one.
"""

from __future__ import annotations

from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Final

import attrs

from ledger.claims.decision.refusals import NotKnown
from ledger.errors import InvalidInput
from ledger.ids import number_of
from ledger.intake.feeds.discovery import offered
from ledger.intake.feeds.feed import Feed, FeedState, WatchTerms
from ledger.intake.feeds.listing import listing
from ledger.intake.feeds.opml import OPML_LIMIT, read_opml, write_opml
from ledger.intake.feeds.outcome import FeedsTaken, ImportedFeeds, PolledFeed
from ledger.intake.feeds.place import feeds_of
from ledger.intake.feeds.poll import FEED, Polled, poll
from ledger.intake.feeds.refusals import FollowedAlready, NotAFeed, SeveralFeeds
from ledger.intake.feeds.watch import Watch
from ledger.intake.fetching.address_guard import Network
from ledger.intake.fetching.client import Response, fetch
from ledger.intake.inbox.item import Door
from ledger.sources.address import page_address
from ledger.sources.reading import read_bounded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path
    from typing import BinaryIO

    from ledger.app.ledger import Ledger

__all__ = ["Feed", "FeedState", "FeedsTaken", "ImportedFeeds", "PolledFeed", "WatchTerms"]

AT_ONCE: Final = 8
"""Feeds that are asked at the same time."""

MOST_PARTIES: Final = 1_000
"""No entry is asked to name more."""


class WrongNumberOfParties(InvalidInput):
    """A number of parties that no entry can name."""

    code = "wrong-number-of-parties"

    def __init__(self, number: int) -> None:
        super().__init__(
            f"no entry can be wanted for {number} parties",
            fix=f"give 1 to {MOST_PARTIES:,} with --at-least, and a partnership with --partnership",
        )


def follow(
    ledger: Ledger, url: str, *, wanted: WatchTerms, now: datetime, private: bool = False
) -> Feed:
    """Follow the feed at an address, or the one that the site at it names.

    Raises:
        NotAFeed: there is none.
        SeveralFeeds: the site names several.
        FollowedAlready: it is followed.
        NotKnown: the ledger has no such partnership.
    """
    _check(ledger, wanted)
    network = Network(allow_private=private)
    answer = fetch(url, bounds=FEED, network=network).expected()
    today = now.date()
    try:
        listed = listing(answer.body, url=answer.url, media_type=_type(answer), today=today)
    except NotAFeed as error:
        answer = _named(answer, network, error)
        listed = listing(answer.body, url=answer.url, media_type=_type(answer), today=today)
    feed = feeds_of(ledger.log).add(
        answer.moved or answer.asked,
        title=listed.title,
        site=listed.site,
        wanted=wanted,
        private=private,
    )
    return attrs.evolve(feed, notes=listed.notes)


def _named(answer: Response, network: Network, error: NotAFeed) -> Response:
    """The feed that a page names, where it names one."""
    page = answer.body.decode("utf-8", "replace")
    feeds = offered(page, url=answer.url)
    if not feeds:
        raise error
    if len(feeds) > 1:
        raise SeveralFeeds(url=answer.url, offered=feeds)
    return fetch(feeds[0].url, bounds=FEED, network=network).expected()


def followed(ledger: Ledger) -> tuple[Feed, ...]:
    """Every feed, in the order in which they were added."""
    return feeds_of(ledger.log).all()


def remove(ledger: Ledger, name: str) -> Feed:
    """Follow a feed no more; what came from it stays in the inbox."""
    feeds = feeds_of(ledger.log)
    number = number_of(name)
    return feeds.remove(feeds.feed(name).number if number is None else number)


def read_list(source: Path | BinaryIO) -> bytes:
    """The bytes of a list of feeds, read no further than its limit."""
    return read_bounded(source, OPML_LIMIT)


def import_opml(
    ledger: Ledger, data: bytes, *, source: str, wanted: WatchTerms, private: bool = False
) -> ImportedFeeds:
    """Follow every feed of a list; none is asked before the next poll."""
    _check(ledger, wanted)
    outlines = read_opml(data, source=source)
    feeds = feeds_of(ledger.log)
    added, already = [], []
    for outline in outlines.feeds:
        try:
            added.append(
                feeds.add(
                    outline.url,
                    title=outline.title,
                    site=outline.site,
                    wanted=wanted,
                    private=private,
                )
            )
        except FollowedAlready:
            already.append(outline.url)
    return ImportedFeeds(added=tuple(added), already=tuple(already), unusable=outlines.unusable)


def export_opml(ledger: Ledger) -> str:
    """The feeds that are followed, as OPML."""
    return write_opml(followed(ledger))


def chosen(ledger: Ledger, names: Sequence[str], *, all_: bool, now: datetime) -> list[Feed]:
    """The feeds that are to be asked: those named, all that are followed, or those that are due."""
    feeds = feeds_of(ledger.log)
    if names:
        wanted = {feed.number: feed for feed in map(feeds.feed, names)}
        return [wanted[number] for number in sorted(wanted)]
    going = [feed for feed in feeds.all() if feed.state is FeedState.FOLLOWED]
    return [feed for feed in going if all_ or feed.is_due(now)]


def poll_feeds(
    ledger: Ledger,
    feeds: Sequence[Feed],
    *,
    now: datetime,
    advance: Callable[[int], None] = lambda _: None,
) -> FeedsTaken:
    """Ask feeds what is new, and put it in the inbox; no feed's fault stops another."""
    results = [_taken_in(ledger, polled, now, advance) for polled in _polled(ledger, feeds, now)]
    going = sum(feed.state is FeedState.FOLLOWED for feed in followed(ledger))
    asked = {polled.feed.number for polled in results}
    return FeedsTaken(
        feeds=tuple(sorted(results, key=lambda polled: polled.feed.number)),
        not_due=max(going - len(asked), 0),
    )


def _polled(ledger: Ledger, feeds: Sequence[Feed], now: datetime) -> Iterator[Polled]:
    """Each feed's poll as it comes; a thread that hangs keeps no program alive."""
    kept = feeds_of(ledger.log)
    tasks: SimpleQueue[tuple[Feed, dict[str, str], Watch] | None] = SimpleQueue()
    answers: SimpleQueue[Polled | BaseException] = SimpleQueue()

    def work() -> None:
        while (task := tasks.get()) is not None:
            feed, taken, watch = task
            network = Network(allow_private=feed.private)
            try:
                answers.put(poll(feed, taken=taken, watch=watch, network=network, now=now))
            except BaseException as error:  # noqa: BLE001 - a bug; raised where it is heard
                answers.put(error)

    for feed in feeds:
        tasks.put((feed, dict(kept.taken(feed.number)), watch_of(ledger, feed.wanted)))
    threads = [Thread(target=work, daemon=True) for _ in range(min(AT_ONCE, len(feeds)))]
    for thread in threads:
        tasks.put(None)
        thread.start()
    for _ in feeds:
        answer = answers.get()
        if isinstance(answer, BaseException):
            raise answer
        yield answer


def _taken_in(
    ledger: Ledger, polled: Polled, now: datetime, advance: Callable[[int], None]
) -> PolledFeed:
    """Put what came into the inbox, mark it there, and only then keep the feed as it is now."""
    feeds, inbox = feeds_of(ledger.log), ledger.inbox
    new = had = waiting = 0
    for taken in polled.taken:
        arrival = taken.arrival
        if arrival is None:
            waiting += 1
        elif not taken.again and _is_there(ledger, arrival.url, arrival.through):
            had += 1  # a poll that was cut off had put it there
        else:
            added = inbox.add(arrival, now)
            new, had = new + added.new, had + (not added.new)
        feeds.mark(polled.feed.number, {taken.entry.key: taken.stamp})
    feeds.mark(polled.feed.number, {entry.key: entry.stamp for entry in polled.passed})
    feed = attrs.evolve(polled.feed, taken=polled.feed.taken + new)
    try:
        feeds.put(feed)
    except FollowedAlready as error:
        fault = f"it has moved to the address of feed {error.number}: remove one of the two"
        feed = attrs.evolve(feed, url=feeds.feed(str(feed.number)).url, fault=fault)
        feeds.put(feed)
    advance(1)
    return PolledFeed(feed=feed, new=new, had=had, waiting=waiting, unchanged=polled.unchanged)


def _is_there(ledger: Ledger, url: str | None, through: str | None) -> bool:
    if url is None:
        return False
    return any(
        item.arrival.door is Door.FEED and item.arrival.through == through
        for item in ledger.inbox.alike("", page_address(url))
    )


def watch_of(ledger: Ledger, wanted: WatchTerms) -> Watch:
    """What is looked for: the names of a partnership's parties as the ledger has them now."""
    if wanted.partnership is None:
        return Watch(words=wanted.words)
    register = ledger.register()
    partnership = register.partnership(wanted.partnership)
    ids = () if partnership is None else partnership.parties
    parties = {
        str(name): (party.name, *party.aliases)
        for name in ids
        if (party := register.party(name)) is not None
    }
    return Watch(parties=parties, at_least=wanted.at_least, words=wanted.words)


def _check(ledger: Ledger, wanted: WatchTerms) -> None:
    if not 1 <= wanted.at_least <= MOST_PARTIES:
        raise WrongNumberOfParties(wanted.at_least)
    if wanted.partnership is None:
        return
    register = ledger.register()
    if register.partnership(wanted.partnership) is None:
        near = register.near("partnership", wanted.partnership)
        raise NotKnown("partnership", wanted.partnership, near)


def _type(answer: Response) -> str:
    return answer.headers.get("content-type", "")
