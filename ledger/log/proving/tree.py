"""The tree of a log, at any size it has had: roots and proofs from stored hashes.

Takes a reader of tile hashes (``Log.hashes``), gives roots and proofs by reading at most a
tile a level and edge: so a proof from a million events costs about what one from a thousand
does. Who comes next: ``checkpoints`` sign the roots, ``proof_file`` carries the proofs.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import TypeAlias

import attrs

from ledger.log.failures import LedgerDamaged
from ledger.log.format.merkle import EMPTY_ROOT, TILE, Frontier, node_hash
from ledger.log.proving import proofs

WIDTH = 1 << TILE  # hashes in a tile
_NEAR = 2  # nodes of a height that are kept

Hashes: TypeAlias = Callable[[int, int, int], list[bytes]]
"""``(level, first, count)``: hashes of a tlog-tiles level; level 0 are the leaves."""


@attrs.define
class Tree:
    """The tree over the first ``size`` leaves; keeps the tiles it has read.

    Of each height it keeps the two full nodes that were used last: the paths of neighbours share
    most of theirs, and the right edge, which has one of each height at most.
    """

    size: int
    _hashes: Hashes
    _tiles: dict[tuple[int, int], list[bytes]] = attrs.field(factory=dict, init=False)
    _near: dict[int, dict[int, bytes]] = attrs.field(factory=dict, init=False)

    def root(self) -> bytes:
        """The Merkle tree hash; of no leaves, the hash of nothing."""
        return self.range_hash(0, self.size) if self.size else EMPTY_ROOT

    def frontier(self) -> Frontier:
        """The right edge: the full subtrees, largest first."""
        edge, start = [], 0
        for height in reversed(range(self.size.bit_length())):
            if self.size >> height & 1:
                edge.append(self._full(start, height))
                start += 1 << height
        return Frontier(self.size, tuple(edge))

    def inclusion(self, index: int) -> list[bytes]:
        """The audit path of a leaf."""
        return proofs.inclusion(index, self.size, self.range_hash)

    def consistency(self, old: int) -> list[bytes]:
        """The proof that the tree of ``old`` leaves is this one's beginning."""
        return proofs.consistency(old, self.size, self.range_hash)

    def range_hash(self, start: int, end: int) -> bytes:
        """The hash over a range that is a node of some tree: aligned, full but at the edge."""
        width = end - start
        if width & (width - 1) == 0:
            return self._full(start, width.bit_length() - 1)
        middle = start + proofs.split(width)
        return node_hash(self.range_hash(start, middle), self.range_hash(middle, end))

    def _full(self, start: int, height: int) -> bytes:
        """A full subtree's hash, folded from the hashes of its level that are stored."""
        near = self._near.setdefault(height, {})
        node = near.pop(start, None)
        if node is None:
            level, above = divmod(height, TILE)
            first = start >> level * TILE
            tile = self.tile(level, first >> TILE)
            node = fold(tile[first % WIDTH : first % WIDTH + (1 << above)])
        near[start] = node
        if len(near) > _NEAR:
            del near[next(iter(near))]
        return node

    def tile(self, level: int, index: int) -> list[bytes]:
        """Tile ``index`` of a level, as wide as this tree's size makes it."""
        if (tile := self._tiles.get((level, index))) is None:
            first = index * WIDTH
            width = min(WIDTH, (self.size >> level * TILE) - first)
            tile = self._tiles[level, index] = self._hashes(level, first, width)
            if len(tile) != width:
                raise LedgerDamaged("the ledger", f"a hash of level {level} is missing")
        return tile


def fold(row: list[bytes]) -> bytes:
    """The hash over a row of nodes that fill a subtree: a power of two of them."""
    while len(row) > 1:
        # Hashed here and not by node_hash: a tile takes 255 of them, and a call costs as much.
        pairs = zip(row[::2], row[1::2], strict=True)
        row = [sha256(b"\1" + left + right).digest() for left, right in pairs]
    return row[0]
