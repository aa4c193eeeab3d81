"""What is kept outside the database: the signing keys, and the last checkpoint of each log.

Takes a folder, best on another disk or machine than the ledger's; gives keys and checkpoints.
A ledger that was rolled back, or rewritten, contradicts the checkpoint that is kept here,
which is how its owner's own tampering shows.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import attrs

from ledger.errors import Conflict, NotFound, StorageError
from ledger.log.checkpoints import Checkpoint, sign_checkpoint
from ledger.log.notes import Kind, Note, NoteRefused, SigningKey, VerifierKey
from ledger.log.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ledger.log.port import Log

Kept = TypeVar("Kept")


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


class NoKey(NotFound):
    """A ledger without a signing key."""

    code = "no-key"

    def __init__(self, origin: str) -> None:
        super().__init__(f"no key to sign for {origin}", fix="make one with claims key new")
        self.origin = origin


class KeyExists(Conflict):
    """A second first key."""

    code = "key-exists"

    def __init__(self, origin: str) -> None:
        super().__init__(
            f"{origin} has a key already", fix="claims key rotate replaces it by a new one"
        )
        self.origin = origin


@attrs.frozen
class Custody:
    """Keys and checkpoints in a folder, apart for each log."""

    folder: Path

    def new_key(self, origin: str, kind: Kind = Kind.ED25519) -> VerifierKey:
        """Make the first key of a log, or of a witness; ``KeyExists`` if it has one."""
        if self.keys(origin):
            raise KeyExists(origin)
        return self._add_key(origin, kind)

    def rotate_key(self, origin: str) -> VerifierKey:
        """Sign with a new key from now on; older ones are kept, to check what they signed."""
        if not self.keys(origin):
            raise NoKey(origin)
        return self._add_key(origin, Kind.ED25519)

    def keys(self, origin: str) -> list[VerifierKey]:
        """The public keys of a log, oldest first; the last one signs."""
        return [
            _parsed(path, VerifierKey.parse, self._read(path))
            for path in self._numbered(origin, ".vkey")
        ]

    def signing_key(self, origin: str) -> SigningKey:
        """The newest private key of a log; ``NoKey`` if there is none."""
        paths = self._numbered(origin, ".secret")
        if not paths:
            raise NoKey(origin)
        return _parsed(paths[-1], SigningKey.parse, self._read(paths[-1]))

    def last(self, origin: str, keys: Sequence[VerifierKey] | None = None) -> Checkpoint | None:
        """The newest checkpoint kept; see ``last_note``."""
        note = self.last_note(origin, keys)
        return None if note is None else Checkpoint.parse(note.text)

    def pinned(self, log: Log) -> Checkpoint | None:
        """The newest checkpoint kept of this log; of its tree, if the log goes by another name.

        A tree is told by its root: nobody takes a log away from its checkpoint by renaming it.
        """
        head = log.head()
        if (last := self.last(head.origin)) is not None:
            return last
        for path in sorted(self.folder.glob("*/checkpoint")):
            kept = _parsed(path, _checkpoint, self._read(path))
            if 0 < kept.size <= head.size and Tree(kept.size, log.hashes).root() == kept.root:
                return kept
        return None

    def last_note(self, origin: str, keys: Sequence[VerifierKey] | None = None) -> Note | None:
        """The newest checkpoint kept, with its signatures; one of ``keys`` signed it.

        Without ``keys``, those of the log itself; ``CustodyChanged`` if none of them did.
        """
        path = self._of(origin) / "checkpoint"
        if not path.exists():
            return None
        trusted = self.keys(origin) if keys is None else keys
        return _parsed(path, lambda text: _signed(text, trusted), self._read(path))

    def keep(self, note: Note, keys: Sequence[VerifierKey] | None = None) -> None:
        """Keep a checkpoint: under its size, and as the last one if it is the largest.

        ``keys`` as for ``last_note``, which the one that is there is held to first.
        """
        checkpoint = Checkpoint.parse(note.text)
        folder, last = self._of(checkpoint.origin), self.last(checkpoint.origin, keys)
        self._write(folder / f"checkpoint.{checkpoint.size}", str(note))
        if last is None or checkpoint.size >= last.size:
            self._write(folder / "checkpoint", str(note))

    def apart(self, name: str) -> Custody:
        """A custody within this one, as for what one of several witnesses has seen."""
        return Custody(self._of(name))

    @contextmanager
    def turn(self) -> Iterator[None]:
        """One process at a time, from looking at the last checkpoint to keeping the next."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with open(self.folder / "turn", "w", encoding="utf-8", opener=_private) as file:
                flock(file, LOCK_EX)  # let go of when the file is closed, or its process killed
                yield
        except OSError as error:
            raise CustodyUnusable(self.folder, str(error)) from error

    def _of(self, origin: str) -> Path:
        """A log's folder; an origin may hold anything, so its hash names it."""
        return self.folder / sha256(origin.encode()).hexdigest()[:16]

    def _add_key(self, origin: str, kind: Kind) -> VerifierKey:
        key = SigningKey.generate(origin, kind)
        name = f"key.{len(self.keys(origin)) + 1:04}"
        self._write(self._of(origin) / f"{name}.secret", key.secret() + "\n")
        self._write(self._of(origin) / f"{name}.vkey", f"{key.verifier}\n")
        return key.verifier

    def _numbered(self, origin: str, suffix: str) -> list[Path]:
        return sorted(self._of(origin).glob(f"key.*{suffix}"))

    def _read(self, path: Path) -> str:
        try:
            return path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise CustodyChanged(path, "it is no UTF-8 text") from error
        except OSError as error:
            raise CustodyUnusable(self.folder, str(error)) from error

    def _write(self, path: Path, text: str) -> None:
        """Whole or not at all, readable by its owner only, and on the disk before we go on."""
        part = path.with_name(path.name + ".part")
        named_in = [path.parent]
        try:
            if not path.parent.exists():
                named_in += [self.folder, self.folder.parent]
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with open(part, "w", encoding="utf-8", opener=_private) as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
            for folder in named_in:
                _sync(folder)
        except OSError as error:
            raise CustodyUnusable(self.folder, str(error)) from error


def checkpoint(log: Log, custody: Custody) -> Note:
    """Sign the log's head with its newest key, and keep the checkpoint outside the database.

    ``Contradicted`` if the log does not go on from the last one kept; ``NoKey`` without a key.
    """
    origin = log.head().origin
    with custody.turn():
        note = sign_checkpoint(log, custody.signing_key(origin), last=custody.pinned(log))
        custody.keep(note)
    return note


def _sync(folder: Path) -> None:
    """A new name outlives a power cut once the folder it stands in is on the disk."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _signed(text: str, keys: Sequence[VerifierKey]) -> Note:
    note = Note.parse(text.encode())
    Checkpoint.parse(note.text)
    note.verified(keys)
    return note


def _checkpoint(text: str) -> Checkpoint:
    return Checkpoint.parse(Note.parse(text.encode()).text)


def _parsed(path: Path, parse: Callable[[str], Kept], text: str) -> Kept:
    """What a file holds; a refusal names the file."""
    try:
        return parse(text)
    except NoteRefused as error:
        raise CustodyChanged(path, error.reason) from error


def _private(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)
