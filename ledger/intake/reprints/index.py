"""The index of prints: which texts have which, in tables next to the log, or in memory.

Takes the prints of texts by number: the position of a document's event, or an item's number
with a minus. Gives the numbers that share most. All of it can be emptied and made again.
"""

from __future__ import annotations

import json
import threading
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Protocol
from weakref import WeakKeyDictionary

import attrs
from sqlalchemy import text

from ledger.intake.rows import LOCK
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


_MOVE = text("""
    UPDATE inbox_head SET printed_events = :events, printed_items = :items
    WHERE printed_events = :events_before AND printed_items = :items_before
""")
_PRINTED = text("SELECT printed_events, printed_items FROM inbox_head")
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
            return Printed(*connection.execute(_PRINTED).one())

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
            connection.execute(LOCK)  # an erasure empties the index under it, after its order
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
        numbers = [number for (number,) in raw.execute(_POSTINGS, (each, COMMON)).fetchall()]
        if numbers:
            yield numbers
    raw.close()


_IN_MEMORY: WeakKeyDictionary[Log, MemoryPrints] = WeakKeyDictionary()


def prints_next_to(log: Log) -> PrintIndex:
    """The index next to a log: in the same database; of a log in memory, in memory."""
    if isinstance(log, SqlLog):
        return SqlPrints(log.store)
    return _IN_MEMORY.setdefault(log, MemoryPrints())
