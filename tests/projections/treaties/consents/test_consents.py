"""Counts next to names: what a vague day leaves open stays open."""

from __future__ import annotations

import pytest

from ledger.claims.commands import Describe
from ledger.claims.developments import (
    ConsentDeposited,
    ConsentWithdrawn,
    Denounced,
    DomesticallyApproved,
    SignatureWithdrawn,
    Signed,
)
from ledger.claims.entities import Instrument
from ledger.claims.entry_into_force import rule_from
from ledger.claims.vocabulary import ConsentAct, ConsentStage, Modality
from ledger.edtf import Tristate
from ledger.projections.treaties.consents.consents import count_ballots
from ledger.projections.weighing.answer import Reason, Rule, Status


def deposit(desk, party, day, document="news", **more):
    """A deposit, through a document of its own day where none is named."""
    return desk.claim(document, ConsentDeposited(instrument="i", party=party, **more), day)


def withdraw(desk, day, document="news", party="h"):
    return desk.claim(document, ConsentWithdrawn(instrument="i", party=party), day)


@pytest.fixture
def news(desk):
    """A desk with a paper of July 2024 that counted nine as of 1 May."""
    desk.document("news", "2024-07-01")
    desk.nine = desk.count("news", 9, "2024-05-01")
    return desk


def both_ends(desk, day="2024-07-01"):
    found = desk.consents(day)
    return found.count, found.highest


def test_a_deposit_that_may_be_later_than_the_count_leaves_the_count_open(desk):
    """Nine on 1 May, and a deposit between 20 April and 20 May: nine or ten."""
    desk.document("d", "2024-06-01")
    desk.count("d", 9, "2024-05-01")
    desk.claim("d", ConsentDeposited(instrument="i", party="a"), "2024-04-20/2024-05-20")
    open_ = desk.consents("2024-07-01")
    assert (9, 10) == (open_.count, open_.highest)
    desk.claim("d", ConsentDeposited(instrument="i", party="a"), "2024-05-10")
    after = desk.consents("2024-07-01")
    assert (10, 10) == (after.count, after.highest)


def test_a_numbered_deposit_does_not_count_itself_twice(desk):
    """The sixth deposit is the sixth, however vague its day."""
    desk.document("d", "2024-01-20")
    deposit = ConsentDeposited(instrument="i", party="a", ordinal=6)
    desk.claim("d", deposit, "2024-01")
    desk.claim("d", ConsentDeposited(instrument="i", party="a"), "2024-01-18")
    assert (6, 6) == (desk.consents("2024-07-01").count, desk.consents("2024-07-01").highest)


def test_nothing_is_counted_where_nobody_counts(desk):
    """With no claim each number is unknown; it is never 0 of something."""
    found = desk.consents("2024-07-01")
    assert (None, None, None) == (found.count, found.required, found.still_required)
    assert (0, (), Status.UNKNOWN) == (found.unnamed, found.named, found.status)


def test_a_deposit_that_may_have_come_counts_none_to_one(desk):
    """In the middle of a vague month the count is a range from 0 to 1, without a name."""
    desk.document("news", "2024-07-01")
    deposit(desk, "a", "2024-06")
    found = desk.consents("2024-06-15")
    assert (0, 1, 0, ()) == (found.count, found.highest, found.unnamed, found.named)
    assert (None, Status.UNKNOWN) == (found.as_of, found.status)


@pytest.mark.parametrize(
    ("day", "ends"),
    [
        ("2023-04-01", (9, 9)),
        ("2024-05-01", (9, 9)),
        ("2024-05-02", (10, 10)),
        ("2024-04-01/2024-05-01", (9, 9)),
        ("2024-04-01/2024-05-02", (9, 10)),
        ("../2024-06-01", (9, 9)),
        ("2024-05-01/2024-06-01", (9, 10)),
    ],
)
def test_nine_as_of_1_may_and_a_deposit_on(news, day, ends):
    """It is one more only if it came after; of an old list only the last day is known."""
    deposit(news, "a", day)
    assert ends == both_ends(news)


def test_a_deposit_announced_for_an_open_day_to_come_may_be_one_more(news):
    """It begins after its paper came out: no such report, and it settles nothing."""
    deposit(news, "a", "2024-08-01/..")
    assert (9, 10) == both_ends(news, "2024-09-01")


def test_a_deposit_after_the_count_is_added_and_both_are_the_proof(news):
    """Nine and a later deposit are ten, as of the deposit, with both claims as proof."""
    news.document("depositary", "2024-07-01", "depositary")
    late = deposit(news, "a", "2024-05-20/2024-06-01", "depositary")
    answer = news.consents("2024-07-01").answer
    assert (10, "2024-06-01", late) == (answer.lowest, str(answer.as_of), answer.winner)
    assert ((late, news.nine), ("depositary", "news")) == (answer.claims, answer.roots)
    assert ((Rule.LATER_DEPOSITS,), ()) == (answer.rules, answer.lost)
    assert Status.SINGLE_SOURCE is answer.status


def test_a_deposit_before_the_count_changes_nothing_about_it(news):
    """A count includes what was deposited by its day, so the answer is equal in full."""
    before = news.consents("2024-07-01").answer
    deposit(news, "a", "2023-05-20")
    assert before == news.consents("2024-07-01").answer
    assert ((news.nine,), ()) == (before.claims, before.rules)


def test_only_the_deposits_after_the_count_are_its_proof(news):
    """An earlier deposit is in the count already and is not cited for the sum."""
    deposit(news, "a", "2023-05-20")
    late = deposit(news, "b", "2024-05-20")
    answer = news.consents("2024-07-01").answer
    assert (10, (late, news.nine)) == (answer.lowest, answer.claims)


def test_a_withdrawal_after_the_count_is_its_proof_beside_the_count(news):
    """Eight: nine were counted, one withdrew, and both can be followed to their words."""
    news.document("depositary", "2024-07-01", "depositary")
    gone = withdraw(news, "2024-05-20/2024-06-01", "depositary")
    answer = news.consents("2024-07-01").answer
    assert (8, "2024-06-01", gone) == (answer.lowest, str(answer.as_of), answer.winner)
    assert ((gone, news.nine), ("depositary", "news")) == (answer.claims, answer.roots)
    assert ((Rule.WITHDRAWAL,), ()) == (answer.rules, answer.lost)
    assert Status.SINGLE_SOURCE is answer.status


