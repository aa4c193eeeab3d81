"""A row of the inbox becomes its item, and the lock under which rows are changed.

Takes rows of a database; gives items, or says which cannot be read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import select

from ledger.decoding import decoder
from ledger.errors import StorageError
from ledger.intake.inbox.item import Item
from ledger.log.stores.tables import inbox_head

if TYPE_CHECKING:
    from sqlalchemy import Row

_DECODER = decoder(Item)
LOCK = select(inbox_head.c.size).with_for_update()


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
    number, body = row
    try:
        item = _DECODER.decode(body)
    except (msgspec.MsgspecError, ValueError) as error:
        raise InboxDamaged(number, str(error)) from error
    if item.number != number:
        raise InboxDamaged(number, f"it says that it is item {item.number}")
    return item
