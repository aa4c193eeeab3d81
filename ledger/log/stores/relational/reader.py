"""Reading a log in a relational database: in pages, by single rows, and by what is filed.

Takes a ``Store``, gives what ``port.Log`` says of reading. Statements that are asked again and
again run on the driver; questions of many shapes are put together by ``selection``. Who comes
next: ``sql`` adds the append.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

from ledger.late import late
from ledger.log.checked import Checked
from ledger.log.clock.moments import TAG, Moments, moments, one_by_one
from ledger.log.event import TYPE
from ledger.log.failures import LedgerDamaged
from ledger.log.port import EVERYTHING, Filing, Head, StoredEvent
from ledger.log.stores.relational import records, texts
from ledger.log.stores.shelf import StoreShelf

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from sqlalchemy import CursorResult

    from ledger.errors import StorageError
    from ledger.log.event import RecordedEvent
    from ledger.log.guards import Stranger
    from ledger.log.query import Query
    from ledger.log.stores import misshapen, selection, tallies, text_index
    from ledger.log.stores.relational.store import EventRow, Store
else:  # only questions of many shapes are put together
    misshapen = late("ledger.log.stores.misshapen")
    selection = late("ledger.log.stores.selection")
    tallies = late("ledger.log.stores.tallies")
    text_index = late("ledger.log.stores.text_index")

LAST = 2**62  # beyond every position

PAGE_ROWS = 1024
PAGE_BYTES = 8 * 1024 * 1024  # a page ends early once its payloads weigh this much
_IDS = 500  # tags or positions asked for in one statement


class _Cursor(Protocol):
    """A driver's."""

    def fetchmany(self, size: int) -> list[Any]:
        """The next rows."""
        ...


_T = TypeVar("_T", str, int)
_Read = TypeVar("_Read")