def test_a_sum_is_as_sure_as_the_withdrawal_that_lowers_it(desk):
    """A news report makes eight single-sourced; the depositary's own word settles it."""
    desk.document("depositary", "2024-07-01", "depositary")
    desk.document("news", "2024-07-01")
    desk.count("depositary", 9, "2024-05-01")
    withdraw(desk, "2024-06-01")
    assert (8, Status.SINGLE_SOURCE) == (
        desk.consents("2024-07-01").count,
        desk.consents("2024-07-01").status,
    )
    withdraw(desk, "2024-06-01", "depositary")
    assert Status.SETTLED is desk.consents("2024-07-01").status


def test_where_withdrawals_leave_those_known_by_name_the_count_is_history(desk):
    """Three were counted, one withdrew, and the two that are named are all that is left."""
    desk.document("news", "2024-07-01")
    three = desk.count("news", 3, "2024-05-01")
    named = {deposit(desk, party, "2024-04-01") for party in "ab"}
    gone = withdraw(desk, "2024-06-01")
    answer = desk.consents("2024-07-01").answer
    assert (2, {*named, gone}) == (answer.lowest, set(answer.claims))
    assert [(three, Reason.HISTORY)] == [(one.claim, one.reason) for one in answer.lost]
    assert (Rule.NAMED_LIST, Rule.WITHDRAWAL) == answer.rules


def test_a_withdrawal_is_no_proof_of_names_that_exceed_the_sum(desk):
    """Four were counted, two withdrew, and three are known by name: by the names alone."""
    desk.document("news", "2024-07-01")
    four = desk.count("news", 4, "2024-05-01")
    named = {deposit(desk, party, "2024-04-01") for party in "abc"}
    withdraw(desk, "2024-06-01")
    withdraw(desk, "2024-06-02", party="g")
    answer = desk.consents("2024-07-01").answer
    assert (3, named, (Rule.NAMED_LIST,)) == (answer.lowest, set(answer.claims), answer.rules)
    assert [(four, Reason.OUTNUMBERED)] == [(one.claim, one.reason) for one in answer.lost]


def test_a_withdrawal_announced_for_an_open_day_to_come_explains_no_lower_count(news):
    """What has not happened yet cannot be why a count fell, so the fall is contested."""
    news.document("later", "2024-09-01")
    news.claim("later", ConsentWithdrawn(instrument="i", party="h"), "2025-01-01/..")
    news.count("later", 8, "2024-08-01")
    found = news.consents("2024-09-01")
    assert (9, Status.CONTESTED) == (found.count, found.status)


def test_a_party_that_the_count_names_is_not_added_to_it(desk):
    """However late its deposit is dated elsewhere."""
    desk.document("news", "2024-07-01")
    desk.count("news", 9, "2024-05-01", named=("a",))
    deposit(desk, "a", "2024-06-01")
    assert (9, 9) == both_ends(desk)
    deposit(desk, "b", "2024-06-01")
    assert (10, 10) == both_ends(desk)


def test_a_party_whose_numbered_deposit_is_the_count_is_not_added_to_it(desk):
    """The wire dates the sixth deposit on 2 May; a better source has it later."""
    desk.document("wire", "2024-07-01")
    desk.document("depositary", "2024-07-01", "depositary")
    deposit(desk, "a", "2024-05-02", "wire", ordinal=6)
    deposit(desk, "a", "2024-06-02", "depositary")
    assert (6, 6) == both_ends(desk)


@pytest.mark.parametrize(
    ("day", "ends"),
    [
        ("2024-05-01", (9, 9)),
        ("2024-05-02", (8, 8)),
        ("2024-04-20/2024-05-10", (8, 9)),
        ("2024-05-02/2024-07-01", (8, 8)),
        ("2024-05-02/2024-07-02", (8, 9)),
        ("../2024-06-01", (8, 9)),
        ("2025-01-01/..", (9, 9)),
    ],
)
def test_nine_as_of_1_may_and_a_withdrawal_on(news, day, ends):
    """One less on 1 July if it certainly lies between the two days, perhaps if it may."""
    news.document("later", "2024-08-01")
    news.claim("later", ConsentWithdrawn(instrument="i", party="h"), day)
    assert ends == both_ends(news)


def test_a_deposit_and_a_withdrawal_after_the_count_are_both_seen(news):
    """Nine it is again, and no longer by the count alone."""
    late = deposit(news, "a", "2024-06-01")
    gone = withdraw(news, "2024-06-02")
    answer = news.consents("2024-07-01").answer
    assert (9, (late, gone, news.nine)) == (answer.lowest, answer.claims)
    assert (Rule.LATER_DEPOSITS, Rule.WITHDRAWAL) == answer.rules


def test_names_that_exceed_the_count_are_the_proof_alone(desk):
    """And its source no longer says how sure they are."""
    desk.document("blog", "2024-05-02", "social")
    desk.document("depositary", "2024-05-03", "depositary")
    two = desk.count("blog", 2, "2024-05-01")
    claims = [deposit(desk, party, f"2024-04-1{n}", "depositary") for n, party in enumerate("cab")]
    answer = desk.consents("2024-06-01").answer
    assert (3, Status.SETTLED) == (answer.lowest, answer.status)
    assert (claims[1], claims[2], claims[0]) == answer.claims
    assert claims[1] == answer.winner
    assert [(two, Reason.OUTNUMBERED)] == [(one.claim, one.reason) for one in answer.lost]
    assert ((Rule.NAMED_LIST,), "2024-05-01") == (answer.rules, str(answer.as_of))
    assert ("blog", "depositary") == answer.roots


