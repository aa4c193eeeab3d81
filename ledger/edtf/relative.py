"""Rules of the phrase table for words that count from the publication: `last month`.

Takes folded words and the publication date of a reading; gives the days that they allow,
for any day on which the article may have appeared.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

from ledger.edtf.absolute import MONTH
from ledger.edtf.gregorian import month_length, shift_months
from ledger.edtf.reading import Reading, Rule, Tense
from ledger.edtf.refusals import BadDate
from ledger.edtf.value import Edtf
from ledger.edtf.vocabulary import WEEKDAYS

_STEPS = {"last": -1, "this": 0, "next": 1}
_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}
_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12, "decade": 120}
_DAYS_IN = {"day": 1, "week": 7}
_WEEK = 7
_LEAP_YEARS = 8  # the furthest from one 29 February to the next (1896 to 1904)


def _named_day(reading: Reading, name: str) -> Edtf:
    return reading.from_publication(lambda day: Edtf.exactly(day + timedelta(_DAYS[name])))


def _unit(reading: Reading, step: str, unit: str) -> Edtf:
    """Last, this or next week, month, quarter or year."""
    return reading.from_publication(lambda day: _unit_around(day, unit, _STEPS[step]))


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
    """Days are counted; longer units are rounded by whoever says them, so they are about."""

    def meaning(day: date) -> Edtf:
        then = _back(day, int(count), unit).isoformat()
        forms = {"day": then, "week": f"{then}~", "month": f"{then[:7]}~", "year": f"{then[:4]}~"}
        return Edtf(forms.get(unit, f"{then[:3]}X~"))

    return reading.from_publication(meaning)


def _without_year(reading: Reading, text: str) -> Edtf:
    """A day or month without its year: the last one, or the next one, as the tense says."""
    if reading.tense is None:
        raise reading.refused("it names no year", "add the year, or say past or future")

    past = reading.tense is Tense.PAST

    def meaning(day: date) -> Edtf:
        for years in range(_LEAP_YEARS + 1):
            year = day.year - years if past else day.year + years
            with suppress(BadDate):  # 29 February in a common year
                found = reading.read(f"{text} {year:04}")
                if (
                    found.earliest
                    and found.latest
                    and (found.earliest <= day if past else found.latest >= day)
                ):
                    return found
        raise reading.refused("no year near the publication has such a day")

    return reading.from_publication(meaning)


_UNIT = "week|month|quarter|year"
_NAME = "|".join(WEEKDAYS)
_DURATION = "([0-9]{1,4}) (day|week|month|year|decade)"

RELATIVE: tuple[Rule, ...] = (
    ("(yesterday|today|tomorrow)", _named_day),
    (f"(last|this|next) ({_UNIT})", _unit),
    (f"({_UNIT}) (last|this|next)", lambda reading, unit, step: _unit(reading, step, unit)),
    (f"earlier this ({_UNIT})", _earlier_this),
    (f"later this ({_UNIT})", _later_this),
    (f"(?:this )?({_NAME})", _weekday),
    (f"last ({_NAME})", _last_weekday),
    (f"({_NAME}) last", _last_weekday),
    (f"next ({_NAME})", _next_weekday),
    (f"({_NAME}) next", _next_weekday),
    (f"coming ({_NAME})", _coming_weekday),
    (f"morethan {_DURATION}(?: ago)?", _more_than),
    (f"lessthan {_DURATION}(?: ago)?", _less_than),
    (f"{_DURATION} ago", _ago),
    (f"([0-9]{{1,2}} (?:{MONTH})|(?:{MONTH}) [0-9]{{1,2}}|{MONTH})", _without_year),
)
