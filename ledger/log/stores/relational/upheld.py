"""What a log has to bear out before it grows: its own tree, and its last checkpoint.

Takes a log, raises what is wrong with it. Who comes next: ``sql`` asks before its first append
and after each failure, for behind a connection that was lost there may be another server, which
knows less.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.log.failures import LedgerDamaged
from ledger.log.proving.checkpoints import uphold
from ledger.log.proving.tree import Tree

if TYPE_CHECKING:
    from ledger.log.port import Log
    from ledger.log.proving.checkpoints import Pinned


def hold(log: Log, place: str, pinned: Pinned | None) -> None:
    """Refuse to grow a tree whose edge is not that of the leaves, or not the checkpoint's."""
    head = log.head()
    if Tree(head.size, log.hashes).frontier() != head.frontier:
        raise LedgerDamaged(place, "the tree over the leaves is not the one the head keeps")
    if pinned is not None and (last := pinned(log)) is not None:
        uphold(log, last)
