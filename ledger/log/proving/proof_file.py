"""A proof that stands alone: one event, its place in the log, checked with no ledger at hand.

Takes a log, an event and a signed checkpoint, gives a ``.tlog-proof`` text; takes such a text
and trusted keys, gives the event it proves (c2sp.org/tlog-proof). The extra line carries the
leaf, the salt and the payload, and the same with its own path of each event that this one
rests on, as a claim does on its document and an erased event on the record of its erasure:
nothing of it is trusted before the leaf was found in the tree and the payload in the leaf. Its
JSON is canonical, so a proof has one spelling. The format: ``docs/proof-format.md``. Who comes
next: ``checks`` looks the quote up.
"""

from __future__ import annotations

import re
from base64 import b64encode
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, TypeVar

import attrs
import msgspec

from ledger.decoding import decoder
from ledger.log.erasure import TYPE as ERASED
from ledger.log.erasure import Erased, NoSuchEvent, erases, said
from ledger.log.event import AnyEvent, ErasedEvent, Event
from ledger.log.failures import LedgerDamaged
from ledger.log.format import canonical
from ledger.log.format.envelope import SALT, digest, moment, unseal
from ledger.log.format.merkle import leaf_hash
from ledger.log.proving.checkpoints import Checkpoint, read_checkpoint, uphold
from ledger.log.proving.notes import Note, NoteRefused, VerifierKey, unbase64
from ledger.log.proving.proofs import includes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ledger.log.port import Log, StoredEvent
    from ledger.log.proving.tree import Tree

HEADER = "c2sp.org/tlog-proof@v1"
PROOF_MAX = 64 << 20  # bytes: a payload of 16 MiB, quoted and in base64, and room
PATH_MAX = 63  # as in c2sp.org/tlog-witness
EVIDENCE_MAX = 16  # events that one event rests on
_SALT = re.compile(f"[0-9a-f]{{{2 * SALT}}}")
_INDEX = re.compile(r"index (0|[1-9][0-9]{0,18})")


class WordsState(StrEnum):
    """What became of an event's words."""

    SHOWN = "shown"
    LEFT_OUT = "left out"
    ERASED = "erased"


