"""The course of a negotiation: stopped, taken up again, concluded; each day has its own answer."""

from __future__ import annotations

import pytest

from ledger.claims.commands import Describe
from ledger.claims.developments import (
    NegotiationConcluded,
    NegotiationOngoing,
    NegotiationOpened,
    NegotiationResumed,
    NegotiationRoundHeld,
    NegotiationSuspended,
    Signed,
)
from ledger.claims.entities import Instrument
from ledger.claims.vocabulary import Conclusion, Modality, Stage
from ledger.projections.treaties.negotiation import Talks


@pytest.fixture
def talks(desk):
    """An agreement of two, with a paper in which everything stands."""
    desk.tell(
        Describe(entity=Instrument(id="g", title="G", partnerships=("p",), between=("a", "b")))
    )
    desk.document("news", "2025-12-31")
    return desk


def state(desk, day):
    """The state of the agreement on a day."""
    return next(one for one in desk.status(day).instruments if one.id == "g")


def test_talks_that_stopped_suspend_no_partnership(talks):
    """Stopped in 2008, agreed in 2016 to go on: the stage is negotiation all the time."""
    talks.claim("news", NegotiationOpened(instrument="g"), "2006-02")
    talks.claim("news", NegotiationSuspended(instrument="g"), "2008")
    talks.claim("news", NegotiationResumed(instrument="g"), "2016-11-17")
    assert Talks.UNDER_WAY is state(talks, "2007-06-01").negotiation.state
    assert Talks.SUSPENDED is state(talks, "2010-01-01").negotiation.state
    assert Talks.UNDER_WAY is state(talks, "2016-12-01").negotiation.state
    for day in ("2007-06-01", "2010-01-01", "2016-12-01"):
        assert Stage.NEGOTIATION is talks.status(day).stage
    (basis,) = talks.status("2010-01-01").stage_basis
    assert "negotiation-suspended" == basis.kind


def test_a_conclusion_moves_the_stage_and_adopts_no_text(talks):
    """타결: from its day the stage is negotiated, less than an adopted text."""
    talks.claim("news", NegotiationOpened(instrument="g"), "1999")
    talks.claim(
        "news", NegotiationConcluded(instrument="g", conclusion=Conclusion.IN_PRINCIPLE), "2019-06"
    )
    assert Stage.NEGOTIATION is talks.status("2019-05-31").stage
    done = state(talks, "2019-07-01")
    assert (Stage.NEGOTIATED, Talks.CONCLUDED) == (done.stage, done.negotiation.state)
    assert Conclusion.IN_PRINCIPLE is done.negotiation.conclusion
    assert Stage.ADOPTED.rank > Stage.NEGOTIATED.rank > Stage.NEGOTIATION.rank


def test_what_is_taken_up_after_a_conclusion_is_negotiated_again(talks):
    """Agreed in principle in 2019, taken up in 2023, concluded in December 2024."""
    talks.claim(
        "news", NegotiationConcluded(instrument="g", conclusion=Conclusion.IN_PRINCIPLE), "2019-06"
    )
    talks.claim("news", NegotiationResumed(instrument="g"), "2023-03")
    talks.claim(
        "news", NegotiationConcluded(instrument="g", conclusion=Conclusion.LEGAL_TEXT), "2024-12-06"
    )
    assert Stage.NEGOTIATION is talks.status("2023-06-01").stage
    assert Stage.NEGOTIATED is talks.status("2025-01-01").stage
    assert "2024-12-06" == str(state(talks, "2025-01-01").negotiation.since.span.latest)


def test_rounds_after_the_opening_do_not_contradict_it(talks):
    """Talks opened in 1999 and a round of 2023 are one negotiation, and nothing is contested."""
    talks.claim("news", NegotiationOpened(instrument="g"), "1999")
    talks.claim("news", NegotiationRoundHeld(instrument="g", host="a"), "2023-10-02/2023-10-05")
    talks.claim("news", NegotiationOngoing(instrument="g"), "2024-01")
    now = state(talks, "2024-06-01")
    assert "1999-12-31" == str(now.since.span.latest)
    assert () == now.since.lost
    assert () == talks.status("2024-06-01").contested


def test_a_conclusion_that_is_only_expected_concludes_nothing(talks):
    """Expected, it is an outlook."""
    talks.claim("news", NegotiationOpened(instrument="g"), "2020")
    talks.claim("news", NegotiationConcluded(instrument="g"), "2026-03", modality=Modality.EXPECTED)
    assert Talks.UNDER_WAY is state(talks, "2026-04-01").negotiation.state


def test_a_signature_comes_after_whatever_the_talks_say(talks):
    """A text that is signed is signed, though talks on its annexes go on."""
    talks.claim("news", NegotiationConcluded(instrument="g"), "2024-12-06")
    talks.claim("news", Signed(instrument="g"), "2025-01-01")
    talks.claim("news", NegotiationOngoing(instrument="g"), "2025-02-01")
    assert Stage.SIGNED is talks.status("2025-03-01").stage


def test_talks_of_which_only_the_conclusion_is_told_began_on_no_day_that_is_known(talks):
    """They are concluded, and nobody says since when they were under way."""
    talks.claim("news", NegotiationConcluded(instrument="g"), "2016-11-17")
    found = state(talks, "2017-01-01")
    assert (Stage.NEGOTIATED, None) == (found.stage, found.negotiation.begun)
    assert [Stage.NEGOTIATED] == [milestone.stage for milestone in found.milestones]
