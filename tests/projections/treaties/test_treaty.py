"""A treaty as of a day: page and JSON tell of the same acts, and of none that came later."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.claims.developments import (
    ConsentDeposited,
    ConsentsCounted,
    ConsentWithdrawn,
    Denounced,
    DenunciationWithdrawn,
    DomesticallyApproved,
    InstrumentResumed,
    InstrumentSuspended,
    ParticipationResumed,
    ParticipationSuspended,
    RatificationReported,
    ReservationMade,
    ReservationWithdrawn,
    Signed,
    TextAdopted,
)
from ledger.claims.vocabulary import ApprovalStep, ConsentAct
from ledger.projections.treaties.treaty import treaty as of_treaty
from ledger.views.data import data
from ledger.views.pages.treaties.treaty import treaty_page
from ledger.views.text.layout import text_lines

KINDS = {
    "signature": Signed,
    "approval": DomesticallyApproved,
    "consent": ConsentDeposited,
    "withdrawn": ConsentWithdrawn,
    "denounced": Denounced,
}


@pytest.fixture
def paper(desk):
    """A desk with one paper, which came out after all days that are asked about."""
    desk.document("news", "2024-12-31")
    return desk


def positions(desk, day):
    """The parties of the treaty's JSON, by id."""
    treaty = data(desk.ledger.treaty("i", desk.at(day)))
    return {one["party"]: one for one in treaty["state"]["participation"]}


@pytest.mark.parametrize("act", KINDS)
def test_an_act_is_told_from_its_first_possible_day_on(act, paper):
    """Certainly later: not told. Perhaps by then: told, with its days."""
    paper.claim("news", KINDS[act](instrument="i", party="a"), "2024-06")
    assert {} == positions(paper, "2024-05-31")
    told = positions(paper, "2024-06-01")["a"]
    assert {"earliest": "2024-06-01", "latest": "2024-06-30"} == told[act]["span"]
    assert [act] == [one for one in KINDS if told[one]["span"] is not None]


def test_of_a_partys_acts_those_by_the_day_are_told(paper):
    """Signed in May, ratified in June: on 1 June it has signed, and no act of consent is known."""
    paper.claim("news", Signed(instrument="i", party="a"), "2024-05-01")
    ratified = ConsentDeposited(instrument="i", party="a", act=ConsentAct.RATIFICATION)
    paper.claim("news", ratified, "2024-06-10")
    before, after = (positions(paper, day)["a"] for day in ("2024-06-01", "2024-06-10"))
    assert (None, "unknown", []) == (
        before["consent"]["span"],
        before["act"],
        before["consent"]["claims"],
    )
    assert before["signature"] == after["signature"]
    assert "ratification" == after["act"]


@pytest.mark.parametrize(("day", "told"), [("2024-05-31", False), ("2024-06-01", True)])
def test_a_reservation_is_told_from_its_first_possible_day_on(paper, day, told):
    """On the last day of May neither page nor JSON has it; on 1 June both do."""
    made = ReservationMade(instrument="i", party="a", reservation="on article 3")
    paper.claim("news", made, "2024-06")
    assert told is ("a" in positions(paper, day))
    assert told is ("a" in paper.ledger.treaty("i", paper.at(day)).reservations)
    assert told is any("[1] A: " in line for line in page(paper, day))


def page(desk, day):
    return list(text_lines(treaty_page(desk.ledger.treaty("i", desk.at(day)), clocks=desk.at(day))))


def test_the_page_names_nobody_who_acted_later(paper):
    """As of the day before the signature nobody is named, though the claim is recorded."""
    paper.claim("news", Signed(instrument="i", party="a"), "2024-06-10")
    assert "No participant is known by name." in page(paper, "2024-06-09")
    assert any(line.startswith("A ") for line in page(paper, "2024-06-10"))


def test_a_vote_at_home_is_no_row_of_the_table(paper):
    """It is no international act; the JSON has it apart."""
    paper.claim("news", DomesticallyApproved(instrument="i", party="a"), "2024-06-10")
    assert ["a"] == list(positions(paper, "2024-06-10"))
    assert "No participant is known by name." in page(paper, "2024-06-10")


def act(desk, kind, day, party="a", document="news", **more):
    return desk.claim(document, kind(instrument="i", party=party, **more), day)


