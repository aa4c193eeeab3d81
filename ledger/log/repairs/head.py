"""A head that counts other events than its own tree has, or that cannot be read.

Takes the head's row and the log's rows. A head says twice where the log ends, by its count and
by the edge of its tree; where the edge is that of the leaves that are there, or the count is
theirs and the edge cannot be read, the rest follows from them. Where leaves are missing it is
not, and a backup alone has them.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import attrs
from sqlalchemy import text, update

from ledger.log.append_rule import since_epoch
from ledger.log.failures import LedgerDamaged
from ledger.log.format.canonical import SAFE_INTEGER
from ledger.log.format.envelope import unsealed
from ledger.log.format.merkle import Frontier
from ledger.log.proving.tree import Tree
from ledger.log.proving.verify import tree_of_leaves
from ledger.log.repairs.guards_off import guards_off
from ledger.log.repairs.repair import Fault, Repair
from ledger.log.stores import tables
from ledger.log.stores.kept_rows import clear
from ledger.log.stores.readback import counted
from ledger.log.stores.relational import records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from ledger.log.repairs.repair import RepairSite

_COLUMNS = ("id", "origin", "size", "recorded_at", "frontier")
_HEAD = text(f"SELECT {', '.join(_COLUMNS)} FROM head WHERE id = 1")  # noqa: S608  # words of ours
_ENDS = text("SELECT count(*), min(position), max(position) FROM events")
_PLAIN = 80  # letters of a value that is none


@attrs.frozen(kw_only=True)
class _LastLeaf:
    """The last leaf that is there: the tree that it ends, and the moment that it bears."""

    tree: Frontier
    moment: datetime


class HeadRepair(Repair):
    """The head counts the events whose tree it keeps, and can be read."""

    name = "head"
    alone = True

    def look(self, site: RepairSite) -> Iterator[Fault]:
        """A head that departs from whole leaves and tiles, and from no checkpoint that is kept."""
        with site.log.store.reading() as connection:
            row = connection.execute(_HEAD).first()
            count, first, last = connection.execute(_ENDS).one()
        if row is None or (first, last) != (0, count - 1):
            return
        _, origin, size, _, edge = row
        why = _unreadable(site, tuple(row))
        if why is None and size == count:
            return
        if not isinstance(origin, str) or site.signed_for(origin) > count:
            return
        end = _end(site, count)
        if end is None or not (_keeps(edge, end.tree) or (size == count and why is not None)):
            return
        what = f"the head counts {_plain(size)} events and keeps the tree of the {count} that "
        what = why if why is not None and size == count else f"{what}are there"
        yield Fault(
            repair=self.name,
            what=what,
            act="let the head say what the leaves, their tree and the last event give",
            facts={
                "size": count,
                "recorded_at": end.moment.isoformat(),
                "kept": {name: _plain(value) for name, value in zip(_COLUMNS, row, strict=True)},
            },
        )

    def mend(self, site: RepairSite, connection: Connection, fault: Fault) -> None:
        """Set count and moment; the tree's edge follows with the event that says so."""
        moment = since_epoch(datetime.fromisoformat(str(fault.facts["recorded_at"])))
        values = {"size": fault.facts["size"], "recorded_at": moment}
        with guards_off(connection):
            moved = connection.execute(update(tables.head).values(values))
            counted(site.log.store.place, "heads", 1, moved.rowcount)
        clear(connection)  # what is kept of the board may have been made by the wrong count


def _unreadable(site: RepairSite, row: tuple[object, ...]) -> str | None:
    """Why a head's row is none; None if it can be read."""
    try:
        records.head_of(site.log.store.place, [row])  # type: ignore[list-item]
    except LedgerDamaged as error:
        return error.what
    return None


def _end(site: RepairSite, count: int) -> _LastLeaf | None:
    """None where a leaf or a payload is damaged, or a tile is not theirs."""
    growth = tree_of_leaves(site.log, count)
    try:
        tree = Tree(count, site.log.hashes).frontier()
        rows = list(site.log.stored(after=count - 2, upto=count - 1))
    except LedgerDamaged:
        return None
    envelope = unsealed(rows[0].envelope) if rows else None
    if growth is None or growth.done() != tree or envelope is None:
        return None
    return _LastLeaf(tree=tree, moment=envelope.recorded_at)


def _keeps(edge: object, tree: Frontier) -> bool:
    return isinstance(edge, bytes | memoryview) and bytes(edge) == tree.to_bytes()


def _plain(value: object) -> int | str:
    if isinstance(value, int) and abs(value) <= SAFE_INTEGER:
        return value
    return (value.hex() if isinstance(value, bytes) else str(value))[:_PLAIN]
