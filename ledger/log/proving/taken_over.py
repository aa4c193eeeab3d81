"""The proof that an event was recorded in another ledger, kept in the event that took it over.

Takes the event of this ledger and the evidence of the other's; gives what is kept, and from what
is kept the evidence again, to the byte. The payload there is not kept twice: what it has otherwise
than the payload here is a JSON merge patch (RFC 7396).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import msgspec

from ledger.claims.as_json import plain
from ledger.claims.elsewhere import Elsewhere, ProofThere
from ledger.log.format import canonical
from ledger.log.proving.checkpoints import Checkpoint, read_checkpoint
from ledger.log.proving.notes import Note, NoteRefused, VerifierKey
from ledger.log.proving.proof_file import EventProof, ProvenEvent, proven

if TYPE_CHECKING:
    from ledger.claims.events import DomainEvent
    from ledger.log.format.canonical import Json

Members: TypeAlias = "dict[str, Json]"

_OURS = frozenset({"recorded_by", "import_id", "elsewhere", "proof_there"})
"""What an event says of its own recording: no part of what it has in common with the other."""


def elsewhere_of(shown: ProvenEvent, checkpoint: Checkpoint, key: VerifierKey | None) -> Elsewhere:
    """Where a proven event stands; ``key`` is the one that vouched for the checkpoint."""
    return Elsewhere(
        ledger=checkpoint.origin,
        position=shown.position,
        recorded_at=shown.recorded_at,
        size=checkpoint.size,
        key=None if key is None else f"{key.name}+{key.id.hex()}",
    )


def kept_proof(
    event: DomainEvent, evidence: EventProof, note: str, key: VerifierKey | None
) -> ProofThere:
    """What to keep of the evidence with the event as it is recorded here."""
    theirs = msgspec.json.decode(evidence.payload or "{}")
    patch = _patch(_members(event), theirs)
    return ProofThere(
        checkpoint=note,
        envelope=evidence.envelope,
        salt=evidence.salt or "",
        theirs=msgspec.json.encode(patch, order="sorted").decode(),
        path=tuple(evidence.path),
        key=None if key is None else str(key),
    )


def evidence_there(event: DomainEvent) -> EventProof | None:
    """The evidence that was kept with an event, as it came; None of what was recorded here first.

    ``NoteRefused`` where what is kept is no evidence.
    """
    kept, elsewhere = event.proof_there, event.elsewhere
    if kept is None or elsewhere is None:
        return None
    try:
        payload = canonical.encode(_patched(_members(event), msgspec.json.decode(kept.theirs)))
    except (msgspec.DecodeError, canonical.NotCanonical) as error:
        raise NoteRefused("the proof of another ledger", str(error)) from error
    return EventProof(
        envelope=kept.envelope,
        payload=payload.decode(),
        salt=kept.salt,
        index=elsewhere.position,
        path=list(kept.path),
    )


def check_there(event: DomainEvent) -> None:
    """Whether what is kept with an event proves what it says; ``NoteRefused`` if it does not."""
    evidence, kept, elsewhere = evidence_there(event), event.proof_there, event.elsewhere
    if evidence is None or kept is None or elsewhere is None:
        return
    key = None if kept.key is None else VerifierKey.parse(kept.key)
    checkpoint = checkpoint_of(kept.checkpoint, key)
    if elsewhere != elsewhere_of(proven(evidence, checkpoint), checkpoint, key):
        raise NoteRefused("the proof of another ledger", "it proves another place than is said")


def checkpoint_of(note: str, key: VerifierKey | None) -> Checkpoint:
    """The checkpoint that a key signed; without a key, what it says, signed by anyone or nobody."""
    if key is not None:
        return read_checkpoint(note.encode(), [key])[0]
    signed = "\n\n" in note
    return Checkpoint.parse(Note.parse(note.encode()).text if signed else note)


def _members(event: DomainEvent) -> Members:
    members: dict[str, Json] = plain(event, sparse=True)
    return {name: part for name, part in members.items() if name not in _OURS}


def _patch(ours: Members, theirs: Members) -> Members:
    """What makes ``theirs`` of ``ours``; null takes a member away, and no payload holds a null."""
    patch: Members = dict.fromkeys(ours.keys() - theirs.keys())
    for name, part in theirs.items():
        own = ours.get(name)
        if isinstance(own, dict) and isinstance(part, dict):
            if inner := _patch(own, part):
                patch[name] = inner
        elif name not in ours or own != part:
            patch[name] = part
    return patch


def _patched(ours: Members, patch: Members) -> Members:
    """The members with a merge patch applied (RFC 7396, section 2)."""
    members = dict(ours)
    for name, part in patch.items():
        if part is None:
            members.pop(name, None)
        elif isinstance(part, dict):
            own = members.get(name)
            members[name] = _patched(own if isinstance(own, dict) else {}, part)
        else:
            members[name] = part
    return members
