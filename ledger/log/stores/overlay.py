"""A log that goes on where another ends, in memory: for scenarios, and for what would be.

Takes any log; gives one that reads the same and takes new events on top. Nothing is copied, so
that a scenario costs what it records, however long the user's ledger is.
"""

from __future__ import annotations

import os
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

import attrs

from ledger.errors import Conflict
from ledger.log.append_rule import answer, new_events
from ledger.log.event import TYPE, Event, RecordedEvent
from ledger.log.failures import ConditionFailed
from ledger.log.format.envelope import SALT, moment, seal
from ledger.log.format.merkle import GrowingTree, leaf_hash
from ledger.log.packed_events import admitted
from ledger.log.port import EVERYTHING, Filing, StoredEvent
from ledger.log.shelf import NoTexts
from ledger.log.stores.memory import MemoryShelf, filings
from ledger.log.wake import Bell

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from collections.abc import Set as AbstractSet
    from contextlib import AbstractContextManager

    from ledger.clock import Clock
    from ledger.log.guards import Stranger
    from ledger.log.port import Head, Log
    from ledger.log.query import AppendCondition, Query


class NothingErased(Conflict):
    """A scenario cannot take a payload out of the ledger."""

    code = "nothing-erased"

    def __init__(self) -> None:
        super().__init__(
            "a scenario cannot erase anything", fix="erase it in the ledger itself, if you must"
        )


