"""How long an instrument runs, and how it stands to others.

Terms after the final clauses of treaties: duration, expiry, renewal (VCLT arts. 54 and 59).
"""

from __future__ import annotations

from typing import ClassVar

import attrs

from ledger.claims.developments.fields import Figure, described
from ledger.claims.developments.instruments import InstrumentDevelopment
from ledger.claims.vocabulary import Relation, Renewal, Stage
from ledger.edtf import Edtf
from ledger.ids import InstrumentId


@attrs.frozen(kw_only=True)
class TermStated(InstrumentDevelopment):
    """A source says how long the instrument runs."""

    kind: ClassVar[str] = "term-stated"
    stage: ClassVar[Stage] = Stage.UNKNOWN

    until: Edtf | None = described("the day on which its term ends", default=None)
    duration: Figure | None = described("for how long", default=None)
    renewal: Renewal | None = described("how it can be renewed", default=None)


@attrs.frozen(kw_only=True)
class InstrumentRenewed(InstrumentDevelopment):
    """The term of the instrument was renewed."""

    kind: ClassVar[str] = "instrument-renewed"
    stage: ClassVar[Stage] = Stage.UNKNOWN

    until: Edtf | None = described("the day on which the new term ends", default=None)
    duration: Figure | None = described("for how long", default=None)


@attrs.frozen(kw_only=True)
class InstrumentExpired(InstrumentDevelopment):
    """The term of the instrument ended, and was not renewed (VCLT art. 54)."""

    kind: ClassVar[str] = "instrument-expired"
    stage: ClassVar[Stage] = Stage.TERMINATED


@attrs.frozen(kw_only=True)
class InstrumentsRelated(InstrumentDevelopment):
    """How the instrument stands to others: part of one, split into several, side letter to one."""

    kind: ClassVar[str] = "instruments-related"
    stage: ClassVar[Stage] = Stage.UNKNOWN

    relation: Relation = described("how it stands to them")
    to: tuple[InstrumentId, ...] = described("the other instruments")
