"""Where nothing is known, what is said is still told, each claim with why it does not decide."""

from __future__ import annotations

import pytest

from ledger.claims.commands import Describe
from ledger.claims.developments import (
    AgreementReported,
    ConsentDeposited,
    ConsentWithdrawn,
    DomesticallyApproved,
    MeetingHeld,
    NegotiationOpened,
    PartyNotified,
    RatificationReported,
    Signed,
)
from ledger.claims.entities import Instrument
from ledger.views.pages.status import status_page
from ledger.views.pages.treaties.treaty import treaty_page
from ledger.views.pages.why import why_page
from ledger.views.text.layout import text_lines


@pytest.fixture
def agreed(desk):
    """An agreement of a and b: a voted at home, a blog says that b signed."""
    desk.tell(
        Describe(
            entity=Instrument(id="g", title="the accord", partnerships=("p",), between=("a", "b"))
        )
    )
    desk.document("paper", "2024-03-01")
    desk.document("blog", "2024-03-02", kind="social")
    desk.claim("paper", DomesticallyApproved(instrument="g", party="a"), "2024-02-01")
    desk.claim("blog", Signed(instrument="g", party="b"), "2024-02-20")
    return desk


def lost(desk, path, day="2024-07-01", **clocks):
    """The kinds and the reasons of what does not decide a value."""
    (proof,) = desk.ledger.why(path, desk.at(day, **clocks))
    assert ("unknown", ()) == (proof.value, proof.won)
    return sorted((one.citation.kind, one.reason) for one in proof.lost)


def test_one_sides_acts_are_told_where_it_takes_every_side(agreed):
    """Of a stage that is unknown, and of the partnership's."""
    told = [("domestically-approved", "not-all-sides"), ("signed", "not-all-sides")]
    assert told == lost(agreed, "g.stage")
    assert told == lost(agreed, "p.stage")


def test_a_vote_and_a_signature_are_of_another_step_than_consents(agreed):
    """Both claims exist, and the reason they count for no consent is their stage."""
    told = [("domestically-approved", "other-stage"), ("signed", "other-stage")]
    assert told == lost(agreed, "g.consents")


@pytest.mark.parametrize("modality", ["denied", "possible"])
def test_what_is_not_told_as_done_is_told_as_such(agreed, modality):
    """A denied or possible deposit decides nothing, and is listed as not done."""
    agreed.claim("paper", ConsentDeposited(instrument="g", party="b"), modality=modality)
    for field in ("stage", "consents"):
        assert ("consent-deposited", "not-done") in lost(agreed, f"g.{field}")


def test_what_came_later_what_fell_and_what_could_not_be_read_yet(agreed):
    """Each clock has its reason, and what was not yet published is not listed at all."""
    assert ("signed", "not-yet") in lost(agreed, "g.stage", "2024-02-10")
    assert ["domestically-approved"] == [
        kind for kind, _ in lost(agreed, "g.stage", published_by="2024-03-01")
    ]
    taken = agreed.claim("paper", ConsentDeposited(instrument="g", party="b"), "2024-01-01")
    agreed.retract(taken, "paper")
    assert ("consent-deposited", "retracted") in lost(agreed, "g.consents")


def test_a_consent_that_was_taken_back_again_is_history(agreed):
    """The deposit is listed as history next to the withdrawal that ended it."""
    agreed.claim("paper", ConsentDeposited(instrument="i", party="b"), "2024-01-01")
    agreed.claim("paper", ConsentWithdrawn(instrument="i", party="b"), "2024-02-01")
    (proof,) = agreed.ledger.why("i.consents", agreed.at("2024-07-01"))
    assert ("0", ["consent-withdrawn"]) == (proof.value, [one.kind for one in proof.won])
    assert [("consent-deposited", "history")] == [
        (one.citation.kind, one.reason) for one in proof.lost
    ]


def test_a_meeting_that_is_denied_does_not_put_the_parties_in_contact(desk):
    """The stage stays unknown, with the denied meeting as a claim that decides nothing."""
    desk.document("paper", "2024-03-01")
    desk.claim("paper", MeetingHeld(host="a"), modality="denied")
    assert [("meeting-held", "not-done")] == lost(desk, "p.stage")


def test_pages_tell_what_is_said_where_nothing_is_known(agreed):
    """The proof quotes it, the agreement's page has it under its table, the status counts it."""
    agreed.claim("paper", Signed(instrument="g", party="a"), modality="denied")
    clocks = agreed.at("2024-07-01")
    assert "statement 1." in "\n".join(
        text_lines(why_page(agreed.ledger.why("g.stage", clocks), clocks="as"))
    )
    treaty = agreed.ledger.treaty("g", clocks)
    assert ["not-done", "other-stage"] == [one.reason for one in treaty.aside]
    lines = list(text_lines(treaty_page(treaty, clocks=clocks)))
    below = " ".join(lines[lines.index("Said, and in no column") :])
    assert "statement 1." in below
    assert "statement 3." in below
    assert "statement 2." not in below, "the signature has a column"
    status = text_lines(status_page(agreed.ledger.status("p", clocks), clocks=clocks))
    assert "unknown; 3 claims without a stage" in " ".join("\n".join(status).split())
    assert () == agreed.ledger.treaty("g", agreed.at("2024-01-01")).aside[1:], "the vote is later"


@pytest.mark.parametrize(
    "kind", [Signed, DomesticallyApproved, RatificationReported, ConsentDeposited, PartyNotified]
)
def test_of_an_act_that_each_side_must_do_the_others_is_missing(desk, kind):
    """Of an open convention no side is missing: the same act would reach the stage."""
    desk.tell(
        Describe(
            entity=Instrument(id="g", title="the accord", partnerships=("p",), between=("a", "b"))
        )
    )
    desk.document("paper", "2024-03-01")
    desk.claim("paper", kind(instrument="g", party="a"), "2024-02-01")
    desk.claim("paper", NegotiationOpened(instrument="g"), "2024-02-15/2024-02-28")
    told = lost(desk, "g.stage", "2024-02-20")
    assert [(kind.kind, "not-all-sides"), ("negotiation-opened", "not-yet")] == sorted(
        told, key=lambda pair: pair[1]
    )


def test_a_mention_of_an_agreement_is_no_act_of_a_side(agreed):
    """Nobody else has to mention it: it is of another stage, while a vote at home waits."""
    agreed.claim("paper", AgreementReported(instrument="g"), "2024-02-10")
    assert ("agreement-reported", "other-stage") in lost(agreed, "g.stage")


def test_a_claim_that_counts_for_two_things_is_told_once(agreed):
    """In the order of their weight: the paper before the blog, however often each is looked at."""
    proof = agreed.ledger.why("p.stage", agreed.at("2024-07-01"))[0]
    claims = [each.citation.claim for each in proof.lost]
    assert len(claims) == len(set(claims)) == 2
