"""Periods against a slow model: every choice of days in the order of the acts, one by one."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise, product

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.edtf import Tristate
from ledger.projections.treaties.periods import Period, Position, _narrowed, stood
from ledger.projections.weighing.answer import DateAnswer, Span, Status

FIRST = date(2020, 1, 1)
DAYS = [FIRST + timedelta(n) for n in range(7)]
SPANS = st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS)).map(
    lambda ends: Span(earliest=min(ends), latest=max(ends))
)
_SOMEBODY = DateAnswer(
    span=Span(earliest=None, latest=None), status=Status.SINGLE_SOURCE, winner="c",
    claims=("c",), lost=(), roots=(), rules=(),
)  # fmt: skip


def periods_of(spans):
    """Periods whose acts are exactly these: begun, ended, begun again."""
    narrowed = _narrowed(spans)
    return [
        Period(
            position=Position.CONSENT, act="", began=attrs.evolve(_SOMEBODY, span=spans[place]),
            since=narrowed[place],
            until=narrowed[place + 1] if place + 1 < len(spans) else None,
            ending="denounced" if place + 1 < len(spans) else None,
        )
        for place in range(0, len(spans), 2)
    ]  # fmt: skip


def choices(spans):
    """Every choice of one day for each act that keeps their order."""
    ranges = [[day for day in DAYS if span.earliest <= day <= span.latest] for span in spans]
    for days in product(*ranges):
        if all(one <= other for one, other in pairwise(days)):
            yield days


def stands_by(days, on):
    """Whether it stands at the end of a day, by counting the acts until then."""
    return sum(day <= on for day in days) % 2 == 1


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(st.lists(SPANS, min_size=1, max_size=5))
def test_a_position_stands_surely_or_perhaps_exactly_where_some_choice_of_days_has_it(spans):
    """For up to five acts within a week, each day is yes, no or maybe as the choices are."""
    every = list(choices(spans))
    if not every:
        return
    periods = periods_of(spans)
    for on in DAYS:
        answers = {stands_by(days, on) for days in every}
        expected = (
            Tristate.MAYBE if len(answers) == 2 else Tristate("yes" if answers == {True} else "no")
        )
        assert expected is stood(periods, on)
