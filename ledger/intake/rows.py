"""Rows of what waits next to the log: the lock under which they change, and what one holds.

Takes rows of a number and a body; gives what the body says, or says that it cannot be read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

import msgspec
from sqlalchemy import select

from ledger.log.stores.tables import inbox_head

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Row

    from ledger.errors import StorageError

LOCK = select(inbox_head.c.size).with_for_update()
"""Who changes what waits locks this one row first; the log's head is never locked."""


class Numbered(Protocol):
    """What says its own number."""

    @property
    def number(self) -> int:
        """The number of its row."""
        ...


N = TypeVar("N", bound=Numbered)


def numbered(
    row: Row[int, bytes],
    decoder: msgspec.json.Decoder[N],
    damaged: Callable[[int, str], StorageError],
) -> N:
    """What a row holds; ``damaged`` is raised where that is not what this program wrote there."""
    number, body = row
    try:
        value = decoder.decode(body)
    except (msgspec.MsgspecError, ValueError) as error:
        raise damaged(number, str(error)) from error
    if value.number != number:
        raise damaged(number, f"it says that it is number {value.number}")
    return value
