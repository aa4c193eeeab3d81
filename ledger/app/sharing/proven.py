"""Another desk's export, verified before anything of it is recorded.

Takes the entries, what the export says of itself, and the key that is trusted; gives for each
entry where its events stand in the other ledger. What does not hold is refused whole, at its line:
a proof that fails, an entry that says otherwise than what was proven, an export that was cut.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

import attrs
import msgspec

from ledger.app.sharing.gaps import erased_thing, told
from ledger.app.sharing.statements import statements
from ledger.claims.decision.refusals import shown_apart
from ledger.claims.elsewhere import Elsewhere
from ledger.entries.entry import Entry
from ledger.entries.write import entry_of
from ledger.errors import ClaimsError, InvalidInput, Problems
from ledger.facts.facts import Recorded
from ledger.log.event import ERASED, Event
from ledger.log.format import codec
from ledger.log.proving.notes import NoteRefused, VerifierKey
from ledger.log.proving.proof_file import EventProof, evidence_in, proven
from ledger.log.proving.taken_over import checkpoint_of, elsewhere_of, kept_proof

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ledger.claims.events import DomainEvent
    from ledger.entries.entry import BrokenEntry
    from ledger.entries.exported import ExportHead, ExportMarks
    from ledger.log.proving.checkpoints import Checkpoint


class ExportCut(InvalidInput):
    """An export with fewer entries, or more, than its head says."""

    code = "export-cut"

    def __init__(self, stated: int, count: int) -> None:
        super().__init__(
            f"the export says that it has {stated:,} entries, and has {count:,}: "
            + ("it was cut" if count < stated else "some were added"),
            fix="ask for the whole file again; nothing of this one is recorded",
        )


class NotAsProven(InvalidInput):
    """An entry of an export that says otherwise than the event that its proof is of."""

    code = "not-as-proven"

    def __init__(self, field: str, stated: object, proof: object) -> None:
        here, there = shown_apart(stated, proof)
        super().__init__(
            f"{field} is not what was recorded there: {here} in the file, {there} under the proof",
            fix="ask whoever gave it to you for the original; do not rely on this one",
        )
        self.field = field


@attrs.frozen(kw_only=True)
class Provenance:
    """One event of another ledger, proven: where it stands, and all that the proof is made of.

    ``event`` is its id, there and here: ``retraction:r…``.
    """

    event: str
    elsewhere: Elsewhere
    evidence: EventProof
    note: str
    key: VerifierKey | None

    def taken_over(self, event: DomainEvent) -> DomainEvent:
        """The event of this ledger, with where it was recorded first and the proof of it."""
        kept = kept_proof(event, self.evidence, self.note, self.key)
        return attrs.evolve(event, elsewhere=self.elsewhere, proof_there=kept)


ByType = dict[str, Provenance]
"""The events that one entry states, by their types."""


@attrs.frozen(kw_only=True)
class ProvenGaps:
    """What an export misses: by each thing a sentence that says why; and which were erased.

    ``erased`` are those of which the other log's own record of the erasure is proven, and hurdles
    that the record names. All else is only what the head says, which nobody signs.
    """

    sentences: Mapping[str, str]
    erased: frozenset[str]


def verified(
    entries: Sequence[Entry | BrokenEntry],
    marks: ExportMarks,
    key: VerifierKey | None,
    erased: Collection[str] = (),
) -> list[ByType]:
    """Where the events of each entry stand, in the order of the entries.

    ``key`` is the one that is trusted for the checkpoint; None takes it though nobody vouches.
    ``erased`` is what ``proven_gaps`` gives as erased.

    Raises:
        NoteRefused: the checkpoint is not signed by that key.
        Problems: the export was cut; a proof that does not hold, or that proves something else.
    """
    head = marks.head
    assert head is not None  # noqa: S101 - asked of exports alone
    checkpoint = checkpoint_of(head.checkpoint, key)
    problems: list[ClaimsError] = []
    if checkpoint.origin != head.ledger:
        raise NoteRefused(
            "the export", f"it is said to be of {head.ledger}, and is signed as {checkpoint.origin}"
        )
    problems += cut_of(entries, marks)
    by_entry: list[ByType] = []
    records: list[list[Recorded]] = []
    for entry, proofs in zip(entries, marks.proofs, strict=False):
        try:
            if not proofs:
                raise NoteRefused("the entry", "no proof is with it")
            made = [_proven(proof, checkpoint, head, key) for proof in proofs]
        except ClaimsError as error:
            problems.append(error.at(entry.where))
            continue
        by_entry.append({record.event.type: provenance for record, provenance in made})
        records.append([record for record, _ in made])
    if not problems:
        problems = _otherwise(entries, records, erased)
    if problems:
        raise Problems("the export", problems)
    return by_entry


def cut_of(entries: Sequence[Entry | BrokenEntry], marks: ExportMarks) -> list[ClaimsError]:
    """That there are fewer entries than the head says, or more; nothing where there is no head."""
    if marks.head is None or len(entries) == marks.head.entries:
        return []
    cut = ExportCut(marks.head.entries, len(entries))
    return [cut if marks.where is None else cut.at(marks.where)]


def proven_gaps(marks: ExportMarks, key: VerifierKey | None) -> ProvenGaps:
    """What the export misses, and what of it was erased there, as far as that is proven.

    Raises:
        NoteRefused: a proof does not hold, or is of something else.
    """
    head = marks.head
    assert head is not None  # noqa: S101 - asked of exports alone
    checkpoint = checkpoint_of(head.checkpoint, key)
    try:
        orders = {
            gap.thing: _order(gap.thing, gap.proof, checkpoint)
            for gap in head.left_out
            if gap.proof is not None
        }
    except NoteRefused as refused:
        raise refused.at(marks.where) if marks.where else refused from None
    taken = {gap.thing: gap.taken_by for gap in head.left_out if gap.taken_by in orders}
    sentences = {
        gap.thing: told(gap.thing, orders.get(gap.thing), taken.get(gap.thing))
        for gap in head.left_out
    }
    hurdles = {
        thing
        for thing, claim in taken.items()
        if thing.startswith("hurdle:") and claim is not None and thing in orders[claim].tags
    }
    return ProvenGaps(sentences=sentences, erased=frozenset({*orders, *hurdles}))


def _order(thing: str, proof: str, checkpoint: Checkpoint) -> Event:
    """The event that erased a thing, as its proof shows it."""
    event = proven(evidence_in(proof), checkpoint).event
    try:
        if isinstance(event, Event) and event.type == ERASED and erased_thing(event) == thing:
            return event
    except msgspec.DecodeError:
        pass
    raise NoteRefused("the head", f"what is with {thing} does not prove that it was erased")


def _proven(
    proof: str, checkpoint: Checkpoint, head: ExportHead, key: VerifierKey | None
) -> tuple[Recorded, Provenance]:
    """The event of one proof, and what is kept of it."""
    evidence = evidence_in(proof)
    shown_event = proven(evidence, checkpoint)
    event = shown_event.event
    if not isinstance(event, Event):
        raise NoteRefused("the proof", "the words of its event are not with it")
    record = Recorded(
        position=shown_event.position,
        recorded_at=datetime.fromisoformat(shown_event.recorded_at),
        event=codec.decode(event.type, event.version, event.payload),
    )
    provenance = Provenance(
        event=event.id,
        elsewhere=elsewhere_of(shown_event, checkpoint, key),
        evidence=evidence,
        note=head.checkpoint,
        key=key,
    )
    return record, provenance


def _otherwise(
    entries: Sequence[Entry | BrokenEntry],
    records: Sequence[Sequence[Recorded]],
    erased: Collection[str],
) -> list[ClaimsError]:
    """The first entry that is not what the events under its own proofs state, all in all."""
    each = sorted((record for own in records for record in own), key=lambda it: it.position)
    for entry, own, statement in zip(entries, records, statements(each, erased), strict=False):
        if not isinstance(entry, Entry):
            continue
        if [record.position for record in own] != [it.position for it in statement.records]:
            return [NoteRefused("the entry", "its proof is of another one").at(entry.where)]
        difference = _difference(entry_of(entry.command), statement.entry)
        if difference is not None:
            return [difference.at(entry.place(difference.field or "kind"))]
    return []


def _difference(stated: Mapping[str, object], proof: Mapping[str, object]) -> NotAsProven | None:
    for field in dict.fromkeys([*stated, *proof]):
        if stated.get(field) != proof.get(field):
            return NotAsProven(field, stated.get(field), proof.get(field))
    return None
