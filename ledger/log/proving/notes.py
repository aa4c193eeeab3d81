"""Signed notes: a text under which keys have put their names (c2sp.org/signed-note).

Takes texts and keys, gives notes; takes notes and trusted keys and gives the text, or says
why it is not to be believed. Ed25519 (type 1) and timestamped cosignatures (type 4,
c2sp.org/tlog-cosignature). Who comes next: ``checkpoints`` puts a tree's head into the text.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64decode, b64encode
from enum import IntEnum
from typing import TYPE_CHECKING

import attrs

from ledger.errors import InvalidInput
from ledger.late import late

if TYPE_CHECKING:
    import secrets
    from collections.abc import Iterable, Sequence

    from cryptography import exceptions
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ed25519
else:
    ed25519 = late("cryptography.hazmat.primitives.asymmetric.ed25519")
    exceptions = late("cryptography.exceptions")
    serialization = late("cryptography.hazmat.primitives.serialization")
    secrets = late("secrets")

SIGNATURES_MAX = 100
NOTE_MAX = 1 << 20  # bytes
DASH = "\u2014"

_KEY_ID = 4  # bytes
_MATERIAL = 1 + 32  # a kind and an Ed25519 key
_TIMESTAMPED = 8 + 64  # a time and an Ed25519 signature

_NAME = re.compile(r"[^\s+\x00-\x1f\x7f-\x9f\ufeff\ud800-\udfff]+")  # nothing unseen
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")


class NoteRefused(InvalidInput):
    """A note, key or proof that is malformed or not to be believed."""

    code = "note-refused"

    def __init__(self, what: str, reason: str, *, fix: str = "") -> None:
        super().__init__(
            f"{what} is refused: {reason}",
            fix=fix or "ask whoever gave it to you for the original; do not rely on this one",
        )
        self.what = what
        self.reason = reason


class KeyKind(IntEnum):
    """What a key signs: a note's text, or that a checkpoint was consistent at a time."""

    ED25519 = 1
    COSIGNATURE = 4


@attrs.frozen
class VerifierKey:
    """A public key under a name; its text form is a ``vkey``."""

    name: str
    kind: KeyKind
    public: bytes

    @property
    def id(self) -> bytes:
        """Four bytes that tell keys of one name apart; no protection."""
        named = self.name.encode() + b"\n" + bytes([self.kind]) + self.public
        return hashlib.sha256(named).digest()[:_KEY_ID]

    def __str__(self) -> str:
        material = b64encode(bytes([self.kind]) + self.public).decode()
        return f"{self.name}+{self.id.hex()}+{material}"

    @classmethod
    def parse(cls, text: str) -> VerifierKey:
        """Read a vkey, no line end after it; its first two ``+`` cut it: base64 has them too."""
        name, _, rest = text.partition("+")
        key_id, _, material = rest.partition("+")
        raw = unbase64(material)
        if (
            not _NAME.fullmatch(name)
            or raw is None
            or len(raw) != _MATERIAL
            or raw[0] not in (1, 4)
        ):
            raise _no_key(text, "it is no Ed25519 verifier key")
        key = cls(name, KeyKind(raw[0]), raw[1:])
        if key.id.hex() != key_id:
            raise _no_key(text, "its id does not match its name and key")
        return key

    def holds(self, text: bytes, signature: bytes) -> bool:
        """Whether the signature is this key's, over this text."""
        signed = text
        if self.kind is KeyKind.COSIGNATURE:
            if len(signature) != _TIMESTAMPED:
                return False
            signed = cosigned(text, int.from_bytes(signature[:8]))
            signature = signature[8:]
        try:
            ed25519.Ed25519PublicKey.from_public_bytes(self.public).verify(signature, signed)
        except exceptions.InvalidSignature:
            return False
        return True


@attrs.frozen
class SigningKey:
    """A private key; its text form is the one of Go's ``sumdb/note``, and is a secret."""

    name: str
    kind: KeyKind
    seed: bytes = attrs.field(repr=False)

    @classmethod
    def generate(cls, name: str, kind: KeyKind = KeyKind.ED25519) -> SigningKey:
        """A new key from the system's randomness."""
        if not _NAME.fullmatch(name):
            raise _no_key(name, "a key's name has no spaces and no +")
        return cls(name, kind, secrets.token_bytes(32))

    @property
    def verifier(self) -> VerifierKey:
        """The public half."""
        public = self._private().public_key()
        raw = serialization.Encoding.Raw, serialization.PublicFormat.Raw
        return VerifierKey(self.name, self.kind, public.public_bytes(*raw))

    def sign(self, text: bytes, *, time: int | None = None) -> NoteSignature:
        """Sign a note's text; a cosignature states the ``time`` (seconds since 1970) too."""
        if self.kind is KeyKind.COSIGNATURE:
            if time is None:
                raise ValueError("a cosignature states its time")
            signature = time.to_bytes(8) + self._private().sign(cosigned(text, time))
        else:
            signature = self._private().sign(text)
        return NoteSignature(self.name, self.verifier.id, signature)

    def secret(self) -> str:
        """The text to keep in a file that only its owner can read."""
        material = b64encode(bytes([self.kind]) + self.seed).decode()
        return f"PRIVATE+KEY+{self.name}+{self.verifier.id.hex()}+{material}"

    @classmethod
    def parse(cls, secret: str) -> SigningKey:
        """Read what ``secret`` wrote."""
        private, _, rest = secret.strip().partition("+KEY+")
        name, _, rest = rest.partition("+")
        key_id, _, material = rest.partition("+")
        raw = unbase64(material)
        if (
            private != "PRIVATE"
            or not _NAME.fullmatch(name)
            or raw is None
            or len(raw) != _MATERIAL
            or raw[0] not in (1, 4)
        ):
            raise _no_key("the signing key", "it is no Ed25519 signing key")
        key = cls(name, KeyKind(raw[0]), raw[1:])
        if key.verifier.id.hex() != key_id:
            raise _no_key("the signing key", "its id does not match its name and key")
        return key

    def _private(self) -> ed25519.Ed25519PrivateKey:
        return ed25519.Ed25519PrivateKey.from_private_bytes(self.seed)


