"""Events on their way into the log, packed: many of them in little memory.

Takes events one by one, holds each fit to be recorded (``event.admit``), and gives them again by
their places: an append of a hundred thousand needs no more values at a time than one of a few.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

import attrs
import msgspec

from ledger.log.event import ErasedEvent, Event, admit, admit_event
from ledger.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Iterator

_pack = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder(tuple[str, str, int, frozenset[str]]).decode
_first = msgspec.msgpack.Decoder(tuple[str, str, int, msgspec.Raw]).decode


@attrs.frozen
class _OtherWord:
    """A word that stands for another, in a payload and in a tag, as they are written."""

    payload_before: bytes
    payload_after: bytes
    tag_before: bytes
    tag_after: bytes


class PackedEvents(Sequence[Event]):
    """Events in their order; only more can be added."""

    def __init__(self) -> None:
        self._heads = Spool()  # of each event all but its payload
        self._payloads = Spool()
        self._exchange: _OtherWord | None = None
        self._ids: list[str] = []

    def add(self, event: Event) -> None:
        """Take one more event; ``InvalidEvent`` where the log would not."""
        admit_event(event)
        self._heads.add(_pack((event.id, event.type, event.version, event.tags)))
        self._payloads.add(event.payload)

    def exchange(self, name: str, key: str, before: str, after: str) -> None:
        """Put another word in the place of one, in every event.

        It stands in each payload under a name, once, and in a tag behind its key (``import:``).
        Both are letters and digits: they are written as they are, and within a text the quotation
        marks around them would be written otherwise. ValueError where an event is asked for in
        which it does not stand so.
        """
        if not (after.isascii() and after.isalnum()):
            raise ValueError(after)
        self._exchange = _OtherWord(
            b'"%b":"%b"' % (name.encode(), before.encode()),
            b'"%b":"%b"' % (name.encode(), after.encode()),
            _pack(key + before),
            _pack(key + after),
        )

    @property
    def ids(self) -> Sequence[str]:
        """The ids of the events in their order, kept once they were asked for."""
        if len(self._ids) < len(self):
            self._ids = [_first(head)[0] for head in self._heads]
        return self._ids

    def without_payloads(self) -> Iterator[ErasedEvent]:
        """Each event with all but its payload, made as it is asked for."""
        for name, kind, version, tags in map(_unpack, map(self._exchanged, self._heads)):
            yield ErasedEvent(id=name, type=kind, version=version, tags=tags)

    def __iter__(self) -> Iterator[Event]:
        """Each event, made as it is asked for."""
        return map(self._event, self._heads, self._payloads)

    @overload
    def __getitem__(self, place: int) -> Event: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Event, ...]: ...
    def __getitem__(self, place: int | slice) -> Event | tuple[Event, ...]:
        """One event, or some."""
        if isinstance(place, slice):
            return tuple(self[each] for each in range(*place.indices(len(self))))
        place = range(len(self))[place]
        return self._event(self._heads[place], self._payloads[place])

    def _event(self, head: bytes, payload: bytes) -> Event:
        if (exchange := self._exchange) is not None:
            if payload.count(exchange.payload_before) != 1:
                raise ValueError(exchange.payload_before)
            payload = payload.replace(exchange.payload_before, exchange.payload_after)
        name, kind, version, tags = _unpack(self._exchanged(head))
        return Event(id=name, type=kind, version=version, tags=tags, payload=payload)

    def _exchanged(self, head: bytes) -> bytes:
        exchange = self._exchange
        return head if exchange is None else head.replace(exchange.tag_before, exchange.tag_after)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._heads)


def admitted(events: Sequence[Event]) -> Sequence[Event]:
    """The events, once each was found fit to be recorded; packed ones are, as they were packed."""
    return events if isinstance(events, PackedEvents) else admit(events)
