"""What sources count: numbers as ballots, and how many they say are required.

Takes the standing claims of one instrument; gives ballots over whole numbers, one stage at a
time. Who comes next: ``consents``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.claims.developments import ConsentDeposited, ConsentsCounted, DomesticallyApproved
from ledger.claims.vocabulary import ConsentStage, Modality
from ledger.projections.weighing.ballots import ballot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.facts.facts import RecordedClaim
    from ledger.projections.weighing.ballot import Ballot
    from ledger.projections.weighing.standing_claims import Standing


def count_ballots(
    standing: Standing,
    claims: Sequence[RecordedClaim],
    stage: ConsentStage,
    required: int | None = None,
) -> list[Ballot[int]]:
    """The counts of one stage, with the ordinals of acts that are numbered ("the sixth").

    A source that says only how many more it takes counts the rest of those that are required.
    """
    ballots = []
    for claim in claims:
        if claim.claim.modality is not Modality.ACTUAL:
            continue
        value = _counted(claim, stage, required)
        if value is not None:
            ballots.append(ballot(standing, claim, value))
    return ballots


def _counted(claim: RecordedClaim, stage: ConsentStage, required: int | None) -> int | None:
    match claim.claim.development:
        case ConsentsCounted(stage=counted_stage) if counted_stage is not stage:
            return None
        case ConsentsCounted(count=None, needed=int() as needed, required=own):
            of = own or required
            return None if of is None or needed > of else of - needed
        case ConsentsCounted(members=members, required=own) as counted:
            return None if members is not None and own is None else counted.count
        case ConsentDeposited(ordinal=ordinal) if stage is ConsentStage.DEPOSITED:
            return ordinal
        case DomesticallyApproved(ordinal=ordinal) if stage is ConsentStage.APPROVED:
            return ordinal
    return None


def threshold(
    standing: Standing, claims: Sequence[RecordedClaim], stage: ConsentStage
) -> int | None:
    """How many are required, as the weightiest source that counts a stage by ``valid_at`` says."""
    ballots = [
        ballot(standing, claim, development.required)
        for claim in claims
        if isinstance(development := claim.claim.development, ConsentsCounted)
        and claim.claim.modality is Modality.ACTUAL
        and development.required is not None
        and development.stage is stage
    ]
    by_now = [cast for cast in ballots if cast.earliest <= standing.clocks.valid_at]
    return min(by_now, key=lambda cast: cast.weight).value if by_now else None


def still_needed(standing: Standing, claims: Sequence[RecordedClaim]) -> Ballot[int] | None:
    """How many more it takes, where sources say that and nobody says of how many.

    Of several the latest day holds, then the weightiest.
    """
    ballots = [
        ballot(standing, claim, development.needed)
        for claim in claims
        if isinstance(development := claim.claim.development, ConsentsCounted)
        and claim.claim.modality is Modality.ACTUAL
        and development.needed is not None
        and development.count is None
    ]
    valid_at = standing.clocks.valid_at
    by_now = [cast for cast in ballots if cast.latest <= valid_at]
    if not by_now:
        return None
    last = max(cast.latest for cast in by_now)
    return min((cast for cast in by_now if cast.latest == last), key=lambda cast: cast.weight)
