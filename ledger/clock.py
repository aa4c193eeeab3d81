"""Time as an argument: the clock that stamps, and the three clocks that a question fixes.

Gives the domain its only sight of time. Nothing below the faces asks the system.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, tzinfo
from typing import TYPE_CHECKING, Protocol

import attrs

from ledger.errors import InvalidInput
from ledger.late import late

if TYPE_CHECKING:
    import difflib
    import zoneinfo
else:
    difflib = late("difflib")
    zoneinfo = late("zoneinfo")


class Clock(Protocol):
    """Tells the time in UTC."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...


@attrs.frozen
class SystemClock:
    """The machine's own time."""

    def now(self) -> datetime:
        """The present moment, from the system."""
        return datetime.now(UTC)


@attrs.frozen
class FixedClock:
    """A clock that stands still, for demos, specs and tests."""

    instant: datetime

    def now(self) -> datetime:
        """Always the same moment."""
        return self.instant


class NoSuchZone(InvalidInput):
    """A time zone that is not in the tz database."""

    code = "no-such-zone"

    def __init__(self, name: str) -> None:
        near = difflib.get_close_matches(name, zoneinfo.available_timezones(), n=1, cutoff=0.85)
        like = near[0] if near else "Asia/Seoul or America/Mexico_City, or UTC"
        super().__init__(
            f"no such time zone: {name}",
            fix=f"name one as in {like}: in CLAIMS_TIMEZONE, "
            "or for all readers of a ledger with claims init --timezone",
        )
        self.zone = name


def zone_of(name: str | None) -> tzinfo | None:
    """The time zone of a name of the tz database; None, without a name, is the machine's own.

    Capitals do not matter: no two zones differ in them alone.

    Raises:
        NoSuchZone: there is none of that name.
    """
    if name is None:
        return None
    try:
        return zoneinfo.ZoneInfo(name)
    except (ValueError, OSError, KeyError) as error:  # KeyError: ZoneInfoNotFoundError
        spelled = {zone.casefold(): zone for zone in zoneinfo.available_timezones()}
        zone = spelled.get(name.casefold())
        if zone is None:
            raise NoSuchZone(name) from error
        return zoneinfo.ZoneInfo(zone)


def today(clock: Clock, zone: tzinfo | None) -> date:
    """The day that it is for a reader in a zone; None is the machine's own."""
    return clock.now().astimezone(zone).date()


def named_day(clock: Clock, zone: tzinfo | None) -> str | None:
    """The zone whose day ``today`` is, where that is another day than in UTC; None where not."""
    here = clock.now().astimezone(zone)
    return None if here.date() == clock.now().date() else str(zone or here.tzname())


@attrs.frozen(kw_only=True)
class Clocks:
    """The three clocks of a question (law): none of them ever stands in for another.

    ``valid_at`` (occurred): was it so in the world on this day?
    ``published_by`` (published): could one have read it by the end of this day? None: no limit.
    ``known_at`` (recorded): did this ledger know it then? A moment (UTC), a log position
    (inclusive), or None for everything the log holds. ``zone`` names whose day ``valid_at`` is,
    where nobody set it and it is another day in UTC.
    """

    valid_at: date
    published_by: date | None = None
    known_at: datetime | int | None = None
    zone: str | None = None

    @property
    def briefed_on(self) -> date | None:
        """The day, if all three stand at the end of the same one (UTC)."""
        return self.valid_at if self == briefed_on(self.valid_at) else None


def briefed_on(day: date) -> Clocks:
    """The clocks of what one would have briefed at the end of a day (UTC).

    >>> briefed_on(date(2024, 6, 12)).briefed_on.isoformat()
    '2024-06-12'
    """
    end = datetime.combine(day, time.max, UTC)
    return Clocks(valid_at=day, published_by=day, known_at=end)
