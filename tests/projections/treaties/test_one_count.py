"""One count for page, hurdle, check, spec, rule and why, by the rule's own conditions."""

from __future__ import annotations

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
    EnteredIntoForce,
    PartyNotified,
    SignatureWithdrawn,
    Signed,
)
from ledger.claims.entities import Instrument
from ledger.claims.entry_into_force import rule_from
from ledger.claims.vocabulary import ConsentAct, ConsentStage
from ledger.edtf import Tristate
from ledger.errors import Problems
from ledger.projections.hurdles.states import HurdleState
from ledger.projections.weighing.answer import Rule, Status
from ledger.views.pages.status import status_page
from ledger.views.pages.treaties.treaty import treaty_page
from ledger.views.text.layout import text_lines
from tests.conftest import Desk


def describe(desk, text):
    rule = rule_from(yaml.load(text, yaml.BaseLoader))  # noqa: S506 - it builds text alone
    entity = Instrument(id="i", title="the convention", partnerships=("p",), entry_into_force=rule)
    desk.tell(Describe(entity=entity), replace=True)


@pytest.fixture
def news(desk):
    """A desk whose paper came out after all days that are asked about."""
    desk.document("news", "2024-12-31")
    return desk


def act(desk, kind, day, party="a", **more):
    return desk.claim("news", kind(instrument="i", party=party, **more), day)


def deposits(desk, *days, **more):
    for party, day in zip("abcdefgh", days, strict=False):
        act(desk, ConsentDeposited, day, party, **more)


def state(desk, day):
    (found,) = (one for one in desk.status(day).instruments if one.id == "i")
    return found


def both_ends(desk, day="2024-12-01"):
    found = state(desk, day).consents
    return found.count, found.highest


def threshold(desk, day="2024-12-01"):
    view = desk.ledger.view("p", desk.at(day))
    return next((one for one in view.hurdles if one.id == "i/threshold"), None)


def all_agree(desk, day="2024-12-01"):
    """Every place that tells a count tells this one."""
    found = state(desk, day)
    counted = found.consents
    (proof,) = desk.ledger.why("i.consents", desk.at(day))
    told = "unknown" if counted.count is None else f"{counted.count}"
    assert proof.value.split(" of ")[0].split(" to ")[0] == told
    hurdle = threshold(desk, day)
    computed = found.in_force.computed
    if counted.count is None:
        assert hurdle is None or hurdle.progress is None
    if hurdle is not None and hurdle.progress is not None:
        assert hurdle.progress.count == counted.count
        assert (hurdle.state is HurdleState.MET) == (counted.still_required == 0)
    if computed is not None and counted.count is not None:
        if counted.stage is ConsentStage.DEPOSITED:
            (way,) = computed.progress[0]
            assert (counted.count, counted.highest) == (way.have, way.possible)
            enough = way.need
            met = Tristate.MAYBE if counted.highest >= enough else Tristate.NO
            met = Tristate.YES if counted.count >= enough else met
            assert met is way.met
            if met is Tristate.YES:
                assert computed.met is Tristate.YES
        assert len(counted.named) + counted.unnamed == counted.count


# J25: who counts, by the rule


GONE = "dissolved: [{party: a, on: 1990-10-03, lapses: true}]"


@pytest.mark.parametrize(
    ("rule", "acts", "count", "required"),
    [
        (GONE, {}, 2, 1),
        ("acts: [ratification]", {"act": ConsentAct.ACCESSION}, 0, 3),
        ("successions: [{party: b, to: a}]", {"act": ConsentAct.SUCCESSION}, 2, 1),
        ("organisations: [a]", {}, 2, 1),
        ("organisations: [a, b, c]", {}, 0, 3),
    ],
)
def test_whose_consents_do_not_count_by_the_rule_are_counted_nowhere(
    news, rule, acts, count, required
):
    """Count, hurdle, why and page leave out the same consents, for each clause of a rule."""
    describe(news, f"when: [{{consents: 3}}]\n{rule}")
    deposits(news, "1973-11-08", "1980-05-01", "1995-05-01", **acts)
    found = state(news, "2000-06-01").consents
    assert (count, count, required) == (found.count, found.highest, found.still_required)
    assert HurdleState.REQUIRED is threshold(news, "2000-06-01").state
    all_agree(news, "2000-06-01")
    clocks = news.at("2000-06-01")
    page = "\n".join(text_lines(treaty_page(news.ledger.treaty("i", clocks), clocks=clocks)))
    assert f"still required: {required}" in page


