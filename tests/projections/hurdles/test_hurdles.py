"""Hurdles: stated, one for each party, stepped through, cleared; thresholds with progress."""

from __future__ import annotations

import pytest

from ledger.claims.commands import Describe
from ledger.claims.developments import (
    ApplicationFiled,
    ApplicationWithdrawn,
    ApprovalDenied,
    ApprovalGranted,
    ApprovalLapsed,
    ConsentDeposited,
    DecisionAppealed,
    EnteredIntoForce,
    InstrumentSuspended,
    RequirementInapplicable,
    RequirementStated,
    RequirementSuperseded,
    RequirementWaived,
    ReviewStarted,
)
from ledger.claims.entities import Instrument
from ledger.claims.entry_into_force import rule_from
from ledger.projections.hurdles.states import HurdleState
from ledger.views.pages.head import PageHead
from ledger.views.pages.hurdles import hurdles_page
from ledger.views.text.layout import text_lines


def hurdles(desk, valid_at="2024-12-31") -> dict[str, HurdleState]:
    """Every hurdle's state by id."""
    return {one.id: one.state for one in desk.ledger.hurdles("p", desk.at(valid_at))}


@pytest.fixture
def licensed(desk):
    """A desk where a licence is required of a and of b, each on its own."""
    desk.document("d", "2024-01-10")
    desk.claim(
        "d",
        RequirementStated(hurdle="licence", title="a licence", on=("a", "b"), each=True),
        modality="required",
    )
    return desk


def test_each_party_faces_its_own_hurdle(licensed):
    """One requirement on each of two parties gives two hurdles with ids of their own."""
    assert {"licence/a": "required", "licence/b": "required"} == hurdles(licensed)


@pytest.mark.parametrize(
    ("step", "state"),
    [
        (ApplicationFiled, HurdleState.APPLIED),
        (ReviewStarted, HurdleState.UNDER_REVIEW),
        (ApprovalGranted, HurdleState.GRANTED),
        (ApprovalDenied, HurdleState.DENIED),
        (DecisionAppealed, HurdleState.APPEALED),
        (RequirementWaived, HurdleState.WAIVED),
        (RequirementInapplicable, HurdleState.INAPPLICABLE),
        (RequirementSuperseded, HurdleState.SUPERSEDED),
        (ApplicationWithdrawn, HurdleState.WITHDRAWN),
        (ApprovalLapsed, HurdleState.LAPSED),
    ],
)
def test_a_step_moves_only_the_party_that_took_it(licensed, step, state):
    """Every kind of step changes the state from its day on, and not the other party's."""
    licensed.document("e", "2024-02-01")
    licensed.claim("e", step(hurdle="licence", party="a"), "2024-02-01")
    assert {"licence/a": state, "licence/b": "required"} == hurdles(licensed)
    assert {"licence/a": "required", "licence/b": "required"} == hurdles(licensed, "2024-01-31")


def test_the_latest_step_counts_and_every_step_is_evidence(licensed):
    """Steps are ordered by their own day, not by when they were recorded."""
    licensed.document("e", "2024-05-01")
    licensed.claim("e", ApprovalGranted(hurdle="licence", conditions=("a report",)), "2024-04-01")
    licensed.claim("e", ApplicationFiled(hurdle="licence"), "2024-02-01")
    (first, _) = licensed.ledger.hurdles("p", licensed.at("2024-06-01"))
    assert HurdleState.GRANTED_WITH_CONDITIONS is first.state
    assert ["requirement-stated", "application-filed", "approval-granted"] == [
        one.kind for one in first.evidence
    ]
    assert not first.outstanding


def test_an_application_of_a_vague_day_does_not_undo_the_grant_that_followed_it(licensed):
    """Spring ends after 30 May; an application of spring still goes before a grant of that day."""
    licensed.document("e", "2024-07-01")
    licensed.claim("e", ApprovalGranted(hurdle="licence", party="a"), "2024-05-30")
    licensed.claim("e", ApplicationFiled(hurdle="licence", party="a"), "2024-21")
    licensed.claim("e", ReviewStarted(hurdle="licence", party="a"), "2024-05")
    assert HurdleState.GRANTED is hurdles(licensed)["licence/a"]


