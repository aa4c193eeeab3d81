"""Recompute roots and inclusion proofs with pymerkle, in an environment of its own (GPL-3).

Takes JSON on stdin: ``leaves`` in hex, and ``cases`` of a size with its root and some indices'
paths; says "same", or what is another, and ends with 1. Its consistency proofs are not in the
form of RFC 6962; Go's are, and check those.
"""

from __future__ import annotations

import json
import sys

from pymerkle import InmemoryTree, verify_inclusion


def main() -> None:
    """Compare every case."""
    given = json.load(sys.stdin)
    tree = InmemoryTree(algorithm="sha256")
    for leaf in given["leaves"]:
        tree.append_entry(bytes.fromhex(leaf))
    for case in given["cases"]:
        size, root = case["size"], tree.get_root(case["size"])
        if root.hex() != case["root"]:
            sys.exit(f"the root of {size} is another")
        for index, path in case["paths"]:
            leaf = tree.get_leaf(index + 1)  # it counts from one
            proof = tree.prove_inclusion(index + 1, size)
            verify_inclusion(leaf, root, proof)
            if [node for node in proof.serialize()["path"] if node != leaf.hex()] != path:
                sys.exit(f"the path of {index} in {size} is another")
    sys.stdout.write("same\n")


if __name__ == "__main__":
    main()
