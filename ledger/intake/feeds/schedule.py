"""When a feed is asked again: soon where it answers, later and later where it does not.

Takes a feed, an answer and the time; gives the moment of the next poll. A server that names its
own time (``Retry-After``) is asked no sooner.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from ledger.sources.header_date import header_date

if TYPE_CHECKING:
    from collections.abc import Mapping

EVERY: Final = timedelta(minutes=10)
"""No feed is asked more often than so, unless a person asks for it by its number or ``--all``."""

FIRST_WAIT: Final = timedelta(minutes=30)
LONGEST_WAIT: Final = timedelta(days=1)
LONGEST_ASKED: Final = timedelta(days=14)
"""What a server asks for beyond this is a slip of its own."""


def after_success(now: datetime) -> datetime:
    """The next poll of a feed that answered."""
    return now + EVERY


def after_failure(now: datetime, *, failures: int, headers: Mapping[str, str]) -> datetime:
    """The next poll of a feed that failed so many times in a row, this one among them."""
    wait = min(FIRST_WAIT * (1 << min(failures - 1, 10)), LONGEST_WAIT)
    return now + max(wait, min(asked_for(headers, now), LONGEST_ASKED))


def asked_for(headers: Mapping[str, str], now: datetime) -> timedelta:
    """How long a server asks to be left alone, in seconds or until a moment (RFC 9110 §10.2.3).

    >>> asked_for({"retry-after": "120"}, datetime(2024, 6, 12, tzinfo=UTC)).seconds
    120
    """
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdecimal():
        return timedelta(seconds=min(int(value[:9]), LONGEST_ASKED.total_seconds()))
    moment = header_date(value)
    if moment is None:
        return timedelta()
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(aware - now, timedelta())