def test_where_all_are_known_by_name_the_names_are_the_proof(desk):
    """One is counted and known, another came later: two, and the count does not lose."""
    desk.document("news", "2024-07-01")
    desk.count("news", 1, "2024-05-01")
    first, second = deposit(desk, "a", "2024-04-01"), deposit(desk, "b", "2024-06-01")
    answer = desk.consents("2024-07-01").answer
    assert (2, (first, second), ()) == (answer.lowest, answer.claims, answer.lost)
    assert (Rule.NAMED_LIST,) == answer.rules


def test_one_that_may_have_come_raises_the_highest_beyond_the_names(desk):
    """Two sure names are the lowest count, and a possible third raises only the highest."""
    desk.document("news", "2024-07-01")
    desk.count("news", 1, "2024-05-01")
    for party in "ab":
        deposit(desk, party, "2024-04-01")
    deposit(desk, "c", "../2024-07-01")
    assert (2, 3) == both_ends(desk, "2024-06-01")


@pytest.mark.parametrize(
    ("counts", "status"),
    [
        ([("wire", 9)], Status.SINGLE_SOURCE),
        ([("wire", 9), ("news", 9)], Status.CORROBORATED),
        ([("depositary", 9)], Status.SETTLED),
        ([("news", 9), ("other", 8)], Status.CONTESTED),
    ],
)
def test_a_sum_is_as_sure_as_the_count_that_a_settled_deposit_is_added_to(desk, counts, status):
    """The depositary's deposit makes a weak, contested or firm count neither surer nor less so."""
    for name in ("wire", "news", "other", "depositary"):
        kind = name if name in {"wire", "depositary"} else "news"
        desk.document(name, "2024-07-01", kind)
    for name, count in counts:
        desk.count(name, count, "2024-05-01")
    assert status is desk.consents("2024-07-01").status
    deposit(desk, "a", "2024-06-01", "depositary")
    assert (10, status) == (desk.consents("2024-07-01").count, desk.consents("2024-07-01").status)


def test_a_stale_count_stays_stale_with_a_new_deposit(desk):
    """A fresh deposit does not make a count of four years ago fresh."""
    desk.document("old", "2020-07-01")
    desk.document("depositary", "2024-07-01", "depositary")
    desk.count("old", 9, "2020-05-01")
    deposit(desk, "a", "2024-06-01", "depositary")
    assert Status.STALE is desk.consents("2024-07-01").status


def test_a_vague_withdrawal_explains_a_lower_count_by_its_last_day(desk):
    """A span that ends between two counts explains the lower one, which then stands."""
    desk.document("news", "2024-09-01")
    desk.count("news", 9, "2024-05-01")
    desk.count("news", 8, "2024-08-01")
    desk.claim("news", ConsentWithdrawn(instrument="i", party="a"), "2024-04-20/2024-06-01")
    found = desk.consents("2024-09-01")
    assert (8, Status.SINGLE_SOURCE) == (found.count, found.status)


def test_of_a_count_whose_stage_nobody_tells(desk):
    """It stands in only while no deposit is on record, and none is counted."""
    desk.document("news", "2024-07-01")
    desk.count("news", 5, "2024-05-01", stage=ConsentStage.UNKNOWN)
    desk.claim("news", Signed(instrument="i", party="b"), "2024-01-01")

    def found(day):
        consents = desk.consents(day)
        return consents.stage, consents.count

    assert (ConsentStage.UNKNOWN, 5) == found("2024-06-30")
    desk.count("news", 2, "2024-06-20")
    assert (ConsentStage.UNKNOWN, 5) == found("2024-06-19")
    assert (ConsentStage.DEPOSITED, 2) == found("2024-06-30")
    deposit(desk, "a", "2024-06-10")
    assert (ConsentStage.UNKNOWN, 5) == found("2024-06-09")
    assert (ConsentStage.DEPOSITED, 1) == found("2024-06-10")


def test_only_what_is_said_to_be_so_is_counted(desk):
    """Counts that are expected stand in nobody's way, in whatever order they were told."""
    desk.document("news", "2024-07-01")
    for number in range(1, 9):
        desk.count("news", number + 20, "2025-01-01", modality=Modality.EXPECTED)
        desk.count("news", number, f"2024-05-{number:02}")
    standing = desk.ledger.view("p", desk.at("2025-06-01")).standing
    counted = count_ballots(standing, standing.claims, ConsentStage.DEPOSITED)
    assert list(range(1, 9)) == sorted(one.value for one in counted)
    assert (8, 8) == both_ends(desk, "2025-06-01")


def test_numbered_acts_count_for_their_own_stage(desk):
    """A "sixth deposit" is a count of deposits, "the third approval" one of approvals."""
    desk.document("news", "2024-07-01")
    deposit(desk, "a", "2024-05-01", ordinal=6)
    desk.claim("news", DomesticallyApproved(instrument="i", party="b", ordinal=3), "2024-05-01")
    standing = desk.ledger.view("p", desk.at("2024-07-01")).standing
    counted = {
        stage: [one.value for one in count_ballots(standing, standing.claims, stage)]
        for stage in ConsentStage
    }
    expected = {ConsentStage.DEPOSITED: [6], ConsentStage.APPROVED: [3]}
    assert {stage: expected.get(stage, []) for stage in ConsentStage} == counted


def test_members_beside_the_required_are_a_count_of_the_required(desk):
    """With 33 members and 11 required, it is nine of eleven."""
    desk.document("news", "2024-07-01")
    desk.count("news", 9, "2024-05-01", members=33, required=11)
    assert (9, 11) == (desk.consents("2024-07-01").count, desk.consents("2024-07-01").required)


def test_the_weightiest_source_says_how_many_are_required(desk):
    """Where it is silent about it, the next one does; a later day's count is not heard yet."""
    desk.document("news", "2024-09-01")
    desk.document("depositary", "2024-09-01", "depositary")
    desk.document("wire", "2024-09-01", "wire")
    desk.count("depositary", 9, "2024-05-01", required=None)
    for number in range(1, 5):
        desk.count("news", number, f"2024-04-0{number}", required=20 + number)
    desk.count("wire", 9, "2024-05-01", required=11)
    desk.count("depositary", 12, "2024-08-01", required=15)
    assert 11 == desk.consents("2024-07-01").required
    assert 15 == desk.consents("2024-08-01").required


