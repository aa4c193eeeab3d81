"""A head whose moment is not that of the last event.

Takes the log's rows; lets the head keep what the last event bears. Until then nothing can be
recorded, for the next event would take the head's moment and make it the log's own.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ledger.log.clock.moments import one_by_one
from ledger.log.format.envelope import unsealed
from ledger.log.repairs.guards_off import move_head
from ledger.log.repairs.repair import Fault, Repair

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from ledger.log.repairs.repair import RepairSite


class HeadMoment(Repair):
    """The head keeps the moment of the last event."""

    name = "head-moment"

    def look(self, site: RepairSite) -> Iterator[Fault]:
        """A head that keeps another moment than the last event bears."""
        kept, stamped = site.log.head().recorded_at, _last_stamp(site)
        if stamped is not None and stamped != kept:
            yield Fault(
                repair=self.name,
                what="the head's moment is not that of the last event",
                act="let the head keep the moment of the last event",
                facts={"kept": str(kept), "last": stamped.isoformat()},
            )

    def mend(self, site: RepairSite, connection: Connection, fault: Fault) -> None:
        """Set the head's moment; what is recorded next goes on from there."""
        move_head(site, connection, datetime.fromisoformat(str(fault.facts["last"])))


def _last_stamp(site: RepairSite) -> datetime | None:
    """The moment that the last event's own envelope bears; None where it is damaged."""
    size = site.log.head().size
    row = one_by_one(site.log.stored)(size - 1) if size else None
    envelope = None if row is None else unsealed(row.envelope)
    return None if envelope is None else envelope.recorded_at
