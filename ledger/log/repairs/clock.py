"""Events stamped by a clock that was ahead, after which no clock that is right can record.

Takes the log's rows and the site's clock; the repair's event names the positions and its own
moment goes back to the true time. That moment, the first at which they are sure to have been
recorded, holds for them from then on (``log.moments``). What is stored of them never changes.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ledger.log.append_rule import EPOCH, TOLERANCE
from ledger.log.clock.moments import range_tag
from ledger.log.repairs.guards_off import move_head
from ledger.log.repairs.repair import Fault, Repair
from ledger.log.stores.kept_rows import clear

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from ledger.log.event import RecordedEvent
    from ledger.log.repairs.repair import RepairSite

_PAGE = 256  # events looked at together, from the last one back


class ClockRepair(Repair):
    """No event was recorded later than now."""

    name = "clock"
    leads = True

    def look(self, site: RepairSite) -> Iterator[Fault]:
        """The events at the log's end that bear moments from which this clock is still far."""
        now = site.clock.now()
        ahead = list(_later_than(site, now))
        if not ahead:
            return
        begins, ends = ahead[-1].position, ahead[0].position
        before = site.log.at(begins - 1) if begins else None
        yield Fault(
            repair=self.name,
            what=f"the events from @{begins} to @{ends} were stamped by a clock that was ahead, "
            f"the last of them with {ahead[0].recorded_at:%Y-%m-%d %H:%M} UTC; "
            f"by this machine's clock it is {now:%Y-%m-%d} UTC",
            act="if this machine's clock is right: let the moment of this repair, the first at "
            "which they are sure to have been recorded, hold for them; what is stored stays",
            facts={"from": begins, "upto": ends, "after": _text(before)},
            tags=frozenset({range_tag(begins, ends)}),
        )

    def mend(self, site: RepairSite, connection: Connection, fault: Fault) -> None:
        """Set the head back to the last event before them; the repair goes on from there.

        What is kept of answers goes with it: which of two claims was recorded first may differ.
        """
        site.log.hold_clock(connection, site.clock.now())
        move_head(site, connection, datetime.fromisoformat(str(fault.facts["after"])))
        clear(connection)


def _later_than(site: RepairSite, now: datetime) -> Iterator[RecordedEvent]:
    """The last events, from the end back, as long as their moments are far after this one."""
    end = site.log.head().size
    while end > 0:
        start = max(0, end - _PAGE)
        for record in reversed(list(site.log.read(after=start - 1, upto=end - 1))):
            if record.recorded_at - now <= TOLERANCE:
                return
            yield record
        end = start


def _text(before: RecordedEvent | None) -> str:
    """The moment that holds for the last event before them; 1970 if there is none."""
    return (EPOCH if before is None else before.recorded_at).isoformat()
