"""What an append wrote, counted and read back before it is acknowledged.

Takes counts, or a connection inside the append's own transaction; raises ``NotWritten`` where
the database dropped or changed rows without a word, as triggers and rules of others can. Who
comes next: the stores count each statement, ``sql`` reads rows back where others' triggers are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.late import late
from ledger.log.event import TYPE
from ledger.log.failures import NotWritten
from ledger.log.format.envelope import digest, unseal
from ledger.log.format.merkle import leaf_hash

if TYPE_CHECKING:
    import sqlalchemy
    from sqlalchemy import Connection

    from ledger.log.stores import selection, tables
    from ledger.log.stores.relational.rows import Rows
else:  # rows are read back where others have triggers
    sqlalchemy = late("sqlalchemy")
    selection = late("ledger.log.stores.selection")
    tables = late("ledger.log.stores.tables")


def counted(place: str, what: str, expected: int, actual: int) -> None:
    """Refuse a write of ``expected`` rows of which the database took another number."""
    if actual != expected:
        raise NotWritten(place, f"{max(actual, 0)} of {expected} {what} were taken")


def read_back(place: str, connection: Connection, rows: Rows) -> None:
    """Compare all that an append wrote with what stands now, in the same transaction."""
    first, last = rows.before.size, rows.before.size + len(rows.fresh) - 1
    stored = connection.execute(*selection.rows(first - 1, last, len(rows.fresh))).all()
    counted(place, "events", len(rows.fresh), len(stored))
    for row, recorded in zip(stored, rows.recorded, strict=True):
        position, event_id, envelope, hashed, salt, payload = row
        event = recorded.event
        whole = (recorded.position, event.id, recorded.leaf_hash, event.payload)  # type: ignore[union-attr]  # it is new, so not erased
        if (
            (position, event_id, hashed, payload) != whole
            or leaf_hash(envelope) != hashed
            or digest(salt or b"", payload or b"") != unseal(envelope).digest
        ):
            raise NotWritten(place, f"the event at position {recorded.position} was changed")
    filed = {(row[0], row[1]) for row in connection.execute(*selection.filed(first - 1, last))}
    tags = {
        (tag, recorded.position)
        for recorded in rows.recorded
        for tag in (TYPE + recorded.event.type, *recorded.event.tags)
    }
    if filed != tags:
        raise NotWritten(place, "events are filed under other tags than their own")
    for level, index, hashed in rows.tiles:
        if connection.execute(*selection.hashes(level, index, index)).scalar() != hashed:
            raise NotWritten(place, f"tile {index} of level {level} was changed")
    head = connection.execute(
        sqlalchemy.select(tables.head.c.size, tables.head.c.recorded_at, tables.head.c.frontier)
    ).one()
    if tuple(head) != rows.head:
        raise NotWritten(place, "the head was not moved as it should be")
