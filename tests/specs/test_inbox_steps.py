# ruff: noqa: E501  rows of tables
"""Steps on what waits: next to a true sentence a false one, which is denied."""

from __future__ import annotations

from ledger.specs.reports.results import ScenarioOutcome

BACKGROUND = """
Feature: f
  Background:
    Given an empty ledger
    And a partnership "p" between "a" and "b"
    And these documents come in:
      | source | published  | text |
      | Wire   | 2024-06-12 | Ten of the eleven required states have ratified it, the agency said in a short note on Monday. |
      | Herald | 2024-06-13 | Ten of the eleven required states have ratified it, the agency said in a short note on Monday. Here is more. |
      | Other  | 2024-06-13 | The talks on fisheries went on for a fourth day without any result that one could speak of. |
    And the document of "Wire" is accepted
    And the document of "Other" is dismissed
"""

PAIRS = [
    ("1 document waits in the inbox", "2 documents wait in the inbox"),
    (
        'the document of "Herald" seems to be a reprint of "Wire"',
        'the document of "Herald" seems to be a reprint of "Other"',
    ),
    (
        'the document of "Herald" seems to be a reprint of "Wire"',
        'the document of "Other" seems to be a reprint of "Wire"',
    ),
]


def told(column: int) -> str:
    """A scenario for each sentence of a column."""
    steps = [
        f"  Scenario: {number}\n    Then {pair[column]}\n" for number, pair in enumerate(PAIRS)
    ]
    return BACKGROUND + "\n" + "\n".join(steps)


def test_the_true_sentences_hold(folder):
    """What waits, and whose words it has."""
    folder.write("f.feature", told(0))
    assert [None] * len(PAIRS) == [each.failure for each in folder.run().scenarios]


def test_the_false_sentences_are_denied_with_what_the_inbox_says(folder):
    """Each says what is there instead, and what to type."""
    folder.write("f.feature", told(1))
    runs = folder.run().scenarios
    assert [ScenarioOutcome.FAILED] * len(PAIRS) == [each.outcome for each in runs]
    assert all("the inbox" in each.failure and "claims inbox" in each.failure for each in runs)
