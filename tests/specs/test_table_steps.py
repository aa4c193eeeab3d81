# ruff: noqa: E501  rows of tables
"""Steps on tables: a row that is otherwise, one too few and one in another order are denied."""

from __future__ import annotations

import pytest

TOLD = """
Feature: f
  Scenario: s
    Given an empty ledger
    And a partnership "p" between "a" and "b"
    And a convention "i"
    And these claims:
      | claim | source | published  | kind             | instrument | count | required | as of      |
      | nine  | Wire   | 2024-06-01 | consents-counted | i          | 9     | 11       | 2024-06-01 |
      | ten   | Paper  | 2024-06-12 | consents-counted | i          | 10    | 11       | 2024-06-12 |
"""


def failure_of(folder, what, *rows):
    """What is wrong with a table of these rows; None where it is what the ledger gives."""
    table = "".join(f"      | {row} |\n" for row in rows)
    folder.write("f.feature", f"{TOLD}    Then the {what}:\n{table}")
    (only,) = folder.run().scenarios
    return only.failure


TIMELINE = ("claim | publisher", "nine | Wire", "ten | Paper")


def test_the_rows_of_the_ledger_hold(folder):
    """The control of what is denied below."""
    assert failure_of(folder, "timeline as CSV is", *TIMELINE) is None
    assert failure_of(folder, "hurdles as CSV are", "hurdle | claims", "i/threshold | ten") is None


@pytest.mark.parametrize(
    "rows",
    [
        TIMELINE[:2],
        (*TIMELINE[:2], "ten | Wire"),
        (TIMELINE[0], *TIMELINE[:0:-1]),
        (*TIMELINE, "ten | Paper"),
    ],
)
def test_other_rows_are_denied_with_those_that_are_there(folder, rows):
    """One too few, another cell, another order, one too many: each is named with the table."""
    failure = failure_of(folder, "timeline as CSV is", *rows)
    assert "the table has nine | Wire; ten | Paper" in failure
    assert "claims timeline p" in failure


def test_a_column_that_the_table_does_not_have_is_denied(folder):
    """A name of no column has no cell in any row."""
    assert failure_of(folder, "hurdles as CSV are", "hurdle | colour", "i/threshold | red")
