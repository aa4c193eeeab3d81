"""Words that an order in the log took out, and that still stand.

An erasure records its order and takes the words in one transaction. Earlier versions did one after
the other, and could be cut off between. What goes is in no evidence file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.ids import position_name
from ledger.log.erasure import unfinished
from ledger.log.repairs.repair import Fault, Repair

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from ledger.log.repairs.repair import RepairSite


class Erasures(Repair):
    """What was ordered to be erased is gone."""

    name = "erasures"

    def look(self, site: RepairSite) -> Iterator[Fault]:
        """A fault for each event whose words still stand."""
        for left in unfinished(site.log):
            yield Fault(
                repair=self.name,
                what=f"at position {position_name(left.taking)}, {left.what}",
                act="take them out, as the order says",
                facts={"order": left.order, "taking": left.taking},
            )

    def mend(self, site: RepairSite, connection: Connection, fault: Fault) -> None:
        """Take them out, with all that was made of them."""
        site.log.take_out(connection, [int(str(fault.facts["taking"]))])

    def settle(self, site: RepairSite, fault: Fault) -> None:  # noqa: ARG002 - of all of them
        """Let the database's own files forget them."""
        site.log.store.forget()
