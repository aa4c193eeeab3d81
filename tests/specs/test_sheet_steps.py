# ruff: noqa: E501  rows of tables
"""Steps on sheets: what cannot be taken back, and a table that is no sheet."""

from __future__ import annotations

BEGUN = """
Feature: f
  Scenario: s
    Given an empty ledger
    And a partnership "p" between "a" and "b"
"""
SHEET = """
    When this sheet is imported:
      | kind         | id   | title | publisher | published  | text      | partnership | document | quote     | host | occurred   |
      | document     | page | Talks | Wire      | 2024-06-12 | They met. |             |          |           |      |            |
      | meeting-held | met  |       |           |            |           | p           | page     | They met. | a    | 2024-06-01 |
"""


def failure_of(folder, steps):
    """What is wrong with a scenario of these steps; None where it holds."""
    folder.write("f.feature", BEGUN + steps)
    (only,) = folder.run().scenarios
    return only.failure


def test_an_import_that_was_not_taken_back_stands(folder):
    """The control: without the second step, nothing fell, and a spec that says so is denied."""
    fallen = "    Then 1 claim does not stand\n"
    assert failure_of(folder, f"{SHEET}    And the import is taken back\n{fallen}") is None
    assert "0 do not stand" in failure_of(folder, SHEET + fallen)


def test_nothing_is_taken_back_where_nothing_was_imported(folder):
    """The step is refused with what to do."""
    steps = "    When the import is taken back\n    Then the ledger verifies\n"
    assert "has imported nothing" in failure_of(folder, steps)


def test_an_empty_ledger_has_no_import(folder):
    """Begun again, a scenario does not take back what it imported before."""
    steps = f"{SHEET}    Given an empty ledger\n    When the import is taken back\n"
    assert "has imported nothing" in failure_of(folder, f"{steps}    Then the ledger verifies\n")


def test_a_sheet_keeps_its_columns_as_they_are_written(folder):
    """`publisher` is a field of the format here, and not the word for a column of claims."""
    assert failure_of(folder, f'{SHEET}    Then the claim of "met" stands\n') is None
