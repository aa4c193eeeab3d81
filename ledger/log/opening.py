"""Opening and making a log: from a name to a log that is fit to be used, or a clear refusal.

Takes a file name or a URL, gives a ``Log``. Who comes next: the composition root, which
hands the log to the other rooms.
"""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
from sqlalchemy import insert, inspect, select

from ledger.log import failures, tables
from ledger.log.sql import SqlLog
from ledger.log.sqlite import APPLICATION_ID, PATIENCE, SqliteStore, open_store

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from ledger.clock import Clock
    from ledger.log.port import Log, OnAppend


@attrs.frozen(kw_only=True)
class Initialised:
    """What ``init_log`` found and left: schema revisions, ``before`` None if it made the log."""

    place: str
    before: str | None
    after: str


def open_log(
    url_or_path: str | Path,
    *,
    clock: Clock,
    on_append: OnAppend | None = None,
    patience: float = PATIENCE,
) -> Log:
    """Open a log that is there; a file that cannot be written is opened for reading.

    ``clock`` stamps ``recorded_at``; ``patience`` is how many seconds to wait for another
    writer. Raises a ``StorageError`` that says what stands there instead of this program's
    ledger.
    """
    store = open_store(_path(url_or_path), patience=patience)
    try:
        with store.reading() as connection:
            _refuse_other_revisions(store, _revision(store, connection))
    except BaseException:
        store.close()
        raise
    return SqlLog(store, clock=clock, on_append=on_append)


def init_log(url_or_path: str | Path, *, origin: str | None = None) -> Initialised:
    """Make a log, or bring an older one up to this program's schema; else change nothing.

    ``origin`` names the log in its checkpoints; without one it gets a random name. All of it
    is one transaction.
    """
    store = open_store(_path(url_or_path), create=True)
    try:
        before = _begin_ledger(store)
        with store.writing() as connection:
            _migrate(connection, before, origin or f"claim-ledger/{uuid.uuid4().hex}")
    finally:
        store.close()
    return Initialised(place=store.place, before=before, after=tables.SCHEMA_HEAD)


def _begin_ledger(store: SqliteStore) -> str | None:
    """The revision that is there; an empty file is set to WAL, which no transaction may do."""
    with store.reading() as connection:
        before = None if _is_empty(connection) else _revision(store, connection)
        if before is None:
            connection.rollback()
            raw = connection.connection.cursor()
            raw.execute("PRAGMA journal_mode=WAL")
            raw.execute(f"PRAGMA application_id={APPLICATION_ID}")
            raw.close()
        elif before not in tables.REVISIONS:
            raise failures.LedgerTooNew(store.place, before)
    return before


def _migrate(connection: Connection, before: str | None, origin: str) -> None:
    if before != tables.SCHEMA_HEAD:
        from ledger.log import migrate  # loads Alembic  # noqa: PLC0415

        migrate.upgrade(connection)
    if connection.execute(select(tables.head.c.id)).first() is None:
        connection.execute(
            insert(tables.head).values(id=1, origin=origin, size=0, recorded_at=0, frontier=b"")
        )


def _is_empty(connection: Connection) -> bool:
    return not inspect(connection).get_table_names()


def _revision(store: SqliteStore, connection: Connection) -> str:
    """The schema's revision; refuses a database that is someone else's."""
    if tables.version.name not in inspect(connection).get_table_names():
        raise failures.NotALedger(store.place, "it is a database of another program")
    return str(connection.execute(select(tables.version)).scalar())


def _refuse_other_revisions(store: SqliteStore, revision: str) -> None:
    if revision == tables.SCHEMA_HEAD:
        return
    if revision in tables.REVISIONS:
        raise failures.LedgerTooOld(store.place, revision)
    raise failures.LedgerTooNew(store.place, revision)


def _path(url_or_path: str | Path) -> Path:
    text_ = str(url_or_path)
    if text_.startswith("sqlite:///"):
        return Path(text_.removeprefix("sqlite:///"))
    if "://" in text_:
        raise failures.UnknownLocation(text_)
    return Path(text_)
