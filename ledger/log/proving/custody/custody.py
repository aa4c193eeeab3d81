"""What is kept outside the database: the signing keys, and the checkpoints of each log.

Takes a folder, best on another disk or machine than the ledger's; gives keys and checkpoints.
A ledger that was rolled back, or rewritten, contradicts a checkpoint that is kept here,
which is how its owner's own tampering shows.
"""

from __future__ import annotations

import re
from contextlib import contextmanager, suppress
from fcntl import LOCK_EX, flock
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from ledger.log.proving.checkpoints import Checkpoint, Contradicted
from ledger.log.proving.custody import kept_files
from ledger.log.proving.custody.kept_files import CustodyChanged, CustodyUnusable
from ledger.log.proving.custody.keyring import KeyExists, Keyring, NoKey
from ledger.log.proving.notes import KeyKind, Note, NoteRefused, SigningKey, VerifierKey
from ledger.log.proving.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from ledger.log.port import Log

__all__ = ["Custody", "CustodyChanged", "CustodyUnusable", "KeyExists", "NoKey"]

PIN = "checkpoint"
_NUMBERED = re.compile(r"checkpoint\.(0|[1-9][0-9]{0,18})")
_LINES = 1 << 16  # signatures under a kept note, before each key is left with one


def _unrecorded(key: VerifierKey) -> Collection[VerifierKey]:
    """Keep a key that no log is told of, as a witness's."""
    return (key,)


@attrs.frozen(kw_only=True)
class Holdings:
    """What is kept of one log, read as far as it can be.

    Attributes:
        keys: Its public keys, oldest first.
        notes: Its checkpoints, the smallest first; two where two of one size contradict.
        pin: The one that stands as the last.
        damaged: Each file that is not as this program wrote it.
    """

    keys: tuple[VerifierKey, ...]
    notes: tuple[Note, ...]
    pin: Checkpoint | None
    damaged: tuple[CustodyChanged, ...]


