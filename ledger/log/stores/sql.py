"""The log in a relational database: the append.

Takes a ``Store`` (one for each kind of database) and does with it what ``port.Log`` says. In
every append the head row is locked first, the condition checked second, the events inserted
third: so positions are gapless and in commit order, and a reader that saw position n will
never see another event appear before it. Reading is ``relational.reader``'s.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

import attrs

from ledger.clock import FixedClock, SystemClock
from ledger.late import late
from ledger.log.append_rule import (
    TOLERANCE,
    NewEvents,
    answer,
    far_ahead,
    ids_of,
    new_events,
    next_moment,
)
from ledger.log.clock.clock_failures import ClocksApart
from ledger.log.clock.moments import Moments
from ledger.log.event import Event, RecordedEvent, admit
from ledger.log.failures import ConditionFailed, LedgerDamaged, NotWritten
from ledger.log.packed_events import PackedEvents, admitted
from ledger.log.port import Head
from ledger.log.stores.commits import CommitQueue, Request
from ledger.log.stores.relational import records
from ledger.log.stores.relational.reader import SqlReader
from ledger.log.stores.relational.rows import Rows
from ledger.log.stores.relational.store import HeadRow
from ledger.log.wake import Bell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    import sqlalchemy
    from sqlalchemy import Connection

    from ledger.clock import Clock
    from ledger.errors import StorageError
    from ledger.log.checked import Checked
    from ledger.log.format.merkle import Frontier
    from ledger.log.port import OnAppend
    from ledger.log.proving import tree
    from ledger.log.proving.checkpoints import Pinned
    from ledger.log.proving.custody import custody_record
    from ledger.log.query import AppendCondition
    from ledger.log.stores import kept_rows, readback, selection, tables, text_index
    from ledger.log.stores.relational import upheld
    from ledger.log.stores.relational.store import Store
else:  # who only reads asks the driver
    sqlalchemy = late("sqlalchemy")
    custody_record = late("ledger.log.proving.custody.custody_record")
    kept_rows = late("ledger.log.stores.kept_rows")
    readback = late("ledger.log.stores.readback")
    selection = late("ledger.log.stores.selection")
    tables = late("ledger.log.stores.tables")
    text_index = late("ledger.log.stores.text_index")
    tree = late("ledger.log.proving.tree")
    upheld = late("ledger.log.stores.relational.upheld")


@attrs.frozen
class _End:
    """Where the log ended once this process had appended: the head's row, the last envelope."""

    row: HeadRow
    last: bytes
    head: Head


