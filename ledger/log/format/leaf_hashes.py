"""Hashes of leaves in their order, as little as they are: 32 bytes each.

Takes hashes; gives them again by their places.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import overload

LENGTH = 32  # bytes of SHA-256


class LeafHashes(Sequence[bytes]):
    """Hashes by their places from 0; only more can be added."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def extend(self, hashes: Iterable[bytes]) -> None:
        """Add some at the end."""
        self._bytes += b"".join(hashes)

    @overload
    def __getitem__(self, place: int) -> bytes: ...
    @overload
    def __getitem__(self, place: slice) -> list[bytes]: ...
    def __getitem__(self, place: int | slice) -> bytes | list[bytes]:
        """One hash, or some."""
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        start = range(len(self))[place] * LENGTH
        return bytes(self._bytes[start : start + LENGTH])

    def __len__(self) -> int:
        """How many there are."""
        return len(self._bytes) // LENGTH
