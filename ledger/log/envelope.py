"""The leaf of the tree: a small canonical envelope around each event.

Takes an event, a salt and a moment, gives the exact bytes that are stored and hashed. The
envelope carries the SHA-256 of salt plus payload, not the payload: so a payload can be erased
under a legal order while the leaf, the tree and every proof still stand. The salt keeps an
erased payload from being guessed by trying likely ones.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import msgspec

from ledger.log.event import AnyEvent, ErasedEvent, Event

SALT = 16  # bytes, random


class Envelope(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a leaf says; encoded with sorted keys it is canonical JSON."""

    digest: str
    envelope: int
    id: str
    recorded_at: str
    tags: list[str]
    type: str
    version: int

    def event(self, payload: bytes | None) -> AnyEvent:
        """The event with its payload, or what is left of it when that was erased."""
        tags = frozenset(self.tags)
        if payload is None:
            return ErasedEvent(id=self.id, type=self.type, version=self.version, tags=tags)
        return Event(id=self.id, type=self.type, version=self.version, tags=tags, payload=payload)


_ENCODER = msgspec.json.Encoder(order="sorted")
_DECODER = msgspec.json.Decoder(Envelope)


def digest(salt: bytes, payload: bytes) -> str:
    """SHA-256 over salt and payload, in hexadecimal."""
    return hashlib.sha256(salt + payload).hexdigest()


def seal(event: Event, salt: bytes, recorded_at: str) -> bytes:
    """The leaf's bytes; ``recorded_at`` as ``moment`` writes it."""
    return _ENCODER.encode(
        Envelope(
            digest=digest(salt, event.payload),
            envelope=1,
            id=event.id,
            recorded_at=recorded_at,
            tags=sorted(event.tags),
            type=event.type,
            version=event.version,
        )
    )


def unseal(leaf: bytes) -> Envelope:
    """Read a leaf; ``msgspec.DecodeError`` or ``ValidationError`` if it is none."""
    return _DECODER.decode(leaf)


def moment(instant: datetime) -> str:
    """A moment as the log writes it: UTC, microseconds, ``Z``.

    >>> moment(datetime(2024, 6, 12, tzinfo=UTC))
    '2024-06-12T00:00:00.000000Z'
    """
    return instant.astimezone(UTC).isoformat(timespec="microseconds")[:-6] + "Z"