def treaty(desk, day):
    return desk.ledger.treaty("i", desk.at(day))


def party(desk, day, name="a"):
    return next(each for each in treaty(desk, day).state.participation if each.party == name)


def test_the_count_behind_nameless_consents_is_cited(paper):
    """The count that holds, and none where names are the count."""
    named = act(paper, ConsentDeposited, "2024-05-01")
    assert treaty(paper, "2024-06-01").count is None
    counted = paper.count("news", 9, "2024-05-10")
    assert counted == treaty(paper, "2024-06-01").count.claim
    later = act(paper, ConsentDeposited, "2024-05-20", "b")
    assert counted == treaty(paper, "2024-06-01").count.claim
    assert not {named, later} & {treaty(paper, "2024-06-01").count.claim}


def test_of_counts_that_agree_the_weightiest_is_cited(paper):
    """Nine, say four papers and the depositary, whoever was filed first."""
    for number in range(4):
        paper.document(f"paper-{number}", "2024-12-31")
        paper.count(f"paper-{number}", 9, "2024-05-01")
    paper.document("depositary", "2024-12-31", "depositary")
    counted = paper.count("depositary", 9, "2024-05-01")
    assert counted == treaty(paper, "2024-06-01").count.claim


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2024-01-31", []),
        ("2024-02-01", ["article 9"]),
        ("2024-05-01", ["article 9", "article 12"]),
        ("2024-06-29", ["article 9", "article 12"]),
        ("2024-06-30", ["article 12"]),
        ("2024-08-01", ["article 12", "article 9"]),
    ],
)
def test_the_reservations_of_a_day_are_those_that_are_not_certainly_withdrawn(paper, day, words):
    """One is made, another, the first withdrawn "in June" and made again in August."""
    claims = {
        act(paper, ReservationMade, "2024-02-01", reservation="article 9"): "article 9",
        act(paper, ReservationMade, "2024-05-01", reservation="article 12"): "article 12",
        act(paper, ReservationMade, "2024-08-01", reservation="article 9"): "article 9",
    }
    act(paper, ReservationWithdrawn, "2024-06", reservation="article 9")
    cited = treaty(paper, day).reservations.get("a", ())
    assert sorted(words) == sorted(claims[citation.claim] for citation in cited)


def test_what_is_said_and_in_no_column_is_listed_with_its_reason(paper):
    """A vote and a report of a ratification; what was weighed for a column is in that."""
    paper.document("wire", "2024-12-31", kind="wire")
    vote = act(paper, DomesticallyApproved, "2024-02-01")
    reported = act(paper, RatificationReported, "2024-03-01")
    act(paper, Signed, "2024-01-01")
    act(paper, Signed, "2024-01-02", document="wire")
    act(paper, ConsentDeposited, "2024-04-01")
    act(paper, Denounced, "2024-07-01")
    act(paper, Denounced, "2024-07-02", document="wire")
    act(paper, ReservationMade, "2024-04-01", reservation="article 9")
    act(paper, ParticipationSuspended, "2024-05-01")
    act(paper, ParticipationResumed, "2024-06-01")
    paper.count("news", 9, "2024-05-01", named=("b",))
    paper.claim("news", TextAdopted(instrument="i"), "2023-01-01")
    assert [(vote, "other-stage"), (reported, "other-stage")] == sorted(
        ((lost.citation.claim, lost.reason) for lost in treaty(paper, "2024-12-31").aside),
        key=lambda pair: pair[0] != vote,
    )
    assert [vote] == [lost.citation.claim for lost in treaty(paper, "2024-02-28").aside]


def test_what_was_averted_and_what_lost_against_it_is_in_the_history(paper):
    """A denunciation for November, which two papers date otherwise, taken back in June."""
    for name in ("wire", "gazette"):
        paper.document(name, "2024-05-15", kind=name)
    act(paper, ConsentDeposited, "2024-01-01")
    act(paper, Denounced, "2024-11-01", document="gazette")
    act(paper, Denounced, "2024-11-02", document="wire")
    act(paper, DenunciationWithdrawn, "2024-06-01")
    assert () == treaty(paper, "2024-12-31").aside
    (period,) = party(paper, "2024-12-31").history
    ((end, back),) = period.averted
    assert ("2024-06-01", 1) == (str(back.span.latest), len(end.lost))
    averted = [
        any(each.averted for each in party(paper, day).history)
        for day in ("2024-05-31", "2024-06-01")
    ]
    assert [False, True] == averted