def test_the_page_names_those_that_do_not_count_and_why(news):
    """A dissolved State and an organisation stand below the table, each with its reason."""
    describe(news, f"when: [{{consents: 3}}]\norganisations: [b]\n{GONE}")
    deposits(news, "1973-11-08", "1980-05-01", "1995-05-01")
    clocks = news.at("2000-06-01")
    lines = text_lines(treaty_page(news.ledger.treaty("i", clocks), clocks=clocks))
    page = " ".join(" ".join(lines).split())
    assert (
        "Not counted: A (a State that is no more); B (an organisation, which adds nothing to its "
        "members)." in page
    )


def test_before_it_lapsed_the_consent_of_a_state_that_is_gone_counted(news):
    """Three count until the State ends and two after it, while the threshold keeps its day."""
    describe(news, f"when: [{{consents: 3}}]\n{GONE}")
    deposits(news, "1973-11-08", "1980-05-01", "1985-05-01")
    assert [3, 2] == [both_ends(news, day)[0] for day in ("1990-01-01", "1991-01-01")]
    assert "1985-05-01" == str(threshold(news, "1991-01-01").since)
    all_agree(news, "1990-01-01")


# J8: an organisation that a count names


@pytest.mark.parametrize(
    ("named", "count", "required"),
    [(("a", "e"), 1, 1), (("e",), 1, 1), (("a", "b"), 2, 0), ((), 2, 0)],
)
def test_an_organisation_that_a_count_names_is_none_of_those_it_counts(
    news, named, count, required
):
    """Two are counted; whom the source names among them is heard, and the Union taken off."""
    describe(news, "when: [{consents: 2}]\norganisations: [e]")
    news.count("news", 2, "2024-03-01", required=None, named=named)
    found = state(news, "2024-12-01")
    assert (count, required) == (found.consents.count, found.consents.still_required)
    assert "e" not in found.consents.named
    assert (Tristate.YES if required == 0 else Tristate.NO) is found.in_force.now
    all_agree(news)


# J7: certain and uncertain ends


@pytest.mark.parametrize(
    ("kind", "day", "then"),
    [
        (ConsentWithdrawn, "2024-06-10", ("2024-07-01", (8, 8))),
        (Denounced, "2024-06-10", ("2024-07-01", (8, 8))),
        (ConsentWithdrawn, "2024-06", ("2024-06-15", (8, 9))),
        (Denounced, "2024-06", ("2024-06-15", (8, 9))),
        (ConsentWithdrawn, "2024-06", ("2024-05-31", (9, 9))),
        (ConsentWithdrawn, "2024-06", ("2024-06-30", (8, 8))),
        (ConsentWithdrawn, "2024-04-20/2024-05-10", ("2024-07-01", (8, 9))),
        (ConsentWithdrawn, "../2024-06-01", ("2024-07-01", (8, 9))),
    ],
)
@pytest.mark.parametrize("known", [True, False])
def test_a_withdrawal_lowers_both_ends_where_it_is_certain_and_one_where_it_is_not(
    news, kind, day, then, known
):
    """Nine as of 1 May, whether or not the consent that ended is on record."""
    on, ends = then
    news.count("news", 9, "2024-05-01", required=9)
    if known:
        act(news, ConsentDeposited, "2023-02-02", "h")
    act(news, kind, day, "h")
    assert ends == both_ends(news, on)
    all_agree(news, on)


