"""Whether a ledger's file is still the one that a server or another program opened.

Takes a path when the ledger is opened; refuses what would be recorded once another file stands
there, as after a restore: the old file, which is open still, would take it, and nobody would
find it there.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

import attrs

from ledger.errors import StorageError

Identity: TypeAlias = tuple[int, int]


class LedgerReplaced(StorageError):
    """Another file stands where the one that was opened stood."""

    code = "ledger-replaced"

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is no longer the file that was opened; nothing was recorded",
            fix="start this program again; what was typed can be sent then",
        )


@attrs.frozen
class OpenedFile:
    """A file, and which one stood there at the beginning."""

    path: Path
    identity: Identity | None

    @classmethod
    def of(cls, path: Path) -> OpenedFile:
        """The file that stands there now, wherever this program goes later."""
        path = path.absolute()
        return cls(path, _identity(path))

    def check(self) -> None:
        """That it is there still.

        Raises:
            LedgerReplaced: it is not.
        """
        if _identity(self.path) != self.identity:
            raise LedgerReplaced(self.path)


def _identity(path: Path) -> Identity | None:
    try:
        there = path.stat()
    except OSError:
        return None
    return there.st_dev, there.st_ino
