"""What a ledger proves: its keys, checkpoints, proofs, and whether it holds.

Takes a log and its custody; gives what others can check. It is loaded when something is proven.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from ledger.app.lookup import captures, look_up
from ledger.app.proofs.proof_files import checkpoint_in
from ledger.app.refusals import NoCheckpoint, NoCustody, ProofErased, RecordedHereFirst
from ledger.checks import verification
from ledger.claims.events import ClaimRecorded, DocumentCaptured
from ledger.clock import Clocks
from ledger.files import refuse_broken_links
from ledger.late import late
from ledger.log import log_entry as journal
from ledger.log.event import ErasedEvent
from ledger.log.failures import LedgerDamaged, LedgerFull, LedgerReadOnly, PayloadDamaged
from ledger.log.proving import proof_file
from ledger.log.proving.checkpoints import prove_consistency
from ledger.log.proving.consistency_file import growth
from ledger.log.proving.cosigning import cosign
from ledger.log.proving.custody import custody_record
from ledger.log.proving.custody.custody import Custody, CustodyUnusable
from ledger.log.proving.custody.departures import accept, departures, refuse_departures
from ledger.log.proving.custody.kept_checkpoint import checkpoint
from ledger.log.proving.notes import VerifierKey
from ledger.log.proving.taken_over import evidence_there
from ledger.log.proving.tiles import Exported, export_tiles

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from pathlib import Path

    from ledger.app.answers import Answers
    from ledger.app.proofs import delivery, second_process
    from ledger.app.sharing import export as exports
    from ledger.app.sharing import proofs as proven_exports
    from ledger.app.sharing.proofs import ExportFile
    from ledger.checks.verification import Verified
    from ledger.claims.claim import Claim
    from ledger.clock import Clock
    from ledger.intake import originals
    from ledger.log.port import Log
    from ledger.log.proving.custody.custody import Custody
    from ledger.log.proving.custody.departures import Departure
    from ledger.log.proving.notes import Note
    from ledger.log.proving.proof_file import EventProof
else:  # few calls need them, and none but a witness the network
    delivery = late("ledger.app.proofs.delivery")
    second_process = late("ledger.app.proofs.second_process")
    exports = late("ledger.app.sharing.export")
    proven_exports = late("ledger.app.sharing.proofs")
    originals = late("ledger.intake.originals")

_NO_FURTHER = (
    "nothing more can be verified here: keep this ledger as evidence, and restore a backup to "
    "another place; claims repair says whether something can be mended"
)


@attrs.frozen(kw_only=True)
class GrowthProof:
    """A proof that a ledger grew from ``older`` to ``newer`` events: its hashes, and its file."""

    older: int
    newer: int
    nodes: Sequence[bytes]
    file: str


class Prover:
    """Keys, checkpoints and proofs of one ledger."""

    def __init__(
        self,
        log: Log,
        answers: Answers,
        *,
        clock: Clock,
        recorded_by: str | None,
        custody: Custody | None,
        location: str | None = None,
    ) -> None:
        self._log = log
        self._location = location
        self._answers = answers
        self._clock = clock
        self._recorded_by = recorded_by
        self._custody = custody

    @property
    def custody(self) -> Custody:
        """The keys and last checkpoints, kept outside the ledger.

        Raises:
            NoCustody: the ledger was opened without a place for them.
        """
        if self._custody is None:
            raise NoCustody
        return self._custody

    def _custody_to_write(self) -> Custody:
        """The same, before anything is kept there.

        Raises:
            BrokenLink: its folder is a link to nothing, or stands behind one.
            CustodyUnusable: a file stands in its place.
        """
        folder = self.custody.folder
        refuse_broken_links(folder)
        if os.path.exists(folder) and not os.path.isdir(folder):  # noqa: PTH110, PTH112 - no rights
            raise CustodyUnusable(folder, "it is no folder")
        return self.custody

    def kept_note(self) -> Note | None:
        """The last checkpoint that is kept, if one was made."""
        return self.custody.last_note(self._log.head().origin)

    def last_note(self) -> Note:
        """The last checkpoint that is kept, with its signatures.

        Raises:
            NoCheckpoint: none was made yet.
        """
        note = self.kept_note()
        if note is None:
            raise NoCheckpoint(self._log.head().origin)
        return note

    def verify(self, *, quick: bool = False) -> Verified:
        """Whether the log, its documents, its quotes and what is read from them hold.

        ``quick`` recomputes only what came after the last checkpoint that is kept.
        """
        clocks = Clocks(valid_at=self._clock.now().date())
        try:
            with second_process.second_process(self._location, self._log) as others:
                return verification.verify(
                    self._log,
                    clocks,
                    lambda: self._answers.board(clocks),
                    custody=self._custody,
                    original=self._original,
                    quick=quick,
                    others=others,
                )
        except (LedgerDamaged, PayloadDamaged) as error:
            error.fix = _NO_FURTHER
            raise

    def _original(self, digest: str) -> str | None:
        """What is wrong with original bytes that are kept."""
        try:
            originals.originals_of(self._log).bytes_of(digest)
        except originals.OriginalDamaged as error:
            return error.message
        except LedgerDamaged as error:
            return f"the original bytes cannot be read ({error.what})"
        return None

    def new_key(self) -> VerifierKey:
        """Make the key that signs for this ledger, on record.

        Raises:
            KeyExists: it has one.
        """
        return self._recorded_key(self.custody.new_key)

    def rotate_key(self) -> VerifierKey:
        """Sign with a new key from now on, on record; older ones stay, to check what they signed.

        Raises:
            NoKey: there is none to rotate.
        """
        return self._recorded_key(self.custody.rotate_key)

    def _recorded_key(self, make: Callable[..., VerifierKey]) -> VerifierKey:
        custody, origin = self._custody_to_write(), self._log.head().origin
        custody.take_up(origin, custody_record.custody_record(self._log).keys)

        def record(key: VerifierKey) -> Collection[VerifierKey]:
            refuse_departures(self._log, custody)
            earlier = () if custody_record.custody_record(self._log).keys else custody.keys(origin)
            act = custody_record.CustodyAct(
                act=custody_record.CustodyActKind.KEY_MADE,
                keys=tuple(map(str, (*earlier, key))),
                recorded_by=self._recorded_by,
            )
            self._log.append([custody_record.event_of(act)])
            return custody_record.custody_record(self._log).keys

        return make(origin, record=record)

    def checkpoint(self) -> Note:
        """Sign for all events up to now, and keep the checkpoint outside the ledger.

        That the first one was kept is recorded, so that its loss will show.

        Raises:
            Contradicted: the log does not go on from what was signed before.
            CustodyDeparted: the custody is not as it was left.
            NoKey: there is none to sign with.
        """
        custody = self._custody_to_write()
        note = checkpoint(self._log, custody)
        origin = self._log.head().origin
        custody.remember_place(origin)
        record = custody_record.custody_record(self._log)
        if record.note is None:
            keys = () if record.keys else custody.keys(origin)
            act = custody_record.CustodyAct(
                act=custody_record.CustodyActKind.CHECKPOINT_KEPT,
                keys=tuple(map(str, keys)),
                note=str(note),
                recorded_by=self._recorded_by,
            )
            try:
                self._log.append([custody_record.event_of(act)])
            except LedgerFull:
                raise
            except LedgerReadOnly:
                pass  # a copy may be signed for, and stays as it is
        return note

    def departures(self) -> tuple[Departure, ...]:
        """What is not as it was left, of the custody or of the ledger that it is kept for."""
        return departures(self._log, self.custody)

    def accept_custody(self, reason: str) -> tuple[Departure, ...]:
        """Accept all of it, on record, so that one can record again; gives what was accepted."""
        return accept(
            self._log, self._custody_to_write(), reason=reason, recorded_by=self._recorded_by
        )

    def prove(self, name: str) -> str:
        """The proof file of one event under the last checkpoint; of a claim, with its document.

        Raises:
            NoCheckpoint: none was made yet.
        """
        return next(self.proofs([name]))

    def proofs(self, names: Iterable[str]) -> Iterator[str]:
        """The proof files of several events, as ``prove`` makes them, the checkpoint read once.

        Raises:
            NoCheckpoint: none was made yet.
        """
        return proof_file.proofs(self._log, map(self._with_document, names), self.last_note())

    def _with_document(self, name: str) -> tuple[str, list[str]]:
        """An event, and of a claim the event that has the words of its document."""
        record = look_up(self._log, name)
        event = journal.entry(record).event
        rests_on = [self._capture(event.claim)] if isinstance(event, ClaimRecorded) else []
        return record.event.id, rests_on

    def signed_for(self, origin: str) -> tuple[Note | None, VerifierKey | None]:
        """The last checkpoint of a log that is kept here, and the key of its own that signed it."""
        note = None if self._custody is None else self._custody.last_note(origin)
        if note is None:
            return None, None
        signers = note.verified(self.custody.keys(origin))
        return note, next((key for key in signers if key.name == origin), None)

    def export_file(self, partnerships: Sequence[str] = ()) -> ExportFile:
        """All that is held, or what partnerships rest on, with a head and proofs.

        Raises:
            NoSuchSubject: the ledger follows no such partnership.
        """
        note, key = self.signed_for(self._log.head().origin)
        exported = exports.export(self._log, partnerships)
        return proven_exports.export_file(self._log, exported, partnerships, note, key)

    def prove_elsewhere(self, name: str) -> str:
        """The proof file of an event in the ledger that recorded it first.

        Of a claim, with its document, where both were proven under one checkpoint.

        Raises:
            RecordedHereFirst: this ledger was the first.
            ProofErased: its words were erased here, and the proof with them.
        """
        record = look_up(self._log, name)
        if isinstance(record.event, ErasedEvent):
            raise ProofErased(name)
        event = journal.entry(record).event
        evidence = None if event is None else evidence_there(event)
        if event is None or evidence is None or event.proof_there is None:
            raise RecordedHereFirst(name)
        rests_on: list[EventProof] = []
        if isinstance(event, ClaimRecorded):
            source = self._log.find(self._capture(event.claim))
            captured = None if source is None else journal.entry(source).event
            kept = None if captured is None else captured.proof_there
            if captured and kept and kept.checkpoint == event.proof_there.checkpoint:
                rests_on += [proof] if (proof := evidence_there(captured)) else []
        return proof_file.proof_text(evidence, rests_on, event.proof_there.checkpoint)

    def _capture(self, claim: Claim) -> str:
        """The id of the first event by which a claim's document has the words of its quote."""
        recorded = captures(self._log, claim.evidence.document)
        events = {record.event.id: journal.entry(record).event for record in recorded}
        with_words = (
            name
            for name, event in events.items()
            if isinstance(event, DocumentCaptured)
            and len(event.document.text) >= claim.evidence.end
        )
        return next(with_words, f"document:{claim.evidence.document}")

    def prove_growth(self, old: Path, new: Path, keys: Sequence[str]) -> GrowthProof:
        """That the checkpoint in ``new`` only adds to what the one in ``old`` signed for.

        ``keys`` are trusted next to the ledger's own.

        Raises:
            NoteRefused: one of the files holds no checkpoint of this ledger.
        """
        origin = self._log.head().origin
        trusted = [*map(VerifierKey.parse, keys), *self.custody.keys(origin)]
        older, _ = checkpoint_in(old, trusted, origin)
        newer, note = checkpoint_in(new, trusted, origin)
        nodes = prove_consistency(self._log, older, newer)
        return GrowthProof(
            older=older.size, newer=newer.size, nodes=nodes, file=growth(older.size, nodes, note)
        )

    def export(self, folder: Path, *, overwrite: bool = False) -> Exported:
        """Write the log under its last checkpoint as files in the form of c2sp.org/tlog-tiles.

        Raises:
            NoCheckpoint: none was made yet.
        """
        return export_tiles(self._log, folder, self.last_note(), overwrite=overwrite)

    def witnessed(self, url: str, key: str) -> Note:
        """Ask the witness at ``url`` to sign the last checkpoint too, and keep what it signed."""
        note = cosign(
            self._log,
            self.last_note(),
            url=url,
            witness=VerifierKey.parse(key),
            post=delivery.post,
        )
        with self._custody_to_write().turn():
            self.custody.keep(note)
        return note
