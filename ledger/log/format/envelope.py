"""The leaf of the tree: a small canonical envelope around each event.

Takes an event, a salt and a moment, gives the exact bytes that are stored and hashed. The
envelope carries the SHA-256 of salt plus payload, not the payload: so a payload can be erased
under a legal order while the leaf, the tree and every proof still stand. The salt keeps an
erased payload from being guessed by trying likely ones.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Annotated

import msgspec

from ledger.decoding import decoder
from ledger.log.event import AnyEvent, ErasedEvent, Event

SALT = 16  # bytes, random


class Envelope(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """What a leaf says."""

    digest: str
    envelope: int
    id: str
    recorded_at: Annotated[datetime, msgspec.Meta(tz=True)]
    tags: frozenset[str]
    type: str
    version: int

    def event(self, payload: bytes | None) -> AnyEvent:
        """The event with its payload, or what is left of it when that was erased."""
        if payload is None:
            return ErasedEvent(id=self.id, type=self.type, version=self.version, tags=self.tags)
        return Event(
            id=self.id, type=self.type, version=self.version, tags=self.tags, payload=payload
        )


class _WrittenEnvelope(msgspec.Struct, gc=False):
    """What is written: the keys stand in canonical order, so that nothing has to sort them."""

    digest: str
    envelope: int
    id: str
    recorded_at: str
    tags: list[str]
    type: str
    version: int


_encode = msgspec.json.Encoder().encode


def digest(salt: bytes, payload: bytes) -> str:
    """SHA-256 over salt and payload, in hexadecimal."""
    return hashlib.sha256(salt + payload).hexdigest()


def seal(event: Event, salt: bytes, recorded_at: str) -> bytes:
    """The leaf's bytes; ``recorded_at`` as ``moment`` writes it."""
    return _encode(
        _WrittenEnvelope(
            digest(salt, event.payload),
            1,
            event.id,
            recorded_at,
            sorted(event.tags),
            event.type,
            event.version,
        )
    )


unseal = decoder(Envelope).decode
"""Read a leaf; ``msgspec.DecodeError`` or ``ValidationError`` if it is none."""


def unsealed(leaf: bytes) -> Envelope | None:
    """The envelope in a leaf, or None where damaged bytes hold none."""
    try:
        return unseal(leaf)
    except (msgspec.DecodeError, UnicodeError, TypeError):
        return None


def moment(instant: datetime) -> str:
    """A moment as the log writes it: UTC, microseconds, ``Z``.

    >>> moment(datetime(2024, 6, 12, tzinfo=UTC))
    '2024-06-12T00:00:00.000000Z'
    """
    return instant.astimezone(UTC).isoformat(timespec="microseconds")[:-6] + "Z"
