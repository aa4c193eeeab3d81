"""A log in memory, for tests of the domain: the same contract, nothing kept.

Takes and gives what ``port.Log`` says. It keeps leaves and a tree like the others, so that
heads and hashes mean the same; only durability is missing.
"""

from __future__ import annotations

import os
import threading
from collections import Counter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ledger.log.append_rule import answer, new_events, next_moment
from ledger.log.checked import Checked
from ledger.log.event import TYPE, Event, RecordedEvent
from ledger.log.failures import ConditionFailed
from ledger.log.format.envelope import SALT, moment, seal, unseal
from ledger.log.format.merkle import Frontier, GrowingTree, leaf_hash
from ledger.log.packed_events import admitted
from ledger.log.port import EVERYTHING, Filing, Head, StoredEvent
from ledger.log.shelf import EVERY, KeptRow, NoTexts, RowKind, Shelved
from ledger.log.wake import Bell

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from contextlib import AbstractContextManager
    from datetime import datetime

    from ledger.clock import Clock
    from ledger.log.guards import Stranger
    from ledger.log.query import AppendCondition, Query


def filings(events: Iterable[RecordedEvent], prefix: str) -> tuple[Filing, ...]:
    """What is filed of these events, in position order, under each tag that begins so."""
    positions: dict[str, list[int]] = {}
    for record in events:
        for tag in record.event.tags:
            if tag.startswith(prefix):
                positions.setdefault(tag, []).append(record.position)
    return tuple(
        Filing(tag=tag, count=len(there), first=there[0], last=there[-1])
        for tag, there in sorted(positions.items())
    )


