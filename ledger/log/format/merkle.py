"""The RFC 6962 Merkle tree: hashes of leaves and nodes, and the right edge of a growing tree.

Takes leaf hashes in order, gives roots. A frontier holds the roots of the full subtrees that
a tree of its size is made of, largest first, one for each bit set in the size.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable

HASH = 32  # bytes of a SHA-256
TILE = 8  # levels of the tree in one tile (c2sp.org/tlog-tiles)
EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """The hash of a leaf (RFC 6962, section 2.1)."""
    return sha256(b"\0" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node (RFC 6962, section 2.1)."""
    return sha256(b"\1" + left + right).digest()


@attrs.frozen
class Frontier:
    """The right edge of a tree of ``size`` leaves; ``hashes`` goes from the largest subtree."""

    size: int = 0
    hashes: tuple[bytes, ...] = ()

    def root(self) -> bytes:
        """The Merkle tree hash; of no leaves, the hash of nothing."""
        if not self.hashes:
            return EMPTY_ROOT
        root = self.hashes[-1]
        for left in reversed(self.hashes[:-1]):
            root = node_hash(left, root)
        return root

    def to_bytes(self) -> bytes:
        """The hashes one after the other, as the head row keeps them."""
        return b"".join(self.hashes)

    @classmethod
    def from_bytes(cls, size: int, data: bytes) -> Frontier:
        """Read what ``to_bytes`` wrote; ValueError if a tree of this size has another edge."""
        if len(data) != HASH * size.bit_count():
            raise ValueError(f"no frontier of {size} leaves in {len(data)} bytes")
        return cls(size, tuple(data[i : i + HASH] for i in range(0, len(data), HASH)))


@attrs.frozen
class TileHash:
    """The root of a full tile: hash ``index`` of tlog-tiles level ``level`` (from 1)."""

    level: int
    index: int
    hash: bytes


@attrs.define
class GrowingTree:
    """A tree in the act of growing: push leaves, then take the frontier and the new tiles."""

    frontier: Frontier
    tiles: list[TileHash] = attrs.field(factory=list, init=False)
    _size: int = attrs.field(init=False)
    _edge: dict[int, bytes] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        """Start from the frontier's edge: the full subtrees by their height."""
        self._size = self.frontier.size
        self._edge = dict(zip(_heights(self._size), self.frontier.hashes, strict=True))

    def push(self, leaf: bytes) -> None:
        """Put one leaf hash at the right."""
        self.extend((leaf,))

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Put leaf hashes at the right, then hash level by level what has become whole.

        Of a level's new nodes, the first joins the edge's node of that height if one waits
        there, and the last waits if it is left alone.
        """
        row, first, height = list(leaves), self._size, 0
        self._size += len(row)
        while row:
            if height and height % TILE == 0:
                level = height // TILE
                self.tiles += (
                    TileHash(level, first + place, node) for place, node in enumerate(row)
                )
            if first % 2:
                row.insert(0, self._edge.pop(height))
            if len(row) % 2:
                self._edge[height] = row.pop()
            pairs = zip(row[::2], row[1::2], strict=True)
            row = [sha256(b"\1" + left + right).digest() for left, right in pairs]
            first, height = first >> 1, height + 1

    def done(self) -> Frontier:
        """The frontier after all that was pushed."""
        return Frontier(self._size, tuple(self._edge[height] for height in _heights(self._size)))


def _heights(size: int) -> list[int]:
    """The heights of the full subtrees that a tree is made of, largest first."""
    return [height for height in reversed(range(size.bit_length())) if size >> height & 1]
