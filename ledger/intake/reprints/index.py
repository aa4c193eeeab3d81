"""The index of prints: which texts have which, in tables next to the log, or in memory.

Takes the prints of texts by number: the position of a document's event, or an item's number
with a minus. Gives the numbers that share most. All of it can be emptied and made again.
"""

from __future__ import annotations

import json
import threading
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Protocol, cast
from weakref import WeakKeyDictionary

import attrs
from sqlalchemy import select, text

from ledger.intake.rows import lock, of_head
from ledger.log.stores import tables
from ledger.log.stores.columns import of_kind
from ledger.log.stores.kept_rows import erased_since
from ledger.log.stores.sql import SqlLog

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from sqlalchemy import Connection

    from ledger.log.port import Log
    from ledger.log.stores.relational.store import Store

COMMON = 256
"""Of a print that more texts have, so many are looked at: boilerplate says little."""


@attrs.frozen
class Printed:
    """Up to where the index goes: the last position of the log, the last item's number."""

    events: int = -1
    items: int = 0


class PrintIndex(Protocol):
    """Prints of texts, and who shares them."""

    def printed(self) -> Printed:
        """Up to where the index goes."""
        ...

    def add(
        self, prints: Mapping[int, Collection[int]], *, before: Printed, after: Printed, seen: int
    ) -> bool:
        """Add the prints of texts by number, and move on; nothing where it is not at ``before``.

        Nor where an erasure was ordered after ``seen``, the last position when they were read.
        """
        ...

    def nearest(self, prints: Collection[int], limit: int) -> list[tuple[int, int]]:
        """The numbers that share most, each with how many prints; a rare one counts more."""
        ...

    def of(self, numbers: Collection[int]) -> Mapping[int, Collection[int]]:
        """The prints of texts, by number, of those that have any."""
        ...

    def clear(self) -> None:
        """Empty the index, and what was worked out of items with it: who next asks fills it."""
        ...


def ranked(postings: Iterable[Collection[int]], limit: int) -> list[tuple[int, int]]:
    """The numbers that are in most of the postings; what few have in common counts more."""
    shared: Counter[int] = Counter()
    weights: defaultdict[int, int] = defaultdict(int)
    for numbers in postings:
        for number in numbers:
            shared[number] += 1
            weights[number] += COMMON // len(numbers) + 1
    order = sorted(weights, key=lambda number: (-weights[number], -number))
    return [(number, shared[number]) for number in order[:limit]]


class MemoryPrints:
    """An index that lasts as long as the process."""

    def __init__(self) -> None:
        self._having: defaultdict[int, dict[int, None]] = defaultdict(dict)
        self._printed = Printed()
        self._lock = threading.Lock()

    def printed(self) -> Printed:
        """See ``PrintIndex.printed``."""
        return self._printed

    def add(
        self,
        prints: Mapping[int, Collection[int]],
        *,
        before: Printed,
        after: Printed,
        seen: int,  # noqa: ARG002 - nothing is kept beyond the process
    ) -> bool:
        """See ``PrintIndex.add``."""
        with self._lock:
            if self._printed != before:
                return False
            for number, own in prints.items():
                for each in own:
                    self._having[each][number] = None
            self._printed = after
            return True

    def nearest(self, prints: Collection[int], limit: int) -> list[tuple[int, int]]:
        """See ``PrintIndex.nearest``."""
        postings = (
            sorted(self._having[each])[:COMMON] for each in sorted(prints) if each in self._having
        )
        return ranked(postings, limit)

    def of(self, numbers: Collection[int]) -> Mapping[int, Collection[int]]:
        """See ``PrintIndex.of``."""
        prints: defaultdict[int, set[int]] = defaultdict(set)
        for each, texts in self._having.items():
            for number in texts.keys() & set(numbers):
                prints[number].add(each)
        return prints

    def clear(self) -> None:
        """See ``PrintIndex.clear``."""
        with self._lock:
            self._having.clear()
            self._printed = Printed()


