"""What an append writes, as plain rows: events sealed, tags filed, the tree grown.

Takes the head and the new events, gives the rows in the order of the tables' columns, and the
records that answer the append. Who comes next: the stores put them down, ``readback`` compares.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING, Self

import attrs

from ledger.log.append_rule import since_epoch
from ledger.log.event import TYPE, Event, RecordedEvent
from ledger.log.format.envelope import SALT, moment, seal
from ledger.log.format.merkle import GrowingTree, leaf_hash
from ledger.log.port import Head

if TYPE_CHECKING:
    from collections.abc import Iterator


@attrs.define(kw_only=True)
class Rows:
    """What an append writes, as plain rows in the order of the tables' columns.

    ``events`` are sealed as they are taken, so that a server puts down the first of them while
    the last are hashed. What follows from them is there once all were taken: ``tags``, the
    positions filed under each; ``tiles``; ``recorded``, the answer; ``head``, where the head
    moves to: size, moment and frontier; ``last``, the envelope of the last one.
    """

    before: Head
    recorded_at: datetime
    fresh: Sequence[Event]
    tags: dict[str, list[int]] = attrs.field(factory=dict, init=False)
    tiles: list[tuple[int, int, bytes]] = attrs.field(factory=list, init=False)
    recorded: list[RecordedEvent] = attrs.field(factory=list, init=False)
    head: tuple[int, int, bytes] = attrs.field(init=False)
    last: bytes = attrs.field(default=b"", init=False)
    after: Head = attrs.field(init=False)
    sealed: list[tuple[int, str, bytes, bytes, bytes, bytes]] = attrs.field(
        factory=list, init=False
    )

    def events(self) -> Iterator[tuple[int, str, bytes, bytes, bytes, bytes]]:
        """The rows of the events; to be taken first, all of them, once."""
        tags, recorded, recorded_at = self.tags, self.recorded, self.recorded_at
        written = moment(recorded_at)
        salts = os.urandom(SALT * len(self.fresh))
        leaf = b""
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
        self.last = leaf
        self._grow()

    def seal(self) -> Self:
        """Take the rows of the events now, and keep them as ``sealed``."""
        self.sealed = list(self.events())
        return self

    def _grow(self) -> None:
        growth = GrowingTree(self.before.frontier)
        growth.extend([record.leaf_hash for record in self.recorded])
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
        """The rows of the tags, as they will lie."""
        return ((tag, position) for tag in sorted(self.tags) for position in self.tags[tag])

    def flat_filing(self) -> list[str | int]:
        """The same, tag and position in turn, in one list."""
        return list(chain.from_iterable(self.filing()))
