"""What stands in the way: each hurdle's state with the evidence of every step.

Takes the standing claims and the instruments' states; gives ``Hurdle`` values: those that
sources state, one apiece where each party faces its own, and those that follow from an
instrument's threshold. "Not applicable" must be claimed; it is never assumed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import attrs

from ledger.claims.developments import (
    ApplicationFiled,
    ApplicationWithdrawn,
    ApprovalDenied,
    ApprovalGranted,
    ApprovalLapsed,
    ApprovalRenewed,
    CourtOpinion,
    CourtReferral,
    DecisionAppealed,
    Development,
    Figure,
    HurdleStep,
    RequirementInapplicable,
    RequirementStated,
    RequirementSuperseded,
    RequirementWaived,
    ReviewStarted,
)
from ledger.claims.vocabulary import CourtFinding, HurdleKind, Modality, Stage
from ledger.edtf import Edtf, Tristate
from ledger.projections.hurdles.authorities import authorities_of, together
from ledger.projections.hurdles.hurdle import Hurdle
from ledger.projections.hurdles.states import HurdleState
from ledger.projections.hurdles.threshold import threshold
from ledger.projections.weighing.ballots import ballot
from ledger.projections.weighing.citations import cite
from ledger.projections.weighing.dates import happened_by, span_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from ledger.claims.claim import Claim
    from ledger.facts.facts import RecordedClaim
    from ledger.projections.treaties.instruments import InstrumentState
    from ledger.projections.weighing.ballot import Ballot
    from ledger.projections.weighing.standing_claims import Standing


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
    (CourtOpinion, HurdleState.OPINION_GIVEN),
    (ApprovalRenewed, HurdleState.GRANTED),
)
_FOUND = {
    CourtFinding.COMPATIBLE: HurdleState.FOUND_COMPATIBLE,
    CourtFinding.COMPATIBLE_WITH_CONDITIONS: HurdleState.GRANTED_WITH_CONDITIONS,
    CourtFinding.INCOMPATIBLE: HurdleState.FOUND_INCOMPATIBLE,
    CourtFinding.INADMISSIBLE: HurdleState.INAPPLICABLE,
    CourtFinding.UNKNOWN: HurdleState.OPINION_GIVEN,
}
_WHOLE = 100
"""In percent: a grant that covers less leaves the rest of the hurdle where it was."""
_Statement: TypeAlias = "RequirementStated | CourtReferral"


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
            case CourtReferral(hurdle=name) if _referred(standing, claim.claim):
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
        if (hurdle := threshold(standing, state)) is not None
    ]
    return tuple(sorted(_overtaken(standing, all_hurdles, instruments), key=_order))


_COME = frozenset({Stage.IN_FORCE, Stage.SUSPENDED, Stage.TERMINATED})
"""The stages of an instrument that nothing stands before any more."""


def _overtaken(
    standing: Standing, all_hurdles: Sequence[Hurdle], instruments: Mapping[str, InstrumentState]
) -> list[Hurdle]:
    """The hurdles; one is overtaken where all that it blocks has come in spite of it.

    That it blocks an instrument is over when that is in force, and a hurdle when that is cleared.
    """
    come = {state.id: state for state in instruments.values() if state.stage in _COME}
    hurdles_left = {hurdle.id: hurdle for hurdle in all_hurdles}
    changed = True
    while changed:
        cleared = {name for name, hurdle in hurdles_left.items() if not hurdle.outstanding}
        over = [
            hurdle
            for hurdle in hurdles_left.values()
            if hurdle.outstanding and hurdle.blocks and {*come, *cleared}.issuperset(hurdle.blocks)
        ]
        for hurdle in over:
            claims = [
                claim for name in hurdle.blocks if name in come for claim in come[name].stage_claims
            ]
            hurdles_left[hurdle.id] = attrs.evolve(
                hurdle,
                state=HurdleState.OVERTAKEN,
                evidence=(
                    *hurdle.evidence,
                    *(cite(standing.facts, standing.facts.claims[claim].claim) for claim in claims),
                ),
            )
        changed = bool(over)
    return list(hurdles_left.values())


def _referred(standing: Standing, claim: Claim) -> bool:
    """Whether a court was asked, or may have been, by ``valid_at``; before that it is no hurdle."""
    span = span_of(claim, standing.published(claim.evidence.document))
    asked = happened_by(span, standing.clocks.valid_at) is not Tristate.NO
    return asked and claim.modality is not Modality.DENIED


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
    """The hurdle, or one for each party that faces its own; none before its day."""
    claims = [claim for claim in claims if _has_begun(standing, claim)]
    if not claims:
        return []
    claims = sorted(claims, key=lambda claim: ballot(standing, claim, 0).weight)
    first = _voices(standing, claims)[0].claim.development
    assert isinstance(first, RequirementStated | CourtReferral)  # noqa: S101 - sorted out by ``hurdles``
    if isinstance(first, CourtReferral) or not (first.each and first.on):
        return [
            _hurdle(
                standing, name, on=_who(first), voiced=claims, steps=steps, instruments=instruments
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
        for party in dict.fromkeys(
            member
            for party in first.on
            for member in standing.members(party, standing.clocks.valid_at)
        )
    ]


def _who(stated: _Statement) -> tuple[str, ...]:
    """Those who must act."""
    if isinstance(stated, RequirementStated):
        return stated.on
    return () if stated.court is None else (stated.court,)


def _has_begun(standing: Standing, recorded_claim: RecordedClaim) -> bool:
    """Whether what is required may be required by ``valid_at``: a requirement holds from its day.

    One that no source dates may have been there before anyone wrote of it.
    """
    stated = recorded_claim.claim.occurred
    first = stated.edtf.not_before if stated else None
    return first is None or first <= standing.clocks.valid_at


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
    assert isinstance(first, RequirementStated | CourtReferral)  # noqa: S101 - sorted out by ``hurdles``
    required = first if isinstance(first, RequirementStated) else None
    valid_at = standing.clocks.valid_at
    cast = _in_order([ballot(standing, step, step) for step in steps])
    taken = [ballot_.value for ballot_ in cast if ballot_.latest <= valid_at]
    reasons = [_reason(voice.claim.development) for voice in voices]
    heard = _voices(standing, taken)
    state = _state(voices, heard)
    deciding = authorities_of(voiced, heard, lambda own: _state(voices, own))
    if deciding:
        state = together(deciding)
    named = instruments.get(required.instrument or "") if required else None
    if named is not None and named.stage is Stage.IN_FORCE:
        state = HurdleState.MET
    return Hurdle(
        id=name,
        title=first.title,
        kind=required.requires if required else HurdleKind.OPINION,
        state=state,
        on=on,
        blocks=first.blocks,
        since=_since(standing, voiced, taken),
        reason=next((reason for reason in reasons if reason), None),
        instrument=required.instrument if required else None,
        progress=None,
        evidence=tuple(
            cite(standing.facts, recorded_claim.claim) for recorded_claim in (*voiced, *taken)
        ),
        authorities=deciding,
        coverage=_coverage(heard),
    )


def _reason(development: Development) -> str | None:
    match development:
        case RequirementStated(reason=reason):
            return reason
        case CourtReferral(question=question):
            return question
    return None


def _coverage(taken: Sequence[RecordedClaim]) -> Figure | None:
    """How much of it the last grant or waiver covers, where that is the last step."""
    match taken[-1].claim.development if taken else None:
        case ApprovalGranted(coverage=coverage) | RequirementWaived(coverage=coverage):
            return coverage
    return None


def _since(
    standing: Standing, voiced: Sequence[RecordedClaim], taken: Sequence[RecordedClaim]
) -> Edtf | None:
    """When the last step was taken, else since when it is required, else when that was stated.

    What was stated after ``valid_at`` alone says that it was there, and not since when.
    """
    if taken:
        return _day(standing, taken[-1])
    days = [when for claim in voiced if (when := _day(standing, claim)) is not None]
    valid_at = standing.clocks.valid_at
    by_then = [day for day in days if day.not_before is None or day.not_before <= valid_at]
    return min(by_then, default=None)


def _day(standing: Standing, recorded_claim: RecordedClaim) -> Edtf | None:
    """The day of which a claim speaks, or on which it was published, as vague as it is."""
    claim = recorded_claim.claim
    published = standing.facts.documents[claim.evidence.document].document.published
    return claim.occurred.edtf if claim.occurred else published


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
        case ApprovalGranted() | ApprovalDenied() | ApprovalRenewed():
            return ballot_.latest, 2
        case _:
            return ballot_.latest, 3


def _state(claims: list[RecordedClaim], taken: list[RecordedClaim]) -> HurdleState:
    """The state after the latest step; without one, how strongly it is stated."""
    for claim in reversed(taken):
        development = claim.claim.development
        for kind, state in _STATES:
            if isinstance(development, kind):
                return _after(development) or state
    modalities = {recorded_claim.claim.modality for recorded_claim in claims}
    asked = any(isinstance(claim.claim.development, CourtReferral) for claim in claims)
    if asked and Modality.ACTUAL in modalities:
        return HurdleState.UNDER_REVIEW
    if modalities & {Modality.REQUIRED, Modality.ACTUAL}:
        return HurdleState.REQUIRED
    return HurdleState.POSSIBLE if Modality.POSSIBLE in modalities else HurdleState.IDENTIFIED


def _after(step: Development) -> HurdleState | None:
    """The state after a step that says more than its kind."""
    match step:
        case ApprovalGranted(coverage=Figure() as coverage) if _partly(coverage):
            return HurdleState.GRANTED_IN_PART
        case ApprovalGranted(conditions=conditions) | ApprovalRenewed(conditions=conditions) if (
            conditions
        ):
            return HurdleState.GRANTED_WITH_CONDITIONS
        case RequirementWaived(coverage=Figure() as coverage) if _partly(coverage):
            return HurdleState.WAIVED_IN_PART
        case CourtOpinion(finding=finding):
            return _FOUND[finding]
    return None


def _partly(coverage: Figure) -> bool:
    """Whether a figure in percent is surely less than the whole."""
    in_percent = coverage.unit.lstrip().startswith(("%", "percent", "per cent"))
    return in_percent and coverage.highest < _WHOLE
