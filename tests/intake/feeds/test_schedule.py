"""When a feed is asked again: later and later where it fails, and no sooner than it asks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ledger.intake.feeds.schedule import after_failure, after_success, asked_for

NOW = datetime(2024, 6, 12, 9, 0, tzinfo=UTC)


def test_the_wait_doubles_to_a_day():
    """Half an hour, one, two, and never more than a day."""
    waits = [
        after_failure(NOW, failures=failures, headers={}) - NOW for failures in (1, 2, 3, 9, 1_000)
    ]
    assert [wait.total_seconds() / 3600 for wait in waits] == [0.5, 1, 2, 24, 24]
    assert after_success(NOW) - NOW == timedelta(minutes=10)


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("7200", timedelta(hours=2)),
        ("Wed, 12 Jun 2024 12:00:00 GMT", timedelta(hours=3)),
        ("Wed, 12 Jun 2024 12:00:00 -0000", timedelta(hours=3)),
        ("Tue, 11 Jun 2024 12:00:00 GMT", timedelta()),
        ("99999999999999999999", timedelta(days=14)),
        ("Mon, 01 Jan 99999999999999999999 00:00:00 GMT", timedelta()),
        ("soon", timedelta()),
        ("-5", timedelta()),
        ("", timedelta()),
    ],
)
def test_a_server_names_its_own_time(value, wait):
    """In seconds or as a moment; nonsense is none."""
    assert asked_for({"retry-after": value}, NOW) == wait
    assert after_failure(NOW, failures=1, headers={"retry-after": value}) - NOW == max(
        wait, timedelta(minutes=30)
    )
