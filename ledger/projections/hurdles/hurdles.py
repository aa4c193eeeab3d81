"""What stands in the way: each hurdle's state with the evidence of every step.

Takes the standing claims and the instruments' states; gives ``Hurdle`` values: those that
sources state, one apiece where each party faces its own, and those that follow from an
instrument's threshold. "Not applicable" must be claimed; it is never assumed.
"""

from __future__ import annotations

from datetime import date
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
from ledger.projections.hurdles.authorities import AuthorityState, authorities_of, together
from ledger.projections.hurdles.states import HurdleState
from ledger.projections.weighing.ballots import ballot
from ledger.projections.weighing.citations import Citation, cite
from ledger.projections.weighing.dates import happened_by, span_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledger.claims.claim import Claim
    from ledger.claims.names import Names
    from ledger.facts.facts import RecordedClaim
    from ledger.projections.treaties.consents.consents import Consents
    from ledger.projections.treaties.instruments import InstrumentState
    from ledger.projections.weighing.ballots import Ballot
    from ledger.projections.weighing.standing import Standing


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


@attrs.frozen(kw_only=True)
class ThresholdProgress:
    """How far a threshold is met; ``highest`` is more than ``count`` where a day leaves it open."""

    count: int
    required: int
    highest: int

    @property
    def words(self) -> str:
        """How many of how many: "8 to 9 of 11"."""
        more = f" to {self.highest}" if self.highest != self.count else ""
        return f"{self.count}{more} of {self.required}"


@attrs.frozen(kw_only=True)
class Hurdle:
    """One hurdle as of the clocks.

    ``on`` are those who must act; ``blocks`` what cannot go on before it is cleared; ``since``
    when it came to its state: the day of its last step (occurred clock), else that from which it
    is required, else that on which a source stated it by then (published clock); of a threshold
    the day of the count, or of the act that met it; as vague as they are. ``evidence`` are the
    words behind each step, latest last. ``authorities`` are those of several, each with its own
    state; ``coverage`` is how much of it a grant or waiver covers, where the source says so.
    """

    id: str
    title: str
    kind: HurdleKind
    state: HurdleState
    on: tuple[str, ...]
    blocks: tuple[str, ...]
    since: Edtf | None
    reason: str | None
    instrument: str | None
    progress: ThresholdProgress | None
    evidence: tuple[Citation, ...]
    authorities: tuple[AuthorityState, ...] = ()
    coverage: Figure | None = None

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
        if (hurdle := _threshold(standing, state)) is not None
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


_OF_THRESHOLD = {
    (False, False): HurdleState.REQUIRED,
    (True, False): HurdleState.MET,
    (True, True): HurdleState.OVERTAKEN,
}
"""By whether no more are required, and whether that is so without so many being known."""


def _threshold(standing: Standing, state: InstrumentState) -> Hurdle | None:
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
