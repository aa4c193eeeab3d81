"""The moments that hold, where a clock that was ahead has stamped others into the log.

Takes the rows of repairs of the clock, gives the moment that holds at a position. What is stored
never changes: a repair (``repairs.clock``) names the positions from one to another in a tag of its
envelope, and its own moment, which goes back to the true clock, is the first at which they are
sure to have been recorded. So that moment holds for them: no answer that was given before the
repair changes by it. Who comes next: ``sql`` reads events so, ``verify`` accepts the step back.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias

import attrs

from ledger.log.format.envelope import unsealed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ledger.log.format.envelope import Envelope
    from ledger.log.port import StoredEvent

TYPE = "ledger.repaired"
TAG = "repair:clock"
"""What every repair of the clock carries."""

_RANGE = re.compile(r"moments:(0|[1-9][0-9]{0,18})-(0|[1-9][0-9]{0,18})")

Stored: TypeAlias = "Callable[[int], StoredEvent | None]"
"""The row at a position."""


@attrs.frozen(kw_only=True)
class RepairedSpan:
    """Positions ``begins`` to ``ends`` for which the moment of the repair at ``position`` holds."""

    position: int
    begins: int
    ends: int
    moment: datetime


@attrs.frozen
class Moments:
    """Every repair of the clock, in order."""

    spans: tuple[RepairedSpan, ...] = ()

    def of(self, position: int, stamped: datetime) -> datetime:
        """The moment that holds for an event with this stamp: the last repair's, if any."""
        for span in reversed(self.spans):
            if span.begins <= position <= span.ends:
                return span.moment
        return stamped

    def and_of(self, row: StoredEvent, envelope: Envelope, stored: Stored) -> Moments | None:
        """The same and one more repair; None where the row is no repair of what it names.

        It is one if it names all positions before it that bear a later moment than its own.
        """
        named = [match for tag in envelope.tags if (match := _RANGE.fullmatch(tag))]
        if envelope.type != TYPE or TAG not in envelope.tags or len(named) != 1:
            return None
        begins, ends = map(int, named[0].groups())
        if not begins <= ends == row.position - 1:
            return None
        first, before = self._at(begins, stored), self._at(begins - 1, stored)
        if first is None or first <= envelope.recorded_at:
            return None
        if begins and (before is None or before > envelope.recorded_at):
            return None
        moment = envelope.recorded_at
        span = RepairedSpan(position=row.position, begins=begins, ends=ends, moment=moment)
        return Moments((*self.spans, span))

    def _at(self, position: int, stored: Stored) -> datetime | None:
        row = stored(position) if position >= 0 else None
        envelope = None if row is None else unsealed(row.envelope)
        return None if envelope is None else self.of(position, envelope.recorded_at)


def range_tag(begins: int, ends: int) -> str:
    """How a repair names positions in its envelope, which stands whatever is erased.

    >>> range_tag(3, 7)
    'moments:3-7'
    """
    return f"moments:{begins}-{ends}"


def moments(positions: Iterable[int], stored: Stored) -> Moments:
    """The moments that hold by the repairs at these positions; those that are none count not."""
    valid = Moments()
    for position in sorted(positions):
        row = stored(position)
        envelope = None if row is None else unsealed(row.envelope)
        if row is not None and envelope is not None:
            valid = valid.and_of(row, envelope, stored) or valid
    return valid


def one_by_one(stored: Callable[..., Iterator[StoredEvent]]) -> Stored:
    """Single rows, from what gives stretches of them (``Log.stored``)."""

    def at(position: int) -> StoredEvent | None:
        return next(stored(after=position - 1, upto=position), None)

    return at