class SqlLog(SqlReader):
    """A log kept by a ``Store``."""

    def __init__(
        self,
        store: Store,
        *,
        clock: Clock,
        on_append: OnAppend | None = None,
        pinned: Pinned | None = None,
        checked: Checked | None = None,
    ) -> None:
        super().__init__(store, checked)
        self._pinned = pinned
        self._upheld = False
        self._bell = Bell()
        self._clock = clock
        self._queue = CommitQueue(self._commit, self._retriable)
        self._on_append = on_append
        self._end: _End | None = None

    def append(
        self, events: Sequence[Event], condition: AppendCondition | None = None
    ) -> Sequence[RecordedEvent]:
        """See ``Log.append``."""
        proposed = admitted(events)
        if not proposed:
            return ()
        return self._settled(Request(proposed, condition))

    def _settled(self, request: Request) -> Sequence[RecordedEvent]:
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
        if len(requests) == 1 and self._append_at_once(requests[0]):
            return
        with self._store.appending() as connection:
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

    def _append_at_once(self, request: Request) -> bool:
        """Record by one statement, where the log ends as this process has left it.

        The statement compares that under the head's lock, and writes nothing where it is not so:
        then nothing came after what the condition was made on, and no moment has to be held
        against another clock. Whatever else there is to look at, goes the long way.
        """
        end, events, condition = self._end, request.events, request.condition
        if request.then is not None:
            return False
        if end is None or len(events) > self._store.most_at_once:
            return False
        now = request.now = self._clock.now()
        last = end.head.recorded_at
        if (
            (condition is not None and condition.after < end.head.size - 1)
            or (last is None or now < last or far_ahead(now, last))
            or len(set(ids_of(events))) < len(events)
        ):
            return False
        rows = Rows(before=end.head, recorded_at=now, fresh=events).seal()
        # Before it is sent: whether it went through may stay unknown.
        request.tried.append(rows.hashes)
        work = self._on_append
        then = None if work is None else partial(_run, work, rows.recorded)
        if not self._store.append_at_once(rows, end.row, end.last, then):
            return False
        self._end = _End((1, end.head.origin, *rows.head), rows.last, rows.after)
        request.recorded = tuple(rows.recorded)
        return True

    def _retriable(self, error: StorageError) -> bool:
        self._upheld, self._repaired, self._end = False, (-1, Moments()), None
        return self._store.retriable(error)

    def _uphold(self) -> None:
        """Hold the log against its last checkpoint: at first, and after each failure."""
        if self._upheld:
            return
        upheld.hold(self, self._store.place, self._pinned)
        self._upheld = True

    def _append(
        self, connection: Connection, request: Request, edge: Frontier | None = None
    ) -> Sequence[RecordedEvent]:
        """Lock the head, check the condition, insert: in this order.

        ``edge`` is the tree's as the leaves give it, where the head's own is not to be believed.
        """
        locked, stored, last = self._store.lock(connection, ids_of(request.events))
        if edge is None:
            head = self._head(locked, last)
        else:
            head = records.head_of(
                self._store.place, [(*row[:4], edge.to_bytes()) for row in locked]
            )
        there = {recorded.event.id: recorded for recorded in self._recorded(stored)}
        decision = new_events(request.events, there, request.condition, request.tried)
        new: Sequence[RecordedEvent] = ()
        if decision.fresh:
            if request.condition is not None and request.condition.after < head.size - 1:
                _check(connection, request.condition, decision)
            rows = self._record(connection, head, decision.fresh, request.now)
            request.tried.append(rows.hashes)
            new = rows.recorded
            if not isinstance(request.events, PackedEvents):
                new = tuple(new)
        if request.then is not None:
            request.then(connection)
        return answer(request.events, decision.records, new)

    def _head(self, locked: Sequence[HeadRow], last: bytes | None) -> Head:
        """The head that was locked; what is as this process left it needs no second look."""
        end = self._end
        if end is not None and last == end.last and [end.row] == locked:
            return end.head
        head = records.head_of(self._store.place, locked)
        records.hold_moment(self._store.place, head, last)
        return head

    def _record(
        self, connection: Connection, head: Head, fresh: Sequence[Event], read: datetime | None
    ) -> Rows:
        now = read or self._clock.now()
        recorded_at = next_moment(now, head.recorded_at)
        if far_ahead(now, head.recorded_at):
            self.hold_clock(connection, now)
        rows = Rows(before=head, recorded_at=recorded_at, fresh=fresh)
        if self._store.insert(connection, rows):
            readback.read_back(self._store.place, connection, rows)
        if self._on_append is not None:
            self._on_append(connection, rows.recorded)
        self._end = _End((1, head.origin, *rows.head), rows.last, rows.after)
        return rows

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
        self, mend: Callable[[Connection], None], events: Callable[[int], Sequence[Event]]
    ) -> Sequence[RecordedEvent]:
        """Run ``mend`` with the head locked, and record ``events``, in one transaction.

        For repairs alone: ``mend`` may change what stands in the database, the head too;
        ``events`` takes the size that the log has then. The log is not held against its last
        checkpoint. What is recorded goes on from the leaves and tiles, whatever edge the head
        keeps.
        """
        self._upheld = False
        with self._store.writing() as connection:
            if not self._store.lock(connection, [])[0]:
                raise self._damaged("it has no head")
            mend(connection)
            locked, *_ = self._store.lock(connection, [])
            size = locked[0][2]
            proposed = admit(events(size))
            if not proposed:
                return ()
            # Read through this connection: the work may have mended a tile.
            edge = tree.Tree(size, partial(self._hashes_in, connection)).frontier()
            recorded = self._append(connection, Request(proposed, None), edge)
        self._bell.ring()
        return recorded

    def _hashes_in(self, connection: Connection, level: int, first: int, count: int) -> list[bytes]:
        rows = connection.execute(*selection.hashes(level, first, first + count - 1)).all()
        return self._hashes(level, [(row[0],) for row in rows])

    def confirm(self) -> None:
        """See ``Log.confirm``."""
        self._store.confirm()

    def erase(
        self, positions: Sequence[int], orders: Sequence[Event] = ()
    ) -> Sequence[RecordedEvent]:
        """See ``Log.erase``: the head is locked, so who is putting rows down ends first."""
        then = partial(self.take_out, positions=positions)
        recorded = self._settled(Request(admitted(orders), None, then=then))
        self._store.forget()
        return recorded

    def take_out(self, connection: Connection, positions: Sequence[int]) -> None:
        """Take payloads and their salts out, with all that was made of them, in a transaction."""
        there = tables.events.c
        for position in positions:
            erased = connection.execute(
                sqlalchemy.update(tables.events)
                .where(there.position == position)
                .values(salt=None, payload=None)
            )
            asked = sqlalchemy.select(there.payload).where(there.position == position)
            if erased.rowcount != 1 or connection.execute(asked).scalar() is not None:
                raise NotWritten(self._store.place, f"position {position} was not erased")
        kept_rows.clear(connection)
        text_index.clear_texts(connection)

    @contextmanager
    def watching(self, wake: Callable[[], None]) -> Iterator[None]:
        """See ``Log.watching``."""
        with self._bell.heard(wake), self._store.watching(wake):
            yield


def _run(work: OnAppend, recorded: Sequence[RecordedEvent], connection: Connection) -> None:
    work(connection, recorded)


def _unhindered(request: Request) -> bool:
    """Whether it is how a person accepts that the log departs from its custody."""
    return all(event.type == custody_record.TYPE for event in request.events)


def _check(connection: Connection, condition: AppendCondition, decision: NewEvents) -> None:
    own = {old.position for old in decision.records.values()}
    asked = selection.first_match(condition.fail_if_events_match, condition.after, own)
    if (position := connection.execute(*asked).scalar()) is not None:
        raise ConditionFailed(condition.after, position)
