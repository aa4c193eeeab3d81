"""Claim Ledger: what the news states about partnerships between states, kept as evidence.

This module is the public Python API, a facade and nothing else. Takes a place; gives a ledger, the
commands and the developments that are told to it, the answers that it gives, and its errors.
Absent: anything that is done. Names are resolved on first use, so that ``import ledger`` costs
nothing.

>>> from ledger import Clocks, open_ledger
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ledger.app import (
        Ledger,
        Outcome,
        init_ledger,
        open_ledger,
    )
    from ledger.board.rows import BoardRow
    from ledger.board.search import Hit
    from ledger.checks.finding import Finding
    from ledger.checks.verification import Verified
    from ledger.claims.commands import (
        CaptureDocument,
        Command,
        CorrectClaim,
        Describe,
        DisputeClaim,
        JudgeParties,
        RecordClaim,
        Retract,
    )
    from ledger.claims.developments import (
        AgreementReported,
        ApplicationFiled,
        ApplicationWithdrawn,
        ApprovalDenied,
        ApprovalGranted,
        ApprovalLapsed,
        ApprovalRenewed,
        BodyDissolved,
        BodyEstablished,
        BodyMet,
        CapabilityPresented,
        ConsentDeposited,
        ConsentsCounted,
        ConsentWithdrawn,
        CourtOpinion,
        CourtReferral,
        DecisionAppealed,
        Denounced,
        DenunciationWithdrawn,
        Development,
        DomesticallyApproved,
        DomesticApprovalLapsed,
        EnteredIntoForce,
        FactReported,
        Figure,
        FundingCommitted,
        FundingDisbursed,
        InstrumentAmended,
        InstrumentExpired,
        InstrumentRenewed,
        InstrumentResumed,
        InstrumentsRelated,
        InstrumentSuspended,
        InstrumentTerminated,
        IntentStated,
        InterestExpressed,
        JointActivity,
        MeetingHeld,
        MemorandumConcluded,
        NegotiationConcluded,
        NegotiationOngoing,
        NegotiationOpened,
        NegotiationResumed,
        NegotiationRoundHeld,
        NegotiationSuspended,
        OpenedForSignature,
        OpinionStated,
        ParticipationResumed,
        ParticipationSuspended,
        PartyNotified,
        PolicyReviewEnded,
        PolicyReviewExtended,
        PolicyReviewStarted,
        Postponed,
        ProvisionalApplicationEnded,
        ProvisionallyApplied,
        RatificationReported,
        RelationEstablished,
        RequirementInapplicable,
        RequirementStated,
        RequirementSuperseded,
        RequirementWaived,
        ReservationMade,
        ReservationWithdrawn,
        ReviewStarted,
        RuleInEffect,
        RuleProposed,
        SignatureWithdrawn,
        Signed,
        SourcesNamed,
        TargetMissed,
        TermStated,
        TextAdopted,
        TextInitialled,
        VisitMade,
        Vote,
        WorkshopHeld,
    )
    from ledger.claims.entities import Instrument, Partnership, Party
    from ledger.claims.entry_into_force import (
        Condition,
        Delay,
        EntryIntoForceRule,
        Requirement,
    )
    from ledger.claims.vocabulary import (
        ApprovalStep,
        Comparator,
        ConsentAct,
        ConsentStage,
        CorrectionBasis,
        HurdleKind,
        Modality,
        PartyKind,
        SignatureForm,
        Stage,
        Verdict,
    )
    from ledger.clock import Clocks, FixedClock, SystemClock
    from ledger.edtf import Edtf, Tristate
    from ledger.edtf import parse as parse_edtf
    from ledger.errors import (
        ClaimsError,
        Conflict,
        ExitCode,
        InvalidInput,
        NotFound,
        Problems,
        StorageError,
        Where,
    )
    from ledger.ids import (
        ClaimId,
        DocumentId,
        HurdleId,
        InstrumentId,
        PartnershipId,
        PartyId,
    )
    from ledger.log.log_entry import LogEntry
    from ledger.projections.changes.changes import ChangedClock, Changes
    from ledger.projections.contests import Contest
    from ledger.projections.hurdles.graph import HurdleGraph
    from ledger.projections.hurdles.hurdle import Hurdle
    from ledger.projections.status import PartnershipStatus
    from ledger.projections.timeline import Moment
    from ledger.projections.treaties.instruments import InstrumentState
    from ledger.projections.treaties.treaty import Treaty
    from ledger.projections.weighing.answer import Reason, Rule, Status
    from ledger.projections.weighing.citations import Citation
    from ledger.projections.weighing.parties.profiles import PartyProfile
    from ledger.projections.why.why import Proof
    from ledger.sources.document import Document
    from ledger.sources.kinds import Extent, Lineage, SourceKind

__version__ = "0.1.0"

__all__ = [
    "AgreementReported",
    "ApplicationFiled",
    "ApplicationWithdrawn",
    "ApprovalDenied",
    "ApprovalGranted",
    "ApprovalLapsed",
    "ApprovalRenewed",
    "ApprovalStep",
    "BoardRow",
    "BodyDissolved",
    "BodyEstablished",
    "BodyMet",
    "CapabilityPresented",
    "CaptureDocument",
    "ChangedClock",
    "Changes",
    "Citation",
    "ClaimId",
    "ClaimsError",
    "Clocks",
    "Command",
    "Comparator",
    "Condition",
    "Conflict",
    "ConsentAct",
    "ConsentDeposited",
    "ConsentStage",
    "ConsentWithdrawn",
    "ConsentsCounted",
    "Contest",
    "CorrectClaim",
    "CorrectionBasis",
    "CourtOpinion",
    "CourtReferral",
    "DecisionAppealed",
    "Delay",
    "Denounced",
    "DenunciationWithdrawn",
    "Describe",
    "Development",
    "DisputeClaim",
    "Document",
    "DocumentId",
    "DomesticApprovalLapsed",
    "DomesticallyApproved",
    "Edtf",
    "EnteredIntoForce",
    "EntryIntoForceRule",
    "ExitCode",
    "Extent",
    "FactReported",
    "Figure",
    "Finding",
    "FixedClock",
    "FundingCommitted",
    "FundingDisbursed",
    "Hit",
    "Hurdle",
    "HurdleGraph",
    "HurdleId",
    "HurdleKind",
    "Instrument",
    "InstrumentAmended",
    "InstrumentExpired",
    "InstrumentId",
    "InstrumentRenewed",
    "InstrumentResumed",
    "InstrumentState",
    "InstrumentSuspended",
    "InstrumentTerminated",
    "InstrumentsRelated",
    "IntentStated",
    "InterestExpressed",
    "InvalidInput",
    "JointActivity",
    "JudgeParties",
    "Ledger",
    "Lineage",
    "LogEntry",
    "MeetingHeld",
    "MemorandumConcluded",
    "Modality",
    "Moment",
    "NegotiationConcluded",
    "NegotiationOngoing",
    "NegotiationOpened",
    "NegotiationResumed",
    "NegotiationRoundHeld",
    "NegotiationSuspended",
    "NotFound",
    "OpenedForSignature",
    "OpinionStated",
    "Outcome",
    "ParticipationResumed",
    "ParticipationSuspended",
    "Partnership",
    "PartnershipId",
    "PartnershipStatus",
    "Party",
    "PartyId",
    "PartyKind",
    "PartyNotified",
    "PartyProfile",
    "PolicyReviewEnded",
    "PolicyReviewExtended",
    "PolicyReviewStarted",
    "Postponed",
    "Problems",
    "Proof",
    "ProvisionalApplicationEnded",
    "ProvisionallyApplied",
    "RatificationReported",
    "Reason",
    "RecordClaim",
    "RelationEstablished",
    "Requirement",
    "RequirementInapplicable",
    "RequirementStated",
    "RequirementSuperseded",
    "RequirementWaived",
    "ReservationMade",
    "ReservationWithdrawn",
    "Retract",
    "ReviewStarted",
    "Rule",
    "RuleInEffect",
    "RuleProposed",
    "SignatureForm",
    "SignatureWithdrawn",
    "Signed",
    "SourceKind",
    "SourcesNamed",
    "Stage",
    "Status",
    "StorageError",
    "SystemClock",
    "TargetMissed",
    "TermStated",
    "TextAdopted",
    "TextInitialled",
    "Treaty",
    "Tristate",
    "Verdict",
    "Verified",
    "VisitMade",
    "Vote",
    "Where",
    "WorkshopHeld",
    "init_ledger",
    "open_ledger",
    "parse_edtf",
]

_ROOMS = {
    "app": "Ledger Outcome init_ledger open_ledger",
    "clock": "Clocks FixedClock SystemClock",
    "ids": "ClaimId DocumentId HurdleId InstrumentId PartnershipId PartyId",
    "edtf": "Edtf Tristate parse_edtf",
    "errors": "ClaimsError Conflict ExitCode InvalidInput NotFound Problems StorageError Where",
    "claims.commands": (
        "CaptureDocument Command CorrectClaim Describe DisputeClaim JudgeParties RecordClaim "
        "Retract"
    ),
    "claims.entities": "Instrument Partnership Party",
    "claims.entry_into_force": "Condition Delay EntryIntoForceRule Requirement",
    "claims.vocabulary": (
        "ApprovalStep Comparator ConsentAct ConsentStage CorrectionBasis HurdleKind Modality "
        "PartyKind SignatureForm Stage Verdict"
    ),
    "sources.document": "Document",
    "sources.kinds": "Extent Lineage SourceKind",
    "claims.developments": (
        "AgreementReported ApplicationFiled ApplicationWithdrawn ApprovalDenied ApprovalGranted "
        "ApprovalLapsed ApprovalRenewed BodyDissolved BodyEstablished BodyMet "
        "CapabilityPresented ConsentDeposited ConsentWithdrawn ConsentsCounted CourtOpinion "
        "CourtReferral DecisionAppealed Denounced DenunciationWithdrawn Development "
        "DomesticApprovalLapsed DomesticallyApproved EnteredIntoForce FactReported Figure "
        "FundingCommitted FundingDisbursed InstrumentAmended InstrumentExpired "
        "InstrumentRenewed InstrumentResumed InstrumentSuspended InstrumentTerminated "
        "InstrumentsRelated IntentStated InterestExpressed JointActivity MeetingHeld "
        "MemorandumConcluded NegotiationConcluded NegotiationOngoing NegotiationOpened "
        "NegotiationResumed NegotiationRoundHeld NegotiationSuspended OpenedForSignature "
        "OpinionStated ParticipationResumed ParticipationSuspended PartyNotified "
        "PolicyReviewEnded PolicyReviewExtended PolicyReviewStarted Postponed "
        "ProvisionalApplicationEnded ProvisionallyApplied RatificationReported "
        "RelationEstablished RequirementInapplicable RequirementStated RequirementSuperseded "
        "RequirementWaived ReservationMade ReservationWithdrawn ReviewStarted RuleInEffect "
        "RuleProposed SignatureWithdrawn Signed SourcesNamed TargetMissed TermStated "
        "TextAdopted TextInitialled VisitMade Vote WorkshopHeld"
    ),
    "board.rows": "BoardRow",
    "board.search": "Hit",
    "checks.finding": "Finding",
    "checks.verification": "Verified",
    "log.log_entry": "LogEntry",
    "projections.changes.changes": "ChangedClock Changes",
    "projections.contests": "Contest",
    "projections.hurdles.graph": "HurdleGraph",
    "projections.hurdles.hurdles": "Hurdle",
    "projections.status": "PartnershipStatus",
    "projections.timeline": "Moment",
    "projections.treaties.instruments": "InstrumentState",
    "projections.treaties.treaty": "Treaty",
    "projections.weighing.answer": "Reason Rule Status",
    "projections.weighing.citations": "Citation",
    "projections.weighing.parties.profiles": "PartyProfile",
    "projections.why.why": "Proof",
}
_HOME = {name: room for room, names in _ROOMS.items() for name in names.split()}
_THERE = {"parse_edtf": "parse"}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if _HOME[name] == "app":  # a notebook's answers show themselves
        import_module(f"{__name__}.app.notebook").attach()
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), _THERE.get(name, name))


def __dir__() -> list[str]:
    return __all__