@pytest.mark.parametrize(
    ("day", "acts"),
    [
        ("2024-01-31", {}),
        ("2024-02-29", {"approval": "2024-02-20", "home": 1}),
        ("2024-03-31", {"approval": "2024-03-20", "home": 2, "ratified": "2024-03-25"}),
    ],
)
def test_steps_at_home_and_what_is_said_to_be_ratified_are_told_from_their_days_on(
    paper, day, acts
):
    """A chamber in February, the head of State in March, and "ratified" after that."""
    step = {"step": ApprovalStep.CHAMBER}
    act(paper, DomesticallyApproved, "2024-02-20", **step)
    act(paper, DomesticallyApproved, "2024-03-20", step=ApprovalStep.HEAD_OF_STATE)
    act(paper, RatificationReported, "2024-03-25")
    found = treaty(paper, day).state.participation
    if not acts:
        assert () == found
        return
    (position,) = found
    assert acts["approval"] == str(position.approval.span.latest)
    assert acts["home"] == len(position.home)
    assert acts.get("ratified") == (
        None if position.ratified.span is None else str(position.ratified.span.latest)
    )


@pytest.mark.parametrize(
    ("day", "own"),
    [
        ("2024-01-31", []),
        ("2024-02-01", [(True, None)]),
        ("2024-05-31", [(True, None)]),
        ("2024-06-01", [(True, "2024-06-30")]),
        ("2024-09-01", [(True, "2024-06-30"), (True, None)]),
    ],
)
def test_the_history_of_a_day_has_what_had_begun_by_then_and_no_later_end(paper, day, own):
    """Suspended, resumed "in June", suspended again: of the instrument, and of a party."""
    for kind, date_ in (
        (InstrumentSuspended, "2024-02-01"),
        (InstrumentResumed, "2024-06"),
        (InstrumentSuspended, "2024-09-01"),
    ):
        paper.claim("news", kind(instrument="i"), date_)
    act(paper, ParticipationSuspended, "2024-02-01")
    act(paper, ParticipationResumed, "2024-06")
    act(paper, ParticipationSuspended, "2024-09-01")
    state = treaty(paper, day).state
    histories = [state.history, *(position.history for position in state.participation)]
    assert [own] * (2 if own else 1) == [
        [
            (
                period.began.span is not None,
                None if period.until is None else str(period.until.latest),
            )
            for period in history
        ]
        for history in histories
    ]
    assert all(
        (period.until is None) == (period.ending is None) == (period.ends == {})
        for history in histories
        for period in history
    )


@pytest.mark.parametrize(("day", "lines"), [("2024-05-31", 0), ("2024-06-01", 1)])
def test_an_end_whose_beginning_nobody_tells_is_told_from_its_own_day_on(paper, day, lines):
    """Before that there is nothing to tell, though the consent was given before."""
    act(paper, Denounced, "2024-06-01")
    assert lines == sum(len(each.history) for each in treaty(paper, day).state.participation)


def test_a_day_is_ahead_if_it_is_after_the_readers(paper):
    """Today is not ahead; without a today no day is."""
    standing = paper.ledger.view("p", paper.at("2024-06-02")).standing
    days = (date(2024, 6, 1), date(2024, 6, 2), date(2024, 6, 3), None)
    assert [True, False, False, False] == [of_treaty(standing, "i", day).ahead for day in days]


def test_a_party_that_only_made_a_reservation_or_was_suspended_has_acted(paper):
    """Each is a row of its own; a party that a count of no known stage names has none."""
    act(paper, ReservationMade, "2024-02-01", "a", reservation="article 9")
    act(paper, ParticipationSuspended, "2024-02-01", "b")
    act(paper, RatificationReported, "2024-02-01", "c")
    counted = ConsentsCounted(instrument="i", count=1, named=("d",))
    paper.claim("news", counted, "2024-02-01")
    assert ["a", "b", "c"] == [
        position.party for position in treaty(paper, "2024-03-01").state.participation
    ]
