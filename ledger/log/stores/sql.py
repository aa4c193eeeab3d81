"""The log in a relational database: the append, and reading in pages.

Takes a ``Store`` (one for each kind of database) and does with it what ``port.Log`` says. In
every append the head row is locked first, the condition checked second, the events inserted
third: so positions are gapless and in commit order, and a reader that saw position n will
never see another event appear before it.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, TypeVar

import attrs
import msgspec
from sqlalchemy import Connection, CursorResult, Select, bindparam, select, update

from ledger.clock import FixedClock, SystemClock
from ledger.log.clock.clock_failures import ClocksApart
from ledger.log.clock.moments import TAG, Moments, moments, one_by_one
from ledger.log.decision import (
    EPOCH,
    TOLERANCE,
    NewEvents,
    answer,
    far_ahead,
    new_events,
    next_moment,
    since_epoch,
)
from ledger.log.event import TYPE, Event, RecordedEvent, admit
from ledger.log.failures import ConditionFailed, LedgerDamaged, NotWritten
from ledger.log.format.envelope import SALT, moment, seal, unseal
from ledger.log.format.merkle import Frontier, GrowingTree, leaf_hash
from ledger.log.port import EVERYTHING, Filing, Head, OnAppend, StoredEvent
from ledger.log.proving import custody_record
from ledger.log.stores import selection, tables
from ledger.log.stores.commits import CommitQueue, Request
from ledger.log.stores.kept_rows import SqlShelf, clear
from ledger.log.stores.readback import read_back
from ledger.log.wake import Bell

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from collections.abc import Set as AbstractSet
    from contextlib import AbstractContextManager

    from ledger.clock import Clock
    from ledger.errors import StorageError
    from ledger.log.guards import Stranger
    from ledger.log.proving.checkpoints import Pinned
    from ledger.log.query import AppendCondition, Query
    from ledger.log.stores.selection import Values

PAGE_ROWS = 1024
PAGE_BYTES = 8 * 1024 * 1024  # a page ends early once its payloads weigh this much
_IDS = 500  # ids asked for in one statement
_FETCH = 16  # rows taken from the driver together, each of up to the largest payload

_MICROSECOND = timedelta(microseconds=1)
# Built once: putting a statement together costs more than running it.
_HEAD = select(tables.head).where(tables.head.c.id == 1)
_BY_ID = select(*selection.COLUMNS).where(tables.events.c.event_id == bindparam("id"))
_BY_POSITION = select(*selection.COLUMNS).where(tables.events.c.position == bindparam("position"))
# Ids are printable ASCII: DEL sorts behind every id that goes on from the prefix.
_BY_PREFIX = (
    select(*selection.COLUMNS)
    .where(tables.events.c.event_id >= bindparam("first"))
    .where(tables.events.c.event_id < bindparam("last"))
    .order_by(tables.events.c.event_id)
    .limit(bindparam("limit"))
)
HeadRow: TypeAlias = tuple[int, str, int, int, bytes]
"""The head's row: its key, origin, size, moment (microseconds since 1970) and frontier."""
EventRow: TypeAlias = tuple[int, bytes, bytes, int | None, bytes | None]
"""Of an event's row: position, envelope, leaf hash, where the clock was repaired, payload."""
Locked: TypeAlias = "tuple[Sequence[HeadRow], Sequence[EventRow], bytes | None]"
"""The head, the events that were asked for, and the envelope of the last event."""
_T = TypeVar("_T", str, int)
_Read = TypeVar("_Read")


