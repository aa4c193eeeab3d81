"""Rules of the grammar for words that name their date: `late May 2024`, `Q3 2024`.

Takes canonical words; gives the days that they allow, without looking at the publication
date. `limits` has the rules for limits and spans, `relative` those that count from the
publication.
"""

from __future__ import annotations

import re

from ledger.edtf.gregorian import SEASONS, month_length
from ledger.edtf.reading import Reading, Rule, Tense
from ledger.edtf.refusals import two_digit_year
from ledger.edtf.value import Edtf
from ledger.edtf.vocabulary import (
    CODE_OF_PART,
    MONTH,
    MONTH_NAMES,
    PART,
    SEASON,
    SEASON_NAMES,
    STEP,
    WEEKDAY,
    WEEKDAYS,
)

_HEMISPHERES = (None, "northern", "southern")
_SIDE = "(northern|southern)"

# The days of a month, the months of a year and the years of a decade that a vague word
# takes in.
_LAST = 31
_DAYS_OF_MONTH = {
    "early": (1, 16),
    "h1": (1, 16),
    "mid": (8, 24),
    "late": (15, _LAST),
    "h2": (15, _LAST),
    "start": (1, 10),
    "end": (21, _LAST),
}
_MONTHS_OF_YEAR = {"early": (1, 6), "mid": (4, 9), "late": (7, 12), "start": (1, 4), "end": (9, 12)}
_YEARS_OF_DECADE = {"early": (0, 5), "mid": (3, 7), "late": (5, 9), "start": (0, 3), "end": (7, 9)}


def _day_month_year(_: Reading, day: str, month: str, year: str) -> Edtf:
    """`29`, `june`, `2022`; the grammar of EDTF refuses a day that is not there."""
    return Edtf(f"{int(year):04}-{MONTH_NAMES.index(month) + 1:02}-{int(day):02}")


def _two_digit_year(reading: Reading, year: str) -> Edtf:
    raise two_digit_year(reading.words, year)


def _month(_: Reading, month: str, year: str) -> Edtf:
    return Edtf(f"{year}-{MONTH_NAMES.index(month) + 1:02}")


def _decade(_: Reading, digits: str) -> Edtf:
    """The 1990s; the 1900s may be ten years or a hundred."""
    return Edtf(f"{digits[:2]}XX" if digits.endswith("0") else f"{digits}X")


def _century(_: Reading, number: str) -> Edtf:
    """The 19th century is 1801 to 1900 by rule, and 1800 to 1899 for most who say it."""
    last = int(number) * 100
    return Edtf(f"{last - 100:04}/{last:04}")


def _year(_: Reading, text: str) -> Edtf:
    return Edtf(text)


def _season(reading: Reading, *groups: str | None) -> Edtf:
    """Spring 2023, of the hemisphere that stands before the name, after it or at the end."""
    before, season, after, year, at_end = groups
    named = [word for word in (before, after, at_end) if word]
    if len(named) > 1:
        raise reading.refused("it names two hemispheres")
    hemisphere = _HEMISPHERES.index(named[0]) if named else 0
    code = SEASONS[0] + len(SEASON_NAMES) * hemisphere + SEASON_NAMES.index(season or "")
    return Edtf(f"{year}-{code}")


def _weekday_and_day(reading: Reading, weekday: str, rest: str) -> Edtf:
    """Monday 29 June 2022: the name must fit the day."""
    day = reading.read(rest)
    if day.earliest is None or not day.is_day:
        raise reading.refused("a weekday needs a day next to it")
    truth = WEEKDAYS[day.earliest.weekday()]
    if truth != weekday:
        reason = f"{day.display} is a {truth.title()}, not a {weekday.title()}"
        raise reading.refused(reason, "mend the weekday or the day, or leave the weekday out")
    return day


def _part(reading: Reading, part: str, rest: str) -> Edtf:
    """Early, mid, late, a half or a quarter, of a month, a year or a decade."""
    if rest in ("month", "year"):
        return _part_of_this(reading, part, rest)
    text = reading.read(rest).text
    if re.fullmatch("[0-9]{4}", text):
        if part in CODE_OF_PART:
            return Edtf(f"{text}-{CODE_OF_PART[part]}")
        first, last = _MONTHS_OF_YEAR[part]
        return Edtf(f"{text}-{first:02}/{text}-{last:02}")
    if re.fullmatch("[0-9]{3}X", text) and part in _YEARS_OF_DECADE:
        first, last = _YEARS_OF_DECADE[part]
        return Edtf(f"{text[:3]}{first}/{text[:3]}{last}")
    month = re.fullmatch("([0-9]{4})-(0[1-9]|1[0-2])", text)
    if month is None or part not in _DAYS_OF_MONTH:
        raise reading.refused(f"{part.title()!r} can be said of a month, a year or a decade only")
    first, last = _DAYS_OF_MONTH[part]
    last = min(last, month_length(int(month[1]), int(month[2])))
    return Edtf(f"{text}-{first:02}/{text}-{last:02}")


def _part_of_this(reading: Reading, part: str, unit: str) -> Edtf:
    """The end of the year: this one, unless a story of the past means the year it tells of."""
    span = _part(reading, part, f"this {unit}")
    published = reading.published
    last = published.latest if published else None
    if reading.tense is Tense.PAST and last and span.earliest and span.earliest > last:
        reason = f"it does not say which {unit}, and this one's is yet to come"
        raise reading.refused(reason, f"name the {unit}")
    return span


SHORTENED: tuple[Rule, ...] = (
    (rf"[0-9]{{1,2}} (?:{MONTH}) ([0-9]{{2}})", _two_digit_year),
    (rf"(?:{MONTH}) [0-9]{{1,2}} ([0-9]{{2}})", _two_digit_year),
)
NAMED: tuple[Rule, ...] = (
    (rf"([0-9]{{1,2}}) ({MONTH}) ([0-9]{{4}})", _day_month_year),
    (
        rf"({MONTH}) ([0-9]{{1,2}}) ([0-9]{{4}})",
        lambda reading, month, day, year: _day_month_year(reading, day, month, year),
    ),
    (
        rf"([0-9]{{4}}) ({MONTH}) ([0-9]{{1,2}})",
        lambda reading, year, month, day: _day_month_year(reading, day, month, year),
    ),
    (rf"({MONTH}) ([0-9]{{4}})", _month),
    (rf"([0-9]{{4}}) ({MONTH})", lambda reading, year, month: _month(reading, month, year)),
    (r"(?:year )?([0-9]{4})", _year),
    (r"(?:decade )?([0-9]{3})0s", _decade),
    (r"decade ([0-9]{3})0", _decade),
    (r"century ([0-9]{1,2})", _century),
    (rf"(?:{_SIDE} )?({SEASON})(?: {_SIDE})? ([0-9]{{4}})(?: {_SIDE})?", _season),
    (
        rf"([0-9]{{4}}) ({SEASON})",
        lambda reading, year, season: _season(reading, None, season, None, year, None),
    ),
    (rf"({WEEKDAY}) (.*[0-9].*)", _weekday_and_day),
    (rf"(.*[0-9].*) ({WEEKDAY})", lambda reading, day, name: _weekday_and_day(reading, name, day)),
    (rf"({PART}) (.+)", _part),
    (
        rf"([0-9]{{4}}|[0-9]{{4}}s|(?:{STEP}) month) ({PART})",
        lambda reading, rest, part: _part(reading, part, rest),
    ),
)
