"""One feed is asked what is new, and its new entries become arrivals.

Takes a feed, what was taken of it, what is looked for and the time; gives what the inbox takes
and the feed as it is then. Nothing is kept here: whoever calls puts the arrivals in the inbox
first, then marks them, then keeps the feed. Cut off anywhere, it is run again, and nothing is
lost: the server is told that we have its answer only once all of it was taken.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from http import HTTPStatus
from time import monotonic
from typing import TYPE_CHECKING, Final

import attrs

from ledger.errors import ClaimsError, StorageError
from ledger.intake.feeds import schedule
from ledger.intake.feeds.feed import Feed, FeedState, ListedEntry
from ledger.intake.feeds.listing import FeedListing, listing
from ledger.intake.fetching.address_guard import Network
from ledger.intake.fetching.client import Response, fetch
from ledger.intake.fetching.documents import document_at
from ledger.intake.fetching.limits import FetchLimits
from ledger.intake.inbox.item import Arrival, Door
from ledger.sources.capture import CaptureTerms

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ledger.intake.feeds.watch import Watch
    from ledger.sources.capture import Captured

FEED: Final = FetchLimits(size=5_000_000, seconds=20.0)
"""Of any type: feeds are served as all sorts of things, and their content says what they are."""

MOST: Final = 50
"""Entries of one feed that are taken at once; the rest waits for the next poll."""

SECONDS: Final = 120.0
"""For one feed with all of its pages; what is left then waits for the next poll."""

TRIED: Final = "\x00tried"
"""The stamp of an entry whose page did not answer once; the second time, the inbox says so."""


@attrs.frozen(kw_only=True)
class Taken:
    """An entry on its way to the inbox; without an arrival, its page is tried once more."""

    entry: ListedEntry
    arrival: Arrival | None
    again: bool = False

    @property
    def stamp(self) -> str:
        """What marks it."""
        return TRIED if self.arrival is None else self.entry.stamp


@attrs.frozen(kw_only=True)
class Polled:
    """What a poll gave: entries in the order of the feed, the oldest first, and the feed after it.

    ``passed`` are entries that lie before the first poll of a long feed: marked, and not taken.
    """

    feed: Feed
    taken: tuple[Taken, ...] = ()
    passed: tuple[ListedEntry, ...] = ()
    unchanged: bool = False


def poll(
    feed: Feed, *, taken: Mapping[str, str], watch: Watch, network: Network, now: datetime
) -> Polled:
    """Ask a feed what is new. A fault is part of the feed that is given back, never raised."""
    end = monotonic() + SECONDS
    try:
        answer = fetch(feed.url, bounds=FEED, network=network, headers=_conditions(feed))
    except ClaimsError as error:
        return Polled(feed=_failed(feed, error.message, now, {}))
    if answer.status == HTTPStatus.NOT_MODIFIED:
        return Polled(feed=_answered(feed, now), unchanged=True)
    if answer.status == HTTPStatus.GONE:
        fault = "its server says that it is gone for good (410): it is asked no more"
        stopped = attrs.evolve(_failed(feed, fault, now, {}), state=FeedState.STOPPED, due=None)
        return Polled(feed=stopped)
    try:
        listed = _listed(answer.expected(), now)
    except ClaimsError as error:
        return Polled(feed=_failed(feed, error.message, now, answer.headers))
    fresh = [entry for entry in listed.entries if _is_new(entry, taken)]
    passed = fresh[MOST:] if feed.polled is None or not taken else []
    wanted = [
        (entry, names)
        for entry in (fresh[:MOST] if passed else fresh)
        if (names := watch.wants(entry.words)) is not None
    ]
    way = _FeedTerms(feed.title or listed.title or feed.url, listed.title, network, now)
    arrivals = tuple(
        way.taken(entry, names, taken.get(entry.key))
        for entry, names in _in_time(wanted[:MOST], end)
    )
    whole = len(arrivals) == len(wanted) and all(each.arrival for each in arrivals)
    if passed:
        older = f"older entries were not taken ({len(passed):,}): it was new to us"
        listed = attrs.evolve(listed, notes=(*listed.notes, older))
    return Polled(
        feed=_after(feed, answer, listed, now, whole=whole),
        taken=arrivals[::-1],
        passed=tuple(passed),
    )


def _in_time(
    wanted: list[tuple[ListedEntry, tuple[str, ...]]], end: float
) -> Iterator[tuple[ListedEntry, tuple[str, ...]]]:
    for entry in wanted:
        if monotonic() > end:
            return
        yield entry


def _conditions(feed: Feed) -> dict[str, str]:
    """Only what we do not have (RFC 9110 §13.1)."""
    conditions = {"If-None-Match": feed.etag, "If-Modified-Since": feed.modified}
    return {name: value for name, value in conditions.items() if value}


def _listed(answer: Response, now: datetime) -> FeedListing:
    return listing(answer.body, url=answer.url, media_type=_type(answer), today=now.date())


def _type(answer: Response) -> str:
    return answer.headers.get("content-type", "")


def _is_new(entry: ListedEntry, taken: Mapping[str, str]) -> bool:
    return taken.get(entry.key) != entry.stamp or entry.key not in taken


@attrs.frozen
class _FeedTerms:
    """What all entries of one feed share on their way to the inbox."""

    through: str
    publisher: str | None
    network: Network
    now: datetime

    def taken(self, entry: ListedEntry, names: tuple[str, ...], before: str | None) -> Taken:
        """The entry's own page; without an address, what the feed itself says of it."""
        notes = (f"wanted for: {', '.join(names)}",) if names else ()
        again = before is not None and before != TRIED
        if entry.url is None:
            return Taken(entry=entry, arrival=self._bare(entry, notes), again=again)
        try:
            fetched = document_at(
                entry.url, CaptureTerms(today=self.now.date()), network=self.network
            )
        except StorageError as error:
            if before is None:
                return Taken(entry=entry, arrival=None)
            arrival = self._bare(entry, notes, error.message)
        except ClaimsError as error:
            arrival = self._bare(entry, notes, error.message)
        else:
            arrival = self._read(entry, notes, fetched.captured)
        return Taken(entry=entry, arrival=arrival, again=again)

    def _bare(
        self, entry: ListedEntry, notes: tuple[str, ...], fault: str | None = None
    ) -> Arrival:
        """The entry without a page: its own words, or the reason why there are none."""
        text = "" if fault else entry.words.strip()
        if not text and not fault:
            fault = "the feed names no address of it, and says nothing else"
        return Arrival(
            text=text,
            title=entry.title,
            publisher=self.publisher,
            published=entry.published,
            language=entry.language,
            url=entry.url,
            door=Door.FEED,
            through=self.through,
            fault=fault,
            notes=notes,
        )

    def _read(self, entry: ListedEntry, notes: tuple[str, ...], captured: Captured) -> Arrival:
        """The page; where it does not say something, the feed may."""
        arrival = Arrival.of(
            captured,
            door=Door.FEED,
            through=self.through,
            title=captured.title or entry.title,
            publisher=captured.publisher or self.publisher,
            language=captured.language or entry.language,
            published=None if captured.published is not None else entry.published,
        )
        return attrs.evolve(arrival, notes=(*captured.notes, *notes))


def _answered(feed: Feed, now: datetime) -> Feed:
    return attrs.evolve(feed, polled=now, due=schedule.after_success(now), failures=0, fault=None)


def _after(
    feed: Feed, answer: Response, listed: FeedListing, now: datetime, *, whole: bool
) -> Feed:
    """The feed once it answered; what its server knows it by only where all of it was taken."""
    answered = attrs.evolve(
        _answered(feed, now),
        url=answer.moved or feed.url,
        title=listed.title or feed.title,
        site=listed.site or feed.site,
        notes=listed.notes,
        etag=answer.headers.get("etag") if whole else None,
        modified=answer.headers.get("last-modified") if whole else None,
    )
    return answered if whole else attrs.evolve(answered, due=now + timedelta(seconds=1))


def _failed(feed: Feed, fault: str, now: datetime, headers: Mapping[str, str]) -> Feed:
    failures = feed.failures + 1
    due = schedule.after_failure(now, failures=failures, headers=headers)
    return attrs.evolve(feed, polled=now, due=due, failures=failures, fault=fault)
