"""Remarks on items kept in a ledger's database, in a table next to the inbox.

Takes a ``Store``, does what ``remarks.KeptRemarks`` says. Whoever writes locks the one row of
``inbox_head``, as for an item.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import Connection, delete, insert, literal_column, select, update

from ledger.decoding import decoder
from ledger.intake.inbox.item_rows import item_or_fault
from ledger.intake.inbox.remarks import Mark, Remarks
from ledger.intake.rows import lock, of_head
from ledger.log.stores.kept_rows import erased_since
from ledger.log.stores.tables import inbox, inbox_head, inbox_kept

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from ledger.intake.inbox.item import Item
    from ledger.log.stores.relational.store import Store

_DECODER = decoder(Remarks)
_MARK = select(inbox_head.c.kept_events, inbox_head.c.kept_changes)
_MARK_AND_CHANGES = select(
    inbox_head.c.kept_events, inbox_head.c.kept_changes, inbox_head.c.changes
)
_TOGETHER = 500  # ids of one question


class SqlRemarks:
    """Remarks kept by a ``Store``."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def mark(self) -> tuple[Mark, int]:
        """See ``KeptRemarks.mark``."""
        with self._store.reading() as connection:
            events, changes, now = of_head(connection, _MARK_AND_CHANGES)
        return Mark(events, changes), now

    def changed(self, after: int, limit: int) -> tuple[Item, ...]:
        """See ``KeptRemarks.changed``."""
        asked = (
            select(inbox.c.number, literal_column("body"))
            .where(inbox.c.changed > after)
            .limit(limit)
        )
        with self._store.reading() as connection:
            return tuple(map(item_or_fault, connection.execute(asked).all()))

    def move(self, before: Mark, after: Mark, drop: Collection[str] | None) -> bool:
        """See ``KeptRemarks.move``."""
        with self._store.writing() as connection:
            if not _is_at(connection, before) or erased_since(connection, after.events):
                return False
            if drop is None:
                connection.execute(delete(inbox_kept))
            for some in _some(sorted(drop or ())):
                connection.execute(delete(inbox_kept).where(inbox_kept.c.id.in_(some)))
            moved = update(inbox_head).values(kept_events=after.events, kept_changes=after.changes)
            connection.execute(moved)
            return True

    def read(self, ids: Sequence[str], mark: Mark) -> Mapping[str, Remarks]:
        """See ``KeptRemarks.read``."""
        remarks: dict[str, Remarks] = {}
        with self._store.reading() as connection:
            if Mark(*of_head(connection, _MARK)) != mark:
                return {}
            for some in _some(ids):
                asked = select(inbox_kept.c.id, inbox_kept.c.body).where(inbox_kept.c.id.in_(some))
                for name, body in connection.execute(asked).all():
                    try:
                        remarks[name] = _DECODER.decode(body)
                    except msgspec.MsgspecError:
                        continue  # of another version: it is made again
        return remarks

    def keep(self, remarks: Mapping[str, Remarks], mark: Mark) -> bool:
        """See ``KeptRemarks.keep``."""
        rows = [{"id": name, "body": msgspec.json.encode(each)} for name, each in remarks.items()]
        with self._store.writing() as connection:
            if not _is_at(connection, mark) or erased_since(connection, mark.events):
                return False
            for some in _some(list(remarks)):
                connection.execute(delete(inbox_kept).where(inbox_kept.c.id.in_(some)))
            connection.execute(insert(inbox_kept), rows)
            return True


def _is_at(connection: Connection, mark: Mark) -> bool:
    lock(connection)
    return Mark(*of_head(connection, _MARK)) == mark


def _some(ids: Sequence[str]) -> list[Sequence[str]]:
    return [ids[start : start + _TOGETHER] for start in range(0, len(ids), _TOGETHER)]