@pytest.mark.parametrize(("count", "still"), [(9, 2), (10, 1), (11, 0), (13, 0)])
def test_what_is_still_required_is_never_less_than_none(desk, count, still):
    """More consents than required leave 0, not a negative number."""
    desk.document("news", "2024-07-01")
    desk.count("news", count, "2024-05-01")
    assert still == desk.consents("2024-07-01").still_required


def test_a_rule_without_a_plain_number_leaves_it_to_the_sources(desk):
    """A rule by share gives no number of consents, so the sources' eleven is shown."""
    rule = rule_from(
        {
            "when": [{"share": "50", "of": "all"}],
            "bases": [{"name": "all", "parties": ["a", "b"]}],
        }
    )
    entity = Instrument(id="i", title="the convention", partnerships=("p",), entry_into_force=rule)
    desk.tell(Describe(entity=entity))
    desk.document("news", "2024-07-01")
    desk.count("news", 9, "2024-05-01")
    assert 11 == desk.consents("2024-07-01").required


def test_who_is_known_by_name_stands_in_the_order_of_ids(desk):
    """And so do the documents behind them."""
    for number, party in enumerate("fbdaec"):
        desk.document(f"paper-{number}", "2024-07-01")
        deposit(desk, party, "2024-05-01", f"paper-{number}")
    found = desk.consents("2024-07-01")
    assert tuple("abcdef") == found.named
    assert tuple(f"paper-{number}" for number in range(6)) == found.answer.roots


def party(desk, name, day="2024-07-01"):
    """A party's position, or None if no claim names it."""
    (state,) = (one for one in desk.status(day).instruments if one.id == "i")
    return next((one for one in state.participation if one.party == name), None)


def days(answer):
    return None if answer.span is None else (str(answer.span.earliest), str(answer.span.latest))


def test_a_count_that_names_a_party_is_evidence_of_its_consent_by_that_day(desk):
    """By the day as of which it counts, and no more precisely; earlier days it says nothing of."""
    desk.document("d", "2024-06-01")
    listed = desk.count("d", 2, "2024-05-01", named=("a", "b"))
    assert ("None", "2024-05-01") == days(party(desk, "a").consent)
    assert (listed,) == party(desk, "a").consent.claims
    assert ("a", "b") == desk.consents("2024-05-01").named
    assert party(desk, "a", "2024-04-30") is None


def test_a_count_of_signatures_tells_of_signatures_and_one_without_a_stage_of_nothing(desk):
    """A name in a count of signatures has signed, no more; without a stage it says nothing."""
    desk.document("d", "2024-06-01")
    desk.count("d", 2, "2024-05-01", named=("a",), stage="signed")
    desk.count("d", 2, "2024-05-01", named=("b",), stage="unknown")
    assert (("None", "2024-05-01"), None) == (
        days(party(desk, "a").signature),
        days(party(desk, "a").consent),
    )
    assert party(desk, "b") is None


def test_a_claim_of_the_deposit_itself_weighs_more_than_a_list_of_its_tier(desk):
    """It tells the day and the act; the list narrows what it leaves open, and agrees."""
    desk.document("d", "2024-06-01")
    listed = desk.count("d", 2, "2024-05-15", named=("a", "b"))
    own = ConsentDeposited(instrument="i", party="a", act=ConsentAct.ACCESSION)
    deposit = desk.claim("d", own, "2024-05")
    held = party(desk, "a")
    assert ("2024-05-01", "2024-05-15") == days(held.consent)
    assert (deposit, ConsentAct.ACCESSION) == (held.consent.winner, held.act)
    assert {deposit, listed} == set(held.consent.claims)
    exact = desk.claim("d", ConsentDeposited(instrument="i", party="b"), "2024-05-10")
    assert ("2024-05-10", "2024-05-10") == days(party(desk, "b").consent)
    assert exact == party(desk, "b").consent.winner


def test_a_count_that_was_outweighed_is_no_evidence_of_whom_it_names(desk):
    """Ten, and then nine with a name that the ten need not hold: the nine are not believed."""
    desk.document("d", "2024-06-01")
    desk.document("e", "2024-07-01")
    desk.count("d", 10, "2024-05-01")
    desk.count("e", 9, "2024-06-01", named=("a",))
    assert party(desk, "a") is None
    desk.document("f", "2024-08-01", kind="depositary")
    desk.count("f", 9, "2024-07-01", named=("b",))
    assert party(desk, "b", "2024-08-01") is not None


def test_a_count_that_withdrawals_explain_is_believed_and_so_are_its_names(desk):
    """Two withdrawals allow three to become two with another name in the list."""
    desk.document("d", "2024-08-01")
    desk.count("d", 3, "2024-05-01", named=("a", "b", "c"))
    desk.claim("d", ConsentWithdrawn(instrument="i", party="c"), "2024-05-20")
    desk.claim("d", ConsentWithdrawn(instrument="i", party="b"), "2024-05-20")
    desk.count("d", 2, "2024-06-01", named=("a", "d"))
    assert ("a", "d") == desk.consents("2024-07-01").named
    assert 2 == desk.consents("2024-07-01").count


def test_a_party_that_is_only_listed_and_one_that_only_signed_are_told_apart(desk):
    """A name in a list of consents has consented; a signature alone is no consent."""
    desk.document("d", "2024-06-01")
    desk.claim("d", Signed(instrument="i", party="b"), "2024-01-01")
    desk.count("d", 1, "2024-05-01", named=("a",))
    assert ("a",) == desk.consents("2024-07-01").named


def test_the_rules_of_the_count_are_named_beside_those_of_the_names(desk):
    """Each rule that bore on the sum is named once, in the order of their names."""
    for name in ("wire", "reprint", "later"):
        root = {"lineage": "syndicated", "root": "wire"} if name == "reprint" else {}
        desk.document(name, "2024-07-01", **root)
    desk.count("wire", 8, "2024-04-01")
    desk.count("reprint", 8, "2024-04-01")
    desk.count("later", 9, "2024-05-01")
    desk.count("later", 7, "2024-05-02")
    deposit(desk, "a", "2024-06-01", "later")
    rules = desk.consents("2024-07-01").answer.rules
    assert (Rule.GROWTH, Rule.LATER_DEPOSITS, Rule.LINEAGE, Rule.REGRESSION_GUARD) == rules