class MemoryLog:
    """A log that lasts as long as the process."""

    def __init__(self, *, clock: Clock, origin: str = "memory") -> None:
        self._clock = clock
        self._origin = origin
        self._events: list[RecordedEvent] = []
        self._by_id: dict[str, RecordedEvent] = {}
        self._frontier = Frontier()
        self._stored: list[StoredEvent] = []
        self._tiles: dict[tuple[int, int], bytes] = {}
        self._lock = threading.Lock()
        self._bell = Bell()
        self.shelf = MemoryShelf(self.head)
        self.texts = NoTexts()

    def append(
        self, events: Sequence[Event], condition: AppendCondition | None = None
    ) -> Sequence[RecordedEvent]:
        """See ``Log.append``."""
        proposed = admitted(events)
        with self._lock:
            recorded = self._append(proposed, condition)
        self._bell.ring()
        return recorded

    def _append(
        self, proposed: Sequence[Event], condition: AppendCondition | None
    ) -> Sequence[RecordedEvent]:
        records = {e.id: self._by_id[e.id] for e in proposed if e.id in self._by_id}
        decision = new_events(proposed, records, condition)
        if condition is not None and decision.fresh:
            self._check(condition, {old.position for old in records.values()})
        new = self._record(decision.fresh) if decision.fresh else []
        return answer(proposed, records, new)

    def _check(self, condition: AppendCondition, own: set[int]) -> None:
        for recorded in self._events[condition.after + 1 :]:
            if recorded.position not in own and condition.fail_if_events_match.matches(
                recorded.event
            ):
                raise ConditionFailed(condition.after, recorded.position)

    def _record(self, fresh: Sequence[Event]) -> list[RecordedEvent]:
        recorded_at = next_moment(self._clock.now(), self._last())
        growth = GrowingTree(self._frontier)
        new = []
        for position, event in enumerate(fresh, start=len(self._events)):
            salt = os.urandom(SALT)
            envelope = seal(event, salt, moment(recorded_at))
            leaf = leaf_hash(envelope)
            growth.push(leaf)
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
            new.append(
                RecordedEvent(
                    position=position, recorded_at=recorded_at, event=event, leaf_hash=leaf
                )
            )
        self._events += new
        self._by_id |= {recorded.event.id: recorded for recorded in new}
        self._frontier = growth.done()
        self._tiles |= {(tile.level, tile.index): tile.hash for tile in growth.tiles}
        return new

    def _last(self) -> datetime | None:
        return self._events[-1].recorded_at if self._events else None

    def read(
        self,
        query: Query = EVERYTHING,
        *,
        after: int = -1,
        upto: int | None = None,
        limit: int | None = None,
    ) -> Iterator[RecordedEvent]:
        """See ``Log.read``."""
        end = len(self._events) if upto is None else min(len(self._events), upto + 1)
        left = end if limit is None else limit
        for position in range(max(after + 1, 0), end):
            if left <= 0:
                return
            if query.matches((recorded := self._events[position]).event):
                left -= 1
                yield recorded

    def tally(self, tags: Collection[str]) -> dict[str, int]:
        """See ``Log.tally``."""
        carried = Counter(tag for event in self._events for tag in event.event.tags)
        return {tag: carried[tag] for tag in tags if tag in carried}

    def filings(self, prefix: str) -> tuple[Filing, ...]:
        """See ``Log.filings``."""
        return filings(self._events, prefix)

    def gather(
        self,
        tags: Collection[str],
        *,
        upto: int | None = None,
        without: AbstractSet[int] = frozenset(),
    ) -> Iterator[RecordedEvent]:
        """See ``Log.gather``."""
        wanted = frozenset(tags)
        for recorded in self.read(upto=upto):
            if recorded.position not in without and not wanted.isdisjoint(recorded.event.tags):
                yield recorded

    def standing_at(self, positions: Sequence[int]) -> Iterator[RecordedEvent]:
        """See ``Log.standing_at``."""
        return (self._events[at] for at in positions if at < len(self._events))

    def head(self) -> Head:
        """See ``Log.head``."""
        with self._lock:
            return Head(
                origin=self._origin,
                size=len(self._events),
                recorded_at=self._last(),
                frontier=self._frontier,
            )

    def confirm(self) -> None:
        """See ``Log.confirm``."""

    def find(self, event_id: str) -> RecordedEvent | None:
        """See ``Log.find``."""
        return self._by_id.get(event_id)

    def find_prefix(self, prefix: str, limit: int = 10) -> list[RecordedEvent]:
        """See ``Log.find_prefix``."""
        ids = sorted(event_id for event_id in self._by_id if event_id.startswith(prefix))
        return [self._by_id[event_id] for event_id in ids[:limit]]

    def at(self, position: int) -> RecordedEvent | None:
        """See ``Log.at``."""
        return self._events[position] if 0 <= position < len(self._events) else None

    def hashes(self, level: int, first: int, count: int) -> list[bytes]:
        """See ``Log.hashes``."""
        if level == 0:
            return [recorded.leaf_hash for recorded in self._events[first : first + count]]
        wanted = ((level, index) for index in range(first, first + count))
        return [self._tiles[key] for key in wanted if key in self._tiles]

    def stored(self, *, after: int = -1, upto: int | None = None) -> Iterator[StoredEvent]:
        """See ``Log.stored``."""
        return iter(self._stored[after + 1 : None if upto is None else upto + 1])

    def filed(self, *, after: int = -1, upto: int | None = None) -> Iterator[tuple[str, int]]:
        """See ``Log.filed``."""
        for recorded in self._events[after + 1 : None if upto is None else upto + 1]:
            for tag in (TYPE + recorded.event.type, *recorded.event.tags):
                yield tag, recorded.position

    def last_filed(self, upto: int) -> dict[str, int]:
        """See ``Log.last_filed``."""
        return dict(self.filed(upto=upto))

    def complaint(self) -> str | None:
        """See ``Log.complaint``."""
        return None

    def stray(self) -> str | None:
        """See ``Log.stray``."""
        return None

    def may_append(self) -> bool:
        """Always."""
        return True

    def unguarded(self) -> tuple[str, ...]:
        """Nothing: no one else has a way in."""
        return ()

    def strangers(self) -> tuple[Stranger, ...]:
        """See ``Log.strangers``: nobody else comes here."""
        return ()

    def miscounted(self) -> tuple[str, ...]:
        """See ``Log.miscounted``: what counts here is what it counts."""
        return ()

    def ahead(self) -> tuple[tuple[str, object], ...]:
        """See ``Log.ahead``."""
        return ()

    def misshapen(self) -> tuple[str, ...]:
        """See ``Log.misshapen``."""
        return ()

    def erase(
        self, positions: Sequence[int], orders: Sequence[Event] = ()
    ) -> Sequence[RecordedEvent]:
        """See ``Log.erase``."""
        proposed = admitted(orders)
        with self._lock:
            recorded = self._append(proposed, None)
            for position in positions:
                stored = replace(self._stored[position], salt=None, payload=None)
                event = unseal(stored.envelope).event(None)
                self._stored[position] = stored
                self._events[position] = replace(self._events[position], event=event)
                self._by_id[event.id] = self._events[position]
        self.shelf.clear()
        self._bell.ring()
        return recorded

    def watching(self, wake: Callable[[], None]) -> AbstractContextManager[None]:
        """See ``Log.watching``."""
        return self._bell.heard(wake)

    def close(self) -> None:
        """Nothing is held."""


