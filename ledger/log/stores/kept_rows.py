"""The shelf in a relational database: marks of what was touched, rows of what was kept.

Takes a ``Store``, does what ``log.shelf.Shelf`` says; ``mark`` does it within an append's own
transaction. Who comes next: ``board.kept_board`` reads fresh rows and makes the others again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, TextClause, func, select, text

from ledger.log.event import ERASED, TYPE, ErasedEvent
from ledger.log.format.envelope import unsealed
from ledger.log.shelf import EVERY, RowKind
from ledger.log.stores import seals, tables
from ledger.log.stores.readback import counted
from ledger.log.stores.seals import of_kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from ledger.log.stores.relational.store import Store

_LOCK = select(tables.head.c.size).with_for_update()
_TOUCH = text("""
    INSERT INTO touched (subject, position) VALUES (:subject, :position)
    ON CONFLICT (subject) DO UPDATE SET position = excluded.position
    WHERE touched.position < excluded.position
""")
_TOUCH_EVERY = text("""
    UPDATE touched SET position = :position WHERE subject <> '' AND position < :position
""")
_MOVE = text("UPDATE touched SET position = :upto WHERE subject = '' AND position = :after")
_BEGIN = text("""
    INSERT INTO touched (subject, position) VALUES ('', :upto) ON CONFLICT (subject) DO NOTHING
""")
_KEEP = text("""
    INSERT INTO shelf (name, version, subject, position, body)
    SELECT :name, :version, :subject, :position, :body
    FROM touched WHERE touched.subject = ''
    ON CONFLICT (name, version, subject)
    DO UPDATE SET position = excluded.position, body = excluded.body
    WHERE shelf.position <= excluded.position
""")
_KEEP_FRESH = text("""
    INSERT INTO shelf (name, version, subject, position, body)
    SELECT :name, :version, :subject, :position, :body
    FROM touched WHERE touched.subject = '' AND NOT EXISTS (
        SELECT 1 FROM touched AS marks
        WHERE marks.subject = :subject AND marks.position > :position
    )
    ON CONFLICT (name, version, subject)
    DO UPDATE SET position = excluded.position, body = excluded.body
    WHERE shelf.position <= excluded.position
""")
_TAGGED = text("""
    SELECT events.envelope
    FROM tags JOIN tags AS kinds ON kinds.position = tags.position AND kinds.tag = :kind
    JOIN events ON events.position = tags.position
    WHERE tags.tag = :tag
""")
_CALLED = text("""
    SELECT envelope FROM events WHERE event_id >= :first AND event_id < :last LIMIT :limit
""")
_DROP_EARLIER = text("DELETE FROM shelf WHERE name = :name AND version < :version")
_DROP = text("DELETE FROM shelf WHERE name = :name AND version <= :version")
_BUILT = text("SELECT count(*) FROM shelf WHERE name = :built AND version = :version")
_UNMARK_BEYOND = text("DELETE FROM touched WHERE subject <> '' AND position >= :size")
_TOUCH_MISSING = text("""
    INSERT INTO touched (subject, position)
    SELECT :subject, :last FROM touched WHERE touched.subject = ''
    ON CONFLICT (subject) DO NOTHING
""")
_REMARK_BACK = text("""
    UPDATE touched SET position = :last WHERE subject <> '' AND position < (
        SELECT max(tags.position) FROM tags WHERE tags.tag = touched.subject
    )
""")
_REMARK = text("""
    UPDATE touched SET position = :upto
    WHERE subject = '' AND (position < :upto OR position >= :size)
