"""Events on their way into the log, packed: many of them in the memory of their bytes.

Takes events one by one, holds each fit to be recorded (``event.admit``), and gives them again by
their places: an append of a hundred thousand needs no more values at a time than one of a few.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

import msgspec

from ledger.log.event import Event, admit
from ledger.log.format.canonical import Canonical

if TYPE_CHECKING:
    from collections.abc import Iterator

_pack = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder(tuple[str, int, frozenset[str]]).decode


class PackedEvents(Sequence[Event]):
    """Events in their order; only more can be added."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self._heads: list[bytes] = []  # type, version and tags
        self._payloads: list[bytes] = []

    def add(self, event: Event) -> None:
        """Take one more event; ``InvalidEvent`` where the log would not."""
        admit((event,))
        self.ids.append(event.id)
        self._heads.append(_pack((event.type, event.version, event.tags)))
        self._payloads.append(event.payload)

    def exchange(self, name: str, key: str, before: str, after: str) -> None:
        """Put another word in the place of one, in every event.

        It stands in each payload under a name, once, and in a tag behind its key (``import:``).
        """
        tag_before, tag_after = _pack(key + before), _pack(key + after)
        for place, (head, payload) in enumerate(zip(self._heads, self._payloads, strict=True)):
            assert isinstance(payload, Canonical)  # noqa: S101 - it was encoded a moment ago
            self._payloads[place] = payload.exchanged(name, before, after)
            self._heads[place] = head.replace(tag_before, tag_after)

    def __iter__(self) -> Iterator[Event]:
        """Each event, made as it is asked for."""
        return map(self._event, range(len(self)))

    @overload
    def __getitem__(self, place: int) -> Event: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Event, ...]: ...
    def __getitem__(self, place: int | slice) -> Event | tuple[Event, ...]:
        """One event, or some."""
        if isinstance(place, slice):
            return tuple(map(self._event, range(*place.indices(len(self)))))
        return self._event(place)

    def _event(self, place: int) -> Event:
        kind, version, tags = _unpack(self._heads[place])
        return Event(
            id=self.ids[place], type=kind, version=version, tags=tags, payload=self._payloads[place]
        )

    def __len__(self) -> int:
        """How many there are."""
        return len(self.ids)


def admitted(events: Sequence[Event]) -> Sequence[Event]:
    """The events, once each was found fit to be recorded; packed ones are, as they were packed."""
    return events if isinstance(events, PackedEvents) else admit(events)
