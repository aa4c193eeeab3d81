"""The proleptic Gregorian calendar at day precision: month ends, shifts and parts of a year.

Takes years, months and the EDTF codes 21 to 41; gives first and last days. The grammar and
the phrase table come next. Only the calendar is known here, no notation.
"""

from __future__ import annotations

from datetime import date

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DECEMBER = 12
_FEBRUARY = 2

# A season's days depend on the hemisphere and on the convention (meteorological: whole
# months; astronomical: equinox to solstice, which no year puts later than the days below).
# A code that names a hemisphere spans both conventions, one that does not spans both
# hemispheres too. A season over New Year may be counted to either year, so it spans both.
_SPRING = ((0, 3, 1), (0, 6, 22))
_SUMMER = ((0, 6, 1), (0, 9, 24))
_AUTUMN = ((0, 9, 1), (0, 12, 23))
_WINTER = ((-1, 12, 1), (1, 3, 21))
_EITHER_SPRING = _EITHER_AUTUMN = ((0, 3, 1), (0, 12, 23))
_EITHER_SUMMER = _EITHER_WINTER = _WINTER

# First and last day by code of ISO 8601-2, from 21 on, as (years to add, month, day).
_PARTS = (
    *(_EITHER_SPRING, _EITHER_SUMMER, _EITHER_AUTUMN, _EITHER_WINTER),
    *(_SPRING, _SUMMER, _AUTUMN, _WINTER),
    *(_AUTUMN, _WINTER, _SPRING, _SUMMER),
    *(((0, 1, 1), (0, 3, 31)), ((0, 4, 1), (0, 6, 30))),
    *(((0, 7, 1), (0, 9, 30)), ((0, 10, 1), (0, 12, 31))),
    *(((0, 1, 1), (0, 4, 30)), ((0, 5, 1), (0, 8, 31)), ((0, 9, 1), (0, 12, 31))),
    *(((0, 1, 1), (0, 6, 30)), ((0, 7, 1), (0, 12, 31))),
)
SEASONS = range(21, 33)
PARTS = range(21, 42)


def month_length(year: int, month: int) -> int:
    """How many days a month has.

    >>> month_length(2023, 2), month_length(2024, 2)
    (28, 29)
    """
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if leap and month == _FEBRUARY else _LENGTHS[month - 1]


def part_of_year(year: int, code: int) -> tuple[date, date]:
    """The first and last day that a season, quarter, third or half of a year can have.

    Raises ValueError where a season reaches out of the years 1 to 9999.
    """
    (from_year, *first), (to_year, *last) = _PARTS[code - PARTS[0]]
    return date(year + from_year, *first), date(year + to_year, *last)


def shift_months(day: date, months: int) -> date:
    """The same day of another month; where that month is too short, the first of the next.

    The later day is the wider bound for what had happened by then. Raises ValueError
    outside the years 1 to 9999.

    >>> shift_months(date(2024, 2, 29), -180), shift_months(date(2022, 6, 30), -180)
    (datetime.date(2009, 3, 1), datetime.date(2007, 6, 30))
    """
    years, month = divmod(day.month - 1 + months, _DECEMBER)
    year, month = day.year + years, month + 1
    if day.day <= month_length(year, month):
        return date(year, month, day.day)
    return date(year, month + 1, 1)
