"""What reads JSON, or plain data, into a class: made by one thread at a time.

Takes a class; gives its decoder. msgspec works out what a class holds when it first reads into
it, which runs Python, and shows it to other threads half made: who reads with that ends the
whole process. So every decoder and every conversion of this program is asked for here.

Absent: what is read. A decoder that is there is shared, and reading with it takes no turns.
"""

from __future__ import annotations

from threading import RLock
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")

_TURN = RLock()  # the same thread may load a module that asks for decoders of its own
_MADE: dict[object, msgspec.json.Decoder[Any]] = {}


def decoder(wanted: type[T]) -> msgspec.json.Decoder[T]:
    """What reads JSON into a class, or into a tuple of it."""
    made: msgspec.json.Decoder[T] | None = _MADE.get(wanted)
    if made is None:
        with _TURN:
            made = _MADE[wanted] = msgspec.json.Decoder(wanted)
    return made


def converted(data: object, wanted: type[T], *, strict: bool = True) -> T:
    """Plain data as a class.

    Raises:
        msgspec.ValidationError: it does not fit.
    """
    decoder(wanted)
    return msgspec.convert(data, wanted, strict=strict)
