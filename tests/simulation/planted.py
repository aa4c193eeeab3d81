"""Faults put into the program on purpose: the simulation must find each of them.

``PLANTED`` gives a context manager for each; while it is entered, the program has the fault.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING
from unittest.mock import patch

from ledger.board import affected
from ledger.errors import StorageError
from ledger.log import backup
from ledger.log.clock.moments import Moments
from ledger.log.proving.custody import departures, keyring
from ledger.log.proving.custody.custody import Custody
from ledger.log.stores import kept_rows as shelf
from ledger.log.stores import sql
from ledger.log.stores.sqlite import store as sqlite

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

    from ledger.log.stores.commits import Request


def acknowledged_before_its_commit() -> AbstractContextManager[object]:
    """A commit that fails comes too late to be told."""
    real = sql.SqlLog._commit

    def commit(self: sql.SqlLog, requests: Sequence[Request]) -> None:
        try:
            real(self, requests)
        except StorageError:
            if any(request.recorded is None for request in requests):
                raise

    return patch.object(sql.SqlLog, "_commit", commit)


def public_half_lost() -> AbstractContextManager[object]:
    """A rotation keeps the new key in the place of the old one."""
    return patch.object(keyring.Keyring, "_next", lambda _: 1)


def key_kept_before_it_is_recorded() -> AbstractContextManager[object]:
    """A process killed in between leaves a key that the ledger was never told of."""

    def add_key(self: Custody, origin: str, kind: object, record: Callable[..., None]) -> object:
        key = self._keyring(origin).generate(kind)
        self._keyring(origin).add(key, lambda _: None)
        record(key.verifier)
        return key.verifier

    return patch.object(Custody, "_add_key", add_key)


def row_not_marked() -> AbstractContextManager[object]:
    """What an append touches is not marked, and the marks are called complete."""

    def mark(connection: object, events: object) -> None:
        first, last = events[0].position, events[-1].position
        shelf.mark(connection, {}, after=first - 1, upto=last)

    return patch.object(affected, "mark_appended", mark)


def older_copy_not_named() -> AbstractContextManager[object]:
    """Nobody holds the log against the checkpoints that are kept."""
    return patch.object(departures, "_contradicted", lambda *_: iter(()))


def journal_keeps_the_words() -> AbstractContextManager[object]:
    """An erasure leaves what it took out in the journal."""
    return patch.object(sqlite.SqliteStore, "forget", lambda _: None)


def backup_without_the_journal() -> AbstractContextManager[object]:
    """A copy of the file alone lacks what is in its journal."""
    return patch.object(backup, "_online", shutil.copyfile)


def clock_behind_is_taken() -> AbstractContextManager[object]:
    """A clock that is behind is given the last moment, however far that is."""
    return patch.object(sql, "next_moment", lambda now, last: max(now, last or now))


def moments_as_stamped() -> AbstractContextManager[object]:
    """Nobody reads what a repair of the clock says."""
    return patch.object(sql.SqlLog, "_moments", lambda *_: Moments())


def key_forgotten_where_it_waits() -> AbstractContextManager[object]:
    """A key that was recorded by a process that was killed is not taken up."""
    return patch.object(Custody, "take_up", lambda *_: None)


PLANTED: dict[str, Callable[[], AbstractContextManager[object]]] = {
    function.__name__: function
    for function in (
        acknowledged_before_its_commit,
        public_half_lost,
        key_kept_before_it_is_recorded,
        row_not_marked,
        older_copy_not_named,
        journal_keeps_the_words,
        backup_without_the_journal,
        clock_behind_is_taken,
        moments_as_stamped,
        key_forgotten_where_it_waits,
    )
}
