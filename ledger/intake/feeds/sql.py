"""Feeds in a ledger's database, next to its inbox.

Takes a ``Store``, does what ``port.Feeds`` says. Who writes locks the one row of ``inbox_head``
first, as the inbox does; the log's head is never locked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import BigInteger, Connection, delete, func, insert, select, update

from ledger.decoding import decoder
from ledger.errors import StorageError
from ledger.ids import number_of
from ledger.intake.feeds.feed import Feed, WatchTerms
from ledger.intake.feeds.refusals import FollowedAlready, NoSuchFeed
from ledger.intake.rows import lock, numbered
from ledger.log.stores.tables import feed_entries, feeds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Row

    from ledger.log.stores.relational.store import Store

_DECODER = decoder(Feed)
_LAST = select(func.max(feeds.c.number, type_=BigInteger))
_BODY = select(feeds.c.number, feeds.c.body)


class FeedDamaged(StorageError):
    """A feed that this program did not write so."""

    code = "feed-damaged"

    def __init__(self, number: int, reason: str) -> None:
        super().__init__(
            f"feed {number} cannot be read ({reason})",
            fix=f"claims feed remove {number} takes it away; then add it again",
        )


class SqlFeeds:
    """Feeds kept by a ``Store``."""

    def __init__(self, store: Store) -> None:
        self._store = store

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
        with self._store.writing() as connection:
            lock(connection)
            _check(connection, url, None)
            last = connection.execute(_LAST).scalar() or 0
            feed = Feed(
                number=last + 1, url=url, title=title, site=site, wanted=wanted, private=private
            )
            connection.execute(insert(feeds).values(**_row(feed)))
            return feed

    def all(self) -> tuple[Feed, ...]:
        """See ``Feeds.all``."""
        with self._store.reading() as connection:
            rows = connection.execute(_BODY.order_by(feeds.c.number)).all()
        return tuple(numbered(row, _DECODER, FeedDamaged) for row in rows)

    def feed(self, name: str) -> Feed:
        """See ``Feeds.feed``."""
        number = number_of(name)
        which = feeds.c.url == name if number is None else feeds.c.number == number
        with self._store.reading() as connection:
            row = connection.execute(_BODY.where(which)).first()
        if row is None:
            raise NoSuchFeed(name)
        return numbered(row, _DECODER, FeedDamaged)

    def put(self, feed: Feed) -> None:
        """See ``Feeds.put``."""
        with self._store.writing() as connection:
            lock(connection)
            _check(connection, feed.url, feed.number)
            connection.execute(
                update(feeds).where(feeds.c.number == feed.number).values(**_row(feed))
            )

    def remove(self, number: int) -> Feed:
        """See ``Feeds.remove``."""
        with self._store.writing() as connection:
            lock(connection)
            row = connection.execute(_BODY.where(feeds.c.number == number)).first()
            if row is None:
                raise NoSuchFeed(str(number))
            connection.execute(delete(feed_entries).where(feed_entries.c.feed == number))
            connection.execute(delete(feeds).where(feeds.c.number == number))
        return _feed_or_bare(row)

    def taken(self, number: int) -> Mapping[str, str]:
        """See ``Feeds.taken``."""
        asked = select(feed_entries.c.entry, feed_entries.c.stamp)
        with self._store.reading() as connection:
            rows = connection.execute(asked.where(feed_entries.c.feed == number)).all()
        return {row.entry: row.stamp for row in rows}

    def mark(self, number: int, stamps: Mapping[str, str]) -> None:
        """See ``Feeds.mark``."""
        if not stamps:
            return
        with self._store.writing() as connection:
            lock(connection)
            if connection.execute(_BODY.where(feeds.c.number == number)).first() is None:
                return
            for entry, stamp in stamps.items():
                here = (feed_entries.c.feed == number) & (feed_entries.c.entry == entry)
                done = connection.execute(update(feed_entries).where(here).values(stamp=stamp))
                if done.rowcount == 0:
                    row = {"feed": number, "entry": entry, "stamp": stamp}
                    connection.execute(insert(feed_entries).values(**row))


def _check(connection: Connection, url: str, number: int | None) -> None:
    other = connection.execute(select(feeds.c.number).where(feeds.c.url == url)).scalar()
    if other is not None and other != number:
        raise FollowedAlready(url=url, number=other)


def _feed_or_bare(row: Row[int, bytes]) -> Feed:
    """The feed; of one that is damaged, its number."""
    try:
        return numbered(row, _DECODER, FeedDamaged)
    except FeedDamaged:
        return Feed(number=row[0], url="")


def _row(feed: Feed) -> dict[str, object]:
    return {"number": feed.number, "url": feed.url, "body": msgspec.json.encode(feed)}
