"""Opening and making a log: from a name to a log that is fit to be used, or a clear refusal.

Takes a file name or a URL, gives a ``Log``. Who comes next: the composition root, which
hands the log to the other rooms.
"""

from __future__ import annotations

import os
import re
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from ledger import files
from ledger.late import late
from ledger.log import failures
from ledger.log.checked import Checked
from ledger.log.stores import revisions
from ledger.log.stores.relational import texts
from ledger.log.stores.sql import SqlLog
from ledger.log.stores.sqlite.store import PATIENCE, exists, new_store, open_store

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import sqlalchemy
    from sqlalchemy import Connection

    from ledger.clock import Clock
    from ledger.log.port import Log, OnAppend
    from ledger.log.proving.checkpoints import Pinned
    from ledger.log.stores import migrate, tables
    from ledger.log.stores.postgresql import store as postgres
    from ledger.log.stores.relational.store import Store
else:  # who opens a file that is there asks the driver
    sqlalchemy = late("sqlalchemy")
    tables = late("ledger.log.stores.tables")
    migrate = late("ledger.log.stores.migrate")
    postgres = late("ledger.log.stores.postgresql.store")


_LOG = ("head", "events", "tags", "tiles")
_REVISION = re.compile(r"[0-9]{4}")


@attrs.frozen(kw_only=True)
class Initialised:
    """What ``init_log`` found and left: schema revisions, ``before`` None if it made the log.

    ``restored`` says what was wrong with the triggers, which were made again then.
    """

    place: str
    before: str | None
    after: str
    restored: tuple[str, ...]


def open_log(
    url_or_path: str | Path,
    *,
    clock: Clock,
    on_append: OnAppend | None = None,
    pinned: Pinned | None = None,
    patience: float = PATIENCE,
    checked: Path | None = None,
) -> Log:
    """Open a log that is there; a file that cannot be written is opened for reading.

    ``url_or_path`` is a file, or ``postgresql://…/DATABASE?schema=NAME`` (see ``address``).
    ``clock`` stamps ``recorded_at``; ``patience`` is how many seconds to wait for another writer.
    ``pinned`` gives the last checkpoint kept outside (``Custody.pinned``): a log that does not
    go on from it is read, and refuses the first append (``Contradicted``). ``checked`` is the file
    of this account that says which kept rows it has checked. Raises a
    ``StorageError`` that says what stands there instead of this program's ledger.
    """
    store = opened_store(url_or_path, patience=patience)
    return SqlLog(store, clock=clock, on_append=on_append, pinned=pinned, checked=Checked(checked))


def opened_store(url_or_path: str | Path, *, patience: float = PATIENCE) -> Store:
    """The database of a log that is there, of this program's schema; ``StorageError`` if not."""
    store = _store(str(url_or_path), patience=patience)
    try:
        _refuse_other_revisions(store, _revision_read(store))
    except BaseException:
        store.close()
        raise
    return store


def init_log(url_or_path: str | Path, *, origin: str | None = None) -> Initialised:
    """Make a log, or bring an older one up to this program's schema and triggers.

    One that is up to date stays as it is.

    ``origin`` names the log in its checkpoints; without one it gets a random name. All of it
    is one transaction. A new file takes its name once it is whole.
    """
    path = _file(str(url_or_path))
    if path is not None and not exists(path):
        try:
            with new_store(path) as begun:
                return _initialise(begun, origin)
        except files.TargetExists:
            pass  # another program began it meanwhile: go on with that one
    store = _store(str(url_or_path), patience=PATIENCE)
    try:
        return _initialise(store, origin)
    finally:
        store.close()


def _initialise(store: Store, origin: str | None) -> Initialised:
    before = _begin_ledger(store)
    with store.writing() as connection:
        _migrate(store, connection, origin or f"claim-ledger/{uuid.uuid4().hex}")
        restored = _restore(store, connection)
    return Initialised(
        place=store.place, before=before, after=revisions.SCHEMA_HEAD, restored=restored
    )