def ruled(desk, consents=11, **more):
    """The convention needs so many consents by its own text."""
    entity = Instrument(
        id="i",
        title="the convention",
        partnerships=("p",),
        entry_into_force=rule_from({"when": [{"consents": str(consents)}], **more}),
    )
    desk.tell(Describe(entity=entity), replace=True)


def nothing(desk):
    """No claim at all."""


def missing(desk):
    """A paper says only how many more it takes."""
    desk.count("news", None, "2024-05-01", needed=2, required=None)


def without_a_number(desk):
    """Nine, and nobody says of how many."""
    desk.count("news", 9, "2024-05-01", required=None)


def of_eleven(desk):
    """Nine of eleven, in a count that names no stage."""
    desk.count("news", 9, "2024-05-01", stage=ConsentStage.UNKNOWN)


def eight_or_nine(desk):
    """Eight, and a deposit that came before that or after."""
    desk.count("news", 8, "2024-05-01")
    deposit(desk, "a", "2024-04-20/2024-05-20")


@pytest.mark.parametrize(
    ("filed", "words"),
    [
        (nothing, "unknown"),
        (ruled, "unknown of 11"),
        (missing, "unknown, 2 more needed"),
        (without_a_number, "9"),
        (of_eleven, "9 of 11"),
        (eight_or_nine, "8 to 9 of 11"),
    ],
)
def test_how_many_of_how_many_in_words(desk, filed, words):
    """What nobody says is left out, and a range is told as one."""
    desk.document("news", "2024-07-01")
    filed(desk)
    assert words == desk.consents("2024-07-01").words


def test_how_many_are_missing_is_told_as_of_its_last_day_by_the_one_who_says_it(desk):
    """Where nobody counts, it is the only number there is, from a single source."""
    desk.document("news", "2024-07-01")
    told = desk.count("news", None, "2024-05", needed=2, required=None)
    found = desk.consents("2024-07-01")
    assert (None, 2, (told,)) == (found.count, found.still_required, found.claims)
    assert ("2024-05-31", Status.SINGLE_SOURCE) == (str(found.as_of), found.status)


def test_a_count_is_not_replaced_by_what_is_missing(desk):
    """Nine, and in another paper "two more": of how many, nobody says."""
    desk.document("news", "2024-07-01")
    counted = desk.count("news", 9, "2024-05-01", required=None)
    desk.count("news", None, "2024-05-02", needed=2, required=None)
    found = desk.consents("2024-07-01")
    assert (9, None, (counted,)) == (found.count, found.still_required, found.claims)


def test_more_missing_than_are_required_is_no_count(desk):
    """Twelve more of eleven: nothing is counted, and nothing rests on that claim."""
    ruled(desk)
    desk.document("news", "2024-07-01")
    desk.count("news", None, "2024-05-01", needed=12, required=None)
    found = desk.consents("2024-07-01")
    assert (None, 11, ()) == (found.count, found.required, found.claims)


@pytest.mark.parametrize(
    ("as_of", "asked", "ends"),
    [
        ("2024-05-01", "2024-04-30", (None, None)),
        ("2024-05-01", "2024-05-01", (9, 9)),
        ("2024-05", "2024-04-30", (None, None)),
        ("2024-05", "2024-05-01", (None, 9)),
        ("2024-05", "2024-05-31", (9, 9)),
    ],
)
def test_a_count_is_read_from_its_first_possible_day_on(desk, as_of, asked, ends):
    """As of a vague day it may hold from the first, and does from the last."""
    desk.document("news", "2024-07-01")
    desk.count("news", 9, as_of)
    assert ends == both_ends(desk, asked)


def test_of_two_counts_of_one_number_the_later_holds(desk):
    """Nine on 1 May and nine on 1 June: a deposit of late May, or of 2 June, may be in it."""
    desk.document("news", "2024-07-01")
    desk.document("wire", "2024-07-01", kind="wire")
    desk.count("wire", 9, "2024-05-01")
    desk.count("news", 9, "2024-06-01")
    deposit(desk, "a", "2024-05-15/2024-06-02")
    assert (9, 10) == both_ends(desk)


@pytest.mark.parametrize("papers", [("news", "wire"), ("wire", "news")])
@pytest.mark.parametrize(
    ("counts", "day", "ends"),
    [
        (("2024-06-01", "2024-05-01/2024-06-30"), "2024-06-15", (9, 10)),
        (("2024-05-01/2024-06-30", "2024-06-10/2024-06-30"), "2024-06-05", (9, 9)),
    ],
)
def test_of_two_counts_of_one_number_the_one_that_may_be_the_later_holds(
    desk, papers, counts, day, ends
):
    """The one with the later last day; of two with one last day, that with the later first."""
    for paper, as_of in zip(papers, counts, strict=True):
        desk.document(paper, "2024-07-01")
        desk.count(paper, 9, as_of)
    deposit(desk, "a", day)
    assert ends == both_ends(desk)


def test_a_count_whose_first_day_nobody_gives_is_of_its_last(desk):
    """Nine until 1 May: the deposit of April is in it."""
    desk.document("news", "2024-07-01")
    desk.count("news", 9, "../2024-05-01")
    deposit(desk, "a", "2024-04-01")
    assert (9, 9) == both_ends(desk)


def test_whom_a_count_that_lost_names_may_have_come_after_the_one_that_holds(desk):
    """Of one day the depositary has nine and the paper eight, with a's name; a's day is vague."""
    desk.document("depositary", "2024-07-01", "depositary")
    desk.document("news", "2024-07-01")
    desk.count("depositary", 9, "2024-05-01")
    desk.count("news", 8, "2024-05-01", named=("a",))
    deposit(desk, "a", "2024-04-20/2024-05-20")
    assert (9, 10) == both_ends(desk)


