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


def paper(desk, name, kind="news"):
    desk.document(name, "2025-12-31", kind)


def test_of_what_happened_on_one_day_the_conclusion_is_the_last(talks):
    """A round that ended the talks, a stop that was undone: with the conclusion all is agreed."""
    opened = talks.claim("news", NegotiationOpened(instrument="g"), "2024-01-01")
    done = talks.claim("news", NegotiationConcluded(instrument="g"), "2024-06-01")
    talks.claim("news", NegotiationSuspended(instrument="g"), "2024-06-01")
    talks.claim("news", NegotiationRoundHeld(instrument="g"), "2024-06-01")
    now = state(talks, "2024-06-01").negotiation
    assert (Talks.CONCLUDED, (done,), (opened,)) == (now.state, now.claims, now.begun.claims)
    assert Talks.UNDER_WAY is state(talks, "2024-05-31").negotiation.state


def test_what_may_not_have_happened_by_the_day_does_not_move_talks(talks):
    """Stopped "in June": on the 29th they may go on, on the 30th they are stopped."""
    talks.claim("news", NegotiationOpened(instrument="g"), "2024-01-01")
    talks.claim("news", NegotiationSuspended(instrument="g"), "2024-06")
    days = ("2024-06-29", "2024-06-30")
    states = [state(talks, day).negotiation.state for day in days]
    assert [Talks.UNDER_WAY, Talks.SUSPENDED] == states
    assert state(talks, "2023-12-31").negotiation is None


@pytest.mark.parametrize("first", [0, 3])
def test_what_was_agreed_is_told_by_the_weightiest_of_those_who_say_it(talks, first):
    """Of one day the government's word before six blogs', in any order; silence says nothing."""
    accounts = [(f"blog-{number}", Conclusion.IN_PRINCIPLE) for number in range(6)]
    accounts.insert(first, ("ministry", Conclusion.LEGAL_TEXT))
    for name, conclusion in accounts:
        paper(talks, name, "party-official" if name == "ministry" else "social")
        concluded = NegotiationConcluded(instrument="g", conclusion=conclusion)
        talks.claim(name, concluded, "2024-06-01")
    talks.claim("news", NegotiationConcluded(instrument="g"), "2024-06-02")
    assert Conclusion.LEGAL_TEXT is state(talks, "2024-07-01").negotiation.conclusion


def test_what_was_concluded_last_is_what_is_agreed(talks):
    """Concluded in principle, then with a text: without a round between, both are one turn."""
    for day, conclusion in (
        ("2024-06-01", Conclusion.IN_PRINCIPLE),
        ("2024-09-01", Conclusion.LEGAL_TEXT),
    ):
        talks.claim("news", NegotiationConcluded(instrument="g", conclusion=conclusion), day)
    now = state(talks, "2025-01-01").negotiation
    assert (Conclusion.LEGAL_TEXT, "2024-06-01") == (now.conclusion, str(now.since.span.latest))


def test_when_talks_began_is_told_of_those_since_the_last_conclusion(talks):
    """Opened in 2010, stopped and resumed, concluded in 2014, taken up again in 2020."""
    for kind, day in (
        (NegotiationOpened, "2010-01-01"),
        (NegotiationSuspended, "2011-01-01"),
        (NegotiationResumed, "2012-01-01"),
        (NegotiationConcluded, "2014-01-01"),
        (NegotiationResumed, "2020-01-01"),
        (NegotiationSuspended, "2021-01-01"),
        (NegotiationResumed, "2022-01-01"),
        (NegotiationConcluded, "2024-01-01"),
        (NegotiationResumed, "2025-01-01"),
    ):
        talks.claim("news", kind(instrument="g"), day)
    years = (2010, 2012, 2014, 2020, 2022, 2024, 2025)
    assert [2010, 2010, 2010, 2020, 2020, 2020, 2025] == [
        state(talks, f"{year}-06-01").negotiation.begun.span.latest.year for year in years
    ]


def test_of_vague_acts_the_one_that_was_over_last_decides(talks):
    """Stopped in some month of 2024, resumed in June: stopped, as far as can be told."""
    talks.claim("news", NegotiationSuspended(instrument="g"), "2024")
    talks.claim("news", NegotiationResumed(instrument="g"), "2024-06-01")
    assert Talks.SUSPENDED is state(talks, "2025-01-01").negotiation.state


@pytest.mark.parametrize(
    ("kind", "stage"),
    [(NegotiationSuspended, Stage.NEGOTIATION), (NegotiationConcluded, Stage.NEGOTIATED)],
)
def test_talks_of_which_only_the_last_turn_is_known_have_no_known_beginning(talks, kind, stage):
    """A stop has the stage of a negotiation from its own day; a conclusion its own."""
    claim = talks.claim("news", kind(instrument="g"), "2024-06-01")
    found = state(talks, "2024-07-01")
    assert (None, (claim,)) == (found.negotiation.begun, found.negotiation.claims)
    assert [(stage, "2024-06-01")] == [
        (milestone.stage, str(milestone.when.span.latest)) for milestone in found.milestones
    ]
    assert (stage, (claim,)) == (found.stage, found.stage_claims)


def test_a_mention_that_fits_the_opening_is_no_account_of_its_day(talks):
    """That talks go on early in 2010 fits their opening, which alone tells when they began."""
    opened = talks.claim("news", NegotiationOpened(instrument="g"), "2010-03-01")
    talks.claim("news", NegotiationOngoing(instrument="g"), "2010-01-01/2010-06-30")
    later = talks.claim("news", NegotiationResumed(instrument="g"), "2011-01-01")
    now = state(talks, "2012-01-01").negotiation
    assert ((opened,), "2010-03-01") == (now.claims, str(now.since.span.latest))
    assert later not in now.since.claims
    assert () == now.since.lost


def test_what_goes_on_without_an_opening_began_by_the_first_mention(talks):
    """A round and a mention that may be of the same days narrow each other."""
    talks.claim("news", NegotiationRoundHeld(instrument="g"), "2010-01-01/2010-01-31")
    talks.claim("news", NegotiationOngoing(instrument="g"), "2010-01-10/2010-02-10")
    now = state(talks, "2012-01-01").negotiation
    assert ("2010-01-10", "2010-01-31") == (
        str(now.since.span.earliest),
        str(now.since.span.latest),
    )
