"""One party's acts toward an instrument, and the acts that undo them.

What can be undone can be done again: a party's position is a history of periods.
"""

from __future__ import annotations

from typing import ClassVar

import attrs

from ledger.claims.developments.fields import Text, Threshold, Vote, described
from ledger.claims.developments.instruments import InstrumentDevelopment
from ledger.claims.vocabulary import ApprovalStep, ConsentAct, SignatureForm, Stage
from ledger.ids import PartyId


@attrs.frozen(kw_only=True)
class PartyAct(InstrumentDevelopment):
    """What every act of a party has."""

    party: PartyId = described("whose act it is")


@attrs.frozen(kw_only=True)
class Signed(PartyAct):
    """A party signed. With no party, the text was signed by its sides ("was signed in Rome")."""

    kind: ClassVar[str] = "signed"
    stage: ClassVar[Stage] = Stage.SIGNED

    party: PartyId | None = described(  # type: ignore[assignment]  # an act that may be of all
        "who signed, if the source names one", default=None
    )
    form: SignatureForm = described("what the signature does", default=SignatureForm.SIMPLE)


@attrs.frozen(kw_only=True)
class DomesticallyApproved(PartyAct):
    """A party's own institutions approved: a step at home, not an international act."""

    kind: ClassVar[str] = "domestically-approved"
    stage: ClassVar[Stage] = Stage.APPROVED

    step: ApprovalStep = described("by whom", default=ApprovalStep.UNKNOWN)
    ordinal: Threshold | None = described(
        "which approval it is, if the source numbers it", default=None
    )
    vote: Vote | None = described("the vote", default=None)


@attrs.frozen(kw_only=True)
class RatificationReported(PartyAct):
    """A source says that a party ratified, and not whether at home or toward the others."""

    kind: ClassVar[str] = "ratification-reported"
    stage: ClassVar[Stage] = Stage.UNKNOWN

    vote: Vote | None = described("the vote", default=None)


@attrs.frozen(kw_only=True)
class ConsentDeposited(PartyAct):
    """A party deposited or exchanged the instrument that binds it (VCLT art. 16)."""

    kind: ClassVar[str] = "consent-deposited"
    stage: ClassVar[Stage] = Stage.DEPOSITED

    act: ConsentAct = described("by which act", default=ConsentAct.UNKNOWN)
    ordinal: Threshold | None = described(
        "which deposit it is, if the source numbers it", default=None
    )


@attrs.frozen(kw_only=True)
class PartyNotified(PartyAct):
    """A party notified the others that its own procedures are complete."""

    kind: ClassVar[str] = "party-notified"
    stage: ClassVar[Stage] = Stage.DEPOSITED


@attrs.frozen(kw_only=True)
class ReservationMade(PartyAct):
    """A party made a reservation or a declaration (VCLT art. 19)."""

    kind: ClassVar[str] = "reservation-made"
    stage: ClassVar[Stage] = Stage.UNKNOWN

    reservation: Text = described("to what effect")


@attrs.frozen(kw_only=True)
class ConsentWithdrawn(PartyAct):
    """A party took its consent back before it was bound; its signature stays."""

    kind: ClassVar[str] = "consent-withdrawn"
    stage: ClassVar[Stage] = Stage.UNKNOWN


@attrs.frozen(kw_only=True)
class Denounced(PartyAct):
    """A party denounced the instrument or withdrew from it (VCLT arts. 54, 56)."""

    kind: ClassVar[str] = "denounced"
    stage: ClassVar[Stage] = Stage.UNKNOWN


@attrs.frozen(kw_only=True)
class SignatureWithdrawn(PartyAct):
    """A party withdrew its signature, or declared not to become a party (VCLT art. 18)."""

    kind: ClassVar[str] = "signature-withdrawn"
    stage: ClassVar[Stage] = Stage.UNKNOWN


@attrs.frozen(kw_only=True)
class DomesticApprovalLapsed(PartyAct):
    """A party's approval at home lapsed or was revoked; a later approval renews it."""

    kind: ClassVar[str] = "domestic-approval-lapsed"
    stage: ClassVar[Stage] = Stage.UNKNOWN


@attrs.frozen(kw_only=True)
class DenunciationWithdrawn(PartyAct):
    """A party took its denunciation back, and its consent stands on (VCLT art. 68)."""

    kind: ClassVar[str] = "denunciation-withdrawn"
    stage: ClassVar[Stage] = Stage.UNKNOWN


@attrs.frozen(kw_only=True)
class ReservationWithdrawn(PartyAct):
    """A party withdrew a reservation or a declaration (VCLT art. 22)."""

    kind: ClassVar[str] = "reservation-withdrawn"
    stage: ClassVar[Stage] = Stage.UNKNOWN

    reservation: Text | None = described(
        "which, in the words of the reservation; all of them if left out", default=None
    )


@attrs.frozen(kw_only=True)
class ParticipationSuspended(PartyAct):
    """A party suspended the operation of the instrument for itself (VCLT arts. 57, 60)."""

    kind: ClassVar[str] = "participation-suspended"
    stage: ClassVar[Stage] = Stage.UNKNOWN


@attrs.frozen(kw_only=True)
class ParticipationResumed(PartyAct):
    """A party applies the instrument again after it had suspended it for itself."""

    kind: ClassVar[str] = "participation-resumed"
    stage: ClassVar[Stage] = Stage.UNKNOWN
