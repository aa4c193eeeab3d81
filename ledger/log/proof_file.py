"""A proof that stands alone: one event, its place in the log, checked with no ledger at hand.

Takes a log, an event and a signed checkpoint, gives a ``.tlog-proof`` text; takes such a text
and trusted keys, gives the event it proves (c2sp.org/tlog-proof). The extra line carries the
leaf, the salt and the payload, and the same with its own path of each event that this one
rests on, as a claim does on its document: nothing of it is trusted before the leaf was found
in the tree and the payload in the leaf. Who comes next: ``checks`` looks the quote up.
"""

from __future__ import annotations

import re
from base64 import b64encode
from typing import TYPE_CHECKING, Annotated

import attrs
import msgspec

from ledger.log import canonical
from ledger.log.checkpoints import Checkpoint, read_checkpoint, uphold
from ledger.log.envelope import digest, moment, unseal
from ledger.log.erasure import NoSuchEvent
from ledger.log.event import AnyEvent
from ledger.log.merkle import leaf_hash
from ledger.log.notes import Note, NoteRefused, VerifierKey, unbase64
from ledger.log.proofs import includes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.log.port import Log
    from ledger.log.tree import Tree

HEADER = "c2sp.org/tlog-proof@v1"
PROOF_MAX = 64 << 20  # bytes: a payload of 16 MiB, quoted and in base64, and room
PATH_MAX = 63  # as in c2sp.org/tlog-witness
EVIDENCE_MAX = 16  # events that one event rests on
_INDEX = re.compile(r"index (0|[1-9][0-9]{0,18})")


class _Leaf(msgspec.Struct, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    envelope: str
    payload: str | None = None
    salt: str | None = None


class _Evidence(_Leaf, kw_only=True):
    index: Annotated[int, msgspec.Meta(ge=0)]
    path: Annotated[list[str], msgspec.Meta(max_length=PATH_MAX)]


class _Extra(_Leaf, kw_only=True):
    evidence: Annotated[list[_Evidence], msgspec.Meta(max_length=EVIDENCE_MAX)] = []


@attrs.frozen(kw_only=True)
class ProvenEvent:
    """An event that is in the tree.

    Attributes:
        event: The event; ``ErasedEvent`` if the proof was made after its payload was erased.
        recorded_at: As the leaf says, on the clock *recorded*.
    """

    event: AnyEvent
    position: int
    recorded_at: str


@attrs.frozen(kw_only=True)
class Proven(ProvenEvent):
    """What a proof file shows, once every step held.

    Attributes:
        evidence: The events that it rests on, under the same checkpoint.
        signers: The trusted keys, the log's own and witnesses', that signed the checkpoint.
    """

    evidence: tuple[ProvenEvent, ...]
    checkpoint: Checkpoint
    signers: tuple[VerifierKey, ...]


def prove(log: Log, event_id: str, note: Note, *, evidence: Sequence[str] = ()) -> str:
    """The proof file of an event, and of what it rests on, under a checkpoint of this log."""
    checkpoint = Checkpoint.parse(note.text)
    tree = uphold(log, checkpoint)
    position, leaf, path = _proof(log, event_id, tree)
    rests_on = []
    for name in evidence:
        index, other, nodes = _proof(log, name, tree)
        rests_on.append(_Evidence(**other, index=index, path=nodes))
    extra = _Extra(**leaf, evidence=rests_on)
    coded = b64encode(msgspec.json.encode(extra)).decode()
    lines = [HEADER, f"extra {coded}", f"index {position}", *path]
    return "\n".join(lines) + f"\n\n{note}"


def _proof(log: Log, event_id: str, tree: Tree) -> tuple[int, dict[str, str], list[str]]:
    """An event's position, its leaf with salt and payload, and its path in base64."""
    recorded = log.find(event_id)
    if recorded is None:
        raise NoSuchEvent(event_id)
    position = recorded.position
    if position >= tree.size:
        raise NoteRefused(
            "the checkpoint",
            f"it covers {tree.size} events, and this one came later",
            fix="make a new one with claims checkpoint",
        )
    (stored,) = log.stored(after=position - 1, upto=position)
    leaf = {"envelope": stored.envelope.decode()}
    if stored.payload is not None and stored.salt is not None:
        leaf |= {"payload": stored.payload.decode(), "salt": stored.salt.hex()}
    return position, leaf, [b64encode(node).decode() for node in tree.inclusion(position)]


def check_proof(data: bytes, keys: Sequence[VerifierKey], *, origin: str | None = None) -> Proven:
    """What the file proves to someone who trusts these keys; ``NoteRefused`` says what fails."""
    if len(data) > PROOF_MAX:
        raise _refuse(f"it is longer than {PROOF_MAX:,} bytes")
    above, blank, note = data.partition(b"\n\n")
    if not blank or not above.isascii():
        raise _refuse(f"it is not in the form of {HEADER}")
    extra, position, path = _above(above.decode().split("\n"))
    checkpoint, parsed = read_checkpoint(note, keys, origin=origin)
    shown = _proven(extra, position, path, checkpoint)
    return Proven(
        event=shown.event,
        position=shown.position,
        recorded_at=shown.recorded_at,
        evidence=tuple(
            _proven(other, other.index, _nodes(other.path), checkpoint) for other in extra.evidence
        ),
        checkpoint=checkpoint,
        signers=parsed.verified(keys),
    )


def _proven(shown: _Leaf, position: int, path: list[bytes], checkpoint: Checkpoint) -> ProvenEvent:
    leaf = shown.envelope.encode()
    if not includes(position, checkpoint.size, leaf_hash(leaf), path, checkpoint.root):
        raise _refuse("the event is not in the ledger that the checkpoint signs for")
    try:
        envelope = unseal(leaf)
    except msgspec.DecodeError as error:
        raise _refuse(f"its leaf is no event ({error})") from error
    payload = _payload(shown, envelope.digest)
    return ProvenEvent(
        event=envelope.event(payload), position=position, recorded_at=moment(envelope.recorded_at)
    )


def _above(lines: list[str]) -> tuple[_Extra, int, list[bytes]]:
    """The lines before the checkpoint: header, extra, index, path."""
    match lines:
        case [header, extra_line, index_line, *nodes] if header == HEADER:
            raw = unbase64(extra_line.removeprefix("extra "))
        case _:
            raise _refuse(f"it is not in the form of {HEADER}, or has no event with it")
    index = _INDEX.fullmatch(index_line)
    if raw is None or index is None or len(nodes) > PATH_MAX:
        raise _refuse("its event, index or path is malformed")
    try:
        extra = msgspec.json.decode(raw, type=_Extra)
        for leaf in (extra, *extra.evidence):
            leaf.envelope.encode()
    except (msgspec.DecodeError, UnicodeError) as error:
        raise _refuse(f"its event is malformed ({error})") from error
    return extra, int(index[1]), _nodes(nodes)


def _nodes(coded: Sequence[str]) -> list[bytes]:
    path = [unbase64(node) for node in coded]
    hashes = [node for node in path if node is not None]
    if len(hashes) != len(path):
        raise _refuse("its path is malformed")
    return hashes


def _payload(extra: _Leaf, wanted: str) -> bytes | None:
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
