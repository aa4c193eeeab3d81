"""PostgreSQL as a store: one schema, through psycopg 3.

Takes a URL, gives transactions on it and its failures by name. The head row's lock puts
writers in order; no sequence or advisory lock is used, and NOTIFY is a hint. Acknowledged
means that COMMIT came back clean: a warning that a standby did not confirm is an error.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from functools import cache
from itertools import chain, islice
from selectors import EVENT_READ, DefaultSelector
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import attrs
import psycopg
from psycopg import sql as compose
from psycopg.conninfo import make_conninfo
from psycopg.types.string import BytesBinaryDumper
from sqlalchemy import Connection, Engine, Select, create_engine, event
from sqlalchemy.exc import DBAPIError, DisconnectionError

from ledger.errors import StorageError
from ledger.log import guards
from ledger.log import wake as hints
from ledger.log.clock.moments import TAG
from ledger.log.failures import LedgerBusy, LedgerLocked, WrongEncoding
from ledger.log.stores import server_failures
from ledger.log.stores.address import Address
from ledger.log.stores.readback import counted
from ledger.log.stores.server_failures import (
    ConnectionLost,
    DatabaseTooOld,
    NoPrivilege,
    NotReplicated,
)

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from sqlalchemy.engine.interfaces import ExecutionContext
    from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

    from ledger.log.stores.relational.rows import Rows
    from ledger.log.stores.relational.store import EventRow, HeadRow, Locked
    from ledger.log.stores.selection import Values

_Raw: TypeAlias = psycopg.Connection[tuple[object, ...]]

PATIENCE = 30.0
_WAIT = "SyncRepWaitForLSN"  # where a server that gives up waiting for a standby says so
_FEW = 8  # events that go into one INSERT; for more, COPY costs a fourth
_STREAMED = 4096  # rows of a long answer at a time
_BATCH = 10_000  # rows of one COPY
_USABLE = "SELECT has_schema_privilege(%s, 'USAGE') FROM pg_namespace WHERE nspname = %s"
_LISTEN = 0.2  # seconds until a listener looks whether it should end
_LISTEN_AGAIN = 5.0  # seconds until one that broke off tries again
# Short whatever the schema is called, and its own in a database of many.
_CHANNEL = "'claims_' || current_schema()::regnamespace::oid"
_LOCK = "SELECT id, origin, size, recorded_at, frontier FROM head WHERE id = 1 FOR UPDATE"
# The events of these ids, and after them, marked by a 0, the last one without its payload.
_BY_IDS = f"""
    SELECT 1, position, envelope, leaf_hash,
        (SELECT max(position) FROM tags WHERE tag = '{TAG}'), payload
    FROM events WHERE event_id = ANY(string_to_array(%s, E'\\n'))
    UNION ALL
    SELECT 0, position, envelope, leaf_hash, NULL, NULL
    FROM events WHERE position = (SELECT size - 1 FROM head)
"""  # noqa: S608  # a phrase of this program
_LOG = "('events'::regclass, 'tags'::regclass, 'tiles'::regclass, 'head'::regclass)"
_NAMES = ", ".join(f"'{name}'" for name in sorted(guards.OURS))
# With the move: how many heads it moved, how many events stand now from where it was, and
# whether anything of others is on the tables, or one of ours is not as it was made.
_MOVE_HEAD = f"""
    WITH moved AS (
        UPDATE head SET size = %s, recorded_at = %s, frontier = %s WHERE id = 1 RETURNING 1
    ), told AS (SELECT pg_notify({_CHANNEL}, '') FROM moved)
    SELECT (SELECT count(*) FROM told),
        (SELECT count(*) FROM events WHERE position >= %s),
        (SELECT count(*) FROM pg_trigger WHERE tgrelid IN {_LOG} AND NOT tgisinternal
            AND tgname IN ({_NAMES}) AND tgenabled = 'A') <> {len(guards.TRIGGERS_OF_LOG)}
        OR EXISTS (SELECT 1 FROM pg_trigger WHERE tgrelid IN {_LOG} AND NOT tgisinternal
            AND tgname NOT IN ({_NAMES}))
        OR EXISTS (SELECT 1 FROM pg_class WHERE oid IN {_LOG}
            AND (relkind <> 'r' OR relhasrules OR relrowsecurity OR relhassubclass))
