"""What became of something foreseen, where that is not its coming: missed, or put off.

Each points at the claim that foresaw it.
"""

from __future__ import annotations

from typing import ClassVar

import attrs

from ledger.claims.developments.fields import Text, described
from ledger.claims.vocabulary import Stage
from ledger.edtf import Edtf
from ledger.ids import ClaimId


@attrs.frozen(kw_only=True)
class ExpectationDevelopment:
    """What every development of an expectation has."""

    stage: ClassVar[Stage] = Stage.UNKNOWN

    expectation: ClaimId = described("the claim that foresaw it")
    reason: Text | None = described("why, as the source puts it", default=None)


@attrs.frozen(kw_only=True)
class TargetMissed(ExpectationDevelopment):
    """What was foreseen did not come by its day."""

    kind: ClassVar[str] = "target-missed"


@attrs.frozen(kw_only=True)
class Postponed(ExpectationDevelopment):
    """What was foreseen was put off."""

    kind: ClassVar[str] = "postponed"

    until: Edtf | None = described("to when", default=None)
