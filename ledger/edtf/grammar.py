"""EDTF text to the days it allows: level 0, level 1, and the parts of a year of level 2.

Takes the text of one date or interval; gives four bounds; raises `BadDate`. The value
comes next. Source: Library of Congress, Extended Date/Time Format Specification (2019),
and ISO 8601-2:2019.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from ledger.edtf import refusals
from ledger.edtf.gregorian import PARTS, month_length, part_of_year

QUALIFIERS = "?~%"
OPEN = ".."

# A doubtful date may be off by as much as it is wide, and by a week at least.
DOUBT_DAYS = 7

_DATE = re.compile(
    r"([0-9]{2}(?:[0-9][0-9X]|XX))"  # year, its last one or two digits unspecified
    r"(?:-(?:(XX)(?:-XX)?|([0-9]{2})(?:-(?:(XX)|([0-9]{2})))?))?"  # month or part, day
    r"([?~%])?"
)
_DAY_LENGTH = 10
_DECEMBER = 12


class Bounds(NamedTuple):
    """The days of one date: as stated, and as far as its qualifiers leave doubt.

    ``earliest`` and ``latest`` are what the text states, ``not_before`` and ``not_after``
    the same days, moved outwards by the doubt of a qualifier. None: no day is stated.
    """

    earliest: date | None
    latest: date | None
    not_before: date | None
    not_after: date | None


def read(text: str) -> Bounds:
    """The bounds of a date or an interval.

    Raises BadDate, always with the whole text and a way out.
    """
    if len(text) == _DAY_LENGTH and text[4] == "-" == text[7]:
        try:
            day = date.fromisoformat(text)  # by far the most common form, and the fast one
        except ValueError:
            pass
        else:
            return Bounds(day, day, day, day)
    start_text, slash, end_text = text.partition("/")
    if not slash:
        return read_date(text, text)
    start, end = _read_end(start_text, text), _read_end(end_text, text)
    if start.earliest is None and end.latest is None:
        raise refusals.says_nothing(text)
    if start.earliest and end.latest and end.latest < start.earliest:
        raise refusals.ends_before_start(text, start_text, end_text)
    return Bounds(start.earliest, end.latest, start.not_before, end.not_after)


def _read_end(text: str, whole: str) -> Bounds:
    """One end of an interval: a date, `..` (open) or nothing (unknown)."""
    if text in ("", OPEN):
        return Bounds(None, None, None, None)
    return read_date(text, whole)


def read_date(text: str, whole: str) -> Bounds:
    """The bounds of a date that is no interval; errors name the ``whole`` text."""
    match = _DATE.fullmatch(text)
    if match is None:
        raise refusals.not_edtf(whole)
    year, any_month, month, any_day, day, qualifier = match.groups()
    if "X" in year and (any_month or month):
        raise refusals.not_edtf(whole)
    try:
        earliest, latest = _days(whole, year, month, day, day_part=bool(day or any_day))
    except ValueError:
        raise refusals.outside_calendar(whole) from None
    if not qualifier:
        return Bounds(earliest, latest, earliest, latest)
    doubt = max((latest - earliest).days + 1, DOUBT_DAYS)
    return Bounds(earliest, latest, _earlier(earliest, doubt), _later(latest, doubt))


def _days(
    whole: str, year_text: str, month_text: str | None, day_text: str | None, *, day_part: bool
) -> tuple[date, date]:
    """First and last day; raises BadDate, or ValueError outside the calendar."""
    first_year = int(year_text.replace("X", "0"))
    if month_text is None:
        return date(first_year, 1, 1), date(int(year_text.replace("X", "9")), 12, 31)
    month = int(month_text)
    if month in PARTS:
        if day_part:
            raise refusals.no_day_in_part(whole, first_year, month)
        return part_of_year(first_year, month)
    if not 1 <= month <= _DECEMBER:
        raise refusals.no_such_month(whole, month)
    length = month_length(first_year, month)
    if day_text is None:
        return date(first_year, month, 1), date(first_year, month, length)
    day = int(day_text)
    if not 1 <= day <= length:
        raise refusals.no_such_day(whole, first_year, month, day)
    return date(first_year, month, day), date(first_year, month, day)


def _earlier(day: date, days: int) -> date:
    return day - timedelta(days) if day.toordinal() > days else date.min


def _later(day: date, days: int) -> date:
    return day + timedelta(days) if date.max.toordinal() - day.toordinal() > days else date.max
