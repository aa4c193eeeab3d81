"""Everything that can be stated, as a closed union: a kind that is not here does not exist.

Takes the fields of a kind; gives ``Development`` (the union), ``KINDS`` (kind -> class) and what a
kind refers to. Absent: who said so, and when. That is the claim's.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import get_args

from ledger.claims.developments.acts import (
    ConsentDeposited,
    ConsentWithdrawn,
    Denounced,
    DenunciationWithdrawn,
    DomesticallyApproved,
    DomesticApprovalLapsed,
    ParticipationResumed,
    ParticipationSuspended,
    PartyAct,
    PartyNotified,
    RatificationReported,
    ReservationMade,
    ReservationWithdrawn,
    SignatureWithdrawn,
    Signed,
)
from ledger.claims.developments.bodies import BodyDissolved, BodyEstablished, BodyMet
from ledger.claims.developments.contacts import (
    CapabilityPresented,
    Contact,
    FactReported,
    FundingCommitted,
    FundingDisbursed,
    IntentStated,
    InterestExpressed,
    JointActivity,
    MeetingHeld,
    MemorandumConcluded,
    NegotiationRoundHeld,
    OpinionStated,
    RelationEstablished,
    SourcesNamed,
    VisitMade,
    WorkshopHeld,
)
from ledger.claims.developments.expectations import (
    ExpectationDevelopment,
    Postponed,
    TargetMissed,
)
from ledger.claims.developments.fields import Figure, Occasion, Vote
from ledger.claims.developments.hurdles import (
    ApplicationFiled,
    ApplicationWithdrawn,
    ApprovalDenied,
    ApprovalGranted,
    ApprovalLapsed,
    ApprovalRenewed,
    CourtOpinion,
    CourtReferral,
    DecisionAppealed,
    HurdleDevelopment,
    HurdleStep,
    RequirementInapplicable,
    RequirementStated,
    RequirementSuperseded,
    RequirementWaived,
    ReviewStarted,
)
from ledger.claims.developments.instruments import (
    AgreementReported,
    ConsentsCounted,
    EnteredIntoForce,
    InstrumentAmended,
    InstrumentDevelopment,
    InstrumentResumed,
    InstrumentSuspended,
    InstrumentTerminated,
    NegotiationOpened,
    OpenedForSignature,
    ProvisionalApplicationEnded,
    ProvisionallyApplied,
    TextAdopted,
    TextInitialled,
)
from ledger.claims.developments.negotiation import (
    NegotiationConcluded,
    NegotiationOngoing,
    NegotiationResumed,
    NegotiationSuspended,
)
from ledger.claims.developments.policy import (
    PolicyReviewDevelopment,
    PolicyReviewEnded,
    PolicyReviewExtended,
    PolicyReviewStarted,
    RuleDevelopment,
    RuleInEffect,
    RuleProposed,
)
from ledger.claims.developments.terms import (
    InstrumentExpired,
    InstrumentRenewed,
    InstrumentsRelated,
    TermStated,
)

Development = (
    MeetingHeld
    | VisitMade
    | WorkshopHeld
    | NegotiationRoundHeld
    | CapabilityPresented
    | InterestExpressed
    | OpinionStated
    | RelationEstablished
    | FactReported
    | JointActivity
    | FundingCommitted
    | IntentStated
    | MemorandumConcluded
    | SourcesNamed
    | FundingDisbursed
    | BodyEstablished
    | BodyMet
    | BodyDissolved
    | PolicyReviewStarted
    | PolicyReviewExtended
    | PolicyReviewEnded
    | RuleProposed
    | RuleInEffect
    | TargetMissed
    | Postponed
    | AgreementReported
    | NegotiationOpened
    | NegotiationOngoing
    | NegotiationSuspended
    | NegotiationResumed
    | NegotiationConcluded
    | TextAdopted
    | TextInitialled
    | OpenedForSignature
    | ConsentsCounted
    | EnteredIntoForce
    | ProvisionallyApplied
    | ProvisionalApplicationEnded
    | InstrumentAmended
    | InstrumentSuspended
    | InstrumentResumed
    | InstrumentTerminated
    | TermStated
    | InstrumentRenewed
    | InstrumentExpired
    | InstrumentsRelated
    | Signed
    | DomesticallyApproved
    | RatificationReported
    | ConsentDeposited
    | PartyNotified
    | ReservationMade
    | ConsentWithdrawn
    | Denounced
    | SignatureWithdrawn
    | DomesticApprovalLapsed
    | DenunciationWithdrawn
    | ReservationWithdrawn
    | ParticipationSuspended
    | ParticipationResumed
    | RequirementStated
    | CourtReferral
    | CourtOpinion
    | ApplicationFiled
    | ReviewStarted
    | ApprovalGranted
    | ApprovalDenied
    | DecisionAppealed
    | RequirementWaived
    | RequirementInapplicable
    | RequirementSuperseded
    | ApplicationWithdrawn
    | ApprovalLapsed
    | ApprovalRenewed
)

KINDS: MappingProxyType[str, type[Development]] = MappingProxyType(
    {development.kind: development for development in get_args(Development)}
)
"""Every kind by its name, in the order of the vocabulary."""

__all__ = [
    "KINDS",
    "AgreementReported",
    "ApplicationFiled",
    "ApplicationWithdrawn",
    "ApprovalDenied",
    "ApprovalGranted",
    "ApprovalLapsed",
    "ApprovalRenewed",
    "BodyDissolved",
    "BodyEstablished",
    "BodyMet",
    "CapabilityPresented",
    "ConsentDeposited",
    "ConsentWithdrawn",
    "ConsentsCounted",
    "Contact",
    "CourtOpinion",
    "CourtReferral",
    "DecisionAppealed",
    "Denounced",
    "DenunciationWithdrawn",
    "Development",
    "DomesticApprovalLapsed",
    "DomesticallyApproved",
    "EnteredIntoForce",
    "ExpectationDevelopment",
    "FactReported",
    "Figure",
    "FundingCommitted",
    "FundingDisbursed",
    "HurdleDevelopment",
    "HurdleStep",
    "InstrumentAmended",
    "InstrumentDevelopment",
    "InstrumentExpired",
    "InstrumentRenewed",
    "InstrumentResumed",
    "InstrumentSuspended",
    "InstrumentTerminated",
    "InstrumentsRelated",
    "IntentStated",
    "InterestExpressed",
    "JointActivity",
    "MeetingHeld",
    "MemorandumConcluded",
    "NegotiationConcluded",
    "NegotiationOngoing",
    "NegotiationOpened",
    "NegotiationResumed",
    "NegotiationRoundHeld",
    "NegotiationSuspended",
    "Occasion",
    "OpenedForSignature",
    "OpinionStated",
    "ParticipationResumed",
    "ParticipationSuspended",
    "PartyAct",
    "PartyNotified",
    "PolicyReviewDevelopment",
    "PolicyReviewEnded",
    "PolicyReviewExtended",
    "PolicyReviewStarted",
    "Postponed",
    "ProvisionalApplicationEnded",
    "ProvisionallyApplied",
    "RatificationReported",
    "RelationEstablished",
    "RequirementInapplicable",
    "RequirementStated",
    "RequirementSuperseded",
    "RequirementWaived",
    "ReservationMade",
    "ReservationWithdrawn",
    "ReviewStarted",
    "RuleDevelopment",
    "RuleInEffect",
    "RuleProposed",
    "SignatureWithdrawn",
    "Signed",
    "SourcesNamed",
    "TargetMissed",
    "TermStated",
    "TextAdopted",
    "TextInitialled",
    "VisitMade",
    "Vote",
    "WorkshopHeld",
]
