"""Rules of the phrase table for words that name their date: `late May 2024`, `by Q3 2024`.

Takes folded words; gives the days that they allow, without looking at the publication
date. The rules for relative words come beside them.
"""

from __future__ import annotations

import re
from datetime import timedelta

from ledger.edtf.grammar import OPEN, QUALIFIERS
from ledger.edtf.gregorian import MONTHS, SEASONS, month_length
from ledger.edtf.reading import Reading, Rule, end_of, spanning, start_of
from ledger.edtf.refusals import BadDate
from ledger.edtf.value import Edtf
from ledger.edtf.vocabulary import WEEKDAYS

MONTH = "|".join(name.lower() for name in MONTHS)
_SEASON_NAMES = ("spring", "summer", "autumn", "winter")
_SEASON = "|".join(_SEASON_NAMES)
_HEMISPHERES = (None, "northern", "southern")
_SIDE = "(northern|southern)"

# The days of a month, and the months of a year, that a vague word takes in.
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
_CODE_OF_PART = {"q1": 33, "q2": 34, "q3": 35, "q4": 36, "h1": 40, "h2": 41}


def month_number(name: str) -> int:
    """January is 1."""
    return MONTH.split("|").index(name) + 1


def day_text(year: str | int, month: str, day: str) -> str:
    """`29`, `june`, `2022` as EDTF; the grammar refuses a day that is not there."""
    return f"{int(year):04}-{month_number(month):02}-{int(day):02}"


def _day_month_year(_: Reading, day: str, month: str, year: str) -> Edtf:
    return Edtf(day_text(year, month, day))


def _month_day_year(_: Reading, month: str, day: str, year: str) -> Edtf:
    return Edtf(day_text(year, month, day))


def _month(_: Reading, month: str, year: str) -> Edtf:
    return Edtf(f"{year}-{month_number(month):02}")


def _decade(_: Reading, digits: str) -> Edtf:
    return Edtf(f"{digits}X")


def _year(_: Reading, text: str) -> Edtf:
    return Edtf(text)


def _season(reading: Reading, *groups: str | None) -> Edtf:
    """Spring 2023, of the hemisphere that stands before the name, after it or at the end."""
    before, season, after, year, at_end = groups
    named = [word for word in (before, after, at_end) if word]
    if len(named) > 1:
        raise reading.refused("it names two hemispheres")
    hemisphere = _HEMISPHERES.index(named[0]) if named else 0
    code = SEASONS[0] + len(_SEASON_NAMES) * hemisphere + _SEASON_NAMES.index(season or "")
    return Edtf(f"{year}-{code}")


def _weekday_and_day(reading: Reading, weekday: str, rest: str) -> Edtf:
    """Monday 29 June 2022: the name must fit the day."""
    found = reading.read(rest)
    if found.earliest is None or not found.is_day:
        raise reading.refused("a weekday needs a day beside it")
    truth = WEEKDAYS[found.earliest.weekday()]
    if truth != weekday:
        reason = f"{found.display} is a {truth.title()}, not a {weekday.title()}"
        raise reading.refused(reason, "mend the weekday or the day, or leave the weekday out")
    return found


def _part(reading: Reading, part: str, rest: str) -> Edtf:
    """Early, mid, late, a half or a quarter, of a month or of a year."""
    text = reading.read(rest).text
    if re.fullmatch("[0-9]{4}", text):
        if part in _CODE_OF_PART:
            return Edtf(f"{text}-{_CODE_OF_PART[part]}")
        first, last = _MONTHS_OF_YEAR[part]
        return Edtf(f"{text}-{first:02}/{text}-{last:02}")
    month = re.fullmatch("([0-9]{4})-(0[1-9]|1[0-2])", text)
    if month is None or part not in _DAYS_OF_MONTH:
        raise reading.refused(f"{part.title()!r} can be said of a month or a year only")
    first, last = _DAYS_OF_MONTH[part]
    last = min(last, month_length(int(month[1]), int(month[2])))
    return Edtf(f"{text}-{first:02}/{text}-{last:02}")


def _by(reading: Reading, rest: str) -> Edtf:
    return Edtf(f"{OPEN}/{end_of(reading.read(rest))}")


def _since(reading: Reading, rest: str) -> Edtf:
    return Edtf(f"{start_of(reading.read(rest))}/{OPEN}")


