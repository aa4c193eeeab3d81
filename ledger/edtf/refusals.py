"""Why a text is no date here, and what to write instead.

Takes a text that the grammar could not read; gives a `BadDate` with the reason and a way
out. Nothing is repaired: a near miss is named and handed back.
"""

from __future__ import annotations

import re

from ledger.edtf.gregorian import MONTHS, month_length
from ledger.errors import InvalidInput

FORMS = (
    "write a day (2022-06-29), a month (2022-06), a year (2022) or an interval (2022-06/2022-08)"
)
_SHOWN = 60

# The first pattern that is found decides. (what is there, the reason, the way out)
_MISTAKES = (
    (r"\A\s*\Z", "it is empty", FORMS),
    (r"\A\s|\s\Z", "there is white space around it", "take the white space away"),
    (r"\d[Tt]\d|:\d\d", "it has a time of day, and a development has a day", "leave the time out"),
    (
        r"\A[\[{]",
        "it is a set of dates (EDTF level 2), and a date here is one span of days",
        "write an interval from the first possible day to the last",
    ),
    (
        r"\A[yY]-?\d|[ES]\d",
        "years of more than four digits are outside the calendar of this ledger (0001 to 9999)",
        "write a year of four digits",
    ),
    (
        r"(?:\A|/)-\d",
        "years before 0001 are outside the calendar of this ledger (0001 to 9999)",
        "write a year from 0001 to 9999",
    ),
    (r"\bopen\b", "an open end is written `..`", "write 2024-06-12/.. or ../2024-06-12"),
    (
        r"\bunknown\b",
        "an unknown end is left empty",
        "write 2024-06-12/ or /2024-06-12",
    ),
    (
        r"[?~%]{2}",
        "it has two qualifiers: ? uncertain, ~ approximate, % both",
        "keep one of them at the end, % for both",
    ),
    (
        r"[?~%](?!\Z|/)",
        "a qualifier stands inside the date (EDTF level 2)",
        "put it at the end, where it speaks of the whole date: 2004-06~",
    ),
    (
        r"\d[uUx]|-[uUx]{2}",
        "an unspecified digit is a capital X",
        "write 201X, 2004-XX, 1985-04-XX",
    ),
    (
        r"X",
        "unspecified digits stand only at the right: decade, century, month or day",
        "write 201X, 20XX, 2004-XX, 1985-04-XX or 1985-XX-XX",
    ),
    (r"\A\d{8}\Z", "the hyphens are missing", "write 2022-06-29"),
    (r"W\d", "it is a week date, which is not EDTF", "write an interval of days"),
    (r"\A\d{4}-\d{3}\Z", "it is an ordinal date, which is not EDTF", "write 2022-06-29"),
    (
        r"\A\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\Z",
        "day and month could stand in either order",
        "write year, month, day: 2022-06-29",
    ),
    (r"\A\d{4}[./]\d{1,2}[./]\d{1,2}\Z", "the parts are joined by hyphens", "write 2022-06-29"),
    (r"/.*/", "an interval has one slash", "write 2022-06/2022-08"),
    (r"\A\d{4}-\d(?:-|\Z)|-\d\Z", "months and days have two digits", "write 2022-06-09"),
)


class BadDate(InvalidInput):
    """A text that is no date, or words that name none.

    Carries ``text`` as it was given and ``reason``; the sentence is made from them.
    """

    code = "bad-date"

    def __init__(self, text: str, reason: str, *, fix: str) -> None:
        shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "..."
        super().__init__(f"no date: {shown!r}: {reason}", fix=fix)
        self.text = text
        self.reason = reason


def not_edtf(text: str) -> BadDate:
    """The reason why a text is outside the grammar."""
    for pattern, reason, fix in _MISTAKES:
        if re.search(pattern, text):
            return BadDate(text, reason, fix=fix)
    return BadDate(text, "it is not written as a date (EDTF, ISO 8601-2)", fix=FORMS)


def two_digit_year(text: str, year: str) -> BadDate:
    """22-Apr-16: the century is not told, and tables of treaties go back further than one."""
    reason = f"its year has two digits, and {year} may be 19{year} or 20{year}"
    return BadDate(text, reason, fix=f"write the year in four digits: 19{year} or 20{year}")


def day_or_month_first(text: str, first: int, second: int, year: str) -> BadDate:
    """03/04/2024: the day comes first in most countries, the month in some."""
    day_first, other = f"{year}-{second:02}-{first:02}", f"{year}-{first:02}-{second:02}"
    reason = "day and month could stand in either order"
    return BadDate(text, reason, fix=f"write year, month, day: {day_first} or {other}")


def no_such_month(text: str, month: int) -> BadDate:
    """A month 00, 13 to 20, or a code above 41."""
    reason = f"there is no month {month:02} (01 to 12; 21 to 41 are seasons, quarters and halves)"
    return BadDate(text, reason, fix="write the month from 01 to 12, or the year alone")


def no_such_day(text: str, year: int, month: int, day: int) -> BadDate:
    """A day that its month does not have in its year."""
    length = month_length(year, month)
    name = MONTHS[month - 1]
    reason = f"{name} {year} has {length} days, there is no {day:02}"
    fix = f"write the day from 01 to {length}, or the month alone: {year:04}-{month:02}"
    return BadDate(text, reason, fix=fix)


def no_day_in_part(text: str, year: int, code: int) -> BadDate:
    """A season, quarter, third or half that is followed by a day."""
    reason = f"{code} is a season, quarter, third or half, which has no days of its own"
    return BadDate(text, reason, fix=f"leave the day out: {year:04}-{code}")


def outside_calendar(text: str) -> BadDate:
    """A date that begins before the year 1 or ends after 9999."""
    reason = "it reaches outside the calendar of this ledger (years 0001 to 9999)"
    return BadDate(text, reason, fix="write a year from 0001 to 9999")


def says_nothing(text: str) -> BadDate:
    """An interval with a date at neither end."""
    reason = "an interval with a date at neither end says nothing"
    return BadDate(text, reason, fix="leave the date out, or give one end: ../2024-06-12")


def ends_before_start(text: str, start: str, end: str) -> BadDate:
    """An interval whose end cannot reach its start."""
    reason = f"it ends ({end}) before it starts ({start})"
    return BadDate(text, reason, fix=f"turn it round ({end}/{start}), or mend one end")
