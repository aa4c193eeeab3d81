"""What is kept outside the database: the signing keys, and the checkpoints of each log.

Takes a folder, best on another disk or machine than the ledger's; gives keys and checkpoints.
A ledger that was rolled back, or rewritten, contradicts a checkpoint that is kept here,
which is how its owner's own tampering shows.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from ledger.log import kept_files
from ledger.log.checkpoints import Checkpoint, Contradicted, sign_checkpoint, uphold
from ledger.log.kept_files import CustodyChanged, CustodyUnusable
from ledger.log.keyring import KeyExists, Keyring, NoKey
from ledger.log.notes import Kind, Note, NoteRefused, SigningKey, VerifierKey
from ledger.log.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ledger.log.port import Log

__all__ = ["Custody", "CustodyChanged", "CustodyUnusable", "KeyExists", "NoKey", "checkpoint"]

_NUMBERED = re.compile(r"checkpoint\.(0|[1-9][0-9]{0,18})")
_LINES = 1 << 16  # signatures under a kept note, before each key is left with one


def _unrecorded(key: VerifierKey) -> None:
    """Keep a key that no log is told of, as a witness's."""


@attrs.frozen
class Custody:
    """Keys and checkpoints in a folder, apart for each log."""

    folder: Path

    def new_key(
        self,
        origin: str,
        kind: Kind = Kind.ED25519,
        *,
        record: Callable[[VerifierKey], None] = _unrecorded,
    ) -> VerifierKey:
        """Make the first key of a log, or of a witness; ``KeyExists`` if it has one.

        ``record`` is told of the public half before anything is kept: what it raises leaves all
        as it was, and a key that is kept is always one that was recorded.
        """
        with self.turn():
            if self.keys(origin):
                raise KeyExists(origin)
            return self._add_key(origin, kind, record)

    def rotate_key(
        self, origin: str, *, record: Callable[[VerifierKey], None] = _unrecorded
    ) -> VerifierKey:
        """Sign with a new key from now on; older ones are kept, to check what they signed."""
        with self.turn():
            if not self.keys(origin):
                raise NoKey(origin)
            return self._add_key(origin, Kind.ED25519, record)

    def keys(self, origin: str) -> list[VerifierKey]:
        """The public keys of a log, oldest first; the last one signs."""
        return self._keyring(origin).public()

    def signing_key(self, origin: str) -> SigningKey:
        """The newest private key of a log; ``NoKey`` if there is none."""
        return self._keyring(origin).signing()

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
        for path in sorted(self.folder.glob("*/checkpoint*")):
            if path.name != "checkpoint" and not _NUMBERED.fullmatch(path.name):
                continue
            kept = kept_files.parsed(path, _checkpoint)
            if 0 < kept.size <= head.size and Tree(kept.size, log.hashes).root() == kept.root:
                return kept
        return None

    def last_note(self, origin: str, keys: Sequence[VerifierKey] | None = None) -> Note | None:
        """The newest checkpoint kept, with its signatures; one of ``keys`` signed it.

        Without ``keys``, those of the log itself; ``CustodyChanged`` if none of them did.
        """
        trusted = self.keys(origin) if keys is None else keys
        newest = [*self._numbered(origin)[-1:], self._of(origin) / "checkpoint"]
        notes = [_note(path, trusted) for path in newest if path.exists()]
        return max(notes, key=_size, default=None)

    def notes(self, origin: str, keys: Sequence[VerifierKey] | None = None) -> list[Note]:
        """Every checkpoint kept, the smallest first, each checked as ``last_note`` is."""
        trusted = self.keys(origin) if keys is None else keys
        paths = [*self._numbered(origin), self._of(origin) / "checkpoint"]
        notes = {
            note.text: note for path in paths if path.exists() for note in [_note(path, trusted)]
        }
        return sorted(notes.values(), key=_size)

    def keep(self, note: Note, keys: Sequence[VerifierKey] | None = None) -> Note:
        """Keep a checkpoint: as the last one if it is the largest, and under its size.

        ``keys`` as for ``last_note``, which what is there is held to first. No signature is
        lost: gives the note with those of the same checkpoint that were kept before. The last
        one is written first, so one that is smaller than a numbered one was not left by us.
        """
        checkpoint = Checkpoint.parse(note.text)
        folder, last = self._of(checkpoint.origin), self.last_note(checkpoint.origin, keys)
        numbered = folder / f"checkpoint.{checkpoint.size}"
        trusted = self.keys(checkpoint.origin) if keys is None else keys
        there = [_note(numbered, trusted)] if numbered.exists() else []
        for kept in (*there, *([last] if last and _size(last) == checkpoint.size else [])):
            if kept.text != note.text:
                raise Contradicted(Checkpoint.parse(kept.text), "it has another root now")
            note = note.cosigned(kept.signatures)
        if last is None or checkpoint.size >= _size(last):
            kept_files.write(folder / "checkpoint", str(note))
        kept_files.write(numbered, str(note))
        return note

    def apart(self, name: str) -> Custody:
        """A custody within this one, as for what one of several witnesses has seen."""
        return Custody(self._of(name))

    @contextmanager
    def turn(self) -> Iterator[None]:
        """One process at a time, from looking at what is kept to keeping more."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            file = open(self.folder / "turn", "wb", opener=kept_files.private)  # noqa: SIM115
        except OSError as error:
            raise CustodyUnusable(self.folder, str(error)) from error
        with file:  # let go of when the file is closed, or its process killed
            flock(file, LOCK_EX)
            yield

    def _of(self, origin: str) -> Path:
        """A log's folder; an origin may hold anything, so its hash names it."""
        return self.folder / sha256(origin.encode()).hexdigest()[:16]

    def _keyring(self, origin: str) -> Keyring:
        return Keyring(self._of(origin), origin)

    def _add_key(
        self, origin: str, kind: Kind, record: Callable[[VerifierKey], None]
    ) -> VerifierKey:
        key = self._keyring(origin).generate(kind)
        record(key.verifier)
        self._keyring(origin).add(key)
        return key.verifier

    def _numbered(self, origin: str) -> list[Path]:
        """The files of checkpoints under their sizes, the smallest first."""
        found = [
            (int(named[1]), path)
            for path in self._of(origin).glob("checkpoint.*")
            if (named := _NUMBERED.fullmatch(path.name))
        ]
        return [path for _, path in sorted(found)]


