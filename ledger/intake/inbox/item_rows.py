"""A row of the inbox becomes its item.

Takes rows of a database; gives items, or says which cannot be read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.decoding import decoder
from ledger.errors import StorageError
from ledger.intake.inbox.item import Item
from ledger.intake.rows import numbered

if TYPE_CHECKING:
    from sqlalchemy import Row

_DECODER = decoder(Item)


class InboxDamaged(StorageError):
    """An item that this program did not write so."""

    code = "inbox-damaged"

    def __init__(self, number: int, reason: str) -> None:
        super().__init__(
            f"item {number} of the inbox cannot be read ({reason})",
            fix="the log is not touched by it: dismiss what you see elsewhere, or restore a backup",
        )


def item_of(row: Row[int, bytes]) -> Item:
    """The item of a row of its number and body."""
    return numbered(row, _DECODER, InboxDamaged)
