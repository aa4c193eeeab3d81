"""SQLite as a store: one file, durable, one writer at a time.

Takes a path, gives transactions on it and its failures by name. WAL with synchronous FULL:
what was acknowledged is on disk. Writers begin IMMEDIATE, for a transaction that reads
before it writes would meet SQLITE_BUSY at once, whatever the timeout.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import threading
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import attrs
import msgspec

from ledger import files
from ledger.clock import SystemClock
from ledger.late import late
from ledger.log import failures, guards
from ledger.log.stores.relational import records, texts
from ledger.log.stores.sqlite.connections import (
    WAL_PAGES,
    WAL_PAGES_OF_MANY,
    engine_of,
    give_up,
    opened,
    raw_of,
    undone,
)
from ledger.log.stores.sqlite.driver_failures import failure, no_room_to_read
from ledger.log.stores.sqlite.insertion import insert
from ledger.log.stores.sqlite.onlooker import Sight, sight, state

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from sqlalchemy import (  # noqa: TC004 - of a store, nobody asks the types of its fields
        Connection,
        Engine,
        Select,
        exc,
    )

    from ledger.errors import StorageError
    from ledger.log.stores import columns
    from ledger.log.stores.relational.rows import Rows
    from ledger.log.stores.relational.store import EventRow, HeadRow, Locked
    from ledger.log.stores.selection import Values
else:  # who reads a file asks the driver
    columns = late("ledger.log.stores.columns")
    exc = late("sqlalchemy.exc")

PATIENCE = 30.0  # seconds to wait for another writer
APPLICATION_ID = 0x434C4147  # "CLAG", in the file's header, so that a ledger can be told

MANY = 64  # events of one append
_IDS = 500  # ids asked for in one statement
_BY_IDS = f"SELECT {texts.COLUMNS} FROM events WHERE event_id IN (SELECT value FROM json_each(?))"  # noqa: S608
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"
_LAST = "SELECT envelope FROM events WHERE position = (SELECT size - 1 FROM head)"


@attrs.define
class SqliteStore:
    """A ledger's file, opened."""

    path: Path  # as it was asked for, in what is said of it
    file: Path  # what is opened under that name
    writable: bool
    sight: Sight | None = None  # of who may not write here
    patience: float = PATIENCE
    full: bool = False  # nothing more fits next to the file, not even what reading it takes
    _stands: Path = attrs.field(init=False)  # wherever this program goes later
    _pool: Engine | None = None  # made by who first needs it
    _sound: int | None = None  # the version of the schema that had our triggers and no others
    _turn: threading.Lock = attrs.field(factory=threading.Lock)
    _wal_pages: int = WAL_PAGES  # of the writer's journal
    _writer: Connection | None = None  # of the appends, which take turns
    _idle: list[sqlite3.Connection] = attrs.field(factory=list)  # of reading, while nobody reads

    @_stands.default
    def _absolute(self) -> Path:
        return self.path.absolute()

    page_rows = 256  # what is made of more of them no longer fits the processor's own memory
    most_at_once = 0  # a file has no round trips to save

    @property
    def errors(self) -> tuple[type[Exception], ...]:
        """See ``Store.errors``."""
        return exc.DBAPIError, sqlite3.Error

    @property
    def engine(self) -> Engine:
        """The connections that SQLAlchemy asks on."""
        if self._pool is None:
            self._pool = engine_of(self.file, writable=self.writable, patience=self.patience)
        return self._pool

    @property
    def place(self) -> str:
        """The file's name."""
        return str(self.path)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """BEGIN IMMEDIATE, and COMMIT or ROLLBACK."""
        self._refuse_unwritable()
        # Threads take turns here, for SQLite's own waiting is not fair.
        with self._turn, self._named(), self.engine.connect() as connection:
            raw_of(connection).execute("BEGIN IMMEDIATE")
            with connection.begin():
                yield connection

    @contextmanager
    def appending(self) -> Iterator[Connection]:
        """The same on a connection that is kept: to take one from the pool costs a tenth."""
        self._refuse_unwritable()
        with self._turn, self._named():
            if self._writer is None:
                self._writer, self._wal_pages = self.engine.connect(), WAL_PAGES
            writer = self._writer
            raw = raw_of(writer)
            try:
                raw.execute("BEGIN IMMEDIATE")
                yield writer
                # SQLAlchemy thinks that there is a transaction once it was asked something in it.
                if (transaction := writer.get_transaction()) is not None:
                    transaction.commit()
                else:
                    raw.commit()
            except BaseException as error:
                if isinstance(error, self.errors) or not undone(writer, raw):
                    self._writer = None
                    give_up(writer, raw)
                raise

    def _refuse_unwritable(self) -> None:
        if self.sight is not None:
            with self._turn:
                self._take_rights()
        if not self.writable:
            refusal = failures.LedgerFull if self.full else failures.LedgerReadOnly
            raise refusal(self.place)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A snapshot, let go of at the end."""
        try:
            with self._named():
                self._look_again()
                with self.engine.connect() as connection:
                    yield connection
        except failures.LedgerBusy as error:
            raise failures.LedgerLocked(self.place) from error

    def _take_rights(self) -> None:
        """Write, once there is room or a right that was not there when the file was opened.

        So a server that was started on a full disk records again when there is room.
        """
        if self.sight is None:
            return
        self.full = _may_write(self._stands) and no_room_to_read(self._stands)
        if self.full or not _may_write(self._stands):
            return
        self.close()
        self.sight, self.file, self.writable = None, self._stands, True

    def _look_again(self) -> None:
        """Where a copy is read, and the file has changed since, read it as it is now."""
        if self.sight is None:
            return  # one who writes may hold the turn while it reads
        with self._turn:
            self._take_rights()
            if self.sight is None or self.sight.copied in (None, state(self._stands)):
                return
            self.close()
            self.sight = sight(self._stands)
            self.file = self.sight.path

    def fetch(self, asked: str, values: Sequence[object], *, most: int | None = None) -> list[Any]:
        """On a connection that is kept, one for each thread that asks at once."""
        if self.sight is not None:
            with self.reading() as connection, connection.begin():
                return self._fetched(raw_of(connection), asked, values, most)
        try:
            raw = self._idle.pop()
        except IndexError:
            raw = self._connect()
        try:
            rows = self._fetched(raw, asked, values, most)
        except BaseException as error:
            raw.close()
            if isinstance(error, sqlite3.Error | UnicodeDecodeError):
                raise self._read_failure(error) from error
            raise
        self._idle.append(raw)
        return rows

    def _fetched(
        self, raw: sqlite3.Connection, asked: str, values: Sequence[object], most: int | None
    ) -> list[Any]:
        cursor = raw.execute(asked, values)
        if most is None:
            return cursor.fetchall()
        rows, _ = records.weighed(self.place, cursor.fetchmany, most)
        cursor.close()  # or its snapshot would last until it is collected
        return rows

    def _connect(self) -> sqlite3.Connection:
        try:
            return opened(self.file, writable=self.writable, patience=self.patience)
        except sqlite3.Error as error:
            raise self._read_failure(error) from error

    def _read_failure(self, error: Exception) -> StorageError:
        named = self._failure(error)
        return (
            failures.LedgerLocked(self.place) if isinstance(named, failures.LedgerBusy) else named
        )

    def lock(self, connection: Connection, ids: Sequence[str]) -> Locked:
        """The transaction itself is the lock: it began IMMEDIATE."""
        raw = raw_of(connection)
        rows: list[EventRow] = []
        if len(ids) == 1:
            rows = raw.execute(texts.BY_ID, ids).fetchall()
        else:
            for start in range(0, len(ids), _IDS):
                asked = msgspec.json.encode(ids[start : start + _IDS]).decode()
                rows += raw.execute(_BY_IDS, (asked,))
        last = raw.execute(_LAST).fetchone()
        return raw.execute(texts.HEAD).fetchall(), rows, last[0] if last else None

    def append_at_once(
        self,
        rows: Rows,  # noqa: ARG002
        there: HeadRow,  # noqa: ARG002
        last: bytes,  # noqa: ARG002
        then: Callable[[Connection], None] | None,  # noqa: ARG002
    ) -> bool:
        """Never: see ``most_at_once``."""
        return False

    def now(self, connection: Connection) -> datetime:  # noqa: ARG002
        """This machine's: a file has no clock of its own."""
        return SystemClock().now()

    def insert(self, connection: Connection, rows: Rows) -> bool:
        """See ``Store.insert``; many events may fill more of the journal before it is folded."""
        raw = raw_of(connection)
        pages = WAL_PAGES if len(rows.fresh) < MANY else WAL_PAGES_OF_MANY
        if pages != self._wal_pages and connection is self._writer:
            raw.execute(f"PRAGMA wal_autocheckpoint={pages}")
            self._wal_pages = pages
        insert(raw, self.place, rows)
        return not self._sound_schema(connection)

    def _sound_schema(self, connection: Connection) -> bool:
        """Whether this connection has our triggers and no others; looked up once a schema.

        SQLite itself reads the triggers again when this number has changed, and only then.
        """
        raw = raw_of(connection)
        (version,) = raw.execute("PRAGMA schema_version").fetchone()
        if version != self._sound:
            if raw.execute(guards.STRANGERS_SQLITE).fetchall() or self.unguarded(connection):
                return False
            self._sound = version
        return True

    def tables(self, connection: Connection) -> set[str]:
        """See ``Store.tables``."""
        return set(connection.exec_driver_sql(_TABLES).scalars())

    def table_names(self) -> set[str]:
        """See ``Store.table_names``."""
        return {row[0] for row in self.fetch(_TABLES, ())}

    def stream(
        self, connection: Connection, asked: Select[str, int], values: Values
    ) -> Iterator[tuple[str, int]]:
        """By the driver's cursor, which fetches as it goes."""
        cursor = connection.execute(asked, values).cursor
        return iter(cast("Iterable[tuple[str, int]]", cursor))

    def complaint(self, connection: Connection) -> str | None:
        """The first break of a tree of pages: an index that leads nowhere reads as no rows."""
        verdict = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
        return None if verdict == "ok" else " ".join(str(verdict).split())

    def may_append(self) -> bool:
        """By the rights of the file and its folder; a full disk takes none away."""
        return self.writable or self.full

    def unguarded(self, connection: Connection) -> tuple[str, ...]:
        """By the words of each trigger and view, which the file keeps as they were given."""
        asked = """
            SELECT type || ' ' || name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')
        """
        digests = {row[0]: guards.digest(row[1]) for row in connection.exec_driver_sql(asked)}
        return guards.wrong({**guards.SQLITE, **guards.VIEWS_SQLITE}, digests)

    def strangers(self, connection: Connection) -> tuple[guards.Stranger, ...]:
        """By the file's own list of what is in it."""
        rows = connection.exec_driver_sql(guards.STRANGERS_SQLITE)
        return tuple(guards.Stranger(*row) for row in rows)

    def prepare(self) -> None:
        """Set the journal to WAL and mark the file as ours."""
        with self._named(), self.engine.connect() as connection:
            cursor = connection.connection.cursor()
            cursor.execute("PRAGMA journal_mode=WAL")
            cursor.execute(f"PRAGMA application_id={APPLICATION_ID}")
            cursor.close()

    def confirm(self) -> None:
        """Nothing: what can be read was synced before it could be."""

    def retriable(self, error: StorageError) -> bool:  # noqa: ARG002
        """Never: waiting for one's turn is SQLite's own business."""
        return False

    def watching(self, wake: Callable[[], None]) -> AbstractContextManager[None]:  # noqa: ARG002
        """Nothing: no word of it comes from another process."""
        return nullcontext()

    def forget(self) -> None:
        """Fold the WAL into the file and empty it; freed pages were zeroed (secure_delete).

        SQLite does not sync what it cut off: a power cut would bring the old WAL back.
        """
        with self._turn, self._named(), self.engine.connect() as connection:
            cursor = connection.connection.cursor()
            busy, *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            cursor.close()
            if busy:
                raise failures.WordsLinger(self.place)
            _sync(self._stands.with_name(self._stands.name + "-wal"))

    def close(self) -> None:
        """Close the file; the last one to do so folds the WAL into it."""
        if self._writer is not None:
            self._writer.close()
            self._writer = None
        while self._idle:
            self._idle.pop().close()
        if self._pool is not None:
            self._pool.dispose()
            self._pool = None
        if self.sight is not None:
            self.sight.close()

    @contextmanager
    def _named(self) -> Iterator[None]:
        """Give the driver's errors our names."""
        try:
            yield
        except Exception as error:
            if isinstance(
                error, (*self.errors, UnicodeDecodeError, OverflowError, columns.Misshapen)
            ):
                raise self._failure(error) from error
            raise

    def _failure(self, error: Exception) -> StorageError:
        if isinstance(error, UnicodeDecodeError):
            # Texts of a damaged file, and the driver's own messages that quote them.
            return failures.LedgerDamaged(self.place, "it holds broken text")
        if isinstance(error, OverflowError):  # one that goes on from a number that was put there
            return failures.LedgerDamaged(self.place, "a number in it is too large to go on from")
        if isinstance(error, columns.Misshapen):
            return failures.LedgerDamaged(self.place, str(error))
        return failure(self.path, error)


