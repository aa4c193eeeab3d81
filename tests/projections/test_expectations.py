"""What became of an expectation that did not come: missed, put off, conditional."""

from __future__ import annotations

import pytest

from ledger.claims.commands import Describe
from ledger.claims.developments import (
    ConsentDeposited,
    ConsentWithdrawn,
    Denounced,
    DenunciationWithdrawn,
    IntentStated,
    Postponed,
    Signed,
    TargetMissed,
)
from ledger.claims.entities import Instrument
from ledger.claims.vocabulary import Modality
from ledger.edtf import parse
from ledger.errors import Problems
from ledger.projections.outlook import ProspectOutcome


@pytest.fixture
def planned(desk):
    """In the words "Done by Diwali": an intent for 24 October 2022."""
    desk.document("news", "2022-04-22")
    desk.document("later", "2025-12-31")
    desk.claim(
        "news",
        Signed(instrument="i", party="a"),
        "2022-10-24",
        modality=Modality.INTENDED,
        id="diwali",
    )
    return desk


def outcome(desk, day):
    """What became of it by a day."""
    found = {one.citation.claim: one for one in desk.status(day).outlook}
    return found["diwali"]


def test_a_missed_target_closes_the_expectation(planned):
    """In the words "Was not achieved": missed, and overdue no longer."""
    missed = planned.claim("later", TargetMissed(expectation="diwali"), "2022-10-25")
    assert ProspectOutcome.OPEN is outcome(planned, "2022-10-24").outcome
    now = outcome(planned, "2022-11-01")
    assert (ProspectOutcome.MISSED, missed) == (now.outcome, now.closed_by)


def test_what_was_put_off_is_due_on_the_new_day(planned):
    """Put off to 2027: postponed until that year is over, and overdue after it."""
    planned.claim("later", Postponed(expectation="diwali", until=parse("2027")), "2025-11-01")
    now = outcome(planned, "2026-01-01")
    assert (ProspectOutcome.POSTPONED, "2027") == (now.outcome, str(now.due))
    assert ProspectOutcome.OVERDUE is outcome(planned, "2028-01-01").outcome


def test_what_comes_after_all_is_met_late(planned):
    """The deed outweighs what was said of its absence."""
    planned.claim("later", TargetMissed(expectation="diwali"), "2022-10-25")
    planned.claim("later", Signed(instrument="i", party="a"), "2025-07-24")
    assert ProspectOutcome.MET_LATE is outcome(planned, "2025-08-01").outcome


def test_it_belongs_where_the_expectation_does(planned):
    """No partnership need be named again."""
    planned.claim("later", TargetMissed(expectation="diwali"), "2022-10-25", partnership=None)
    assert ProspectOutcome.MISSED is outcome(planned, "2022-11-01").outcome


def test_an_expectation_that_nobody_recorded_is_refused(planned):
    """It points at a claim, or at nothing."""
    with pytest.raises(Problems) as refused:
        planned.claim("later", TargetMissed(expectation="nothing"), "2022-10-25")
    assert {("not-known", "expectation")} == {
        (one.code, one.field) for one in refused.value.problems
    }


def test_a_condition_stands_next_to_what_it_holds_up(planned):
    """What it depends on, as the source puts it, is cited with it."""
    planned.claim(
        "later",
        IntentStated(parties=("a",), intent="apply it provisionally"),
        modality=Modality.CONDITIONAL,
        condition="as soon as one country ratifies",
    )
    found = {one.kind: one.citation for one in planned.status("2026-01-01").outlook}
    assert "as soon as one country ratifies" == found["intent-stated"].condition


@pytest.mark.parametrize(
    ("kind", "notice", "back", "outcomes"),
    [
        (Denounced, None, "2024-10-01", ("open", "withdrawn", "withdrawn")),
        (Denounced, "2025-01-01", "2024-10-01", ("open", "withdrawn", "withdrawn")),
        (ConsentWithdrawn, "2025-01-01", "2024-10-01", ("open", "withdrawn", "withdrawn")),
        (Denounced, "2025-01-01", "2025-02-01", ("open", "open", "met")),
        (Denounced, "2025-01-01", None, ("open", "open", "met")),
        (Denounced, None, "2025-02-01", ("open", "open", "overdue")),
        (Denounced, None, "2024-02-01", ("open", "open", "overdue")),
    ],
)
def test_a_denunciation_that_was_taken_back_before_its_day_meets_nothing(
    desk, kind, notice, back, outcomes
):
    """Foreseen for 1 January 2025: given up where it was taken back first, by whatever notice."""
    leaves = kind(instrument="i", party="a")
    desk.document("plan", "2024-03-01")
    desk.document("later", "2025-12-31", "depositary")
    desk.document("notice", "2024-04-01")
    desk.claim("plan", ConsentDeposited(instrument="i", party="a"), "2020-01-01")
    modality = "conditional" if notice else "intended"
    desk.claim("plan", leaves, "2025-01-01", modality=modality, id="diwali")
    if notice is not None:
        desk.claim("notice", leaves, notice)
    if back is not None:
        returns = desk.claim("later", DenunciationWithdrawn(instrument="i", party="a"), back)
    days = ("2024-05-01", "2024-12-01", "2025-03-01")
    assert list(outcomes) == [outcome(desk, day).outcome for day in days]
    if "withdrawn" in outcomes:
        assert returns == outcome(desk, "2025-03-01").withdrawn_by
        assert None is outcome(desk, "2025-03-01").met_by


def test_who_takes_back_another_denunciation_calls_off_none_of_this_one(desk):
    """Of another party, of another instrument, expected only: it stays open."""
    desk.document("plan", "2024-03-01")
    desk.tell(Describe(entity=Instrument(id="j", title="j", partnerships=("p",))))
    desk.claim("plan", Denounced(instrument="i", party="a"), modality="intended", id="diwali")
    back = DenunciationWithdrawn
    desk.claim("plan", back(instrument="i", party="b"), "2024-04-01")
    desk.claim("plan", back(instrument="j", party="a"), "2024-04-01")
    desk.claim("plan", back(instrument="i", party="a"), "2024-04-01", modality="expected")
    assert ProspectOutcome.OPEN is outcome(desk, "2024-05-01").outcome
    desk.claim("plan", back(instrument="i", party="a"), "2024-04-02")
    assert ProspectOutcome.OPEN is outcome(desk, "2024-04-01").outcome
    assert ProspectOutcome.WITHDRAWN is outcome(desk, "2024-04-02").outcome
