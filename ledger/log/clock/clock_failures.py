"""What can be wrong with a clock that stamps what is recorded: one class a cause.

Takes the moments that do not fit, gives the error a user reads. Nothing was recorded then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.errors import StorageError

if TYPE_CHECKING:
    from datetime import datetime


class ClockBehind(StorageError):
    """A clock that is earlier than what was recorded before, by more than the tolerance."""

    code = "clock-behind"

    def __init__(self, now: datetime, last: datetime) -> None:
        super().__init__(
            f"this clock says {_shown(now)}, and the last event was recorded at {_shown(last)}; "
            "nothing was recorded",
            fix="set this machine's clock if it is behind (date -u shows it); if it is right, "
            "another clock was ahead: claims repair says what it would do about that",
        )
        self.now = now
        self.last = last


class ClocksApart(StorageError):
    """A clock that is not with the one of the database, by more than the tolerance."""

    code = "clocks-apart"

    def __init__(self, now: datetime, second: datetime, place: str) -> None:
        super().__init__(
            f"this clock says {_shown(now)}, and the one of {place} says {_shown(second)}; "
            "nothing was recorded",
            fix="find out which of the two is wrong and set it (date -u shows this machine's); "
            "then run the same command again",
        )
        self.now = now
        self.second = second
        self.place = place


class ClockBeforeLog(StorageError):
    """A clock from before 1970, where the moments of a log begin."""

    code = "clock-before-1970"

    def __init__(self, now: datetime) -> None:
        super().__init__(
            f"this clock says {_shown(now)}, before 1970, where a ledger's moments begin; "
            "nothing was recorded",
            fix="set this machine's clock (date -u shows it) and run the same command again",
        )
        self.now = now


def _shown(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC"