@attrs.define(kw_only=True)
class Rows:
    """What an append writes, as plain rows in the order of the tables' columns.

    ``events`` are sealed as they are taken, so that a server puts down the first of them while
    the last are hashed. What follows from them is there once all were taken: ``tags``, the
    positions filed under each; ``tiles``; ``recorded``, the answer; ``head``, where the head
    moves to: size, moment and frontier.
    """

    before: Head
    recorded_at: datetime
    fresh: Sequence[Event]
    tags: dict[str, list[int]] = attrs.field(factory=dict, init=False)
    tiles: list[tuple[int, int, bytes]] = attrs.field(factory=list, init=False)
    recorded: list[RecordedEvent] = attrs.field(factory=list, init=False)
    head: tuple[int, int, bytes] = attrs.field(init=False)

    def events(self) -> Iterator[tuple[int, str, bytes, bytes, bytes, bytes]]:
        """The rows of the events; to be taken first, all of them, once."""
        tags, recorded, recorded_at = self.tags, self.recorded, self.recorded_at
        written = moment(recorded_at)
        salts = os.urandom(SALT * len(self.fresh))
        for index, event in enumerate(self.fresh):
            position = self.before.size + index
            salt = salts[index * SALT : (index + 1) * SALT]
            leaf = seal(event, salt, written)
            hashed = leaf_hash(leaf)
            for tag in (TYPE + event.type, *event.tags):
                if tag in tags:
                    tags[tag].append(position)
                else:
                    tags[tag] = [position]
            recorded.append(
                RecordedEvent(
                    position=position, recorded_at=recorded_at, event=event, leaf_hash=hashed
                )
            )
            yield position, event.id, leaf, hashed, salt, event.payload
        self._grow()

    def _grow(self) -> None:
        growth = GrowingTree(self.before.frontier)
        growth.extend([record.leaf_hash for record in self.recorded])
        frontier = growth.done()
        self.tiles = [(tile.level, tile.index, tile.hash) for tile in growth.tiles]
        self.head = (frontier.size, since_epoch(self.recorded_at), frontier.to_bytes())

    def filing(self) -> Iterator[tuple[str, int]]:
        """The rows of the tags, as they will lie."""
        return ((tag, position) for tag in sorted(self.tags) for position in self.tags[tag])