def test_a_deposit_within_the_days_of_a_count_is_in_it_or_came_after(news):
    """Nine "in May", and a deposit of 20 May: nine or ten; the page says so as why does."""
    describe(news, "when: [{consents: 10}]")
    news.count("news", 9, "2024-05", required=None)
    act(news, ConsentDeposited, "2024-05-20")
    assert (9, 10) == both_ends(news)
    all_agree(news)
    act(news, ConsentDeposited, "2024-06-20", "b")
    assert (10, 11) == both_ends(news)
    all_agree(news)


# J10: none, or not known


def test_nothing_is_unknown_and_what_was_given_and_taken_back_is_zero(news):
    """Before the deposit nobody counts; once it is withdrawn, none is left, by the withdrawal."""
    act(news, ConsentDeposited, "2024-02-01")
    gone = act(news, ConsentWithdrawn, "2024-04-01")
    assert [(None, None), (1, 1), (0, 0)] == [
        both_ends(news, day) for day in ("2024-01-01", "2024-03-01", "2024-05-01")
    ]
    found = state(news, "2024-05-01").consents
    assert ((gone,), Status.SINGLE_SOURCE, 0) == (found.claims, found.status, found.unnamed)
    assert Rule.WITHDRAWAL in found.answer.rules
    (proof,) = news.ledger.why("i.consents", news.at("2024-05-01"))
    assert ("0", [gone]) == (proof.value, [one.claim for one in proof.won])
    describe(news, "when: [{consents: 2}]")
    assert (0, 2) == (
        threshold(news, "2024-05-01").progress.count,
        threshold(news, "2024-05-01").progress.required,
    )
    for day in ("2024-01-01", "2024-03-01", "2024-05-01"):
        all_agree(news, day)


def test_a_consent_that_is_withdrawn_and_given_again_counts_again(news):
    """Over four acts of one party the count goes 1, 0, 1, 0."""
    for kind, day in (
        (ConsentDeposited, "2024-02-01"),
        (ConsentWithdrawn, "2024-03-01"),
        (ConsentDeposited, "2024-04-01"),
        (Denounced, "2024-05-01"),
    ):
        act(news, kind, day)
    days = ("2024-02-15", "2024-03-15", "2024-04-15", "2024-05-15")
    assert [1, 0, 1, 0] == [both_ends(news, day)[0] for day in days]


# J14: those that are missing


def test_what_is_missing_counts_where_the_rule_says_of_how_many(news):
    """Eight more of eleven: three."""
    describe(news, "when: [{consents: 11}]")
    news.claim("news", ConsentsCounted(instrument="i", needed=8, stage="deposited"), "2024-05-10")
    found = state(news, "2024-12-01").consents
    assert (3, 3, 8) == (found.count, found.highest, found.still_required)
    act(news, ConsentDeposited, "2024-06-01")
    found = state(news, "2024-12-01").consents
    assert (4, 4, 7) == (found.count, found.highest, found.still_required)
    all_agree(news)


def test_what_is_missing_is_known_where_nobody_says_of_how_many(news):
    """Eight more must ratify: no count, and still eight to come, a hurdle by that claim."""
    claim = news.claim("news", ConsentsCounted(instrument="i", needed=8), "2022-05-10")
    found = state(news, "2024-12-01").consents
    assert (None, None, 8, (claim,)) == (
        found.count,
        found.required,
        found.still_required,
        found.claims,
    )
    hurdle = threshold(news)
    assert "8 more consents for the convention" == hurdle.title
    assert [claim] == [one.claim for one in hurdle.evidence]
    clocks = news.at("2024-12-01")
    page = "\n".join(text_lines(status_page(news.ledger.status("p", clocks), clocks=clocks)))
    assert "8 more consents" in page
    assert () == news.ledger.check(clocks, ("counts-add-up",))
    assert None is threshold(news, "2022-05-09")


