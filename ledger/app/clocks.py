"""The three clocks from text, and in words: what every face reads and prints of them.

Takes days, a moment or a log position as a person writes them; gives ``ledger.clock.Clocks``.
Whether a ``known_at`` lies beyond the head of the log only the ledger can tell.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

import attrs

from ledger.clock import Clocks, briefed_on
from ledger.errors import InvalidInput
from ledger.ids import position_name, position_of
from ledger.projections.changes.changed_clock import ChangedClock
from ledger.views.clocks import as_of as clocks_in_words
from ledger.views.words import ENGLISH

if TYPE_CHECKING:
    from ledger.views.words import Words

__all__ = [
    "At",
    "ChangedClock",
    "Clocks",
    "NoSuchMoment",
    "clocks",
    "day",
    "in_words",
    "moment_or_position",
]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"[0-9]{1,15}")


class NoSuchMoment(InvalidInput):
    """A clock was set to something that is no day, no moment and no position."""

    code = "no-such-moment"

    def __init__(self, option: str, word: str, *, fix: str) -> None:
        super().__init__(f"{option}: no such moment: {word or 'an empty word'}", fix=fix)
        self.option = option
        self.given = word


def day(option: str, word: str) -> date:
    """A day of the calendar, written as 2024-06-12.

    Raises:
        NoSuchMoment: it is written otherwise, or does not exist.
    """
    fix = "write a day as 2024-06-12"
    if not _DAY.fullmatch(word):
        raise NoSuchMoment(option, word, fix=fix)
    try:
        return date.fromisoformat(word)
    except ValueError as error:
        raise NoSuchMoment(option, word, fix=f"{fix}; this one is not in the calendar") from error


def moment_or_position(option: str, word: str) -> datetime | int:
    """A log position, the end of a day in UTC, or a moment that names its time zone.

    >>> moment_or_position("--known-at", "@41")
    41
    >>> moment_or_position("--known-at", "2024-12-01T10:00Z").isoformat()
    '2024-12-01T10:00:00+00:00'
    """
    if (position := position_of(word)) is not None:
        return position
    if _NUMBER.fullmatch(word):
        fix = f"a position is written {position_name(int(word))}, a day 2024-12-01"
        raise NoSuchMoment(option, word, fix=fix)
    if _DAY.fullmatch(word):
        return datetime.combine(day(option, word), time.max, UTC)
    fix = "write a day as 2024-12-01, a moment as 2024-12-01T10:00Z, or a log position as @41"
    try:
        moment = datetime.fromisoformat(word)
        if moment.tzinfo is None:
            raise NoSuchMoment(option, word, fix=f"{fix}; a moment needs its time zone, Z is UTC")
        return moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise NoSuchMoment(option, word, fix=fix) from error


def clocks(
    today: date,
    *,
    valid_at: str | None = None,
    published_by: str | None = None,
    known_at: str | None = None,
    as_of: str | None = None,
    zone: str | None = None,
    prefix: str = "--",
) -> Clocks:
    """The clocks of a question; ``prefix`` is what stands before their names in a message.

    The occurred clock stands at ``today`` where it is not set, with the name of its zone.
    ``as_of`` is a day for all three at once, each up to its end: what would we have briefed then?

    Raises:
        NoSuchMoment: one of them is no day, no moment and no position.
    """
    if as_of is not None:
        return briefed_on(day(f"{prefix}as-of", as_of))
    return Clocks(
        valid_at=today if valid_at is None else day(f"{prefix}valid-at", valid_at),
        published_by=None if published_by is None else day(f"{prefix}published-by", published_by),
        known_at=None if known_at is None else moment_or_position(f"{prefix}known-at", known_at),
        zone=zone if valid_at is None else None,
    )


@attrs.frozen(kw_only=True)
class At:
    """The clocks of an answer, and the log position up to which it was read."""

    valid_at: date
    published_by: date | None
    known_at: datetime | int | None
    position: int


def in_words(at: At, words: Words = ENGLISH) -> str:
    """The clocks of an answer, in words.

    ``as of 1 October 2024 · published by 1 December 2024 · position 41``
    """
    asked = Clocks(valid_at=at.valid_at, published_by=at.published_by, known_at=at.known_at)
    if isinstance(at.known_at, int):
        return clocks_in_words(asked, words)
    position = words("head-position", position=position_name(at.position))
    return f"{clocks_in_words(asked, words)} · {position}"
