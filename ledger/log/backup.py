"""Backing a ledger's file up while it is in use, and putting a backup in its place.

Takes a ledger's file and a target, gives a verified copy. SQLite's own online backup makes
it one state of the log; a copy of the file by other means may lack what is in its WAL.
PostgreSQL has pg_dump and base backups. Both end in ``verify``.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from ledger import files
from ledger.errors import InvalidInput, StorageError
from ledger.log.opening import open_log
from ledger.log.proving.verify import LogVerdict, verify
from ledger.log.stores.sqlite.driver_failures import failure
from ledger.log.stores.sqlite.store import open_store

if TYPE_CHECKING:
    from ledger.clock import Clock


@attrs.frozen(kw_only=True)
class Copied:
    """A copy that was made and verified."""

    source: Path
    target: Path
    verdict: LogVerdict


class CopyBroken(StorageError):
    """A copy that does not verify, because its source does not."""

    code = "copy-broken"

    def __init__(self, source: Path, verdict: LogVerdict) -> None:
        where = verdict.broken
        super().__init__(
            f"{source} does not verify, so it was not copied: {where.what if where else ''}",
            fix="run claims verify on it, and use another backup",
        )
        self.source = source
        self.verdict = verdict


class NoFile(InvalidInput):
    """A ledger that is no file to be copied."""

    code = "no-file"

    def __init__(self, place: str) -> None:
        super().__init__(
            f"{place} is a database, and its own tools copy it",
            fix="use pg_dump or pg_basebackup, and claims verify on what was restored",
        )
        self.place = place


def file_of(location: str) -> Path:
    """The file that a ledger's location names; ``NoFile`` for a database server's."""
    if not location.startswith("sqlite:///") and "://" in location:
        raise NoFile(location.partition("://")[0])
    return Path(location.removeprefix("sqlite:///"))


def backup(ledger: Path, target: Path, *, clock: Clock) -> Copied:
    """Copy a ledger that may be in use into a new file, verified, whole or not at all."""
    return _copy(ledger, target, clock)


def restore(copy: Path, ledger: Path, *, clock: Clock) -> Copied:
    """Put a backup where no ledger is. A log never goes back in place: move the old one away.

    If the backup is older than the last checkpoint kept outside, the ledger will be read but
    not written to (``Contradicted``): it lacks events that were signed for.
    """
    return _copy(copy, ledger, clock)


def _copy(source: Path, target: Path, clock: Clock) -> Copied:
    open_log(source, clock=clock).close()  # refuses what is no ledger
    try:
        files.check_database(target)
        with files.part_of(target, mode=0o600) as part:
            with closing(open_store(source)) as store:
                _online(store.file, part)  # where who may not write next to it can read
            with closing(open_log(part, clock=clock)) as log:
                verdict = verify(log)
            if not verdict.holds:
                raise CopyBroken(source, verdict)
            part.chmod((files.mode_of(source) or 0) | 0o600)  # who copied it may write it
            files.place_database(part, target)
    except sqlite3.Error as error:
        raise failure(target, error) from error
    except OSError as error:
        raise files.TargetUnwritable(target, error) from error
    return Copied(source=source, target=target, verdict=verdict)


def _online(source: Path, part: Path) -> None:
    name = f"{source.absolute().as_uri()}?mode=ro"
    with (
        closing(sqlite3.connect(name, uri=True)) as reading,
        closing(sqlite3.connect(part)) as writing,
    ):
        reading.backup(writing)
