"""Triggers, or views for SQL, that are missing, changed or not ours.

Takes what the store says of them; makes ours again and takes the others away, each with its
words in the evidence file. Row-level security and rules of PostgreSQL are others' triggers too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from ledger.late import late
from ledger.log.repairs.repair import Fault, Repair

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from ledger.log.repairs.repair import RepairSite
    from ledger.log.stores import migrate, tallies
else:
    migrate = late("ledger.log.stores.migrate")
    tallies = late("ledger.log.stores.tallies")

_AGAIN = "make it again as the migrations made it"


class Triggers(Repair):
    """The ledger's own triggers stand, and no others."""

    name = "triggers"

    def look(self, site: RepairSite) -> Iterator[Fault]:
        """Others' first: one of them could keep ours from coming back."""
        for stranger in site.log.strangers():
            if stranger.away is not None:
                yield Fault(
                    repair=self.name,
                    what=str(stranger),
                    act="take it away",
                    aside=({"what": stranger.what, "words": stranger.words},),
                )
        for what in site.log.unguarded():
            yield Fault(repair=self.name, what=what, act=_AGAIN)

    def mend(self, site: RepairSite, connection: Connection, fault: Fault) -> None:
        """Drop what is others'; our own are made again together, as often as one is missing."""
        if fault.act == _AGAIN:
            tallies.restore_tables(connection)  # the views for SQL stand on them
            migrate.restore_guards(connection)
            migrate.restore_views(connection)
            return
        for stranger in site.log.store.strangers(connection):
            if str(stranger) == fault.what and stranger.away is not None:
                connection.execute(text(stranger.away))
