"""Copies of a ledger's file, and who may do what on a server.

Takes where a ledger is; gives what was copied, verified, or the SQL of its roles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.log.backup import Copied, file_of
from ledger.log.backup import backup as back_up
from ledger.log.backup import restore as put_back
from ledger.log.stores.postgresql.roles import grants

if TYPE_CHECKING:
    from pathlib import Path

    from ledger.clock import Clock

__all__ = ["Copied", "backup", "grants", "restore"]


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
        TargetExists: something is there already.
    """
    return put_back(copy, file_of(location), clock=clock)
