"""Canonical JSON: one value, one sequence of bytes (RFC 8785, a profile without floats).

Takes plain values and gives the bytes that are hashed and stored; takes bytes and gives the
value, or refuses them. What lies outside the profile is refused, never repaired: floats,
integers beyond 2^53 - 1, keys that are not ASCII, unpaired surrogates, doubled keys.
Within it, sorting by code point is RFC 8785's sorting by UTF-16 code unit.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn, Self, TypeAlias

import msgspec

from ledger.errors import InvalidInput
from ledger.ordered import Ordered

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Json: TypeAlias = "bool | int | str | Sequence[Json] | Mapping[str, Json] | None"

SAFE_INTEGER = 2**53 - 1  # RFC 7493, section 2.2: what every reader holds exactly

_SAFE = SAFE_INTEGER
_ENCODER = msgspec.json.Encoder(order="sorted")
_IN_ORDER = msgspec.json.Encoder(order="deterministic")  # what is written in order is not sorted
_LONG = re.compile(rb":-?[0-9]{16}")  # shorter numbers are within 2^53 - 1
_LONG_IN_LIST = re.compile(rb"[\[,]-?[0-9]{16}")


class NotCanonical(InvalidInput):
    """A value or a text that the canonical form has no place for."""

    code = "not-canonical"

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"no canonical JSON: {reason}",
            fix="use text, whole numbers within 2^53 - 1, true, false, null, lists and objects "
            "with ASCII keys",
        )
        self.reason = reason


class Canonical(bytes):
    r"""The canonical bytes of a value: whoever has them need not check them again.

    They are made of a value and never of bytes, so that to hold them is to know.

    >>> Canonical({"b": [1, True, None], "a": "né"})
    b'{"a":"n\xc3\xa9","b":[1,true,null]}'
    """

    __slots__ = ()

    def __new__(cls, value: Json | Ordered) -> Self:
        """Check the value and encode it; ``NotCanonical`` where the form has no place for it."""
        try:
            if isinstance(value, Ordered):
                encoded = _IN_ORDER.encode(value)
                if _LONG.search(encoded) or (b"[" in encoded and _LONG_IN_LIST.search(encoded)):
                    _check(msgspec.json.decode(encoded))
                return super().__new__(cls, encoded)
            _check(value)
            return super().__new__(cls, _ENCODER.encode(value))
        except UnicodeEncodeError:
            _refuse("a text holds an unpaired surrogate")
        except RecursionError:
            _refuse("it is nested too deeply")

    def __reduce__(self) -> tuple[type[bytes], tuple[bytes]]:
        """Another process gets plain bytes, which it has to check."""
        return bytes, (bytes(self),)


def encode(value: Json | Ordered) -> Canonical:
    r"""The canonical bytes of a value.

    >>> encode({"b": [1, True, None], "a": "né"})
    b'{"a":"n\xc3\xa9","b":[1,true,null]}'
    """
    return Canonical(value)


def decode(data: bytes) -> Json:
    """The value of canonical bytes; any other spelling of the same value is refused."""
    try:
        value: Json = _DECODER.decode(data)
        _check(value)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        _refuse(str(error))
    except RecursionError:
        _refuse("it is nested too deeply")
    if _ENCODER.encode(value) != data:
        _refuse("another spelling than the canonical one (order, spaces, escapes or doubled keys)")
    return value


def _check(value: object) -> None:
    kind = type(value)
    if kind is str or kind is bool or value is None:
        return
    if kind is int:
        if not -SAFE_INTEGER <= value <= SAFE_INTEGER:  # type: ignore[operator]
            _refuse(f"the integer {value} is beyond 2^53 - 1")
    elif isinstance(value, dict):
        for key, member in value.items():
            if type(key) is not str or not key.isascii():
                _refuse(f"the key {key!r} is not ASCII text")
            kind = type(member)
            if kind is not str and (kind is not int or not -_SAFE <= member <= _SAFE):
                _check(member)  # most need no look of their own
    elif isinstance(value, list | tuple):
        for member in value:
            _check(member)
    else:
        _refuse(f"a {kind.__name__} has no place in it")


def _refuse(reason: str) -> NoReturn:
    raise NotCanonical(reason)


def _refuse_float(literal: str) -> NoReturn:
    _refuse(f"the number {literal} is not whole")


_DECODER = msgspec.json.Decoder(float_hook=_refuse_float)