"""  # noqa: S608  # phrases of this module
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
_COPY = {
    table: f"COPY {table} ({', '.join(columns)}) FROM STDIN (FORMAT BINARY)"
    for table, columns in _COLUMNS.items()
}


# Texts and numbers joined, for the driver takes as long over a list as the server over a row.
_TAGS = "SELECT * FROM unnest(string_to_array(%s, E'\\n'), string_to_array(%s, ',')::int8[])"
_FILE = f"INSERT INTO tags (tag, position) {_TAGS} RETURNING 1"
_VALUES = f"({', '.join(['%s'] * len(_COLUMNS['events']))})"
_INSERT = {
    number: f"WITH added AS (INSERT INTO events ({', '.join(_COLUMNS['events'])})"  # noqa: S608
    f" VALUES {', '.join([_VALUES] * number)} RETURNING 1), filed AS ({_FILE})"
    " SELECT (SELECT count(*) FROM added), (SELECT count(*) FROM filed)"
    for number in range(1, _FEW + 1)
}


_APPEND = (
    "SELECT ledger_append(%s::bigint, %s::bigint, %b, %b, %s, %b, %b, %b, %b,"
    " %s, %s, %s, %s, %b, %s::bigint, %s::bigint, %b)"
)


@attrs.define
class PostgresStore:
    """A ledger's schema, connected to."""

    place: str
    engine: Engine
    schema: str | None
    conninfo: str

    errors = (DBAPIError, psycopg.Error)
    page_rows = 1024  # each page is a round trip
    most_at_once = 512  # for more, COPY costs less, and takes them as they are sealed

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """BEGIN, and COMMIT or ROLLBACK; the head row's lock, taken first, keeps others out."""
        with (
            self._named(),
            self.engine.connect() as connection,
            self._confirmed(_raw(connection)),
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def _confirmed(self, raw: _Raw) -> Iterator[None]:
        """Refuse a commit within of which the server says that no standby has confirmed it."""
        warned: list[str | None] = []

        def hear(diagnostic: psycopg.errors.Diagnostic) -> None:
            warned.append(diagnostic.source_function)

        raw.add_notice_handler(hear)
        try:
            yield
        finally:
            raw.remove_notice_handler(hear)
        # By the place in the server that warned: its words are in the server's language.
        if _WAIT in warned:
            raise NotReplicated(self.place)

    def appending(self) -> AbstractContextManager[Connection]:
        """See ``Store.appending``."""
        return self.writing()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction for reading."""
        try:
            with self._named(), self.engine.connect() as connection:
                yield connection
        except LedgerBusy as error:
            raise LedgerLocked(self.place) from error

    def fetch(
        self,
        asked: str,
        values: Sequence[object],
        *,
        most: int | None = None,  # noqa: ARG002 - they have come whole by then
    ) -> list[Any]:
        """Outside of any transaction: one statement sees one state, and needs no BEGIN."""
        try:
            with self._named(), self._outside() as raw, raw.cursor(binary=True) as cursor:
                return cursor.execute(_text(asked), values).fetchall()
        except LedgerBusy as error:
            raise LedgerLocked(self.place) from error

    @contextmanager
    def _outside(self) -> Iterator[_Raw]:
        """A connection on which each statement is its own transaction."""
        pooled = self.engine.raw_connection()
        try:
            raw = cast("_Raw", pooled.dbapi_connection)
            raw.autocommit = True
            yield raw
            raw.autocommit = False
        except BaseException:
            pooled.invalidate()
            raise
        finally:
            pooled.close()

    def lock(self, connection: Connection, ids: Sequence[str]) -> Locked:
        """Two statements, so that the second sees all that was committed before the lock."""
        with _raw(connection).cursor(binary=True) as cursor:
            heads = cast("list[HeadRow]", cursor.execute(_LOCK).fetchall())
            rows = cursor.execute(_BY_IDS, ("\n".join(ids),)).fetchall()
        asked = cast("list[EventRow]", [row[1:] for row in rows if row[0]])
        return heads, asked, next((cast("bytes", row[2]) for row in rows if not row[0]), None)

    def append_at_once(
        self, rows: Rows, there: HeadRow, last: bytes, then: Callable[[Connection], None] | None
    ) -> bool:
        """By ``ledger_append`` (migration 0008); what runs after it needs a transaction around."""
        values = _joined(rows, there, last)
        if then is None:
            with self._named(), self._outside() as raw, self._confirmed(raw):
                return _called(raw, values)
        with self.writing() as connection:
            written = _called(_raw(connection), values)
            if written:
                then(connection)
            return written

    def now(self, connection: Connection) -> datetime:
        """The server's, as it goes on within a transaction."""
        return cast("datetime", connection.exec_driver_sql("SELECT clock_timestamp()").scalar())

    def insert(self, connection: Connection, rows: Rows) -> bool:
        """A few events by one INSERT, more by binary COPY in bounded batches.

        The server's counts leave out the rows that a trigger or a rule has put aside.
        """
        with _raw(connection).cursor() as cursor:
            if len(rows.fresh) <= _FEW:
                values = list(chain.from_iterable(rows.events()))
                filing = list(rows.filing())
                tags = "\n".join(tag for tag, _ in filing)
                positions = ",".join(str(position) for _, position in filing)
                cursor.execute(_INSERT[len(rows.fresh)], [*values, tags, positions])
                taken, filed = cast("tuple[int, int]", cursor.fetchone())
                counted(self.place, "events", len(rows.fresh), taken)
                counted(self.place, "tags", len(filing), filed)
            else:
                # COPY takes what was registered last: by default one that is written in Python.
                cursor.adapters.register_dumper(bytes, BytesBinaryDumper)
                _copy(self.place, cursor, "events", rows.events())
                _copy(self.place, cursor, "tags", rows.filing())
            _copy(self.place, cursor, "tiles", rows.tiles)
            cursor.execute(_MOVE_HEAD, (*rows.head, rows.before.size))
            moved, stand, strange = cast("tuple[int, int, bool]", cursor.fetchone())
        counted(self.place, "heads", 1, moved)
        counted(self.place, "events", len(rows.fresh), stand)
        return strange

    def stream(
        self, connection: Connection, asked: Select[str, int], values: Values
    ) -> Iterator[tuple[str, int]]:
        """By a cursor of the server: the driver would fetch all of it."""
        streamed = connection.execution_options(stream_results=True, max_row_buffer=_STREAMED)
        for row in streamed.execute(asked, values):
            yield row[0], row[1]

    def tables(self, connection: Connection) -> set[str]:
        """See ``Store.tables``; a schema that may not be looked into is told from none."""
        if self.schema is not None:
            usable = connection.exec_driver_sql(_USABLE, (self.schema, self.schema)).scalar()
            if usable is False:
                raise NoPrivilege(self.place, f"permission denied for schema {self.schema}")
        asked = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
        return set(connection.exec_driver_sql(asked).scalars())

    def table_names(self) -> set[str]:
        """See ``Store.table_names``."""
        with self.reading() as connection:
            return self.tables(connection)

    def complaint(self, connection: Connection) -> str | None:  # noqa: ARG002
        """None: checksums and pg_amcheck are the server's owner's to run."""
        return None

    def unguarded(self, connection: Connection) -> tuple[str, ...]:
        """By the system's catalogue, which anyone may read."""
        digests = {row[0]: row[1] for row in connection.exec_driver_sql(guards.TRIGGERS)}
        for name, words in connection.exec_driver_sql(guards.FUNCTIONS):
            digests[name] = guards.digest(words)
        return guards.wrong(guards.POSTGRESQL, digests)

    def strangers(self, connection: Connection) -> tuple[guards.Stranger, ...]:
        """By the system's catalogue, which anyone may read."""
        rows = connection.exec_driver_sql(guards.STRANGERS_POSTGRESQL)
        return tuple(guards.Stranger(*row) for row in rows)

    def prepare(self) -> None:
        """Make the schema."""
        if self.schema is None:
            return
        with self._named(), self.engine.begin() as connection:
            connection.exec_driver_sql(f'CREATE SCHEMA IF NOT EXISTS "{self.schema}"')

    def confirm(self) -> None:
        """Lock the head: that alone goes to the WAL, so that COMMIT waits for the standbys.

        WAL is confirmed in order, and with it whatever stood there without being confirmed.
        """
        with self.writing() as connection:
            connection.exec_driver_sql("SELECT 1 FROM head FOR UPDATE")

    def retriable(self, error: StorageError) -> bool:
        """A lost connection, a deadlock, a serialization failure."""
        return isinstance(error, ConnectionLost)

    def watching(self, wake: Callable[[], None]) -> AbstractContextManager[None]:
        """LISTEN on a connection of its own; where that breaks off, polling goes on."""

        def listen(ended: threading.Event) -> None:
            while not ended.is_set():
                with suppress(StorageError):
                    self._listen(wake, ended)
                ended.wait(_LISTEN_AGAIN)

        return hints.listening(listen)

    def _listen(self, wake: Callable[[], None], ended: threading.Event) -> None:
        with self._named(), psycopg.connect(self.conninfo, autocommit=True) as connection:
            if self.schema is not None:
                connection.execute("SELECT set_config('search_path', %s, false)", [self.schema])
            (channel,) = connection.execute(f"SELECT {_CHANNEL}").fetchone() or ("",)
            connection.execute(compose.SQL("LISTEN {}").format(compose.Identifier(channel)))
            wake()  # for what came before one listened
            while not ended.is_set():
                for _ in connection.notifies(timeout=_LISTEN, stop_after=1):
                    wake()

    def forget(self) -> None:
        """Let VACUUM take the old row versions away; WAL archives and backups keep theirs.

        Of the log, and of all that is kept next to it: there the words stood as well.
        """
        with self._named(), self.engine.connect() as connection:
            autocommit = connection.execution_options(isolation_level="AUTOCOMMIT")
            autocommit.exec_driver_sql("VACUUM events, shelf, inbox, originals, search_words")

    def close(self) -> None:
        """Close the connections."""
        self.engine.dispose()

    @contextmanager
    def _named(self) -> Iterator[None]:
        """Give the driver's errors our names."""
        try:
            yield
        except self.errors as error:
            raise server_failures.failure(self.place, error) from error


def open_store(location: str, *, patience: float = PATIENCE) -> PostgresStore:
    """Connect lazily, to what ``Address`` reads from the URL."""
    address = Address.parse(location)
    engine = create_engine(
        "postgresql+psycopg://",
        connect_args=address.options,
        # Whatever the server's default is: a snapshot taken before the lock would be too old.
        isolation_level="READ COMMITTED",
    )
    event.listen(engine, "checkout", _refuse_dead)
    event.listen(engine, "before_cursor_execute", _as_bytes)
    event.listen(engine, "connect", _settling(address.place, address.schema, patience))
    return PostgresStore(address.place, engine, address.schema, make_conninfo(**address.options))


def _refuse_dead(connection: _Raw, _: ConnectionPoolEntry, __: PoolProxiedConnection) -> None:
    """Have the pool replace a connection on which the server has hung up.

    It then has something to read, which an idle one never has: to see that costs nothing, where
    a ping costs three round trips, a third of an append.
    """
    with DefaultSelector() as selector:
        selector.register(connection, EVENT_READ)
        if selector.select(0):
            raise DisconnectionError


def _as_bytes(
    _: Connection,
    cursor: psycopg.Cursor[tuple[object, ...]],
    __: str,
    ___: object,
    context: ExecutionContext,
    ____: bool,  # noqa: FBT001 - SQLAlchemy calls it so
) -> None:
    """Have rows sent in binary: as text, bytes take twice their length and time to read."""
    if "ledger_binary" in context.execution_options:
        cursor.format = psycopg.pq.Format.BINARY


def _settling(
    place: str, schema: str | None, patience: float
) -> Callable[[_Raw, ConnectionPoolEntry], None]:
    def settle(connection: _Raw, _: ConnectionPoolEntry) -> None:
        """Durability, patience and the schema, for this connection."""
        version = connection.info.server_version // 10_000
        if version < server_failures.OLDEST:
            raise DatabaseTooOld(place, version)
        settings = {
            "lock_timeout": f"{int(patience * 1000)}",
            # A cancel while a standby confirms would leave the row committed, unconfirmed.
            "statement_timeout": "0",
            "client_min_messages": "warning",
            # A policy that hides rows is an error then, and never a shorter answer.
            "row_security": "off",
        }
        if schema is not None:
            settings["search_path"] = schema
        encoding = connection.info.parameter_status("server_encoding") or "UTF8"
        if encoding != "UTF8":
            raise WrongEncoding(place, encoding)
        connection.autocommit = True  # nothing here is worth a COMMIT of its own
        with connection.cursor() as cursor:
            for name, value in settings.items():
                cursor.execute("SELECT set_config(%s, %s, false)", (name, value))
            cursor.execute(
                "SELECT set_config('synchronous_commit', 'on', false)"
                " WHERE current_setting('synchronous_commit') IN ('off', 'local')"
            )
        connection.autocommit = False

    return settle


def _called(raw: _Raw, values: Sequence[object]) -> bool:
    with raw.cursor(binary=True) as cursor:
        row = cursor.execute(_APPEND, values, prepare=True).fetchone()
    return row is not None and row[0] is True


def _joined(rows: Rows, there: HeadRow, last: bytes) -> list[object]:
    """What ``ledger_append`` takes: few values, for the driver takes long over a list."""
    taken = rows.sealed
    filing = list(rows.filing())
    return [
        there[2],
        there[3],
        there[4],
        last,
        "\n".join([row[1] for row in taken]),
        b"\n".join([row[2] for row in taken]),
        b"".join([row[3] for row in taken]),
        b"".join([row[4] for row in taken]),
        b"\n".join([row[5] for row in taken]),
        "\n".join([tag for tag, _ in filing]),
        ",".join([str(position) for _, position in filing]),
        ",".join([str(level) for level, _, _ in rows.tiles]),
        ",".join([str(place) for _, place, _ in rows.tiles]),
        b"".join([hashed for _, _, hashed in rows.tiles]),
        *rows.head,
    ]


@cache
def _text(text: str) -> bytes:
    """A statement as psycopg takes it: ``%s`` where a value goes."""
    return text.replace("?", "%s").encode()


def _raw(connection: Connection) -> _Raw:
    """The driver's own connection."""
    return cast("_Raw", connection.connection.dbapi_connection)


def _copy(
    place: str,
    cursor: psycopg.Cursor[tuple[object, ...]],
    table: str,
    rows: Iterable[Sequence[object]],
) -> None:
    left = iter(rows)
    for first in left:
        written = 1
        with cursor.copy(_COPY[table]) as copy:
            copy.set_types(list(_COLUMNS[table].values()))
            copy.write_row(first)
            for row in islice(left, _BATCH - 1):
                copy.write_row(row)
                written += 1
        counted(place, table, written, cursor.rowcount)
