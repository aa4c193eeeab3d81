"""Positions as histories: what was undone and done again, and what stood on each day."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.claims.commands import Describe
from ledger.claims.developments import (
    ConsentDeposited,
    ConsentsCounted,
    ConsentWithdrawn,
    Denounced,
    DenunciationWithdrawn,
    DomesticallyApproved,
    DomesticApprovalLapsed,
    EnteredIntoForce,
    InstrumentResumed,
    InstrumentSuspended,
    InstrumentTerminated,
    ParticipationResumed,
    ParticipationSuspended,
    ProvisionalApplicationEnded,
    ProvisionallyApplied,
    ReservationMade,
    ReservationWithdrawn,
    SignatureWithdrawn,
    Signed,
)
from ledger.claims.entities import Instrument
from ledger.claims.entry_into_force import rule_from
from ledger.claims.vocabulary import ConsentAct, ConsentStage, Stage
from ledger.edtf import Tristate, parse
from ledger.projections.treaties.periods import Position
from ledger.projections.weighing.answer import Span, Status
from ledger.views.pages.treaties.treaty import treaty_page
from ledger.views.text.layout import text_lines
from tests.conftest import Desk

LETTERS = {Tristate.YES: "y", Tristate.NO: "n", Tristate.MAYBE: "m"}
TWO = "when: [{consents: 2}]\nafter: {number: 30, unit: days}"


def describe(desk, rule=TWO, **more):
    text = None if rule is None else rule_from(yaml.load(rule, yaml.BaseLoader))  # noqa: S506
    entity = Instrument(
        id="i", title="the convention", partnerships=("p",), entry_into_force=text, **more
    )
    desk.tell(Describe(entity=entity), replace=True)


@pytest.fixture
def news(desk):
    desk.document("news", "2026-12-31", "depositary")
    return desk


def act(desk, kind, day, party="a", document="news", **more):
    return desk.claim(document, kind(instrument="i", party=party, **more), day)


def state(desk, day):
    (found,) = (one for one in desk.status(day).instruments if one.id == "i")
    return found


def party(desk, day="2026-12-31", name="a"):
    (found,) = (one for one in state(desk, day).participation if one.party == name)
    return found


def page(desk, day):
    clocks = desk.at(day)
    return "\n".join(text_lines(treaty_page(desk.ledger.treaty("i", clocks), clocks=clocks)))


def paris(desk):
    """Korea, and the United States that accept, leave and accept again."""
    describe(desk)
    act(desk, ConsentDeposited, "2015-11-03", "b")
    return [
        act(desk, ConsentDeposited, "2016-09-03", "a", act=ConsentAct.ACCEPTANCE),
        act(desk, Denounced, "2020-11-04", "a"),
        act(desk, ConsentDeposited, "2021-01-20", "a", act=ConsentAct.ACCEPTANCE),
    ]


@pytest.mark.parametrize(
    ("day", "answer", "count"),
    [
        ("2016-09-02", "n", 1),
        ("2017-01-01", "y", 2),
        ("2020-11-03", "y", 2),
        ("2020-12-01", "n", 1),
        ("2021-01-20", "y", 2),
        ("2021-03-01", "y", 2),
    ],
)
def test_who_left_and_came_back_was_a_party_then_was_none_and_is_one_again(
    news, day, answer, count
):
    """The United States and Paris: each day has its own answer, and nothing is contradicted."""
    paris(news)
    found = state(news, day)
    assert answer == LETTERS[party(news, day).consented(date.fromisoformat(day))]
    assert (count, count) == (found.consents.count, found.consents.highest)
    assert () == news.status(day).contested
    assert [] == [
        one for one in news.ledger.check(news.at("2026-12-31")) if one.check == "dates-in-order"
    ]


def test_what_came_later_does_not_move_the_day_of_entry_into_force(news):
    """In force since 3 October 2016, whatever came after; each period is its own in the table."""
    first, out, second = paris(news)
    for day in ("2017-01-01", "2020-12-01", "2021-03-01", "2026-01-01"):
        found = state(news, day).in_force
        assert "2016-10-03" == str(found.day.earliest) == str(found.day.latest)
        assert Tristate.YES is found.now
        assert (first in found.claims, second in found.claims) == (True, False)
    spans = state(news, "2026-01-01").in_force.computed.per_party
    assert ("2016-10-03", "2021-02-19") == (str(spans["b"].latest), str(spans["a"].latest))
    words = page(news, "2021-06-01")
    assert "A " in words
    assert "[20 Jan 2021" not in words
    line = next(line for line in words.splitlines() if "denounced 4 November 2020" in line)
    assert "consented 3 September 2016 (acceptance)" in line
    left = page(news, "2020-12-01")
    assert "[3 Sep 2016 (A)]" in left
    assert "Said, and in no column" not in words
    proof = news.ledger.why("i/a.consent", news.at("2021-06-01"))[0]
    assert ([second], "20 January 2021") == ([one.claim for one in proof.won], proof.value)
    early = news.ledger.why("i/a.consent", news.at("2017-06-01"))[0]
    assert ([first], Status.SETTLED) == ([one.claim for one in early.won], early.status)
    denounced = news.ledger.why("i/a.denounced", news.at("2020-12-01"))[0]
    assert [out] == [one.claim for one in denounced.won]


CONSENT = (ConsentDeposited, Denounced)
SIGNATURE = (Signed, SignatureWithdrawn)
APPROVAL = (DomesticallyApproved, DomesticApprovalLapsed)
SUSPENSION = (ParticipationSuspended, ParticipationResumed)


@pytest.mark.parametrize(
    ("position", "kinds"),
    [
        (Position.CONSENT, CONSENT),
        (Position.CONSENT, (ConsentDeposited, ConsentWithdrawn)),
        (Position.SIGNATURE, SIGNATURE),
        (Position.APPROVAL, APPROVAL),
        (Position.SUSPENSION, SUSPENSION),
    ],
)
def test_any_act_that_can_be_undone_can_be_done_again(news, position, kinds):
    """Four times in and three times out, filed in any order: on each day the answer of the day."""
    years = [2001, 2003, 2005, 2007, 2009, 2011, 2013]
    acts = [(kinds[place % 2], f"{year}-05-05") for place, year in enumerate(years)]
    for kind, day in acts[::2] + acts[1::2][::-1]:
        act(news, kind, day)
    for place, year in enumerate(years):
        before, on = date(year, 5, 4), date(year, 5, 5)
        found = party(news, str(on))
        assert ("n" if place % 2 == 0 else "y") == LETTERS[found.stood(position, before)]
        assert ("y" if place % 2 == 0 else "n") == LETTERS[found.stood(position, on)]
    found = party(news)
    assert [2003, 2007, 2011, None] == [
        one.until and one.until.latest.year for one in found.periods(position)
    ]


def test_accounts_of_one_act_are_one_act_and_a_day_apart_is_a_contradiction(news):
    """Two papers date one acceptance otherwise: no end lies between, so they disagree."""
    act(news, ConsentDeposited, "2016-09-03")
    news.document("paper", "2016-10-10")
    loser = act(news, ConsentDeposited, "2016-10-01", document="paper")
    act(news, Denounced, "2020-11-04")
    found = party(news)
    (period,) = found.periods(Position.CONSENT)
    assert [loser] == [one.claim for one in period.began.lost]
    assert "n" == LETTERS[found.consented(date(2020, 11, 4))]


def test_a_report_without_a_first_day_is_of_the_act_that_is_known(news):
    """In 2022 "has ratified" is no second acceptance, and "has left" no second denunciation."""
    paris(news)
    news.document("paper", "2022-05-05")
    act(news, ConsentDeposited, None, document="paper")
    act(news, Denounced, "../2022-05-05", document="paper")
    assert 2 == len(party(news).periods(Position.CONSENT))
    assert "y" == LETTERS[party(news).consented(date(2023, 1, 1))]


@pytest.mark.parametrize(
    ("given", "ended", "again", "stands"),
    [
        ("2016", "2020-11", "2021-01", "mymmy"),
        ("2016-09-03", "2020/2021", "2021-03-01", "nymmy"),
        ("2016-09-03", "2020-11-04", "2020/2022", "nymmm"),
    ],
)
def test_vague_days_stay_vague_between_the_acts_around_them(news, given, ended, again, stands):
    """On 1 June 2016, 2018, 15 November 2020, 10 January and 1 July 2021."""
    act(news, ConsentDeposited, given)
    act(news, Denounced, ended)
    act(news, ConsentDeposited, again)
    found = party(news)
    days = ("2016-06-01", "2018-06-01", "2020-11-15", "2021-01-10", "2021-07-01")
    stood = "".join(LETTERS[found.consented(date.fromisoformat(day))] for day in days)
    assert stands == stood


def test_a_denunciation_that_is_taken_back_leaves_the_consent_standing(news):
    """The Gambia: denounced on 10 November 2016, taken back on 10 February 2017."""
    act(news, ConsentDeposited, "2002-06-28", act=ConsentAct.RATIFICATION)
    act(news, Denounced, "2016-11-10")
    act(news, DenunciationWithdrawn, "2017-02-10")
    found = party(news)
    assert "nyny" == "".join(
        LETTERS[found.consented(day)]
        for day in (date(2002, 1, 1), date(2016, 1, 1), date(2017, 1, 1), date(2017, 2, 10))
    )
    act(news, DenunciationWithdrawn, "2010-01-01", "b")
    assert not party(news, name="b").given(date(2026, 1, 1))


def test_a_withdrawal_before_any_consent_is_one_thing_and_a_later_consent_another(news):
    """Both are true; the check asks for the earlier consent, and not for a correction."""
    act(news, Denounced, "2019-01-01")
    act(news, ConsentDeposited, "2020-01-01")
    found = party(news)
    assert "nny" == "".join(
        LETTERS[found.consented(day)]
        for day in (date(2018, 1, 1), date(2019, 6, 1), date(2020, 1, 1))
    )
    (finding,) = (
        one for one in news.ledger.check(news.at("2026-12-31")) if one.check == "dates-in-order"
    )
    assert "correct" not in finding.fix
    assert "1 January 2020 is later" in finding.sentence


def test_a_suspension_ends_and_may_begin_again(news):
    """Suspended in 2024, resumed in 2025, suspended in 2026; in force since 2018 throughout."""
    news.claim("news", EnteredIntoForce(instrument="i"), "2018")
    news.claim("news", InstrumentSuspended(instrument="i"), "2024-06-04")
    news.claim("news", InstrumentResumed(instrument="i"), "2025-08-15")
    news.claim("news", InstrumentSuspended(instrument="i"), "2026-02-02")
    stages = [
        state(news, day).stage for day in ("2020-01-01", "2025-01-01", "2026-01-01", "2026-03-01")
    ]
    assert [Stage.IN_FORCE, Stage.SUSPENDED, Stage.IN_FORCE, Stage.SUSPENDED] == stages
    assert 2018 == state(news, "2026-01-01").since.span.earliest.year
    assert "The instrument: suspended 4 June 2024, resumed 15 August 2025" in page(
        news, "2026-01-01"
    )


def test_what_enters_into_force_again_is_suspended_no_more_and_contests_nothing(news):
    """A second entry after a suspension restores the stage; the first keeps its day."""
    news.claim("news", EnteredIntoForce(instrument="i"), "2018")
    news.claim("news", InstrumentSuspended(instrument="i"), "2024-06-04")
    news.claim("news", EnteredIntoForce(instrument="i"), "2025-08-15")
    found = state(news, "2026-01-01")
    assert (Stage.IN_FORCE, ()) == (found.stage, news.status("2026-01-01").contested)
    assert 2018 == found.in_force.declared.span.earliest.year


def test_provisional_application_ends_for_all_or_for_those_that_are_named(news):
    """After an end for all, a party that applies again has a span of its own."""
    news.claim("news", ProvisionallyApplied(instrument="i"), "2018-01-01")
    news.claim("news", ProvisionalApplicationEnded(instrument="i"), "2020-01-01")
    news.claim("news", ProvisionallyApplied(instrument="i", by=("a",)), "2021-01-01")
    news.claim("news", ProvisionalApplicationEnded(instrument="i", by=("a",)), "2022-01-01")
    (whole,) = state(news, "2026-01-01").history
    assert (2018, 2020) == (whole.since.latest.year, whole.until.latest.year)
    own = party(news)
    days = (date(2020, 6, 1), date(2021, 6, 1), date(2022, 6, 1))
    found = [own.stood(Position.PROVISIONAL_APPLICATION, day) for day in days]
    assert [Tristate.NO, Tristate.YES, Tristate.NO] == found


def test_a_reservation_is_withdrawn_by_its_words_or_with_all_others(news):
    """Two are made; one is withdrawn, then the rest: no footnote stays."""
    act(news, ReservationMade, "2018-01-01", reservation="article 9")
    act(news, ReservationMade, "2018-01-01", reservation="article 12")
    act(news, ReservationWithdrawn, "2020-01-01", reservation="Article  9")
    act(news, ReservationWithdrawn, "2022-01-01")
    counts = [
        len(news.ledger.treaty("i", news.at(day)).reservations.get("a", ()))
        for day in ("2017-01-01", "2019-01-01", "2021-01-01", "2023-01-01")
    ]
    assert [0, 2, 1, 0] == counts
    assert "withdrew the reservation 1 January 2020" in page(news, "2021-01-01").replace("\n", " ")


def test_a_reservation_that_is_made_again_falls_with_the_rest(news):
    """Withdrawn by its words and made again: it is of those that a later withdrawal is of."""
    act(news, ReservationMade, "2018-01-01", reservation="article 9")
    act(news, ReservationMade, "2018-01-01", reservation="article 12")
    act(news, ReservationWithdrawn, "2020-01-01", reservation="article 9")
    act(news, ReservationMade, "2021-01-01", reservation="article 9")
    act(news, ReservationWithdrawn, "2022-01-01")
    counts = [
        len(news.ledger.treaty("i", news.at(day)).reservations.get("a", ()))
        for day in ("2020-06-01", "2021-06-01", "2022-06-01")
    ]
    assert [1, 2, 0] == counts


def test_a_withdrawal_told_without_words_is_the_one_of_its_day(news):
    """A paper that does not say which reservation was withdrawn withdraws no other."""
    act(news, ReservationMade, "2018-01-01", reservation="article 9")
    kept = act(news, ReservationMade, "2018-01-01", reservation="article 12")
    act(news, ReservationWithdrawn, "2020-01-01", reservation="article 9")
    act(news, ReservationWithdrawn, "2020-01")
    (citation,) = news.ledger.treaty("i", news.at("2021-01-01")).reservations["a"]
    assert kept == citation.claim


def test_a_denunciation_that_two_sources_date_differently_is_taken_back_whole(news):
    """No consent lies between the two days: they are accounts of one end."""
    news.document("wire", "2016-01-05", kind="wire")
    news.document("paper", "2016-01-06")
    news.document("notice", "2016-06-01")
    act(news, ConsentDeposited, "2002-06-28", document="wire")
    act(news, Denounced, "2016-11-10", document="wire")
    act(news, Denounced, "2016-11-12", document="paper")
    act(news, DenunciationWithdrawn, "2016-06-01", document="notice")
    assert Tristate.YES is party(news).consented(date(2017, 1, 1))


def test_whom_an_earlier_count_names_is_not_in_a_later_one(news):
    """One of those named leaves, and as many are counted again: another has come."""
    counted = {"instrument": "i", "count": 9, "stage": ConsentStage.DEPOSITED}
    news.claim("news", ConsentsCounted(**counted, named=("a", "b")), "2017-01-10")
    act(news, Denounced, "2017-02-01", "b")
    news.claim("news", ConsentsCounted(**counted), "2017-03-01")
    counts = [state(news, day).consents.count for day in ("2017-02-10", "2017-03-10")]
    assert [8, 9] == counts


def test_a_signature_that_was_taken_back_signs_nothing(news):
    """Between two sides, the stage is lost with the signature and comes back with the next."""
    describe(news, None, between=("a", "b"))
    act(news, Signed, "2018-01-01", "a")
    act(news, Signed, "2018-01-01", "b")
    act(news, SignatureWithdrawn, "2019-01-01", "a")
    act(news, Signed, "2020-01-01", "a")
    stages = [state(news, day).stage for day in ("2018-06-01", "2019-06-01", "2020-06-01")]
    assert [Stage.SIGNED, Stage.UNKNOWN, Stage.SIGNED] == stages
    assert "[1 Jan 2018]" in page(news, "2019-06-01")


def test_the_days_of_the_acts_around_it_bound_a_vague_act(news):
    """An end "in 2020 or 2021" came before the acceptance of March 2021."""
    act(news, ConsentDeposited, "2016-09-03")
    act(news, Denounced, "2020/2021")
    act(news, ConsentDeposited, "2021-03-01")
    first, _ = party(news).periods(Position.CONSENT)
    assert Span(earliest=date(2020, 1, 1), latest=date(2021, 3, 1)) == first.until


FILED = st.lists(
    st.tuples(
        st.sampled_from(
            [
                ConsentDeposited,
                ConsentDeposited,
                Denounced,
                ConsentWithdrawn,
                DenunciationWithdrawn,
                Signed,
                SignatureWithdrawn,
                DomesticallyApproved,
                DomesticApprovalLapsed,
                ParticipationSuspended,
                ParticipationResumed,
            ]
        ),
        st.sampled_from(
            ["2016", "2018-05-05", "2019-05", "2020/2021", "2022-01-01", "../2021-06-01", None]
        ),
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=25, deadline=None, derandomize=True, database=None)
@given(FILED, st.data())
def test_the_order_in_which_acts_are_filed_changes_no_history(acts, data):
    """Undone at every depth, with vague days and none; and starts and ends take their turns."""
    histories = []
    numbered = list(enumerate(acts))
    for order in (numbered, data.draw(st.permutations(numbered))):
        desk = Desk()
        desk.document("news", "2023-06-06")
        for place, (kind, day) in order:
            desk._quotes = place  # the same words for the same act, whenever it is filed
            act(desk, kind, day)
        found = state(desk, "2024-01-01").participation
        spans = [
            [(one.position, one.since, one.until, one.ending) for one in each.history]
            for each in found
        ]
        histories.append((spans, [each.consent.span for each in found]))
    assert histories[0] == histories[1]
    for spans in histories[0][0]:
        for one, other in pairwise(spans):
            if one[0] is other[0]:
                assert one[2] is not None
                assert (one[2].earliest or date.min) <= (other[1].latest or date.max)


def test_a_period_ends_where_its_own_claim_says_until_when(news):
    """Applied provisionally from 1 January 2018 until the end of 2019."""
    applied = ProvisionallyApplied(instrument="i", by=("a",), until=parse("2019-12-31"))
    news.claim("news", applied, "2018-01-01")
    (period,) = party(news).periods(Position.PROVISIONAL_APPLICATION)
    assert (2018, 2019) == (period.since.latest.year, period.until.latest.year)


@pytest.mark.parametrize("told", ["2016-11-11", "2026-12-31"])
def test_a_denunciation_that_is_taken_back_before_its_day_ends_nothing(desk, told):
    """Whether the news came out in time or in one table years later; the day after it, too."""
    describe(desk)
    desk.document("notice", told, "depositary")
    desk.document("back", max(told, "2017-02-16"), "depositary")
    desk.document("deposits", "2003-01-01", "depositary")
    act(desk, ConsentDeposited, "2002-06-28", document="deposits")
    act(desk, ConsentDeposited, "2000-08-16", "b", "deposits")
    left = act(desk, Denounced, "2017-11-10", document="notice")
    stayed = act(desk, DenunciationWithdrawn, "2017-02-10", document="back")
    for day in ("2016-12-01", "2017-06-01", "2017-11-10", "2018-01-01"):
        assert Tristate.YES is party(desk, day).consented(date.fromisoformat(day)), day
    shown = " ".join(page(desk, "2018-01-01").split())
    assert "denounced for 10 November 2017, took that back 10 February 2017" in shown
    assert left not in shown.partition("Said, and in no column")[2]
    assert stayed not in shown.partition("Said, and in no column")[2]
    assert "denounced for" not in page(desk, "2017-01-01"), "nobody had taken it back"


def test_what_is_taken_back_before_its_day_is_the_one_that_was_news(desk):
    """A denunciation made after the return stands; so does one that the return came after."""
    describe(desk)
    for name, day in (("first", "2010-01-01"), ("second", "2013-01-01")):
        desk.document(name, day, "depositary")
    act(desk, ConsentDeposited, "2000-01-01", document="first")
    act(desk, Denounced, "2011-01-01", document="first")
    act(desk, DenunciationWithdrawn, "2010-06-01", document="second")
    act(desk, Denounced, "2014-01-01", document="second")
    days = ("2010-12-31", "2011-01-01", "2013-12-31", "2014-01-01")
    stood = [LETTERS[party(desk, day).consented(date.fromisoformat(day))] for day in days]
    assert ["y", "y", "y", "n"] == stood


def test_what_enters_into_force_after_an_end_is_not_the_first_time(news):
    """The rule gives the first day; the declaration of 2015 is of the second time."""
    describe(news)
    act(news, ConsentDeposited, "2000-01-01")
    act(news, ConsentDeposited, "2000-02-01", "b")
    news.claim("news", InstrumentTerminated(instrument="i"), "2010-01-01")
    news.claim("news", EnteredIntoForce(instrument="i"), "2015-01-01")
    stages = [state(news, day).stage for day in ("2000-02-15", "2003-06-01", "2012-01-01")]
    assert [Stage.DEPOSITED, Stage.IN_FORCE, Stage.TERMINATED] == stages
    again = state(news, "2016-01-01")
    assert (Stage.IN_FORCE, None) == (again.stage, again.in_force.mismatch)


def test_a_page_of_a_past_day_tells_no_later_history_of_the_instrument(news):
    """What was applied provisionally in 2011 is not told as of 2005."""
    describe(news)
    act(news, Signed, "2000-12-31")
    news.claim("news", ProvisionallyApplied(instrument="i"), "2011-05-01")
    assert "applied provisionally" not in page(news, "2005-01-01")
    assert "applied provisionally 1 May 2011" in page(news, "2012-01-01")


def instrument(desk, day):
    """The instrument as of a day."""
    return next(one for one in desk.status(day).instruments if one.id == "i")


@pytest.mark.parametrize("day", ["2016-09-05", "2021-02-01", "2019-06-01", "2022-01-01"])
def test_a_retelling_opens_no_period_that_its_root_does_not_tell_of(desk, day):
    """The wire tells of two consents and a withdrawal; what retells it inexactly is of one."""
    desk.document("wire", "2022-12-31", "wire")
    desk.document("copy", "2022-12-31", lineage="summarised", root="wire")
    accepts = ConsentDeposited(instrument="i", party="a")
    desk.claim("wire", accepts, "2016-09-03")
    desk.claim("wire", Denounced(instrument="i", party="a"), "2020-11-04")
    desk.claim("wire", accepts, "2021-01-20")
    desk.claim("copy", accepts, day)
    (party,) = next(
        one for one in desk.status("2023-01-01").instruments if one.id == "i"
    ).participation
    periods = party.periods(Position.CONSENT)
    assert ["2016-09-03", "2021-01-20"] == [str(one.began.span.latest) for one in periods]


def test_a_retelling_of_an_end_that_its_root_never_told_ends_nothing_twice(desk):
    """Two ends on two days, of one wire and its copy, are one end."""
    desk.document("wire", "2022-12-31", "wire")
    desk.document("copy", "2022-12-31", lineage="summarised", root="wire")
    desk.claim("wire", ConsentDeposited(instrument="i", party="a"), "2016-09-03")
    desk.claim("wire", Denounced(instrument="i", party="a"), "2020-11-04")
    desk.claim("copy", Denounced(instrument="i", party="a"), "2020-12-04")
    (party,) = next(
        one for one in desk.status("2023-01-01").instruments if one.id == "i"
    ).participation
    (period,) = party.periods(Position.CONSENT)
    assert "2020-11-04" == str(period.until.latest)


@pytest.mark.parametrize("ends", [["2020-11-04", "2020-12-04"], ["2020-12-04", "2020-11-04"]])
def test_two_ends_with_nothing_between_are_accounts_of_one(desk, ends):
    """Of two papers, after one consent, in either order."""
    desk.document("news", "2022-12-31")
    desk.document("other", "2022-12-31")
    desk.claim("news", ConsentDeposited(instrument="i", party="a"), "2016-09-03")
    for paper, day in zip(("news", "other"), ends, strict=True):
        desk.claim(paper, Denounced(instrument="i", party="a"), day)
    (party,) = next(
        one for one in desk.status("2023-01-01").instruments if one.id == "i"
    ).participation
    assert 1 == len(party.periods(Position.CONSENT))


def test_what_ends_a_part_that_was_never_applied_ends_nothing(news):
    """Nobody applied the annex: its end is no period of the whole."""
    ended = ProvisionalApplicationEnded(instrument="i", part="the annex")
    news.claim("news", ended, "2020-01-01")
    news.claim("news", ProvisionallyApplied(instrument="i"), "2019-01-01")
    (period,) = instrument(news, "2022-12-31").history
    assert (None, "") == (period.until, period.act)


def test_what_enters_into_force_again_without_a_rule_has_the_day_that_is_declared(news):
    """Declared, suspended, declared again: no rule gives another day."""
    for kind, day in ((EnteredIntoForce, "2010-01-01"), (InstrumentSuspended, "2012-01-01"),
                      (EnteredIntoForce, "2014-01-01")):  # fmt: skip
        news.claim("news", kind(instrument="i"), day)
    found = instrument(news, "2015-01-01")
    assert ("in-force", Tristate.YES) == (found.stage, found.in_force.now)


def test_what_was_suspended_before_it_is_declared_without_a_rule_has_that_day(news):
    """Nobody tells of a first time, and no rule gives its day: the declared one holds."""
    news.claim("news", InstrumentSuspended(instrument="i"), "2012-01-01")
    entered = news.claim("news", EnteredIntoForce(instrument="i"), "2014-01-01")
    stages = [instrument(news, day).stage for day in ("2013-01-01", "2014-01-01")]
    assert [Stage.SUSPENDED, Stage.IN_FORCE] == stages
    force = instrument(news, "2015-01-01").in_force
    assert ("2014-01-01", (entered,)) == (str(force.day.latest), force.claims)


@pytest.mark.parametrize(
    ("acts", "expected"),
    [
        ([("made", "2018-01-01", "Article 9")], ["Article 9"]),
        ([("made", "2018-01-01", "B"), ("made", "2018-01-01", "A")], ["A", "B"]),
        # The only one there is, whatever the withdrawal calls it, or nothing.
        ([("made", "2018-01-01", "A"), ("gone", "2020-01-01", "the one")], ["A 2020-01-01"]),
        ([("made", "2018-01-01", "A"), ("gone", "2020-01-01", None)], ["A 2020-01-01"]),
        ([("made", "2018-01-01", "A"), ("made", "2018-01-01", "B"),
          ("gone", "2020-01-01", "the one")], ["A", "B"]),
        ([("made", "2018-01-01", "Article 9"), ("made", "2018-01-01", "B"),
          ("gone", "2020-01-01", "ARTICLE  9")], ["Article 9 2020-01-01", "B"]),
        # Without words it is of all that stood by then, and of none that came later.
        ([("made", "2018-01-01", "A"), ("made", "2018-01-01", "B"), ("gone", "2020-01-01", None)],
         ["A 2020-01-01", "B 2020-01-01"]),
        ([("made", "2018-01-01", "A"), ("made", "2020-01-01", "B"), ("gone", "2020-01-01", None)],
         ["A 2020-01-01", "B 2020-01-01"]),
        ([("made", "2018-01-01", "A"), ("made", "2020-01-02", "B"), ("gone", "2020-01-01", None)],
         ["A 2020-01-01", "B"]),
        ([("made", "2018-01-01", "A"), ("made", "2019-06/2020-06", "B"),
          ("gone", "2020-01-01", None)], ["A 2020-01-01", "B 2020-01-01"]),
        ([("made", "2018-01-01", "A"), ("made", "2020-06-01", "B"), ("gone", "2020", None)],
         ["A 2020-12-31", "B 2020-12-31"]),
        # One that was withdrawn by its words is not withdrawn with the rest.
        ([("made", "2018-01-01", "A"), ("made", "2018-01-01", "B"), ("gone", "2019-01-01", "A"),
          ("gone", "2020-01-01", None)], ["A 2019-01-01", "B 2020-01-01"]),
        # On the day of one that names words it is an account of that one.
        ([("made", "2018-01-01", "A"), ("made", "2018-01-01", "B"), ("gone", "2020-01-01", "A"),
          ("gone", "2020-01", None)], ["A 2020-01-01", "B"]),
        ([("made", "2018-01-01", "A"), ("made", "2018-01-01", "B"), ("made", "2018-01-01", "C"),
          ("gone", "2020-01-01", "A"), ("gone", "2021-01-01", "B"), ("gone", "2020-01", None)],
         ["A 2020-01-01", "B 2021-01-01", "C"]),
    ],
)  # fmt: skip
def test_a_withdrawal_is_of_these_reservations(news, acts, expected):
    """Each as its source words it, by its words, with the day until which it stood."""
    kinds = {"made": ReservationMade, "gone": ReservationWithdrawn}
    for name, day, words in acts:
        act(news, kinds[name], day, reservation=words)
    told = [
        " ".join((each.act, *(str(end.latest) for end in (each.until,) if end)))
        for each in party(news).periods(Position.RESERVATION)
    ]
    assert expected == told


def test_what_nothing_ended_is_no_history(news):
    """A signature, an approval and a consent of one period each are told by their days alone."""
    for kind in (Signed, DomesticallyApproved, ConsentDeposited):
        act(news, kind, "2018-01-01")
    assert () == party(news).history
    act(news, Denounced, "2020-01-01")
    assert [Position.CONSENT] == [period.position for period in party(news).history]
