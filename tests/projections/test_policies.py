"""Reviews of policy, rules and standing bodies: what bears on a dealing and is no hurdle."""

from __future__ import annotations

import pytest

from ledger.claims.commands import Describe
from ledger.claims.developments import (
    BodyDissolved,
    BodyEstablished,
    BodyMet,
    PolicyReviewEnded,
    PolicyReviewExtended,
    PolicyReviewStarted,
    RuleInEffect,
    RuleProposed,
)
from ledger.claims.entities import Party
from ledger.claims.vocabulary import Modality, PartyKind, RuleForm
from ledger.edtf import parse


@pytest.fixture
def news(desk):
    """A standing body, and a paper in which everything stands."""
    desk.tell(Describe(entity=Party(id="jc", name="Joint Committee", type=PartyKind.BODY)))
    desk.document("news", "2026-12-31")
    return desk


def test_a_review_of_policy_begins_is_extended_and_ends(news):
    """A review by one side alone: nothing is required, and no hurdle comes of it."""
    started = PolicyReviewStarted(review="r", topic="AUKUS", by="a", until=parse("2025-07"))
    news.claim("news", started, "2025-06-11")
    news.claim("news", PolicyReviewExtended(review="r", until=parse("2025-11")), "2025-07-30")
    news.claim("news", PolicyReviewEnded(review="r", outcome="goes on"), "2025-12-04")
    (then,) = news.status("2025-06-20").reviews
    assert ("under-way", "2025-07", "a") == (then.state, str(then.until), then.by)
    (then,) = news.status("2025-08-01").reviews
    assert ("extended", "2025-11") == (then.state, str(then.until))
    (now,) = news.status("2026-01-01").reviews
    assert ("ended", "goes on", "AUKUS") == (now.state, now.outcome, now.topic)
    assert () == news.status("2026-01-01").hurdles
    assert () == news.status("2025-06-10").reviews


def test_a_rule_is_proposed_and_takes_effect(news):
    """Comments due by a day; an interim final rule in effect on another."""
    news.claim(
        "news",
        RuleProposed(rule="x", topic="exports", authority="a", comments_due=parse("2024-06-03")),
        "2024-05-01",
    )
    news.claim("news", RuleInEffect(rule="x", form=RuleForm.INTERIM_FINAL), "2024-09-01")
    (then,) = news.status("2024-06-01").rules
    assert ("proposed", "2024-06-03", "a") == (then.state, str(then.comments_due), then.authority)
    (now,) = news.status("2024-10-01").rules
    assert ("in-effect", "2024-09-01", "exports") == (now.state, str(now.since), now.topic)
    assert RuleForm.INTERIM_FINAL is now.form


def test_a_rule_that_is_only_expected_to_take_effect_is_proposed(news):
    """Expected, it is an outlook."""
    news.claim("news", RuleProposed(rule="x", topic="exports"), "2024-05-01")
    news.claim("news", RuleInEffect(rule="x"), "2027-01-01", modality=Modality.EXPECTED)
    (now,) = news.status("2024-10-01").rules
    assert "proposed" == now.state


def test_a_standing_body_is_set_up_meets_and_is_dissolved(news):
    """Set up again, it is there again; since when, and when it met last."""
    news.claim("news", BodyEstablished(body="jc", mandate="trade"), "2020-01-01")
    news.claim("news", BodyMet(body="jc", host="a"), "2021-03-01")
    news.claim("news", BodyDissolved(body="jc"), "2022-01-01")
    news.claim("news", BodyEstablished(body="jc"), "2023-01-01")
    states = {
        day: (body.state, str(body.since), str(body.last_met))
        for day in ("2021-06-01", "2022-06-01", "2023-06-01")
        for body in news.status(day).bodies
    }
    assert {
        "2021-06-01": ("set-up", "2020-01-01", "2021-03-01"),
        "2022-06-01": ("dissolved", "2022-01-01", "2021-03-01"),
        "2023-06-01": ("set-up", "2023-01-01", "2021-03-01"),
    } == states