def test_more_is_missing_than_is_required_at_all_and_the_check_says_so(news):
    """Eight more of six is no count of minus two: it is unknown, and a finding."""
    describe(news, "when: [{consents: 6}]")
    news.claim("news", ConsentsCounted(instrument="i", needed=8, stage="deposited"), "2022-05-10")
    assert (None, None) == both_ends(news)
    (finding,) = news.ledger.check(news.at("2024-12-01"), ("counts-add-up",))
    assert "8 more are said to be needed of 6" in finding.sentence


def test_a_count_says_how_many_or_how_many_more(news):
    """A claim of a count without either number is refused at its field."""
    with pytest.raises(Problems) as caught:
        news.claim("news", ConsentsCounted(instrument="i"))
    (problem,) = caught.value.problems
    assert ("nothing-counted", "count") == (problem.code, problem.field)


# J17: the press and the law


@pytest.mark.parametrize(
    ("means", "developments", "count"),
    [
        ("notification", [(ConsentDeposited, {"act": ConsentAct.RATIFICATION})] * 2, 0),
        (
            "notification",
            [(ConsentDeposited, {"act": ConsentAct.RATIFICATION}), (PartyNotified, {})],
            1,
        ),
        ("notification", [(ConsentDeposited, {"act": ConsentAct.NOTIFICATION})] * 2, 2),
        ("notification", [(ConsentDeposited, {})] * 2, 2),
        ("deposit", [(PartyNotified, {})] * 2, 0),
        ("deposit", [(ConsentDeposited, {"act": ConsentAct.RATIFICATION})] * 2, 2),
        ("deposit", [(Signed, {})] * 2, 0),
        ("signature", [(Signed, {})] * 2, 2),
        ("exchange", [(ConsentDeposited, {"act": ConsentAct.EXCHANGE})] * 2, 2),
    ],
)
def test_only_what_the_rule_asks_for_counts(news, means, developments, count):
    """Two reports; and the day of another act is nowhere the day of the one that is asked for."""
    describe(news, f"when: [{{consents: 2}}]\nby: {means}")
    for (kind, more), party, day in zip(
        developments, "ab", ("2024-02-26", "2024-03-12"), strict=True
    ):
        act(news, kind, day, party, **more)
    found = state(news, "2024-12-01")
    assert (found.consents.count or 0) == count
    assert (Tristate.YES if count == 2 else Tristate.NO) is found.in_force.now
    all_agree(news)


def test_the_day_of_a_note_is_not_that_of_the_ratification_before_it(news):
    """Ratified on 26 February, notified by 12 March: the note is what counts, by its own day."""
    describe(news, "when: [{consents: 2}]\nby: notification")
    vote = act(news, ConsentDeposited, "2024-02-26", act=ConsentAct.RATIFICATION)
    act(news, PartyNotified, "../2024-03-12")
    (party,) = state(news, "2024-12-01").participation
    assert (None, "2024-03-12") == (party.consent.span.earliest, str(party.consent.span.latest))
    assert (vote,) == party.otherwise
    treaty = news.ledger.treaty("i", news.at("2024-12-01"))
    assert [(vote, "other-stage")] == [(one.citation.claim, one.reason) for one in treaty.aside]


# J27: the day on which a threshold was met


@pytest.mark.parametrize(
    ("rule", "days", "since"),
    [
        (None, ("1973-11-08", "1980-05-01", "1985-05-01", "1995-05-01"), "1985-05-01"),
        (
            "when: [{consents: 3}]",
            ("1973-11-08", "1980-05-01", "1985-05-01", "1995-05-01"),
            "1985-05-01",
        ),
        ("when: [{consents: 1}]", ("1973-11-08", "1980-05-01"), "1973-11-08"),
        ("when: [{consents: 2}]", ("1995-05-01", "1973-11-08", "1980-05"), "1980-05"),
    ],
)
def test_a_threshold_that_is_met_dates_from_the_act_that_met_it(news, rule, days, since):
    """In any order of recording, the day is that of the deposit that reached the number."""
    if rule is not None:
        describe(news, rule)
    else:
        news.count("news", 2, "1981-01-01", required=3)
    deposits(news, *days)
    hurdle = threshold(news)
    assert (HurdleState.MET, since) == (hurdle.state, str(hurdle.since))