def _begin_ledger(store: Store) -> str | None:
    """The revision that is there; None where a ledger may begin."""
    with store.reading() as connection:
        before = _revision(store, connection) if store.tables(connection) else None
    if before is None:
        store.prepare()
    elif before not in revisions.REVISIONS:
        raise failures.LedgerTooNew(store.place, before)
    return before


def _migrate(store: Store, connection: Connection, origin: str) -> None:
    revision = _revision(store, connection) if store.tables(connection) else None
    if revision != revisions.SCHEMA_HEAD:
        migrate.upgrade(connection)
    if connection.execute(sqlalchemy.select(tables.head.c.id)).first() is None:
        connection.execute(
            sqlalchemy.insert(tables.head).values(
                id=1, origin=origin, size=0, recorded_at=0, frontier=b""
            )
        )


def _restore(store: Store, connection: Connection) -> tuple[str, ...]:
    """Make triggers and views again, if any is not as it was made; what was wrong with them."""
    wrong = store.unguarded(connection)
    if wrong:
        migrate.restore_guards(connection)
        migrate.restore_views(connection)
    return wrong


def _revision(store: Store, connection: Connection) -> str:
    """The schema's revision; refuses a database that is someone else's."""
    there = store.tables(connection)
    if not there:
        raise failures.NoLedger(store.place)
    _refuse_others(store, there)
    return _one_revision(store, connection.execute(sqlalchemy.select(tables.version)).all())


def _revision_read(store: Store) -> str:
    """The same, by the driver: nobody waits for SQLAlchemy who asks one row."""
    there = store.table_names()
    if not there:
        raise failures.NoLedger(store.place)
    _refuse_others(store, there)
    return _one_revision(store, store.fetch(texts.VERSION, ()))


def _refuse_others(store: Store, there: Collection[str]) -> None:
    """Refuse a database without our row of a version: another's, or one from which it was taken."""
    if texts.VERSION_TABLE in there:
        return
    if set(_LOG) <= set(there):
        raise failures.SchemaDamaged(store.place, f"the table {texts.VERSION_TABLE} is gone")
    raise failures.NotALedger(store.place, "it is a database of another program")


def _one_revision(store: Store, rows: Sequence[Sequence[object]]) -> str:
    """The revision in the one row of the version: four digits, in every program of ours."""
    revisions_named = [row[0] for row in rows]
    match revisions_named:
        case [str(revision)] if _REVISION.fullmatch(revision):
            return revision
        case _:
            shown = ", ".join(repr(each)[:40] for each in revisions_named[:3]) or "none"
            what = f"the revision of its schema is {shown}, and should be one of four digits"
            raise failures.SchemaDamaged(store.place, what)


def _refuse_other_revisions(store: Store, revision: str) -> None:
    if revision == revisions.SCHEMA_HEAD:
        return
    if revision in revisions.REVISIONS:
        raise failures.LedgerTooOld(store.place, revision)
    raise failures.LedgerTooNew(store.place, revision)


def _file(location: str) -> Path | None:
    """The file that a location names; None for a database server's."""
    scheme, is_url, _ = location.partition("://")
    if is_url and scheme != "sqlite":
        return None
    name = location.removeprefix("sqlite:///")
    if not name:
        raise failures.NotALedger(repr(location), "that is no name of a file")
    if name.endswith(os.sep) and not Path(name).is_dir():
        raise failures.NotALedger(location, f"a name that ends with {os.sep} is a folder's")
    return Path(name)


def _store(location: str, *, patience: float) -> Store:
    path = _file(location)
    if path is not None:
        return open_store(path, patience=patience)
    if location.partition("://")[0] in {"postgresql", "postgres", "postgresql+psycopg"}:
        return postgres.open_store(location, patience=patience)
    raise failures.UnknownLocation(location)