def test_whom_an_earlier_count_of_the_same_number_names_may_have_left_by_the_later(desk):
    """Nine on 1 May with a, nine on 1 June without a name; a left before or after."""
    desk.document("news", "2024-07-01")
    desk.document("wire", "2024-07-01", kind="wire")
    desk.count("wire", 9, "2024-05-01", named=("a",))
    desk.count("news", 9, "2024-06-01")
    withdraw(desk, "2024-05-15/2024-06-15", party="a")
    assert (8, 9) == both_ends(desk)


def test_only_what_may_come_yet_raises_the_most(desk):
    """The paper's twelve lost against the depositary's nine; ten in June or July may be so."""
    desk.document("depositary", "2024-09-01", "depositary")
    desk.document("news", "2024-09-01")
    desk.count("news", 12, "2024-05-01")
    desk.count("depositary", 9, "2024-05-15")
    assert (9, 9) == both_ends(desk)
    desk.count("depositary", 10, "2024-06-01/2024-08-01")
    assert (9, 10) == both_ends(desk)
    deposit(desk, "a", "2024-06-15", "depositary")
    assert (10, 11) == both_ends(desk), "the ten of June may be of before it"


def eleven_of_a_paper(desk):
    """A paper has all eleven on 1 May; the depositary has ten on 15 May, and eleven on 1 June."""
    desk.document("depositary", "2024-07-01", "depositary")
    desk.count("news", 11, "2024-05-01")
    desk.count("depositary", 10, "2024-05-15")
    desk.count("depositary", 11, "2024-06-01")


def eleven_in_june(desk):
    """Eleven as of some day of June."""
    desk.count("news", 11, "2024-06")


def three_by_name(desk):
    """Three by name where two are required, none of them filed in the order of its day."""
    ruled(desk, 2)
    for party, day in (("a", "2024-05-01"), ("b", "2024-03-01"), ("c", "2024-04")):
        deposit(desk, party, day)


def one_of_a_list_and_one_that_dates_itself(desk):
    """One is named by a count of one as of 1 May, another consented in June."""
    ruled(desk, 2)
    desk.count("news", 1, "2024-05-01", named=("a",))
    deposit(desk, "b", "2024-06-01")


def one_that_came_again(desk):
    """One who left and came again counts from then."""
    ruled(desk, 2)
    deposit(desk, "a", "2024-01-01")
    desk.claim("news", Denounced(instrument="i", party="a"), "2024-02-01")
    deposit(desk, "b", "2024-03-01")
    deposit(desk, "a", "2024-04-01")


def nine_and_three_since(desk):
    """Nine, and three by name since: the second of them was the eleventh."""
    desk.count("news", 9, "2024-05-01")
    for party, day in (("a", "2024-06-20"), ("b", "2024-06-01"), ("c", "2024-06-10")):
        deposit(desk, party, day)


def nine_of_whom_one_left_and_three_since(desk):
    """With one who left, it took all three."""
    nine_and_three_since(desk)
    withdraw(desk, "2024-05-10")


def eleven_with_the_union_and_one_since(desk):
    """The union is no State: ten, and the eleventh since."""
    ruled(desk, organisations=["b"])
    desk.count("news", 11, "2024-05-01", named=("b",))
    deposit(desk, "a", "2024-06-01")


def ten_of_whom_one_is_the_union_and_three_since(desk):
    """Nine States, and three since, the second of whom was the eleventh."""
    ruled(desk, organisations=["b"])
    desk.count("news", 10, "2024-05-01", named=("b",))
    deposit(desk, "a", "2024-06-01")
    deposit(desk, "c", "2024-06-10")
    deposit(desk, "d", "2024-06-20")


def none_more_needed(desk):
    """A paper says that no more are needed, and nobody says how many there are."""
    desk.count("news", None, "2024-05", needed=0, required=None)


@pytest.mark.parametrize(
    ("filed", "day"),
    [
        (nine_and_three_since, "2024-06-10"),
        (nine_of_whom_one_left_and_three_since, "2024-06-20"),
        (eleven_with_the_union_and_one_since, "2024-06-01"),
        (ten_of_whom_one_is_the_union_and_three_since, "2024-06-10"),
        (none_more_needed, "2024-05-31"),
        (eleven_of_a_paper, "2024-06-01"),
        (eleven_in_june, "2024-06-30"),
        (three_by_name, "2024-04-30"),
        (one_of_a_list_and_one_that_dates_itself, "2024-06-01"),
        (one_that_came_again, "2024-04-01"),
        (of_eleven, "None"),
    ],
)
def test_as_many_as_are_required_had_certainly_consented_by(desk, filed, day):
    """By counts that are believed, each by its last day, by names, or by a count with names."""
    desk.document("news", "2024-07-01")
    filed(desk)
    assert day == str(desk.consents("2024-07-01").met_by)


@pytest.mark.parametrize(
    ("asked", "day"), [("2024-01-20", "2024-01-10"), ("2024-07-01", "2024-04-01")]
)
def test_who_left_and_came_again_counts_from_the_consent_that_stands(desk, asked, day):
    """Two are required: while the first stands, b is the second; later, who came again."""
    ruled(desk, 2)
    desk.document("news", "2024-07-01")
    for party, given in (("a", "2024-01-01"), ("b", "2024-01-10"), ("a", "2024-04-01")):
        deposit(desk, party, given)
    desk.claim("news", Denounced(instrument="i", party="a"), "2024-02-01")
    assert day == str(desk.consents(asked).met_by)


def test_a_consent_to_come_on_no_known_day_is_no_arrival_between_two_counts(news):
    """Nine on 1 May and on 1 August, one announced from then on: both say the same."""
    deposit(news, "a", "2024-07-15/..")
    news.document("later", "2024-08-01")
    again = news.count("later", 9, "2024-08-01")
    assert {news.nine, again} == {*news.consents("2024-08-01").answer.claims}


def test_a_count_to_come_that_names_the_union_counts_one_less(desk):
    """Ten, with an organisation whose own deposit comes later still and adds nothing."""
    ruled(desk, organisations=["b"])
    desk.document("news", "2024-12-01")
    desk.count("news", 10, "2024-06-01/2024-08-01", named=("b",))
    deposit(desk, "b", "2024-09-01")
    assert (None, 9) == both_ends(desk)