class OverlayLog:
    """A log above another, as the other was when this one was made."""

    def __init__(self, base: Log, *, clock: Clock) -> None:
        self._base = base
        self._clock = clock
        self._head = base.head()
        self._size = self._head.size
        self._own: list[RecordedEvent] = []
        self._stored: list[StoredEvent] = []
        self._tiles: dict[tuple[int, int], bytes] = {}
        self._bell = Bell()
        self.shelf = MemoryShelf(self.head)
        self.texts = NoTexts()

    def append(
        self, events: Sequence[Event], condition: AppendCondition | None = None
    ) -> Sequence[RecordedEvent]:
        """See ``Log.append``."""
        proposed = admitted(events)
        generator = ((event.id, self.find(event.id)) for event in proposed)
        records = {name: record for name, record in generator if record is not None}
        decision = new_events(proposed, records, condition)
        if condition is not None and decision.fresh:
            self._check(condition, {old.position for old in records.values()})
        recorded = self._record(decision.fresh)
        self._bell.ring()
        return answer(proposed, records, recorded)

    def _check(self, condition: AppendCondition, own: set[int]) -> None:
        for recorded in self.read(condition.fail_if_events_match, after=condition.after):
            if recorded.position not in own:
                raise ConditionFailed(condition.after, recorded.position)

    def _record(self, fresh: Sequence[Event]) -> list[RecordedEvent]:
        # Nothing of it is kept, so the moment of a story may lie before what the log holds.
        now, last = self._clock.now(), self._head.recorded_at
        recorded_at = now if last is None else max(now, last)
        growth = GrowingTree(self._head.frontier)
        new = []
        for position, event in enumerate(fresh, start=self._head.size):
            salt = os.urandom(SALT)
            envelope = seal(event, salt, moment(recorded_at))
            leaf = leaf_hash(envelope)
            growth.push(leaf)
            new.append(
                RecordedEvent(
                    position=position, recorded_at=recorded_at, event=event, leaf_hash=leaf
                )
            )
            self._stored.append(
                StoredEvent(
                    position=position,
                    event_id=event.id,
                    envelope=envelope,
                    leaf_hash=leaf,
                    salt=salt,
                    payload=event.payload,
                )
            )
        self._own += new
        self._tiles |= {(tile.level, tile.index): tile.hash for tile in growth.tiles}
        if new:
            self._head = attrs.evolve(
                self._head,
                size=self._head.size + len(new),
                recorded_at=recorded_at,
                frontier=growth.done(),
            )
        return new

    def read(
        self,
        query: Query = EVERYTHING,
        *,
        after: int = -1,
        upto: int | None = None,
        limit: int | None = None,
    ) -> Iterator[RecordedEvent]:
        """See ``Log.read``."""
        end = self._head.size - 1 if upto is None else min(upto, self._head.size - 1)
        below = self._base.read(query, after=after, upto=min(end, self._size - 1), limit=limit)
        read_count = 0
        for recorded in below:
            read_count += 1
            yield recorded
        for recorded in self._own[max(after + 1 - self._size, 0) : max(end + 1 - self._size, 0)]:
            if limit is not None and read_count >= limit:
                return
            if query.matches(recorded.event):
                read_count += 1
                yield recorded

    def tally(self, tags: Collection[str]) -> dict[str, int]:
        """See ``Log.tally``; what others append below meanwhile may be counted too."""
        own = Counter(tag for record in self._own for tag in record.event.tags if tag in tags)
        return dict(own + Counter(self._base.tally(tags)))

    def filings(self, prefix: str) -> tuple[Filing, ...]:
        """See ``Log.filings``; what others append below meanwhile may be counted too."""
        below = {filing.tag: filing for filing in self._base.filings(prefix)}
        for filing in filings(self._own, prefix):
            other = below.get(filing.tag)
            below[filing.tag] = (
                filing
                if other is None
                else Filing(
                    tag=filing.tag,
                    count=other.count + filing.count,
                    first=other.first,
                    last=filing.last,
                )
            )
        return tuple(below[tag] for tag in sorted(below))

    def gather(
        self,
        tags: Collection[str],
        *,
        upto: int | None = None,
        without: AbstractSet[int] = frozenset(),
    ) -> Iterator[RecordedEvent]:
        """See ``Log.gather``."""
        end = self._head.size - 1 if upto is None else min(upto, self._head.size - 1)
        yield from self._base.gather(tags, upto=min(end, self._size - 1), without=without)
        wanted = frozenset(tags)
        for recorded in self._own[: max(end + 1 - self._size, 0)]:
            if recorded.position not in without and not wanted.isdisjoint(recorded.event.tags):
                yield recorded

    def standing_at(self, positions: Sequence[int]) -> Iterator[RecordedEvent]:
        """See ``Log.standing_at``."""
        below = [position for position in positions if position < self._size]
        yield from self._base.standing_at(below)
        for position in positions[len(below) :]:
            if position < self._head.size:
                yield self._own[position - self._size]

    def head(self) -> Head:
        """See ``Log.head``."""
        return self._head

    def watching(self, wake: Callable[[], None]) -> AbstractContextManager[None]:
        """See ``Log.watching``: what is appended here; the log below stays as it was."""
        return self._bell.heard(wake)

    def confirm(self) -> None:
        """Nothing here outlives the process."""

    def find(self, event_id: str) -> RecordedEvent | None:
        """See ``Log.find``."""
        own = next((record for record in self._own if record.event.id == event_id), None)
        if own is not None:
            return own
        below = self._base.find(event_id)
        return below if below is not None and below.position < self._size else None

    def find_prefix(self, prefix: str, limit: int = 10) -> list[RecordedEvent]:
        """See ``Log.find_prefix``."""
        own = [record for record in self._own if record.event.id.startswith(prefix)]
        below = [
            event for event in self._base.find_prefix(prefix, limit) if event.position < self._size
        ]
        return sorted((*below, *own), key=lambda record: record.event.id)[:limit]

    def at(self, position: int) -> RecordedEvent | None:
        """See ``Log.at``."""
        if position < self._size:
            return self._base.at(position)
        above = position - self._size
        return self._own[above] if above < len(self._own) else None

    def hashes(self, level: int, first: int, count: int) -> list[bytes]:
        """See ``Log.hashes``."""
        below = self._base.hashes(level, first, min(count, (self._size >> 8 * level) - first))
        if level == 0:
            start = max(first - self._size, 0)
            above = [record.leaf_hash for record in self._own][start : start + count - len(below)]
            return [*below, *above]
        wanted = ((level, index) for index in range(first + len(below), first + count))
        return [*below, *(self._tiles[key] for key in wanted if key in self._tiles)]

    def stored(self, *, after: int = -1, upto: int | None = None) -> Iterator[StoredEvent]:
        """See ``Log.stored``."""
        end = self._head.size - 1 if upto is None else upto
        below = self._base.stored(after=after, upto=min(end, self._size - 1))
        own = (
            stored_event for stored_event in self._stored if after < stored_event.position <= end
        )
        return chain(below, own)

    def filed(self, *, after: int = -1, upto: int | None = None) -> Iterator[tuple[str, int]]:
        """See ``Log.filed``."""
        end = self._head.size - 1 if upto is None else upto
        yield from self._base.filed(after=after, upto=min(end, self._size - 1))
        for recorded in self._own:
            if after < recorded.position <= end:
                for tag in (TYPE + recorded.event.type, *recorded.event.tags):
                    yield tag, recorded.position

    def last_filed(self, upto: int) -> dict[str, int]:
        """See ``Log.last_filed``."""
        below = self._base.last_filed(min(upto, self._size - 1))
        return below | dict(self.filed(after=self._size - 1, upto=upto))

    def complaint(self) -> str | None:
        """See ``Log.complaint``."""
        return self._base.complaint()

    def stray(self) -> str | None:
        """See ``Log.stray``."""
        return self._base.stray()

    def may_append(self) -> bool:
        """See ``Log.may_append``."""
        return self._base.may_append()

    def unguarded(self) -> tuple[str, ...]:
        """See ``Log.unguarded``."""
        return self._base.unguarded()

    def strangers(self) -> tuple[Stranger, ...]:
        """See ``Log.strangers``."""
        return self._base.strangers()

    def miscounted(self) -> tuple[str, ...]:
        """See ``Log.miscounted``."""
        return self._base.miscounted()

    def ahead(self) -> tuple[tuple[str, object], ...]:
        """See ``Log.ahead``."""
        return self._base.ahead()

    def misshapen(self) -> tuple[str, ...]:
        """See ``Log.misshapen``."""
        return self._base.misshapen()

    def erase(
        self,
        positions: Sequence[int],  # noqa: ARG002 - the port's signature
        orders: Sequence[Event] = (),  # noqa: ARG002
    ) -> Sequence[RecordedEvent]:
        """Refuse: see ``NothingErased``."""
        raise NothingErased

    def close(self) -> None:
        """The log below belongs to whoever opened it."""
