"""A scenario that says nothing of the answer is a mistake, whatever its keywords."""

from __future__ import annotations

import pytest

from ledger.specs.gherkin.check import check

TOLD = '    Given an empty ledger\n    And a partnership "p" between "a" and "b"\n'


@pytest.mark.parametrize(
    "steps",
    [
        TOLD,
        f"{TOLD}    When I ask as of 1 May 2024\n",
        f'{TOLD}    Then the parties "c"\n',
        f'{TOLD}    Then I look at "p"\n',
    ],
)
def test_a_scenario_that_holds_the_ledger_to_nothing_does_not_run(folder, steps):
    """Steps that only tell or ask are a mistake, even where they stand after Then."""
    folder.write("f.feature", f"Feature: f\n  Scenario: s\n{steps}")
    run = folder.run()
    assert (["nothing-checked"], [2]) == (
        [one.code for one in run.mistakes],
        [one.line for one in run.mistakes],
    )
    assert () == run.scenarios


def test_one_step_that_says_what_must_hold_is_enough_whatever_its_keyword(folder):
    """A checking step after And counts: the meaning decides, not the keyword."""
    step = '    And the stage of "p" is unknown\n'
    folder.write("f.feature", f"Feature: f\n  Scenario: s\n{TOLD}{step}")
    assert () == folder.run().mistakes


def test_a_step_that_nobody_knows_is_told_as_that_alone(folder):
    """An unknown step may have checked something, so it is the only mistake."""
    folder.write("f.feature", "Feature: f\n  Scenario: s\n    Given something else\n")
    assert ["unknown-step"] == [one.code for one in check([folder.path])]
