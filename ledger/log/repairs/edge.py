"""A head whose edge is not that of the leaves, which are all as they were recorded.

Takes the log's rows; the next event grows the tree on from its leaves, and the head is right
again. Where a leaf, a tile or a payload is itself damaged there is nothing to go on from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.log.failures import LedgerDamaged
from ledger.log.proving.tree import Tree
from ledger.log.proving.verify import tree_of_leaves
from ledger.log.repairs.repair import Fault, Repair

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.log.repairs.repair import RepairSite


class EdgeRepair(Repair):
    """The head keeps the edge of the tree over the leaves."""

    name = "edge"

    def look(self, site: RepairSite) -> Iterator[Fault]:
        """Whole leaves and tiles that agree with each other, and a head that does not."""
        head = site.log.head()
        try:
            stored = Tree(head.size, site.log.hashes).frontier()
        except LedgerDamaged:
            return  # a tile is missing
        if stored == head.frontier:
            return
        tree = tree_of_leaves(site.log, head.size)
        if tree is not None and tree.done() == stored:
            yield Fault(
                repair=self.name,
                what="the tree over the leaves is not the one the head keeps",
                act="let the head keep the tree that the leaves give",
                facts={"edge": head.frontier.to_bytes().hex()},
            )
