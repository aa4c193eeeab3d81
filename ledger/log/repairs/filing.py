"""Events that are not filed in the index of tags as their own leaves say.

Takes the log's rows; where every leaf is as it was recorded and the leaves give the tree that the
head keeps, their types and tags give the index again. What is filed and should not be goes to the
evidence file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from ledger.ids import position_name
from ledger.log.proving.verify import by_position, misfiled, tree_of_leaves
from ledger.log.repairs.guards_off import guards_off
from ledger.log.repairs.repair import Fault, Repair
from ledger.log.stores import tables
from ledger.log.stores.kept_rows import clear
from ledger.log.stores.text_index import clear_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from ledger.log.proving.verify import Misfiled
    from ledger.log.repairs.repair import RepairSite


class FilingRepair(Repair):
    """Questions find each event under its own type and tags, and under nothing else."""

    name = "filing"

    def look(self, site: RepairSite) -> Iterator[Fault]:
        """A fault for all events that are filed otherwise."""
        events = _misfiled(site)
        if not events:
            return
        first, others = position_name(events[0].position), len(events) - 1
        where = f"{first} and {others:,} more" if others else first
        yield Fault(
            repair=self.name,
            what=f"events are not filed under their own types and tags: {where}",
            act="file them as their leaves say, and empty what is made again from the log",
            aside=tuple(
                {"table": "tags", "tag": tag, "position": event.position}
                for event in events
                for tag in sorted(event.foreign)
            ),
            facts={
                "events": len(events),
                "missing": sum(len(event.lacking) for event in events),
                "foreign": sum(len(event.foreign) for event in events),
            },
        )

    def mend(self, site: RepairSite, connection: Connection, fault: Fault) -> None:  # noqa: ARG002
        """Put rows in that are missing and take those away that no leaf gives."""
        # Read through this connection: others may wait for what was mended before.
        leaves = connection.execute(select(tables.events.c.position, tables.events.c.envelope))
        filing = connection.execute(select(tables.tags.c.tag, tables.tags.c.position))
        tags_at = by_position((tag, position) for tag, position in filing)
        events = list(misfiled(((position, leaf) for position, leaf in leaves), tags_at))
        rows = [
            {"tag": tag, "position": event.position}
            for event in events
            for tag in sorted(event.lacking)
        ]
        filed = tables.tags.c
        with guards_off(connection):
            for event in events:
                foreign = filed.tag.in_(sorted(event.foreign))
                if event.foreign:
                    connection.execute(
                        delete(tables.tags).where(filed.position == event.position, foreign)
                    )
            if rows:
                connection.execute(insert(tables.tags), rows)
        clear(connection)  # it may have been made without them
        clear_texts(connection)


def _misfiled(site: RepairSite) -> list[Misfiled]:
    head = site.log.head()
    tree = tree_of_leaves(site.log, head.size)
    if tree is None or tree.done() != head.frontier:
        return []
    rows = site.log.stored(upto=head.size - 1)
    tags_at = by_position(site.log.filed(upto=head.size - 1))
    return list(misfiled(((row.position, row.envelope) for row in rows), tags_at))