class Leaf(msgspec.Struct, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """An event as it stands in a proof: its leaf, and its words where they are shown."""

    envelope: str
    payload: str | None = None
    salt: str | None = None


class EventProof(Leaf, kw_only=True):
    """An event with its place in the tree and its path up to the root, in base64."""

    index: Annotated[int, msgspec.Meta(ge=0)]
    path: Annotated[list[str], msgspec.Meta(max_length=PATH_MAX)]


class _Extra(Leaf, kw_only=True):
    evidence: Annotated[list[EventProof], msgspec.Meta(max_length=EVIDENCE_MAX)] = []


L = TypeVar("L", bound=Leaf)


@attrs.frozen(kw_only=True)
class ProvenEvent:
    """An event that is in the tree.

    Attributes:
        event: The event; ``ErasedEvent`` if its payload is not in the proof.
        words: Why it is not: only a record of the log itself, proven too, makes it erased.
        erasure: What that record says.
        recorded_at: As the leaf says, on the clock *recorded*.
    """

    event: AnyEvent
    position: int
    recorded_at: str
    words: WordsState
    erasure: Erased | None = None


@attrs.frozen(kw_only=True)
class CheckedProof(ProvenEvent):
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
    return next(proofs(log, [(event_id, evidence)], note))


def proofs(log: Log, wanted: Iterable[tuple[str, Sequence[str]]], note: Note) -> Iterator[str]:
    """The proof files of events, each with what it rests on, under one reading of a checkpoint."""
    tree = uphold(log, Checkpoint.parse(note.text))
    for event_id, evidence in wanted:
        yield _proof(log, event_id, evidence, tree, note)


def _proof(log: Log, event_id: str, evidence: Sequence[str], tree: Tree, note: Note) -> str:
    names = (*evidence, *_erasures(log, (event_id, *evidence), tree.size))
    rests_on = [_found(log, name, tree) for name in names]
    return proof_text(_found(log, event_id, tree), rests_on, str(note))


def proof_text(shown: EventProof, rests_on: Sequence[EventProof], note: str) -> str:
    """The proof file of an event and of what it rests on, under a signed note."""
    extra = _Extra(
        envelope=shown.envelope, payload=shown.payload, salt=shown.salt, evidence=list(rests_on)
    )
    lines = [HEADER, f"extra {_coded(extra)}", f"index {shown.index}", *shown.path]
    return "\n".join(lines) + f"\n\n{note}"


def _found(log: Log, event_id: str, tree: Tree) -> EventProof:
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
    return evidence_of(stored, tree)


def evidence_of(stored: StoredEvent, tree: Tree) -> EventProof:
    """A stored event with its words, as far as it has them, and its path."""
    shown = EventProof(
        envelope=stored.envelope.decode(),
        index=stored.position,
        path=[b64encode(node).decode() for node in tree.inclusion(stored.position)],
    )
    if stored.payload is not None and stored.salt is not None:
        if not (isinstance(stored.payload, bytes) and isinstance(stored.salt, bytes)):
            raise LedgerDamaged("the ledger", f"@{stored.position} holds no bytes as its words")
        shown.payload, shown.salt = stored.payload.decode(), stored.salt.hex()
    return shown


def coded(evidence: EventProof) -> str:
    """One event with its path as it travels apart from a proof file: base64 of canonical JSON."""
    return _coded(evidence)


def evidence_in(text: str) -> EventProof:
    """What ``coded`` wrote; ``NoteRefused`` for anything else."""
    raw = unbase64(text)
    if raw is None:
        raise _refuse("it is no base64")
    return _spelled(raw, EventProof)


def proven(evidence: EventProof, checkpoint: Checkpoint) -> ProvenEvent:
    """The event, once its leaf was found in the tree and its payload in the leaf.

    ``NoteRefused`` if it was not.
    """
    return _proven(evidence, evidence.index, _nodes(evidence.path), checkpoint)


def _erasures(log: Log, event_ids: Sequence[str], size: int) -> list[str]:
    """The events that say why these events' words are gone, of those that the tree covers."""
    generator = (log.find(event_id) for event_id in event_ids)
    gone = [event.position for event in generator if event and isinstance(event.event, ErasedEvent)]
    why = (record for position in gone for record in log.read(erases(position), limit=1))
    return [record.event.id for record in why if record.position < size]


def check_proof(
    data: bytes, keys: Sequence[VerifierKey], *, origin: str | None = None
) -> CheckedProof:
    """What the file proves to someone who trusts these keys; ``NoteRefused`` says what fails."""
    if len(data) > PROOF_MAX:
        raise _refuse(f"it is longer than {PROOF_MAX:,} bytes")
    above, blank, note = data.partition(b"\n\n")
    if not blank or not above.isascii():
        raise _refuse(f"it is not in the form of {HEADER}")
    extra, position, path = _above(above.decode().split("\n"))
    checkpoint, parsed = read_checkpoint(note, keys, origin=origin)
    shown = _proven(extra, position, path, checkpoint)
    others = [
        _proven(other, other.index, _nodes(other.path), checkpoint) for other in extra.evidence
    ]
    shown, *others = _explained([shown, *others])
    return CheckedProof(
        **attrs.asdict(shown, recurse=False),
        evidence=tuple(others),
        checkpoint=checkpoint,
        signers=parsed.verified(keys),
    )


def _explained(events: list[ProvenEvent]) -> list[ProvenEvent]:
    """The events with what the record says, where it is among them, of those without words."""
    erasures = {}
    for shown in events:
        if isinstance(shown.event, Event) and shown.event.type == ERASED:
            record = _why(shown.event)
            erasures[record.event, record.position] = record
    explained = []
    for shown in events:
        why = erasures.get((shown.event.id, shown.position))
        if shown.words is WordsState.LEFT_OUT and why is not None:
            shown = attrs.evolve(shown, words=WordsState.ERASED, erasure=why)  # noqa: PLW2901
        explained.append(shown)
    return explained


def _why(event: Event) -> Erased:
    try:
        return said(event)
    except msgspec.DecodeError as error:
        raise _refuse(f"its record of an erasure is none ({error})") from error


def _proven(shown: Leaf, position: int, path: list[bytes], checkpoint: Checkpoint) -> ProvenEvent:
    leaf = shown.envelope.encode()
    if not includes(position, checkpoint.size, leaf_hash(leaf), path, checkpoint.root):
        raise _refuse("the event is not in the ledger that the checkpoint signs for")
    try:
        envelope = unseal(leaf)
    except msgspec.DecodeError as error:
        raise _refuse(f"its leaf is no event ({error})") from error
    payload = _payload(shown, envelope.digest)
    return ProvenEvent(
        event=envelope.event(payload),
        position=position,
        recorded_at=moment(envelope.recorded_at),
        words=WordsState.LEFT_OUT if payload is None else WordsState.SHOWN,
    )


def _above(lines: list[str]) -> tuple[_Extra, int, list[bytes]]:
    """The lines before the checkpoint: header, extra, index, path."""
    match lines:
        case [header, extra_line, index_line, *nodes] if header == HEADER:
            word, _, coded = extra_line.partition(" ")
            raw = unbase64(coded) if word == "extra" else None
        case _:
            raise _refuse(f"it is not in the form of {HEADER}, or has no event with it")
    index = _INDEX.fullmatch(index_line)
    if raw is None or index is None or len(nodes) > PATH_MAX:
        raise _refuse("its event, index or path is malformed")
    return _spelled(raw, _Extra), int(index[1]), _nodes(nodes)


def _spelled(raw: bytes, wanted: type[L]) -> L:
    """What the canonical JSON says; refused in any other spelling."""
    try:
        shown = decoder(wanted).decode(raw)
        for leaf in (shown, *(shown.evidence if isinstance(shown, _Extra) else ())):
            leaf.envelope.encode()
        spelled = _canonical(shown)
    except (msgspec.DecodeError, UnicodeError) as error:
        raise _refuse(f"its event is malformed ({error})") from error
    if spelled != raw:
        raise NoteRefused(
            "the proof",
            "its event is malformed (it is not spelled as canonical JSON, RFC 8785)",
            fix="ask for it again: claims prove writes it so",
        )
    return shown


def _nodes(coded: Sequence[str]) -> list[bytes]:
    path = [unbase64(node) for node in coded]
    hashes = [node for node in path if node is not None]
    if len(hashes) != len(path):
        raise _refuse("its path is malformed")
    return hashes


def _payload(extra: Leaf, wanted: str) -> bytes | None:
    if extra.payload is None and extra.salt is None:
        return None
    if extra.payload is None or extra.salt is None:
        raise _refuse("its words were taken out by half: payload and salt go together")
    if not _SALT.fullmatch(extra.salt):
        raise _refuse(f"its salt is malformed: it is not {SALT} bytes in lower-case hexadecimal")
    try:
        payload, salt = extra.payload.encode(), bytes.fromhex(extra.salt)
        if digest(salt, payload) != wanted:
            raise _refuse("its payload is not the one that was recorded")
        canonical.decode(payload)
    except (ValueError, canonical.NotCanonical) as error:
        raise _refuse(f"its payload is malformed ({error})") from error
    return payload


def _coded(leaf: Leaf) -> str:
    return b64encode(_canonical(leaf)).decode()


def _canonical(extra: Leaf) -> bytes:
    """The one spelling: all of it is text, whole numbers, lists and objects with ASCII keys."""
    return msgspec.json.encode(extra, order="sorted")


def _refuse(reason: str) -> NoteRefused:
    return NoteRefused("the proof", reason)
