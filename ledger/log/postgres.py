"""PostgreSQL as a store: one schema, through psycopg 3.

Takes a URL, gives transactions on it and its failures by name. The head row's lock puts
writers in order; no sequence, advisory lock or NOTIFY is relied on. Acknowledged means that
COMMIT came back clean: a warning that a standby did not confirm is an error.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias, cast

import attrs
import psycopg
from psycopg import sql as compose
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from ledger.errors import StorageError
from ledger.log import failures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sqlalchemy.pool import ConnectionPoolEntry

    from ledger.log.sql import EventRow, HeadRow, Rows

_Raw: TypeAlias = psycopg.Connection[tuple[object, ...]]

OLDEST = 15  # the major version that this program is tested from
PATIENCE = 30.0
_SMALL = 1000  # rows that go into one INSERT; more go by COPY
_BATCH = 10_000  # rows of one COPY

_LOCK = "SELECT id, origin, size, recorded_at, frontier FROM head FOR UPDATE"
_BY_IDS = "SELECT position, envelope, leaf_hash, payload FROM events WHERE event_id = ANY(%s)"
_MOVE_HEAD = "UPDATE head SET size = %s, recorded_at = %s, frontier = %s"

_SCHEMA = re.compile(r"[a-z_][a-z0-9_]{0,62}")
_COLUMNS = {
    "events": {
        "position": "int8",
        "event_id": "text",
        "envelope": "bytea",
        "leaf_hash": "bytea",
        "salt": "bytea",
        "payload": "bytea",
    },
    "tags": {"tag": "text", "position": "int8"},
    "tiles": {"level": "int4", "idx": "int8", "hash": "bytea"},
}


class DatabaseTooOld(StorageError):
    """A server before the oldest one that is supported."""

    code = "database-too-old"

    def __init__(self, place: str, version: int) -> None:
        super().__init__(
            f"{place} is PostgreSQL {version}; the ledger needs {OLDEST} or newer",
            fix="upgrade the server, or keep the ledger in a file",
        )
        self.place = place
        self.version = version


class NotReplicated(StorageError):
    """A commit that stands on the primary, and that no standby has confirmed."""

    code = "not-replicated"

    def __init__(self, place: str) -> None:
        super().__init__(
            f"{place} recorded this, but no standby confirmed it: a failover may lose it",
            fix="see to the standby, then run the same command again; nothing is recorded twice",
        )
        self.place = place


class ConnectionLost(StorageError):
    """The server went away, or broke off this transaction for another's sake."""

    code = "connection-lost"

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(
            f"{place} broke off: {reason}",
            fix="run the same command again; nothing is recorded twice",
        )
        self.place = place
        self.reason = reason


@attrs.define
class PostgresStore:
    """A ledger's schema, connected to."""

    place: str
    engine: Engine
    schema: str | None

    errors = (DBAPIError, psycopg.Error)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """BEGIN, and COMMIT or ROLLBACK; the head row's lock, taken first, keeps others out."""
        with self._named(), self.engine.connect() as connection:
            raw = _raw(connection)
            warned: list[str] = []

            def hear(diagnostic: psycopg.errors.Diagnostic) -> None:
                warned.append(diagnostic.message_primary or "")

            raw.add_notice_handler(hear)
            try:
                with connection.begin():
                    yield connection
            finally:
                raw.remove_notice_handler(hear)
            if any("synchronous replication" in message for message in warned):
                raise NotReplicated(self.place)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction for reading."""
        with self._named(), self.engine.connect() as connection:
            yield connection

    def lock(
        self, connection: Connection, ids: Sequence[str]
    ) -> tuple[Sequence[HeadRow], Sequence[EventRow]]:
        """Both in one round trip, in this order; each sees what was committed before it."""
        raw = _raw(connection)
        with raw.pipeline(), raw.cursor() as head, raw.cursor() as known:
            head.execute(_LOCK)
            known.execute(_BY_IDS, (ids,))
            return (
                cast("list[HeadRow]", head.fetchall()),
                cast("list[EventRow]", known.fetchall()),
            )

    def insert(self, connection: Connection, rows: Rows) -> None:
        """Few rows in one INSERT over arrays, many by binary COPY in bounded batches."""
        with _raw(connection).cursor() as cursor:
            for table, added in (
                ("events", rows.events),
                ("tags", rows.tags),
                ("tiles", rows.tiles),
            ):
                if len(added) > _SMALL:
                    for start in range(0, len(added), _BATCH):
                        _copy(cursor, table, added[start : start + _BATCH])
                elif added:
                    _insert(cursor, table, added)
            cursor.execute(_MOVE_HEAD, rows.head)

    def tables(self, connection: Connection) -> set[str]:
        """See ``Store.tables``."""
        asked = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
        return set(connection.exec_driver_sql(asked).scalars())

    def prepare(self) -> None:
        """Make the schema."""
        if self.schema is None:
            return
        with self._named(), self.engine.begin() as connection:
            connection.exec_driver_sql(f'CREATE SCHEMA IF NOT EXISTS "{self.schema}"')

    def retriable(self, error: StorageError) -> bool:
        """A lost connection, a deadlock, a serialization failure."""
        return isinstance(error, ConnectionLost)

    def forget(self) -> None:
        """Let VACUUM take the old row version away; WAL archives and backups keep theirs."""
        with self._named(), self.engine.connect() as connection:
            autocommit = connection.execution_options(isolation_level="AUTOCOMMIT")
            autocommit.exec_driver_sql("VACUUM events")

    def close(self) -> None:
        """Close the connections."""
        self.engine.dispose()

    @contextmanager
    def _named(self) -> Iterator[None]:
        """Give the driver's errors our names."""
        try:
            yield
        except self.errors as error:
            raise failure(self.place, error) from error


