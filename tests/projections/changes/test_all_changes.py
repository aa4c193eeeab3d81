"""What changed over all partnerships: those in which something did, and no other is looked at."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from ledger.app import SinceTooLate
from ledger.claims.commands import Describe
from ledger.claims.developments import MeetingHeld, VisitMade
from ledger.claims.entities import Partnership, Party
from ledger.facts.log_reader import position_by
from ledger.projections.changes.changes import ChangedClock
from ledger.views.pages.changes import all_changes_page
from ledger.views.text.layout import text_lines


@pytest.fixture
def two(desk):
    """A meeting in each of two partnerships, and what is foreseen in one for 15 June."""
    desk.tell(Describe(entity=Partnership(id="q", title="C and D", parties=("c", "d"))))
    desk.on("2024-05-01").document("d1", "2024-05-01")
    desk.claim("d1", MeetingHeld(host="a"), "2024-04-30")
    desk.claim("d1", MeetingHeld(host="c"), "2024-04-30", partnership="q")
    desk.claim("d1", VisitMade(host="d"), "2024-06-15", modality="expected", partnership="q")
    return desk


def changed(desk, since, day="2024-07-01", **how):
    answer = desk.ledger.diff_all(since, desk.at(day), **how)
    return [change.partnership for change in answer.changes]


def head(desk):
    return desk.ledger.log.head().size - 1


def test_only_what_was_touched_is_told(two):
    """After a claim in one, the other is as it was; after nothing, both are."""
    before = head(two)
    assert [] == changed(two, before)
    two.on("2024-06-01").document("d2", "2024-06-01")
    two.claim("d2", VisitMade(host="a"), "2024-05-30")
    assert ["p"] == changed(two, before)
    assert ["p"] == changed(two, date(2024, 5, 20))
    assert ["p"] == changed(two, date(2024, 5, 20), clock=ChangedClock.PUBLISHED)


def test_what_time_alone_changed_is_told_where_the_day_is_set_back_too(two):
    """The visit was foreseen for the fifteenth: open on the first of June, overdue in July."""
    before = head(two)
    assert [] == changed(two, before)
    answer = two.ledger.diff_all(before, two.at("2024-07-01"), day=date(2024, 6, 1))
    assert ["q"] == [change.partnership for change in answer.changes]
    text = " ".join("\n".join(text_lines(all_changes_page(answer, since="1 June"))).split())
    assert "1 partnership C and D [q]" in text
    assert "visit hosted by D, 15 June 2024: overdue, and was open" in text
    none = two.ledger.diff_all(before, two.at("2024-06-10"), day=date(2024, 6, 1))
    assert () == none.changes


def test_a_party_that_is_described_again_touches_all(two):
    """It may be named anywhere; where nothing is otherwise, nothing is told."""
    before = head(two)
    two.tell(Describe(entity=Party(id="a", name="A", aliases=("Alpha",))))
    assert [] == changed(two, before)


def test_a_partnership_that_nobody_had_described_is_new(two):
    """All of it is news."""
    before = head(two)
    two.tell(Describe(entity=Partnership(id="r", title="E and F", parties=("e", "f"))))
    two.claim("d1", MeetingHeld(host="e"), "2024-04-30", partnership="r")
    assert ["r"] == changed(two, before)


def test_since_what_is_to_come_is_refused(two):
    """On the occurred clock a day after the one that is asked about."""
    with pytest.raises(SinceTooLate):
        changed(two, date(2024, 8, 1), clock=ChangedClock.OCCURRED)


def test_a_moment_is_found_in_the_log_by_halves(two):
    """The last position by it, and none before the first event."""
    log = two.ledger.log
    last = {record.recorded_at: record.position for record in log.read()}
    assert len(last) > 3
    for moment, position in last.items():
        assert position == position_by(log, moment)
    assert -1 == position_by(log, datetime(2020, 1, 1, tzinfo=UTC))
    assert head(two) == position_by(log, None)


def test_all_at_once_is_each_on_its_own(two):
    """What is told of a partnership among all is what is told of it alone."""
    before = head(two)
    two.on("2024-06-01").document("d2", "2024-06-01")
    two.claim("d2", VisitMade(host="a"), "2024-05-30")
    answer = two.ledger.diff_all(before, two.at("2024-07-01"))
    assert answer.changes == (two.ledger.diff("p", before, two.at("2024-07-01")),)
