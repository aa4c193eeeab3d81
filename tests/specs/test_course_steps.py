# ruff: noqa: E501  rows of tables
"""Steps on the course of an instrument: next to a true sentence a false one, which is denied."""

from __future__ import annotations

import pytest

from ledger.specs.reports.results import ScenarioOutcome

BACKGROUND = """
Feature: f
  Background:
    Given an empty ledger
    And a partnership "p" between "a" and "b"
    And an agreement "i" between "a" and "b"
    And these claims:
      | source | published  | kind                  | instrument | party | step    | when       |
      | Wire   | 2016-03-02 | negotiation-suspended | i          |       |         | 2008       |
      | Wire   | 2016-03-02 | negotiation-resumed   | i          |       |         | 2016-03-01 |
      | Wire   | 2024-01-02 | negotiation-concluded | i          |       |         | 2024-01-01 |
      | Wire   | 2024-06-02 | domestically-approved | i          | a     | chamber | 2024-06-01 |
      | Wire   | 2024-07-02 | domestically-approved | i          | a     | court   | 2024-07-01 |
      | Gazeta | 2024-08-02 | ratification-reported | i          | b     |         |            |
    And an agreement "j" between "a" and "b"
    And these claims:
      | source | published  | kind                  | instrument | relation | to | until      | when       |
      | Wire   | 2024-08-03 | instruments-related   | j          | part-of  | i  |            |            |
      | Wire   | 2024-08-03 | term-stated           | j          |          |    | 2030-12-31 |            |
      | Wire   | 2024-08-03 | instrument-renewed    | j          |          |    | 2035-12-31 | 2024-08-01 |
    And these claims:
      | source | published  | kind                  | review | rule | body | topic   | by | when       |
      | Wire   | 2024-08-04 | policy-review-started | r      |      |      | defence | a  | 2024-07-01 |
      | Wire   | 2024-08-04 | policy-review-ended   | r      |      |      |         | a  | 2024-08-01 |
      | Wire   | 2024-08-04 | rule-proposed         |        | x    |      | exports |    | 2024-07-01 |
      | Wire   | 2024-08-04 | body-established      |        |      | b    |         |    | 2024-07-01 |
    And these claims:
      | source | published  | kind               | hurdle | title    | on | authorities | authority | when       |
      | Wire   | 2024-08-05 | requirement-stated | h      | a review | a  | a, b        |           | 2024-07-01 |
      | Wire   | 2024-08-05 | approval-granted   | h      |          |    |             | a         | 2024-07-02 |
"""

PAIRS = [
    ('the negotiation of "i" is concluded', 'the negotiation of "i" is under way'),
    (
        'the chamber of "a" approved "i" on 1 June 2024',
        'the court of "a" approved "i" on 1 June 2024',
    ),
    ('"b" is said to have ratified "i"', '"x" is said to have ratified "i"'),
    ('"j" is part of "i"', '"i" is part of "j"'),
    ('"j" runs until 31 December 2035', '"j" runs until 31 December 2030'),
    ('the policy review "r" is ended', 'the policy review "r" is under way'),
    ('the rule "x" is proposed', 'the rule "x" is in effect'),
    ('the standing body "b" is set up', 'the standing body "b" is dissolved'),
    ('for "a" the hurdle "h" is granted', 'for "b" the hurdle "h" is granted'),
]


def told(column: int) -> str:
    said = [pair[column] for pair in PAIRS]
    steps = [f"  Scenario: {number}\n    Then {step}\n" for number, step in enumerate(said)]
    return BACKGROUND + "\n" + "\n".join(steps)


def test_the_true_sentences_hold_and_bring_their_words(folder):
    """Each is shown with the quotes that made it true."""
    folder.write("f.feature", told(0))
    runs = folder.run().scenarios
    assert [None] * len(PAIRS) == [one.failure for one in runs]
    assert all(one.steps[-1].evidence for one in runs)


def test_the_false_sentences_are_denied_with_what_the_ledger_says(folder):
    """Each says what the ledger has, and what to type."""
    folder.write("f.feature", told(1))
    runs = folder.run().scenarios
    assert [ScenarioOutcome.FAILED] * len(PAIRS) == [one.outcome for one in runs]
    for one in runs:
        assert "  the ledger says " in one.failure
        assert "  try: claims " in one.failure


@pytest.mark.parametrize(
    ("day", "talks"),
    [("2010-01-01", "suspended"), ("2016-03-01", "under way"), ("2024-01-01", "concluded")],
)
def test_the_negotiation_of_a_day_is_that_of_the_day(folder, day, talks):
    """Stopped in 2008, taken up in 2016, concluded in 2024: each day has its own answer."""
    folder.write(
        "f.feature",
        f"{BACKGROUND}\n  Scenario: s\n    When I ask as of {day}\n"
        f'    Then the negotiation of "i" is {talks}\n',
    )
    (one,) = folder.run().scenarios
    assert one.failure is None
