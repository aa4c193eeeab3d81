"""Files in the custody folder: read with their name on the lips, written whole or not at all.

Takes paths and texts, gives texts and what they hold; a failure names the file.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TypeVar

from ledger.errors import StorageError
from ledger.log.notes import NoteRefused

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
            fix="put it back from a copy; do not write to the ledger before that",
        )
        self.path = path
        self.reason = reason


def read(path: Path) -> str:
    """A file's text."""
    try:
        return path.read_bytes().decode()  # as it is: no line end is made another
    except UnicodeDecodeError as error:
        raise CustodyChanged(path, "it is no UTF-8 text") from error
    except OSError as error:
        raise CustodyUnusable(path.parent, str(error)) from error


def parsed(path: Path, parse: Callable[[str], T]) -> T:
    """What a file holds; a refusal names the file."""
    try:
        return parse(read(path))
    except NoteRefused as error:
        raise CustodyChanged(path, error.reason) from error


def write(path: Path, text: str) -> None:
    """Whole or not at all, readable by its owner only, and on the disk before we go on."""
    part = path.with_name(path.name + ".part")
    named_in = [path.parent]
    try:
        if not path.parent.exists():
            named_in += [path.parent.parent, path.parent.parent.parent]
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with open(part, "wb", opener=private) as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        for folder in named_in:
            _sync(folder)
    except OSError as error:
        raise CustodyUnusable(path.parent, str(error)) from error


def private(name: str, flags: int) -> int:
    """Open for the owner alone."""
    return os.open(name, flags, 0o600)


def _sync(folder: Path) -> None:
    """A new name outlives a power cut once the folder it stands in is on the disk."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
