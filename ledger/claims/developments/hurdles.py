"""What stands in the way, and each step by which it is cleared or closed.

identified -> required (or possible) -> applied -> under review -> granted | denied | …
"""

from __future__ import annotations

from typing import ClassVar

import attrs

from ledger.claims.developments.fields import Figure, Text, Vote, described
from ledger.claims.vocabulary import CourtFinding, HurdleKind, Majority, MajorityOf, Stage
from ledger.ids import HurdleId, InstrumentId, PartyId


@attrs.frozen(kw_only=True)
class HurdleDevelopment:
    """What every development of a hurdle has."""

    stage: ClassVar[Stage] = Stage.UNKNOWN

    hurdle: HurdleId = described("the hurdle")


@attrs.frozen(kw_only=True)
class RequirementStated(HurdleDevelopment):
    """Something must, or may have to, be obtained first.

    With ``each`` the parties of ``on`` face one hurdle apiece, named ``hurdle/party``.
    ``blocks`` names instruments, hurdles or initiatives that cannot go on before it is cleared.
    """

    kind: ClassVar[str] = "requirement-stated"

    title: Text = described("what is required, in a few words")
    requires: HurdleKind = described("what sort of thing", default=HurdleKind.OTHER)
    on: tuple[PartyId, ...] = described("who must act", default=())
    each: bool = described("whether each of them must, on its own", default=False)
    instrument: InstrumentId | None = described(
        "the instrument that must come into force", default=None
    )
    blocks: tuple[Text, ...] = described("what cannot go on before", default=())
    reason: Text | None = described("why, as the source puts it", default=None)
    authorities: tuple[PartyId, ...] = described("the authorities that must all decide", default=())
    majority: Majority | None = described("the majority that it takes", default=None)
    majority_of: MajorityOf | None = described("of whom that majority is taken", default=None)


@attrs.frozen(kw_only=True)
class CourtReferral(HurdleDevelopment):
    """A court was asked for an opinion or a ruling: a hurdle from the day on which it was asked."""

    kind: ClassVar[str] = "court-referral"

    title: Text = described("what the court is asked for, in a few words")
    court: PartyId | None = described("the court", default=None)
    referred_by: PartyId | None = described("who asked", default=None)
    blocks: tuple[Text, ...] = described("what cannot go on before", default=())
    question: Text | None = described("the question, as the source puts it", default=None)
    vote: Vote | None = described("the vote on asking", default=None)


@attrs.frozen(kw_only=True)
class HurdleStep(HurdleDevelopment):
    """What every step on a hurdle has."""

    party: PartyId | None = described("whose hurdle, where each party faces its own", default=None)
    authority: PartyId | None = described("who decides", default=None)
    authorities: tuple[PartyId, ...] = described("who decides, where several do", default=())


@attrs.frozen(kw_only=True)
class ApplicationFiled(HurdleStep):
    """An application was filed."""

    kind: ClassVar[str] = "application-filed"


@attrs.frozen(kw_only=True)
class ReviewStarted(HurdleStep):
    """The authority took up the application."""

    kind: ClassVar[str] = "review-started"


@attrs.frozen(kw_only=True)
class ApprovalGranted(HurdleStep):
    """The authority granted it, with conditions or without."""

    kind: ClassVar[str] = "approval-granted"

    conditions: tuple[Text, ...] = described("the conditions attached", default=())
    coverage: Figure | None = described("how much of it is covered", default=None)
    vote: Vote | None = described("the vote", default=None)


@attrs.frozen(kw_only=True)
class ApprovalDenied(HurdleStep):
    """The authority denied it."""

    kind: ClassVar[str] = "approval-denied"

    vote: Vote | None = described("the vote", default=None)


@attrs.frozen(kw_only=True)
class CourtOpinion(HurdleStep):
    """The court gave the opinion or the ruling that it was asked for."""

    kind: ClassVar[str] = "court-opinion"

    finding: CourtFinding = described("what it held", default=CourtFinding.UNKNOWN)


@attrs.frozen(kw_only=True)
class DecisionAppealed(HurdleStep):
    """The decision was appealed."""

    kind: ClassVar[str] = "decision-appealed"


@attrs.frozen(kw_only=True)
class RequirementWaived(HurdleStep):
    """The requirement was waived."""

    kind: ClassVar[str] = "requirement-waived"

    coverage: Figure | None = described("how much of it is covered", default=None)


@attrs.frozen(kw_only=True)
class RequirementInapplicable(HurdleStep):
    """The requirement was found not to apply: this must be claimed, it is never assumed."""

    kind: ClassVar[str] = "requirement-inapplicable"


@attrs.frozen(kw_only=True)
class RequirementSuperseded(HurdleStep):
    """Another requirement took its place."""

    kind: ClassVar[str] = "requirement-superseded"

    successor: HurdleId | None = described("the hurdle that took its place", default=None)


@attrs.frozen(kw_only=True)
class ApplicationWithdrawn(HurdleStep):
    """The application was withdrawn."""

    kind: ClassVar[str] = "application-withdrawn"


@attrs.frozen(kw_only=True)
class ApprovalLapsed(HurdleStep):
    """An approval or its deadline lapsed."""

    kind: ClassVar[str] = "approval-lapsed"


@attrs.frozen(kw_only=True)
class ApprovalRenewed(HurdleStep):
    """An approval was renewed or granted again, before it lapsed or after."""

    kind: ClassVar[str] = "approval-renewed"

    conditions: tuple[Text, ...] = described("the conditions attached", default=())