def open_store(location: str, *, patience: float = PATIENCE) -> PostgresStore:
    """Connect lazily; ``?schema=NAME`` in the URL names the ledger's schema."""
    try:
        url = make_url(location).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError) as error:
        raise failures.UnknownLocation(location) from error
    schema = url.query.get("schema")
    if schema is not None and (not isinstance(schema, str) or not _SCHEMA.fullmatch(schema)):
        raise failures.UnknownLocation(_shown(url))
    place = _shown(url)
    engine = create_engine(
        url.difference_update_query(["schema"]),
        # Whatever the server's default is: a snapshot taken before the lock would be too old.
        isolation_level="READ COMMITTED",
        pool_pre_ping=True,
    )
    event.listen(engine, "connect", _settling(place, schema, patience))
    return PostgresStore(place, engine, schema)


def _shown(url: URL) -> str:
    """The URL as users may see it: without its password and our driver's name."""
    return url.set(drivername="postgresql").render_as_string(hide_password=True)


def _settling(
    place: str, schema: str | None, patience: float
) -> Callable[[_Raw, ConnectionPoolEntry], None]:
    def settle(connection: _Raw, _: ConnectionPoolEntry) -> None:
        """Durability, patience and the schema, for this connection."""
        version = connection.info.server_version // 10_000
        if version < OLDEST:
            raise DatabaseTooOld(place, version)
        settings = {
            "lock_timeout": f"{int(patience * 1000)}",
            # A cancel while a standby confirms would leave the row committed, unconfirmed.
            "statement_timeout": "0",
            "client_min_messages": "warning",
        }
        if schema is not None:
            settings["search_path"] = schema
        with connection.cursor() as cursor:
            for name, value in settings.items():
                cursor.execute("SELECT set_config(%s, %s, false)", (name, value))
            cursor.execute(
                "SELECT set_config('synchronous_commit', 'on', false)"
                " WHERE current_setting('synchronous_commit') IN ('off', 'local')"
            )
        connection.commit()

    return settle


def _raw(connection: Connection) -> _Raw:
    """The driver's own connection."""
    return cast("_Raw", connection.connection.dbapi_connection)


def _insert(
    cursor: psycopg.Cursor[tuple[object, ...]], table: str, rows: Sequence[Sequence[object]]
) -> None:
    columns = _COLUMNS[table]
    arrays = compose.SQL(", ").join(
        compose.SQL("%s::{}[]").format(compose.SQL(kind)) for kind in columns.values()
    )
    statement = compose.SQL("INSERT INTO {} ({}) SELECT * FROM unnest({})").format(
        compose.Identifier(table),
        compose.SQL(", ").join(map(compose.Identifier, columns)),
        arrays,
    )
    cursor.execute(statement, [list(column) for column in zip(*rows, strict=True)])


def _copy(
    cursor: psycopg.Cursor[tuple[object, ...]], table: str, rows: Sequence[Sequence[object]]
) -> None:
    columns = _COLUMNS[table]
    statement = compose.SQL("COPY {} ({}) FROM STDIN (FORMAT BINARY)").format(
        compose.Identifier(table), compose.SQL(", ").join(map(compose.Identifier, columns))
    )
    with cursor.copy(statement) as copy:
        copy.set_types(list(columns.values()))
        for row in rows:
            copy.write_row(row)


_BY_STATE: dict[str, Callable[[str], StorageError]] = {
    "53100": failures.LedgerFull,
    "55P03": failures.LedgerBusy,
    "25006": failures.LedgerReadOnly,
    "42501": failures.LedgerReadOnly,
    "3D000": failures.NoLedger,
}
_BROKE_OFF = ("40001", "40P01", "57P01", "57P02", "57P03", "08")
_NO_DATABASE = re.compile(r'database ".*" does not exist')
_NOT_OURS = ("23", "42", "P0", "XX")


def failure(place: str, error: DBAPIError | psycopg.Error) -> StorageError:
    """The driver's error under our name for it, by its SQLSTATE."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    state = getattr(cause, "sqlstate", None) or ""
    reason = str(cause).strip().split("\n")[0]
    if state in _BY_STATE:
        return _BY_STATE[state](place)
    # A refused connection carries no SQLSTATE, only the server's words.
    if _NO_DATABASE.search(reason):
        return failures.NoLedger(place)
    lost = isinstance(error, DBAPIError) and error.connection_invalidated
    if state.startswith(_BROKE_OFF) or (lost and not state):
        return ConnectionLost(place, reason)
    if state.startswith(_NOT_OURS):
        return failures.LedgerDamaged(place, reason)
    return failures.LedgerUnreachable(place, reason)
