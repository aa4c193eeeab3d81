"""Files in the custody folder: read with their name on the lips, written whole or not at all.

Takes paths and texts, gives texts and what they hold; a failure names the file.
"""

from __future__ import annotations

import os
from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING, TypeVar

from ledger import files
from ledger.errors import StorageError
from ledger.log.proving.notes import NoteRefused

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

T = TypeVar("T")


class CustodyUnusable(StorageError):
    """The folder of keys and checkpoints could not be read or written."""

    code = "custody-unusable"

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(
            f"{folder} could not be used to keep keys and checkpoints: {reason}",
            fix="check that you may read and write there, or name another folder",
        )
        self.folder = folder
        self.reason = reason


class CustodyChanged(StorageError):
    """A key or checkpoint that is not as this program put it down."""

    code = "custody-changed"

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path} was changed or damaged: {reason}",
            fix="put it back from a copy; do not write to the ledger before that. "
            "Without a copy, claims key accept says how to go on",
        )
        self.path = path
        self.reason = reason

    @property
    def what(self) -> str:
        """The same for those who read the ledger elsewhere: the file without its folder."""
        return f"{self.path.name} was changed or damaged: {self.reason}"


def _unusable(path: Path, error: OSError) -> CustodyUnusable:
    """The machine's own words, with the name of the file; its numbers say nothing to a reader."""
    reason = error.strerror or str(error)
    return CustodyUnusable(path.parent, f"{path.name}: {reason[:1].lower()}{reason[1:]}")


def read(path: Path) -> str:
    """A file's text."""
    try:
        return path.read_bytes().decode()  # as it is: no line end is made another
    except UnicodeDecodeError as error:
        raise CustodyChanged(path, "it is no UTF-8 text") from error
    except OSError as error:
        raise _unusable(path, error) from error


def parsed(path: Path, parse: Callable[[str], T]) -> T:
    """What a file holds; a refusal names the file."""
    try:
        return parse(read(path))
    except NoteRefused as error:
        raise CustodyChanged(path, error.reason) from error


def write(path: Path, text: str) -> None:
    """Whole or not at all, readable by its owner only, and on the disk before we go on."""
    try:
        files.make_folder(path.parent, private=True)
        with files.part_of(path, mode=0o600) as part:
            with part.open("wb") as file:
                file.write(text.encode())
                file.flush()
                os.fsync(file.fileno())
            files.place(part, path, overwrite=True)
    except files.TargetUnwritable as error:
        raise CustodyUnusable(path.parent, error.reason) from error
    except OSError as error:
        raise _unusable(path, error) from error


def rename(path: Path, to: Path) -> None:
    """Give a file its name, on the disk; another process may have done so already."""
    try:
        with suppress(FileNotFoundError):
            path.replace(to)
        files.sync_folder(to.parent)
    except OSError as error:
        raise _unusable(to, error) from error
    if not to.exists():
        raise CustodyUnusable(to.parent, f"{path.name} is gone")


def remove(path: Path) -> None:
    """Take a file away that nobody was told of."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise _unusable(path, error) from error


def set_aside(path: Path) -> None:
    """Give a file a name that says it is not believed; one of that name stays as it is."""
    names = (f"{path.name}.refused{'' if n == 1 else f'.{n}'}" for n in count(1))
    try:
        path.rename(next(to for name in names if not (to := path.with_name(name)).exists()))
        files.sync_folder(path.parent)
    except OSError as error:
        raise _unusable(path, error) from error


def private(name: str, flags: int) -> int:
    """Open for the owner alone."""
    return os.open(name, flags, 0o600)
