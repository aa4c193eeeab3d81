"""Periods against a slow model: every choice of days in the order of the acts, one by one."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise, product

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.claims.developments import (
    ConsentDeposited,
    ConsentWithdrawn,
    Denounced,
    DenunciationWithdrawn,
)
from ledger.edtf import Tristate
from ledger.projections.treaties.periods import Period, Position, _narrowed, current, stood
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


KINDS = {
    "in": ConsentDeposited,
    "withdrawn": ConsentWithdrawn,
    "denounced": Denounced,
    "stays": DenunciationWithdrawn,
}


def consent_of(desk, text):
    """The periods of a's consent, of lines such as ``denounced 2020-11-04 @2019-11-01``.

    What is after the sign is the day on which the source came out; without it, the last of 2026;
    with a hyphen, nobody knows.
    """
    for place, line in enumerate(text.split(", ")):
        told, _, published = line.partition(" @")
        name, _, days = told.partition(" ")
        day = None if published == "-" else published or "2026-12-31"
        desk.document(f"d{place}", day, "depositary", publisher=f"P{place}")
        kind = KINDS[name](instrument="i", party="a")
        desk.claim(f"d{place}", kind, days or None, id=f"{name}-{place}")
    (state,) = (one for one in desk.status("2026-12-31").instruments if one.id == "i")
    (party,) = state.participation
    return party.periods(Position.CONSENT)


def span(days):
    """Days as a reader writes them: one day, or two with an ellipsis."""
    first, last = (str(day or "") for day in (days.earliest, days.latest))
    return first if first == last else f"{first}..{last}"


def written(periods):
    """Each period: since when, until when and by what, and the ends that did not come."""
    return [
        " ".join(
            (
                span(period.since),
                "-" if period.until is None else f"{span(period.until)} {period.ending}",
                *(f"not {span(end.span)} by {span(back.span)}" for end, back in period.averted),
            )
        )
        for period in periods
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in 2016-09-03", ["2016-09-03 -"]),
        ("in 2016-09-03, denounced 2020-11-04", ["2016-09-03 2020-11-04 denounced"]),
        (
            "in 2016-09-03, denounced 2020-11-04, in 2021-01-20",
            ["2016-09-03 2020-11-04 denounced", "2021-01-20 -"],
        ),
        (
            "denounced 2019-01-01, in 2020-01-01",
            ["..2019-01-01 2019-01-01 denounced", "2020-01-01 -"],
        ),
        ("denounced 2019-01-01, in", ["..2019-01-01 2019-01-01 denounced"]),
        (
            "denounced 2019-01-01, in 2020-01-01, in",
            ["..2019-01-01 2019-01-01 denounced", "2020-01-01 -"],
        ),
        ("denounced 2018/2019", ["..2019-12-31 2018-01-01..2019-12-31 denounced"]),
        (
            "denounced 2018/2019, in 2018-06-01, denounced 2020-01-01",
            ["2018-06-01 2020-01-01 denounced"],
        ),
        # One end that is told in two ways, of which the earlier names it.
        (
            "in 2016-09-03, withdrawn 2020-03-03, denounced 2020-05-05",
            ["2016-09-03 2020-03-03 consent-withdrawn"],
        ),
        (
            "in 2016-09-03, denounced 2020-03-03, withdrawn 2020-05-05",
            ["2016-09-03 2020-03-03 denounced"],
        ),
        (
            "in 2016-09-03, withdrawn 2020, denounced 2020-03/2020-06",
            ["2016-09-03 2020-01-01..2020-06-30 denounced"],
        ),
        (
            "in 2016-09-03, withdrawn 2020-04/2020-06, denounced 2020-03/2020-06",
            ["2016-09-03 2020-03-01..2020-06-30 denounced"],
        ),
        (
            "in 2016-09-03, withdrawn 2020-06-30, denounced 2020-06-30",
            ["2016-09-03 2020-06-30 consent-withdrawn"],
        ),
        # The order of the acts bounds vague days, to one day if need be.
        (
            "in 2016, denounced 2020/2021, in 2021-03-01",
            ["2016-01-01..2016-12-31 2020-01-01..2021-03-01 denounced", "2021-03-01 -"],
        ),
        ("in 2020-06-01, denounced 2020-01-01/2020-06-01", ["2020-06-01 2020-06-01 denounced"]),
        ("in 2019/2020, denounced 2020-06-01", ["2019-01-01..2020-06-01 2020-06-01 denounced"]),
        # A return after the end begins again, on its very day too.
        (
            "in 2016-09-03, denounced 2020-11-04, stays 2021-01-20",
            ["2016-09-03 2020-11-04 denounced", "2021-01-20 -"],
        ),
        (
            "in 2016-09-03, denounced 2020-11-04, stays 2020-11-04",
            ["2016-09-03 2020-11-04 denounced", "2020-11-04 -"],
        ),
        ("in 2016-09-03, stays 2017-01-01", ["2016-09-03 -"]),
        ("stays 2017-01-01", []),
        # A return before the end takes it back, whenever both were told.
        (
            "in 2016-09-03, denounced 2020-11-04, stays 2020-11-03",
            ["2016-09-03 - not 2020-11-04 by 2020-11-03"],
        ),
        (
            "in 2016-09-03, denounced 2020-11-04 @2019-11-04, stays 2020-02-02 @2020-02-02",
            ["2016-09-03 - not 2020-11-04 by 2020-02-02"],
        ),
        (
            "in 2016-09-03, denounced 2020-11-04, stays 2020-02-02, stays 2020-02",
            ["2016-09-03 - not 2020-11-04 by 2020-02-02"],
        ),
        (
            "in 2016-09-03, denounced 2020-11-04, stays 2020-02-02, stays 2020-03-03",
            ["2016-09-03 - not 2020-11-04 by 2020-02-02"],
        ),
        ("denounced 2020-11-04, stays 2020-02-02", [" - not 2020-11-04 by 2020-02-02"]),
        # Of two ends to come the next: the other if that was news by then, or may be the same.
        (
            ("in 2016-09-03, denounced 2020-11-04 @2019-01-01, denounced 2021-11-04, "
            "stays 2020-02-02"),
            ["2016-09-03 2021-11-04 denounced not 2020-11-04 by 2020-02-02"],
        ),
        (
            ("in 2016-09-03, denounced 2020-11-04 @2019-01-01, denounced 2021-11-04 @2020-02-02, "
            "stays 2020-02-02"),
            ["2016-09-03 - not 2021-11-04 by 2020-02-02"],
        ),
        (
            ("in 2016-09-03, denounced 2020-11-04 @2019-01-01, denounced 2021-11-04 @2020-02-03, "
            "stays 2020-02-02"),
            ["2016-09-03 2021-11-04 denounced not 2020-11-04 by 2020-02-02"],
        ),
        (
            "in 2016-09-03, denounced 2020-11, denounced 2020-11-04, stays 2020-02-02",
            ["2016-09-03 - not 2020-11-04 by 2020-02-02"],
        ),
        # A return that may be of after the end is no way to avert it.
        (
            "in 2016-09-03, denounced 2020-06-01, stays 2020-03/2020-09",
            ["2016-09-03 2020-06-01 denounced", "2020-06-01..2020-09-30 -"],
        ),
        (
            "in 2016-09-03, denounced 2020-05/2020-07 @2020-04-01, stays 2020-06-01",
            ["2016-09-03 2020-05-01..2020-06-01 denounced", "2020-06-01 -"],
        ),
        (
            "in 2016-09-03, denounced 2020-06-01 @2020-05-01, stays 2020-06-01",
            ["2016-09-03 2020-06-01 denounced", "2020-06-01 -"],
        ),
        (
            "in 2016-09-03, denounced 2020-06-01 @2020-05-01, stays 2020-07-01",
            ["2016-09-03 2020-06-01 denounced", "2020-07-01 -"],
        ),
        # What shares a day with the next end to come is of that end.
        (
            ("in 2016-09-03, denounced 2020-07/2020-12, denounced 2020-08, "
            "denounced 2020-11/2020-12, stays 2020-06-01"),
            ["2016-09-03 - not 2020-08-01..2020-08-31 by 2020-06-01"],
        ),
        # Accounts of one return share a day with the one that is over first.
        (
            ("in 2016-09-03, denounced 2021-06-01 @2020-01-01, denounced 2021-12-01 @2020-04-15, "
            "stays 2020-01/2020-12, stays 2020-02/2020-03, stays 2020-05/2020-06"),
            [("2016-09-03 - not 2021-06-01 by 2020-02-01..2020-03-31 "
            "not 2021-12-01 by 2020-05-01..2020-06-30")],
        ),
        # After an end, only one that was news by then.
        (
            ("in 2016-09-03, denounced 2020-06-01, denounced 2020-12-01, stays 2020-06-01"),
            ["2016-09-03 2020-06-01 denounced", "2020-06-01 2020-12-01 denounced"],
        ),
        (
            ("in 2016-09-03, denounced 2020-05/2020-07, denounced 2020-12-01, stays 2020-06-01"),
            ["2016-09-03 2020-05-01..2020-06-01 denounced", "2020-06-01 2020-12-01 denounced"],
        ),
        (
            ("in 2016-09-03, denounced 2018-01-01, denounced 2020-11-04 @-, stays 2020-02-02"),
            ["2016-09-03 2018-01-01 denounced", "2020-02-02 2020-11-04 denounced"],
        ),
        (
            ("in 2010-01-01, denounced 2012-01-01, in 2014-01-01, "
            "denounced 2020-11-04 @2019-01-01, stays 2020-02-02"),
            ["2010-01-01 2012-01-01 denounced", "2014-01-01 - not 2020-11-04 by 2020-02-02"],
        ),
        (
            ("in 2010-01-01, denounced 2012-01-01, in 2014-01-01 @2014-02-01, "
            "denounced 2020-11-04 @2020-02-03, stays 2013-02-02"),
            ["2010-01-01 2012-01-01 denounced", "2013-02-02 2020-11-04 denounced"],
        ),
        # Each of two ends is taken back on its own, in its own period.
        (
            ("in 2010-01-01, denounced 2012-01-01, stays 2011-01-01, denounced 2020-01-01, "
            "stays 2019-01-01"),
            ["2010-01-01 - not 2012-01-01 by 2011-01-01 not 2020-01-01 by 2019-01-01"],
        ),
        (
            ("in 2010-01-01, denounced 2012-01-01 @2010-06-01, stays 2011-01-01, "
            "denounced 2013-01-01, in 2014-01-01, denounced 2020-01-01 @2018-01-01, "
            "stays 2019-01-01"),
            ["2010-01-01 2013-01-01 denounced not 2012-01-01 by 2011-01-01",
             "2014-01-01 - not 2020-01-01 by 2019-01-01"],
        ),
        (
            ("in 2010-01-01, denounced 2012-01-01, in 2014-01-01, "
            "denounced 2020-11-04 @2013-01-01, stays 2014-01-01"),
            ["2010-01-01 2012-01-01 denounced", "2014-01-01 - not 2020-11-04 by 2014-01-01"],
        ),
        (
            ("in 2010-01-01, denounced 2012-01-01, in 2014, "
            "denounced 2020-11-04 @2013-01-01, stays 2014-06-01"),
            ["2010-01-01 2012-01-01 denounced",
             "2014-01-01..2014-12-31 - not 2020-11-04 by 2014-06-01"],
        ),
        (
            ("in 2010-01-01, denounced 2012-01-01, in 2014-01-01, "
            "denounced 2020-11-04 @2013-01-01, stays 2013-06/2014-06"),
            ["2010-01-01 2012-01-01 denounced",
             "2014-01-01 - not 2020-11-04 by 2013-06-01..2014-06-30"],
        ),
        # Taken back before there was anything to end: no period has it.
        (
            ("denounced 2012-01-01 @2010-06-01, stays 2011-01-01, in 2014-01-01, "
            "denounced 2016-01-01"),
            ["2014-01-01 2016-01-01 denounced"],
        ),
    ],
)  # fmt: skip
def test_a_consent_has_these_periods(desk, text, expected):
    """Since when, until when and by what; and which ends were taken back before their day."""
    assert expected == written(consent_of(desk, text))


def test_a_period_has_the_claims_of_its_start_and_of_its_end_that_came_first(desk):
    """And those that lost against them; an end that came later proves nothing of it."""
    (period,) = consent_of(
        desk, "in 2016-09-03, in 2016-10-01, withdrawn 2020-03-03, denounced 2020-05-05"
    )
    assert ("in-0", "withdrawn-2") == period.claims
    assert ("in-1",) == period.lost
    assert "2020-03-03" == span(period.ended.span)
    assert {"consent-withdrawn": "2020-03-03", "denounced": "2020-05-05"} == {
        kind: span(answer.span) for kind, answer in period.ends.items()
    }


def test_what_lost_against_the_end_of_a_period_is_told_too(desk):
    """Of two days of one denunciation the weightier ends it."""
    (period,) = consent_of(desk, "in 2016-09-03, denounced 2020-03-03, denounced 2020-05-05")
    assert ("denounced-2",) == period.lost


def test_the_ways_of_an_end_are_listed_in_one_order_whichever_came_first(desk):
    """By their kinds, in the answer that a program reads too."""
    (period,) = consent_of(desk, "in 2016-09-03, denounced 2020-03-03, withdrawn 2020-05-05")
    assert ["consent-withdrawn", "denounced"] == [*period.ends]


def test_a_period_that_may_have_begun_by_a_day_is_that_of_the_day(desk):
    """In June of the vague year in which it came again."""
    periods = consent_of(desk, "in 2016-09-03, denounced 2020-11-04, in 2021")
    assert "2021-01-01..2021-12-31" == span(current(periods, date(2021, 6, 1)).since)


def test_a_reprint_that_has_an_end_before_its_beginning_turns_no_days_around(desk):
    """Withdrawn on 3 May, and "denounced on 1 May" in a reprint, in force since 2 May or later."""
    desk.document("root", "2020-12-31")
    desk.document("reprint", "2020-12-31", lineage="summarised", root="root")
    for document, name, day in (
        ("root", "in", "2020-05-02/2020-05-08"),
        ("root", "withdrawn", "2020-05-03"),
        ("reprint", "denounced", "2020-05-01"),
    ):
        desk.claim(document, KINDS[name](instrument="i", party="a"), day)
    (state,) = desk.status("2026-12-31").instruments
    (period,) = state.participation[0].periods(Position.CONSENT)
    assert ["2020-05-02..2020-05-08 2020-05-01 denounced"] == written([period])


def test_a_period_that_goes_on_has_the_claims_of_its_start_alone(desk):
    """Nothing ended it, and nothing is said of an end."""
    (period,) = consent_of(desk, "in 2016-09-03, in 2016-10-01")
    assert (("in-0",), ("in-1",), None, {}) == (
        period.claims, period.lost, period.ended, period.ends,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("day", "since"),
    [
        ("2016-09-02", "2016-09-03"),
        ("2016-09-03", "2016-09-03"),
        ("2021-01-19", "2016-09-03"),
        ("2021-01-20", "2021-01-20"),
        ("2026-01-01", "2021-01-20"),
    ],
)
def test_the_period_of_a_day_is_the_last_that_had_begun_else_the_first_to_come(desk, day, since):
    """The first of all before there was any; none where nothing was ever told."""
    periods = consent_of(desk, "in 2016-09-03, denounced 2020-11-04, in 2021-01-20")
    assert since == span(current(periods, date.fromisoformat(day)).since)
    assert current((), date.fromisoformat(day)) is None
