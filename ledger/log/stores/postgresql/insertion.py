"""The rows of an append, put down in a schema: by one INSERT, by COPY, or by one call.

Takes the driver's connection and rows; says so where the server put down fewer.
"""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, cast

from psycopg.types.string import BytesBinaryDumper

from ledger.log import guards
from ledger.log.stores.readback import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import psycopg

    from ledger.log.stores.postgresql.connections import Raw
    from ledger.log.stores.relational.rows import Rows
    from ledger.log.stores.relational.store import HeadRow

_FEW = 8  # events that go into one INSERT; for more, COPY costs a fourth
_BATCH = 10_000  # rows of one COPY
# Short whatever the schema is called, and its own in a database of many.
CHANNEL = "'claims_' || current_schema()::regnamespace::oid"
_LOG = "('events'::regclass, 'tags'::regclass, 'tiles'::regclass, 'head'::regclass)"
_NAMES = ", ".join(f"'{name}'" for name in sorted(guards.OURS))
# With the move: how many heads it moved, how many events stand now from where it was, and
# whether anything of others is on the tables, or one of ours is not as it was made.
_MOVE_HEAD = f"""
    WITH moved AS (
        UPDATE head SET size = %s, recorded_at = %s, frontier = %s WHERE id = 1 RETURNING 1
    ), told AS (SELECT pg_notify({CHANNEL}, '') FROM moved)
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


def insert(raw: Raw, place: str, rows: Rows) -> bool:
    """A few events by one INSERT, more by binary COPY in bounded batches.

    The server's counts leave out the rows that a trigger or a rule has put aside.
    """
    with raw.cursor() as cursor:
        if len(rows.fresh) <= _FEW:
            values = list(chain.from_iterable(rows.seal().sealed))
            filing = list(rows.filing())
            tags = "\n".join(tag for tag, _ in filing)
            positions = ",".join(str(position) for _, position in filing)
            cursor.execute(_INSERT[len(rows.fresh)], [*values, tags, positions])
            taken, filed = cast("tuple[int, int]", cursor.fetchone())
            counted(place, "events", len(rows.fresh), taken)
            counted(place, "tags", len(filing), filed)
        else:
            # COPY takes what was registered last: by default one that is written in Python.
            cursor.adapters.register_dumper(bytes, BytesBinaryDumper)
            for _, page in rows.pages():
                _copy(place, cursor, "events", page)
                _copy(place, cursor, "tags", rows.filing())
        _copy(place, cursor, "tiles", rows.tiles)
        cursor.execute(_MOVE_HEAD, (*rows.head, rows.before.size))
        moved, stand, strange = cast("tuple[int, int, bool]", cursor.fetchone())
    counted(place, "heads", 1, moved)
    counted(place, "events", len(rows.fresh), stand)
    return strange


def append_at_once(raw: Raw, rows: Rows, there: HeadRow, last: bytes) -> bool:
    """By ``ledger_append`` (migration 0008): whether the log still ended as it is said to."""
    with raw.cursor(binary=True) as cursor:
        row = cursor.execute(_APPEND, _arguments(rows, there, last), prepare=True).fetchone()
    return row is not None and row[0] is True


def _arguments(rows: Rows, there: HeadRow, last: bytes) -> list[object]:
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
