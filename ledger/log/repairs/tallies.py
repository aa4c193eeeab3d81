"""Counters next to the log that say what is not so.

Takes the store; counts again from the rows. What the counters were bookmarks of (prints, remarks,
the index of texts, the kept board) is emptied, and made again from the log by who next asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.log.repairs.repair import Fault, Repair
from ledger.log.stores import tallies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from ledger.log.repairs.repair import RepairSite


class Tallies(Repair):
    """Each counter next to the log says what its rows give."""

    name = "tallies"

    def look(self, site: RepairSite) -> Iterator[Fault]:
        """A fault for each counter that does not."""
        for what in site.log.miscounted():
            yield Fault(
                repair=self.name,
                what=what,
                act="count again, and empty what is made again from the log",
            )

    def mend(self, site: RepairSite, connection: Connection, fault: Fault) -> None:  # noqa: ARG002
        """All of them together, as often as one is wrong."""
        tallies.count_again(connection)
