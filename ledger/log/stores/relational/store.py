"""What one kind of database has to give: transactions, single statements, names for failures.

Takes nothing and gives the port between ``sql`` and its two databases. What runs for each event
goes to the driver; SQLAlchemy keeps the pool, the schema and every question that has a shape of
its own. Who comes next: ``sqlite`` and ``postgres`` are such stores.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from sqlalchemy import Connection, Select

    from ledger.errors import StorageError
    from ledger.log.guards import Stranger
    from ledger.log.stores.relational.rows import Rows
    from ledger.log.stores.selection import Values

HeadRow: TypeAlias = "tuple[int, str, int, int, bytes]"
"""The head's row: its key, origin, size, moment (microseconds since 1970) and frontier."""
EventRow: TypeAlias = "tuple[int, bytes, bytes, int | None, bytes | None]"
"""Of an event's row: position, envelope, leaf hash, where the clock was repaired, payload."""
Locked: TypeAlias = "tuple[Sequence[HeadRow], Sequence[EventRow], bytes | None]"
"""The head, the events that were asked for, and the envelope of the last event."""


class Store(Protocol):
    """One kind of database: how to open transactions on it, and how to name its failures."""

    @property
    def errors(self) -> tuple[type[Exception], ...]:
        """What the driver raises, itself or through SQLAlchemy."""
        ...

    @property
    def place(self) -> str:
        """The ledger's name, for messages."""
        ...

    @property
    def page_rows(self) -> int:
        """How many rows to ask for at once, where a reader wants all of them."""
        ...

    def writing(self) -> AbstractContextManager[Connection]:
        """A transaction that no other writer can be in at once; commits, or undoes all."""
        ...

    def appending(self) -> AbstractContextManager[Connection]:
        """The same for an append, which speaks to the driver: SQLAlchemy may not know of it."""
        ...

    def reading(self) -> AbstractContextManager[Connection]:
        """A transaction that sees one state of the log."""
        ...

    def fetch(self, asked: str, values: Sequence[object], *, most: int | None = None) -> list[Any]:
        """The rows of one statement, by the driver, in a snapshot of its own.

        ``most`` is how many bytes their last columns may weigh: rows end early behind that, as
        far as the database gives them one by one.
        """
        ...

    def lock(self, connection: Connection, ids: Sequence[str]) -> Locked:
        """Lock the head's row, then look for events with these ids, and for the last one."""
        ...

    def append_at_once(
        self, rows: Rows, there: HeadRow, last: bytes, then: Callable[[Connection], None] | None
    ) -> bool:
        """Lock, compare, insert and commit in one round trip; False, and nothing written, if not.

        Only where the head is ``there`` and the last event's envelope is ``last``, none of the
        ids is known, and nothing of others is on the tables. ``then`` runs in the same
        transaction. A store that has no round trips to save says False.
        """
        ...

    @property
    def most_at_once(self) -> int:
        """How many events ``append_at_once`` takes; 0 for none."""
        ...

    def now(self, connection: Connection) -> datetime:
        """The moment (UTC) by the database's own clock: the server's, or this machine's."""
        ...

    def insert(self, connection: Connection, rows: Rows) -> bool:
        """Insert an append's rows and move the head, by the fastest way the driver has.

        Every row is counted: ``NotWritten`` where the database took fewer and said nothing.
        Gives whether there is anything of others on the tables, which may change rows as well.
        """
        ...

    def tables(self, connection: Connection) -> set[str]:
        """The names of the tables that are there, whoever made them."""
        ...

    def table_names(self) -> set[str]:
        """The same, for who begins to read."""
        ...

    def stream(
        self, connection: Connection, asked: Select[str, int], values: Values
    ) -> Iterator[tuple[str, int]]:
        """The rows of a long answer, few of them at a time."""
        ...

    def complaint(self, connection: Connection) -> str | None:
        """What the database itself finds wrong with its files; None if nothing."""
        ...

    def may_append(self) -> bool:
        """Whether this account has the right to record here, whatever else is in its way."""
        ...

    def unguarded(self, connection: Connection) -> tuple[str, ...]:
        """See ``Log.unguarded``."""
        ...

    def strangers(self, connection: Connection) -> tuple[Stranger, ...]:
        """See ``Log.strangers``."""
        ...

    def prepare(self) -> None:
        """Ready an empty place for its first migration; what no transaction may do."""
        ...

    def confirm(self) -> None:
        """See ``Log.confirm``."""
        ...

    def retriable(self, error: StorageError) -> bool:
        """Whether the same append may be tried again: it is idempotent, even if it went in."""
        ...

    def watching(self, wake: Callable[[], None]) -> AbstractContextManager[None]:
        """See ``Log.watching``, of what other processes append."""
        ...

    def forget(self) -> None:
        """Remove what was overwritten from the disk, as far as the database can."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...
