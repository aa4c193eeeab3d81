"""Connections to a ledger's file: each settled to be durable, with the triggers in force.

Takes a path; gives the driver's connections, or SQLAlchemy's. Nothing is begun on one of them
that its user did not begin.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import suppress
from typing import TYPE_CHECKING, cast

from ledger.late import late
from ledger.log.stores.sqlite.onlooker import PAUSE, TRIES

if TYPE_CHECKING:
    from pathlib import Path

    import sqlalchemy
    from sqlalchemy import Connection, Engine, event, exc, pool
else:  # who reads a file asks the driver
    sqlalchemy = late("sqlalchemy")
    event = late("sqlalchemy.event")
    exc = late("sqlalchemy.exc")
    pool = late("sqlalchemy.pool")

CACHE = 16 * 1024 * 1024  # bytes
# Of 4 KiB: how long the journal grows until it is folded into the file. While it grows for the
# first time each sync writes its new length too, so appends of a few keep it short; of many it
# is to meet most of the tags' pages more than once.
WAL_PAGES = 1000
WAL_PAGES_OF_MANY = 8000


def engine_of(path: Path, *, writable: bool, patience: float) -> Engine:
    """SQLAlchemy's connections to a file; each begins nothing by itself."""
    engine = sqlalchemy.create_engine(
        "sqlite+pysqlite://",
        # Of a name that it does not see, SQLAlchemy makes one connection a thread: a reading
        # inside a writing would then end the transaction of both.
        poolclass=pool.QueuePool,
        creator=lambda: opened(path, writable=writable, patience=patience),
    )
    event.listen(engine, "begin", _begin if writable else _begin_reading)
    return engine


def opened(path: Path, *, writable: bool, patience: float) -> sqlite3.Connection:
    """The driver's connection, settled; one that refuses that is closed."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={'rwc' if writable else 'ro'}",
        uri=True,
        timeout=patience,
        isolation_level=None,  # the driver begins nothing by itself
        check_same_thread=False,
    )
    try:
        _settle(connection)
    except UnicodeDecodeError as error:  # SQLite names what is damaged, by bytes that are no text
        connection.close()
        raise sqlite3.DatabaseError(str(error)) from error
    except BaseException:
        connection.close()
        raise
    return connection


def undone(writer: Connection, raw: sqlite3.Connection) -> bool:
    """Whether what was begun could be undone, so that the connection is as it was."""
    try:
        if (transaction := writer.get_transaction()) is not None:
            transaction.rollback()
        raw.rollback()
    except (exc.DBAPIError, sqlite3.Error):
        return False
    return True


def give_up(writer: Connection, raw: sqlite3.Connection) -> None:
    """Undo what was begun and close; whatever fails then is part of the same failure."""
    with suppress(Exception):
        raw.rollback()
    with suppress(Exception):
        writer.invalidate()
    with suppress(Exception):
        writer.close()


def _settle(connection: sqlite3.Connection) -> None:
    """Durability and the triggers' reach, for this connection."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA recursive_triggers=ON")
    # Tags go all over their tree: room for its pages.
    cursor.execute(f"PRAGMA cache_size=-{CACHE // 1024}")
    cursor.execute(f"PRAGMA wal_autocheckpoint={WAL_PAGES}")
    cursor.execute("PRAGMA secure_delete=ON")  # an erased payload leaves no bytes behind
    cursor.close()


def _begin(connection: Connection) -> None:
    """The driver begins nothing by itself (isolation_level None); a writer has begun already."""
    raw = raw_of(connection)
    if not raw.in_transaction:
        raw.execute("BEGIN")


def _begin_reading(connection: Connection) -> None:
    """Begin, and take the snapshot at once: again where a writer was in the way.

    Who may not write cannot repair the journal's index. Where SQLite meets it half-written, it
    says that one may not write, though the writer is done with it a moment later.
    """
    raw = raw_of(connection)
    for attempt in range(TRIES):
        _begin(connection)
        try:
            raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_READONLY or attempt == TRIES - 1:
                raise
            raw.execute("ROLLBACK")
            time.sleep(PAUSE)
        else:
            return


def raw_of(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection."""
    return cast("sqlite3.Connection", connection.connection.dbapi_connection)
