"""A treaty's threshold as a hurdle: how many consents are still required, and since when.

Takes the state of an instrument; gives a ``Hurdle`` with its progress.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ledger.claims.vocabulary import HurdleKind
from ledger.edtf import Edtf, Tristate
from ledger.projections.hurdles.hurdle import Hurdle, ThresholdProgress
from ledger.projections.hurdles.states import HurdleState
from ledger.projections.weighing.citations import cite
from ledger.projections.weighing.dates import span_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.claims.claim import Claim
    from ledger.projections.treaties.consents.consents import Consents
    from ledger.projections.treaties.instruments import InstrumentState
    from ledger.projections.weighing.standing_claims import Standing

_OF_THRESHOLD = {
    (False, False): HurdleState.REQUIRED,
    (True, False): HurdleState.MET,
    (True, True): HurdleState.OVERTAKEN,
}
"""By whether no more are required, and whether that is so without so many being known."""


def threshold(standing: Standing, state: InstrumentState) -> Hurdle | None:
    """A treaty's threshold as a hurdle with progress; None where nobody says how many.

    What a number does not say (a share, named States) is counted in consents, too: those that
    are there, and those and what is still required at least. An instrument that is in force
    though so many are not known has overtaken it.
    """
    counted, computed = state.consents, state.in_force.computed
    missing = counted.still_required
    if missing is None or (counted.count is None and not counted.claims):
        return None
    if computed is None and counted.required is None and counted.count is not None:
        return None
    met = missing == 0
    reached = counted.met_by is not None or (computed is not None and computed.met is Tristate.YES)
    overtaken = met and not reached
    behind = state.stage_claims if overtaken else ()
    counts = [cite(standing.facts, claim) for claim in _by_day(standing, counted.claims)]
    words = "consent" if missing == 1 else "consents"
    return Hurdle(
        id=f"{state.id}/threshold",
        title=f"{missing} more {words} for {state.title}"
        if missing
        else f"consents for {state.title}",
        kind=HurdleKind.RATIFICATION,
        state=_OF_THRESHOLD[met, overtaken],
        on=(),
        blocks=(state.id,),
        since=_counted_since(state, met=met),
        reason=None,
        instrument=state.id,
        progress=None if counted.count is None else _progress(counted, counted.count, missing),
        evidence=(
            *counts,
            *(cite(standing.facts, standing.facts.claims[claim].claim) for claim in behind),
        ),
    )


def _progress(counted: Consents, count: int, missing: int) -> ThresholdProgress:
    """How many of how many; what a number does not say is counted in consents, too."""
    met = missing == 0
    required = (counted.required or count) if met else count + missing
    return ThresholdProgress(
        count=count, required=required, highest=max(count, counted.highest or 0)
    )


def _counted_since(state: InstrumentState, *, met: bool) -> Edtf | None:
    """The day of the count, or that of the act with which the threshold was met."""
    counted, computed = state.consents, state.in_force.computed
    span = computed.threshold_day if met and computed is not None else None
    if span is not None and span.latest is not None:
        if span.earliest is None:
            return Edtf.on_or_before(span.latest)
        return Edtf.between(span.earliest, span.latest)
    day = counted.met_by if met else counted.as_of
    return None if day is None else Edtf.exactly(day)


def _by_day(standing: Standing, names: Sequence[str]) -> list[Claim]:
    """Claims in the order of their days, the latest last; those of one day as they were."""
    claims = [standing.facts.claims[name].claim for name in names]

    def last(claim: Claim) -> date:
        span = span_of(claim, standing.published(claim.evidence.document))
        return span.latest or date.max

    return sorted(claims, key=last)