def test_of_two_decisions_of_one_day_the_weightier_source_is_followed(licensed):
    """A gazette's grant is believed over a social post's denial of the same day."""
    licensed.document("e", "2024-03-01", kind="gazette")
    licensed.document("f", "2024-03-02", kind="social")
    licensed.claim("e", ApprovalGranted(hurdle="licence", party="a"), "2024-02-01")
    licensed.claim("f", ApprovalDenied(hurdle="licence", party="a"), "2024-02-01")
    assert HurdleState.GRANTED is hurdles(licensed)["licence/a"]


def test_on_one_day_the_decision_comes_after_the_application_and_the_appeal_after_it(licensed):
    """Where days are equal, the order of procedure decides, not that of recording."""
    licensed.document("e", "2024-03-01")
    licensed.claim("e", DecisionAppealed(hurdle="licence", party="a"), "2024-02-01")
    licensed.claim("e", ApprovalDenied(hurdle="licence", party="a"), "2024-02-01")
    licensed.claim("e", ApprovalDenied(hurdle="licence", party="b"), "2024-02-01")
    licensed.claim("e", ApplicationFiled(hurdle="licence", party="b"), "2024-02-01")
    assert {"licence/a": "appealed", "licence/b": "denied"} == hurdles(licensed)


def test_a_retracted_grant_reopens_the_hurdle(licensed):
    """With its approval taken back the licence is required again."""
    licensed.document("e", "2024-02-01")
    granted = licensed.claim("e", ApprovalGranted(hurdle="licence", party="a"), "2024-02-01")
    licensed.retract(granted, "e")
    assert HurdleState.REQUIRED is hurdles(licensed)["licence/a"]


def test_possible_and_denied_requirements(desk):
    """A possible one is shown as such, a denied one is no hurdle, an unknown one is identified."""
    desk.document("d", "2024-01-10")
    desk.claim("d", RequirementStated(hurdle="one", title="t"), modality="possible")
    desk.claim("d", RequirementStated(hurdle="two", title="t"), modality="denied")
    desk.claim("d", RequirementStated(hurdle="three", title="t"), modality="unknown")
    assert {"one": "possible", "three": "identified"} == hurdles(desk)


def test_a_threshold_is_a_hurdle_with_progress_until_it_is_met(desk):
    """Ten of eleven consents is outstanding; with the eleventh the hurdle is met."""
    desk.document("d", "2024-01-10")
    desk.document("e", "2024-03-10")
    desk.count("d", 10, "2024-01-10")
    desk.count("e", 11, "2024-03-10")
    (before,) = desk.ledger.hurdles("p", desk.at("2024-02-01"))
    (after,) = desk.ledger.hurdles("p", desk.at("2024-04-01"))
    assert (10, 11, True) == (before.progress.count, before.progress.required, before.outstanding)
    assert (HurdleState.MET, False) == (after.state, after.outstanding)


def test_of_many_consents_the_page_quotes_the_one_that_met_the_threshold_and_counts_the_rest(desk):
    """The third of seven by day decides a threshold of three; ``--all`` quotes all seven."""
    rule = rule_from({"when": [{"consents": 3}], "after": {"number": 1, "unit": "days"}})
    told = Instrument(id="i", title="the convention", partnerships=("p",), entry_into_force=rule)
    desk.tell(Describe(entity=told))
    desk.document("d", "2024-06-12")
    claims = [
        desk.claim("d", ConsentDeposited(instrument="i", party=party), f"2024-05-{day:02}")
        for party, day in zip("abcdefg", (7, 1, 6, 2, 5, 3, 4), strict=True)
    ]
    (hurdle,) = desk.ledger.hurdles("p", desk.at("2024-06-30"))
    assert [claims[place] for place in (1, 3, 5, 6, 4, 2, 0)] == [
        one.claim for one in hurdle.evidence
    ]
    assert [claims[5]] == [one.claim for one in hurdle.deciding]
    clocks = desk.at("2024-06-30")
    page = "\n".join(text_lines(hurdles_page([hurdle], head=PageHead(title="P", clocks=clocks))))
    assert 1 == page.count("statement")
    assert "and 6 more quotes (--all shows them)" in page
    assert 7 == "\n".join(
        text_lines(hurdles_page([hurdle], head=PageHead(title="P", clocks=clocks), whole=True))
    ).count("statement")


