"""The inbox in a ledger's database: tables of its own next to the log's.

Takes a ``Store``, does what ``port.Inbox`` says. Who adds or changes an item locks the one row
of ``inbox_head`` first, so that numbers are gapless and two who change one item follow each
other; the log's head is never locked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import msgspec
from sqlalchemy import Connection, bindparam, func, insert, literal_column, or_, select, update

from ledger.ids import number_of
from ledger.intake.inbox.arrivals import concealed, forgotten, mended, same_as
from ledger.intake.inbox.item import Added, Arrival, Item, State
from ledger.intake.inbox.item_rows import item_of, item_or_fault
from ledger.intake.inbox.port import ItemOvertaken, NoSuchItem
from ledger.intake.rows import lock
from ledger.log.stores.columns import Misshapen
from ledger.log.stores.tables import inbox, inbox_head

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from ledger.log.stores.relational.store import Store

_BODY = select(inbox.c.number, inbox.c.body)
_ANY_BODY = select(inbox.c.number, literal_column("body")).select_from(inbox)  # of any type
_CALLED = _BODY.where(
    or_(
        inbox.c.number == bindparam("number"),
        (inbox.c.id >= bindparam("first")) & (inbox.c.id < bindparam("last")),
    )
).limit(2)
_ALIKE = _BODY.where(
    or_(
        inbox.c.sha256 == bindparam("sha256"),
        inbox.c.address == bindparam("address"),
        inbox.c.address == bindparam("concealed"),
    )
).order_by(inbox.c.number)
# Numbers follow from the rows: whoever changed a counter in the head gives none away twice.
_LAST = select(func.coalesce(func.max(inbox.c.number), 0))
_LAST_CHANGE = select(func.coalesce(func.max(inbox.c.changed), 0)).scalar_subquery()
_CHANGE = update(inbox_head).values(changes=_LAST_CHANGE + 1).returning(inbox_head.c.changes)
_COUNTS = select(inbox.c.state, func.count()).group_by(inbox.c.state)


class SqlInbox:
    """An inbox kept by a ``Store``."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, arrival: Arrival, now: datetime) -> Added:
        """See ``Inbox.add``."""
        with self._store.writing() as connection:
            lock(connection)
            size = connection.execute(_LAST).scalar_one()
            alike = _alike(connection, arrival.sha256, arrival.address)
            if (item := mended(arrival, alike, size + 1)) is not None:
                _write(connection, item)
                connection.execute(update(inbox_head).values(size=size + 1))
                return Added(item=item, new=True)
            if (item := same_as(arrival, alike)) is not None:
                return Added(item=item, new=False)
            item = Item.arrived_as(arrival, number=size + 1, now=now)
            connection.execute(insert(inbox).values(**_row(connection, item)))
            connection.execute(update(inbox_head).values(size=size + 1))
            return Added(item=item, new=True)

    def item(self, name: str) -> Item:
        """See ``Inbox.item``."""
        asked = {
            "number": number_of(name) or 0,
            "first": name or "\x7f",
            "last": f"{name}\x7f",
        }
        with self._store.reading() as connection:
            rows = connection.execute(_CALLED, asked).all()
        if len(rows) != 1:
            raise NoSuchItem(name, len(rows) > 1)
        return item_of(rows[0])

    def items(
        self, states: Sequence[State] = (), *, after: int = 0, limit: int = 100
    ) -> tuple[Item, ...]:
        """See ``Inbox.items``."""
        asked = _ANY_BODY.where(inbox.c.number > after).order_by(inbox.c.number).limit(limit)
        if states:
            asked = asked.where(inbox.c.state.in_([state.value for state in states]))
        with self._store.reading() as connection:
            return tuple(map(item_or_fault, connection.execute(asked).all()))

    def counts(self) -> Mapping[State, int]:
        """See ``Inbox.counts``."""
        with self._store.reading() as connection:
            return {_state(state): number for state, number in connection.execute(_COUNTS).all()}

    def alike(self, sha256: str, address: str | None) -> tuple[Item, ...]:
        """See ``Inbox.alike``."""
        with self._store.reading() as connection:
            return _alike(connection, sha256, address)

    def put(self, item: Item) -> Item:
        """See ``Inbox.put``."""
        with self._store.writing() as connection:
            lock(connection)
            row = connection.execute(_BODY.where(inbox.c.id == item.id)).first()
            if row is None:
                raise NoSuchItem(item.id)
            kept = item_of(row)
            if kept.revision != item.revision:
                raise ItemOvertaken(kept)
            changed = attrs.evolve(item, revision=item.revision + 1)
            _write(connection, changed)
            return changed

    def forget(self, sha256: str) -> int:
        """See ``Inbox.forget``."""
        with self._store.writing() as connection:
            lock(connection)
            rows = connection.execute(_BODY.where(inbox.c.sha256 == sha256)).all()
            for row in rows:
                _write(connection, forgotten(item_of(row)))
        if rows:
            self._store.forget()
        return len(rows)


def _alike(connection: Connection, sha256: str, address: str | None) -> tuple[Item, ...]:
    hidden = None if address is None else concealed(address)
    asked = {"sha256": sha256, "address": address, "concealed": hidden}
    return tuple(map(item_of, connection.execute(_ALIKE, asked).all()))


def _state(name: str) -> State:
    try:
        return State(name)
    except ValueError as error:
        raise Misshapen(f"inbox.state holds {name[:40]!r}, which is no state of an item") from error


def _row(connection: Connection, item: Item) -> dict[str, object]:
    """The row of an item as it is by this change of the inbox, whose head is locked."""
    changed = connection.execute(_CHANGE).scalar_one()
    return {
        "number": item.number,
        "id": item.id,
        "sha256": item.sha256,
        "address": item.address,
        "state": item.state.value,
        "body": msgspec.json.encode(item),
        "changed": changed,
    }


def _write(connection: Connection, item: Item) -> None:
    connection.execute(update(inbox).where(inbox.c.id == item.id).values(**_row(connection, item)))
