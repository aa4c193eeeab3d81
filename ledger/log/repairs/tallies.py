"""Counters next to the log that say what is not so; tables that are gone or lack columns.

Takes the store; counts again from the rows, gives columns their names back, makes tables, files
again what is misfiled. What the counters were bookmarks of (prints, remarks,
the index of texts, the kept board) is emptied, and made again from the log by who next asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.log.repairs.repair import Fault, Repair
from ledger.log.repairs.strays import rows_of
from ledger.log.stores import body_columns, misshapen, tallies

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from sqlalchemy import Connection

    from ledger.log.format.canonical import Json
    from ledger.log.repairs.repair import RepairSite


class Tallies(Repair):
    """Each counter next to the log says what its rows give."""

    name = "tallies"

    def look(self, site: RepairSite) -> Iterator[Fault]:
        """A fault for each counter that does not.

        What stands in a table that lacks columns, or cannot be read, goes to the evidence file.
        """
        with site.log.store.reading() as connection:
            aside = dict(_taken_away(connection, site.log.store.tables(connection)))
        for what in site.log.miscounted():
            yield Fault(
                repair=self.name,
                what=what,
                act="count again, and empty what is made again from the log",
                aside=aside.get(what, ()),
            )

    def mend(self, site: RepairSite, connection: Connection, fault: Fault) -> None:  # noqa: ARG002
        """All of them together, as often as one is wrong."""
        tallies.count_again(connection)


def _taken_away(
    connection: Connection, there: Collection[str]
) -> Iterator[tuple[str, tuple[Mapping[str, Json], ...]]]:
    """The rows that no program can read any more, by the sentence that names them."""
    for table in misshapen.altered(connection, there):
        if not table.names and table.name not in misshapen.MADE_AGAIN:
            yield str(table), rows_of(connection, table.name)
    for row in body_columns.misfiled(connection, misshapen.sound(connection, there)):
        if row.body is None:
            yield str(row), rows_of(connection, row.table, f"number = {row.number:d}")
