"""Reviews of policy, rules and standing bodies: what one government, or both, set going.

Takes the standing claims of a partnership; gives one value for each, with its state as of
``valid_at`` (occurred clock). None is a hurdle: nobody must obtain anything.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

from ledger.claims.developments import (
    BodyDissolved,
    BodyEstablished,
    BodyMet,
    PolicyReviewDevelopment,
    PolicyReviewEnded,
    PolicyReviewExtended,
    PolicyReviewStarted,
    RuleDevelopment,
    RuleInEffect,
    RuleProposed,
)
from ledger.claims.vocabulary import Modality, RuleForm
from ledger.edtf import Edtf, Tristate
from ledger.projections.weighing.ballots import ballot
from ledger.projections.weighing.dates import happened_by, span_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from ledger.facts.facts import RecordedClaim
    from ledger.projections.weighing.standing_claims import Standing


class ReviewState(StrEnum):
    """Where a policy review is."""

    UNDER_WAY = "under-way"
    EXTENDED = "extended"
    ENDED = "ended"


class RuleState(StrEnum):
    """Where a rule is."""

    PROPOSED = "proposed"
    IN_EFFECT = "in-effect"


class BodyState(StrEnum):
    """Whether a standing body is there."""

    SET_UP = "set-up"
    DISSOLVED = "dissolved"


@attrs.frozen(kw_only=True)
class PolicyReview:
    """A review of policy, as the sources give its days.

    ``until`` is when it is to end, as was said last; ``since`` when it came to its state.
    """

    id: str
    topic: str
    state: ReviewState
    by: str | None
    since: Edtf | None
    until: Edtf | None
    outcome: str | None
    claims: tuple[str, ...]


@attrs.frozen(kw_only=True)
class AuthorityRule:
    """A rule of an authority. ``comments_due`` is until when comments are taken."""

    id: str
    topic: str
    state: RuleState
    authority: str | None
    form: RuleForm | None
    since: Edtf | None
    comments_due: Edtf | None
    claims: tuple[str, ...]


@attrs.frozen(kw_only=True)
class StandingBody:
    """A standing body. ``last_met`` is when it met last, as the source gives it."""

    id: str
    state: BodyState
    mandate: str | None
    since: Edtf | None
    last_met: Edtf | None
    claims: tuple[str, ...]


def policy_reviews(standing: Standing, claims: Sequence[RecordedClaim]) -> tuple[PolicyReview, ...]:
    """Every policy review that began by ``valid_at``, by its name."""
    return tuple(_review(name, own) for name, own in _grouped(standing, claims, "review"))


def rules(standing: Standing, claims: Sequence[RecordedClaim]) -> tuple[AuthorityRule, ...]:
    """Every rule that was proposed or took effect by ``valid_at``, by its name."""
    return tuple(_rule(name, own) for name, own in _grouped(standing, claims, "rule"))


def standing_bodies(
    standing: Standing, claims: Sequence[RecordedClaim]
) -> tuple[StandingBody, ...]:
    """Every standing body that was set up or met by ``valid_at``, by its id."""
    return tuple(_body(name, own) for name, own in _grouped(standing, claims, "body"))


_KINDS = {
    "review": (PolicyReviewDevelopment,),
    "rule": (RuleDevelopment,),
    "body": (BodyEstablished, BodyMet, BodyDissolved),
}


def _grouped(
    standing: Standing, claims: Iterable[RecordedClaim], field: str
) -> list[tuple[str, list[RecordedClaim]]]:
    """By name, what surely happened by ``valid_at``, the latest last."""
    groups: dict[str, list[RecordedClaim]] = {}
    for claim in claims:
        development = claim.claim.development
        if isinstance(development, _KINDS[field]) and _happened(standing, claim):
            groups.setdefault(str(getattr(development, field)), []).append(claim)
    return [
        (name, sorted(groups[name], key=lambda claim: _turn(standing, claim)))
        for name in sorted(groups)
    ]


def _happened(standing: Standing, claim: RecordedClaim) -> bool:
    span = span_of(claim.claim, standing.published(claim.claim.evidence.document))
    actual = claim.claim.modality is Modality.ACTUAL
    return actual and happened_by(span, standing.clocks.valid_at) is Tristate.YES


def _turn(standing: Standing, claim: RecordedClaim) -> tuple[date, int, str]:
    """By day; of one day a beginning first and an end last."""
    ends = (PolicyReviewEnded, RuleInEffect, BodyDissolved)
    begins = (PolicyReviewStarted, RuleProposed, BodyEstablished)
    development = claim.claim.development
    place = 0 if isinstance(development, begins) else 2 if isinstance(development, ends) else 1
    return ballot(standing, claim, 0).latest, place, claim.claim.id


def _review(name: str, claims: Sequence[RecordedClaim]) -> PolicyReview:
    topic, until, outcome = name, None, None
    state, since, by = ReviewState.UNDER_WAY, None, None
    for claim in claims:
        development = claim.claim.development
        assert isinstance(development, PolicyReviewDevelopment)  # noqa: S101 - as grouped
        by, before = development.by or by, state
        match development:
            case PolicyReviewStarted():
                topic, until = development.topic, development.until or until
                state = ReviewState.UNDER_WAY
            case PolicyReviewExtended():
                state, until = ReviewState.EXTENDED, development.until or until
            case PolicyReviewEnded():
                state, outcome = ReviewState.ENDED, development.outcome or outcome
        since = _when(claim) if since is None or state is not before else since
    return PolicyReview(
        id=name,
        topic=topic,
        state=state,
        by=by,
        since=since,
        until=until,
        outcome=outcome,
        claims=_ids(claims),
    )


def _rule(name: str, claims: Sequence[RecordedClaim]) -> AuthorityRule:
    topic, due, form, authority = name, None, None, None
    state, since = RuleState.PROPOSED, None
    for claim in claims:
        development = claim.claim.development
        assert isinstance(development, RuleDevelopment)  # noqa: S101 - as grouped
        authority, before = development.authority or authority, state
        match development:
            case RuleProposed():
                topic, due = development.topic, development.comments_due or due
            case RuleInEffect():
                topic, due = development.topic or topic, development.comments_due or due
                form, state = development.form or form, RuleState.IN_EFFECT
        since = _when(claim) if since is None or state is not before else since
    return AuthorityRule(
        id=name,
        topic=topic,
        state=state,
        authority=authority,
        form=form,
        since=since,
        comments_due=due,
        claims=_ids(claims),
    )


def _body(name: str, claims: Sequence[RecordedClaim]) -> StandingBody:
    state, since, mandate, met = BodyState.SET_UP, None, None, None
    for claim in claims:
        match claim.claim.development:
            case BodyEstablished() as established:
                mandate = established.mandate or mandate
                since = _when(claim) if since is None or state is BodyState.DISSOLVED else since
                state = BodyState.SET_UP
            case BodyMet():
                met = _when(claim) or met
            case BodyDissolved():
                state, since = BodyState.DISSOLVED, _when(claim)
    return StandingBody(
        id=name, state=state, mandate=mandate, since=since, last_met=met, claims=_ids(claims)
    )


def _when(claim: RecordedClaim) -> Edtf | None:
    return claim.claim.when


def _ids(claims: Sequence[RecordedClaim]) -> tuple[str, ...]:
    return tuple(claim.claim.id for claim in claims)
