"""Where the feeds of a log are kept: in the same database; of a log in memory, in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from ledger.intake.feeds.memory import MemoryFeeds
from ledger.late import late
from ledger.log.stores.sql import SqlLog

if TYPE_CHECKING:
    from ledger.intake.feeds import sql
    from ledger.intake.feeds.port import Feeds
    from ledger.log.port import Log
else:
    sql = late("ledger.intake.feeds.sql")

_IN_MEMORY: WeakKeyDictionary[Log, MemoryFeeds] = WeakKeyDictionary()


def feeds_of(log: Log) -> Feeds:
    """The feeds next to a log, the same ones each time."""
    if isinstance(log, SqlLog):
        return sql.SqlFeeds(log.store)
    return _IN_MEMORY.setdefault(log, MemoryFeeds())
