"""Declared against computed: what sources say of the day, and what follows from the rule.

Takes the declared days and the computed answer; gives a ``Mismatch`` with its kind, or None
where they agree. A mismatch is shown, never hidden.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

from ledger.claims.entry_into_force import DayCount, MonthEnd
from ledger.projections.treaties.entry_into_force.delay import day_for
from ledger.projections.treaties.entry_into_force.entry_into_force import Convention, EntryIntoForce
from ledger.projections.weighing.answer import Span
from ledger.projections.weighing.dates import intersect
from ledger.projections.weighing.spans import between, high, low

if TYPE_CHECKING:
    from ledger.claims.entry_into_force import EntryIntoForceRule

_DAY_COUNT = 2


class MismatchKind(StrEnum):
    """How a declared day and the computed one differ."""

    DAY_COUNT = "day-count"
    PREMATURE_CLAIM = "premature-claim"
    MISSING_DEPOSITS = "missing-deposits"
    LATE = "late"


@attrs.frozen(kw_only=True)
class Mismatch:
    """A declared day that the rule does not give.

    ``days`` is how much later than computed the declared day is, where both are bounded;
    ``agree_under`` is the convention of counting under which there would be no mismatch.
    """

    kind: MismatchKind
    declared: Span
    computed: Span | None
    days: int | None = None
    agree_under: Convention | None = None


def compare(declared: Span, computed: EntryIntoForce, rule: EntryIntoForceRule) -> Mismatch | None:
    """How what is declared differs from what is computed; None if both can be true.

    A day that is yet to come on ``valid_at`` says nothing of the deposits that are there on it.
    """
    day = computed.day
    if day is None and low(declared) > computed.valid_at:
        return None
    if day is None:
        return Mismatch(kind=MismatchKind.MISSING_DEPOSITS, declared=declared, computed=day)
    if intersect(declared, day) is not None:
        return None
    days = _distance(declared, day)
    convention = _agreeing(declared, computed, rule)
    kind = MismatchKind.PREMATURE_CLAIM if days < 0 else MismatchKind.LATE
    if convention is not None or (abs(days) <= _DAY_COUNT and _both_known(declared, day)):
        kind = MismatchKind.DAY_COUNT
    return Mismatch(kind=kind, declared=declared, computed=day, days=days, agree_under=convention)


def _both_known(span: Span, other: Span) -> bool:
    return None not in (span.earliest, span.latest, other.earliest, other.latest)


def _distance(declared: Span, computed: Span) -> int:
    """The days between two spans that have none in common; negative if declared comes first."""
    if high(declared) < low(computed):
        return (high(declared) - low(computed)).days
    return (low(declared) - high(computed)).days


def _agreeing(
    declared: Span, computed: EntryIntoForce, rule: EntryIntoForceRule
) -> Convention | None:
    """Another convention of counting that gives the declared day."""
    met = computed.threshold_day
    if met is None or declared.earliest is None:
        return None
    for counting in DayCount:
        for month_end in MonthEnd:
            other = attrs.evolve(rule, counting=counting, month_end=month_end)
            route = other.routes[computed.route]
            days = between(day_for(route, other, low(met)), day_for(route, other, high(met)))
            if intersect(declared, days) is not None:
                return Convention(counting=counting, month_end=month_end)
    return None
