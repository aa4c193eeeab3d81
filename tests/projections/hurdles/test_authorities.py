"""Hurdles of several authorities, of courts, of groups; grants in part; parts of an instrument."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ledger.claims.commands import Describe
from ledger.claims.developments import (
    ApprovalDenied,
    ApprovalGranted,
    CourtOpinion,
    CourtReferral,
    Figure,
    RequirementStated,
    RequirementWaived,
    ReviewStarted,
    Vote,
)
from ledger.claims.entities import Instrument, Member, Party
from ledger.claims.vocabulary import CourtFinding, Modality
from ledger.projections.hurdles.states import HurdleState


@pytest.fixture
def news(desk):
    """An agreement of two, and a paper in which everything stands."""
    desk.tell(
        Describe(entity=Instrument(id="g", title="G", partnerships=("p",), between=("a", "b")))
    )
    desk.document("news", "2026-12-31")
    return desk


def hurdles(desk, day):
    """Every hurdle on a day, by id; those that are cleared too."""
    return {one.id: one for one in desk.ledger.hurdles("p", desk.at(day))}


def review(news, **more):
    stated = RequirementStated(hurdle="review", title="a review", on=("a",), blocks=("g",), **more)
    news.claim("news", stated, "2024-09", modality=Modality.REQUIRED)


def test_three_departments_review_and_each_has_its_own_step(news):
    """In the words "Still under review by" three: one grants, and two are still at it."""
    review(news)
    news.claim("news", ReviewStarted(hurdle="review", authorities=("c", "d", "e")), "2024-09-01")
    news.claim("news", ApprovalGranted(hurdle="review", authority="c"), "2024-09-20")
    now = hurdles(news, "2024-10-01")["review"]
    assert HurdleState.UNDER_REVIEW is now.state
    assert {"c": "granted", "d": "under-review", "e": "under-review"} == {
        one.authority: one.state for one in now.authorities
    }
    for authority in ("d", "e"):
        news.claim("news", ApprovalGranted(hurdle="review", authority=authority), "2024-10-05")
    assert not hurdles(news, "2024-10-05")["review"].outstanding


def test_a_refusal_by_one_of_them_is_a_refusal(news):
    """It stands in the way whatever the others grant."""
    review(news, authorities=("c", "d"))
    news.claim("news", ApprovalGranted(hurdle="review", authority="c"), "2024-09-20")
    news.claim("news", ApprovalDenied(hurdle="review", authority="d"), "2024-09-19")
    assert HurdleState.DENIED is hurdles(news, "2024-10-01")["review"].state


def test_one_authority_is_the_hurdles_own(news):
    """The control: a single authority splits nothing."""
    review(news)
    news.claim("news", ApprovalGranted(hurdle="review", authority="c"), "2024-09-20")
    now = hurdles(news, "2024-10-01")["review"]
    assert (HurdleState.GRANTED, ()) == (now.state, now.authorities)


def test_a_court_referral_is_a_hurdle_from_its_day_and_not_before(news):
    """Asked on 21 January 2026: on the 10th there is no such hurdle, from the 21st it blocks."""
    referral = CourtReferral(
        hurdle="opinion",
        title="opinion on compatibility",
        court="c",
        blocks=("g",),
        vote=Vote(in_favour=334, against=324, abstained=11),
    )
    news.claim("news", referral, "2026-01-21")
    assert {} == hurdles(news, "2026-01-10")
    now = hurdles(news, "2026-01-21")["opinion"]
    assert (HurdleState.UNDER_REVIEW, ("c",), ("g",)) == (now.state, now.on, now.blocks)


@pytest.mark.parametrize(
    ("finding", "state", "outstanding"),
    [
        (CourtFinding.COMPATIBLE, HurdleState.FOUND_COMPATIBLE, False),
        (CourtFinding.COMPATIBLE_WITH_CONDITIONS, HurdleState.GRANTED_WITH_CONDITIONS, False),
        (CourtFinding.INCOMPATIBLE, HurdleState.FOUND_INCOMPATIBLE, True),
        (CourtFinding.INADMISSIBLE, HurdleState.INAPPLICABLE, False),
        (CourtFinding.UNKNOWN, HurdleState.OPINION_GIVEN, True),
    ],
)
def test_what_the_court_held_decides(news, finding, state, outstanding):
    """An opinion whose content no source gives clears nothing."""
    news.claim("news", CourtReferral(hurdle="opinion", title="t", court="c"), "2026-01-21")
    news.claim("news", CourtOpinion(hurdle="opinion", finding=finding), "2026-06-01")
    now = hurdles(news, "2026-06-01")["opinion"]
    assert (state, outstanding) == (now.state, now.outstanding)
    assert HurdleState.UNDER_REVIEW is hurdles(news, "2026-05-31")["opinion"].state


def test_a_referral_that_is_only_meant_is_no_review_yet(news):
    """A resolution to ask is possible or intended; the court has nothing before it."""
    referral = CourtReferral(hurdle="opinion", title="t", court="c")
    news.claim("news", referral, "2026-01-21", modality=Modality.POSSIBLE)
    assert HurdleState.POSSIBLE is hurdles(news, "2026-02-01")["opinion"].state


@pytest.mark.parametrize(
    ("coverage", "state"),
    [
        (Figure(value=Decimal(70), to=Decimal(80), unit="% of cases"), HurdleState.WAIVED_IN_PART),
        (Figure(value=Decimal(100), unit="% of cases"), HurdleState.WAIVED),
        (Figure(value=Decimal(900), unit="tariff lines"), HurdleState.WAIVED),
        (None, HurdleState.WAIVED),
    ],
    ids=str,
)
def test_an_exemption_for_a_part_leaves_the_rest_in_the_way(news, coverage, state):
    """Of 70 to 80 % of cases: the rest still needs a licence. Other figures are only shown."""
    news.claim("news", RequirementStated(hurdle="licence", title="a licence"), "2024-01-01")
    news.claim("news", RequirementWaived(hurdle="licence", coverage=coverage), "2024-08-20")
    now = hurdles(news, "2024-09-01")["licence"]
    assert (state, coverage) == (now.state, now.coverage)
    assert now.outstanding is (state is HurdleState.WAIVED_IN_PART)


def test_all_member_states_must_ratify_each_its_own_hurdle(news):
    """One group, one hurdle for each member of the day."""
    members = (Member(party="c"), Member(party="d"))
    news.tell(Describe(entity=Party(id="union", name="member States", members=members)))
    stated = RequirementStated(hurdle="ratified", title="t", on=("union", "a"), each=True)
    news.claim("news", stated, "2024-01-01")
    assert {"ratified/c", "ratified/d", "ratified/a"} == set(hurdles(news, "2024-02-01"))


def test_a_hurdle_of_a_part_blocks_that_part_alone(news):
    """What blocks the trade part does not block the instrument."""
    stated = RequirementStated(hurdle="quota", title="t", on=("a",), blocks=("g/trade",))
    news.claim("news", stated, "2024-01-01")
    drawn = news.ledger.hurdle_graph(news.ledger.view("p", news.at("2024-02-01")))
    assert [("quota", "g/trade")] == [(edge.source, edge.target) for edge in drawn.edges]
    assert "g" not in {node.id for node in drawn.nodes}