def test_before_the_threshold_is_met_the_latest_consent_is_quoted(desk):
    """With a single count below the threshold, that count is what decides."""
    desk.document("d", "2024-06-12")
    desk.count("d", 5, "2024-05-30")
    (hurdle,) = desk.ledger.hurdles("p", desk.at("2024-06-30"))
    assert hurdle.evidence == hurdle.deciding


def test_of_many_steps_what_states_the_hurdle_and_the_last_step_decide(licensed):
    """Of six pieces of evidence the first and the last are quoted."""
    for day in range(1, 6):
        licensed.claim("d", ReviewStarted(hurdle="licence", party="a"), f"2024-02-0{day}")
    first, *_ = licensed.ledger.hurdles("p", licensed.at("2024-12-31"))
    assert 6 == len(first.evidence)
    assert (first.evidence[0], first.evidence[-1]) == first.deciding


def test_a_retelling_of_a_step_does_not_beat_the_document_that_it_retells(licensed):
    """The lineage rule holds for hurdles: a derivative has no voice where its root speaks."""
    licensed.document("e", "2024-02-01")
    licensed.document("f", "2024-03-01", lineage="syndicated", root="e")
    licensed.claim("e", ApprovalDenied(hurdle="licence", party="a"), "2024-02-01")
    licensed.claim("f", ApprovalGranted(hurdle="licence", party="a"), "2024-03-01")
    assert HurdleState.DENIED is hurdles(licensed)["licence/a"]


def test_a_hurdle_of_each_that_names_nobody_is_one_hurdle(desk):
    """It must not vanish only because no source says who must act."""
    desk.document("d", "2024-01-10")
    desk.claim("d", RequirementStated(hurdle="one", title="t", each=True), modality="required")
    assert {"one": HurdleState.REQUIRED} == hurdles(desk)


def test_a_hurdle_may_name_an_instrument_that_the_partnership_does_not_follow(desk):
    """It stands as it is stated; what becomes of that instrument is not known here."""
    desk.tell(Describe(entity=Instrument(id="far", title="far away")))
    desk.document("d", "2024-01-10")
    stated = RequirementStated(hurdle="one", title="t", instrument="far")
    desk.claim("d", stated, modality="required")
    assert {"one": HurdleState.REQUIRED} == hurdles(desk)
    assert ["one"] == [
        node.id
        for node in desk.ledger.hurdle_graph(desk.ledger.view("p", desk.at("2024-02-01"))).nodes
    ]


def stated(desk, modality="required", on=None, **more):
    """A requirement h, stated in an article of 15 January 2024."""
    desk.document("stated", "2024-01-15")
    fields = {"hurdle": "h", "title": "a review"} | more
    return desk.claim("stated", RequirementStated(**fields), on, modality=modality)


@pytest.mark.parametrize(
    ("on", "days"),
    [
        ("2024-01-10", {"2024-01-09": False, "2024-01-10": True}),
        ("2024-03-01", {"2024-02-29": False, "2024-03-01": True}),
        ("2024-03", {"2024-02-29": False, "2024-03-01": True}),
        ("2024-02/..", {"2024-01-31": False, "2024-02-01": True}),
        ("../2024-03", {"2020-01-01": True}),
        (None, {"2020-01-01": True, "2024-06-01": True}),
    ],
)
@pytest.mark.parametrize("modality", ["required", "possible", "actual"])
def test_a_requirement_holds_from_its_day(desk, on, days, modality):
    """Before that day it is not there; what no source dates may have been there before."""
    stated(desk, modality, on)
    assert days == {day: "h" in hurdles(desk, day) for day in days}


