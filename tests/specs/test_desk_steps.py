# ruff: noqa: E501  rows of tables
"""Steps on two desks: next to what holds what does not."""

from __future__ import annotations

import pytest

from ledger.log.proving.taken_over import elsewhere_of
from ledger.specs.drivers.python import PythonDriver

FIRST = """
Feature: f
  Scenario: s
    Given an empty ledger
    And a partnership "p" between "Mexico" and "Korea"
    And a convention "alce"
    And these claims:
      | source | published  | kind             | instrument | count | required | stage     | as of      |
      | Paper  | 2024-06-01 | consents-counted | alce       | 9     | 11       | deposited | 2024-06-01 |
"""
OTHER = "Given another desk with an empty ledger"
TAKEN = "When it takes in what the first desk exports"


def failure_of(folder, *steps):
    """What is wrong with a scenario of these steps; None where it holds."""
    folder.write("f.feature", FIRST + "".join(f"    {step}\n" for step in steps))
    (only,) = folder.run().scenarios
    return only.failure


@pytest.mark.parametrize(
    ("steps", "denied"),
    [
        (
            [
                OTHER,
                TAKEN,
                'Then the claim of "Paper" was recorded first at the first desk, with proof',
            ],
            None,
        ),
        (
            [OTHER, TAKEN, 'Then the claim of "Paper" was recorded first at this desk'],
            "was recorded first in ",
        ),
        (['Then the claim of "Paper" was recorded first at this desk'], None),
        (
            ['Then the claim of "Paper" was recorded first at the first desk, with proof'],
            "was recorded here, and nowhere before",
        ),
    ],
)
def test_where_a_claim_was_recorded_first(folder, steps, denied):
    """Each of the two sentences holds where it is so, and is denied where it is not."""
    failure = failure_of(folder, *steps)
    assert failure is None if denied is None else denied in failure


def test_a_proof_without_its_words_would_be_seen(folder, monkeypatch):
    """Broken on purpose: a proof whose quote stands nowhere fails the step."""
    monkeypatch.setattr(PythonDriver, "prove_there", lambda *_: {"quote": {"stands": None}})
    failure = failure_of(
        folder,
        OTHER,
        TAKEN,
        'Then the claim of "Paper" was recorded first at the first desk, with proof',
    )
    assert "a proof that does not have its words" in failure


def test_what_no_key_vouches_for_would_be_seen(folder, monkeypatch):
    """Broken on purpose: a place in another ledger that nobody signed for is not enough."""
    monkeypatch.setattr(
        "ledger.app.sharing.proven.elsewhere_of",
        lambda shown, checkpoint, _: elsewhere_of(shown, checkpoint, None),
    )
    failure = failure_of(
        folder,
        OTHER,
        TAKEN,
        'Then the claim of "Paper" was recorded first at the first desk, with proof',
    )
    assert "with no key that vouches for it" in failure


def test_one_desk_takes_in_nothing_from_itself(folder):
    """Without another desk the step is refused, with what to do."""
    assert "this scenario has one desk" in failure_of(folder, TAKEN, "Then the ledger verifies")
