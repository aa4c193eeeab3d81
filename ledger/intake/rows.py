"""Rows of what waits next to the log: the lock under which they change, and what one holds.

Takes rows of a number and a body; gives what the body says, or says that it cannot be read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

import attrs
import msgspec
from sqlalchemy import select

from ledger.log.stores.columns import Misshapen, of_kind
from ledger.log.stores.tables import inbox_head

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection, Row, Select

    from ledger.errors import StorageError

_LOCK = select(inbox_head.c.size).with_for_update()


def lock(connection: Connection) -> None:
    """Who changes what waits locks this one row first; the log's head is never locked."""
    of_head(connection, _LOCK)


def of_head(connection: Connection, asked: Select[Any]) -> tuple[int, ...]:
    """What the one row of ``inbox_head`` says; ``Misshapen`` where it is gone."""
    row = connection.execute(asked).first()
    if row is None:
        raise Misshapen("the row of inbox_head is gone")
    return tuple(row)


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
    """What a row holds; ``damaged`` is raised where that is not what this program wrote there.

    By which number it is called its row says: ``verify`` names one that says another itself.
    """
    number, body = row
    try:
        value = decoder.decode(cast("bytes", of_kind("its body", bytes, body)))
    except (msgspec.MsgspecError, ValueError, Misshapen) as error:
        raise damaged(number, str(error)) from error
    if value.number == number:
        return value
    renumbered: N = attrs.evolve(cast("Any", value), number=number)
    return renumbered
