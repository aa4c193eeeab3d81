"""Documents as they were published: their bytes, next to the log, by the hash that an event names.

Takes a log; gives ``Originals``. The event of a capture names the SHA-256 of the bytes, so that
nobody can put others in their place; an erasure takes them out with the words. Absent: an answer
that is computed from them.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Protocol
from weakref import WeakKeyDictionary

from ledger.errors import NotFound, StorageError
from ledger.late import late
from ledger.log.stores.sql import SqlLog

if TYPE_CHECKING:
    from collections.abc import Iterable

    import sqlalchemy

    from ledger.intake import rows
    from ledger.log.port import Log
    from ledger.log.stores import tables
    from ledger.log.stores.relational.store import Store
else:
    rows = late("ledger.intake.rows")
    sqlalchemy = late("sqlalchemy")
    tables = late("ledger.log.stores.tables")


class NoOriginal(NotFound):
    """A document whose bytes were not kept."""

    code = "no-original"

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"of {name} the text was kept, and not its original bytes",
            fix="capture keeps them with --keep-original",
        )


class OriginalDamaged(StorageError):
    """Bytes that are gone, or are not those that the event names."""

    code = "original-damaged"

    def __init__(self, digest: str, reason: str) -> None:
        self.digest = digest
        super().__init__(
            f"the original bytes {digest[:12]}… {reason}",
            fix="take them from a backup; the text and its quotes are whole",
        )


class Originals(Protocol):
    """Bytes by their SHA-256."""

    def keep(self, data: bytes) -> str:
        """Keep bytes, unless they are there; gives their SHA-256."""
        ...

    def bytes_of(self, digest: str) -> bytes:
        """The bytes of a SHA-256, checked; raises `OriginalDamaged`."""
        ...

    def forget(self, digests: Iterable[str]) -> int:
        """Take bytes out for good; how many were there."""
        ...


def digest_of(data: bytes) -> str:
    """The SHA-256 of bytes, in hexadecimal."""
    return sha256(data).hexdigest()


class MemoryOriginals:
    """Bytes in memory, for a ledger in memory."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def keep(self, data: bytes) -> str:
        """See ``Originals.keep``."""
        digest = digest_of(data)
        self._kept[digest] = data
        return digest

    def bytes_of(self, digest: str) -> bytes:
        """See ``Originals.bytes_of``."""
        return _checked(digest, self._kept.get(digest))

    def forget(self, digests: Iterable[str]) -> int:
        """See ``Originals.forget``."""
        return sum(self._kept.pop(digest, None) is not None for digest in digests)


class SqlOriginals:
    """Bytes in a ledger's database."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep(self, data: bytes) -> str:
        """See ``Originals.keep``."""
        digest = digest_of(data)
        with self._store.writing() as connection:
            rows.lock(connection)
            here = sqlalchemy.select(tables.originals.c.sha256).where(
                tables.originals.c.sha256 == digest
            )
            if connection.execute(here).first() is None:
                connection.execute(
                    sqlalchemy.insert(tables.originals).values(sha256=digest, body=data)
                )
        return digest

    def bytes_of(self, digest: str) -> bytes:
        """See ``Originals.bytes_of``."""
        with self._store.reading() as connection:
            body = connection.execute(
                sqlalchemy.select(tables.originals.c.body).where(
                    tables.originals.c.sha256 == digest
                )
            ).scalar()
        return _checked(digest, None if body is None else bytes(body))

    def forget(self, digests: Iterable[str]) -> int:
        """See ``Originals.forget``."""
        wanted = list(digests)
        if not wanted:
            return 0
        with self._store.writing() as connection:
            gone = connection.execute(
                sqlalchemy.delete(tables.originals).where(tables.originals.c.sha256.in_(wanted))
            )
        if gone.rowcount:
            self._store.forget()
        return gone.rowcount


_IN_MEMORY: WeakKeyDictionary[object, MemoryOriginals] = WeakKeyDictionary()


def originals_of(log: Log) -> Originals:
    """The original bytes next to a log, the same ones each time."""
    if isinstance(log, SqlLog):
        return SqlOriginals(log.store)
    return _IN_MEMORY.setdefault(log, MemoryOriginals())


def _checked(digest: str, data: bytes | None) -> bytes:
    if data is None:
        raise OriginalDamaged(digest, "are not there")
    if digest_of(data) != digest:
        raise OriginalDamaged(digest, "were changed")
    return data
