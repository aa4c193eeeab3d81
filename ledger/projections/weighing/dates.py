"""When something happened: vague dates that agree narrow each other, others are weighed.

Takes ballots whose value is a span of days; gives a ``DateAnswer``. "June 2022" with 15 June
gives 15 June; what does not overlap loses to the weightier (docs/resolution.md, 5 and 6).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs

from ledger.edtf import Tristate
from ledger.projections.weighing.answer import Criterion, DateAnswer, Lost, Reason, Rule, Span
from ledger.projections.weighing.ballots import (
    certainty,
    in_order,
    one_vote_each,
    roots_of,
    rules_of,
    supported,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ledger.claims.claim import Claim
    from ledger.projections.weighing.ballot import Ballot


def span_of(claim: Claim, published: date) -> Span:
    """The days on which an actual development may have happened: not after it was published."""
    stated = claim.when
    earliest = stated.not_before if stated else None
    latest = stated.not_after if stated else None
    if (earliest is None or earliest <= published) and (latest is None or latest > published):
        latest = published  # what begins after it was published is no such report: a check's find
    return Span(earliest=earliest, latest=latest)


def happened_by(span: Span, day: date) -> Tristate:
    """Had it happened by the end of a day: yes, no or maybe."""
    if span.latest is not None and span.latest <= day:
        return Tristate.YES
    if span.earliest is not None and span.earliest > day:
        return Tristate.NO
    return Tristate.MAYBE


def intersect(span: Span, other: Span) -> Span | None:
    """The days that both leave open; None where there is none."""
    earliest = max((d for d in (span.earliest, other.earliest) if d is not None), default=None)
    latest = min((d for d in (span.latest, other.latest) if d is not None), default=None)
    if earliest is not None and latest is not None and earliest > latest:
        return None
    return Span(earliest=earliest, latest=latest)


def resolve_date(ballots: Iterable[Ballot[Span]]) -> DateAnswer:
    """The days that the weightiest claims leave open together."""
    voting, lost = one_vote_each(map(_of_act, ballots), _apart)
    if _span_of_all(voting) is None:
        voting = supported(voting, _together)
    rules = set(rules_of(lost))
    span: Span | None = None
    agreeing: list[Ballot[Span]] = []
    contested = False
    for cast in voting:
        common = cast.value if span is None else intersect(span, cast.value)
        if common is None:
            # Days of which every two have one in common all have one: some ballot lacks it.
            first = next(other for other in agreeing if _apart(other, cast))
            criterion = cast.behind(first)
            reason = Reason.CONTRADICTED
            lost.append(Lost(claim=cast.id, reason=reason, criterion=criterion))
            rules.add(Rule.TIER if criterion is Criterion.TIER else Rule.ORDER)
            contested = contested or cast.tier == agreeing[0].tier
            continue
        if span is not None and common != span:
            rules.add(Rule.INTERSECTION)
        span = common
        agreeing.append(cast)
    return DateAnswer(
        span=span,
        status=certainty(agreeing, contested=contested),
        winner=agreeing[0].id if agreeing else None,
        claims=tuple(cast.id for cast in agreeing),
        lost=in_order(lost),
        roots=roots_of(agreeing),
        rules=tuple(sorted(rules)),
    )


def _of_act(cast: Ballot[Span]) -> Ballot[Span]:
    """A ballot on a day: what it speaks of is the day itself, however vague."""
    return attrs.evolve(
        cast,
        of_act=True,
        earliest=cast.value.earliest or date.min,
        latest=cast.value.latest or date.max,
    )


def _span_of_all(ballots: Sequence[Ballot[Span]]) -> Span | None:
    """The days that all leave open; where there are any, no order decides between them."""
    span: Span | None = Span(earliest=None, latest=None)
    for cast in ballots:
        span = None if span is None else intersect(span, cast.value)
    return span


def _together(cast: Ballot[Span], other: Ballot[Span]) -> bool:
    """Whether some day agrees with both."""
    return intersect(cast.value, other.value) is not None


def _apart(cast: Ballot[Span], other: Ballot[Span]) -> bool:
    """Whether no day agrees with both."""
    return intersect(cast.value, other.value) is None


NOBODY_SAYS = resolve_date(())
"""The answer where no claim dates an act."""