def checkpoint(log: Log, custody: Custody) -> Note:
    """Sign the log's head with its newest key, and keep the checkpoint outside the database.

    What is signed was recomputed from the leaves since the last checkpoint kept, and goes on
    from every one of them: ``Contradicted`` if not, ``LedgerDamaged`` if the leaves do not give
    it; ``NoKey`` without a key. With nothing new the one that is there stays, with all of its
    signatures.
    """
    origin = log.head().origin
    with custody.turn():
        key, last = custody.signing_key(origin), custody.pinned(log)
        for note in custody.notes(origin):
            uphold(log, Checkpoint.parse(note.text))
        return custody.keep(sign_checkpoint(log, key, last=last))


def _size(note: Note) -> int:
    return Checkpoint.parse(note.text).size


def _note(path: Path, trusted: Sequence[VerifierKey]) -> Note:
    """A kept checkpoint that a trusted key signed; a key that stands there twice counts once."""

    def signed(text: str) -> Note:
        note = Note.parse(text.encode(), most=_LINES).cosigned(())
        size = Checkpoint.parse(note.text).size
        note.verified(trusted)
        if (named := _NUMBERED.fullmatch(path.name)) and int(named[1]) != size:
            raise NoteRefused("the checkpoint", f"it is one of {size} events")
        return note

    return kept_files.parsed(path, signed)


def _checkpoint(text: str) -> Checkpoint:
    return Checkpoint.parse(Note.parse(text.encode(), most=_LINES).text)