def test_a_threshold_met_by_a_count_dates_from_the_count_that_reached_it(news):
    """A later and higher count does not move the day on which the number was reached."""
    news.count("news", 9, "2020-01-01", required=9)
    news.count("news", 12, "2023-01-01", required=9)
    assert "2020-01-01" == str(threshold(news).since)


# all places, over made ledgers


WHEN = st.sampled_from(
    ["2024-02-10", "2024-03-05", "2024-04-20", "2024-02", "2024-03/2024-04", "../2024-03-15"]
)
ACTS = st.lists(
    st.tuples(
        st.sampled_from([ConsentDeposited, ConsentDeposited, ConsentWithdrawn, Denounced]),
        st.sampled_from("abce"),
        WHEN,
    ),
    max_size=6,
)
COUNTS = st.lists(
    st.tuples(st.integers(0, 5), WHEN, st.lists(st.sampled_from("abe"), max_size=2, unique=True)),
    max_size=2,
)
RULES = st.sampled_from(
    [
        "when: [{consents: 2}]",
        "when: [{consents: 3}]\norganisations: [e]",
        "when: [{consents: 2}]\ndissolved: [{party: a, on: 2024-04-01, lapses: true}]",
        "when: [{consents: 2}]\nsuccessions: [{party: b, to: a}]",
    ]
)


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(RULES, ACTS, COUNTS, st.sampled_from(["2024-02-20", "2024-03-31", "2024-06-01"]))
def test_no_two_places_tell_another_count(rule, acts, counts, day):
    """Page, why, hurdle and rule, for vague days, ends, names, organisations, the dissolved."""
    desk = Desk()
    desk.document("news", "2024-12-31")
    describe(desk, rule)
    # Not yet: who leaves without a consent that anyone states may be one of a bare number's, which
    # the page takes into account and the rule does not.
    consented = {party for kind, party, _ in acts if kind is ConsentDeposited}
    for kind, party, when in acts:
        if party in consented or kind is not ConsentWithdrawn:
            act(desk, kind, when, party)
    for number, when, named in counts:
        desk.count("news", number, when, required=None, named=tuple(named))
    all_agree(desk, day)


# successors


HEIRS = (
    "successions: [{party: b, to: a, on: 1993-01-01}, {party: c, to: a, on: 1993-01-01}, "
    "{party: e, to: c, on: 1999-01-01}]"
)


@pytest.mark.parametrize(
    ("leaving", "again", "count"),
    [
        ((), (), 2),
        (("b",), (), 2),
        (("b", "c"), (), 1),
        (("c", "b"), (), 1),
        (("a", "b", "c"), (), 1),
        (("b", "c"), ("b",), 2),
        (("a",), (), 2),
    ],
)
def test_a_consent_that_successors_go_on_with_ends_when_the_last_of_them_leaves(
    news, leaving, again, count
):
    """Two succeed a, whose consent is one with theirs; d stands beside them."""
    describe(news, f"when: [{{consents: 2}}]\n{HEIRS}")
    act(news, ConsentDeposited, "1980-01-01", "a", act=ConsentAct.RATIFICATION)
    act(news, ConsentDeposited, "1993-02-01", "b", act=ConsentAct.SUCCESSION)
    act(news, ConsentDeposited, "1993-03-01", "c", act=ConsentAct.SUCCESSION)
    act(news, ConsentDeposited, "1990-03-01", "d", act=ConsentAct.ACCESSION)
    for place, party in enumerate(leaving):
        act(news, Denounced, f"2001-0{place + 1}-01", party)
    assert [2, 2] == [both_ends(news, day)[0] for day in ("1993-02-15", "2000-12-31")]
    for party in again:
        act(news, ConsentDeposited, "2003-01-01", party, act=ConsentAct.ACCESSION)
    assert (count, count) == both_ends(news)
    assert Tristate.YES is state(news, "2024-12-01").in_force.now
    all_agree(news)


