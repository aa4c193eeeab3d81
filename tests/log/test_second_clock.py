"""A moment far after the last one is recorded only if a second clock bears it out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import attrs
import pytest

from ledger.clock import FixedClock, SystemClock
from ledger.log import Event, init_log, open_log
from ledger.log.append_rule import TOLERANCE
from ledger.log.clock.clock_failures import ClocksApart
from ledger.log.stores.postgresql.store import PostgresStore

LONG = timedelta(days=900)


@attrs.define
class OffClock:
    """A clock that is off the machine's own by a span of time."""

    by: timedelta

    def now(self) -> datetime:
        """The machine's moment, and the span."""
        return SystemClock().now() + self.by


def event(name: str) -> Event:
    return Event(id=name, type="claim.recorded", version=1, tags=frozenset(), payload=b"{}")


@pytest.fixture
def place(database):
    """An empty ledger of each kind."""
    init_log(database)
    return database


def append(place: str, name: str, clock: object):
    log = open_log(place, clock=clock)
    try:
        return log.append([event(name)])[0]
    finally:
        log.close()


def test_a_clock_that_the_second_does_not_bear_out_is_refused(place):
    """A clock that is ahead is refused at the first event and later; nothing is recorded."""
    with pytest.raises(ClocksApart) as refused:
        append(place, "a", OffClock(LONG))
    assert refused.value.now - refused.value.second > LONG - TOLERANCE
    assert append(place, "a", SystemClock()).position == 0
    with pytest.raises(ClocksApart):
        append(place, "b", OffClock(LONG))
    assert append(place, "b", SystemClock()).position == 1


def test_within_the_tolerance_clocks_may_differ(place):
    """Negative control: a little ahead is no fault."""
    ahead = append(place, "a", OffClock(TOLERANCE / 2))
    assert append(place, "b", SystemClock()).recorded_at == ahead.recorded_at


def test_a_clock_that_stands_still_or_replays_is_not_held_to_the_time_of_day(place):
    """Demos, specs and tests say which moment it is; a replay goes through the past."""
    replayed = append(place, "a", OffClock(-LONG))
    assert SystemClock().now() - replayed.recorded_at > LONG - TOLERANCE
    told = datetime(2031, 1, 1, tzinfo=UTC)
    assert append(place, "b", FixedClock(told)).recorded_at == told


@pytest.mark.parametrize("by", [LONG, -LONG])
def test_a_servers_clock_speaks_against_the_machines(postgres_schema, monkeypatch, by):
    """Ahead or behind: the machine's own clock is held to the server's, and both are named."""
    init_log(postgres_schema)
    monkeypatch.setattr(PostgresStore, "now", lambda *_: SystemClock().now() + by)
    with pytest.raises(ClocksApart, match=r"this clock says .* and the one of .* says"):
        append(postgres_schema, "a", SystemClock())