class Store(Protocol):
    """One kind of database: how to open transactions on it, and how to name its failures."""

    @property
    def errors(self) -> tuple[type[Exception], ...]:
        """What the driver raises, itself or through SQLAlchemy."""
        ...

    @property
    def place(self) -> str:
        """The ledger's name, for messages."""
        ...

    def writing(self) -> AbstractContextManager[Connection]:
        """A transaction that no other writer can be in at once; commits, or undoes all."""
        ...

    def reading(self) -> AbstractContextManager[Connection]:
        """A transaction that sees one state of the log."""
        ...

    def lock(self, connection: Connection, ids: Sequence[str]) -> Locked:
        """Lock the head's row, then look for events with these ids, and for the last one."""
        ...

    def now(self, connection: Connection) -> datetime:
        """The moment (UTC) by the database's own clock: the server's, or this machine's."""
        ...

    def insert(self, connection: Connection, rows: Rows) -> bool:
        """Insert an append's rows and move the head, by the fastest way the driver has.

        Every row is counted: ``NotWritten`` where the database took fewer and said nothing.
        Gives whether there is anything of others on the tables, which may change rows as well.
        """
        ...

    def tables(self, connection: Connection) -> set[str]:
        """The names of the tables that are there, whoever made them."""
        ...

    def stream(
        self, connection: Connection, asked: Select[str, int], values: Values
    ) -> Iterator[tuple[str, int]]:
        """The rows of a long answer, few of them at a time."""
        ...

    def complaint(self, connection: Connection) -> str | None:
        """What the database itself finds wrong with its files; None if nothing."""
        ...

    def unguarded(self, connection: Connection) -> tuple[str, ...]:
        """See ``Log.unguarded``."""
        ...

    def strangers(self, connection: Connection) -> tuple[Stranger, ...]:
        """See ``Log.strangers``."""
        ...

    def prepare(self) -> None:
        """Ready an empty place for its first migration; what no transaction may do."""
        ...

    def confirm(self) -> None:
        """See ``Log.confirm``."""
        ...

    def retriable(self, error: StorageError) -> bool:
        """Whether the same append may be tried again: it is idempotent, even if it went in."""
        ...

    def watching(self, wake: Callable[[], None]) -> AbstractContextManager[None]:
        """See ``Log.watching``, of what other processes append."""
        ...

    def forget(self) -> None:
        """Remove what was overwritten from the disk, as far as the database can."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...


class SqlLog:
    """A log kept by a ``Store``."""

    def __init__(
        self,
        store: Store,
        *,
        clock: Clock,
        on_append: OnAppend | None = None,
        pinned: Pinned | None = None,
    ) -> None:
        self._store = store
        self._pinned = pinned
        self._upheld = False
        self._bell = Bell()
        self._clock = clock
        self._queue = CommitQueue(self._commit, self._retriable)
        self._on_append = on_append
        self._repaired = -1, Moments()

    @property
    def store(self) -> Store:
        """The database itself, for repairs and backups."""
        return self._store

    def append(
        self, events: Sequence[Event], condition: AppendCondition | None = None
    ) -> tuple[RecordedEvent, ...]:
        """See ``Log.append``."""
        proposed = admit(events)
        if not proposed:
            return ()
        request = Request(proposed, condition)
        self._queue.submit(request)
        try:
            recorded = request.answer()
        except (NotWritten, LedgerDamaged) as error:
            raise self._explained(error) from error
        self._bell.ring()
        return recorded

    def _explained(self, error: NotWritten | LedgerDamaged) -> StorageError:
        """The same failure, with the name of what others put in the way."""
        strangers = "; ".join(map(str, self.strangers()))
        if not strangers:
            return error
        return NotWritten(self._store.place, f"{error.what} ({strangers})")

    def _commit(self, requests: Sequence[Request]) -> None:
        """Several threads' appends in one transaction; each stands or falls on its own."""
        if not all(_unhindered(request) for request in requests):
            self._uphold()
        with self._store.writing() as connection:
            if len(requests) == 1:
                requests[0].recorded = self._append(connection, requests[0])
                return
            for request in requests:
                try:
                    with connection.begin_nested():
                        request.recorded = self._append(connection, request)
                except self._store.errors:
                    raise  # the transaction itself is in doubt
                except Exception as error:  # noqa: BLE001  # raised again in its own thread
                    request.error = error

    def _retriable(self, error: StorageError) -> bool:
        self._upheld, self._repaired = False, (-1, Moments())
        return self._store.retriable(error)

    def _uphold(self) -> None:
        """Hold the log against its last checkpoint: at first, and after each failure.

        What follows a clean commit is this log's own doing; behind a connection that was lost
        there may be another server, which knows less.
        """
        if self._upheld:
            return
        self._hold_head()
        if self._pinned is None:
            self._upheld = True
            return
        if (last := self._pinned(self)) is not None:
            from ledger.log.proving.checkpoints import uphold  # noqa: PLC0415 - no reader needs it

            uphold(self, last)
        self._upheld = True

    def _hold_head(self) -> None:
        """Refuse to grow a tree whose edge, as the head keeps it, is not that of the leaves."""
        from ledger.log.proving.tree import Tree  # noqa: PLC0415 - no reader needs it

        head = self.head()
        if Tree(head.size, self.hashes).frontier() != head.frontier:
            raise self._damaged("the tree over the leaves is not the one the head keeps")

    def _hold_moment(self, head: Head, last: bytes | None) -> None:
        """Refuse to go on from a moment that the head keeps and the last event does not bear."""
        if head.size == 0:
            return
        try:
            stamped = None if last is None else unseal(last).recorded_at
        except (msgspec.DecodeError, UnicodeError, TypeError) as error:
            raise self._damaged(f"no envelope at position {head.size - 1} ({error})") from error
        if stamped != head.recorded_at:
            raise self._damaged("the head's moment is not that of the last event")

    def _append(
        self, connection: Connection, request: Request, edge: Frontier | None = None
    ) -> tuple[RecordedEvent, ...]:
        """Lock the head, check the condition, insert: in this order.

        ``edge`` is the tree's as the leaves give it, where the head's own is not to be believed.
        """
        locked, rows, last = self._store.lock(connection, [event.id for event in request.events])
        if edge is not None:
            locked = [(*row[:4], edge.to_bytes()) for row in locked]
        head = self._head(locked)
        if edge is None:
            self._hold_moment(head, last)
        records = {recorded.event.id: recorded for recorded in self._recorded(rows)}
        decision = new_events(request.events, records, request.condition, request.tried)
        new: list[RecordedEvent] = []
        if decision.fresh:
            if request.condition is not None:
                _check(connection, request.condition, decision)
            new = self._record(connection, head, decision.fresh)
            request.tried.update(record.leaf_hash for record in new)
        return answer(request.events, decision.records, new)

    def _record(
        self, connection: Connection, head: Head, fresh: Sequence[Event]
    ) -> list[RecordedEvent]:
        now = self._clock.now()
        recorded_at = next_moment(now, head.recorded_at)
        if far_ahead(now, head.recorded_at):
            self.hold_clock(connection, now)
        rows = Rows(before=head, recorded_at=recorded_at, fresh=fresh)
        if self._store.insert(connection, rows):
            read_back(self._store.place, connection, rows)
        if self._on_append is not None:
            self._on_append(connection, rows.recorded)
        return rows.recorded

    def hold_clock(self, connection: Connection, now: datetime) -> None:
        """Refuse a moment of this log's clock that the database's own clock does not bear out.

        A clock that someone else gave may be behind, as one of a replay is. One that stands still
        is a demo's, a spec's or a test's: nobody takes it for the time of day.
        """
        if isinstance(self._clock, FixedClock):
            return
        second = self._store.now(connection)
        behind = isinstance(self._clock, SystemClock) and second - now > TOLERANCE
        if behind or now - second > TOLERANCE:
            raise ClocksApart(now, second, self._store.place)

    def amend(
        self, work: Callable[[Connection, int], Sequence[Event]]
    ) -> tuple[RecordedEvent, ...]:
        """Run ``work`` with the head locked, and record what it gives, in one transaction.

        For repairs alone: ``work`` takes the connection and the log's size and may change what
        stands in the database. The log is not held against its last checkpoint. What is recorded
        goes on from the leaves and tiles, whatever edge the head keeps.
        """
        from ledger.log.proving.tree import Tree  # noqa: PLC0415 - few calls repair

        self._upheld = False
        with self._store.writing() as connection:
            locked, *_ = self._store.lock(connection, [])
            if not locked:
                raise self._damaged("it has no head")
            size = locked[0][2]
            proposed = admit(work(connection, size))
            if not proposed:
                return ()
            # Read through this connection: the work may have mended a tile.
            edge = Tree(size, partial(self._hashes, connection)).frontier()
            recorded = self._append(connection, Request(proposed, None), edge)
        self._bell.ring()
        return recorded

    def read(
        self,
        query: Query = EVERYTHING,
        *,
        after: int = -1,
        upto: int | None = None,
        limit: int | None = None,
    ) -> Iterator[RecordedEvent]:
        """See ``Log.read``."""
        last: int | None = None
        while limit is None or limit > 0:
            rows = PAGE_ROWS if limit is None else min(limit, PAGE_ROWS)
            if last is None:
                size = self.head().size
                last = size - 1 if upto is None else min(size - 1, upto)
            page, complete = self._look(
                lambda connection: self._page(connection, query, after, last, rows)  # noqa: B023
            )
            yield from page
            if complete:
                return
            after = page[-1].position
            limit = None if limit is None else limit - len(page)

    def _page(
        self, connection: Connection, query: Query, after: int, upto: int, rows: int
    ) -> tuple[list[RecordedEvent], bool]:
        """Up to so many events, and whether the answer ends with them."""
        if after >= upto:
            return [], True
        stored, whole = self._weighed(connection.execute(*selection.page(query, after, upto, rows)))
        return self._recorded(stored), whole and len(stored) < rows

    def tally(self, tags: Collection[str]) -> dict[str, int]:
        """See ``Log.tally``."""
        counts: dict[str, int] = {}
        with self._store.reading() as connection:
            for asked in _parts(sorted(tags)):
                rows = connection.execute(selection.TALLY, {"tags": asked})
                counts |= {row[0]: row[1] for row in rows}
        return counts

    def filings(self, prefix: str) -> tuple[Filing, ...]:
        """See ``Log.filings``."""
        asked = {"first": prefix, "last": prefix.removesuffix(":") + ";"}
        with self._store.reading() as connection:
            rows = _rows(connection.execute(selection.FILINGS, asked))
        return tuple(
            Filing(tag=tag, count=number, first=first, last=last)
            for tag, number, first, last in rows
        )

    def gather(
        self,
        tags: Collection[str],
        *,
        upto: int | None = None,
        without: AbstractSet[int] = frozenset(),
    ) -> Iterator[RecordedEvent]:
        """See ``Log.gather``."""
        left = self._filed(tags, selection.LAST if upto is None else upto) - without
        for part in _parts(sorted(left)):
            asked = part
            while asked:
                page = self._look(lambda connection: self._standing(connection, asked))  # noqa: B023
                yield from page
                asked = (
                    [position for position in asked if position > page[-1].position] if page else []
                )

    def _filed(self, tags: Collection[str], upto: int) -> set[int]:
        positions: set[int] = set()
        with self._store.reading() as connection:
            for asked in _parts(sorted(tags)):
                values = {"tags": asked, "upto": upto}
                positions.update(connection.scalars(selection.FILED, values).all())
        return positions

    def _standing(self, connection: Connection, positions: Sequence[int]) -> list[RecordedEvent]:
        """The first events of these positions, until they weigh a page."""
        rows, _ = self._weighed(connection.execute(selection.AT, {"positions": positions}))
        return self._recorded(rows)

    def confirm(self) -> None:
        """See ``Log.confirm``."""
        self._store.confirm()

    def _look(self, read: Callable[[Connection], _Read]) -> _Read:
        """What a reading gives; damage is told once a second snapshot shows it as well."""
        try:
            with self._store.reading() as connection:
                return read(connection)
        except LedgerDamaged:
            with self._store.reading() as connection:
                return read(connection)

    def head(self) -> Head:
        """See ``Log.head``."""
        return self._look(lambda connection: self._head(_rows(connection.execute(_HEAD))))

    def find(self, event_id: str) -> RecordedEvent | None:
        """See ``Log.find``."""
        return self._one(_BY_ID, {"id": event_id})

    def find_prefix(self, prefix: str, limit: int = 10) -> list[RecordedEvent]:
        """See ``Log.find_prefix``."""
        asked = {"first": prefix, "last": prefix + "\x7f", "limit": limit}
        return self._look(
            lambda connection: self._recorded(_rows(connection.execute(_BY_PREFIX, asked)))
        )

    def at(self, position: int) -> RecordedEvent | None:
        """See ``Log.at``."""
        return self._one(_BY_POSITION, {"position": position})

    def _one(
        self, asked: Select[int, bytes, bytes, int, bytes], values: Values
    ) -> RecordedEvent | None:
        records = self._look(
            lambda connection: self._recorded(_rows(connection.execute(asked, values)))
        )
        return records[0] if records else None

    def hashes(self, level: int, first: int, count: int) -> list[bytes]:
        """See ``Log.hashes``."""
        return self._look(lambda connection: self._hashes(connection, level, first, count))

    def _hashes(self, connection: Connection, level: int, first: int, count: int) -> list[bytes]:
        rows = _rows(connection.execute(*selection.hashes(level, first, first + count - 1)))
        hashes = [row[0] for row in rows]
        if not set(map(type, hashes)) <= {bytes}:
            raise self._damaged(f"no hash where one of level {level} should be")
        return hashes

    def stored(self, *, after: int = -1, upto: int | None = None) -> Iterator[StoredEvent]:
        """See ``Log.stored``."""
        last = self.head().size - 1
        last = last if upto is None else min(last, upto)
        while after < last:
            asked = selection.rows(after, last, PAGE_ROWS)
            rows, _ = self._look(lambda connection: self._weighed(connection.execute(*asked)))  # noqa: B023
            if not rows:
                return
            for position, event_id, envelope, leaf, salt, payload in rows:
                yield StoredEvent(
                    position=position,
                    event_id=event_id,
                    envelope=envelope,
                    leaf_hash=leaf,
                    salt=salt,
                    payload=payload,
                )
            after = rows[-1][0]

    def filed(self, *, after: int = -1, upto: int | None = None) -> Iterator[tuple[str, int]]:
        """See ``Log.filed``."""
        asked = selection.filed(after, selection.LAST if upto is None else upto)
        with self._store.reading() as connection:
            yield from self._store.stream(connection, *asked)

    def complaint(self) -> str | None:
        """See ``Log.complaint``."""
        with self._store.reading() as connection:
            return self._store.complaint(connection)

    def stray(self) -> str | None:
        """See ``Log.stray``."""
        with self._store.reading() as connection:
            row = connection.execute(selection.STRAY).first()
        return None if row is None else f"{row[0]} that is not there: {row[1]}"

    def unguarded(self) -> tuple[str, ...]:
        """See ``Log.unguarded``."""
        with self._store.reading() as connection:
            return self._store.unguarded(connection)

    def strangers(self) -> tuple[Stranger, ...]:
        """See ``Log.strangers``."""
        with self._store.reading() as connection:
            return self._store.strangers(connection)

    def erase(self, position: int) -> None:
        """See ``Log.erase``."""
        with self._store.writing() as connection:
            erased = connection.execute(
                update(tables.events)
                .where(tables.events.c.position == position)
                .values(salt=None, payload=None)
            )
            asked = select(tables.events.c.payload).where(tables.events.c.position == position)
            if erased.rowcount != 1 or connection.execute(asked).scalar() is not None:
                raise NotWritten(self._store.place, f"position {position} was not erased")
            clear(connection)  # what was made of the erased words goes with them
        self._store.forget()

    @contextmanager
    def watching(self, wake: Callable[[], None]) -> Iterator[None]:
        """See ``Log.watching``."""
        with self._bell.heard(wake), self._store.watching(wake):
            yield

    @property
    def shelf(self) -> SqlShelf:
        """See ``Log.shelf``."""
        return SqlShelf(self._store)

    def close(self) -> None:
        """See ``Log.close``."""
        self._store.close()

    def _head(self, rows: Sequence[HeadRow]) -> Head:
        if not rows:
            raise self._damaged("it has no head")
        _, origin, size, recorded_at, edge = rows[0]
        try:
            frontier = Frontier.from_bytes(size, edge)
            moment = EPOCH + recorded_at * _MICROSECOND if size else None
        except (ValueError, OverflowError, TypeError) as error:
            raise self._damaged(f"its head is none ({error})") from error
        return Head(origin=origin, size=size, recorded_at=moment, frontier=frontier)

    def _recorded(self, rows: Sequence[EventRow]) -> list[RecordedEvent]:
        records: list[RecordedEvent] = []
        position = -1
        try:
            for position, leaf, hashed, clock, payload in rows:  # the last one is told
                envelope = unseal(leaf)
                stamped = envelope.recorded_at
                holds = stamped if clock is None else self._moments(clock).of(position, stamped)
                records.append(
                    RecordedEvent(
                        position=position,
                        recorded_at=holds,
                        event=envelope.event(payload),
                        leaf_hash=hashed,
                        stamped=None if holds == stamped else stamped,
                    )
                )
        except (msgspec.DecodeError, ValueError, TypeError) as error:
            raise self._damaged(f"no envelope at position {position} ({error})") from error
        return records

    def _moments(self, clock: int) -> Moments:
        """The moments that hold by the repairs of the clock, of which the last is at ``clock``."""
        upto, valid = self._repaired
        if upto != clock:
            valid = moments(self._filed({TAG}, selection.LAST), one_by_one(self.stored))
            self._repaired = clock, valid
        return valid

    def _weighed(self, result: CursorResult[*tuple[Any, ...]]) -> tuple[list[Any], bool]:
        """Rows until their payloads, which stand last, weigh a page; and if these are all."""
        cursor = result.cursor
        rows: list[Any] = []
        weight = 0
        try:
            while (
                cursor is not None and weight <= PAGE_BYTES and (some := cursor.fetchmany(_FETCH))
            ):
                rows += some
                weight += sum(len(row[-1]) for row in some if row[-1] is not None)
        except TypeError as error:  # a damaged row may hold numbers where bytes should be
            raise self._damaged(f"no payload behind position {rows[0][0]} ({error})") from error
        result.close()
        return rows, weight <= PAGE_BYTES

    def _damaged(self, what: str) -> StorageError:
        return LedgerDamaged(self._store.place, what)


def _unhindered(request: Request) -> bool:
    """Whether it is how a person accepts that the log departs from its custody."""
    return all(event.type == custody_record.TYPE for event in request.events)


def _rows(result: CursorResult[*tuple[Any, ...]]) -> list[Any]:
    """All rows as the driver gives them: SQLAlchemy's own rows cost as much again."""
    cursor = result.cursor
    rows = [] if cursor is None else list(cursor.fetchall())
    result.close()
    return rows


def _parts(whole: list[_T]) -> Iterator[list[_T]]:
    """A list in parts that one statement can take."""
    return (whole[start : start + _IDS] for start in range(0, len(whole), _IDS))


def _check(connection: Connection, condition: AppendCondition, decision: NewEvents) -> None:
    own = {old.position for old in decision.records.values()}
    asked = selection.first_match(condition.fail_if_events_match, condition.after, own)
    if (position := connection.execute(*asked).scalar()) is not None:
        raise ConditionFailed(condition.after, position)
