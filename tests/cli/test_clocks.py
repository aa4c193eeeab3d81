"""The three clocks, as they are typed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from ledger.app.clocks import NoSuchMoment, day, moment_or_position


def test_a_day_is_a_day_of_the_calendar():
    """The leap day of 2024 is read as the day that it is."""
    assert day("--valid-at", "2024-02-29") == date(2024, 2, 29)


@pytest.mark.parametrize("given", ["", "2024", "2024-6-12", "20240612", "12 June 2024", "2024-06"])
def test_a_day_that_is_written_otherwise_is_refused(given):
    """Unknown values are refused with the form to use, never guessed."""
    with pytest.raises(NoSuchMoment) as caught:
        day("--valid-at", given)
    assert "--valid-at" in caught.value.message
    assert caught.value.fix == "write a day as 2024-06-12"


def test_a_day_that_does_not_exist_is_refused():
    """29 February 2023 is refused by name and not moved to a day nearby."""
    with pytest.raises(NoSuchMoment, match="2023-02-29"):
        day("--valid-at", "2023-02-29")


def test_digits_are_a_position_of_the_log():
    """Also four of them: a year alone is not a moment that known-at takes."""
    assert (
        moment_or_position("--known-at", "@0"),
        moment_or_position("--known-at", "@2024"),
    ) == (0, 2024)


def test_a_day_is_known_at_its_end():
    """Everything recorded on that day in UTC was known at it."""
    end = datetime(2024, 12, 1, 23, 59, 59, 999999, UTC)
    assert moment_or_position("--known-at", "2024-12-01") == end


def test_a_moment_is_turned_to_utc():
    """Ten o'clock at +09:00 is one o'clock in UTC, so moments compare across zones."""
    expected = datetime(2024, 12, 1, 1, 0, tzinfo=UTC)
    assert moment_or_position("--known-at", "2024-12-01T10:00+09:00") == expected


@pytest.mark.parametrize(
    "given",
    ["", "now", "-1", "2024-12-01T10:00", "2024-13-01", "9999-12-31T23:59-23:00", "1" * 16, "٤١"],
)
def test_a_moment_that_is_none_is_refused(given):
    """A moment without a time zone, out of the calendar, a negative or unreadable position."""
    with pytest.raises(NoSuchMoment):
        moment_or_position("--known-at", given)
