"""The three clocks from text, and in words."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from ledger.app.clocks import At, NoSuchMoment, clocks, day, in_words, moment_or_position

TODAY = date(2024, 6, 13)


def test_a_clock_that_is_not_set_stands_at_today_or_is_open():
    """The occurred clock stands at today; what could be read, and what was known, is all of it."""
    asked = clocks(TODAY)
    assert (asked.valid_at, asked.published_by, asked.known_at) == (TODAY, None, None)


def test_each_clock_is_set_on_its_own():
    """One does not move another."""
    asked = clocks(TODAY, published_by="2024-06-01")
    assert (asked.valid_at, asked.published_by, asked.known_at) == (TODAY, date(2024, 6, 1), None)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("@41", 41),
        ("2024-12-01T10:00Z", datetime(2024, 12, 1, 10, tzinfo=UTC)),
        ("2024-12-01T10:00+09:00", datetime(2024, 12, 1, 1, tzinfo=UTC)),
        ("2024-12-01", datetime(2024, 12, 1, 23, 59, 59, 999999, tzinfo=UTC)),
    ],
)
def test_what_was_known_is_asked_by_position_moment_or_day(text, moment):
    """A day means its end, in UTC; a moment with an offset is turned to UTC."""
    assert moment_or_position("--known-at", text) == moment


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("41", "@41"),
        ("2024-12-01T10:00", "time zone"),
        ("soon", "2024-12-01"),
        ("9999-12-31T23:00-10:00", "2024-12-01"),
    ],
)
def test_what_is_no_moment_is_refused_with_the_way_out(text, way):
    """The option and the word are named, and how it is written."""
    with pytest.raises(NoSuchMoment) as refused:
        moment_or_position("--known-at", text)
    assert (refused.value.option, refused.value.code) == (
        "--known-at",
        "no-such-moment",
    )
    assert way in refused.value.fix


def test_a_day_that_is_not_in_the_calendar_is_refused_by_name():
    """There is no 31 June; a day written otherwise is another mistake."""
    with pytest.raises(NoSuchMoment) as refused:
        day("--valid-at", "2024-06-31")
    assert "not in the calendar" in refused.value.fix
    with pytest.raises(NoSuchMoment):
        day("--valid-at", "13 June")


def test_a_message_names_the_clock_as_the_face_calls_it():
    """Another face has no dashes before its options."""
    with pytest.raises(NoSuchMoment, match=r"^valid-at: "):
        clocks(TODAY, valid_at="soon", prefix="")


def test_the_clocks_in_words_end_with_the_position():
    """So that the same question can be asked again later; a position that was asked is enough."""
    at = At(valid_at=TODAY, published_by=None, known_at=None, position=41)
    assert in_words(at).endswith(" · position @41")
    asked = At(valid_at=TODAY, published_by=None, known_at=7, position=7)
    assert in_words(asked).count("@7") == 1
