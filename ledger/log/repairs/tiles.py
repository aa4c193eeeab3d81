"""Stored hashes of full tiles that are missing, or are not those of the leaves.

Takes the log's rows; where every leaf is as it was recorded and the leaves give the tree that the
head keeps, the tiles are wrong and can be made again from the leaves. What stood there goes to
the evidence file. Where head and tiles agree against the leaves, no repair applies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert

from ledger.log.proving.verify import tree_of_leaves
from ledger.log.repairs.guards_off import guards_off
from ledger.log.repairs.repair import Fault, Repair
from ledger.log.stores import misshapen, tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from ledger.log.format.canonical import Json
    from ledger.log.format.merkle import TileHash
    from ledger.log.repairs.repair import RepairSite


class Tiles(Repair):
    """Every full tile has the hash that its leaves give."""

    name = "tiles"

    def look(self, site: RepairSite) -> Iterator[Fault]:
        """A fault for each tile that differs, where leaves and head agree with each other."""
        head = site.log.head()
        tree = tree_of_leaves(site.log, head.size)
        if tree is None or tree.done() != head.frontier:
            return
        with site.log.store.reading() as connection:
            there = misshapen.sound(connection, site.log.store.tables(connection))
        gone = tables.tiles.name not in there  # the repair ``tallies`` makes the table again
        for tile in tree.tiles:
            stored = None if gone else _stored(site, tile)
            if stored != tile.hash:
                yield _fault(tile, stored)

    def mend(self, site: RepairSite, connection: Connection, fault: Fault) -> None:  # noqa: ARG002
        """Put the hash that the leaves give in the place of what stands there."""
        level, index = int(str(fault.facts["level"])), int(str(fault.facts["index"]))
        tiles = tables.tiles
        right = bytes.fromhex(str(fault.facts["hash"]))
        with guards_off(connection):
            connection.execute(
                delete(tiles).where(tiles.c.level == level).where(tiles.c.idx == index)
            )
            connection.execute(insert(tiles).values(level=level, idx=index, hash=right))


def _stored(site: RepairSite, tile: TileHash) -> object:
    """What stands where the tile's hash should be; None where nothing does."""
    with site.log.store.reading() as connection:
        rows = connection.exec_driver_sql(
            f"SELECT hash FROM tiles WHERE level = {tile.level:d} AND idx = {tile.index:d}"  # noqa: S608
        ).all()
    if not rows:
        return None
    value = rows[0][0]
    return bytes(value) if isinstance(value, memoryview) else value


def _fault(tile: TileHash, stored: object) -> Fault:
    plain: Json = (
        stored.hex() if isinstance(stored, bytes) else None if stored is None else str(stored)
    )
    row: dict[str, Json] = {"table": "tiles", "level": tile.level, "idx": tile.index, "hash": plain}
    lack = "is missing" if stored is None else "is not the tree's"
    return Fault(
        repair=Tiles.name,
        what=f"tile hash {tile.index} of level {tile.level} {lack}",
        act="store the hash that the leaves give",
        aside=() if stored is None else (row,),
        facts={"level": tile.level, "index": tile.index, "hash": tile.hash.hex()},
    )
