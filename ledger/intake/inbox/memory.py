"""An inbox in memory, for a ledger in memory and for tests: the same contract, nothing kept."""

from __future__ import annotations

import threading
from collections import Counter
from typing import TYPE_CHECKING

import attrs

from ledger.intake.inbox.arrivals import concealed, forgotten, mended, same_as
from ledger.intake.inbox.item import Added, Arrival, Item, State
from ledger.intake.inbox.port import ItemOvertaken, NoSuchItem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime


class MemoryInbox:
    """An inbox that lasts as long as the process."""

    def __init__(self) -> None:
        self._size = 0
        self._items: dict[str, Item] = {}
        self._lock = threading.RLock()

    def add(self, arrival: Arrival, now: datetime) -> Added:
        """See ``Inbox.add``."""
        with self._lock:
            alike = self.alike(arrival.sha256, arrival.address)
            if (item := mended(arrival, alike, self._size + 1)) is not None:
                self._size += 1
                self._items[item.id] = item
                return Added(item=item, new=True)
            if (item := same_as(arrival, alike)) is not None:
                return Added(item=item, new=False)
            self._size += 1
            item = Item.arrived_as(arrival, number=self._size, now=now)
            self._items[item.id] = item
            return Added(item=item, new=True)

    def item(self, name: str) -> Item:
        """See ``Inbox.item``."""
        matching = [
            item
            for item in self._items.values()
            if str(item.number) == name or (name and item.id.startswith(name))
        ]
        if len(matching) != 1:
            raise NoSuchItem(name, len(matching) > 1)
        return matching[0]

    def items(
        self, states: Sequence[State] = (), *, after: int = 0, limit: int = 100
    ) -> tuple[Item, ...]:
        """See ``Inbox.items``."""
        ordered = sorted(self._items.values(), key=lambda item: item.number)
        wanted = [
            item for item in ordered if item.number > after and (not states or item.state in states)
        ]
        return tuple(wanted[:limit])

    def counts(self) -> Mapping[State, int]:
        """See ``Inbox.counts``."""
        return Counter(item.state for item in self._items.values())

    def alike(self, sha256: str, address: str | None) -> tuple[Item, ...]:
        """See ``Inbox.alike``."""
        addresses = () if address is None else (address, concealed(address))
        return tuple(
            item
            for item in self.items(limit=len(self._items))
            if item.sha256 == sha256 or item.address in addresses
        )

    def put(self, item: Item) -> Item:
        """See ``Inbox.put``."""
        with self._lock:
            kept = self._items.get(item.id)
            if kept is None:
                raise NoSuchItem(item.id)
            if kept.revision != item.revision:
                raise ItemOvertaken(kept)
            self._items[item.id] = attrs.evolve(item, revision=item.revision + 1)
            return self._items[item.id]

    def forget(self, sha256: str) -> int:
        """See ``Inbox.forget``."""
        with self._lock:
            having = [item for item in self._items.values() if item.sha256 == sha256]
            for item in having:
                self._items[item.id] = forgotten(item)
            return len(having)
