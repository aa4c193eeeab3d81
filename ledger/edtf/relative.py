"""Rules of the grammar for words that count from the publication: `last month`, `day 12`.

Takes canonical words and the publication date of a reading; gives the days that they allow,
for any day on which the article may have appeared.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta

from ledger.edtf.gregorian import month_length, shift_months
from ledger.edtf.reading import Reading, Rule, Tense
from ledger.edtf.refusals import BadDate
from ledger.edtf.value import Edtf
from ledger.edtf.vocabulary import (
    MONTH,
    NAMED_DAYS,
    PART,
    SEASON,
    STEP,
    STEPS,
    UNIT,
    WEEKDAY,
    WEEKDAYS,
)

_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12, "decade": 120}
_DAYS_IN = {"day": 1, "week": 7}
_WEEK = 7
_SATURDAY, _SUNDAY = 5, 6
_LEAP_YEARS = 8  # the furthest from one 29 February to the next (1896 to 1904)
_FIX_MONTH = "say the month, or give the date as EDTF"

_YEARLESS_WORD = rf"(?:{MONTH}|{PART}|[0-9]{{1,2}}|to|or|and)"
YEARLESS = re.compile(
    rf"(?=.*\b(?:{MONTH}|q[1-4]|h[12])\b)(?!(?:to|or|and) )"
    rf"{_YEARLESS_WORD}(?: {_YEARLESS_WORD})*"
)
"""Days, months and parts of a year that name no year: `10 to 12 june`, `end june`, `q3`."""


def _named_day(reading: Reading, name: str) -> Edtf:
    first, last = (timedelta(days) for days in NAMED_DAYS[name])
    return reading.from_publication(lambda day: Edtf.between(day + first, day + last))


def _unit(reading: Reading, step: str, unit: str) -> Edtf:
    """Last, this or next week, month, quarter or year."""
    return reading.from_publication(lambda day: _unit_around(day, unit, STEPS[step]))


def _unit_around(day: date, unit: str, step: int) -> Edtf:
    if unit == "week":
        monday = day + timedelta(step * _WEEK - day.weekday())
        sunday = day + timedelta(step * _WEEK - (day.weekday() + 1) % _WEEK)
        first, last = min(monday, sunday), max(monday, sunday) + timedelta(_WEEK - 1)
        return Edtf.between(first, last)
    length = _MONTHS_IN[unit]
    first_month = (day.month - 1) // length * length + 1
    first = shift_months(day.replace(day=1, month=first_month), step * length)
    final = shift_months(first, length - 1)
    last = final.replace(day=month_length(final.year, final.month))
    return Edtf.between(first, last)


def _earlier_this(reading: Reading, unit: str) -> Edtf:
    """From the beginning of the unit to the publication."""

    def meaning(day: date) -> Edtf:
        return Edtf.between(_unit_around(day, unit, 0).earliest or day, day)

    return reading.from_publication(meaning)


def _later_this(reading: Reading, unit: str) -> Edtf:
    """From the publication to the end of the unit."""

    def meaning(day: date) -> Edtf:
        return Edtf.between(day, _unit_around(day, unit, 0).latest or day)

    return reading.from_publication(meaning)


def _in_year(reading: Reading, rest: str, step: str) -> Edtf:
    """19 December last year, the spring of next year: `rest` of the year that is meant."""
    return reading.from_publication(lambda day: reading.read(f"{rest} {day.year + STEPS[step]:04}"))


def _in_month(reading: Reading, rest: str, step: str) -> Edtf:
    """The 12th of next month."""

    def meaning(day: date) -> Edtf:
        month = shift_months(day.replace(day=1), STEPS[step])
        return reading.read(f"{rest} {month:%B} {month.year:04}".lower())

    return reading.from_publication(meaning)


def _weekday_of_week(reading: Reading, name: str, step: str) -> Edtf:
    """Friday of last week, where weeks from Sunday and weeks from Monday agree on it."""

    def meaning(day: date) -> Edtf:
        if _SUNDAY in (day.weekday(), WEEKDAYS.index(name)):
            raise reading.refused("some count the week from Monday, some from Sunday")
        to_name = WEEKDAYS.index(name) - day.weekday()
        return Edtf.exactly(day + timedelta(to_name + STEPS[step] * _WEEK))

    return reading.from_publication(meaning)


def _weekday(reading: Reading, name: str) -> Edtf:
    """A bare weekday: the one before or the one after, as far as the tense does not tell."""
    wanted = WEEKDAYS.index(name)

    def meaning(day: date) -> Edtf:
        past = day - timedelta((day.weekday() - wanted) % _WEEK)
        future = day + timedelta((wanted - day.weekday()) % _WEEK)
        first = future if reading.tense is Tense.FUTURE else past
        return Edtf.between(first, past if reading.tense is Tense.PAST else future)

    return reading.from_publication(meaning)


def _last_weekday(reading: Reading, name: str) -> Edtf:
    """The most recent one before the publication, or the one of the week before it."""
    return _weekday_from(reading, name, sign=-1, weeks=1)


def _next_weekday(reading: Reading, name: str) -> Edtf:
    """The first one after the publication, or the one of the week after it."""
    return _weekday_from(reading, name, sign=1, weeks=1)


def _coming_weekday(reading: Reading, name: str) -> Edtf:
    """The first one after the publication."""
    return _weekday_from(reading, name, sign=1, weeks=0)


def _weekday_from(reading: Reading, name: str, *, sign: int, weeks: int) -> Edtf:
    wanted = WEEKDAYS.index(name)

    def meaning(day: date) -> Edtf:
        near = sign * (((wanted - day.weekday()) * sign - 1) % _WEEK + 1)
        far = near + sign * weeks * _WEEK
        return Edtf.between(day + timedelta(min(near, far)), day + timedelta(max(near, far)))

    return reading.from_publication(meaning)


def _weekend(reading: Reading, step: str | None) -> Edtf:
    """Saturday and Sunday: the one just over, or the one to come, as the tense says."""
    tense = Tense.PAST if step in ("last", "recent") else reading.tense
    if step in ("next", "upcoming") or tense is None:
        raise reading.refused("it may be one of two weekends", "give the days themselves")

    def meaning(day: date) -> Edtf:
        on_weekend = day.weekday() >= _SATURDAY
        if on_weekend and step != "this":
            raise reading.refused("it may be the weekend of the publication or another one")
        saturday = day + timedelta(_SATURDAY - day.weekday())
        if tense is Tense.PAST and not on_weekend:
            saturday -= timedelta(_WEEK)
        return Edtf.between(saturday, saturday + timedelta(1))

    return reading.from_publication(meaning)


def _back(day: date, count: int, unit: str) -> date:
    if unit in _DAYS_IN:
        return day - timedelta(count * _DAYS_IN[unit])
    return shift_months(day, -count * _MONTHS_IN[unit])


def _more_than(reading: Reading, count: str, unit: str) -> Edtf:
    """More than fifteen years (ago): on or before the day fifteen years earlier."""
    return reading.from_publication(lambda day: Edtf.on_or_before(_back(day, int(count), unit)))


def _less_than(reading: Reading, count: str, unit: str) -> Edtf:
    return reading.from_publication(lambda day: Edtf.between(_back(day, int(count), unit), day))


def _ago(reading: Reading, count: str, unit: str) -> Edtf:
    """Days are counted; longer units are rounded by the speaker, so they are about."""
    return reading.from_publication(lambda day: _rounded(_back(day, int(count), unit), unit))


def _from_now(reading: Reading, count: str, unit: str) -> Edtf:
    """In two weeks: of what is to come only, for a story counts from its own days."""
    if reading.tense is not Tense.FUTURE:
        raise reading.refused("it may count from another day than that of the publication")
    return reading.from_publication(lambda day: _rounded(_back(day, -int(count), unit), unit))


def _rounded(day: date, unit: str) -> Edtf:
    text = day.isoformat()
    forms = {"day": text, "week": f"{text}~", "month": f"{text[:7]}~", "year": f"{text[:4]}~"}
    return Edtf(forms.get(unit, f"{text[:3]}X~"))


def _day_of_month(reading: Reading, number: str) -> Edtf:
    """The 12th: of the month of the publication, if that fits the tense."""
    if reading.tense is None:
        raise reading.refused("it names no month", "add the month, or say past or future")

    def meaning(day: date) -> Edtf:
        date_ = _in_month(_published_on(reading, day), number, "this")
        if not _fits(date_, day, reading.tense):
            raise reading.refused("it names no month, and this month's does not fit", _FIX_MONTH)
        return date_

    return reading.from_publication(meaning)


def _next_to_publication(reading: Reading, side: str, number: str) -> Edtf:
    """El pasado día 12, 오는 15일: the nearest day of this number before or after it."""
    sign = -1 if side == "recent" else 1

    def meaning(day: date) -> Edtf:
        if day.day == int(number):
            raise reading.refused("it may be the day of the publication or another", _FIX_MONTH)
        step = "this" if (int(number) - day.day) * sign > 0 else ("recent", "next")[sign > 0]
        return _in_month(_published_on(reading, day), number, step)

    return reading.from_publication(meaning)


def _published_on(reading: Reading, day: date) -> Reading:
    """The same reading of an article of that very day."""
    return Reading(
        words=reading.words, published=Edtf.exactly(day), tense=reading.tense, rules=reading.rules
    )


def without_year(reading: Reading, text: str) -> Edtf:
    """Words that name no year: of the last one, or the next one, as the tense says.

    Quarters and halves are those of the year of the publication, or refused.
    """
    tense = reading.tense
    if tense is None:
        raise reading.refused("it names no year", "add the year, or say past or future")
    sign = -1 if tense is Tense.PAST else 1

    def meaning(day: date) -> Edtf:
        for years in range(_LEAP_YEARS + 1 if re.search(MONTH, text) else 1):
            with suppress(_NoLeapDay):
                date_ = _of_year(reading, text, day.year + sign * years)
                if _fits(date_, day, tense):
                    return date_
        raise reading.refused("it names no year, and this year's does not fit", "add the year")

    return reading.from_publication(meaning)


class _NoLeapDay(Exception):
    """29 February in a common year."""


def _of_year(reading: Reading, text: str, year: int) -> Edtf:
    try:
        return reading.read(f"{text} {year:04}")
    except BadDate:
        if "february" in text and "29" in text:
            raise _NoLeapDay from None
        raise


def _fits(span: Edtf, day: date, tense: Tense | None) -> bool:
    if tense is Tense.PAST:
        return span.earliest is not None and span.earliest <= day
    return span.latest is not None and span.latest >= day


def _nearest(reading: Reading, side: str, rest: str) -> Edtf:
    """El pasado 19 de diciembre, 지난 6월: the nearest that is over, or that has not begun."""
    past = side == "recent"

    def meaning(day: date) -> Edtf:
        around = [_of_year(reading, rest, day.year + years) for years in (-1, 0, 1)]
        if any(_within(span, day) for span in around):
            raise reading.refused("it may be the one of the publication or another", "add the year")
        before = [span for span in around if span.latest is not None and span.latest < day]
        after = [span for span in around if span.earliest is not None and span.earliest > day]
        return max(before) if past else min(after)

    return reading.from_publication(meaning)


def _within(span: Edtf, day: date) -> bool:
    return not (span.earliest and span.earliest > day) and not (span.latest and span.latest < day)


def _nearest_with_year(reading: Reading, side: str, rest: str) -> Edtf:
    """El pasado 19 de diciembre de 2022: the year is told, and it must fit."""
    span = reading.read(rest)
    day = reading.published and (
        reading.published.latest if side == "recent" else reading.published.earliest
    )
    if day and not _fits(span, day, Tense.PAST if side == "recent" else Tense.FUTURE):
        raise reading.refused(f"it does not fit the publication ({reading.published})")
    return span


def _which(reading: Reading, step: str, rest: str) -> Edtf:
    """Last June, next 12 May: this year's or another, and speakers differ."""
    raise reading.refused(f"{step} may be this year's or another's: {rest}", "add the year")


