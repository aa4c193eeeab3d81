"""Calendars: vague days as spans, very vague ones on one day, UIDs that stay."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import icalendar
import pytest

from ledger.app.publication.calendar import dates
from ledger.app.publication.imprint import imprint
from ledger.claims.developments import Signed
from ledger.claims.vocabulary import Modality
from ledger.clock import Clocks
from ledger.edtf import parse
from ledger.projections.dates_to_come import DateKind
from ledger.projections.weighing.answer import Status
from ledger.views.publication.calendar import calendar, days_of
from tests.publishing.conftest import TODAY, told

JUNE = Clocks(valid_at=date(2024, 6, 1))


@pytest.mark.parametrize(
    ("when", "first", "end"),
    [
        ("2024-06-12", "2024-06-12", "2024-06-13"),
        ("2024-09", "2024-09-01", "2024-10-01"),
        ("2024-09-27/2024-09-28", "2024-09-27", "2024-09-29"),
        ("2024-35", "2024-07-01", "2024-10-01"),
        ("2030", "2030-12-31", "2031-01-01"),
        ("../2030-12-31", "2030-12-31", "2031-01-01"),
        ("2027-01-01/..", "2027-01-01", "2027-01-02"),
        ("2024-05~", "2024-05-01", "2024-06-01"),
        ("2024-06-15~", "2024-06-08", "2024-06-23"),
        ("2024-06-15?", "2024-06-08", "2024-06-23"),
    ],
)
def test_a_vague_day_is_a_span_and_a_very_vague_one_its_last_day(when, first, end):
    """Up to a quarter is shown whole; a year, or an open end, would only fill the page."""
    days = days_of(parse(when))
    assert (days.first.isoformat(), days.end.isoformat()) == (first, end)


def test_the_end_of_time_is_no_day():
    """What may be any day up to it has no place on a page of days."""
    assert days_of(parse("../9999-12-31")) is None


@pytest.fixture
def awaited(desk):
    """A count that goes stale, and a signature that is expected in September."""
    desk.on("2024-05-01").count(desk.document("may", "2024-05-01"), 9, "2024-05-01")
    expect(desk, "2024-05-10")
    return desk


def expect(desk, day):
    """A paper of a day expects a signature in September."""
    signed = Signed(party="a", instrument="i")
    desk.claim(desk.document(day, day), signed, "2024-09", modality=Modality.EXPECTED)


def events(ledger, clocks=JUNE, **more):
    """The events as another program reads them."""
    made = imprint(ledger, ledger.size() - 1)
    content = calendar(dates(ledger, clocks), imprint=made, **more)
    return icalendar.Calendar.from_ical(content).walk("VEVENT")


def test_a_count_goes_stale_on_the_day_on_which_its_status_turns(awaited):
    """A year and a day after its day; on the eve it was not stale."""
    (stale,) = [each for each in dates(awaited.ledger, JUNE) if each.kind is DateKind.COUNT_STALE]
    day = stale.when.earliest
    for when, expected in ((day - timedelta(1), False), (day, True)):
        view = awaited.ledger.view("p", Clocks(valid_at=when))
        status = view.instruments[0].consents.answer.status
        assert (status is Status.STALE) is expected


def test_an_event_says_its_days_its_words_and_how_vague_they_are(awaited):
    """All-day, the end not counted, transparent, with the words behind it."""
    (signed,) = [each for each in events(awaited.ledger) if "sign" in each["summary"]]
    assert signed["dtstart"].dt == date(2024, 9, 1)
    assert signed["dtend"].dt == date(2024, 10, 1)
    assert signed["dtstart"].params["VALUE"] == "DATE"
    assert signed["transp"] == "TRANSPARENT"
    assert signed["status"] == "TENTATIVE"
    assert signed["x-claims-edtf"] == "2024-09"
    assert "\u201c" in signed["description"]


def test_it_is_icalendar_by_its_rules(awaited):
    """RFC 5545: lines of at most 75 octets that end in CR LF, and what must be there, once."""
    made = imprint(awaited.ledger, awaited.ledger.size() - 1)
    content = calendar(dates(awaited.ledger, JUNE), imprint=made)
    lines = content.split(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    for name in (b"PRODID:", b"VERSION:2.0"):
        assert sum(line.startswith(name) for line in lines) == 1
    for event in events(awaited.ledger):
        for name in ("uid", "dtstamp", "dtstart", "dtend", "summary", "sequence"):
            assert not isinstance(event[name], list), name
        assert event["dtstamp"].dt.utcoffset() == timedelta(0)
        assert event["dtend"].dt > event["dtstart"].dt
        assert 0 <= event["sequence"] < 2**31
    uids = [event["uid"] for event in events(awaited.ledger)]
    assert len(set(uids)) == len(uids)


def test_a_calendar_without_a_day_is_one_all_the_same(awaited):
    """RFC 5545, 3.6: it holds a component at least; nothing of it is an event."""
    content = calendar((), imprint=imprint(awaited.ledger, awaited.ledger.size() - 1))
    made = icalendar.Calendar.from_ical(content)
    assert ["VTIMEZONE"] == [part.name for part in made.subcomponents]
    assert not made.events


def test_a_uid_stays_and_its_sequence_grows(awaited):
    """Another source that says the same makes no second event."""
    before = {event["uid"]: event["sequence"] for event in events(awaited.ledger)}
    expect(awaited, "2024-05-20")
    after = {event["uid"]: event["sequence"] for event in events(awaited.ledger)}
    assert set(after) == set(before)
    assert all(after[uid] > sequence for uid, sequence in before.items())


def test_the_same_days_give_the_same_bytes(awaited):
    """Stamps are those of what was recorded."""
    made = imprint(awaited.ledger, awaited.ledger.size() - 1)
    days = dates(awaited.ledger, JUNE)
    assert calendar(days, imprint=made) == calendar(days, imprint=made)


def test_hostile_text_stays_text(awaited):
    """A line break in a title begins no property."""
    made = imprint(awaited.ledger, awaited.ledger.size() - 1)
    days = [
        attrs.evolve(each, partnership_title="x\r\nATTACH:http://evil.example\r\n;,\\\u202e")
        for each in dates(awaited.ledger, JUNE)
    ]
    (read,) = icalendar.Calendar.from_ical(calendar(days, imprint=made)).walk("VCALENDAR")
    assert not read.walk("VEVENT")[0].get("attach")
    assert "\\x0d\\x0aATTACH" in read.walk("VEVENT")[0]["description"]


def test_the_days_of_real_stories_are_read():
    """Every kind of day that they have stands in one order, overdue first."""
    ledger = told("australia-tuvalu", "eu-mercosur", "japan-philippines-defence", "korea-uae")
    days = dates(ledger, TODAY)
    assert days
    assert [each.overdue for each in days] == sorted((each.overdue for each in days), reverse=True)
    assert len(events(ledger, TODAY)) == len(days)
