"""How long after the condition is met: a number of a unit, and how it is counted.

Gives ``Delay`` and the two conventions. ``projections.treaties.entry_into_force.delay`` does the
arithmetic.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import attrs
import msgspec

from ledger.claims.developments.fields import described

Number = Annotated[int, msgspec.Meta(ge=1, le=10_000)]


class DelayUnit(StrEnum):
    """What a delay is counted in.

    ``nth-day`` is "on the 90th day after"; ``nth-month`` is "on the first day of the sixth
    month after the month in which"; ``nth-year`` is "on the first day of the year after that in
    which", with the number one.
    """

    DAYS = "days"
    NTH_DAY = "nth-day"
    WEEKS = "weeks"
    MONTHS = "months"
    NTH_MONTH = "nth-month"
    YEARS = "years"
    NTH_YEAR = "nth-year"


class DayCount(StrEnum):
    """Which day is the first of a period.

    ``exclude-the-day``: 29 April and 30 days give 29 May, the usual reading.
    ``count-from-day-of-deposit``: the day of the deposit is the first of them (28 May).
    ``day-after-expiry``: in force once the whole period is over (30 May).
    """

    EXCLUDE_THE_DAY = "exclude-the-day"
    FROM_THE_DAY = "count-from-day-of-deposit"
    DAY_AFTER_EXPIRY = "day-after-expiry"


class MonthEnd(StrEnum):
    """Where a period of months ends if that month has no such day.

    ``last-day``: on the last day of the month (three months after 30 November: 28 February;
    European Convention on the Calculation of Time-Limits, art. 4).
    ``next-day``: on the first day of the month after (1 March).
    ``end-to-end``: as ``last-day``, and from a last day to a last day (28 February plus one
    month: 31 March).
    """

    LAST_DAY = "last-day"
    NEXT_DAY = "next-day"
    END_TO_END = "end-to-end"


@attrs.frozen(kw_only=True)
class Delay:
    """A period after a day: ``{number: 30, unit: days}``."""

    number: Number = described("how many")
    unit: DelayUnit = described("of what")
    first_of_next_month: bool = described(
        "whether it is then the first day of the month that follows", default=False
    )
