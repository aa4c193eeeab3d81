"""A proof that stands alone: one event, its place in the log, checked with no ledger at hand.

Takes a log, an event and a signed checkpoint, gives a ``.tlog-proof`` text; takes such a text
and trusted keys, gives the event it proves (c2sp.org/tlog-proof). The extra line carries the
leaf, the salt and the payload: nothing of it is trusted before the leaf was found in the
tree and the payload in the leaf.
"""

from __future__ import annotations

import re
from base64 import b64encode
from typing import TYPE_CHECKING

import attrs
import msgspec

from ledger.log import canonical
from ledger.log.checkpoints import Checkpoint, read_checkpoint, uphold
from ledger.log.envelope import digest, unseal
from ledger.log.erasure import NoSuchEvent
from ledger.log.event import AnyEvent
from ledger.log.merkle import leaf_hash
from ledger.log.notes import Note, NoteRefused, VerifierKey, unbase64
from ledger.log.proofs import includes
from ledger.log.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.log.port import Log

HEADER = "c2sp.org/tlog-proof@v1"
PROOF_MAX = 64 << 20  # bytes: a payload of 16 MiB, quoted and in base64, and room
PATH_MAX = 63  # as in c2sp.org/tlog-witness
_INDEX = re.compile(r"index (0|[1-9][0-9]{0,18})")


class _Extra(msgspec.Struct, omit_defaults=True, forbid_unknown_fields=True):
    envelope: str
    payload: str | None = None
    salt: str | None = None


@attrs.frozen(kw_only=True)
class Proven:
    """What a proof file shows, once every step held.

    Attributes:
        event: The event; ``ErasedEvent`` if the proof was made after its payload was erased.
        recorded_at: As the leaf says, on the clock *recorded*.
        signers: The trusted keys, the log's own and witnesses', that signed the checkpoint.
    """

    event: AnyEvent
    position: int
    recorded_at: str
    checkpoint: Checkpoint
    signers: tuple[VerifierKey, ...]


def prove(log: Log, event_id: str, note: Note) -> str:
    """The proof file of an event under a checkpoint of this log that covers it."""
    recorded = log.find(event_id)
    if recorded is None:
        raise NoSuchEvent(event_id)
    checkpoint = Checkpoint.parse(note.text)
    uphold(log, checkpoint)
    position = recorded.position
    if position >= checkpoint.size:
        raise NoteRefused(
            "the checkpoint",
            f"it covers {checkpoint.size} events, and this one came later",
            fix="make a new one with claims checkpoint",
        )
    (stored,) = log.stored(after=position - 1, upto=position)
    extra = _Extra(
        envelope=stored.envelope.decode(),
        payload=None if stored.payload is None else stored.payload.decode(),
        salt=None if stored.salt is None else stored.salt.hex(),
    )
    path = Tree(checkpoint.size, log.hashes).inclusion(position)
    lines = [
        HEADER,
        f"extra {b64encode(msgspec.json.encode(extra)).decode()}",
        f"index {position}",
        *(b64encode(node).decode() for node in path),
    ]
    return "\n".join(lines) + f"\n\n{note}"


def check_proof(data: bytes, keys: Sequence[VerifierKey], *, origin: str | None = None) -> Proven:
    """What the file proves to someone who trusts these keys; ``NoteRefused`` says what fails."""
    if len(data) > PROOF_MAX:
        raise _refuse(f"it is longer than {PROOF_MAX:,} bytes")
    above, blank, note = data.partition(b"\n\n")
    if not blank or not above.isascii():
        raise _refuse(f"it is not in the form of {HEADER}")
    extra, position, path = _above(above.decode().split("\n"))
    checkpoint, parsed = read_checkpoint(note, keys, origin=origin)
    leaf = extra.envelope.encode()
    if not includes(position, checkpoint.size, leaf_hash(leaf), path, checkpoint.root):
        raise _refuse("the event is not in the ledger that the checkpoint signs for")
    try:
        envelope = unseal(leaf)
    except msgspec.DecodeError as error:
        raise _refuse(f"its leaf is no event ({error})") from error
    payload = _payload(extra, envelope.digest)
    return Proven(
        event=envelope.event(payload),
        position=position,
        recorded_at=envelope.recorded_at,
        checkpoint=checkpoint,
        signers=parsed.verified(keys),
    )


def _above(lines: list[str]) -> tuple[_Extra, int, list[bytes]]:
    """The lines before the checkpoint: header, extra, index, path."""
    match lines:
        case [header, extra_line, index_line, *nodes] if header == HEADER:
            raw = unbase64(extra_line.removeprefix("extra "))
        case _:
            raise _refuse(f"it is not in the form of {HEADER}, or has no event with it")
    index = _INDEX.fullmatch(index_line)
    path = [unbase64(node) for node in nodes[: PATH_MAX + 1]]
    if raw is None or index is None or len(path) > PATH_MAX:
        raise _refuse("its event, index or path is malformed")
    try:
        extra = msgspec.json.decode(raw, type=_Extra)
        extra.envelope.encode()
    except (msgspec.DecodeError, UnicodeError) as error:
        raise _refuse(f"its event is malformed ({error})") from error
    hashes = [node for node in path if node is not None]
    if len(hashes) != len(path):
        raise _refuse("its path is malformed")
    return extra, int(index[1]), hashes


def _payload(extra: _Extra, wanted: str) -> bytes | None:
    if extra.payload is None or extra.salt is None:
        return None
    try:
        payload, salt = extra.payload.encode(), bytes.fromhex(extra.salt)
    except ValueError as error:
        raise _refuse("its payload is malformed") from error
    if digest(salt, payload) != wanted:
        raise _refuse("its payload is not the one that was recorded")
    canonical.decode(payload)
    return payload


def _refuse(reason: str) -> NoteRefused:
    return NoteRefused("the proof", reason)