def test_of_a_state_and_its_successor_the_one_whose_consent_stands_is_the_proof(desk):
    """Ratified after the count, dissolved ten days later: the successor goes on with it."""
    ruled(
        desk,
        successions=[{"party": "b", "to": "a"}],
        dissolved=[{"party": "a", "on": "2024-05-20", "lapses": "true"}],
    )
    desk.document("news", "2024-07-01")
    nine = desk.count("news", 9, "2024-05-01")
    deposit(desk, "a", "2024-05-10")
    succeeded = deposit(desk, "b", "2024-05-20", act=ConsentAct.SUCCESSION)
    found = desk.consents("2024-07-01")
    assert (10, ("b",), (succeeded, nine)) == (found.count, found.named, found.claims)


def test_who_left_before_the_count_is_no_part_of_its_proof(news):
    """Nine after that, and one more who came since: ten, by the deposit and the count."""
    deposit(news, "b", "2023-01-01")
    withdraw(news, "2023-06-01", party="b")
    came = deposit(news, "a", "2024-05-20")
    found = news.consents("2024-07-01")
    assert (10, (came, news.nine)) == (found.count, found.claims)


@pytest.mark.parametrize(("before", "after"), [("a", "b"), ("b", "a")])
def test_a_successor_who_leaves_takes_the_consent_away_and_is_the_proof(desk, before, after):
    """Nine with whom it succeeded: eight, by the count and the successor's denunciation."""
    ruled(desk, successions=[{"party": after, "to": before}])
    desk.document("news", "2024-07-01")
    deposit(desk, before, "2024-04-01")
    nine = desk.count("news", 9, "2024-05-01", named=(before,))
    deposit(desk, after, "2024-05-15", act=ConsentAct.SUCCESSION)
    left = desk.claim("news", Denounced(instrument="i", party=after), "2024-06-01")
    consents = desk.consents("2024-07-01")
    assert (8, {left, nine}) == (consents.count, {*consents.claims})
    assert Rule.WITHDRAWAL in consents.answer.rules


@pytest.mark.parametrize(("before", "after"), [("a", "b"), ("b", "a")])
def test_of_a_state_and_its_successor_who_both_left_the_last_is_the_proof(desk, before, after):
    """One denounced and the other succeeded all the same, and left as well: eight, by that."""
    ruled(desk, successions=[{"party": after, "to": before}])
    desk.document("news", "2024-07-01")
    deposit(desk, before, "2024-04-01")
    nine = desk.count("news", 9, "2024-05-01", named=(before,))
    desk.claim("news", Denounced(instrument="i", party=before), "2024-05-10")
    deposit(desk, after, "2024-05-15", act=ConsentAct.SUCCESSION)
    left = desk.claim("news", Denounced(instrument="i", party=after), "2024-06-01")
    consents = desk.consents("2024-07-01")
    assert (8, {left, nine}) == (consents.count, {*consents.claims})


def test_a_consent_that_lapses_with_its_state_is_taken_off_by_the_rule_alone(desk):
    """Nine with a, which was dissolved since: eight, as sure as the count."""
    ruled(desk, dissolved=[{"party": "a", "on": "2024-05-20", "lapses": "true"}])
    desk.document("news", "2024-07-01")
    deposit(desk, "a", "2024-04-01")
    nine = desk.count("news", 9, "2024-05-01", named=("a",))
    consents = desk.consents("2024-07-01")
    assert (8, (nine,), Status.SINGLE_SOURCE) == (consents.count, consents.claims, consents.status)


def test_where_all_who_consented_have_left_only_what_they_gave_is_history(desk):
    """One left, another may consent yet: none or one, and the deposit to come is not lost."""
    desk.document("news", "2024-07-01")
    once = deposit(desk, "a", "2024-01-01")
    withdraw(desk, "2024-02-01", party="a")
    deposit(desk, "b", "2024-06")
    answer = desk.consents("2024-06-15").answer
    assert [(once, Reason.HISTORY)] == [(loser.claim, loser.reason) for loser in answer.lost]


def with_the_union(desk):
    """The nine count the union, which is no State."""
    ruled(desk, organisations=["b"])
    desk.count("news", 9, "2024-05-01", named=("b",))


def with_one_who_may_have_left(desk):
    """One of the nine left before the day that is asked about, or after it."""
    desk.count("news", 9, "2024-05-01", named=("c",))
    withdraw(desk, "2024-06-15/2024-07-15", party="c")


@pytest.mark.parametrize("nine", [with_the_union, with_one_who_may_have_left])
@pytest.mark.parametrize("by_name", ["", "a"])
def test_who_left_after_nine_is_proof_of_seven(desk, nine, by_name):
    """Whatever else makes them fewer, and whether or not another is known by name."""
    desk.document("news", "2024-08-01")
    nine(desk)
    for party in by_name:
        deposit(desk, party, "2024-01-01")
    left = withdraw(desk, "2024-06-01")
    consents = desk.consents("2024-07-01")
    assert 7 == consents.count
    assert left in consents.claims


def test_the_states_of_a_count_with_the_union_may_all_be_known_by_name(desk):
    """Seven with the union, and six by name: the names are the proof."""
    ruled(desk, organisations=["h"])
    desk.document("news", "2024-07-01")
    seven = desk.count("news", 7, "2024-05-01", named=("h",))
    names = [deposit(desk, party, "2024-04-01") for party in "abcdef"]
    answer = desk.consents("2024-07-01").answer
    assert (6, names) == (answer.lowest, [*answer.claims])
    assert (Rule.NAMED_LIST, [seven]) == (*answer.rules, [loser.claim for loser in answer.lost])


def test_what_one_who_left_had_given_is_not_lost_where_it_was_counted(news):
    """Nine with a, and a left since: eight, and nothing is contradicted."""
    deposit(news, "a", "2024-04-01")
    withdraw(news, "2024-05-20", party="a")
    answer = news.consents("2024-07-01").answer
    assert (8, ()) == (answer.lowest, answer.lost)


def denounced(desk, day):
    """An end of a's consent, of which no source states the beginning."""
    desk.claim("news", Denounced(instrument="i", party="a"), day)


