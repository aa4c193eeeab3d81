"""Approval at home, step by step: a chamber, the head of State, a court, each with its own day.

Takes ballots of one party's approvals; gives the answer for each step, and the one that stands
for all. A later step never contradicts an earlier one: both happened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ledger.claims.developments import DomesticallyApproved
from ledger.claims.vocabulary import ApprovalStep
from ledger.edtf import Tristate
from ledger.projections.weighing.answer import DateAnswer, Span
from ledger.projections.weighing.dates import NOBODY_SAYS, happened_by, intersect, resolve_date

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ledger.projections.weighing.ballot import Ballot


@attrs.frozen(kw_only=True)
class HomeStep:
    """One step of approval at home, and when it was taken."""

    step: ApprovalStep
    when: DateAnswer


def home_steps(ballots: Sequence[Ballot[Span]]) -> tuple[HomeStep, ...]:
    """The steps that were taken, the earliest first.

    A claim that names no step speaks of the first step whose days it leaves open; where there is
    none, of a step of its own.
    """
    groups: dict[ApprovalStep, list[Ballot[Span]]] = {}
    unnamed = []
    for cast in ballots:
        step = _step(cast)
        if step is ApprovalStep.UNKNOWN:
            unnamed.append(cast)
        else:
            groups.setdefault(step, []).append(cast)
    answers = {step: resolve_date(group) for step, group in groups.items()}
    in_order = sorted(answers, key=lambda step: _turn(answers[step], step))
    for cast in unnamed:
        fitting = (step for step in in_order if _may_be(cast, answers[step]))
        groups.setdefault(next(fitting, ApprovalStep.UNKNOWN), []).append(cast)
    steps = [HomeStep(step=step, when=resolve_date(group)) for step, group in groups.items()]
    return tuple(sorted(steps, key=lambda taken: _turn(taken.when, taken.step)))


def approval(steps: Sequence[HomeStep], valid_at: date) -> DateAnswer:
    """The last step that was surely taken by a day; where none was, the first of all."""
    taken = [
        step.when
        for step in steps
        if step.when.span is not None and happened_by(step.when.span, valid_at) is Tristate.YES
    ]
    if taken:
        return taken[-1]
    return steps[0].when if steps else NOBODY_SAYS


def _step(cast: Ballot[Span]) -> ApprovalStep:
    match cast.claim.development:
        case DomesticallyApproved(step=step):
            return step
    return ApprovalStep.UNKNOWN  # a count of approvals names parties, and no step


def _may_be(cast: Ballot[Span], answer: DateAnswer) -> bool:
    return answer.span is not None and intersect(cast.value, answer.span) is not None


def _turn(answer: DateAnswer, step: ApprovalStep) -> tuple[bool, int, int]:
    latest = answer.span.latest if answer.span else None
    place = list(ApprovalStep).index(step)
    return latest is None, latest.toordinal() if latest else 0, place