@pytest.mark.parametrize(
    ("published", "on", "step", "since"),
    [
        ("2024-05", None, None, "May 2024"),
        ("2024-05-20", "2024-05", None, "May 2024"),
        ("2024-01-20", "2024", None, "2024"),
        ("2024-01-31", None, "2024-01-09", "9 January 2024"),
        ("2024-01-31", "2024-01-02", "2024-01", "January 2024"),
        (None, None, None, "day unknown"),
    ],
)
def test_since_when_it_stands_so_is_as_vague_as_its_source(desk, published, on, step, since):
    """The day of the last step, else of the requirement, else of the article: never made firm."""
    desk.document("d", published)
    desk.claim("d", RequirementStated(hurdle="h", title="a licence"), on, modality="required")
    if step:
        desk.claim("d", ApprovalGranted(hurdle="h"), step)
    page = "\n".join(
        text_lines(
            hurdles_page(
                desk.ledger.hurdles("p", desk.at("2025-01-01")),
                head=PageHead(title="p", clocks=desk.at("2025-01-01")),
            )
        )
    )
    assert f"since         {since}\n" in page


@pytest.mark.parametrize(
    ("blocks", "state"),
    [
        (("i",), "overtaken"),
        (("i", "k"), "required"),
        (("i", "joint programme"), "required"),
        (("joint programme",), "required"),
        ((), "required"),
    ],
)
def test_a_hurdle_falls_away_when_all_that_it_blocks_has_come(desk, blocks, state):
    """Words that name no instrument and no hurdle never come by themselves."""
    stated(desk, blocks=blocks)
    assert "required" == hurdles(desk)["h"]
    desk.claim("stated", EnteredIntoForce(instrument="i"), "2024-01-12")
    assert "required" == hurdles(desk, "2024-01-11")["h"]
    assert state == hurdles(desk)["h"]


def test_what_waits_for_a_hurdle_that_is_overtaken_is_overtaken_too(desk):
    """An opinion before a review before a treaty that is in force."""
    stated(desk, blocks=("i",))
    opinion = RequirementStated(hurdle="k", title="an opinion", blocks=("h",))
    desk.claim("stated", opinion, modality="required")
    desk.claim("stated", ReviewStarted(hurdle="h"), "2024-01-11")
    assert {"h": "under-review", "k": "required"} == hurdles(desk)
    force = desk.claim("stated", EnteredIntoForce(instrument="i"), "2024-01-12")
    assert {"h": "overtaken", "k": "overtaken"} == hurdles(desk)
    (review, *_) = desk.ledger.hurdles("p", desk.at("2024-12-31"))
    assert force == review.evidence[-1].claim


def test_a_treaty_that_is_suspended_later_did_come(desk):
    """A requirement before entry into force stays overtaken after a suspension."""
    stated(desk, blocks=("i",))
    desk.claim("stated", EnteredIntoForce(instrument="i"), "2024-01-12")
    desk.claim("stated", InstrumentSuspended(instrument="i"), "2024-01-13")
    assert "overtaken" == hurdles(desk)["h"]


@pytest.mark.parametrize(
    ("occurred", "day", "since"),
    [
        (None, "2025-12-01", None),
        (None, "2026-02-28", None),
        (None, "2026-03-01", "2026-03-01"),
        ("2025-11", "2025-12-01", "2025-11"),
        ("../2026-01-15", "2025-12-01", "../2026-01-15"),
    ],
)
def test_what_was_stated_later_says_not_since_when_it_was_required(desk, occurred, day, since):
    """A report of 1 March 2026 gives no day to a hurdle that was there in December."""
    desk.document("march", "2026-03-01")
    stated = RequirementStated(hurdle="h", title="a permit", on=("a",))
    desk.claim("march", stated, occurred, modality="required")
    (hurdle,) = (one for one in desk.ledger.hurdles("p", desk.at(day)) if one.id == "h")
    assert since == (None if hurdle.since is None else str(hurdle.since))
