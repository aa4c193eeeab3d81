"""The RFC 6962 Merkle tree: hashes of leaves and nodes, and the right edge of a growing tree.

Takes leaf hashes in order, gives roots. A frontier holds the roots of the full subtrees that
a tree of its size is made of, largest first, one for each bit set in the size.
"""

from __future__ import annotations

import hashlib

import attrs

HASH = 32  # bytes of a SHA-256
TILE = 8  # levels of the tree in one tile (c2sp.org/tlog-tiles)
EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """The hash of a leaf (RFC 6962, section 2.1)."""
    return hashlib.sha256(b"\0" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node (RFC 6962, section 2.1)."""
    return hashlib.sha256(b"\1" + left + right).digest()


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
class Growth:
    """A tree in the act of growing: push leaves, then take the frontier and the new tiles."""

    frontier: Frontier
    tiles: list[TileHash] = attrs.field(factory=list, init=False)
    _size: int = attrs.field(init=False)
    _edge: list[bytes] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        """Start from the frontier's edge."""
        self._size = self.frontier.size
        self._edge = list(self.frontier.hashes)

    def push(self, leaf: bytes) -> None:
        """Put a leaf hash at the right; full subtrees of equal height merge as a counter carries.

        The height of the merged tree is the number of trailing ones in the size before.
        """
        edge, node, height, size = self._edge, leaf, 0, self._size
        while size >> height & 1:
            node = node_hash(edge.pop(), node)
            height += 1
            if height % TILE == 0:
                self.tiles.append(TileHash(height // TILE, size >> height, node))
        edge.append(node)
        self._size = size + 1

    def done(self) -> Frontier:
        """The frontier after all that was pushed."""
        return Frontier(self._size, tuple(self._edge))
