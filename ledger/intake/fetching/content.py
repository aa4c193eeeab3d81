"""Bytes as they come over the wire become the bytes that were meant, never more than a limit.

Takes chunks and the name of their packing; gives the unpacked bytes. A few kilobytes that unpack
to gigabytes are refused as soon as the limit is passed.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Final, Protocol

from ledger.intake.fetching.refusals import AnswerTooLarge, BrokenPacking

if TYPE_CHECKING:
    from collections.abc import Iterable

ACCEPTED: Final = "gzip, deflate"
"""The packings that are asked for; RFC 9110 §8.4.1."""

_GZIP = 16 + zlib.MAX_WBITS


class _Unpacker(Protocol):
    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...

    @property
    def unconsumed_tail(self) -> bytes: ...

    @property
    def unused_data(self) -> bytes: ...

    @property
    def eof(self) -> bool: ...


def unpacked(chunks: Iterable[bytes], *, packing: str, limit: int, url: str) -> bytes:
    """All bytes, unpacked; raises `AnswerTooLarge` or `BrokenPacking`."""
    names = [name.strip().lower() for name in packing.split(",") if name.strip()]
    names = [name for name in names if name != "identity"]
    if not names:
        return _plain(chunks, limit, url)
    if len(names) > 1 or names[0] not in {"gzip", "x-gzip", "deflate"}:
        raise BrokenPacking(url=url, packing=packing)
    try:
        return _inflated(chunks, names[0], limit, url)
    except zlib.error as error:
        raise BrokenPacking(url=url, packing=names[0]) from error


def _plain(chunks: Iterable[bytes], limit: int, url: str) -> bytes:
    data = bytearray()
    for chunk in chunks:
        data += chunk
        if len(data) > limit:
            raise AnswerTooLarge(url=url, limit=limit)
    return bytes(data)


def _inflated(chunks: Iterable[bytes], name: str, limit: int, url: str) -> bytes:
    data = bytearray()
    packed = 0
    unpacker: _Unpacker | None = None
    for chunk in chunks:
        packed += len(chunk)
        left = chunk
        while left:
            if unpacker is None or unpacker.eof:  # gzip may be several members, one after another
                unpacker = _unpacker(name, left)
            data += unpacker.decompress(left, limit + 1 - len(data))
            if max(len(data), packed) > limit:
                raise AnswerTooLarge(url=url, limit=limit)
            left = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
            if name == "deflate" and unpacker.eof:
                left = b""
    if unpacker is not None and not unpacker.eof:
        raise BrokenPacking(url=url, packing=f"{name}, and it ends too early")
    return bytes(data)


def _unpacker(name: str, start: bytes) -> _Unpacker:
    if name != "deflate":
        return zlib.decompressobj(_GZIP)
    # Some servers send the stream without the wrapping that RFC 9110 asks for.
    wrapped = start[0] & 0x0F == zlib.DEFLATED and int.from_bytes(start[:2], "big") % 31 == 0
    return zlib.decompressobj(zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS)
