"""Merkle proofs: that a leaf is in a tree, and that a tree grew out of an older one.

Takes the hashes of subtrees from whoever has them, gives proofs; takes proofs and roots and
says whether they hold. Pure: RFC 6962 section 2.1 makes them, RFC 9162 sections 2.1.3.2 and
2.1.4.2 check them. Who comes next: ``tree`` reads the hashes from a log.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from ledger.log.format.merkle import HASH, node_hash

RangeHash: TypeAlias = Callable[[int, int], bytes]
"""Gives the Merkle tree hash over the leaves from ``start`` up to and without ``end``."""


def inclusion(index: int, size: int, range_hash: RangeHash) -> list[bytes]:
    """The audit path of leaf ``index`` in a tree of ``size`` leaves, from the leaf up."""
    if not 0 <= index < size:
        raise ValueError(f"no leaf {index} in a tree of {size}")
    start, end, path = 0, size, []
    while end - start > 1:
        middle = start + split(end - start)
        if index < middle:
            path.append(range_hash(middle, end))
            end = middle
        else:
            path.append(range_hash(start, middle))
            start = middle
    return path[::-1]


def consistency(old: int, new: int, range_hash: RangeHash) -> list[bytes]:
    """The proof that a tree of ``new`` leaves begins with the tree of its first ``old``."""
    if not 0 < old <= new:
        raise ValueError(f"no consistency from {old} to {new}")
    start, end, path, whole = 0, new, [], True
    while old < end:
        middle = start + split(end - start)
        if old <= middle:
            path.append(range_hash(middle, end))
            end = middle
        else:
            path.append(range_hash(start, middle))
            start, whole = middle, False
    if not whole:
        path.append(range_hash(start, end))
    return path[::-1]


def split(size: int) -> int:
    """The largest power of two below ``size`` (at least 2): where a tree's left half ends."""
    return 1 << (size - 1).bit_length() - 1


def includes(index: int, size: int, leaf: bytes, path: Sequence[bytes], root: bytes) -> bool:
    """Whether the path leads from the leaf hash to the root (RFC 9162, section 2.1.3.2)."""
    if not 0 <= index < size or not _hashes(leaf, root, *path):
        return False
    here, last, node = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        if here & 1 or here == last:
            node = node_hash(sibling, node)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            node = node_hash(node, sibling)
        here, last = here >> 1, last >> 1
    return last == 0 and node == root


def consistent(old: int, new: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]) -> bool:
    """Whether the path shows both roots (RFC 9162, section 2.1.4.2).

    From size 0 nothing can be shown: every tree begins with nothing.
    """
    if not 0 < old <= new or not _hashes(old_root, new_root, *path):
        return False
    if old == new:
        return not path and old_root == new_root
    steps = iter(path if old & (old - 1) else [old_root, *path])
    here, last = old - 1, new - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    first = next(steps, None)
    return first is not None and (old_root, new_root) == _climb(here, last, first, steps)


def _climb(
    here: int, last: int, first: bytes, steps: Iterator[bytes]
) -> tuple[bytes, bytes] | None:
    old = new = first
    for step in steps:
        if last == 0:
            return None
        if here & 1 or here == last:
            old, new = node_hash(step, old), node_hash(step, new)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            new = node_hash(new, step)
        here, last = here >> 1, last >> 1
    return (old, new) if last == 0 else None


def _hashes(*values: bytes) -> bool:
    return all(len(value) == HASH for value in values)
