"""What changed between two looks, on each clock; what is contested; what was called off."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.app import BeyondTheHead, NoPosition, NoSuchSubject, SinceTooLate
from ledger.claims.commands import RecordClaim
from ledger.claims.developments import (
    ApprovalGranted,
    ConsentDeposited,
    ConsentsCounted,
    MeetingHeld,
    RequirementStated,
)
from ledger.projections.changes.changes import ChangedClock
from ledger.projections.outlook import ProspectOutcome
from ledger.views.pages.changes import changes_page, disputes_page
from ledger.views.text.layout import text_lines


@pytest.fixture
def counted(desk):
    """A desk that knew of nine consents on 1 May and of ten on 1 June; position 12 is between."""
    desk.on("2024-05-01").document("d", "2024-05-01")
    desk.count("d", 9, "2024-05-01")
    desk.on("2024-06-01").document("e", "2024-06-01")
    desk.count("e", 10, "2024-06-01")
    return desk


def diff(desk, since, valid_at="2024-07-01", clock="recorded", **clocks):
    """What changed since then."""
    since = date.fromisoformat(since) if isinstance(since, str) else since
    return desk.ledger.diff("p", since, desk.at(valid_at, **clocks), clock=ChangedClock(clock))


def values(found) -> dict[tuple[str, str], tuple[str | None, str | None]]:
    return {(one.subject, one.field): (one.before, one.after) for one in found.values}


def page(found) -> str:
    return "\n".join(text_lines(changes_page(found, since="then")))


@pytest.mark.parametrize("clock", ["recorded", "published", "occurred"])
def test_a_count_that_grew_is_told_on_each_clock(counted, clock):
    """Nine to ten is found whether one asks by recording, publication or occurrence."""
    found = diff(counted, "2024-05-20", clock=clock)
    assert ("9 of 11", "10 of 11") == values(found)["i", "consents"]
    assert "the convention: consents went from 9 of 11 to 10 of 11" in page(found)
    assert clock in page(found)


def test_since_a_position(counted):
    """At the head nothing changed; one event back a count grew; before the counts it is new."""
    position = counted.ledger.at(counted.at("2024-07-01")).position
    assert diff(counted, position).nothing
    assert "nothing: all is as it was" in page(diff(counted, position))
    assert ("9 of 11", "10 of 11") == values(diff(counted, position - 1))["i", "consents"]
    assert (None, "10 of 11") == values(diff(counted, 8))["i", "consents"]


def test_before_the_ledger_followed_it_all_is_new(counted):
    """From position 0 every value comes from none, and each document is news."""
    found = diff(counted, 0)
    assert (None, "10 of 11") == values(found)["i", "consents"]
    assert ["d", "e"] == [one.document for one in found.news]
    assert "New claims (2)" in page(found)


def test_what_was_believed_and_is_no_longer_is_told_with_its_reason(counted):
    """A retraction shows the claim, who took it back, and the value that returned."""
    (claim,) = diff(counted, "2024-05-20").news[0].claims
    counted.on("2024-06-10").retract(claim.claim, "e")
    found = diff(counted, "2024-06-05")
    (gone,) = found.no_longer
    assert (claim.claim, "retracted", "e") == (gone.citation.claim, gone.reason, gone.by)
    assert ("10 of 11", "9 of 11") == values(found)["i", "consents"]
    assert "taken back by e: wrong" in " ".join(page(found).split())


def test_a_correction_names_the_claim_that_took_its_place(counted):
    """The fallen claim is marked as corrected, with the id of its replacement."""
    claim = diff(counted, "2024-05-20").news[0].claims[0].claim
    becomes = RecordClaim(
        id="right",
        document="e",
        quote="statement 9.",
        development=ConsentsCounted(instrument="i", count=8, required=11, stage="deposited"),
        partnership="p",
    )
    counted.on("2024-06-10").correct(claim, "e", becomes)
    (gone,) = diff(counted, "2024-06-05").no_longer
    assert ("corrected", "right") == (gone.reason, gone.replacement)


@pytest.mark.parametrize(
    ("occurred", "published", "told"),
    [
        ("2024-03-01", "2024-06-10", "2024-03-01"),
        ("2024-03", "2024-06-10", "2024-03"),
        ("../2024-03-01", "2024-06-10", "../2024-03-01"),
        ("2024-03-01/..", "2024-06-10", "2024-03-01/2024-06-10"),
        ("2024-03-01/..", None, "2024-03-01/2024-06-10"),
    ],
)
def test_a_partys_consent_is_told_with_the_day_as_far_as_it_is_known(
    counted, occurred, published, told
):
    """A vague day stays vague; an open end closes at publication, or else at recording."""
    counted.on("2024-06-10").document("f", published)
    claim = counted.claim("f", ConsentDeposited(instrument="i", party="a"), occurred)
    found = diff(counted, "2024-06-05")
    assert (None, told) == values(found)["i/a", "consent"]
    (change,) = [one for one in found.values if one.subject == "i/a"]
    assert (claim,) == change.claims
    counted.on("2024-06-20").retract(claim, "f")
    assert (told, None) == values(diff(counted, "2024-06-15"))["i/a", "consent"]


def test_an_expectation_that_came_true_is_told_with_the_claim_that_met_it(desk):
    """The change of outcome cites the claim of the meeting that was held."""
    desk.on("2024-05-01").document("d", "2024-05-01")
    expected = desk.claim("d", MeetingHeld(host="a"), "2024-05-20", modality="expected")
    desk.on("2024-06-01").document("e", "2024-06-01")
    met = desk.claim("e", MeetingHeld(host="a"), "2024-05-20")
    found = diff(desk, "2024-05-15", "2024-06-02")
    (change,) = [one for one in found.values if one.field == "outcome"]
    assert (expected, (met,)) == (change.subject, change.claims)
    assert (change.before, change.after) != (None, None)
    assert ProspectOutcome.MET == change.after


def test_hurdles_that_came_and_went(desk):
    """New, cleared and reopened hurdles each have their sentence, with both states."""
    desk.on("2024-01-01").document("d", "2024-01-01")
    desk.claim("d", RequirementStated(hurdle="h", title="a licence"), modality="required")
    found = diff(desk, 8, "2024-03-01")
    assert [(None, "required", True)] == [
        (one.before, one.after, one.outstanding) for one in found.hurdles
    ]
    assert "new: a licence (required)" in page(found)
    desk.on("2024-02-01").document("e", "2024-02-01")
    granted = desk.claim("e", ApprovalGranted(hurdle="h"), "2024-02-01")
    found = diff(desk, "2024-01-15", "2024-03-01")
    assert "a licence cleared: granted, and was required" in page(found)
    desk.on("2024-02-10").retract(granted, "e")
    assert "a licence is required, and was granted" in page(diff(desk, "2024-02-05", "2024-03-01"))


def test_a_new_contest_and_one_that_ended(counted):
    """A lower count opens a contest, and its retraction closes it."""
    counted.on("2024-06-10").document("f", "2024-06-10")
    lower = counted.count("f", 7, "2024-06-10")
    (contest,) = diff(counted, "2024-06-05").contested
    assert ("i", "consents", "regressive") == (contest.subject, contest.field, contest.reason)
    counted.on("2024-06-20").retract(lower, "f")
    found = diff(counted, "2024-06-15")
    assert ((), 1) == (found.contested, len(found.no_longer_contested))
    assert "No longer contested (1)" in page(found)


def test_since_beyond_the_head_or_after_what_is_asked_is_refused(counted):
    """Each clock refuses a start that its own question cannot reach, by an error of its own."""
    with pytest.raises(BeyondTheHead):
        diff(counted, 10_000)
    with pytest.raises(BeyondTheHead):
        diff(counted, "2031-01-01")
    with pytest.raises(SinceTooLate):
        diff(counted, "2024-08-01", clock="occurred")
    with pytest.raises(SinceTooLate):
        diff(counted, "2024-08-01", clock="published", published_by="2024-07-01")
    with pytest.raises(SinceTooLate):
        diff(counted, 10, known_at=9)
    with pytest.raises(SinceTooLate):
        diff(counted, "2024-05-20", known_at="2024-05-10")
    with pytest.raises(NoPosition):
        diff(counted, 3, clock="published")
    with pytest.raises(NoSuchSubject):
        counted.ledger.diff("q", 3, counted.at("2024-07-01"))


def test_disputes_are_all_that_is_contested_or_of_one_subject(counted):
    """A partnership, an instrument, a party in it or a claim narrows the list."""
    counted.document("f", "2024-06-10")
    counted.count("f", 7, "2024-06-10")
    counted.claim("f", ConsentDeposited(instrument="i", party="a"), "2024-03-01")
    counted.claim("f", ConsentDeposited(instrument="i", party="a"), "2024-04-01")
    meeting = counted.claim("f", MeetingHeld(host="a"), "2024-06-01")
    counted.dispute(meeting, "someone")
    at = counted.at("2024-07-01")
    held = {(one.subject, one.field) for one in counted.ledger.disputes(at)}
    assert {("i", "consents"), ("i/a", "consent"), (meeting, "claim")} == held
    assert held == {(one.subject, one.field) for one in counted.ledger.disputes(at, "p")}
    assert {"i", "i/a"} == {one.subject for one in counted.ledger.disputes(at, "i")}
    assert ["i/a"] == [one.subject for one in counted.ledger.disputes(at, "i/a")]
    assert [meeting] == [one.subject for one in counted.ledger.disputes(at, meeting)]
    with pytest.raises(NoSuchSubject):
        counted.ledger.disputes(at, "zed")
    text = "\n".join(text_lines(disputes_page(counted.ledger.disputes(at), clocks=at)))
    assert "Contested (3)" in text
    assert text.count("    disputed by someone: wrong") == 1
    assert max(map(len, text.splitlines())) <= 80


def test_an_expectation_that_its_source_took_back_or_denied_is_withdrawn(desk):
    """A stranger's denial leaves it open, and a meeting that was held goes before a denial."""
    desk.document("d", "2024-05-01", publisher="The Desk")
    expected = desk.claim("d", MeetingHeld(host="a"), "2024-09-01", modality="expected")
    other = desk.claim("d", MeetingHeld(host="b"), "2024-09-01", modality="intended")
    desk.document("e", "2024-06-01", publisher="The Desk")
    desk.document("f", "2024-06-01", publisher="A stranger")
    desk.claim("f", MeetingHeld(host="a"), modality="denied")
    outcomes = {one.citation.claim: one for one in desk.status("2024-07-01").outlook}
    assert ProspectOutcome.OPEN is outcomes[expected].outcome
    denial = desk.claim("e", MeetingHeld(host="a"), modality="denied")
    taken = desk.retract(other, "The Desk", published=None)
    outcomes = {one.citation.claim: one for one in desk.status("2024-12-01").outlook}
    assert (ProspectOutcome.WITHDRAWN, denial) == (
        outcomes[expected].outcome,
        outcomes[expected].withdrawn_by,
    )
    assert (ProspectOutcome.WITHDRAWN, taken) == (
        outcomes[other].outcome,
        outcomes[other].withdrawn_by,
    )
    desk.claim("e", MeetingHeld(host="a"), "2024-05-20")
    outcomes = {one.citation.claim: one for one in desk.status("2024-12-01").outlook}
    assert ProspectOutcome.MET is outcomes[expected].outcome


def test_a_day_that_is_yet_to_come_gives_the_outlook_marked(desk):
    """Whether a day is ahead follows the ledger's clock, so the mark goes as time passes."""
    desk.on("2024-05-02").document("d", "2024-05-01")
    desk.claim("d", MeetingHeld(host="a"), "2024-09-01", modality="expected")
    now, ahead = desk.status("2024-05-02"), desk.status("2025-01-01")
    assert (False, True) == (now.ahead, ahead.ahead)
    desk.on("2025-01-01")
    assert not desk.status("2025-01-01").ahead