@attrs.frozen
class NoteSignature:
    """A line under a note: who says to have signed it, and the signature."""

    name: str
    key_id: bytes
    signature: bytes = attrs.field(repr=False)

    def __str__(self) -> str:
        return f"{DASH} {self.name} {b64encode(self.key_id + self.signature).decode()}\n"


@attrs.frozen
class Note:
    """A text, which ends in a newline, and the signatures under it."""

    text: str
    signatures: tuple[NoteSignature, ...]

    def __str__(self) -> str:
        return f"{self.text}\n{''.join(map(str, self.signatures))}"

    @classmethod
    def parse(cls, data: bytes, *, most: int = SIGNATURES_MAX) -> Note:
        """Take a note apart; nothing of it is believed yet. ``most`` signatures may be under it."""
        if len(data) > NOTE_MAX:
            raise NoteRefused("the note", f"it is longer than {NOTE_MAX:,} bytes")
        try:
            whole = data.decode()
        except UnicodeDecodeError as error:
            raise NoteRefused("the note", "it is no UTF-8 text") from error
        # The text ends at the last blank line; it may hold blank lines itself.
        text, blank, below = whole.rpartition("\n\n")
        if not blank or _CONTROL.search(whole) or not below.endswith("\n"):
            raise NoteRefused("the note", "it is no text with signatures under a blank line")
        lines = below[:-1].split("\n")
        if len(lines) > most:
            raise NoteRefused("the note", f"it has more than {most} signatures")
        return cls(text + "\n", tuple(map(_signature, lines)))

    def cosigned(self, lines: Iterable[NoteSignature]) -> Note:
        """The note with more signatures under it: one for each key, and the first one stays.

        So adding a signature again changes nothing, and a note in which a key stands twice
        becomes whole. ``NoteRefused`` where there is no room for one more.
        """
        signatures: dict[tuple[str, bytes], NoteSignature] = {}
        for line in (*self.signatures, *lines):
            signatures.setdefault((line.name, line.key_id), line)
        if len(signatures) > SIGNATURES_MAX:
            raise NoteRefused(
                "the note",
                f"it has {SIGNATURES_MAX} signatures, and no room for another",
                fix="make a new checkpoint once something was recorded, and let fewer sign it",
            )
        return Note(self.text, tuple(signatures.values()))

    def verified(self, trusted: Sequence[VerifierKey]) -> tuple[VerifierKey, ...]:
        """The trusted keys that signed this; refused if there is none, or one signed badly.

        Signatures by keys that are not trusted are passed over, as the specification says.
        """
        keys = {(key.name, key.id): key for key in trusted}
        signers: dict[VerifierKey, None] = {}
        for line in self.signatures:
            key = keys.get((line.name, line.key_id))
            if key is None:
                continue
            if key in signers:
                raise NoteRefused("the note", f"{line.name} signed it twice")
            if not key.holds(self.text.encode(), line.signature):
                raise NoteRefused("the note", f"the signature of {line.name} is not over this text")
            signers[key] = None
        if not signers:
            names = ", ".join(sorted({line.name for line in self.signatures}))
            raise NoteRefused(
                "the note",
                f"no trusted key signed it (signed by {names})",
                fix="give the log's own verifier key with --key",
            )
        return tuple(signers)


def cosigned(text: bytes, time: int) -> bytes:
    """What a cosignature of type 4 is made over (c2sp.org/tlog-cosignature)."""
    return b"cosignature/v1\ntime %d\n" % time + text


def unbase64(text: str) -> bytes | None:
    """Standard base64 to the letter; None for any other spelling."""
    try:
        data = b64decode(text, validate=True)
    except ValueError:
        return None
    return data if b64encode(data).decode() == text else None


def _signature(line: str) -> NoteSignature:
    dash, _, rest = line.partition(" ")
    name, _, material = rest.partition(" ")
    raw = unbase64(material)
    if dash != DASH or not _NAME.fullmatch(name) or raw is None or len(raw) <= _KEY_ID:
        raise NoteRefused("the note", f"no signature line: {line[:80]!r}")
    return NoteSignature(name, raw[:_KEY_ID], raw[_KEY_ID:])


def _no_key(text: str, reason: str) -> NoteRefused:
    return NoteRefused(
        f"the key {text[:80]!r}", reason, fix="give a line as claims key list prints it"
    )
