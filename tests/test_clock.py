"""Today: whose day it is, and where that must be said."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from ledger.clock import Clocks, FixedClock, NoSuchZone, named_day, today, zone_of
from ledger.views.clocks import as_of

EARLY = FixedClock(datetime(2026, 11, 28, 20, 35, tzinfo=UTC))  # 05:35 on the 29th in Seoul


@pytest.mark.parametrize(
    ("zone", "day", "named"),
    [
        ("Asia/Seoul", 29, "Asia/Seoul"),
        ("Pacific/Kiritimati", 29, "Pacific/Kiritimati"),
        ("America/Mexico_City", 28, None),
        ("UTC", 28, None),
    ],
)
def test_today_is_the_readers_and_its_zone_is_named_where_the_day_differs(zone, day, named):
    """At 20:35 UTC it is the next day in Seoul, which is said, and the same in Mexico City."""
    assert date(2026, 11, day) == today(EARLY, zone_of(zone))
    assert named == named_day(EARLY, zone_of(zone))


@pytest.mark.parametrize("name", ["Seoul", "Asia/Nowhere", "../etc", "KST+25"])
def test_a_zone_that_is_none_is_refused_with_a_way_out(name):
    """A city alone, an unknown place, a path and an offset each get an example to follow."""
    with pytest.raises(NoSuchZone, match="no such time zone") as refused:
        zone_of(name)
    assert "Asia/Seoul" in refused.value.fix


def test_the_capitals_of_a_zone_do_not_matter():
    """No two zones differ in them alone; a slip is told the nearest one."""
    assert "Asia/Seoul" == zone_of("asia/seoul").key
    with pytest.raises(NoSuchZone) as refused:
        zone_of("America/Mexico_Cty")
    assert "name one as in America/Mexico_City" in refused.value.fix


def test_without_a_name_it_is_the_machines_own():
    """None stands for the machine's own zone: no other is chosen in its place."""
    assert None is zone_of(None)


def test_a_page_names_the_zone_next_to_the_day():
    """A page whose day depends on the reader's zone can be understood elsewhere."""
    asked = Clocks(valid_at=date(2026, 11, 29), zone="Asia/Seoul")
    assert "as of 29 November 2026 (Asia/Seoul)" == as_of(asked)