@attrs.frozen
class Custody:
    """Keys and checkpoints in a folder, apart for each log.

    ``place`` is where the log stands that one asks about, as a text: which log stood there when
    it was last signed for is remembered.
    """

    folder: Path
    place: str | None = None

    def new_key(
        self,
        origin: str,
        kind: KeyKind = KeyKind.ED25519,
        *,
        record: Callable[[VerifierKey], Collection[VerifierKey]] = _unrecorded,
    ) -> VerifierKey:
        """Make the first key of a log, or of a witness; ``KeyExists`` if it has one.

        ``record`` is told of the public half while the secret waits under a name of its own: a
        key that is kept is always one that was recorded, and one that was recorded is kept or
        can be taken up. It gives all keys that are on record by then: what waits and is none of
        them was left by a program that was killed before it told anyone, and goes.
        """
        with self.turn():
            if self.keys(origin):
                raise KeyExists(origin)
            return self._add_key(origin, kind, record)

    def rotate_key(
        self,
        origin: str,
        *,
        record: Callable[[VerifierKey], Collection[VerifierKey]] = _unrecorded,
    ) -> VerifierKey:
        """Sign with a new key from now on; older ones are kept, to check what they signed."""
        with self.turn():
            if not self.keys(origin):
                raise NoKey(origin)
            return self._add_key(origin, KeyKind.ED25519, record)

    def take_up(self, origin: str, recorded: Collection[VerifierKey]) -> None:
        """Keep the keys that the log was told of by a program that was killed meanwhile."""
        with suppress(CustodyUnusable):  # who may only read leaves that to who may write
            self._keyring(origin).take_up(recorded)

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
        note = self.last_note(log.head().origin) or self.elsewhere(log)
        return None if note is None else Checkpoint.parse(note.text)

    def elsewhere(self, log: Log) -> Note | None:
        """A checkpoint of this log's tree that is kept under another name."""
        head = log.head()
        for folder in sorted(self.folder.glob("*/")):
            if folder == self._of(head.origin):
                continue
            for path in _newest(folder):
                note = _unchecked(path)
                kept = None if note is None else Checkpoint.parse(note.text)
                if (
                    kept is not None
                    and 0 < kept.size <= head.size
                    and Tree(kept.size, log.hashes).root() == kept.root
                ):
                    return note
        return None

    def last_note(self, origin: str, keys: Sequence[VerifierKey] | None = None) -> Note | None:
        """The newest checkpoint kept, with its signatures; one of ``keys`` signed it.

        Without ``keys``, those of the log itself; ``CustodyChanged`` if none of them did.
        """
        trusted = self.keys(origin) if keys is None else keys
        notes = [_note(path, trusted) for path in _newest(self._of(origin))]
        return max(notes, key=_size, default=None)

    def holdings(
        self, origin: str, *, newest: bool = False, trusted: Sequence[VerifierKey] = ()
    ) -> Holdings:
        """All that is kept of a log, or its ``newest`` checkpoint alone.

        ``known`` are keys to check the checkpoints by where no key is kept.
        """
        folder, damaged = self._of(origin), list[CustodyChanged]()
        keys = self._keyring(origin).readable(damaged)
        notes: dict[str, Note] = {}
        pin = None
        for path in _newest(folder) if newest else _kept(folder):
            try:
                note = _note(path, keys or trusted)
            except CustodyChanged as error:
                damaged.append(error)
                continue
            notes[note.text] = note
            if path.name == PIN:
                pin = Checkpoint.parse(note.text)
        return Holdings(
            keys=tuple(keys),
            notes=tuple(sorted(notes.values(), key=_size)),
            pin=pin,
            damaged=tuple(damaged),
        )

    def keep(self, note: Note, keys: Sequence[VerifierKey] | None = None) -> Note:
        """Keep a checkpoint: as the last one if it is the largest, and under its size.

        ``keys`` as for ``last_note``, which what is there is held to first. No signature is
        lost: gives the note with those of the same checkpoint that were kept before. The last
        one is written first, so one that is smaller than a numbered one was not left by us.
        """
        checkpoint = Checkpoint.parse(note.text)
        folder, last = self._of(checkpoint.origin), self.last_note(checkpoint.origin, keys)
        numbered = folder / f"{PIN}.{checkpoint.size}"
        trusted = self.keys(checkpoint.origin) if keys is None else keys
        there = [_note(numbered, trusted)] if numbered.exists() else []
        for kept in (*there, *([last] if last and _size(last) == checkpoint.size else [])):
            if kept.text != note.text:
                raise Contradicted(Checkpoint.parse(kept.text), "it has another root now")
            note = kept.cosigned(note.signatures)
        if last is None or checkpoint.size >= _size(last):
            kept_files.write(folder / PIN, str(note))
        kept_files.write(numbered, str(note))
        return note

    def trust(self, origin: str, keys: Sequence[VerifierKey]) -> None:
        """Keep public keys of a log whose secrets are elsewhere."""
        for key in keys:
            self._keyring(origin).add_public(key)

    def set_aside(self, path: Path) -> None:
        """Keep a file under a name by which nothing here is read."""
        kept_files.set_aside(path)

    def set_aside_note(self, origin: str, note: Note) -> None:
        """Keep a checkpoint of a log under a name by which nothing here is read."""
        for path in _kept(self._of(origin)):
            there = _unchecked(path)
            if there is not None and there.text == note.text:
                kept_files.set_aside(path)

    def origin_here(self) -> str | None:
        """The log that stood at this custody's ``place`` when it was last signed for there."""
        path = self._place()
        if path is None or not path.exists():
            return None
        _, _, origin = kept_files.read(path).rstrip("\n").rpartition("\n")
        return origin or None

    def remember_place(self, origin: str) -> None:
        """Remember that this log stands at the ``place``, if there is one."""
        if (path := self._place()) is not None and self.origin_here() != origin:
            kept_files.write(path, f"{self.place}\n{origin}\n")

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
            raise CustodyUnusable(self.folder, error.strerror or str(error)) from error
        with file:  # let go of when the file is closed, or its process killed
            flock(file, LOCK_EX)
            yield

    def _of(self, origin: str) -> Path:
        """A log's folder; an origin may hold anything, so its hash names it."""
        return self.folder / sha256(origin.encode()).hexdigest()[:16]

    def _place(self) -> Path | None:
        if self.place is None:
            return None
        return self.folder / "places" / sha256(self.place.encode(errors="replace")).hexdigest()[:16]

    def _keyring(self, origin: str) -> Keyring:
        return Keyring(self._of(origin), origin)

    def _add_key(
        self,
        origin: str,
        kind: KeyKind,
        record: Callable[[VerifierKey], Collection[VerifierKey]],
    ) -> VerifierKey:
        key = self._keyring(origin).generate(kind)
        self._keyring(origin).add(key, record)
        return key.verifier


def _newest(folder: Path) -> list[Path]:
    """The files that hold the last checkpoint: the one of that name, and the largest numbered."""
    return _kept(folder)[-2:]


def _kept(folder: Path) -> list[Path]:
    """The files of checkpoints, by size; the one that stands as the last is the last."""
    numbered = [
        (int(named[1]), path)
        for path in folder.glob(f"{PIN}.*")
        if (named := _NUMBERED.fullmatch(path.name))
    ]
    pin = folder / PIN
    return [path for _, path in sorted(numbered)] + [pin] * pin.exists()


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


def _unchecked(path: Path) -> Note | None:
    """A checkpoint whose keys are not at hand; None where there is none in the file."""
    try:
        note = kept_files.parsed(path, lambda text: Note.parse(text.encode(), most=_LINES))
        Checkpoint.parse(note.text)
    except (CustodyChanged, NoteRefused):
        return None
    return note
