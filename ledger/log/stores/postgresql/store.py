"""PostgreSQL as a store: one schema, through psycopg 3.

Takes a URL, gives transactions on it and its failures by name. The head row's lock puts
writers in order; no sequence or advisory lock is used, and NOTIFY is a hint. Acknowledged
means that COMMIT came back clean: a warning that a standby did not confirm is an error.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from functools import cache
from typing import TYPE_CHECKING, Any, cast

import attrs
import psycopg
from psycopg import sql as compose
from psycopg.conninfo import make_conninfo
from sqlalchemy import Connection, Engine, Select
from sqlalchemy.exc import DBAPIError

from ledger.errors import StorageError
from ledger.late import late
from ledger.log import guards
from ledger.log import wake as hints
from ledger.log.clock.moments import TAG
from ledger.log.failures import LedgerBusy, LedgerDamaged, LedgerLocked
from ledger.log.stores.columns import Misshapen
from ledger.log.stores.postgresql import server_failures
from ledger.log.stores.postgresql.address import Address
from ledger.log.stores.postgresql.connections import Raw, engine_of, raw_of
from ledger.log.stores.postgresql.insertion import CHANNEL, append_at_once, insert
from ledger.log.stores.postgresql.server_failures import (
    ConnectionLost,
    NoPrivilege,
    NotReplicated,
)

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from ledger.log.stores import migrate
    from ledger.log.stores.relational.rows import Rows
    from ledger.log.stores.relational.store import EventRow, HeadRow, Locked
    from ledger.log.stores.selection import Values
else:
    migrate = late("ledger.log.stores.migrate")

PATIENCE = 30.0
_WAIT = "SyncRepWaitForLSN"  # where a server that gives up waiting for a standby says so
_STREAMED = 4096  # rows of a long answer at a time
_MAY_APPEND = "SELECT has_table_privilege('events', 'INSERT') AND NOT pg_is_in_recovery()"
_USABLE = "SELECT has_schema_privilege(%s, 'USAGE') FROM pg_namespace WHERE nspname = %s"
_LISTEN = 0.2  # seconds until a listener looks whether it should end
_LISTEN_AGAIN = 5.0  # seconds until one that broke off tries again
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
            self._confirmed(raw_of(connection)),
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def _confirmed(self, raw: Raw) -> Iterator[None]:
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
                return cursor.execute(text_of(asked), values).fetchall()
        except LedgerBusy as error:
            raise LedgerLocked(self.place) from error

    @contextmanager
    def _outside(self) -> Iterator[Raw]:
        """A connection on which each statement is its own transaction."""
        pooled = self.engine.raw_connection()
        try:
            raw = cast("Raw", pooled.dbapi_connection)
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
        with raw_of(connection).cursor(binary=True) as cursor:
            heads = cast("list[HeadRow]", cursor.execute(_LOCK).fetchall())
            rows = cursor.execute(_BY_IDS, ("\n".join(ids),)).fetchall()
        asked = cast("list[EventRow]", [row[1:] for row in rows if row[0]])
        return heads, asked, next((cast("bytes", row[2]) for row in rows if not row[0]), None)

    def append_at_once(
        self, rows: Rows, there: HeadRow, last: bytes, then: Callable[[Connection], None] | None
    ) -> bool:
        """By ``ledger_append`` (migration 0008); what runs after it needs a transaction around."""
        if then is None:
            with self._named(), self._outside() as raw, self._confirmed(raw):
                return append_at_once(raw, rows, there, last)
        with self.writing() as connection:
            written = append_at_once(raw_of(connection), rows, there, last)
            if written:
                then(connection)
            return written

    def now(self, connection: Connection) -> datetime:
        """The server's, as it goes on within a transaction."""
        return cast("datetime", connection.exec_driver_sql("SELECT clock_timestamp()").scalar())

    def insert(self, connection: Connection, rows: Rows) -> bool:
        """See ``Store.insert``."""
        return insert(raw_of(connection), self.place, rows)

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

    def may_append(self) -> bool:
        """By the rights of the role; nobody may on a standby."""
        with self.reading() as connection:
            return bool(connection.exec_driver_sql(_MAY_APPEND).scalar())

    def unguarded(self, connection: Connection) -> tuple[str, ...]:
        """By the system's catalogue, which anyone may read."""
        digests = {row[0]: row[1] for row in connection.exec_driver_sql(guards.TRIGGERS)}
        for name, words in connection.exec_driver_sql(guards.FUNCTIONS):
            digests[name] = guards.digest(words)
        made = {**guards.POSTGRESQL, **guards.VIEWS_POSTGRESQL}
        return (*guards.wrong(made, digests), *migrate.changed_views(connection))

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
            (channel,) = connection.execute(f"SELECT {CHANNEL}").fetchone() or ("",)
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
        except Misshapen as error:
            raise LedgerDamaged(self.place, str(error)) from error


def open_store(location: str, *, patience: float = PATIENCE) -> PostgresStore:
    """Connect lazily, to what ``Address`` reads from the URL."""
    address = Address.parse(location)
    conninfo = make_conninfo(**address.options)
    return PostgresStore(address.place, engine_of(address, patience), address.schema, conninfo)


@cache
def text_of(text: str) -> bytes:
    """A statement as psycopg takes it: ``%s`` where a value goes."""
    return text.replace("?", "%s").encode()
