"""Dates in digits, as tables print them: `22/04/2016`, `2024. 6. 12.`, `2024-06-12`.

Takes plain text; gives it with such dates in canonical words, where they can mean one day
only, and refuses those that could mean two.
"""

from __future__ import annotations

import re

from ledger.edtf.refusals import BadDate, day_or_month_first, two_digit_year
from ledger.edtf.vocabulary import MONTH_NAMES

_YEAR_FIRST = re.compile(
    r"(?<![\d./-])([0-9]{4})([-./]) ?([0-9]{1,2})\2 ?([0-9]{1,2})(?![\d/-])\.?"
)
_YEAR_LAST = re.compile(
    r"(?<![\d./-])([0-9]{1,2})([-./]) ?([0-9]{1,2})\2 ?([0-9]{4}|[0-9]{2})(?![\d/-])"
)
_MONTH_AND_YEAR = re.compile(r"(?<![\d./-])(0?[1-9]|1[0-2])[/.]([0-9]{4})(?![\d./-])")
_ISO = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}")
_DECEMBER = 12


def is_printed(text: str) -> bool:
    """Whether the whole text is one date in digits as tables print it, and not ISO 8601."""
    forms = (_YEAR_FIRST, _YEAR_LAST, _MONTH_AND_YEAR)
    return any(form.fullmatch(text) for form in forms) and not _ISO.fullmatch(text)


def with_digits_named(text: str) -> str:
    """The text with its dates in digits as day, name of the month, year.

    >>> with_digits_named("by 22/04/2016")
    'by 22 april 2016'
    """
    text = _YEAR_FIRST.sub(lambda date: _named(date[0], date[4], date[3], date[1]), text)
    text = _YEAR_LAST.sub(_year_last, text)
    return _MONTH_AND_YEAR.sub(lambda date: f"{MONTH_NAMES[int(date[1]) - 1]} {date[2]}", text)


def _year_last(date: re.Match[str]) -> str:
    first, second, year = int(date[1]), int(date[3]), date[4]
    if len(year) != len("2016"):
        raise two_digit_year(date[0], year)
    if first == second or second > _DECEMBER >= first:
        return _named(date[0], date[3], date[1], year)
    if first > _DECEMBER:
        return _named(date[0], date[1], date[3], year)
    raise day_or_month_first(date[0], first, second, year)


def _named(text: str, day: str, month: str, year: str) -> str:
    if not 1 <= int(month) <= _DECEMBER:
        reason = f"there is no month {month}"
        raise BadDate(text, reason, fix="write year, month, day: 2022-06-29")
    return f"{int(day)} {MONTH_NAMES[int(month) - 1]} {year}"
