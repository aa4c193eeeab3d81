"""The log's own triggers put aside, for a repair that they would refuse.

Takes a connection inside the transaction that also records the repair; the triggers stand again,
as the migrations made them, before it is committed. PostgreSQL lets only their owner do so, and
locks their tables: from there on a repair reads through its own connection alone.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import update

from ledger.late import late
from ledger.log.append_rule import since_epoch
from ledger.log.stores import tables
from ledger.log.stores.readback import counted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sqlalchemy import Connection

    from ledger.log.repairs.repair import RepairSite
    from ledger.log.stores import migrate
else:
    migrate = late("ledger.log.stores.migrate")


@contextmanager
def guards_off(connection: Connection) -> Iterator[None]:
    """No trigger of the log's own stands meanwhile, for this transaction alone."""
    migrate.drop_guards(connection)
    yield
    migrate.restore_guards(connection)


def move_head(site: RepairSite, connection: Connection, moment: datetime) -> None:
    """Let the head keep this moment, also an earlier one."""
    with guards_off(connection):
        moved = update(tables.head).values(recorded_at=since_epoch(moment))
        counted(site.log.store.place, "heads", 1, connection.execute(moved).rowcount)