class MemoryShelf:
    """A shelf that lasts as long as its log."""

    def __init__(self, head: Callable[[], Head]) -> None:
        self._head = head
        self._lock = threading.Lock()
        self._touched: dict[str, int] = {}
        self._marked: int | None = None
        self._rows: dict[tuple[str, int, str], tuple[int, bytes]] = {}
        self.checked = Checked()

    def read(self, kind: RowKind) -> Shelved:
        """See ``Shelf.read``."""
        with self._lock:
            subjects = tuple(self._kept(kind, subject) for subject in sorted(self._touched))
            marked = -1 if self._marked is None else self._marked
        return Shelved(head=self._head().size - 1, marked=marked, subjects=subjects)

    def look(self, kind: RowKind, subject: str) -> Shelved:
        """See ``Shelf.look``."""
        head = self._head().size - 1
        with self._lock:
            marked = -1 if self._marked is None else self._marked
            return Shelved(head=head, marked=marked, subjects=(self._kept(kind, subject, head),))

    def subjects(self, kind: RowKind) -> tuple[str, ...]:
        """See ``Shelf.subjects``."""
        with self._lock:
            return tuple(
                sorted(key[2] for key in self._rows if key[:2] == (kind.name, kind.version))
            )

    def _kept(self, kind: RowKind, subject: str, head: int = -1) -> KeptRow:
        position, body = self._rows.get((kind.name, kind.version, subject), (-1, None))
        touched = self._touched.get(subject, head)
        return KeptRow(subject=subject, touched=touched, position=position, body=body)

    def mark(self, touched: Mapping[str, int], *, after: int, upto: int) -> None:
        """See ``Shelf.mark``."""
        with self._lock:
            every = touched.get(EVERY, -1)
            named = {subject: touched[subject] for subject in touched if subject != EVERY}
            for subject in self._touched.keys() | named.keys():
                earlier = self._touched.get(subject, -1)
                seen = every if subject in self._touched else -1
                self._touched[subject] = max(earlier, seen, named.get(subject, -1))
            if self._marked == after or (after == -1 and self._marked is None):
                self._marked = upto

    def keep(self, kind: RowKind, rows: Iterable[tuple[str, int, bytes]]) -> None:
        """See ``Shelf.keep``."""
        size = self._head().size
        with self._lock:
            for subject, position, body in rows if self._marked is not None else ():
                key = (kind.name, kind.version, subject)
                late = kind.words and self._touched.get(subject, -1) > position
                if not late and self._rows.get(key, (-1, b""))[0] <= position < size:
                    self._rows[key] = position, body
                    self._touched.setdefault(subject, size - 1)
            earlier = [key for key in self._rows if key[0] == kind.name and key[1] < kind.version]
            for key in earlier:
                del self._rows[key]

    def drop(self, kind: RowKind) -> None:
        """See ``Shelf.drop``."""
        with self._lock:
            self._drop(kind)

    def _drop(self, kind: RowKind) -> None:
        for key in [key for key in self._rows if key[0] == kind.name and key[1] <= kind.version]:
            del self._rows[key]

    def swap(self, kind: RowKind, built: RowKind, subjects: Collection[str], *, upto: int) -> bool:
        """See ``Shelf.swap``."""
        size = self._head().size
        with self._lock:
            new = [key for key in self._rows if key[:2] == (built.name, built.version)]
            if len(new) != len(subjects):
                return False
            self._drop(kind)
            for key in new:
                self._rows[kind.name, kind.version, key[2]] = self._rows.pop(key)
            self._touched = {subject: at for subject, at in self._touched.items() if at < size}
            self._touched = dict.fromkeys(subjects, size - 1) | self._touched
            if self._marked is not None and not upto <= self._marked < size:
                self._marked = upto
        return True

    def clear(self) -> None:
        """See ``Shelf.clear``."""
        with self._lock:
            self._touched.clear()
            self._rows.clear()
            self._marked = None
