"""The shelf in a relational database: read by the driver, written by ``kept_rows``.

Takes a ``Store``, does what ``log.shelf.Shelf`` says. Who only reads loads no SQLAlchemy for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.late import late
from ledger.log.stores import seals

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from ledger.log.checked import Checked
    from ledger.log.shelf import RowKind, Shelved
    from ledger.log.stores import kept_rows
    from ledger.log.stores.relational.store import Store
else:
    kept_rows = late("ledger.log.stores.kept_rows")


class StoreShelf:
    """A shelf kept by a ``Store``."""

    def __init__(self, store: Store, checked: Checked) -> None:
        self._store = store
        self.checked = checked

    def read(self, kind: RowKind) -> Shelved:
        """See ``Shelf.read``."""
        return seals.read(self._store, kind)

    def look(self, kind: RowKind, subject: str) -> Shelved:
        """See ``Shelf.look``."""
        return seals.read(self._store, kind, subject)

    def subjects(self, kind: RowKind) -> tuple[str, ...]:
        """See ``Shelf.subjects``."""
        return seals.subjects(self._store, kind)

    def mark(self, touched: Mapping[str, int], *, after: int, upto: int) -> None:
        """See ``Shelf.mark``."""
        kept_rows.SqlShelf(self._store).mark(touched, after=after, upto=upto)

    def keep(self, kind: RowKind, rows: Iterable[tuple[str, int, bytes]]) -> None:
        """See ``Shelf.keep``."""
        kept_rows.SqlShelf(self._store).keep(kind, rows)

    def drop(self, kind: RowKind) -> None:
        """See ``Shelf.drop``."""
        kept_rows.SqlShelf(self._store).drop(kind)

    def swap(self, kind: RowKind, built: RowKind, subjects: Collection[str], *, upto: int) -> bool:
        """See ``Shelf.swap``."""
        return kept_rows.SqlShelf(self._store).swap(kind, built, subjects, upto=upto)

    def clear(self) -> None:
        """See ``Shelf.clear``."""
        kept_rows.SqlShelf(self._store).clear()
