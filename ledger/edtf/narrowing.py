"""Two dates of one event to the days that both allow, as text.

Takes two values; gives the text of their intersection, or nothing. Each end is taken from
the date that leaves less room there, with its qualifier; so the order of the two cannot
matter. `Edtf.intersect` says what it means.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple, Protocol

from ledger.edtf.grammar import OPEN, QUALIFIERS
from ledger.edtf.gregorian import month_length

_BEFORE_ALL = date.min.toordinal() - 1
_AFTER_ALL = date.max.toordinal() + 1
_DECEMBER = 12

# From the least firm to the firmest.
_SILENT = (OPEN, "")  # open says that nothing bounds it, unknown that something does
_DOUBTS = "%?~"
_FIRM = len(_DOUBTS)


class DateBounds(Protocol):
    """What is taken of a date: its text, the days that it states, and those that are possible."""

    @property
    def text(self) -> str:
        """As it was written."""
        ...

    @property
    def earliest(self) -> date | None:
        """The first day that is stated."""
        ...

    @property
    def latest(self) -> date | None:
        """The last day that is stated."""
        ...

    @property
    def not_before(self) -> date | None:
        """The first day that is possible."""
        ...

    @property
    def not_after(self) -> date | None:
        """The last day that is possible."""
        ...


class _DateEnd(NamedTuple):
    """One end of a date. Of two, the greater leaves less room.

    ``tight`` is the ordinal of the possible day, doubt included; negative for a last day, so
    that greater is tighter there too. Of two that leave the same room the firmer one counts.
    """

    tight: int
    firm: int
    stated: int
    text: str


def span(first: date, last: date) -> str:
    """The text of some day from the first to the last; whole years and months as such."""
    start, end = first.isoformat(), last.isoformat()
    if first.day == 1 and last.day == month_length(last.year, last.month):
        digits = 4 if first.month == 1 and last.month == _DECEMBER else 7
        start, end = start[:digits], end[:digits]
    return start if start == end else f"{start}/{end}"


def narrowed(date_: DateBounds, other: DateBounds) -> str | None:
    """The text of what both allow; None where no day is stated by both."""
    limits = max(_start(date_), _start(other)), max(_end(date_), _end(other))
    if limits[0].stated > limits[1].stated:
        return None
    plain = _joined(*limits)
    # An operand's own words (2024-35, 2004-XX) come before a span of days that says the same.
    same = [
        operand.text for operand in (date_, other) if (_start(operand), _end(operand)) == limits
    ]
    return min(same, key=lambda text: (text == plain, len(text), text), default=plain)


def _joined(start: _DateEnd, end: _DateEnd) -> str:
    if start.text == end.text:
        return start.text
    if start.firm == end.firm == _FIRM:
        return span(date.fromordinal(start.stated), date.fromordinal(end.stated))
    return f"{start.text}/{end.text}"


def _start(date_: DateBounds) -> _DateEnd:
    text = date_.text.partition("/")[0]
    if date_.earliest is None or date_.not_before is None:
        return _DateEnd(_BEFORE_ALL, _SILENT.index(text), _BEFORE_ALL, text)
    return _limit(text, date_.earliest, date_.not_before.toordinal())


def _end(date_: DateBounds) -> _DateEnd:
    text = date_.text.rpartition("/")[2]
    if date_.latest is None or date_.not_after is None:
        return _DateEnd(-_AFTER_ALL, _SILENT.index(text), _AFTER_ALL, text)
    return _limit(text, date_.latest, -date_.not_after.toordinal())


def _limit(text: str, stated: date, tight: int) -> _DateEnd:
    if text[-1] in QUALIFIERS:
        return _DateEnd(tight, _DOUBTS.index(text[-1]), stated.toordinal(), text)
    return _DateEnd(tight, _FIRM, stated.toordinal(), stated.isoformat())
