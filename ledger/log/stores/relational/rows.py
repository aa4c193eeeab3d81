"""What an append writes, as plain rows: events sealed, tags filed, the tree grown.

Takes the head and the new events, gives the rows in the order of the tables' columns, and the
records that answer the append. Who comes next: the stores put them down, ``readback`` compares.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from itertools import chain, islice, repeat
from typing import TYPE_CHECKING, Self, TypeAlias

import attrs

from ledger.log.append_rule import since_epoch
from ledger.log.event import TYPE, Event
from ledger.log.format.envelope import SALT, moment, seal
from ledger.log.format.leaf_hashes import LeafHashes
from ledger.log.format.merkle import GrowingTree, leaf_hash
from ledger.log.port import Head
from ledger.log.recorded_events import RecordedEvents

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = 4000
"""Events that are put down together, with what is filed of them."""

EventRow: TypeAlias = "tuple[int, str, bytes, bytes, bytes, bytes]"
"""Position, id, envelope, leaf hash, salt and payload."""


@attrs.define(kw_only=True)
class Rows:
    """What an append writes, as plain rows in the order of the tables' columns.

    ``pages`` gives the events some at a time, and after each page what is filed of it is in
    ``tags``: positions by tag. Events are sealed as they are taken, so that a server puts down
    the first of them while the last are hashed. What follows from them is there once all were
    taken: ``hashes``, of their leaves; ``tiles``; ``head``, where the head moves to: size, moment
    and frontier; ``last``, the envelope of the last one.
    """

    before: Head
    recorded_at: datetime
    fresh: Sequence[Event]
    tags: dict[str, list[int]] = attrs.field(factory=dict, init=False)
    tiles: list[tuple[int, int, bytes]] = attrs.field(factory=list, init=False)
    hashes: LeafHashes = attrs.field(factory=LeafHashes, init=False)
    head: tuple[int, int, bytes] = attrs.field(init=False)
    last: bytes = attrs.field(default=b"", init=False)
    after: Head = attrs.field(init=False)
    sealed: list[EventRow] = attrs.field(factory=list, init=False)

    @property
    def recorded(self) -> RecordedEvents:
        """The answer."""
        return RecordedEvents(
            first=self.before.size,
            recorded_at=self.recorded_at,
            events=self.fresh,
            hashes=self.hashes,
        )

    def pages(self) -> Iterator[tuple[int, Iterator[EventRow]]]:
        """The rows of the events, in pages with their lengths; to be taken all, in order, once."""
        written = moment(self.recorded_at)
        events = iter(self.fresh)
        growth = GrowingTree(self.before.frontier)
        for start in range(0, len(self.fresh), PAGE):
            count = min(PAGE, len(self.fresh) - start)
            self.tags = defaultdict(list)
            leaves: list[bytes] = []
            first = self.before.size + start
            yield count, self._rows(islice(events, count), first, count, written, leaves)
            growth.extend(leaves)
            self.hashes.extend(leaves)
        self._grow(growth)

    def _rows(
        self, events: Iterator[Event], first: int, count: int, written: str, leaves: list[bytes]
    ) -> Iterator[EventRow]:
        tags = self.tags
        salts = os.urandom(SALT * count)
        leaf = b""
        for position, event in enumerate(events, start=first):
            start = (position - first) * SALT
            salt = salts[start : start + SALT]
            leaf = seal(event, salt, written)
            hashed = leaf_hash(leaf)
            tags[TYPE + event.type].append(position)
            for tag in event.tags:
                tags[tag].append(position)
            leaves.append(hashed)
            yield position, event.id, leaf, hashed, salt, event.payload
        self.last = leaf

    def seal(self) -> Self:
        """Take the rows of the events now, at most a page, and keep them as ``sealed``."""
        for _, rows in self.pages():
            self.sealed += rows
        return self

    def _grow(self, growth: GrowingTree) -> None:
        frontier = growth.done()
        self.tiles = [(tile.level, tile.index, tile.hash) for tile in growth.tiles]
        self.head = (frontier.size, since_epoch(self.recorded_at), frontier.to_bytes())
        self.after = Head(
            origin=self.before.origin,
            size=frontier.size,
            recorded_at=self.recorded_at,
            frontier=frontier,
        )

    def filing(self) -> Iterator[tuple[str, int]]:
        """The rows of the tags of the page that was taken last, as they will lie."""
        return ((tag, position) for tag in sorted(self.tags) for position in self.tags[tag])

    def flat_filing(self) -> list[str | int]:
        """The same, tag and position in turn, in one list."""
        flat: list[str | int] = []
        for tag in sorted(self.tags):
            positions = self.tags[tag]
            flat += chain.from_iterable(zip(repeat(tag), positions, strict=False))
        return flat
