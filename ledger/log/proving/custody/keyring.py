"""The keys of one log, or of a witness, in a folder: which sign, and which have signed.

Takes a folder and a name, gives keys. The file of a key's secret half is the key: its public
half follows from it. The public half has a file of its own to be handed out, and so that one
machine can check what another signs. That file comes second, so a program that was killed in
between leaves a whole key behind. Before a key is recorded its secret waits under a name of its
own: one that the ledger was told of is taken up from there, whoever was killed meanwhile.
"""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from ledger.errors import ClaimsError, Conflict, NotFound, StorageError
from ledger.log.proving.custody import kept_files
from ledger.log.proving.custody.kept_files import CustodyChanged, CustodyUnusable
from ledger.log.proving.notes import KeyKind, SigningKey, VerifierKey

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

_FILE = re.compile(r"key\.([0-9]{1,9})\.(secret|vkey|pending)")
_KEPT = ("secret", "vkey")


class NoKey(NotFound):
    """A ledger without a signing key; ``public_only`` where the public half of one is kept."""

    code = "no-key"

    def __init__(self, origin: str, *, public_only: bool = False) -> None:
        verb = "rotate" if public_only else "new"
        super().__init__(f"no key to sign for {origin}", fix=f"make one with claims key {verb}")
        self.origin = origin


class KeyExists(Conflict):
    """A second first key."""

    code = "key-exists"

    def __init__(self, origin: str) -> None:
        super().__init__(
            f"{origin} has a key already",
            fix="claims key list shows it; claims key rotate replaces it by a new one",
        )
        self.origin = origin


@attrs.frozen
class Keyring:
    """The keys of one name; older ones stay, to check what they signed."""

    folder: Path
    name: str

    def public(self) -> list[VerifierKey]:
        """Every public key, oldest first; where there is a secret, the last one signs.

        A public file that is not of the secret next to it is a key too: it was told to someone.
        """
        damaged: list[CustodyChanged] = []
        keys = self.readable(damaged)
        if damaged:
            raise damaged[0]
        return keys

    def readable(self, damaged: list[CustodyChanged]) -> list[VerifierKey]:
        """The same, as far as the files can be read; what cannot be goes to ``damaged``."""
        keys: dict[VerifierKey, None] = {}
        for number in self._numbers():
            for key in self._numbered(number, damaged):
                keys.pop(key, None)
                keys[key] = None
        return list(keys)

    def signing(self) -> SigningKey:
        """The newest private key; ``NoKey`` if there is none."""
        secrets = [number for number in self._numbers() if self._file(number, "secret").exists()]
        if not secrets:
            raise NoKey(self.name, public_only=bool(self._numbers()))
        return kept_files.parsed(self._file(secrets[-1], "secret"), SigningKey.parse)

    def add(
        self, key: SigningKey, record: Callable[[VerifierKey], Collection[VerifierKey]]
    ) -> None:
        """Sign with this key from now on. One process at a time may do so (``Custody.turn``).

        ``record`` is told of the public half while the secret waits. Where it refuses, nothing
        stays; where a ledger broke off, it may have recorded the key, and the secret stays until
        the next key is recorded. By then the ledger has it or never will: appends follow each
        other, and nobody else makes a key meanwhile.
        """
        number = self._next()
        pending = self._file(number, "pending")
        kept_files.write(pending, key.secret() + "\n")
        try:
            recorded = record(key.verifier)
        except ClaimsError as error:
            if not isinstance(error, StorageError):
                kept_files.remove(pending)
            raise
        self._take_up(number, key.verifier)
        with suppress(CustodyUnusable):  # the key signs; what is left over can wait
            self.take_up(recorded)
            self._tidy(recorded)

    def _tidy(self, recorded: Collection[VerifierKey]) -> None:
        """Take each secret away that waits and that nobody was told of."""
        for number in self._numbers("pending"):
            path = self._file(number, "pending")
            try:
                key = kept_files.parsed(path, SigningKey.parse).verifier
            except CustodyChanged:
                continue  # not as we wrote it: its owner looks at it
            if key not in recorded:
                kept_files.remove(path)

    def take_up(self, recorded: Collection[VerifierKey]) -> None:
        """Keep each key that waits and was recorded; others wait on, and are never read."""
        for number in self._numbers("pending"):
            try:
                key = kept_files.parsed(self._file(number, "pending"), SigningKey.parse).verifier
            except (CustodyChanged, CustodyUnusable):
                continue  # another process took it up meanwhile, or it was never whole
            if key in recorded:
                self._take_up(number, key)

    def _take_up(self, number: int, key: VerifierKey) -> None:
        secret = self._file(number, "secret")
        kept_files.rename(self._file(number, "pending"), secret)
        kept_files.write(self._file(number, "vkey"), f"{key}\n")

    def add_public(self, key: VerifierKey) -> None:
        """Trust what this key signed elsewhere."""
        kept_files.write(self._file(self._next(), "vkey"), f"{key}\n")

    def generate(self, kind: KeyKind = KeyKind.ED25519) -> SigningKey:
        """A new key of this name, which is not kept yet."""
        return SigningKey.generate(self.name, kind)

    def _numbered(self, number: int, damaged: list[CustodyChanged]) -> Iterator[VerifierKey]:
        """The public file's key, and the one that follows from the secret."""
        public, secret = self._file(number, "vkey"), self._file(number, "secret")
        try:
            if public.exists():
                yield self._own(public, kept_files.parsed(public, _of_a_line))
        except CustodyChanged as error:
            damaged.append(error)
        try:
            if secret.exists():
                yield self._own(secret, kept_files.parsed(secret, SigningKey.parse).verifier)
        except CustodyChanged as error:
            damaged.append(error)

    def _own(self, path: Path, key: VerifierKey) -> VerifierKey:
        if key.name != self.name:
            raise CustodyChanged(path, f"it is a key of {key.name}")
        return key

    def _numbers(self, *kinds: str) -> list[int]:
        """The numbers of the files of these kinds; of keys that are kept, if none is named."""
        names = (path.name for path in self.folder.glob("key.*"))
        files = (file for name in names if (file := _FILE.fullmatch(name)))
        return sorted({int(file[1]) for file in files if file[2] in (kinds or _KEPT)})

    def _next(self) -> int:
        return max(self._numbers(*_KEPT, "pending"), default=0) + 1

    def _file(self, number: int, what: str) -> Path:
        return self.folder / f"key.{number:04}.{what}"


def _of_a_line(text: str) -> VerifierKey:
    return VerifierKey.parse(text.removesuffix("\n"))
