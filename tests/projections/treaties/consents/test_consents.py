"""Counts next to names: what a vague day leaves open stays open."""

from __future__ import annotations

import pytest

from ledger.claims.commands import Describe
from ledger.claims.developments import (
    ConsentDeposited,
    ConsentWithdrawn,
    DomesticallyApproved,
    Signed,
)
from ledger.claims.entities import Instrument
from ledger.claims.entry_into_force import rule_from
from ledger.claims.vocabulary import ConsentAct, ConsentStage, Modality
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
