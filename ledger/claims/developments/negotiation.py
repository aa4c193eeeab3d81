"""The course of a negotiation: going on, stopped, taken up again, concluded.

Each speaks of an instrument. A negotiation that stopped suspends no agreement: the instrument
stays at its stage.
"""

from __future__ import annotations

from typing import ClassVar

import attrs

from ledger.claims.developments.fields import described
from ledger.claims.developments.instruments import InstrumentDevelopment
from ledger.claims.vocabulary import Conclusion, Stage


@attrs.frozen(kw_only=True)
class NegotiationConcluded(InstrumentDevelopment):
    """The negotiators agreed: the text is still to be adopted or signed."""

    kind: ClassVar[str] = "negotiation-concluded"
    stage: ClassVar[Stage] = Stage.NEGOTIATED

    conclusion: Conclusion | None = described("on what they agreed", default=None)


@attrs.frozen(kw_only=True)
class NegotiationSuspended(InstrumentDevelopment):
    """Negotiations on the instrument stopped."""

    kind: ClassVar[str] = "negotiation-suspended"
    stage: ClassVar[Stage] = Stage.NEGOTIATION


@attrs.frozen(kw_only=True)
class NegotiationResumed(InstrumentDevelopment):
    """Negotiations on the instrument were taken up again."""

    kind: ClassVar[str] = "negotiation-resumed"
    stage: ClassVar[Stage] = Stage.NEGOTIATION


@attrs.frozen(kw_only=True)
class NegotiationOngoing(InstrumentDevelopment):
    """Negotiations on the instrument go on, as of the day that the source speaks of."""

    kind: ClassVar[str] = "negotiation-ongoing"
    stage: ClassVar[Stage] = Stage.NEGOTIATION
