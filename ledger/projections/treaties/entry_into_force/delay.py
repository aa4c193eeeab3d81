"""From the day a condition was met to the day that follows from it.

Takes a day, a delay and the rule's conventions; gives a day. Later in, never earlier out: so
the ends of a vague day give the ends of the answer. A day without bound stays without.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ledger.claims.entry_into_force import DayCount, Delay, DelayUnit, MonthEnd

if TYPE_CHECKING:
    from ledger.claims.entry_into_force import EntryIntoForceRule, Route

_MONTHS = 12
_FIRST_DAYS = (DelayUnit.NTH_MONTH, DelayUnit.NTH_YEAR)
_DAYS = {DelayUnit.DAYS: 1, DelayUnit.NTH_DAY: 1, DelayUnit.WEEKS: 7}


def day_for(route: Route, rule: EntryIntoForceRule, met: date) -> date:
    """The day on which a route leads to force, its conditions met on ``met``.

    ``date.min`` and ``date.max`` stand for a day without bound.
    """
    floor = route.not_before or date.min
    if route.on is not None and met <= route.on:
        return max(route.on, floor)
    return max(after(met, route.after, rule), floor)


def after(day: date, delay: Delay | None, rule: EntryIntoForceRule) -> date:
    """A day moved by a delay, in the way the rule counts.

    >>> from ledger.claims.entry_into_force import rule_from
    >>> rule = rule_from({"when": [{"consents": 35}], "after": {"number": 3, "unit": "months"}})
    >>> after(date(2023, 11, 30), rule.after, rule)
    datetime.date(2024, 2, 29)
    """
    if delay is None or day in (date.min, date.max):
        return day
    try:
        moved = _moved(day, delay, rule.month_end)
        shift = _shift(delay, rule.counting)
        if delay.first_of_next_month:
            return _first_of_month(moved + timedelta(min(shift, 0)), 1)
        return moved + timedelta(shift)
    except (OverflowError, ValueError):
        return date.max  # beyond the calendar: without bound


def _moved(day: date, delay: Delay, month_end: MonthEnd) -> date:
    match delay.unit:
        case DelayUnit.NTH_MONTH:
            return _first_of_month(day, delay.number)
        case DelayUnit.NTH_YEAR:
            return date(day.year + delay.number, 1, 1)
        case DelayUnit.MONTHS:
            return _months_later(day, delay.number, month_end)
        case DelayUnit.YEARS:
            return _months_later(day, delay.number * _MONTHS, month_end)
        case unit:
            return day + timedelta(delay.number * _DAYS[unit])


def _shift(delay: Delay, counting: DayCount) -> int:
    """By how many days the convention moves the end of a period."""
    if counting is DayCount.EXCLUDE_THE_DAY or delay.unit in _FIRST_DAYS:
        return 0
    if counting is DayCount.FROM_THE_DAY:
        return -1
    return 0 if delay.unit is DelayUnit.NTH_DAY else 1


def _first_of_month(day: date, months: int) -> date:
    """The first day of the month that lies so many months after the month of a day."""
    year, month = divmod(day.year * _MONTHS + day.month - 1 + months, _MONTHS)
    return date(year, month + 1, 1)


def _months_later(day: date, months: int, month_end: MonthEnd) -> date:
    first = _first_of_month(day, months)
    last = calendar.monthrange(first.year, first.month)[1]
    is_last = day.day == calendar.monthrange(day.year, day.month)[1]
    if month_end is MonthEnd.END_TO_END and is_last:
        return first.replace(day=last)
    if day.day <= last:
        return first.replace(day=day.day)
    return first.replace(day=last) + timedelta(month_end is MonthEnd.NEXT_DAY)
