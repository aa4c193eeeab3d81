# ruff: noqa: E501, S310  rows of tables; an address of our own
"""Steps on a site that is followed: next to what holds what does not, and the end of the site."""

from __future__ import annotations

import threading
from contextlib import closing
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from ledger.specs.site import ListingSite

LISTED = """
Feature: f
  Scenario: s
    Given an empty ledger
    And a partnership "p" between "Mexico" and "Korea"
    And a site lists these articles as new:
      | source | published  | text |
      | Wire   | 2024-06-12 | Mexico met the others on Monday to speak of a treaty, the agency said in a short note to its members. |
      | Other  | 2024-06-12 | The orchestra of the city played for two hours in the rain, and nobody who had a seat left early. |
"""


def failure_of(folder, *steps):
    """What is wrong with a scenario of these steps; None where it holds."""
    folder.write("f.feature", LISTED + "".join(f"    {step}\n" for step in steps))
    (only,) = folder.run().scenarios
    return only.failure


def test_what_names_no_party_does_not_come(folder):
    """One of two articles is wanted: 2 that wait are denied with what is there."""
    steps = ('And the site is followed for "p"', "When the feeds are polled")
    assert failure_of(folder, *steps, "Then 1 document waits in the inbox") is None
    denied = failure_of(folder, *steps, "Then 2 documents wait in the inbox")
    assert "the inbox has 1 that wait" in denied


def test_a_site_that_nobody_follows_brings_nothing(folder):
    """To list is not to come in."""
    steps = ("When the feeds are polled", "Then 0 documents wait in the inbox")
    assert failure_of(folder, *steps) is None


def test_a_site_is_followed_for_a_partnership_that_there_is(folder):
    """Another name is refused, and the refusal can be expected."""
    refused = 'Then it is refused: "no such partnership"'
    assert failure_of(folder, 'When the site is followed for "q"', refused) is None


@pytest.mark.parametrize(("waiting", "holds"), [(0, True), (1, False)])
def test_the_site_ends_with_its_scenario(folder, waiting, holds):
    """Whether the scenario holds or not, no thread that serves goes on after it."""
    threads = threading.active_count()
    failure = failure_of(folder, f"Then {waiting} document waits in the inbox")
    assert holds is (failure is None)
    assert threads == threading.active_count()


def test_a_page_that_is_not_there_is_not_found():
    """The site answers for what it lists, and says of all else that there is no such page."""
    with closing(ListingSite()) as site, pytest.raises(HTTPError, match="404"):
        urlopen(site.url.replace("/feed", "/7"), timeout=5)