def open_store(path: Path, *, patience: float = PATIENCE) -> SqliteStore:
    """Open a file that is there; not yet known to be a ledger.

    Nobody but SQLite may look into it: closing any handle on a file takes away all locks that
    this process holds there (POSIX), and another process then takes the WAL for nobody's.
    """
    if not exists(path):
        raise failures.NoLedger(str(path))
    if path.is_dir():
        raise failures.NotALedger(str(path), "it is a folder")
    writable = _may_write(path.absolute())
    full = writable and no_room_to_read(path.absolute())
    if writable and not full:
        return SqliteStore(path, path.absolute(), writable, patience=patience)
    seen = sight(path.absolute())
    return SqliteStore(path, seen.path, False, seen, patience=patience, full=full)  # noqa: FBT003


def _may_write(path: Path) -> bool:
    """Whether the file and its folder may be written: SQLite keeps a journal next to it."""
    return os.access(path.parent, os.W_OK) and os.access(path, os.W_OK)


@contextmanager
def new_store(path: Path) -> Iterator[SqliteStore]:
    """A store for a ledger that is not there yet: it takes its name at the end, whole, or never.

    Raises:
        TargetExists: another program began one meanwhile.
        JournalLeft: what was recorded in another ledger of this name still lies in its journal.
    """
    parent = path.absolute().parent
    try:
        files.refuse_no_folder(path.absolute())
    except OSError as error:
        raise _unusable(path, error) from error
    if not os.access(parent, os.W_OK):
        raise failures.LedgerReadOnly(str(path))
    files.check_database(path)
    try:
        with files.part_of(path) as part:
            store = SqliteStore(path, part, writable=True)  # failures name the place itself
            try:
                yield store
            finally:
                store.close()
            files.place_database(part, path)
    except OSError as error:
        raise files.TargetUnwritable(path, error) from error


def exists(path: Path) -> bool:
    """Whether anything stands there."""
    try:
        return path.exists()
    except OSError as error:  # a folder on the way that one may not enter
        raise _unusable(path, error) from error


def _unusable(path: Path, error: OSError) -> StorageError:
    """The machine's refusal of a place, with the way out of that one."""
    unusable = failures.LedgerUnreachable(str(path), error.strerror or str(error))
    if error.errno in {errno.ENAMETOOLONG, errno.ENOTDIR, errno.ENOENT}:
        unusable.fix = files.way_out(error)
    return unusable


def _sync(path: Path) -> None:
    """Have a file on the disk; SQLite keeps no locks on a WAL that closing it would let go of."""
    try:
        file = os.open(path, os.O_RDONLY)
        try:
            os.fsync(file)
        finally:
            os.close(file)
    except OSError as error:
        raise failures.LedgerUnreachable(str(path), error.strerror or str(error)) from error