class SqlReader:
    """The reading half of a log kept by a ``Store``."""

    def __init__(self, store: Store, checked: Checked | None = None) -> None:
        self._store = store
        self._checked = checked or Checked()
        self._repaired = -1, Moments()

    @property
    def store(self) -> Store:
        """The database itself, for repairs and backups."""
        return self._store

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
            most = min(PAGE_ROWS, self._store.page_rows)
            rows = most if limit is None else min(limit, most)
            if last is None:
                size = self.head().size
                last = size - 1 if upto is None else min(size - 1, upto)
            page, complete = self._twice(lambda: self._page(query, after, last, rows))  # noqa: B023
            yield from page
            if complete:
                return
            after = page[-1].position
            limit = None if limit is None else limit - len(page)

    def _page(
        self, query: Query, after: int, upto: int, rows: int
    ) -> tuple[list[RecordedEvent], bool]:
        """Up to so many events, and whether the answer ends with them."""
        if after >= upto:
            return [], True
        if query.everything:
            stored = self._store.fetch(texts.EVERYTHING, (after, upto, rows), most=PAGE_BYTES)
            if (gap := _gap(stored, after)) is not None:
                raise self._damaged(f"there is no event at position {gap}")
            return self._recorded(stored), stored[-1][0] >= upto
        if (plain := _plain(query)) is not None:
            asked, names = plain
            stored = self._store.fetch(asked, (*names, after, upto, rows), most=PAGE_BYTES)
            return self._recorded(stored), not stored
        with self._store.reading() as connection:
            stored, whole = self._weighed(
                connection.execute(*selection.page(query, after, upto, rows))
            )
        return self._recorded(stored), whole and len(stored) < rows

    def tally(self, tags: Collection[str]) -> dict[str, int]:
        """See ``Log.tally``."""
        counts: dict[str, int] = {}
        for asked in _parts(sorted(tags)):
            counts |= dict(self._store.fetch(texts.tally(len(asked)), asked))
        return counts

    def filings(self, prefix: str) -> tuple[Filing, ...]:
        """See ``Log.filings``."""
        asked = {"first": prefix, "last": prefix.removesuffix(":") + ";"}
        with self._store.reading() as connection:
            rows = connection.execute(selection.FILINGS, asked).all()
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
        left = self._filed(tags, LAST if upto is None else upto) - without
        return self.standing_at(sorted(left))

    def standing_at(self, positions: Sequence[int]) -> Iterator[RecordedEvent]:
        """See ``Log.standing_at``."""
        for part in _parts(list(positions)):
            asked = part
            while asked:
                page = self._twice(lambda: self._standing(asked))  # noqa: B023
                yield from page
                asked = (
                    [position for position in asked if position > page[-1].position] if page else []
                )

    def _filed(self, tags: Collection[str], upto: int) -> set[int]:
        positions: set[int] = set()
        for asked in _parts(sorted(tags)):
            rows = self._store.fetch(texts.filed(len(asked)), (*asked, upto))
            positions.update(row[0] for row in rows)
        return positions

    def _standing(self, positions: Sequence[int]) -> list[RecordedEvent]:
        """The first events of these positions, until they weigh a page."""
        rows = self._store.fetch(texts.at(len(positions)), positions, most=PAGE_BYTES)
        return self._recorded(rows)

    def _twice(self, read: Callable[[], _Read]) -> _Read:
        """What a reading gives; damage is told once a second snapshot shows it as well."""
        try:
            return read()
        except LedgerDamaged:
            return read()

    def head(self) -> Head:
        """See ``Log.head``."""
        return self._twice(
            lambda: records.head_of(self._store.place, self._store.fetch(texts.HEAD, ()))
        )

    def find(self, event_id: str) -> RecordedEvent | None:
        """See ``Log.find``."""
        return self._single(texts.BY_ID, event_id)

    def at(self, position: int) -> RecordedEvent | None:
        """See ``Log.at``."""
        return self._single(texts.BY_POSITION, position)

    def _single(self, asked: str, value: str | int) -> RecordedEvent | None:
        single = self._twice(lambda: self._recorded(self._store.fetch(asked, (value,))))
        return single[0] if single else None

    def find_prefix(self, prefix: str, limit: int = 10) -> list[RecordedEvent]:
        """See ``Log.find_prefix``."""
        values = (prefix, prefix + "\x7f", limit)
        return self._twice(lambda: self._recorded(self._store.fetch(texts.BY_PREFIX, values)))

    def hashes(self, level: int, first: int, count: int) -> list[bytes]:
        """See ``Log.hashes``."""
        values = (first, first + count - 1)
        if level == 0:
            return self._twice(lambda: self._hashes(0, self._store.fetch(texts.LEAVES, values)))
        return self._twice(
            lambda: self._hashes(level, self._store.fetch(texts.TILES, (level, *values)))
        )

    def _hashes(self, level: int, rows: Sequence[tuple[bytes]]) -> list[bytes]:
        hashes = [row[0] for row in rows]
        if not set(map(type, hashes)) <= {bytes}:
            raise self._damaged(f"no hash where one of level {level} should be")
        return hashes

    def stored(self, *, after: int = -1, upto: int | None = None) -> Iterator[StoredEvent]:
        """See ``Log.stored``."""
        last = self.head().size - 1 if upto is None else upto
        while after < last:
            rows = self._fetched_stored(after, last)
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

    def _fetched_stored(self, after: int, last: int) -> list[Any]:
        values = (after, last, min(PAGE_ROWS, self._store.page_rows))
        return self._twice(
            lambda: self._store.fetch(texts.STORED, values, most=PAGE_BYTES),
        )

    def filed(self, *, after: int = -1, upto: int | None = None) -> Iterator[tuple[str, int]]:
        """See ``Log.filed``."""
        asked = selection.filed(after, LAST if upto is None else upto)
        with self._store.reading() as connection:
            yield from self._store.stream(connection, *asked)

    def last_filed(self, upto: int) -> dict[str, int]:
        """See ``Log.last_filed``."""
        return dict(self._store.fetch(texts.LAST_FILED, (upto,)))

    def complaint(self) -> str | None:
        """See ``Log.complaint``."""
        with self._store.reading() as connection:
            return self._store.complaint(connection)

    def stray(self) -> str | None:
        """See ``Log.stray``."""
        with self._store.reading() as connection:
            row = connection.execute(selection.STRAY).first()
        return None if row is None else f"{row[0]} that is not there: {row[1]}"

    def may_append(self) -> bool:
        """See ``Log.may_append``."""
        return self._store.may_append()

    def unguarded(self) -> tuple[str, ...]:
        """See ``Log.unguarded``."""
        with self._store.reading() as connection:
            return self._store.unguarded(connection)

    def strangers(self) -> tuple[Stranger, ...]:
        """See ``Log.strangers``."""
        with self._store.reading() as connection:
            return self._store.strangers(connection)

    def miscounted(self) -> tuple[str, ...]:
        """See ``Log.miscounted``."""
        with self._store.reading() as connection:
            return tallies.miscounted(connection, self._store.tables(connection))

    def ahead(self) -> tuple[tuple[str, object], ...]:
        """See ``Log.ahead``."""
        with self._store.reading() as connection:
            return tallies.ahead(connection, self._store.tables(connection))

    def misshapen(self) -> tuple[str, ...]:
        """See ``Log.misshapen``."""
        with self._store.reading() as connection:
            there, now = self._store.tables(connection), self._store.now(connection)
            return misshapen.beyond_repair(connection, there, now)

    @property
    def texts(self) -> text_index.SqlTexts:
        """See ``Log.texts``."""
        return text_index.SqlTexts(self._store)

    @property
    def shelf(self) -> StoreShelf:
        """See ``Log.shelf``."""
        return StoreShelf(self._store, self._checked)

    def close(self) -> None:
        """See ``Log.close``."""
        self._store.close()

    def _recorded(self, rows: Sequence[EventRow]) -> list[RecordedEvent]:
        return records.recorded(self._store.place, rows, self._moments)

    def _moments(self, clock: int) -> Moments:
        """The moments that hold by the repairs of the clock, of which the last is at ``clock``."""
        upto, valid = self._repaired
        if upto != clock:
            valid = moments(self._filed({TAG}, LAST), one_by_one(self.stored))
            self._repaired = clock, valid
        return valid

    def _weighed(self, result: CursorResult[*tuple[Any, ...]]) -> tuple[list[Any], bool]:
        """Rows until their payloads, which stand last, weigh a page; and if these are all."""
        cursor = cast("_Cursor", result.cursor)
        weighed = records.weighed(self._store.place, cursor.fetchmany, PAGE_BYTES)
        result.close()
        return weighed

    def _damaged(self, what: str) -> StorageError:
        return LedgerDamaged(self._store.place, what)


def _plain(query: Query) -> tuple[str, list[str]] | None:
    """The statement of a query that asks for a few types, or for one type with one tag.

    With it the tags and types, as they are filed; None of every other query. No event has two
    types, so none comes twice.
    """
    if len(query.items) != 1:
        return None
    (item,) = query.items
    kinds = sorted(TYPE + kind for kind in item.types)
    if len(kinds) == 1 and len(item.tags) == 1:
        return texts.OF_BOTH, [*item.tags, *kinds]
    return (texts.of_types(len(kinds)), kinds) if kinds and not item.tags else None


def _gap(rows: Sequence[EventRow], after: int) -> int | None:
    """The first position after ``after`` that a page of everything lacks; None if it lacks none."""
    last = after + max(len(rows), 1)
    if rows and rows[-1][0] == last:
        return None  # positions go up, and no two are the same
    return next((at for at, row in enumerate(rows, after + 1) if row[0] != at), last)


def _parts(whole: list[_T]) -> Iterator[list[_T]]:
    """A list in parts that one statement can take."""
    return (whole[start : start + _IDS] for start in range(0, len(whole), _IDS))