def _before(reading: Reading, rest: str) -> Edtf:
    """Before a unit of the calendar: before its first day. Before a vague one: its last."""
    found = reading.read(rest)
    limit = found.earliest if _is_unit(found) else found.not_after
    if limit is None:
        raise reading.refused("there is no last day for it to come before")
    return Edtf.on_or_before(limit - timedelta(1) if _is_unit(found) else limit)


def _after(reading: Reading, rest: str) -> Edtf:
    """After a unit of the calendar: after its last day. After a vague one: its first."""
    found = reading.read(rest)
    limit = found.latest if _is_unit(found) else found.not_before
    if limit is None:
        raise reading.refused("there is no first day for it to come after")
    return Edtf.on_or_after(limit + timedelta(1) if _is_unit(found) else limit)


def _is_unit(found: Edtf) -> bool:
    """A day, month, quarter, half or year, whose ends nobody doubts."""
    code = found.text[5:7]
    vague = code.isdecimal() and int(code) in SEASONS
    return not vague and re.fullmatch(r"[0-9]{4}(?:-[0-9]{2}){0,2}", found.text) is not None


def _about(reading: Reading, rest: str) -> Edtf:
    return _qualified(reading.read(rest), "~")


def _possibly(reading: Reading, rest: str) -> Edtf:
    return _qualified(reading.read(rest), "?")


def _qualified(found: Edtf, mark: str) -> Edtf:
    """The mark at each end that names a date; about and possibly together are `%`."""
    ends = []
    for end in found.text.split("/"):
        if end in ("", OPEN):
            ends.append(end)
        elif end[-1] in QUALIFIERS:
            ends.append(end[:-1] + (mark if end[-1] == mark else "%"))
        else:
            ends.append(end + mark)
    return Edtf("/".join(ends))


def _between(reading: Reading, first: str, last: str) -> Edtf:
    """From the first to the last, each completed by what only the other says.

    `27 to 28 september 2024`, `september 27 to 28 2024`, `may to june 2024`.
    """
    heads = [first.split()[:count] for count in range(1, len(first.split()))]
    tails = [last.split()[count:] for count in range(1, len(last.split()))]
    start = _first_read(reading, [*(f"{first} {' '.join(tail)}" for tail in tails), first])
    end = _first_read(reading, [last, *(f"{' '.join(head)} {last}" for head in heads)])
    if start.earliest and end.latest and end.latest < start.earliest:
        fix = "say the year of both, or give the date as EDTF"
        raise reading.refused(f"{end.display} comes before {start.display}", fix)
    return spanning(start, end)


def _first_read(reading: Reading, candidates: list[str]) -> Edtf:
    refusals = []
    for candidate in candidates:
        try:
            return reading.read(candidate)
        except BadDate as refusal:
            refusals.append(refusal)
    # What the grammar says of a date that was understood (30 February) tells more.
    raise max(refusals, key=lambda refusal: refusal.text != reading.words)


_ONE_JOIN = r"((?:(?! and | to | or ).)+)"

LIMITS: tuple[Rule, ...] = (
    (rf"(?:between|from|since) {_ONE_JOIN} (?:and|to|or) {_ONE_JOIN}", _between),
    (r"(.+) or (?:later|after)", _since),
    (r"(.+) or (?:earlier|before)", _by),
    (r"by (.+)", _by),
    (r"since (.+)", _since),
    (r"before (.+)", _before),
    (r"after (.+)", _after),
    (r"about (.+)", _about),
    (r"possibly (.+)", _possibly),
    (rf"{_ONE_JOIN} (?:to|or) {_ONE_JOIN}", _between),
)
NAMED: tuple[Rule, ...] = (
    (rf"([0-9]{{1,2}}) ({MONTH}) ([0-9]{{4}})", _day_month_year),
    (rf"({MONTH}) ([0-9]{{1,2}}) ([0-9]{{4}})", _month_day_year),
    (rf"({MONTH}) ([0-9]{{4}})", _month),
    (r"(?:year )?([0-9]{4})", _year),
    (r"([0-9]{3})0s", _decade),
    (rf"(?:{_SIDE} )?({_SEASON})(?: {_SIDE})? ([0-9]{{4}})(?: {_SIDE})?", _season),
    (rf"({'|'.join(WEEKDAYS)}) (.*[0-9].*)", _weekday_and_day),
    (rf"({'|'.join([*_CODE_OF_PART, 'early', 'mid', 'late', 'start', 'end'])}) (.+)", _part),
    (r"([0-9]{4}) (q[1-4]|h[12])", lambda reading, year, part: _part(reading, part, year)),
)
