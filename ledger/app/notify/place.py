"""Where the outbox of a log is: in the same database; of a log in memory, in memory.

Takes a log; gives its outbox, the same one each time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from ledger.app.notify.outbox_memory import MemoryOutbox
from ledger.late import late
from ledger.log.stores.sql import SqlLog

if TYPE_CHECKING:
    from ledger.app.notify import outbox_sql
    from ledger.app.notify.outbox import Outbox
    from ledger.log.port import Log
else:
    outbox_sql = late("ledger.app.notify.outbox_sql")

_IN_MEMORY: WeakKeyDictionary[Log, MemoryOutbox] = WeakKeyDictionary()


def outbox_of(log: Log) -> Outbox:
    """The outbox next to a log."""
    if isinstance(log, SqlLog):
        return outbox_sql.SqlOutbox(log.store)
    return _IN_MEMORY.setdefault(log, MemoryOutbox())
