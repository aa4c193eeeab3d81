"""Where the inbox of a log is: in the same database; of a log in memory, in memory.

Takes a log; gives its inbox, the same one each time, and what is kept of remarks on its items.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from ledger.intake.inbox.memory import MemoryInbox
from ledger.late import late
from ledger.log.stores.sql import SqlLog

if TYPE_CHECKING:
    from ledger.intake.inbox import remarks_sql, sql
    from ledger.intake.inbox.port import Inbox
    from ledger.intake.inbox.remarks import KeptRemarks
    from ledger.log.port import Log
else:
    remarks_sql = late("ledger.intake.inbox.remarks_sql")
    sql = late("ledger.intake.inbox.sql")

_IN_MEMORY: WeakKeyDictionary[Log, MemoryInbox] = WeakKeyDictionary()


def inbox_of(log: Log) -> Inbox:
    """The inbox next to a log."""
    if isinstance(log, SqlLog):
        return sql.SqlInbox(log.store)
    return _IN_MEMORY.setdefault(log, MemoryInbox())


def remarks_of(log: Log) -> KeptRemarks | None:
    """What is kept of what is said of items; None of a log in memory, which keeps nothing."""
    return remarks_sql.SqlRemarks(log.store) if isinstance(log, SqlLog) else None
