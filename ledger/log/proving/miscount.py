"""A head that counts other events than the log has: told where it would change what is answered.

Takes a log and its head, in two or three look-ups, however long the log is. Who comes next:
answers and names of events; ``claims repair`` has the way on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.ids import position_name
from ledger.log.failures import LedgerDamaged
from ledger.log.proving.tree import Tree

if TYPE_CHECKING:
    from ledger.log.port import Head, Log

_PLACE = "the ledger"


def refuse_miscount(log: Log, head: Head) -> None:
    """Refuse a head that counts events that are not there, or leaves some out.

    An event beyond the head that others put in is neither: the head has the tree of its own
    leaves, no answer reads the event, and ``claims verify`` names it.

    Raises:
        LedgerDamaged: the log has not the events that the head counts.
    """
    last, counted = max(head.size - 1, 0), min(head.size, 1)
    leaves = len(log.hashes(0, last, 2))
    if leaves == counted:
        return
    if leaves < counted:
        raise missing(head, last)
    if log.head() == head and Tree(head.size, log.hashes).frontier() != head.frontier:
        what = f"its head says that there are {head.size} events, and has the tree of others"
        raise LedgerDamaged(_PLACE, what)


def missing(head: Head, position: int) -> LedgerDamaged:
    """The failure of a log that lacks an event which its head counts."""
    what = f"its head says that there are {head.size} events, and {position_name(position)}"
    return LedgerDamaged(_PLACE, f"{what} is not there")


def refuse_stray(log: Log, position: int) -> None:
    """Refuse an event, read before, that stands beyond the head: it is none of the log's.

    Raises:
        LedgerDamaged: it does.
    """
    if position >= log.head().size:
        what = f"an event stands at a position that is not there: {position_name(position)}"
        raise LedgerDamaged(_PLACE, what)
