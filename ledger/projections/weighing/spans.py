"""The ends of a span of days, with the ends of the calendar where nothing bounds it.

Takes ``Span`` values; gives days to compare, and spans of them.
"""

from __future__ import annotations

from datetime import date

from ledger.projections.weighing.answer import Span


def low(span: Span) -> date:
    """The first possible day; ``date.min`` if nothing bounds it."""
    return span.earliest or date.min


def high(span: Span) -> date:
    """The last possible day; ``date.max`` if nothing bounds it."""
    return span.latest or date.max


def between(first: date, last: date) -> Span:
    """The span from day to day, open where a bound is none."""
    return Span(
        earliest=None if first == date.min else first, latest=None if last == date.max else last
    )
