"""The one clock of tests that goes on: by a step whenever it is read, or as a test turns it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import attrs


@attrs.define
class TickingClock:
    """A clock that goes on by ``step`` each time it is read; a step of nothing stands still."""

    instant: datetime = datetime(2024, 9, 1, tzinfo=UTC)
    step: timedelta = timedelta(seconds=1)

    def now(self) -> datetime:
        """The next moment, in UTC."""
        self.instant += self.step
        return self.instant

    def turn(self, by: timedelta) -> None:
        """Set the clock forward or back."""
        self.instant += by
