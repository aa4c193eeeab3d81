"""What claims say where they do not decide: a vote at home, a denial, one side's signature.

Takes claims and the clocks; gives ``Lost`` values, each with the code of its reason. Who comes
next: ``why``, where nobody's words give a value, and ``treaty``, for what its table leaves out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.claims.developments import (
    ConsentDeposited,
    DomesticallyApproved,
    PartyNotified,
    RatificationReported,
    Signed,
)
from ledger.claims.vocabulary import Modality
from ledger.edtf import Tristate
from ledger.projections.weighing.answer import Lost, Reason
from ledger.projections.weighing.ballots import in_order
from ledger.projections.weighing.dates import happened_by, span_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledger.facts.facts import RecordedClaim
    from ledger.projections.weighing.standing_claims import Standing

_OF_EACH_SIDE = (
    Signed,
    DomesticallyApproved,
    RatificationReported,
    ConsentDeposited,
    PartyNotified,
)


def of_stage(
    standing: Standing, claims: Iterable[RecordedClaim], *, sides: bool
) -> tuple[Lost, ...]:
    """Why claims that could be read give no stage; ``sides`` says that each side must act."""
    return _each(standing, claims, sides=sides)


def of_consents(standing: Standing, claims: Iterable[RecordedClaim]) -> tuple[Lost, ...]:
    """Why claims that could be read give no consent."""
    return _each(standing, claims, sides=False)


def _each(
    standing: Standing,
    claims: Iterable[RecordedClaim],
    *,
    sides: bool,
) -> tuple[Lost, ...]:
    return in_order(
        Lost(claim=claim.claim.id, reason=_reason(standing, claim, sides=sides))
        for claim in {claim.claim.id: claim for claim in claims}.values()
        if standing.readable(claim.claim.id)
    )


def _reason(standing: Standing, recorded_claim: RecordedClaim, *, sides: bool) -> str:
    claim = recorded_claim.claim
    fallen = standing.fallen.get(claim.id)
    if fallen is not None:
        return fallen.reason
    if claim.modality is not Modality.ACTUAL:
        return Reason.NOT_DONE
    span = span_of(claim, standing.published(claim.evidence.document))
    if happened_by(span, standing.clocks.valid_at) is not Tristate.YES:
        return Reason.NOT_YET
    if sides and isinstance(claim.development, _OF_EACH_SIDE):
        return Reason.NOT_ALL
    return Reason.STAGE
