"""Merkle proofs against the definition, against every size, and against the public vectors."""

from __future__ import annotations

import hashlib
import json
from base64 import b64decode
from pathlib import Path

import pytest

from ledger.log.format.merkle import EMPTY_ROOT, Frontier, GrowingTree, leaf_hash, node_hash
from ledger.log.proving.proofs import consistency, consistent, includes, inclusion
from ledger.log.proving.tree import Tree

VECTORS = Path(__file__).parents[3] / "../shared/vectors/transparency-dev-merkle"
LEAVES = [leaf_hash(b"%d" % n) for n in range(70)]


def tree_hash(leaves: list[bytes]) -> bytes:
    """RFC 6962, section 2.1, to the letter, over leaf hashes."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return hashlib.sha256(b"\1" + tree_hash(leaves[:half]) + tree_hash(leaves[half:])).digest()


def over(leaves: list[bytes]):
    return lambda start, end: tree_hash(leaves[start:end])


def flipped(data: bytes, bit: int) -> bytes:
    return (int.from_bytes(data) ^ 1 << bit).to_bytes(len(data))


def test_the_hash_of_nothing():
    """A tree without leaves has the root that RFC 6962 gives it: the hash of no bytes."""
    assert Frontier().root() == EMPTY_ROOT == tree_hash([])


def test_the_example_of_rfc_6962_section_2_1_3():
    """Seven leaves; the paths that the RFC draws."""
    d = LEAVES[:7]
    g, h, i, j = (node_hash(d[n], d[n + 1]) if n < 6 else d[6] for n in (0, 2, 4, 6))
    k, l_ = node_hash(g, h), node_hash(i, j)

    assert inclusion(0, 7, over(d)) == [d[1], h, l_]
    assert inclusion(3, 7, over(d)) == [d[2], g, l_]
    assert inclusion(4, 7, over(d)) == [d[5], j, k]
    assert inclusion(6, 7, over(d)) == [i, k]
    assert consistency(3, 7, over(d)) == [d[2], d[3], g, l_]
    assert consistency(4, 7, over(d)) == [l_]
    assert consistency(6, 7, over(d)) == [i, j, k]


@pytest.mark.parametrize("size", range(1, 34))
def test_every_leaf_of_every_tree_is_shown_and_no_other(size):
    """Up to 33 leaves, a path shows its own leaf at its own place and nothing else."""
    leaves = LEAVES[:size]
    root = tree_hash(leaves)
    for index in range(size):
        path = inclusion(index, size, over(leaves))
        assert includes(index, size, leaves[index], path, root)
        for other in range(size):
            assert includes(other, size, leaves[index], path, root) == (other == index)
        assert not includes(index, size, LEAVES[-1], path, root)
        assert not includes(index, size, leaves[index], [*path, root], root)
        assert not includes(index, size, leaves[index], path[:-1], root) or not path
        assert not includes(size, size, leaves[index], path, root)
        assert not includes(-1, size, leaves[index], path, root)


@pytest.mark.parametrize("new", range(1, 34))
def test_every_older_tree_is_shown_and_no_other(new):
    """Up to 33 leaves, a path leads from its own older root and from no other."""
    leaves = LEAVES[:new]
    root = tree_hash(leaves)
    for old in range(1, new + 1):
        old_root = tree_hash(leaves[:old])
        path = consistency(old, new, over(leaves))
        assert consistent(old, new, old_root, root, path)
        for other in range(1, new + 1):
            if other != old:
                assert not consistent(other, new, old_root, root, path)
        assert not consistent(old, new, LEAVES[-1], root, path)
        assert not consistent(old, new, old_root, LEAVES[-1], path)
        assert not consistent(old, new, old_root, root, [*path, root])
        assert not consistent(old, new, old_root, root, path[:-1]) or not path


def test_a_flipped_bit_anywhere_in_a_proof_breaks_it():
    """All 256 bits of every hash in a path count, in both sorts of proof."""
    leaves, root = LEAVES[:21], tree_hash(LEAVES[:21])
    path, old = inclusion(9, 21, over(leaves)), consistency(13, 21, over(leaves))
    old_root = tree_hash(leaves[:13])
    for at in range(len(path)):
        for bit in range(256):
            changed = [flipped(h, bit) if n == at else h for n, h in enumerate(path)]
            assert not includes(9, 21, leaves[9], changed, root)
    for at in range(len(old)):
        for bit in range(256):
            changed = [flipped(h, bit) if n == at else h for n, h in enumerate(old)]
            assert not consistent(13, 21, old_root, root, changed)


def test_nothing_can_be_shown_from_or_of_an_empty_tree():
    """An empty path must never pass as a proof; there is none to ask for either."""
    assert not consistent(0, 5, EMPTY_ROOT, tree_hash(LEAVES[:5]), [])
    assert not consistent(0, 0, EMPTY_ROOT, EMPTY_ROOT, [])
    assert not includes(0, 0, LEAVES[0], [], LEAVES[0])
    for bad in ((0, 5), (6, 5), (-1, 5)):
        with pytest.raises(ValueError, match="no consistency"):
            consistency(*bad, over(LEAVES))
    for bad in ((5, 5), (-1, 5)):
        with pytest.raises(ValueError, match="no leaf"):
            inclusion(*bad, over(LEAVES))


@pytest.mark.parametrize("size", [0, 1, 2, 255, 256, 257, 511, 513, 1000, 65_535, 65_536, 66_311])
def test_a_tree_read_from_tiles_is_the_tree(size):
    """Two levels of tiles: what a growing tree writes is enough for every root and proof."""
    leaves = [n.to_bytes(32) for n in range(size)]
    growth = GrowingTree(Frontier())
    for leaf in leaves:
        growth.push(leaf)
    rows = {(tile.level, tile.index): tile.hash for tile in growth.tiles}

    def hashes(level: int, first: int, count: int) -> list[bytes]:
        if level == 0:
            return leaves[first : first + count]
        return [rows[level, n] for n in range(first, first + count)]

    tree = Tree(size, hashes)
    assert tree.frontier() == growth.done()
    assert tree.root() == growth.done().root()
    if size <= 1000:
        assert tree.root() == tree_hash(leaves)
    for index in {0, size // 3, size - 1} & set(range(size)):
        path = tree.inclusion(index)
        assert includes(index, size, leaves[index], path, tree.root())
    for old in {1, size // 3, size - 1, size} & set(range(1, size + 1)):
        old_root = Tree(old, hashes).root()
        assert consistent(old, size, old_root, tree.root(), tree.consistency(old))


def test_the_edge_of_a_tree_reads_back_or_is_refused():
    """A frontier fits one size: read for another it is an error, not another tree."""
    frontier = Frontier(3, (LEAVES[0], LEAVES[1]))
    assert Frontier.from_bytes(3, frontier.to_bytes()) == frontier
    with pytest.raises(ValueError, match="no frontier"):
        Frontier.from_bytes(4, frontier.to_bytes())


def cases(kind: str) -> list[Path]:
    return sorted((VECTORS / "testdata" / kind).rglob("*.json"))


@pytest.mark.skipif(not VECTORS.is_dir(), reason="the public Merkle vectors are not here")
def test_the_public_vectors_of_inclusion():
    """Others' cases, good and bad, are judged as their authors judged them."""
    assert cases("inclusion")
    for path in cases("inclusion"):
        case = json.loads(path.read_text(encoding="utf-8"))
        proof = [b64decode(h) for h in case["proof"] or []]
        leaf, root = b64decode(case["leafHash"]), b64decode(case["root"])
        held = includes(case["leafIdx"], case["treeSize"], leaf, proof, root)
        assert held is not case["wantErr"], path.name


@pytest.mark.skipif(not VECTORS.is_dir(), reason="the public Merkle vectors are not here")
def test_the_public_vectors_of_consistency():
    """One positive vector has 12-byte roots as place-holders; a root of ours has 32."""
    assert cases("consistency")
    for path in cases("consistency"):
        case = json.loads(path.read_text(encoding="utf-8"))
        proof = [b64decode(h) for h in case["proof"] or []]
        roots = b64decode(case["root1"] or ""), b64decode(case["root2"] or "")
        held = consistent(case["size1"], case["size2"], *roots, proof)
        assert held is (not case["wantErr"] and len(roots[0]) == 32), path.name
