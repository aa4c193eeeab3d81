"""A row of the inbox becomes its item.

Takes rows of a database; gives items, or says which cannot be read.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ledger.decoding import decoder
from ledger.errors import StorageError
from ledger.intake.inbox.item import Arrival, Door, Item
from ledger.intake.rows import numbered

if TYPE_CHECKING:
    from sqlalchemy import Row

_DECODER = decoder(Item)
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class InboxDamaged(StorageError):
    """An item that this program did not write so."""

    code = "inbox-damaged"

    def __init__(self, number: int, reason: str) -> None:
        super().__init__(
            f"item {number} of the inbox cannot be read ({reason})",
            fix="claims repair takes it away, whole into a file; a backup has it as it was",
        )


def item_of(row: Row[int, bytes]) -> Item:
    """The item of a row of its number and body."""
    return numbered(row, _DECODER, InboxDamaged)


def item_or_fault(row: Row[int, bytes]) -> Item:
    """The item of a row; of one that cannot be read, an item that says so, and nothing else."""
    try:
        return item_of(row)
    except InboxDamaged as error:
        fault = f"{error.message}; {error.fix}"
        arrival = Arrival(door=Door.FILE, fault=fault)
        return Item.arrived_as(arrival, number=row[0], now=_LONG_AGO)
