"""The Convention's path, 2021 to 2024: what was known on which day, and what was contested."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from ledger.clock import Clocks
from ledger.projections.treaties.entry_into_force.consent import Consent
from ledger.projections.treaties.entry_into_force.entry_into_force import entry_into_force
from ledger.projections.treaties.entry_into_force.mismatch import MismatchKind, compare
from ledger.projections.weighing.answer import Reason, Span

SPACE, CONVENTION = "mexico-korea-space", "alce-convention"


def clocks(valid_at, known_at="2024-12-01"):
    """As of a day, as the ledger knew it at the end of another."""
    known = datetime.fromisoformat(f"{known_at}T23:59:59").replace(tzinfo=UTC)
    return Clocks(valid_at=date.fromisoformat(valid_at), known_at=known)


def convention(ledger, *days):
    """The Convention's state on two clocks."""
    states = {one.id: one for one in ledger.status(SPACE, clocks(*days)).instruments}
    return states[CONVENTION]


KNOWN = """
2021-09-30 | 2021-10-01 | signed    | -     | unknown       | opened for signature, eighteen sign
2022-03-16 | 2022-03-17 | approved  | -     | unknown       | a Senate's vote is no deposit
2022-12-31 | 2022-12-31 | approved  | -     | unknown       | six had deposited, not yet known
2022-12-31 | 2023-01-01 | deposited | 6     | single-source | six of eleven
2024-01-01 | 2024-01-01 | deposited | 7     | single-source | a line of 2023
2024-05-07 | 2024-05-08 | deposited | 8     | settled       | the depositary itself
2024-05-19 | 2024-05-20 | deposited | 10    | single-source | ten, in an interview
2024-05-31 | 2024-06-01 | deposited | 10    | single-source | nine, in May, perhaps before the ten
2024-06-12 | 2024-06-13 | deposited | 10    | contested     | nine again: the second article
2024-10-01 | 2024-09-01 | deposited | 10    | contested     | before anybody heard of Cuba
2024-09-27 | 2024-09-29 | deposited | 10-11 | contested     | "today" is the 27th or the 28th
2024-09-28 | 2024-09-29 | deposited | 11    | single-source | by the 28th in any case
2024-09-27 | 2024-10-01 | deposited | 11    | single-source | a wire names the 27th
2024-09-26 | 2024-12-01 | deposited | 10    | contested     | the day before, known later
2024-10-25 | 2024-12-01 | deposited | 11    | corroborated  | not yet in force
2024-10-26 | 2024-12-01 | in-force  | 11    | corroborated  | in force
2024-10-26 | 2024-10-26 | deposited | 11    | corroborated  | in force, and not recorded yet
"""

KNOWN_ROWS = [tuple(cell.strip() for cell in row.split("|")) for row in KNOWN.split("\n") if row]


@pytest.mark.parametrize("row", KNOWN_ROWS, ids=lambda row: row[5])
def test_what_was_known(alce, row):
    """As of a day (first), as known at another (second): stage, count, how sure."""
    valid_at, known_at, stage, count, status, _ = row
    state = convention(alce, valid_at, known_at)
    low, high = state.consents.count, state.consents.highest
    said = "-" if low is None else f"{low}" if low == high else f"{low}-{high}"
    assert (stage, count, status) == (state.stage, said, state.consents.status)


def test_nine_against_ten(alce):
    """In June 2024 two sources say nine after one said ten: ten stays, and all are shown.

    A third, as of some day of May, may have counted its nine before.
    """
    status = alce.status(SPACE, clocks("2024-06-14", "2024-06-15"))
    contest = {one.subject: one for one in status.contested}[CONVENTION]
    assert (
        ["alce-19-one-short-of-eleven"],
        ["alce-23-nine-again", "thx-21-nine-of-eleven"],
    ) == ([one.claim for one in contest.holds], sorted(one.claim for one in contest.against))
    lost = {one.claim: one.reason for one in convention(alce, "2024-06-14").consents.answer.lost}
    assert Reason.PERHAPS_EARLIER is lost["alce-21-nine-in-may"]


