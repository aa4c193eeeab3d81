# ruff: noqa: E501  rows of tables
"""Steps on a receiver that is told: next to what holds what does not, and the end of the receiver."""

from __future__ import annotations

import threading
from contextlib import closing
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from ledger.app.notify import delivery
from ledger.specs.webhook import WebhookReceiver

TOLD = """
Feature: f
  Scenario: s
    Given an empty ledger
    And a partnership "p" between "Mexico" and "Korea"
    And a convention "alce"
    And these claims:
      | source | published  | kind             | instrument | count | required | stage     | as of      |
      | Paper  | 2024-06-01 | consents-counted | alce       | 9     | 11       | deposited | 2024-06-01 |
    And a receiver is told of "p"
    And these claims:
      | source | published  | kind             | instrument | count | required | stage     | as of      |
      | Gazeta | 2024-06-12 | consents-counted | alce       | 10    | 11       | deposited | 2024-06-12 |
"""
SENT = "When what is due is sent"


def failure_of(folder, *steps):
    """What is wrong with a scenario of these steps; None where it holds."""
    folder.write("f.feature", TOLD + "".join(f"    {step}\n" for step in steps))
    (only,) = folder.run().scenarios
    return only.failure


def test_what_it_was_told_and_what_it_was_not(folder):
    """The count of messages and what one of them says hold as they are, and not otherwise."""
    counted = 'Then the receiver was told that the consents of "alce" went from'
    assert failure_of(folder, SENT, "Then the receiver has 1 message", f"{counted} 9 to 10") is None
    assert "1 of 1 attempts arrived" in failure_of(folder, SENT, "Then the receiver has 2 messages")
    assert "it was told alce.consents 10 of 11" in failure_of(folder, SENT, f"{counted} 9 to 11")
    assert "it was told of no change" in failure_of(folder, f"{counted} 9 to 10")


def test_what_it_refused_has_not_arrived(folder):
    """An attempt is no message."""
    failure = failure_of(
        folder, "When the receiver answers 500", SENT, "Then the receiver has 1 message"
    )
    assert "0 of 1 attempts arrived" in failure


def test_a_message_with_another_signature_is_none(folder, monkeypatch):
    """Signed with another key, nothing arrives."""
    signed = delivery.signed
    monkeypatch.setattr(delivery, "signed", lambda _, *rest: signed(b"another", *rest))
    assert "0 of 1" in failure_of(folder, SENT, "Then the receiver has 1 message")


def test_a_change_that_is_missing_in_between_is_seen(folder, monkeypatch):
    """Each message goes on where the one before it ended."""
    body = delivery.body_of

    def cut(ledger, change):
        return body(ledger, change).replace(b'"after":%d,' % change.after, b'"after":1,', 1)

    monkeypatch.setattr(delivery, "body_of", cut)
    more = """And these claims:
      | source | published  | kind             | instrument | count | required | stage     | as of      |
      | Herald | 2024-06-20 | consents-counted | alce       | 11    | 11       | deposited | 2024-06-20 |"""
    failure = failure_of(folder, SENT, more, SENT, "Then the receiver has 2 messages")
    assert "it was told of @1" in failure


def test_without_a_receiver_it_says_so(folder):
    """A step on nobody is refused, with what to do."""
    folder.scenario("Given an empty ledger", "Then the receiver has 0 messages")
    (only,) = folder.run().scenarios
    assert "nobody is told of changes in this scenario" in only.failure


@pytest.mark.parametrize(("count", "holds"), [(1, True), (2, False)])
def test_the_receiver_ends_with_its_scenario(folder, count, holds):
    """Whether the scenario holds or not, no thread that serves goes on after it."""
    threads = threading.active_count()
    assert holds is (failure_of(folder, SENT, f"Then the receiver has {count} message") is None)
    assert threads == threading.active_count()


def test_what_nobody_signed_is_refused():
    """Anyone can post to an address; it is no message."""
    with closing(WebhookReceiver()) as receiver:
        with pytest.raises(HTTPError, match="401"):
            urlopen(Request(receiver.url, data=b"{}"), timeout=5)  # noqa: S310 - our own address
        assert ([], 1) == (receiver.messages, receiver.attempts)
