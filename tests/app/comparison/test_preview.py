"""What recording would change: the same as what it then does change."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ledger.app.comparison.preview import preview
from ledger.app.desk.format import read_mappings
from ledger.app.desk.mistakes import parts_of
from ledger.claims.commands import RecordClaim
from ledger.claims.developments import ConsentsCounted
from ledger.claims.vocabulary import ConsentStage
from ledger.clock import Clocks
from ledger.edtf import parse
from ledger.specs.trial import trial_of
from tests.conftest import Desk

SPEC = """Feature: counts
  Scenario: nine
    When I ask as of 1 July 2024
    Then "i" has 9 of 11 consents

  Scenario: eight
    When I ask as of 1 July 2024
    Then "i" has 8 of 11 consents
"""


@pytest.fixture
def counted():
    """A desk whose paper counts nine of eleven on 1 May."""
    desk = Desk()
    desk.document("one", "2024-05-02")
    desk.count("one", 9, "2024-05-01")
    desk.document("two", "2024-06-02")
    return desk


def tenth():
    """The claim of a second paper: ten, as of 1 June."""
    return RecordClaim(
        document="two",
        development=ConsentsCounted(
            instrument="i", count=10, required=11, stage=ConsentStage.DEPOSITED
        ),
        quote="statement 3.",
        occurred=parse("2024-06-01"),
        partnership="p",
    )


def test_a_preview_is_what_then_happens(counted):
    """The changes that are foretold are those that the ledger shows once it is recorded."""
    log, before = counted.ledger.log, counted.ledger.log.head().size - 1
    foretold = preview(counted.ledger, [tenth()])
    assert before + 1 == log.head().size
    counted.tell(tenth())
    clocks = Clocks(valid_at=counted.clock.instant.date())
    assert (counted.ledger.diff("p", before, clocks),) == foretold.changes
    (value,) = [value for value in foretold.changes[0].values if value.field == "consents"]
    assert ("9 of 11", "10 of 11") == (value.before, value.after)


def test_what_changes_nothing_has_no_changes(counted):
    """The same claim again would change no partnership."""
    counted.tell(tenth())
    assert () == preview(counted.ledger, [tenth()]).changes


def test_a_party_that_all_may_name_is_looked_for_everywhere(counted):
    """A judgement on two parties may touch any partnership, and can be previewed too."""
    entries = read_mappings(
        {"kind": "judgement", "party": "a", "other": "b", "verdict": "same", "reason": "one"},
        "test",
    )
    changes = preview(counted.ledger, parts_of(list(entries))).changes
    assert {"p"} >= {each.partnership for each in changes}


def test_a_spec_that_would_break_is_named(counted, tmp_path):
    """One that holds now and would not hold; one that fails already is not laid to the entry."""
    (tmp_path / "counts.feature").write_text(SPEC)
    now = datetime(2024, 7, 1, tzinfo=UTC)
    seen = preview(counted.ledger, [tenth()], trial=trial_of([tmp_path], now))
    assert 2 == seen.specs
    assert ["nine"] == [broken.scenario for broken in seen.breaking]
    assert "10 of 11" in seen.breaking[0].failure
