"""Standing bodies: a joint committee is set up, meets, and is dissolved.

The body is a party, described as such, so that it can host, decide and be quoted.
"""

from __future__ import annotations

from typing import ClassVar

import attrs

from ledger.claims.developments.contacts import Contact
from ledger.claims.developments.fields import Text, described
from ledger.claims.vocabulary import Stage
from ledger.ids import InstrumentId, PartyId


@attrs.frozen(kw_only=True)
class BodyEstablished:
    """Parties set up a standing body, or set it up again."""

    kind: ClassVar[str] = "body-established"
    stage: ClassVar[Stage] = Stage.DIALOGUE

    body: PartyId = described("the body")
    parties: tuple[PartyId, ...] = described("who set it up", default=())
    mandate: Text | None = described("for what", default=None)
    instrument: InstrumentId | None = described("under which instrument", default=None)


@attrs.frozen(kw_only=True)
class BodyMet(Contact):
    """A standing body met."""

    kind: ClassVar[str] = "body-met"

    body: PartyId = described("the body")


@attrs.frozen(kw_only=True)
class BodyDissolved:
    """A standing body was dissolved."""

    kind: ClassVar[str] = "body-dissolved"
    stage: ClassVar[Stage] = Stage.UNKNOWN

    body: PartyId = described("the body")
