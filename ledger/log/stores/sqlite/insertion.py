"""The rows of an append, put down in a file by the driver.

Takes a connection on which the transaction was begun, and rows; says so where fewer stand then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.log.stores.readback import counted

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from ledger.log.stores.relational.rows import Rows

_INSERT_EVENT = (
    "INSERT INTO events (position, event_id, envelope, leaf_hash, salt, payload)"
    " VALUES (?, ?, ?, ?, ?, ?)"
)
_TAGS = 64  # rows in one statement
_INSERT_TAGS = [
    f"INSERT INTO tags (tag, position) VALUES {', '.join(['(?, ?)'] * rows)}"  # noqa: S608
    for rows in range(_TAGS + 1)
]
_INSERT_TILE = "INSERT INTO tiles (level, idx, hash) VALUES (?, ?, ?)"
_MOVE_HEAD = "UPDATE head SET size = ?, recorded_at = ?, frontier = ? WHERE id = 1"
_STAND = "SELECT count(*) FROM events WHERE position >= ?"


def insert(raw: sqlite3.Connection, place: str, rows: Rows) -> None:
    """Through the driver: SQLAlchemy's statements cost more than running them.

    Tags go many to a statement, for each statement costs as much as putting down a row. The
    driver's count leaves out what a trigger put aside, and what a view's trigger did.
    """
    for count, page in rows.pages():
        taken = raw.executemany(_INSERT_EVENT, page).rowcount
        counted(place, "events", count, taken)
        _file(raw, place, rows.flat_filing())
    if rows.tiles:
        taken = raw.executemany(_INSERT_TILE, rows.tiles).rowcount
        counted(place, "tiles", len(rows.tiles), taken)
    counted(place, "heads", 1, raw.execute(_MOVE_HEAD, rows.head).rowcount)
    (stand,) = raw.execute(_STAND, (rows.before.size,)).fetchone()
    counted(place, "events", len(rows.fresh), stand)


def _file(raw: sqlite3.Connection, place: str, flat: Sequence[str | int]) -> None:
    """Put down tags with their positions, which stand one after the other."""
    rows, taken = len(flat) // 2, 0
    few = rows % _TAGS
    if rows > few:
        parts = (flat[at : at + 2 * _TAGS] for at in range(0, 2 * (rows - few), 2 * _TAGS))
        taken = raw.executemany(_INSERT_TAGS[_TAGS], parts).rowcount
    if few:
        taken += max(raw.execute(_INSERT_TAGS[few], flat[-2 * few :]).rowcount, 0)
    counted(place, "tags", rows, taken)
