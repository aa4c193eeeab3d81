"""The clocks of a comparison: the same question, with one of the three clocks set back."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

import attrs

from ledger.app.refusals import NoPosition, SinceTooLate
from ledger.projections.changes.changes import ChangedClock

if TYPE_CHECKING:
    from ledger.app.answers import Answers
    from ledger.clock import Clocks


def earlier(
    answers: Answers,
    clocks: Clocks,
    since: date | datetime | int,
    clock: ChangedClock,
    day: date | None = None,
) -> Clocks:
    """The clocks of the look back: one is set to ``since``, and the occurred clock to ``day``.

    Raises:
        BeyondTheHead: ``since`` lies in this ledger's future.
        SinceTooLate: ``since`` lies after what is asked about.
    """
    then = _moved(clocks, since, clock)
    if day is not None:
        then = attrs.evolve(then, valid_at=day)
    answers.at(then)
    if _later(then, clocks):
        raise SinceTooLate(f"@{since}" if isinstance(since, int) else str(since), clock)
    return then


def _moved(clocks: Clocks, since: date | datetime | int, clock: ChangedClock) -> Clocks:
    """The same question with one clock set back."""
    if clock is ChangedClock.RECORDED:
        if isinstance(since, date) and not isinstance(since, datetime):
            since = datetime.combine(since, time.max, UTC)
        return attrs.evolve(clocks, known_at=since)
    if isinstance(since, int | datetime):
        raise NoPosition(f"@{since}" if isinstance(since, int) else str(since), clock)
    if clock is ChangedClock.PUBLISHED:
        return attrs.evolve(clocks, published_by=since)
    return attrs.evolve(clocks, valid_at=since)


def _later(clocks: Clocks, other: Clocks) -> bool:
    """Whether a clock of one question is set later than the same clock of the other."""
    if clocks.valid_at > other.valid_at:
        return True
    if clocks.published_by is not None and other.published_by is not None:
        return clocks.published_by > other.published_by
    match clocks.known_at, other.known_at:
        case (int() as then, int() as now):
            return then > now
        case (datetime() as then, datetime() as now):
            return then > now
    return False
