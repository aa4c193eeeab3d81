"""Columns next to a body that repeat what the body says: a number, an id, an address, a state.

Takes a connection; gives the rows of the inbox and of the feeds whose columns say otherwise, and
those whose body cannot be read; files the first as their bodies say. Who comes next: ``tallies``
has verify name them and the repair mend them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import msgspec
from sqlalchemy import text

from ledger.log.stores import tables

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sqlalchemy import Connection

_REPEATED = {
    tables.inbox.name: ("number", "id", "sha256", "address", "state"),
    tables.feeds.name: ("number", "url"),
}
JUDGED = frozenset(
    f"{table}.{name}" for table, names in _REPEATED.items() for name in (*names, "body")
)
"""The columns that are held against each other here."""


@attrs.frozen(kw_only=True)
class MisfiledRow:
    """A row whose columns are not those of its body; of one that cannot be read, ``body`` is None.

    ``columns`` are those that differ, with what the body says; ``number`` is the row's own.
    """

    table: str
    number: int
    columns: tuple[tuple[str, Any], ...] = ()
    body: dict[str, Any] | None = None

    def __str__(self) -> str:
        if self.body is None:
            return f"what row {self.number} of the table {self.table} keeps cannot be read"
        names = ", ".join(name for name, _ in self.columns)
        return f"row {self.number} of the table {self.table} has not what it keeps as its {names}"


def misfiled(connection: Connection, there: Collection[str]) -> Iterator[MisfiledRow]:
    """The rows of tables that are ``there`` whose columns and body do not agree."""
    for table, names in _REPEATED.items():
        if table not in there:
            continue
        asked = text(f"SELECT {', '.join(names)}, body FROM {table} ORDER BY number")  # noqa: S608
        for *values, stored in connection.execute(asked):
            number, body = values[0], _body(stored, names)
            if body is None:
                yield MisfiledRow(table=table, number=number)
                continue
            columns = tuple(
                (name, body[name])
                for name, value in zip(names, values, strict=True)
                if (type(value), value) != (type(body[name]), body[name])
            )
            if columns:
                yield MisfiledRow(table=table, number=number, columns=columns, body=body)


def file_again(connection: Connection, there: Collection[str]) -> None:
    """File rows by what their bodies say, and take away those that cannot be read.

    A number that another row has by right is not given twice: then the row gets one of its own.
    """
    for table, names in _REPEATED.items():
        rows = [row for row in misfiled(connection, there) if row.table == table]
        if not rows:
            continue
        _execute(connection, f"DELETE FROM {table} WHERE number = :number", _unreadable(rows))  # noqa: S608
        rows = [row for row in rows if row.body is not None]
        aside = [{"number": row.number, "aside": -1 - at} for at, row in enumerate(rows)]
        lowest = connection.execute(text(f"SELECT min(number) FROM {table}")).scalar() or 0  # noqa: S608
        for each in aside:
            each["aside"] += min(lowest, 0)
        _execute(connection, f"UPDATE {table} SET number = :aside WHERE number = :number", aside)  # noqa: S608
        used = {*connection.execute(text(f"SELECT number FROM {table}")).scalars()}  # noqa: S608
        settings = ", ".join(f"{name} = :{name}" for name in (*names, "body"))
        update = f"UPDATE {table} SET {settings} WHERE number = :aside"  # noqa: S608
        for row, each in zip(rows, aside, strict=True):
            assert row.body is not None  # noqa: S101 - the others are away
            number = row.body["number"]
            if number in used or number < 1:
                number = max(0, *used) + 1
            used.add(number)
            body = {**row.body, "number": number}
            stored = msgspec.json.encode(body)
            values = {**{name: body[name] for name in names}, "body": stored, **each}
            _execute(connection, update, [{**values, "number": number}])


def _unreadable(rows: Collection[MisfiledRow]) -> list[dict[str, object]]:
    return [{"number": row.number} for row in rows if row.body is None]


def _execute(connection: Connection, statement: str, values: Collection[dict[str, Any]]) -> None:
    if values:
        connection.execute(text(statement), list(values))


def _body(stored: object, names: Collection[str]) -> dict[str, Any] | None:
    """What a body says, where it says all that the columns repeat, each of its type."""
    if not isinstance(stored, bytes):
        return None
    try:
        body = msgspec.json.decode(stored)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    if not isinstance(body, dict):
        return None
    right = all(
        isinstance(body.get(name), int if name == "number" else str)
        or (name == "address" and body.get(name) is None)
        for name in names
    )
    return body if right else None
