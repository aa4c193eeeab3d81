"""Since when a brief says what changed: for its heading, and for a command that says all of it.

Takes a day, a moment or a position on one of the clocks; gives words and flags.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

import attrs

from ledger.ids import position_name
from ledger.projections.changes.changed_clock import ChangedClock

if TYPE_CHECKING:
    from ledger.views.words import Words


@attrs.frozen(kw_only=True)
class Since:
    """The end of a day, a moment, or a position, on a clock."""

    moment: date | datetime | int
    clock: ChangedClock = ChangedClock.RECORDED

    def heading(self, words: Words) -> str:
        """The heading over what changed, with the clock where it is not the recorded one."""
        recorded = self.clock is ChangedClock.RECORDED
        key = "brief-changed" if recorded else f"brief-changed-{self.clock}"
        return words(key, since=self._words(words))

    @property
    def flags(self) -> str:
        """What asks ``claims diff`` for the same.

        >>> Since(moment=date(2024, 6, 12), clock=ChangedClock.PUBLISHED).flags
        ' --since 2024-06-12 --clock published'
        """
        recorded = self.clock is ChangedClock.RECORDED
        clock = "" if recorded else f" --clock {self.clock}"
        return f" --since {self._typed()}{clock}"

    def _words(self, words: Words) -> str:
        match self.moment:
            case datetime() as moment if _ends_a_day(moment):
                return words.day(moment.date())
            case datetime() as moment:
                moment = moment.astimezone(UTC)
                return f"{words.day(moment.date())}, {moment:%H:%M} UTC"
            case date() as day:
                return words.day(day)
            case position:
                return position_name(position)

    def _typed(self) -> str:
        match self.moment:
            case datetime() as moment if _ends_a_day(moment):
                return moment.date().isoformat()
            case datetime() as moment:
                return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
            case date() as day:
                return day.isoformat()
            case position:
                return position_name(position)


def _ends_a_day(moment: datetime) -> bool:
    """A day that was typed for the recorded clock means its end in UTC."""
    return moment.tzinfo is UTC and moment.time() == time.max
