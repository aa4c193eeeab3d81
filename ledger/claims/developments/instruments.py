"""The life of an instrument as a whole: from negotiation to its end.

Terms after the Vienna Convention on the Law of Treaties and the UN Treaty Collection glossary.
"""

from __future__ import annotations

from typing import ClassVar

import attrs

from ledger.claims.developments.fields import Count, Text, Threshold, described
from ledger.claims.vocabulary import ConsentStage, Stage
from ledger.edtf import Edtf
from ledger.ids import InstrumentId, PartyId


@attrs.frozen(kw_only=True)
class InstrumentDevelopment:
    """What every development of an instrument has."""

    instrument: InstrumentId = described("the instrument")


@attrs.frozen(kw_only=True)
class AgreementReported(InstrumentDevelopment):
    """A source speaks of the instrument as existing; at which stage it may not say."""

    kind: ClassVar[str] = "agreement-reported"

    stage: Stage = described("the stage the source gives it", default=Stage.UNKNOWN)


@attrs.frozen(kw_only=True)
class NegotiationOpened(InstrumentDevelopment):
    """Negotiations on the instrument began."""

    kind: ClassVar[str] = "negotiation-opened"
    stage: ClassVar[Stage] = Stage.NEGOTIATION


@attrs.frozen(kw_only=True)
class TextAdopted(InstrumentDevelopment):
    """The text was adopted (VCLT art. 9)."""

    kind: ClassVar[str] = "text-adopted"
    stage: ClassVar[Stage] = Stage.ADOPTED


@attrs.frozen(kw_only=True)
class TextInitialled(InstrumentDevelopment):
    """The text was initialled: authentic and definitive, not yet signed (VCLT art. 10)."""

    kind: ClassVar[str] = "text-initialled"
    stage: ClassVar[Stage] = Stage.ADOPTED


@attrs.frozen(kw_only=True)
class OpenedForSignature(InstrumentDevelopment):
    """The instrument was opened for signature."""

    kind: ClassVar[str] = "opened-for-signature"
    stage: ClassVar[Stage] = Stage.ADOPTED


@attrs.frozen(kw_only=True)
class ConsentsCounted(InstrumentDevelopment):
    """How many have acted, at which stage; ``required`` is the threshold, ``members`` the base.

    The claim's own date is the day as of which the count holds. A source that says only how many
    more are ``needed`` names no count.
    """

    kind: ClassVar[str] = "consents-counted"

    count: Count | None = described(
        "how many; left out where the source says only how many more are needed", default=None
    )
    required: Threshold | None = described(
        "how many the instrument needs to enter into force", default=None
    )
    needed: Count | None = described("how many more are needed, as the source says", default=None)
    members: Threshold | None = described(
        "how many there are in all: members are not the threshold", default=None
    )
    stage: ConsentStage = described("what is counted", default=ConsentStage.UNKNOWN)
    named: tuple[PartyId, ...] = described("those that the source names", default=())


@attrs.frozen(kw_only=True)
class EnteredIntoForce(InstrumentDevelopment):
    """A source declares the instrument in force; the claim's date is the day (VCLT art. 24)."""

    kind: ClassVar[str] = "entered-into-force"
    stage: ClassVar[Stage] = Stage.IN_FORCE


@attrs.frozen(kw_only=True)
class ProvisionallyApplied(InstrumentDevelopment):
    """The instrument, or a part of it, is applied before it is in force (VCLT art. 25)."""

    kind: ClassVar[str] = "provisionally-applied"
    stage: ClassVar[Stage] = Stage.SIGNED

    by: tuple[PartyId, ...] = described("by whom, if not by all", default=())
    part: Text | None = described("which part, if not the whole", default=None)
    until: Edtf | None = described("until when, if a source says so", default=None)


@attrs.frozen(kw_only=True)
class ProvisionalApplicationEnded(InstrumentDevelopment):
    """The provisional application of the instrument ended (VCLT art. 25 (2))."""

    kind: ClassVar[str] = "provisional-application-ended"
    stage: ClassVar[Stage] = Stage.UNKNOWN

    by: tuple[PartyId, ...] = described("for whom, if not for all", default=())
    part: Text | None = described("of which part, if not of the whole", default=None)


@attrs.frozen(kw_only=True)
class InstrumentAmended(InstrumentDevelopment):
    """The instrument was amended (VCLT art. 40)."""

    kind: ClassVar[str] = "instrument-amended"
    stage: ClassVar[Stage] = Stage.UNKNOWN

    amendment: Text = described("what was changed")


@attrs.frozen(kw_only=True)
class InstrumentSuspended(InstrumentDevelopment):
    """The operation of the instrument was suspended (VCLT art. 57)."""

    kind: ClassVar[str] = "instrument-suspended"
    stage: ClassVar[Stage] = Stage.SUSPENDED


@attrs.frozen(kw_only=True)
class InstrumentResumed(InstrumentDevelopment):
    """The operation of the instrument was resumed after a suspension."""

    kind: ClassVar[str] = "instrument-resumed"
    stage: ClassVar[Stage] = Stage.UNKNOWN


@attrs.frozen(kw_only=True)
class InstrumentTerminated(InstrumentDevelopment):
    """The instrument came to its end (VCLT art. 54)."""

    kind: ClassVar[str] = "instrument-terminated"
    stage: ClassVar[Stage] = Stage.TERMINATED
