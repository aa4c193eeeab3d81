"""What a proof file says, once it holds: the words, their document, who recorded them and when.

Takes the bytes of a proof and trusted keys, gives the claim, the document and the quote that
were proven, and what is missing of them and why. No ledger is at hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ledger.checks.verification import ProvenQuote, read_proof
from ledger.claims.events import ClaimRecorded, DocumentCaptured, DomainEvent
from ledger.log.event import OWN, Event
from ledger.log.format import codec
from ledger.log.proving.proof_file import CheckedProof, ProvenEvent, WordsState
from ledger.sources.document import Document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.claims.claim import Claim
    from ledger.log.proving.notes import VerifierKey


@attrs.frozen(kw_only=True)
class ProofReading:
    """A proof that holds, read.

    Attributes:
        event: What the event says; None where its words are not in the proof, and of an event
            that the log records of itself.
        quote: A claim's quote; None of anything else.
        source: The event of the claim's document, or of a document that is proven itself.
        document: That document; None where its words are not in the proof.
    """

    proven: CheckedProof
    event: DomainEvent | None
    quote: ProvenQuote | None
    source: ProvenEvent | None
    document: Document | None

    @property
    def claim(self) -> Claim | None:
        """The claim that was proven."""
        return self.event.claim if isinstance(self.event, ClaimRecorded) else None

    @property
    def recorded_by(self) -> str | None:
        """Whom the desk names as the one who recorded it."""
        return None if self.event is None else self.event.recorded_by

    @property
    def unproven(self) -> tuple[str, ...]:
        """What a reader might take for proven, and is not."""
        later = f"what came after event {self.proven.checkpoint.size - 1} of the ledger: "
        limits = [
            later + "a correction, a retraction or a dispute may stand there",
            "the time of recording: it is what the clock of the desk said",
        ]
        if self.document is not None:
            limits.append("that the document is as it was published: the desk captured it")
        if self.claim is not None:
            limits.append("that what is stated is true, or rightly coded: compare the quote")
        if self.proven.words is WordsState.LEFT_OUT:
            limits.append("why its words are not here: nothing in the proof says so")
        return tuple(limits)


def read(data: bytes, keys: Sequence[VerifierKey]) -> ProofReading:
    """What a proof file says to someone who trusts these keys; ``NoteRefused`` if it fails."""
    proven, quote = read_proof(data, keys)
    domain_event = _said(proven)
    source: ProvenEvent | None = None
    if isinstance(domain_event, ClaimRecorded):
        name = f"document:{domain_event.claim.evidence.document}"
        shown = (event for event in proven.evidence if f"{event.event.id}:".startswith(f"{name}:"))
        source = next(shown, None)
    elif isinstance(domain_event, DocumentCaptured):
        source = proven
    captured = None if source is None else _said(source)
    return ProofReading(
        proven=proven,
        event=domain_event,
        quote=quote,
        source=source,
        document=captured.document if isinstance(captured, DocumentCaptured) else None,
    )


def _said(shown: ProvenEvent) -> DomainEvent | None:
    event = shown.event
    if not isinstance(event, Event) or event.type in OWN:
        return None
    return codec.decode(event.type, event.version, event.payload)