def test_votes_of_parliaments_are_no_deposits(alce):
    """The Senate's "fourth", and ten parliaments of 33 members, never enter the count."""
    weighed = convention(alce, "2024-06-14").consents.answer
    cited = {*weighed.claims, *(lost.claim for lost in weighed.lost)}
    assert "alce-19-one-short-of-eleven" in cited
    assert not cited & {"alce-05-fourth-eight-more", "alce-18-ten-parliaments"}


@pytest.mark.parametrize(
    ("known_at", "first", "last"),
    [
        ("2024-09-29", date(2024, 9, 27), date(2024, 9, 28)),
        ("2024-10-01", *[date(2024, 9, 27)] * 2),
    ],
    ids=["as a reprint has it", "after the wire"],
)
def test_a_vague_day_gets_narrower(alce, known_at, first, last):
    """Cuba's deposit is of the 27th or 28th until a source names the 27th."""
    parties = {one.party: one for one in convention(alce, "2024-10-05", known_at).participation}
    assert Span(earliest=first, latest=last) == parties["cuba"].consent.span


def test_declared_a_day_before_computed(alce):
    """Thirty days after 27 September is 27 October; 26 October was declared, a day count apart.

    Counted from the day of the deposit itself, the two agree.
    """
    state = convention(alce, "2024-11-07")
    named = [
        Consent(party=one.party, given=one.consent.span)
        for one in state.participation
        if one.consent.span is not None
    ]
    counted = Span(earliest=date(2024, 9, 27), latest=date(2024, 9, 27))
    unnamed = [Consent(party=None, given=counted)] * state.consents.unnamed
    rule = alce.entities().instruments[CONVENTION].entry_into_force
    computed = entry_into_force(rule, [*named, *unnamed], valid_at=date(2024, 11, 7))
    (declared,) = [one.when.span for one in state.milestones if one.stage == "in-force"]
    mismatch = compare(declared, computed, rule)
    assert (date(2024, 10, 26), date(2024, 10, 27)) == (declared.earliest, computed.day.earliest)
    assert (MismatchKind.DAY_COUNT, -1) == (mismatch.kind, mismatch.days)
    assert "count-from-day-of-deposit" == mismatch.agree_under.counting


def test_an_announcement_comes_late(alce):
    """A start announced for September 2024 is open, then overdue, then met late, in October."""
    for valid_at, outcome in (
        ("2024-09-15", "open"),
        ("2024-10-01", "overdue"),
        ("2024-10-26", "met-late"),
    ):
        outlook = alce.status(SPACE, clocks(valid_at)).outlook
        (found,) = [one.outcome for one in outlook if one.kind == "entered-into-force"]
        assert outcome == found


def test_the_threshold_stops_being_a_hurdle(alce):
    """Four hurdles stand before the eleventh deposit and three after it."""
    before = alce.status(SPACE, clocks("2024-09-26")).hurdles
    after = alce.status(SPACE, clocks("2024-09-28")).hurdles
    assert {"alce-convention/threshold"} == {one.id for one in before} - {one.id for one in after}


def test_the_agencies_memorandum_moves_the_stage(alce):
    """The feasibility study of June 2024 is a memorandum between agencies, no agreement."""
    stages = [alce.status(SPACE, clocks(day)).stage for day in ("2024-05-31", "2024-06-30")]
    assert ["dialogue", "memorandum"] == stages


def test_every_other_document_says_where_it_was_found(alce):
    """A reader can look up each source; the one desk note is ours, says so and weighs least."""
    timeline = alce.timeline(SPACE, clocks("2024-11-07"))
    cited = [stated.citation for moment in timeline for stated in moment.stated]
    assert {"desk-note-2023"} == {one.document for one in cited if one.url is None}
    assert {"Claim Ledger (desk note)"} == {one.publisher for one in cited if one.url is None}
    assert {6} == {one.tier for one in cited if one.url is None}