def test_in_a_line_of_successions_the_last_successor_ends_what_the_first_state_gave(news):
    """From a to c to e: when e leaves, no consent is left; a count of two explains one less."""
    describe(news, f"when: [{{consents: 1}}]\n{HEIRS}")
    news.count("news", 2, "2000-01-01", required=None, named=("a", "d"))
    act(news, ConsentDeposited, "1980-01-01", "a", act=ConsentAct.RATIFICATION)
    act(news, ConsentDeposited, "1993-03-01", "c", act=ConsentAct.SUCCESSION)
    act(news, ConsentDeposited, "1999-03-01", "e", act=ConsentAct.SUCCESSION)
    assert (2, 2) == both_ends(news)
    act(news, Denounced, "2001-01-01", "e")
    assert (1, 1) == both_ends(news)
    news.count("news", 1, "2002-01-01", required=None)
    assert (1, 1) == both_ends(news)
    news.count("news", 0, "2003-01-01", required=None)
    assert (1, 1) == both_ends(news)
    all_agree(news)


# what is in force


@pytest.mark.parametrize("counted", ["9 of 11", "8 more", "two sides", "by the rule", "a number"])
def test_what_is_in_force_needs_no_more_consents_however_few_are_known(news, counted):
    """The threshold is overtaken where it was not reached, and not told where nobody knows it."""
    match counted:
        case "9 of 11":
            news.count("news", 9, "2024-03-01")
        case "8 more":
            news.claim("news", ConsentsCounted(instrument="i", needed=8), "2024-03-01")
        case "two sides":
            sides = Instrument(id="i", title="i", partnerships=("p",), between=("a", "b"))
            news.tell(Describe(entity=sides), replace=True)
        case "by the rule":
            describe(news, "when: [{consents: 11}]")
            news.count("news", 9, "2024-03-01")
        case "a number":
            news.count("news", 9, "2024-03-01", required=None)
    before = state(news, "2024-04-30").consents.still_required
    assert {"9 of 11": 2, "8 more": 8, "by the rule": 2}.get(counted) == before
    news.document("depositary", "2024-06-01", "depositary")
    news.claim("depositary", EnteredIntoForce(instrument="i"), "2024-05-01")
    assert 0 == state(news, "2024-06-01").consents.still_required
    hurdle = threshold(news, "2024-06-01")
    if counted in {"two sides", "a number"}:
        assert hurdle is None
    else:
        assert HurdleState.OVERTAKEN is hurdle.state
        assert "entered-into-force" == hurdle.evidence[-1].kind


@pytest.mark.parametrize(("party", "count"), [("e", (10, 10)), ("a", (11, 11)), ("x", (11, 11))])
def test_the_instrument_of_an_organisation_is_no_consent_though_it_is_numbered(news, party, count):
    """Where the eleventh was the Union's ten count, as where a source names it in a count."""
    describe(news, "when: [{consents: 11}]\norganisations: [e]")
    if party == "x":
        news.count("news", 11, "2024-03-01", required=None)
    else:
        act(news, ConsentDeposited, "2024-03-01", party, ordinal=11)
    assert count == both_ends(news)
    all_agree(news)


def test_a_signature_that_bound_and_was_taken_back_leaves_none_by_that_act(news):
    """Under a rule by signature the number is none, on the words that ended it."""
    describe(news, "when: [{consents: 2}]\nby: signature")
    act(news, Signed, "2024-02-01")
    gone = act(news, SignatureWithdrawn, "2024-04-01")
    found = state(news, "2024-05-01").consents
    assert (0, (gone,), Status.SINGLE_SOURCE) == (found.count, found.claims, found.status)
    all_agree(news, "2024-05-01")