def signed_and_left(desk):
    """Signed in May, denounced in June."""
    denounced(desk, "2024-06-01")


def left_and_signed(desk):
    """Denounced in March whatever it was, and signed in May."""
    denounced(desk, "2024-03-01")


def signed_and_may_have_left_before(desk):
    """Signed in May; denounced in one of three months, which was after that."""
    denounced(desk, "2024-04/2024-06")


def signed_again(desk):
    """Signed in January, withdrew that, denounced in March, and signed again in May."""
    desk.claim("news", Signed(instrument="i", party="a"), "2024-01-01")
    desk.claim("news", SignatureWithdrawn(instrument="i", party="a"), "2024-02-01")
    denounced(desk, "2024-03-01")


@pytest.mark.parametrize(
    ("filed", "counts", "in_force"),
    [
        (signed_and_left, (2, 1), Tristate.YES),
        (left_and_signed, (2, 2), Tristate.YES),
        (signed_and_may_have_left_before, (1, 1), Tristate.MAYBE),
        (signed_again, (2, 2), Tristate.YES),
    ],
)
def test_where_a_signature_binds_a_denunciation_ends_it_if_it_came_after(
    desk, filed, counts, in_force
):
    """Of a, and of b, who signed on the same day and stayed: on 20 May, and on 20 July."""
    ruled(desk, 2, by="signature")
    desk.document("news", "2024-07-01")
    for party in "ab":
        desk.claim("news", Signed(instrument="i", party=party), "2024-05-01")
    filed(desk)
    assert counts == tuple(desk.consents(day).count for day in ("2024-05-20", "2024-07-20"))
    (instrument,) = desk.status("2024-07-20").instruments
    force = instrument.in_force
    assert ("2024-05-01", in_force) == (str(force.day.earliest), force.now)


def test_who_was_counted_without_a_name_left_and_signed_is_taken_off_and_added_again(desk):
    """Nine in February, of whom a denounced in March, and a and b who signed in May."""
    ruled(desk, 11, by="signature")
    desk.document("news", "2024-07-01")
    desk.count("news", 9, "2024-02-01")
    for party in "ab":
        desk.claim("news", Signed(instrument="i", party=party), "2024-05-01")
    left_and_signed(desk)
    days = ("2024-02-20", "2024-04-01", "2024-05-20")
    assert [9, 8, 10] == [desk.consents(day).count for day in days]


def test_a_count_that_names_the_successor_counts_the_state(desk):
    """Nine with b, whose predecessor may have consented only after that: nine all the same."""
    ruled(desk, successions=[{"party": "b", "to": "a"}])
    desk.document("news", "2024-07-01")
    deposit(desk, "a", "2024-04-20/2024-05-20")
    desk.count("news", 9, "2024-05-01", named=("b",))
    deposit(desk, "b", "2024-05-10/2024-05-25", act=ConsentAct.SUCCESSION)
    assert (9, 9) == both_ends(desk)


def test_a_successor_who_came_again_and_left_explains_a_lower_count(desk):
    """Nine in July, eight in August: between them it left for the second time."""
    ruled(desk, successions=[{"party": "b", "to": "a"}])
    desk.document("news", "2024-09-01")
    deposit(desk, "a", "2024-01-01")
    desk.claim("news", Denounced(instrument="i", party="a"), "2024-03-01")
    for came, left in (("2024-05-15", "2024-06-01"), ("2024-07-01", "2024-08-01")):
        deposit(desk, "b", came, act=ConsentAct.SUCCESSION)
        desk.claim("news", Denounced(instrument="i", party="b"), left)
    desk.count("news", 9, "2024-07-15")
    eight = desk.count("news", 8, "2024-08-15")
    answer = desk.consents("2024-09-01").answer
    assert (8, eight, Status.SINGLE_SOURCE) == (answer.lowest, answer.winner, answer.status)


def test_of_an_end_that_is_told_in_two_ways_the_one_with_the_earlier_last_day_is_the_proof(news):
    """Withdrawn on some day until 20 June, denounced on 1 June: eight since then."""
    withdraw(news, "2024-05-10/2024-06-20")
    left = news.claim("news", Denounced(instrument="i", party="h"), "2024-06-01")
    answer = news.consents("2024-07-01").answer
    assert (8, left) == (answer.lowest, answer.winner)


def test_when_a_number_was_met_is_told_by_the_day_of_the_answer_where_no_count_or_name_tells(desk):
    """Two with b, of February, and b left on the 5th: so c and d of the 10th make it three."""
    ruled(desk, 3)
    desk.document("news", "2024-07-01")
    desk.count("news", 2, "2024-02-01/2024-03-01", named=("b",), required=None)
    deposit(desk, "b", "2024-01-01")
    withdraw(desk, "2024-02-05", party="b")
    for party in "cd":
        deposit(desk, party, "2024-02-10")
    found = desk.consents("2024-07-01")
    assert (3, found.as_of) == (found.count, found.met_by)


def test_a_consent_given_again_meets_a_number_on_that_day(desk):
    """Asked on the very day of its second consent."""
    ruled(desk, 1)
    desk.document("news", "2024-07-01")
    deposit(desk, "a", "2024-01-01")
    withdraw(desk, "2024-02-01", party="a")
    deposit(desk, "a", "2024-06-01")
    assert "2024-06-01" == str(desk.consents("2024-06-01").met_by)


def test_more_who_left_than_a_count_had_are_the_proof_that_nobody_is_left(desk):
    """One as of 1 February, and two with names by then, who both withdrew in March."""
    desk.document("news", "2024-07-01")
    desk.document("paper", "2024-07-01")
    once = desk.count("news", 1, "2024-02-01")
    for party in "bc":
        deposit(desk, party, "2024-01-01", "paper")
    left = [withdraw(desk, "2024-03-01", "paper", party) for party in "bc"]
    answer = desk.consents("2024-07-01").answer
    assert (0, {*left}) == (answer.lowest, {*answer.claims})
    assert (Rule.WITHDRAWAL, [(once, Reason.HISTORY)]) == (
        *answer.rules,
        [(loser.claim, loser.reason) for loser in answer.lost],
    )
