"""Events on their way into the log, packed: many of them in little memory.

Takes events one by one, holds each fit to be recorded (``event.admit``), and gives them again by
their places: an append of a hundred thousand needs no more values at a time than one of a few.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

import attrs
import msgspec

from ledger.log.event import Event, admit, admit_event
from ledger.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Iterator

_pack = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder(tuple[str, str, int, frozenset[str]]).decode
_LENGTH = 4  # bytes: of all but the payload, in front of it


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
        self._records = Spool()
        self._exchange: _OtherWord | None = None
        self._ids: list[str] = []

    def add(self, event: Event) -> None:
        """Take one more event; ``InvalidEvent`` where the log would not."""
        admit_event(event)
        head = _pack((event.id, event.type, event.version, event.tags))
        self._records.add(b"".join((len(head).to_bytes(_LENGTH, "big"), head, event.payload)))

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
            self._ids = [_unpack(_parts(record)[0])[0] for record in self._records]
        return self._ids

    def __iter__(self) -> Iterator[Event]:
        """Each event, made as it is asked for."""
        return map(self._event, self._records)

    @overload
    def __getitem__(self, place: int) -> Event: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Event, ...]: ...
    def __getitem__(self, place: int | slice) -> Event | tuple[Event, ...]:
        """One event, or some."""
        if isinstance(place, slice):
            return tuple(self[each] for each in range(*place.indices(len(self))))
        return self._event(self._records[range(len(self))[place]])

    def _event(self, record: bytes) -> Event:
        head, payload = _parts(record)
        if (exchange := self._exchange) is not None:
            if payload.count(exchange.payload_before) != 1:
                raise ValueError(exchange.payload_before)
            payload = payload.replace(exchange.payload_before, exchange.payload_after)
            head = head.replace(exchange.tag_before, exchange.tag_after)
        name, kind, version, tags = _unpack(head)
        return Event(id=name, type=kind, version=version, tags=tags, payload=payload)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._records)


def _parts(record: bytes) -> tuple[bytes, bytes]:
    """All of an event but its payload, and its payload."""
    end = _LENGTH + int.from_bytes(record[:_LENGTH], "big")
    return record[_LENGTH:end], record[end:]


def admitted(events: Sequence[Event]) -> Sequence[Event]:
    """The events, once each was found fit to be recorded; packed ones are, as they were packed."""
    return events if isinstance(events, PackedEvents) else admit(events)
