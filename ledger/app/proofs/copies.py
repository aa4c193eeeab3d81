"""Copies of a ledger's file, and who may do what on a server.

Takes where a ledger is; gives what was copied, verified, or the SQL of its roles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.errors import StorageError
from ledger.log.backup import Copied, file_of
from ledger.log.backup import backup as back_up
from ledger.log.backup import restore as put_back
from ledger.log.failures import NoLedger, NotALedger
from ledger.log.stores.postgresql.roles import grants

if TYPE_CHECKING:
    from pathlib import Path

    from ledger.clock import Clock

__all__ = ["Copied", "backup", "grants", "restore"]


class NoBackup(StorageError):
    """Nothing stands where the backup should be, or something else does."""

    code = "no-backup"

    def __init__(self, copy: Path, what: str | None = None) -> None:
        super().__init__(
            f"no backup at {copy}" if what is None else f"{copy} is no backup: {what}",
            fix="name the file that claims backup wrote; nothing was made",
        )
        self.copy = copy


def backup(location: str, target: Path, *, clock: Clock) -> Copied:
    """Copy a ledger's file while it is in use; the copy is verified before it gets its name.

    Raises:
        InvalidInput: the ledger is on a server, which has tools of its own.
        TargetExists: something is there already.
    """
    return back_up(file_of(location), target, clock=clock)


def restore(copy: Path, location: str, *, clock: Clock) -> Copied:
    """Put a verified backup where the ledger should be; what is there is never replaced.

    Raises:
        NoBackup: there is no such copy.
        TargetExists: something is there already.
    """
    target = file_of(location)
    try:
        return put_back(copy, target, clock=clock)
    except NoLedger as error:
        raise NoBackup(copy) from error
    except NotALedger as error:
        raise NoBackup(copy, error.what) from error
