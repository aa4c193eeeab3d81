"""What the log keeps: facts in the past tense, each with the name and version of its type.

Takes the values of this room; the log's codec turns them to bytes and back. Type names are
ours and never change with a Python path.
"""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import ClassVar, get_args

import attrs

from ledger.claims.claim import Claim, Correction, Dispute, Retraction
from ledger.claims.elsewhere import Elsewhere, ProofThere
from ledger.claims.entities import Instrument, Partnership, Party
from ledger.claims.judgement import Judgement
from ledger.sources.document import Document


@attrs.frozen(kw_only=True)
class Fact:
    """What every event has: who recorded it. When and where in the log, the log adds.

    ``import_id`` is of those that came with a file of entries: by it they are taken back together.
    ``elsewhere`` is of those that another ledger recorded first, ``proof_there`` their proof in it.
    """

    version: ClassVar[int] = 1

    recorded_by: str | None = None
    import_id: str | None = None
    elsewhere: Elsewhere | None = None
    proof_there: ProofThere | None = None


@attrs.frozen(kw_only=True)
class DatedFact(Fact):
    """What may have been recorded elsewhere before: by ``first_recorded`` one could read it.

    It counts where nothing says when the document or the act was published; None: this ledger
    was the first.
    """

    first_recorded: date | None = None


@attrs.frozen(kw_only=True)
class PartyDescribed(Fact):
    """A party was named, or described again as its ``revision``."""

    type: ClassVar[str] = "party.described"

    party: Party
    revision: int = 0


@attrs.frozen(kw_only=True)
class PartnershipDescribed(Fact):
    """A partnership was named, or described again."""

    type: ClassVar[str] = "partnership.described"

    partnership: Partnership
    revision: int = 0


@attrs.frozen(kw_only=True)
class InstrumentDescribed(Fact):
    """An instrument was named, or described again."""

    type: ClassVar[str] = "instrument.described"

    instrument: Instrument
    revision: int = 0


@attrs.frozen(kw_only=True)
class PartiesJudged(Fact):
    """Two parties were judged to be one, or two, or left undecided, for the nth time."""

    type: ClassVar[str] = "parties.judged"

    judgement: Judgement
    revision: int = 0


@attrs.frozen(kw_only=True)
class DocumentCaptured(DatedFact):
    """A document was captured: its text, its hash, its origin.

    As its ``revision``, one that is kept as excerpts has gained some: its text begins with all
    of the text before, so that every place in it stays what it was. None is the first.
    """

    type: ClassVar[str] = "document.captured"

    document: Document
    revision: int | None = None


@attrs.frozen(kw_only=True)
class ClaimRecorded(Fact):
    """A claim was recorded. ``proposed_by`` is the program whose draft a person accepted.

    No part of the claim: the same claim is the same, whoever proposed it.
    """

    type: ClassVar[str] = "claim.recorded"

    claim: Claim
    proposed_by: str | None = None


@attrs.frozen(kw_only=True)
class ClaimCorrected(DatedFact):
    """A claim was replaced. ``subjects`` are the tags of what both claims are about."""

    type: ClassVar[str] = "claim.corrected"

    correction: Correction
    subjects: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class ClaimRetracted(DatedFact):
    """A claim, a document or a retraction was taken back."""

    type: ClassVar[str] = "claim.retracted"

    retraction: Retraction
    subjects: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class ClaimDisputed(DatedFact):
    """A claim was disputed."""

    type: ClassVar[str] = "claim.disputed"

    dispute: Dispute
    subjects: tuple[str, ...] = ()


DomainEvent = (
    PartyDescribed
    | PartnershipDescribed
    | InstrumentDescribed
    | PartiesJudged
    | DocumentCaptured
    | ClaimRecorded
    | ClaimCorrected
    | ClaimRetracted
    | ClaimDisputed
)

EVENT_TYPES: MappingProxyType[str, type[DomainEvent]] = MappingProxyType(
    {event.type: event for event in get_args(DomainEvent)}
)
"""Every event type by its name in the log."""