_MOVE = text("""
    UPDATE inbox_head SET printed_events = :events, printed_items = :items
    WHERE printed_events = :events_before AND printed_items = :items_before
""")
_PRINTED = select(tables.inbox_head.c.printed_events, tables.inbox_head.c.printed_items)
_ADD = text("""
    INSERT INTO prints (print, number) VALUES (:print, :number) ON CONFLICT DO NOTHING
""")
_POSTINGS = """
    SELECT number FROM prints WHERE print = ? ORDER BY number LIMIT ?
"""
_POSTINGS_POSTGRESQL = text("""
    SELECT asked.print, near.number
    FROM (SELECT value::bigint AS print FROM json_array_elements_text(:prints)) AS asked,
    LATERAL (
        SELECT number FROM prints WHERE prints.print = asked.print ORDER BY number LIMIT :common
    ) AS near
    ORDER BY asked.print, near.number
""")


class SqlPrints:
    """An index kept by a ``Store``."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def printed(self) -> Printed:
        """See ``PrintIndex.printed``."""
        with self._store.reading() as connection:
            return Printed(*of_head(connection, _PRINTED))

    def add(
        self, prints: Mapping[int, Collection[int]], *, before: Printed, after: Printed, seen: int
    ) -> bool:
        """See ``PrintIndex.add``."""
        rows = [
            {"print": each, "number": number}
            for number in sorted(prints)
            for each in sorted(prints[number])
        ]
        move = {
            "events": after.events,
            "items": after.items,
            "events_before": before.events,
            "items_before": before.items,
        }
        with self._store.writing() as connection:
            lock(connection)  # an erasure empties the index under it, after its order
            if erased_since(connection, seen) or connection.execute(_MOVE, move).rowcount != 1:
                return False
            if rows:
                connection.execute(_ADD, rows)
        return True

    def nearest(self, prints: Collection[int], limit: int) -> list[tuple[int, int]]:
        """See ``PrintIndex.nearest``."""
        with self._store.reading() as connection:
            if connection.dialect.name == "postgresql":
                return ranked(_together(connection, prints), limit)
            return ranked(_one_by_one(connection, prints), limit)

    def of(self, numbers: Collection[int]) -> Mapping[int, Collection[int]]:
        """See ``PrintIndex.of``: one reading of all of them, for they lie by print."""
        own = tables.prints.c
        asked = select(own.number, own.print).where(own.number.in_(numbers))
        prints: defaultdict[int, set[int]] = defaultdict(set)
        with self._store.reading() as connection:
            for number, each in connection.execute(asked):
                prints[number].add(each)
        return prints

    def clear(self) -> None:
        """See ``PrintIndex.clear``."""
        begin = {"printed_events": -1, "printed_items": 0, "kept_events": -1, "kept_changes": 0}
        with self._store.writing() as connection:
            lock(connection)
            connection.execute(tables.inbox_head.update().values(begin))
            for table in (tables.prints, tables.inbox_kept):
                connection.execute(table.delete())


def _together(connection: Connection, prints: Collection[int]) -> Iterable[list[int]]:
    """In one question: a server may be far away."""
    asked = {"prints": json.dumps(sorted(prints)), "common": COMMON}
    postings: defaultdict[int, list[int]] = defaultdict(list)
    for each, number in connection.execute(_POSTINGS_POSTGRESQL, asked).all():
        postings[each].append(number)
    return postings.values()


def _one_by_one(connection: Connection, prints: Collection[int]) -> Iterable[list[int]]:
    """A question for each, past SQLAlchemy: each takes some microseconds."""
    raw = connection.connection.cursor()
    for each in sorted(prints):
        rows = raw.execute(_POSTINGS, (each, COMMON)).fetchall()
        numbers = [cast("int", of_kind("prints.number", int, number)) for (number,) in rows]
        if numbers:
            yield numbers
    raw.close()


_IN_MEMORY: WeakKeyDictionary[Log, MemoryPrints] = WeakKeyDictionary()


def prints_next_to(log: Log) -> PrintIndex:
    """The index next to a log: in the same database; of a log in memory, in memory."""
    if isinstance(log, SqlLog):
        return SqlPrints(log.store)
    return _IN_MEMORY.setdefault(log, MemoryPrints())
