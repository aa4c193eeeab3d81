"""What next to the log no program of ours left so: a table that is gone, a value of another type.

Takes a connection and the names of the tables that are there; gives sentences, and tables whose
columns are not as they were made. What can be made again, or counted again, is the repair
``tallies``' to mend; of what cannot, each sentence says what helps. Who comes next: ``verify``
names them.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import chain
from typing import TYPE_CHECKING, Any

import attrs
from sqlalchemy import func, inspect, select, text

from ledger.log.stores import body_columns, tables
from ledger.log.stores.columns import WORDS, kind_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sqlalchemy import Column, Connection

MADE_AGAIN = frozenset(
    {
        *("inbox_head", "search_head", "search_words", "search_terms", "prints", "inbox_kept"),
        *("touched", "shelf", "tiles"),
    }
)
"""What the log or the rows of the inbox give again."""

_SHAPED = (*tables.BESIDE, tables.tiles)
"""Tables whose columns may be given their names back, and that may be made again if they are gone.

Tiles are the log's own, and follow from its leaves.
"""

_TEXTS = ("search_words", "search_terms")  # where the index of texts is filled
_JUDGED = {  # by ``body_columns`` and ``seals``, row by row
    *body_columns.JUDGED,
    *("touched.subject", "touched.position"),
    *("shelf.subject", "shelf.position", "shelf.body"),
}
_COUNTED = {"inbox_head", "search_head"}  # by ``tallies``, column by column
_BACKUP = "a backup has it as it was; the log is not touched by it"
_WAYS = {
    "receivers": "take the receiver away with claims notify remove, and add it again",
    "outbox": "take the receiver away with claims notify remove, and add it again",
    "feeds": "take the feed away with claims feed remove, and add it again",
    "feed_entries": "take the feed away with claims feed remove, and add it again",
    "settings": "claims init --timezone keeps another",
}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_A_DAY = timedelta(days=1)
_SQLITE_TYPES = {int: "integer", str: "text", bytes: "blob"}
_FILLED = text("SELECT count(*) FROM search_head WHERE upto >= 0")


@attrs.frozen(kw_only=True)
class AlteredTable:
    """A table that lacks columns of its own; ``foreign`` are those that are not its own."""

    name: str
    lacking: tuple[str, ...]
    foreign: tuple[str, ...]

    @property
    def names(self) -> tuple[tuple[str, str], ...]:
        """What to call each foreign column, where columns have only been given other names."""
        if len(self.lacking) != len(self.foreign):
            return ()
        return tuple(zip(self.foreign, self.lacking, strict=True))

    def __str__(self) -> str:
        columns = ", ".join(self.lacking)
        verb = "has no column" if len(self.lacking) == 1 else "has no columns"
        if self.names:
            return f"the table {self.name} {verb} {columns}, and {', '.join(self.foreign)} in place"
        rest = "" if self.name in MADE_AGAIN else ", and a backup alone has what stood in it"
        return f"the table {self.name} {verb} {columns}{rest}"


def altered(connection: Connection, there: Collection[str]) -> tuple[AlteredTable, ...]:
    """The tables that lack columns of their own. What is added to them stands in nobody's way."""
    columns = inspect(connection)
    tables_altered = []
    for table in _SHAPED:
        if table.name not in there:
            continue
        names = [column["name"] for column in columns.get_columns(table.name)]
        own = [column.name for column in table.columns]
        if lacking := tuple(name for name in own if name not in names):
            foreign = tuple(name for name in names if name not in own)
            tables_altered.append(AlteredTable(name=table.name, lacking=lacking, foreign=foreign))
    return tuple(tables_altered)


def sound(connection: Connection, there: Collection[str]) -> frozenset[str]:
    """The tables that are there and can be asked for all of their columns."""
    return frozenset(there) - {table.name for table in altered(connection, there)}


def gone(connection: Connection, there: Collection[str]) -> tuple[str, ...]:
    """The tables next to the log that are not there, and the log's tiles.

    A SQLite without FTS5 makes no index of texts: there it is missed where something was filled in.
    """
    missing = [table.name for table in _SHAPED if table.name not in there]
    always = connection.dialect.name == "postgresql"
    if not {*_TEXTS} <= set(there) and (always or _filled(connection, there)):
        missing += [name for name in _TEXTS if name not in there and _here(connection, name)]
    return tuple(missing)


def _here(connection: Connection, name: str) -> bool:
    """Whether a database of this kind has the table at all."""
    return name != "search_terms" or connection.dialect.name == "sqlite"


def gone_in_words(table: str) -> str:
    """That a table is gone, and whether what stood in it is too."""
    rest = "" if table in MADE_AGAIN else ", and a backup alone has what stood in it"
    return f"the table {table} is gone{rest}"


def _filled(connection: Connection, there: Collection[str]) -> bool:
    return "search_head" in sound(connection, there) and bool(connection.execute(_FILLED).scalar())


def mistyped(
    connection: Connection, there: Collection[str], *, made_again: bool
) -> Iterator[tuple[str, str]]:
    """Each column that holds what is not of its type, with its table; PostgreSQL takes none.

    ``made_again`` says of which tables: those that the log gives again, or the others.
    """
    if connection.dialect.name != "sqlite":
        return
    for table in tables.BESIDE:
        again = table.name in MADE_AGAIN
        columns = [column for column in table.columns if str(column) not in _JUDGED]
        if table.name not in there or table.name in _COUNTED or again != made_again or not columns:
            continue
        counts = ", ".join(f"sum({_strange(column)})" for column in columns)
        row = connection.execute(text(f"SELECT {counts} FROM {table.name}")).one()  # noqa: S608
        for column, count in zip(columns, row, strict=True):
            if count:
                rows = "1 row" if count == 1 else f"{count:,} rows"
                yield table.name, f"{column} holds what is not {WORDS[kind_of(column)]} in {rows}"


def _strange(column: Column[Any]) -> str:
    allowed = {_SQLITE_TYPES[kind_of(column)], *(["null"] if column.nullable else [])}
    names = ", ".join(f"'{name}'" for name in sorted(allowed))
    return f"typeof({column.name}) NOT IN ({names})"


def beyond_repair(connection: Connection, there: Collection[str], now: datetime) -> tuple[str, ...]:
    """Values that the log does not give again, each with what helps; ``now`` is the database's."""
    there = sound(connection, there)
    strange = chain(
        mistyped(connection, there, made_again=False),
        _late(connection, there, now - _EPOCH + _A_DAY),
        _no_days(connection, there),
    )
    return tuple(f"{what}; {_WAYS.get(table, _BACKUP)}" for table, what in strange)


def _late(
    connection: Connection, there: Collection[str], ahead: timedelta
) -> Iterator[tuple[str, str]]:
    """Moments of more than a day ahead: until then a receiver is told nothing."""
    value = ahead // timedelta(microseconds=1)
    for column in (
        tables.receivers.c.gathered_at,
        tables.receivers.c.leased_until,
        tables.outbox.c.due_at,
    ):
        if column.table.name in there:
            late = select(func.count()).select_from(column.table).where(column > value)
            if connection.execute(late).scalar():
                yield column.table.name, f"{column} holds a moment of more than a day ahead"


def _no_days(connection: Connection, there: Collection[str]) -> Iterator[tuple[str, str]]:
    if "outbox" not in there:
        return
    for (day,) in connection.execute(text("SELECT DISTINCT day FROM outbox")).all():
        try:
            date.fromisoformat(day)
        except (ValueError, TypeError):
            yield "outbox", f"outbox.day holds {str(day)[:40]!r}, which is no day"
