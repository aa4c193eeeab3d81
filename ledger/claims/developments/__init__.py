"""Everything that can be stated, as a closed union: a kind that is not here does not exist.

Gives ``Development`` (the union), ``KINDS`` (kind -> class) and what a kind refers to. Absent: who
said so, and when. That is the claim's.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import get_args

from ledger.claims.developments.acts import (
    ConsentDeposited,
    ConsentWithdrawn,
    Denounced,
    DomesticallyApproved,
    PartyAct,
    PartyNotified,
    RatificationReported,
    ReservationMade,
    Signed,
)
from ledger.claims.developments.contacts import (
    CapabilityPresented,
    Contact,
    FactReported,
    FundingCommitted,
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
from ledger.claims.developments.fields import Figure, Occasion, Vote
from ledger.claims.developments.hurdles import (
    ApplicationFiled,
    ApplicationWithdrawn,
    ApprovalDenied,
    ApprovalGranted,
    ApprovalLapsed,
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
    InstrumentSuspended,
    InstrumentTerminated,
    NegotiationOpened,
    OpenedForSignature,
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
    | InstrumentAmended
    | InstrumentSuspended
    | InstrumentTerminated
    | Signed
    | DomesticallyApproved
    | RatificationReported
    | ConsentDeposited
    | PartyNotified
    | ReservationMade
    | ConsentWithdrawn
    | Denounced
    | RequirementStated
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
    "CapabilityPresented",
    "ConsentDeposited",
    "ConsentWithdrawn",
    "ConsentsCounted",
    "Contact",
    "DecisionAppealed",
    "Denounced",
    "Development",
    "DomesticallyApproved",
    "EnteredIntoForce",
    "FactReported",
    "Figure",
    "FundingCommitted",
    "HurdleDevelopment",
    "HurdleStep",
    "InstrumentAmended",
    "InstrumentDevelopment",
    "InstrumentSuspended",
    "InstrumentTerminated",
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
    "PartyAct",
    "PartyNotified",
    "ProvisionallyApplied",
    "RatificationReported",
    "RelationEstablished",
    "RequirementInapplicable",
    "RequirementStated",
    "RequirementSuperseded",
    "RequirementWaived",
    "ReservationMade",
    "ReviewStarted",
    "Signed",
    "SourcesNamed",
    "TextAdopted",
    "TextInitialled",
    "VisitMade",
    "Vote",
    "WorkshopHeld",
]
