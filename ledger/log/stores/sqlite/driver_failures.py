"""SQLite's errors under this log's own names.

Takes the driver's error, or SQLAlchemy's around it; gives a ``StorageError``.
"""

from __future__ import annotations

import os
import re
import sqlite3
from typing import TYPE_CHECKING

from ledger.log import failures

if TYPE_CHECKING:
    from pathlib import Path

    from ledger.errors import StorageError

_SHARED_MEMORY = 32 * 1024  # bytes: the first block of the -shm file


_UNDECODED = re.compile(r"Could not decode to UTF-8 column '(\w+)'")
"""What the driver says by itself, with the bytes: a terminal is not to see those."""


def failure(path: Path, error: Exception) -> StorageError:
    """The driver's error under our name for it."""
    cause = getattr(error, "orig", None) or error
    # The primary code is the low byte: SQLITE_IOERR_WRITE is a kind of SQLITE_IOERR.
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    place = str(path)
    if code == 0 and (undecoded := _UNDECODED.match(str(cause))):
        what = f"the column {undecoded[1]} holds bytes that are no text"
        return failures.LedgerDamaged(place, what)
    match code:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return failures.LedgerBusy(place)
        case sqlite3.SQLITE_READONLY:
            return failures.LedgerReadOnly(place)
        case sqlite3.SQLITE_FULL:
            return failures.LedgerFull(place)
        case sqlite3.SQLITE_IOERR if _no_room_next_to(path.absolute()):
            return failures.LedgerFull(place)
        case sqlite3.SQLITE_NOTADB:
            return failures.NotALedger(place, "it is no SQLite file")
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_CONSTRAINT | sqlite3.SQLITE_ERROR:
            return failures.LedgerDamaged(place, str(cause))
        case _:
            return failures.LedgerUnreachable(place, str(cause))


def _no_room_next_to(path: Path) -> bool:
    """Whether the shared memory that every reader needs next to the file no longer fits."""
    try:
        disk = os.statvfs(path.parent)
    except OSError:
        return False
    blocks = disk.f_bavail if os.geteuid() else disk.f_bfree  # some are kept for root
    return blocks * disk.f_frsize < _SHARED_MEMORY


def no_room_to_read(path: Path) -> bool:
    """The same where that memory is not there yet: to open the file would leave a journal."""
    try:
        there = path.with_name(f"{path.name}-shm").stat().st_size
    except OSError:
        there = 0
    return there < _SHARED_MEMORY and _no_room_next_to(path)