_Meaning = Callable[..., Edtf]


def _turned(rule: _Meaning) -> _Meaning:
    """The same rule for the same words in the other order."""
    return lambda reading, second, first: rule(reading, first, second)


_DURATION = "([0-9]{1,4}) (day|week|month|year|decade)"
_DATE = YEARLESS.pattern

RELATIVE: tuple[Rule, ...] = (
    (f"({'|'.join(NAMED_DAYS)})", _named_day),
    (f"({STEP}) ({UNIT})", _unit),
    (f"({UNIT}) (last|this|next)", _turned(_unit)),
    (f"earlier(?: this)? ({UNIT})", _earlier_this),
    (f"later(?: this)? ({UNIT})", _later_this),
    (f"(?:({STEP}) )?weekend", _weekend),
    (f"({WEEKDAY}) ({STEP}) week", _weekday_of_week),
    (f"({STEP}) week ({WEEKDAY})", _turned(_weekday_of_week)),
    (f"(?:this )?({WEEKDAY})", _weekday),
    (f"(?:last|recent) ({WEEKDAY})", _last_weekday),
    (f"({WEEKDAY}) (?:last|recent)", _last_weekday),
    (f"(?:next|upcoming) ({WEEKDAY})", _next_weekday),
    (f"({WEEKDAY}) (?:next|upcoming)", _next_weekday),
    (f"coming ({WEEKDAY})", _coming_weekday),
    (f"morethan {_DURATION}(?: ago)?", _more_than),
    (f"lessthan {_DURATION}(?: ago)?", _less_than),
    (f"{_DURATION} ago", _ago),
    (f"{_DURATION} fromnow", _from_now),
    ("day ([0-9]{1,2})", _day_of_month),
    ("(recent|upcoming|coming) day ([0-9]{1,2})", _next_to_publication),
    ("day ([0-9]{1,2}) (recent|upcoming|coming)", _turned(_next_to_publication)),
    (f"([0-9]{{1,2}}) ({STEP}) month", _in_month),
    (f"({STEP}) month ([0-9]{{1,2}})", _turned(_in_month)),
    (f"(recent|upcoming|coming) ({_DATE})", _nearest),
    (f"({_DATE}) (recent|upcoming)", _turned(_nearest)),
    (f"(last|next) ({_DATE}|{SEASON})", _which),
    (f"this ({_DATE}|{SEASON})", lambda reading, rest: _in_year(reading, rest, "this")),
    (f"(.+) ({STEP}) year", _in_year),
    (f"({STEP}) year (.+)", _turned(_in_year)),
    (r"(recent|upcoming|coming) (.*[0-9]{4}.*)", _nearest_with_year),
)