""")


class SqlShelf:
    """What is written of a shelf kept by a ``Store``; ``shelf`` reads it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def mark(self, touched: Mapping[str, int], *, after: int, upto: int) -> None:
        """See ``Shelf.mark``."""
        with self._store.writing() as connection:
            connection.execute(_LOCK)
            mark(connection, touched, after=after, upto=upto)

    def keep(self, kind: RowKind, rows: Iterable[tuple[str, int, bytes]]) -> None:
        """See ``Shelf.keep``."""
        kept = list(rows)
        with self._store.writing() as connection:
            last = connection.execute(_LOCK).scalar_one() - 1
            asked = _KEEP_FRESH if kind.words else _KEEP
            _put(connection, seals.bound(connection, kind, kept), last, asked)
            connection.execute(_DROP_EARLIER, of_kind(kind))

    def drop(self, kind: RowKind) -> None:
        """See ``Shelf.drop``."""
        with self._store.writing() as connection:
            connection.execute(_LOCK)
            connection.execute(_DROP, of_kind(kind))

    def swap(self, kind: RowKind, built: RowKind, subjects: Collection[str], *, upto: int) -> bool:
        """See ``Shelf.swap``."""
        of = of_kind(kind) | {"built": built.name}
        with self._store.writing() as connection:
            size = connection.execute(_LOCK).scalar_one()
            if connection.execute(_BUILT, of).scalar() != len(subjects):
                return False
            rows = seals.undoubted(connection, built)
            connection.execute(_DROP, of)
            _put(connection, seals.bound(connection, kind, rows), size - 1)
            connection.execute(_DROP, of_kind(built))
            connection.execute(_UNMARK_BEYOND, {"size": size})
            # Nobody knows what touched a subject without a mark: the next reader looks again.
            missing = [{"subject": subject, "last": size - 1} for subject in sorted(subjects)]
            if missing:
                connection.execute(_TOUCH_MISSING, missing)
            connection.execute(_REMARK_BACK, {"last": size - 1})
            connection.execute(_REMARK, {"upto": upto, "size": size})
        return True

    def clear(self) -> None:
        """See ``Shelf.clear``."""
        with self._store.writing() as connection:
            connection.execute(_LOCK)
            clear(connection)


class InTransaction:
    """Other events as one transaction sees them, without their payloads."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, kind: str, tag: str) -> Iterator[ErasedEvent]:
        """The events of a type with a tag."""
        return self._events(_TAGGED, {"kind": TYPE + kind, "tag": tag})

    def called(self, prefix: str, limit: int) -> Iterator[ErasedEvent]:
        """The events whose id starts so; ids are printable ASCII, and DEL sorts behind them."""
        asked: dict[str, str | int] = {"first": prefix, "last": prefix + "\x7f", "limit": limit}
        return self._events(_CALLED, asked)

    def _events(self, asked: TextClause, values: Mapping[str, str | int]) -> Iterator[ErasedEvent]:
        for (leaf,) in self._connection.execute(asked, values).all():
            envelope = unsealed(leaf)
            if envelope is None:  # reading and verifying name the damage
                continue
            yield ErasedEvent(
                id=envelope.id,
                type=envelope.type,
                version=envelope.version,
                tags=frozenset(envelope.tags),
            )


def _put(
    connection: Connection,
    rows: Sequence[dict[str, str | int | bytes]],
    last: int,
    asked: TextClause = _KEEP,
) -> None:
    if rows:
        connection.execute(asked, rows)
        connection.execute(
            _TOUCH_MISSING, [{"subject": row["subject"], "last": last} for row in rows]
        )


def mark(connection: Connection, touched: Mapping[str, int], *, after: int, upto: int) -> None:
    """See ``Shelf.mark``; in the transaction of the connection."""
    if EVERY in touched:
        connection.execute(_TOUCH_EVERY, {"position": touched[EVERY]})
    named = [
        {"subject": subject, "position": touched[subject]}
        for subject in sorted(touched.keys() - {EVERY})
    ]
    if named:
        connection.execute(_TOUCH, named)
        _marked(connection, touched.keys() - {EVERY}, touched)
    if after == -1:
        connection.execute(_BEGIN, {"upto": upto})
    connection.execute(_MOVE, {"after": after, "upto": upto})


def clear(connection: Connection) -> None:
    """Empty all that is kept next to the log and can be made again: rows, marks and prints."""
    begin = {"printed_events": -1, "printed_items": 0, "kept_events": -1, "kept_changes": 0}
    connection.execute(tables.inbox_head.update().values(begin))
    for table in (tables.shelf, tables.touched, tables.prints, tables.inbox_kept):
        connection.execute(table.delete())
        left = connection.execute(select(func.count()).select_from(table)).scalar_one()
        counted("the ledger", f"rows in {table.name}", 0, left)


def erased_since(connection: Connection, seen: int) -> bool:
    """Whether an erasure was ordered after a position: what was made before it is not kept."""
    asked = select(func.count()).select_from(tables.tags)
    after = asked.where(tables.tags.c.tag == TYPE + ERASED, tables.tags.c.position > seen)
    return bool(connection.execute(after).scalar_one())


def _marked(connection: Connection, subjects: Collection[str], touched: Mapping[str, int]) -> None:
    """Refuse marks that were dropped without a word: their rows would stay fresh for ever."""
    lowest = min(touched[subject] for subject in subjects)
    asked = select(func.count()).select_from(tables.touched)
    there = asked.where(tables.touched.c.subject.in_(subjects), tables.touched.c.position >= lowest)
    counted("the ledger", "marks", len(subjects), connection.execute(there).scalar_one())
