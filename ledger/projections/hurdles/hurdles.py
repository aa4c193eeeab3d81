"""What stands in the way: each hurdle's state with the evidence of every step.

Takes the standing claims and the instruments' states; gives ``Hurdle`` values: those that
sources state, one apiece where each party faces its own, and those that follow from an
instrument's threshold. "Not applicable" must be claimed; it is never assumed.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

from ledger.claims.developments import (
    ApplicationFiled,
    ApplicationWithdrawn,
    ApprovalDenied,
    ApprovalGranted,
    ApprovalLapsed,
    DecisionAppealed,
    HurdleStep,
    RequirementInapplicable,
    RequirementStated,
    RequirementSuperseded,
    RequirementWaived,
    ReviewStarted,
)
from ledger.claims.vocabulary import HurdleKind, Modality, Stage
from ledger.projections.weighing.ballots import ballot
from ledger.projections.weighing.citations import Citation, cite
from ledger.projections.weighing.dates import span_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledger.claims.claim import Claim
    from ledger.claims.names import Names
    from ledger.facts.facts import RecordedClaim
    from ledger.projections.treaties.instruments import InstrumentState
    from ledger.projections.weighing.ballots import Ballot
    from ledger.projections.weighing.standing import Standing


class HurdleState(StrEnum):
    """Where a hurdle stands."""

    IDENTIFIED = "identified"
    POSSIBLE = "possible"
    REQUIRED = "required"
    APPLIED = "applied"
    UNDER_REVIEW = "under-review"
    GRANTED = "granted"
    GRANTED_WITH_CONDITIONS = "granted-with-conditions"
    DENIED = "denied"
    APPEALED = "appealed"
    WAIVED = "waived"
    INAPPLICABLE = "inapplicable"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    SUPERSEDED = "superseded"
    MET = "met"

    @property
    def cleared(self) -> bool:
        """Whether it stands in the way no more."""
        return self in _CLEARED


_CLEARED = frozenset(
    {
        HurdleState.GRANTED,
        HurdleState.GRANTED_WITH_CONDITIONS,
        HurdleState.WAIVED,
        HurdleState.INAPPLICABLE,
        HurdleState.SUPERSEDED,
        HurdleState.MET,
    }
)

_STATES: tuple[tuple[type[HurdleStep], HurdleState], ...] = (
    (ApplicationFiled, HurdleState.APPLIED),
    (ReviewStarted, HurdleState.UNDER_REVIEW),
    (ApprovalGranted, HurdleState.GRANTED),
    (ApprovalDenied, HurdleState.DENIED),
    (DecisionAppealed, HurdleState.APPEALED),
    (RequirementWaived, HurdleState.WAIVED),
    (RequirementInapplicable, HurdleState.INAPPLICABLE),
    (RequirementSuperseded, HurdleState.SUPERSEDED),
    (ApplicationWithdrawn, HurdleState.WITHDRAWN),
    (ApprovalLapsed, HurdleState.LAPSED),
)


@attrs.frozen(kw_only=True)
class Progress:
    """How far a threshold is met."""

    count: int
    required: int


@attrs.frozen(kw_only=True)
class Hurdle:
    """One hurdle as of the clocks.

    ``on`` are those who must act; ``blocks`` what cannot go on before it is cleared; ``since``
    the day by which a source had stated it; ``evidence`` the words behind each step, latest last.
    """

    id: str
    title: str
    kind: HurdleKind
    state: HurdleState
    on: tuple[str, ...]
    blocks: tuple[str, ...]
    since: date | None
    reason: str | None
    instrument: str | None
    progress: Progress | None
    evidence: tuple[Citation, ...]

    @property
    def outstanding(self) -> bool:
        """Whether it still stands in the way."""
        return not self.state.cleared

    @property
    def share(self) -> str | None:
        """The party whose own hurdle it is, where each party faces one."""
        party = self.id.partition("/")[2]
        return party if self.on == (party,) else None

    @property
    def deciding(self) -> tuple[Citation, ...]:
        """The words that alone decide its state: what states it, and the last step.

        Of consents, the one with which the threshold was met, else the latest.
        """
        if self.progress is None:
            return (*self.evidence[:1], *self.evidence[1:][-1:])
        named = len(self.evidence) == self.progress.count
        needed = self.progress.required if named and not self.outstanding else 0
        return self.evidence[needed - 1 : needed or None]

    def title_with(self, names: Names) -> str:
        """Its title, with whose it is where each party faces its own."""
        return f"{self.title} ({names.of(self.share)})" if self.share else self.title


def hurdles(
    standing: Standing,
    claims: Sequence[RecordedClaim],
    instruments: Mapping[str, InstrumentState],
) -> tuple[Hurdle, ...]:
    """Every hurdle that claims state or instruments imply: required first, then by id."""
    stated: dict[str, list[RecordedClaim]] = {}
    steps: dict[str, list[RecordedClaim]] = {}
    for claim in claims:
        match claim.claim.development:
            case RequirementStated(hurdle=name) if claim.claim.modality is not Modality.DENIED:
                stated.setdefault(name, []).append(claim)
            case HurdleStep(hurdle=name) if claim.claim.modality is Modality.ACTUAL:
                steps.setdefault(name, []).append(claim)
    all_hurdles = [
        hurdle
        for name, recorded_claims in stated.items()
        for hurdle in _stated(standing, name, recorded_claims, steps.get(name, []), instruments)
    ]
    all_hurdles += [
        hurdle
        for state in instruments.values()
        if (hurdle := _threshold(standing, state)) is not None
    ]
    return tuple(sorted(all_hurdles, key=_order))


def _order(hurdle: Hurdle) -> tuple[bool, bool, bool, str]:
    return (
        hurdle.state.cleared,
        hurdle.state is HurdleState.POSSIBLE,
        hurdle.progress is not None,
        hurdle.id,
    )


def _stated(
    standing: Standing,
    name: str,
    claims: list[RecordedClaim],
    steps: list[RecordedClaim],
    instruments: Mapping[str, InstrumentState],
) -> list[Hurdle]:
    """The hurdle, or one for each party that faces its own."""
    claims = sorted(claims, key=lambda claim: ballot(standing, claim, 0).weight)
    first = _voices(standing, claims)[0].claim.development
    assert isinstance(first, RequirementStated)  # noqa: S101 - sorted out by ``hurdles``
    if not (first.each and first.on):
        return [
            _hurdle(
                standing, name, on=first.on, voiced=claims, steps=steps, instruments=instruments
            )
        ]
    return [
        _hurdle(
            standing,
            f"{name}/{party}",
            on=(party,),
            voiced=claims,
            steps=[step for step in steps if _party(step) in {None, party}],
            instruments=instruments,
        )
        for party in first.on
    ]


def _voices(standing: Standing, claims: Sequence[RecordedClaim]) -> list[RecordedClaim]:
    """The claims without retellings of what speaks for itself (docs/resolution.md, 4)."""
    speaking = {recorded_claim.claim.evidence.document for recorded_claim in claims}
    return [
        claim
        for claim in claims
        if not any(
            above.document.id in speaking
            for above in standing.line(claim.claim.evidence.document)
            if above.document.id != claim.claim.evidence.document
        )
    ]


def _party(claim: RecordedClaim) -> str | None:
    development = claim.claim.development
    return development.party if isinstance(development, HurdleStep) else None


def _hurdle(
    standing: Standing,
    name: str,
    *,
    on: tuple[str, ...],
    voiced: list[RecordedClaim],
    steps: list[RecordedClaim],
    instruments: Mapping[str, InstrumentState],
) -> Hurdle:
    voices = _voices(standing, voiced)
    first = voices[0].claim.development
    assert isinstance(first, RequirementStated)  # noqa: S101 - sorted out by ``hurdles``
    valid_at = standing.clocks.valid_at
    cast = _in_order([ballot(standing, step, step) for step in steps])
    taken = [ballot_.value for ballot_ in cast if ballot_.latest <= valid_at]
    reasons = [
        voice.claim.development.reason
        for voice in voices
        if isinstance(voice.claim.development, RequirementStated)
    ]
    state = _state(voices, _voices(standing, taken))
    named = instruments.get(first.instrument) if first.instrument else None
    if named is not None and named.stage is Stage.IN_FORCE:
        state = HurdleState.MET
    return Hurdle(
        id=name,
        title=first.title,
        kind=first.requires,
        state=state,
        on=on,
        blocks=first.blocks,
        since=min(standing.published(claim.claim.evidence.document) for claim in voiced),
        reason=next((reason for reason in reasons if reason), None),
        instrument=first.instrument,
        progress=None,
        evidence=tuple(
            cite(standing.facts, recorded_claim.claim) for recorded_claim in (*voiced, *taken)
        ),
    )


def _in_order(cast: list[Ballot[RecordedClaim]]) -> list[Ballot[RecordedClaim]]:
    """The steps, latest last; of those on one day the decision last, and of two the weightier.

    An application or a review of a vague day goes before a decision that may have followed it.
    """
    weightiest_last = sorted(cast, key=lambda ballot_: ballot_.weight, reverse=True)
    return sorted(weightiest_last, key=_turn)


def _turn(ballot_: Ballot[RecordedClaim]) -> tuple[date, int]:
    match ballot_.claim.development:
        case ApplicationFiled():
            return ballot_.earliest, 0
        case ReviewStarted():
            return ballot_.earliest, 1
        case ApprovalGranted() | ApprovalDenied():
            return ballot_.latest, 2
        case _:
            return ballot_.latest, 3


def _state(claims: list[RecordedClaim], taken: list[RecordedClaim]) -> HurdleState:
    """The state after the latest step; without one, how strongly it is stated."""
    for claim in reversed(taken):
        development = claim.claim.development
        for kind, state in _STATES:
            if isinstance(development, kind):
                conditional = isinstance(development, ApprovalGranted) and development.conditions
                return HurdleState.GRANTED_WITH_CONDITIONS if conditional else state
    modalities = {recorded_claim.claim.modality for recorded_claim in claims}
    if modalities & {Modality.REQUIRED, Modality.ACTUAL}:
        return HurdleState.REQUIRED
    return HurdleState.POSSIBLE if Modality.POSSIBLE in modalities else HurdleState.IDENTIFIED


def _threshold(standing: Standing, state: InstrumentState) -> Hurdle | None:
    """A treaty's threshold as a hurdle with progress; None where nobody says how many.

    What a number does not say (a share, named States) is counted in consents, too: those that
    are there, and those and what is still required at least.
    """
    counted = state.consents
    missing = counted.still_required
    if counted.count is None or missing is None:
        return None
    met = missing == 0
    required = (counted.required or counted.count) if met else counted.count + missing
    words = "consent" if missing == 1 else "consents"
    return Hurdle(
        id=f"{state.id}/threshold",
        title=f"{missing} more {words} for {state.title}"
        if missing
        else f"consents for {state.title}",
        kind=HurdleKind.RATIFICATION,
        state=HurdleState.MET if met else HurdleState.REQUIRED,
        on=(),
        blocks=(state.id,),
        since=counted.as_of,
        reason=None,
        instrument=state.id,
        progress=Progress(count=counted.count, required=required),
        evidence=tuple(cite(standing.facts, claim) for claim in _by_day(standing, counted.claims)),
    )


def _by_day(standing: Standing, names: Sequence[str]) -> list[Claim]:
    """Claims in the order of their days, the latest last; those of one day as they were."""
    claims = [standing.facts.claims[name].claim for name in names]

    def last(claim: Claim) -> date:
        span = span_of(claim, standing.published(claim.evidence.document))
        return span.latest or date.max

    return sorted(claims, key=last)
