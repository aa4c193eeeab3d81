"""Backing a ledger's file up while it is in use, and putting a backup in its place.

Takes a ledger's file and a target, gives a verified copy. SQLite's own online backup makes
it one state of the log; a copy of the file by other means may lack what is in its WAL.
PostgreSQL has pg_dump and base backups. Both end in ``verify``.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from ledger.errors import Conflict, InvalidInput, StorageError
from ledger.log import failures
from ledger.log.opening import open_log
from ledger.log.sqlite import failure
from ledger.log.verify import Verdict, verify

if TYPE_CHECKING:
    from ledger.clock import Clock


@attrs.frozen(kw_only=True)
class Copied:
    """A copy that was made and verified."""

    source: Path
    target: Path
    verdict: Verdict


class TargetExists(Conflict):
    """A copy onto something that is there."""

    code = "target-exists"

    def __init__(self, target: Path) -> None:
        super().__init__(
            f"{target} is there already; nothing was copied",
            fix="name another file, or move that one away",
        )
        self.target = target


class CopyBroken(StorageError):
    """A copy that does not verify, because its source does not."""

    code = "copy-broken"

    def __init__(self, source: Path, verdict: Verdict) -> None:
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
    open_log(ledger, clock=clock).close()  # refuses what is no ledger
    return _copy(ledger, target, clock)


def restore(copy: Path, ledger: Path, *, clock: Clock) -> Copied:
    """Put a backup where no ledger is. A log never goes back in place: move the old one away.

    If the backup is older than the last checkpoint kept outside, the ledger will be read but
    not written to (``Contradicted``): it lacks events that were signed for.
    """
    open_log(copy, clock=clock).close()
    return _copy(copy, ledger, clock)


def _copy(source: Path, target: Path, clock: Clock) -> Copied:
    part = target.with_name(target.name + ".part")
    if target.exists():
        raise TargetExists(target)
    try:
        _online(source, part)
        log = open_log(part, clock=clock)
        verdict = verify(log)
        log.close()
        if not verdict.holds:
            raise CopyBroken(source, verdict)
        _durable(part, target)
    except sqlite3.Error as error:
        raise failure(target, error) from error
    except OSError as error:
        raise failures.LedgerUnreachable(str(target), error.strerror or str(error)) from error
    finally:
        for leftover in (part, *(part.with_name(part.name + s) for s in ("-wal", "-shm"))):
            leftover.unlink(missing_ok=True)
    return Copied(source=source, target=target, verdict=verdict)


def _online(source: Path, part: Path) -> None:
    part.unlink(missing_ok=True)
    reading = sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)
    writing = sqlite3.connect(part)
    try:
        reading.backup(writing)
    finally:
        writing.close()
        reading.close()


def _durable(part: Path, target: Path) -> None:
    """On the disk first, then under its name; a name that came up meanwhile is kept."""
    with part.open("rb") as file:
        os.fsync(file.fileno())
    try:
        os.link(part, target)
    except FileExistsError as error:
        raise TargetExists(target) from error
    folder = os.open(target.absolute().parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
