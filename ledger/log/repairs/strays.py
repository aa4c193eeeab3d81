"""Rows that stand where, by the head, there is nothing: events, tags, tiles, and kept rows.

Takes the database's rows; takes them away, each of them whole into the evidence file. One of
them is enough to stop every append, for the next event or tile would have its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from ledger.ids import position_name
from ledger.log.failures import LedgerDamaged
from ledger.log.proving.tree import Tree
from ledger.log.repairs.guards_off import guards_off
from ledger.log.repairs.repair import Fault, NotRepairable, Repair
from ledger.log.stores import misshapen
from ledger.log.stores.kept_rows import clear
from ledger.log.stores.readback import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import Connection

    from ledger.log.format.canonical import Json
    from ledger.log.repairs.repair import RepairSite

_SIZE = "(SELECT size FROM head)"
_BESIDE = f"position < 0 OR position >= {_SIZE}"
STRAYS: Mapping[str, tuple[str, str, str]] = {
    "events": ("position", _BESIDE, "an event stands at a position that is not there"),
    "tags": ("position", _BESIDE, "a tag is filed for a position that is not there"),
    "tiles": (
        "idx",
        f"level NOT BETWEEN 1 AND 7 OR idx < 0 OR idx >= ({_SIZE} >> (8 * level))",
        "a tile covers a stretch that is not there",
    ),
}
"""Of each table of the log: what tells its place, which rows are stray, and what that is called."""
KEPT = ("touched", "shelf")
"""The tables of what is kept next to the log, which can be emptied at any time."""

_AWAY = "take it away"
_EMPTY = "take all that is kept next to the log away; readers make it again from the log"


class Strays(Repair):
    """Nothing stands before the log's begin or beyond its head."""

    name = "strays"

    def look(self, site: RepairSite) -> Iterator[Fault]:
        """A fault for each table that holds such rows, with all of them.

        Raises:
            NotRepairable: it may be the head that is wrong, and the events the log's own.
        """
        with site.log.store.reading() as connection:
            if rows_of(connection, "events", _BESIDE):
                _trust_head(site)
            there = misshapen.sound(connection, site.log.store.tables(connection))
            for table, (place, where, what) in STRAYS.items():
                if table in misshapen.MADE_AGAIN and table not in there:
                    continue  # the repair ``tallies`` makes it again
                if rows := rows_of(connection, table, where):
                    first = min(
                        (at for row in rows if isinstance(at := row[place], int)), default=-1
                    )
                    yield Fault(
                        repair=self.name,
                        what=f"{what}: {_places(table, first, len(rows))}",
                        act=_AWAY,
                        aside=rows,
                        facts={table: len(rows)},
                    )
            for table in KEPT:
                if table not in there:
                    continue
                if rows := rows_of(connection, table, f"position >= {_SIZE}"):
                    yield Fault(
                        repair=self.name,
                        what=f"what is kept of the board ({table}) speaks of positions that "
                        f"are not there: {len(rows)}",
                        act=_EMPTY,
                        aside=rows,
                        facts={table: len(rows)},
                    )

    def mend(self, site: RepairSite, connection: Connection, fault: Fault) -> None:
        """Delete these rows, with the triggers put aside that refuse it."""
        ((table, count),) = fault.facts.items()
        if table in KEPT:
            clear(connection)
            return
        with guards_off(connection):
            away = connection.execute(text(f"DELETE FROM {table} WHERE {STRAYS[table][1]}"))  # noqa: S608
            counted(site.log.store.place, f"rows of {table}", int(str(count)), away.rowcount)


def _trust_head(site: RepairSite) -> None:
    """Refuse to take events away by a head that is itself in doubt.

    Events that others put in leave the head as it is: it has the edge of the tree over its own
    leaves, and no checkpoint is longer than it.
    """
    head = site.log.head()
    try:
        edge = Tree(head.size, site.log.hashes).frontier()
    except LedgerDamaged:
        edge = None
    if edge != head.frontier:
        what = "has not the tree of so many leaves"
    elif (longest := site.signed_for(head.origin)) > head.size:
        what = f"a checkpoint is kept of {longest}"
    else:
        return
    raise NotRepairable(
        f"the head says that there are {head.size} events, and {what}; events stand beyond it, and "
        "they may be the log's own"
    )


def rows_of(
    connection: Connection, table: str, where: str = "true"
) -> tuple[Mapping[str, Json], ...]:
    """Rows of a table as plain JSON; bytes in hexadecimal."""
    mapping_result = connection.execute(text(f"SELECT * FROM {table} WHERE {where}")).mappings()  # noqa: S608
    return tuple(
        {"table": str(table), **{name: _plain(value) for name, value in row.items()}}
        for row in mapping_result
    )


def _plain(value: object) -> Json:
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return value if value is None or isinstance(value, int | str) else str(value)


def _places(table: str, first: int, count: int) -> str:
    name = str(first) if table == "tiles" else position_name(first)
    return name if count == 1 else f"{name} and {count - 1} more"
