"""How long an answer holds by itself: the days on which time alone may change it.

Takes a partnership's view; gives the day from which and the day before which its answers are
the same (occurred clock). Every day that a claim, its document or a computed state names is
taken for a turn, and so is the day after it, and the one on which a count goes stale: too many
turns cost a fresh look, one too few would be a lie.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING

import attrs

from ledger.edtf import Edtf
from ledger.projections.weighing.counts import STALE_AFTER

if TYPE_CHECKING:
    from ledger.projections.status import PartnershipView

_AFTER = (0, 1, STALE_AFTER.days + 1)
_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()


def steady(view: PartnershipView) -> tuple[date, date]:
    """The first day of the stretch around ``valid_at``, and the first day after it."""
    today = view.standing.clocks.valid_at.toordinal()
    turns = {day.toordinal() + after for day in _days(view) for after in _AFTER}
    since = max((turn for turn in turns if turn <= today), default=_FIRST)
    until = min((turn for turn in turns if turn > today), default=_LAST)
    return date.fromordinal(since), date.fromordinal(min(until, _LAST))


def _days(view: PartnershipView) -> set[date]:
    claims = [recorded_claim.claim for recorded_claim in view.claims]
    documents = {claim.evidence.document for claim in claims}
    days = {view.standing.published(document) for document in documents}
    # Many claims state the same date: each is looked at once.
    days |= days_in(
        frozenset(claim.occurred.edtf for claim in claims if claim.occurred is not None)
    )
    for state in view.instruments:
        days |= days_in(state)
        days |= days_in(view.standing.facts.instruments[state.id])
    return days


def days_in(value: object) -> set[date]:
    """Every day that a value holds, however deep; of a vague date, the ends it has."""
    days: set[date] = set()
    _gather(value, days)
    return days


def _gather(value: object, days: set[date]) -> None:
    match value:
        case None | str() | int() | datetime():
            return
        case date():
            days.add(value)
        case Edtf():
            ends = (value.earliest, value.latest, value.not_before, value.not_after)
            days.update(day for day in ends if day is not None)
        case tuple() | list() | frozenset():
            for item in value:
                _gather(item, days)
        case dict():
            for item in value.values():
                _gather(item, days)
        case _:
            for name in _fields(type(value)):  # type: ignore[arg-type]  # a class has its hash
                _gather(getattr(value, name), days)


@cache
def _fields(kind: type) -> tuple[str, ...]:
    """The fields of one of our own values; of any other, none."""
    return tuple(field.name for field in attrs.fields(kind)) if attrs.has(kind) else ()
