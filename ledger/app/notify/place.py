"""Where the outbox of a log is: in the same database; of a log in memory, in memory.

Takes a log; gives its outbox, the same one each time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from ledger.app.notify.outbox_memory import MemoryOutbox
from ledger.log.stores.sql import SqlLog

if TYPE_CHECKING:
    from ledger.app.notify.outbox import Outbox
    from ledger.log.port import Log

_IN_MEMORY: WeakKeyDictionary[Log, MemoryOutbox] = WeakKeyDictionary()


def outbox_of(log: Log) -> Outbox:
    """The outbox next to a log."""
    if isinstance(log, SqlLog):
        from ledger.app.notify.outbox_sql import SqlOutbox  # noqa: PLC0415 - memory needs no SQL

        return SqlOutbox(log.store)
    return _IN_MEMORY.setdefault(log, MemoryOutbox())
