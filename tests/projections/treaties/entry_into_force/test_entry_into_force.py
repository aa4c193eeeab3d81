"""Entry into force: examples, conventions of counting, vague dates, and the laws."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.claims.entry_into_force import DayCount, MonthEnd
from ledger.claims.vocabulary import ConsentAct
from ledger.edtf import Tristate
from ledger.projections.treaties.entry_into_force.consent import Consent, NotCounted
from ledger.projections.treaties.entry_into_force.delay import day_for
from ledger.projections.treaties.entry_into_force.entry_into_force import entry_into_force
from ledger.projections.treaties.entry_into_force.mismatch import MismatchKind, compare
from ledger.projections.weighing.answer import Span
from tests.projections.treaties.clauses import consent, on, rule

FAR = date(2030, 1, 1)


def several(number, day, prefix="state"):
    return [consent(f"{prefix}-{place}", day) for place in range(number)]


AFCFTA = "when: [{consents: 22}]\nafter: {number: 30, unit: days}"


def test_e6_the_approvals_of_parliaments_are_no_deposits():
    """2 April 2019: fifteen deposits, seven missing; if all came today, 2 May."""
    consents = [*several(15, "2019-04-01"), *several(7, "2019-04-29", "late")]
    answer = entry_into_force(rule(AFCFTA), consents, valid_at=date(2019, 4, 2))
    assert (Tristate.NO, 7, None) == (answer.met, answer.still_required, answer.day)
    assert date(2019, 5, 2) == answer.earliest_if_today
    assert 15 == len(answer.counted)
    assert {NotCounted.NOT_YET} == {one.reason for one in answer.uncounted}


def test_e6_the_depositary_declared_one_day_later_than_the_count_gives():
    """Computed 29 May, declared 30 May: a day count, agreed if in force after the expiry."""
    consents = [*several(15, "2019-04-01"), *several(7, "2019-04-29", "late")]
    answer = entry_into_force(rule(AFCFTA), consents, valid_at=date(2019, 6, 1))
    assert on("2019-05-29") == answer.day
    mismatch = compare(on("2019-05-30"), answer, rule(AFCFTA))
    assert (MismatchKind.DAY_COUNT, 1) == (mismatch.kind, mismatch.days)
    assert DayCount.DAY_AFTER_EXPIRY is mismatch.agree_under.counting
    other = rule(AFCFTA + "\ncounting: day-after-expiry")
    agreed = entry_into_force(other, consents, valid_at=date(2019, 6, 1))
    assert on("2019-05-30") == agreed.day
    assert compare(on("2019-05-30"), agreed, other) is None


MINAMATA = """
    when: [{consents: 50}]
    after: {number: 90, unit: nth-day}
    organisations: [european-union]
"""


def minamata():
    """Fifty States and the European Union, the last of them with it on one day."""
    return [
        *several(43, "2017-05-01"),
        *several(7, "2017-05-18", "member"),
        consent("european-union", "2017-05-18", act="approval"),
    ]


def test_e7_an_organisation_does_not_add_to_its_members():
    """Minamata: fifty States met it; with one State less the European Union is no fiftieth."""
    answer = entry_into_force(rule(MINAMATA), minamata(), valid_at=date(2017, 9, 1))
    assert (on("2017-05-18"), on("2017-08-16")) == (answer.threshold_day, answer.day)
    assert 50 == len(answer.counted)
    assert [("european-union", NotCounted.ORGANISATION)] == [
        (one.party, one.reason) for one in answer.uncounted
    ]
    short = [one for one in minamata() if one.party != "member-0"]
    without = entry_into_force(rule(MINAMATA), short, valid_at=date(2017, 9, 1))
    assert (Tristate.NO, 1) == (without.met, without.still_required)


def test_e9_an_article_that_calls_it_in_force_too_early_is_flagged():
    """It "has already entered into force", says an article of 1 July 2017; it did on 16 August."""
    answer = entry_into_force(rule(MINAMATA), minamata(), valid_at=date(2017, 7, 1))
    assert (Tristate.YES, Tristate.NO) == (answer.met, answer.in_force)
    mismatch = compare(on("/2017-07-01"), answer, rule(MINAMATA))
    assert MismatchKind.PREMATURE_CLAIM is mismatch.kind
    assert compare(on("/2017-09-01"), answer, rule(MINAMATA)) is None


def test_e11_a_consent_withdrawn_before_the_threshold_lowers_the_count():
    """And is given back its place when it is given again."""
    text = "when: [{consents: 3}]"
    consents = [*several(2, "2020-01-01"), consent("c", "2020-02-01", withdrawn="2020-02-10")]
    at = date(2020, 3, 1)
    before = entry_into_force(rule(text), consents[:2], valid_at=at)
    assert 1 == before.still_required
    answer = entry_into_force(
        rule("when: [{consents: 4}]"), [*consents, consent("d", "2020-02-20")], valid_at=at
    )
    assert (Tristate.NO, 1) == (answer.met, answer.still_required)
    assert [("c", NotCounted.WITHDRAWN)] == [(x.party, x.reason) for x in answer.uncounted]
    again = [*consents, consent("d", "2020-02-20"), consent("c", "2020-02-25")]
    back = entry_into_force(rule("when: [{consents: 4}]"), again, valid_at=at)
    assert on("2020-02-25") == back.threshold_day


def test_e11_a_withdrawal_after_entry_into_force_does_not_undo_it():
    """The day stays, and even the party that left keeps its own day of entry."""
    consents = [*several(2, "2020-01-01"), consent("c", "2020-02-01", withdrawn="2021-02-10")]
    answer = entry_into_force(rule("when: [{consents: 3}]"), consents, valid_at=FAR)
    assert (on("2020-02-01"), 0) == (answer.day, answer.still_required)
    assert on("2020-02-01") == answer.per_party["c"]


def test_one_who_withdraws_between_has_no_day_of_entry_into_force():
    """A withdrawal after the threshold and before the delay ends means that it was never bound."""
    text = "when: [{consents: 2}]\nafter: {number: 1, unit: years}"
    consents = [*several(2, "2020-01-01"), consent("c", "2020-01-01", withdrawn="2020-05-01")]
    answer = entry_into_force(rule(text), consents, valid_at=FAR)
    assert {"state-0", "state-1"} == set(answer.per_party)


def test_e12_of_three_deposits_on_the_threshold_day_none_is_the_eleventh():
    """Met that day; all three counted, in whatever order they stand."""
    consents = [*several(9, "2024-05-01"), *several(3, "2024-09-27", "last")]
    text = "when: [{consents: 11}]\nafter: {number: 30, unit: days}"
    answer = entry_into_force(rule(text), consents, valid_at=FAR)
    assert (on("2024-09-27"), on("2024-10-27")) == (answer.threshold_day, answer.day)
    assert {"last-0", "last-1", "last-2"} <= set(answer.counted)
    assert () == answer.uncounted
    assert {on("2024-10-27")} == set(answer.per_party.values())


def test_e13_members_are_not_the_threshold():
    """Nine of the eleven required is 9 of 11, however many members there are."""
    answer = entry_into_force(
        rule("when: [{consents: 11}]"), several(9, "2024-01-01"), valid_at=FAR
    )
    ((progress,),) = answer.progress
    assert (9, 11, 2) == (progress.have, progress.need, progress.still)


@pytest.mark.parametrize(
    ("deposit", "number", "month_end", "day"),
    [
        ("2022-11-30", 3, "last-day", "2023-02-28"),
        ("2022-11-30", 3, "next-day", "2023-03-01"),
        ("2022-11-30", 3, "end-to-end", "2023-02-28"),
        ("2023-11-30", 3, "last-day", "2024-02-29"),
        ("2023-11-30", 3, "next-day", "2024-03-01"),
        ("2023-01-31", 1, "last-day", "2023-02-28"),
        ("2024-01-31", 1, "last-day", "2024-02-29"),
        ("2024-01-31", 1, "next-day", "2024-03-01"),
        ("2023-02-28", 1, "last-day", "2023-03-28"),
        ("2023-02-28", 1, "end-to-end", "2023-03-31"),
        ("2024-02-28", 1, "end-to-end", "2024-03-28"),
        ("2024-02-29", 12, "last-day", "2025-02-28"),
        ("2023-12-15", 1, "last-day", "2024-01-15"),
        ("2023-11-30", 1, "last-day", "2023-12-30"),
        ("2023-03-30", 1, "next-day", "2023-04-30"),
    ],
)
def test_e16_month_ends_follow_the_convention_that_the_answer_names(
    deposit, number, month_end, day
):
    """A month without that day: the rule's convention decides, and the answer has it."""
    text = f"""
        when: [{{consents: 1}}]
        after: {{number: {number}, unit: months}}
        month_end: {month_end}
    """
    answer = entry_into_force(rule(text), [consent("a", deposit)], valid_at=FAR)
    assert on(day) == answer.day
    assert MonthEnd(month_end) is answer.convention.month_end


@pytest.mark.parametrize(
    ("after", "counting", "day"),
    [
        ("{number: 30, unit: days}", "exclude-the-day", "2019-05-29"),
        ("{number: 30, unit: days}", "count-from-day-of-deposit", "2019-05-28"),
        ("{number: 30, unit: days}", "day-after-expiry", "2019-05-30"),
        ("{number: 30, unit: nth-day}", "exclude-the-day", "2019-05-29"),
        ("{number: 30, unit: nth-day}", "count-from-day-of-deposit", "2019-05-28"),
        ("{number: 30, unit: nth-day}", "day-after-expiry", "2019-05-29"),
        ("{number: 2, unit: weeks}", "exclude-the-day", "2019-05-13"),
        ("{number: 1, unit: years}", "day-after-expiry", "2020-04-30"),
        ("{number: 1, unit: nth-month}", "day-after-expiry", "2019-05-01"),
        ("{number: 8, unit: nth-month}", "exclude-the-day", "2019-12-01"),
        ("{number: 2, unit: days, first_of_next_month: true}", "exclude-the-day", "2019-06-01"),
        (
            "{number: 2, unit: days, first_of_next_month: true}",
            "count-from-day-of-deposit",
            "2019-05-01",
        ),
        ("{number: 1, unit: days, first_of_next_month: true}", "day-after-expiry", "2019-05-01"),
    ],
)
def test_a_delay_from_29_april_2019_ends_where_its_convention_says(after, counting, day):
    """Each unit and way of counting gives its own day, and the answer names the way."""
    text = f"when: [{{consents: 1}}]\nafter: {after}\ncounting: {counting}"
    answer = entry_into_force(rule(text), [consent("a", "2019-04-29")], valid_at=FAR)
    assert on(day) == answer.day
    assert DayCount(counting) is answer.convention.counting


def test_without_a_delay_it_is_the_day_itself():
    """A rule with no delay takes effect on the day the threshold is met, be it a leap day."""
    answer = entry_into_force(rule("when: [{consents: 1}]"), several(1, "2020-02-29"), valid_at=FAR)
    assert on("2020-02-29") == answer.day


@pytest.mark.parametrize(
    ("first", "second", "route", "threshold"),
    [
        ("2020-01-01/2020-12-31", "2020-06-01", 1, "2020-06-01"),
        ("2020-06-01", "2020-03-01/2020-06-01", 1, "2020-03-01/2020-06-01"),
        ("2020-06-01", "2020-06-01", 0, "2020-06-01"),
    ],
)
def test_of_two_ways_the_one_that_certainly_leads_there_first_is_taken(
    first, second, route, threshold
):
    """Then the one that may lead there first, then the first that the text names."""
    text = "when: [{named: [a]}]\nalternatives: [{when: [{named: [b]}]}]"
    both = [consent("a", first), consent("b", second)]
    answer = entry_into_force(rule(text), both, valid_at=FAR)
    assert (route, on(threshold)) == (answer.route, answer.threshold_day)


def test_where_every_way_is_closed_the_first_is_shown():
    """Past its last day a rule is closed unless it was, or may have been, met in time."""
    text = (
        "when: [{consents: 3}]\nmet_by: 2020-01-01\n"
        "alternatives: [{when: [{consents: 2}], met_by: 2020-01-01}]"
    )
    answer = entry_into_force(rule(text), several(1, "2020-01-01"), valid_at=date(2020, 2, 1))
    assert (0, None, None) == (answer.route, answer.still_required, answer.earliest_if_today)
    ((shown,),) = answer.progress
    assert 3 == shown.need
    assert answer.closed
    early = entry_into_force(rule(text), several(1, "2020-01-01"), valid_at=date(2020, 1, 1))
    assert (False, Tristate.NO) == (early.closed, early.met)
    done = entry_into_force(rule(text), several(2, "2020-01-01"), valid_at=date(2020, 2, 1))
    assert (False, Tristate.YES) == (done.closed, done.met)
    vague = several(2, "2019-12-01/2020-03-01")
    open_ = entry_into_force(rule(text), vague, valid_at=date(2020, 2, 1))
    assert (False, Tristate.MAYBE) == (open_.closed, open_.met)


def test_provisional_application_by_a_signature_of_a_vague_day_is_as_vague():
    """The span of the signature is the span of the application: no day is made up."""
    text = "when: [{consents: 3}]\nprovisional: {when: [{consents: 1}], by: signature}"
    signed = [consent("a", "2020-03-01/2020-04-01", act="unknown")]
    answer = entry_into_force(rule(text), [], valid_at=FAR, signatures=signed)
    assert on("2020-03-01/2020-04-01") == answer.provisional


@pytest.mark.parametrize(
    ("deposit", "day"), [("2020-01-01", "2020-01-01"), ("2020-01-02", "2020-01-12")]
)
def test_a_fixed_date_holds_if_the_condition_is_met_by_its_end(deposit, day):
    """Met on the very day the fixed date stands; one day later the delay applies instead."""
    text = "when: [{consents: 1}]\non: 2020-01-01\nafter: {number: 10, unit: days}"
    answer = entry_into_force(rule(text), [consent("a", deposit)], valid_at=FAR)
    assert on(day) == answer.day


def test_a_day_without_a_first_stays_without_after_a_delay():
    """A delay moves the last possible day and leaves an open start open."""
    text = "when: [{consents: 1}]\nafter: {number: 30, unit: days}"
    answer = entry_into_force(rule(text), [consent("a", "/2020-01-01")], valid_at=FAR)
    assert on("/2020-01-31") == answer.day


def test_a_day_beyond_the_calendar_has_no_bound():
    """A delay that passes year 9999 leaves an open end and raises no error."""
    text = "when: [{consents: 1}]\nafter: {number: 10000, unit: years}"
    answer = entry_into_force(rule(text), several(1, "2020-02-29"), valid_at=FAR)
    assert Span(earliest=None, latest=None) != answer.day
    assert answer.day.latest is None


def test_a_fixed_date_needs_no_consent_and_later_parties_have_their_own():
    """A date alone is met at once, is in force on its day, and gives a late party its delay."""
    text = "on: 2020-01-01\nlatecomers: {after: {number: 30, unit: days}}"
    consents = [consent("a", "2019-05-01"), consent("b", "2020-03-01")]
    answer = entry_into_force(rule(text), consents, valid_at=date(2020, 6, 1))
    assert (on("2020-01-01"), None) == (answer.day, answer.threshold_day)
    assert {"a": on("2020-01-01"), "b": on("2020-03-31")} == answer.per_party
    before = entry_into_force(rule(text), [], valid_at=date(2019, 6, 1))
    assert (Tristate.YES, Tristate.NO) == (before.met, before.in_force)


def test_a_bilateral_takes_the_second_notification():
    """One of two notifications leaves one to come; the delay runs from the second."""
    text = "by: notification\nwhen: [{consents: 2}]\nafter: {number: 30, unit: days}"
    one = [consent("mexico", "2020-01-01", act="notification")]
    assert 1 == entry_into_force(rule(text), one, valid_at=FAR).still_required
    both = [*one, consent("korea", "2020-02-01", act="notification")]
    assert on("2020-03-02") == entry_into_force(rule(text), both, valid_at=FAR).day


def test_acts_that_the_rule_does_not_take_do_not_count():
    """An act that no source names is not held against it."""
    text = "when: [{consents: 3}]\nacts: [ratification]"
    consents = [
        consent("a", "2020-01-01"),
        consent("b", "2020-01-01", act="accession"),
        consent("c", "2020-01-01", act="unknown"),
    ]
    answer = entry_into_force(rule(text), consents, valid_at=FAR)
    assert 1 == answer.still_required
    assert [("b", NotCounted.ACT)] == [(one.party, one.reason) for one in answer.uncounted]


def test_a_state_that_is_gone_takes_its_consent_along_only_where_that_lapsed():
    """The rule's ``lapses`` decides whether a dissolved State's ratification still counts."""
    text = "when: [{{consents: 2}}]\ndissolved: [{{party: gdr, on: 1990-10-03, lapses: {}}}]"
    consents = [consent("gdr", "1990-01-01"), consent("b", "1991-01-01")]
    kept = entry_into_force(rule(text.format("false")), consents, valid_at=FAR)
    assert on("1991-01-01") == kept.day
    gone = entry_into_force(rule(text.format("true")), consents, valid_at=FAR)
    assert (Tristate.NO, 1) == (gone.met, gone.still_required)
    assert [("gdr", NotCounted.DISSOLVED)] == [(x.party, x.reason) for x in gone.uncounted]


def test_a_state_that_is_gone_can_deposit_nothing():
    """A deposit dated after the end of its State does not count."""
    text = "when: [{consents: 1}]\ndissolved: [{party: gdr, on: 1990-10-03}]"
    answer = entry_into_force(rule(text), [consent("gdr", "1991-01-01")], valid_at=FAR)
    assert [NotCounted.DISSOLVED] == [one.reason for one in answer.uncounted]


def test_a_withdrawal_before_the_end_of_a_state_is_what_counts():
    """Withdrawal came first, so it is the reason and not the dissolution."""
    text = "when: [{consents: 2}]\ndissolved: [{party: gdr, on: 1990-10-03, lapses: true}]"
    consents = [consent("gdr", "1990-01-01", withdrawn="1990-02-01"), consent("b", "1990-03-01")]
    answer = entry_into_force(rule(text), consents, valid_at=FAR)
    assert [NotCounted.WITHDRAWN] == [one.reason for one in answer.uncounted]


def test_a_successor_goes_on_with_a_consent_and_an_own_ratification_is_one_more():
    """A succession adds nothing to its predecessor; a ratification counts on its own day."""
    text = "when: [{consents: 3}]\nsuccessions: [{party: slovakia, to: czechoslovakia}]"
    consents = [
        consent("czechoslovakia", "1990-01-01"),
        consent("slovakia", "1993-05-28", act="succession"),
        consent("a", "1990-01-01"),
    ]
    answer = entry_into_force(rule(text), consents, valid_at=FAR)
    assert (1, [NotCounted.SUCCESSOR]) == (
        answer.still_required,
        [one.reason for one in answer.uncounted],
    )
    consents[1] = consent("slovakia", "1993-05-28")
    assert on("1993-05-28") == entry_into_force(rule(text), consents, valid_at=FAR).day


def test_a_line_of_successions_leads_to_the_first_even_where_it_is_a_circle():
    """Serbia's consent is Yugoslavia's, two steps back; a circle in a rule does not hang."""
    text = """
        when: [{consents: 2}]
        successions: [{party: serbia, to: fry}, {party: fry, to: yugoslavia}]
    """
    consents = [
        consent("yugoslavia", "1986-05-05"),
        consent("serbia", "2001-03-12", act="succession"),
    ]
    assert 1 == entry_into_force(rule(text), consents, valid_at=FAR).still_required
    circle = "when: [{consents: 2}]\nsuccessions: [{party: a, to: b}, {party: b, to: a}]"
    answer = entry_into_force(rule(circle), [consent("a", "2000-01-01")], valid_at=FAR)
    assert 1 == answer.still_required


def test_the_same_party_twice_counts_once():
    """The second deposit of one party is a duplicate and brings the threshold no nearer."""
    consents = [consent("a", "2020-01-01"), consent("a", "2020-02-01")]
    answer = entry_into_force(rule("when: [{consents: 2}]"), consents, valid_at=FAR)
    assert (1, [NotCounted.DUPLICATE]) == (
        answer.still_required,
        [one.reason for one in answer.uncounted],
    )


def test_a_later_deposit_is_no_part_of_the_threshold():
    """A deposit after the threshold has its own day of entry and is marked as later."""
    consents = [*several(2, "2020-01-01"), consent("late", "2020-06-01")]
    answer = entry_into_force(rule("when: [{consents: 2}]"), consents, valid_at=FAR)
    assert [("late", NotCounted.LATER)] == [(one.party, one.reason) for one in answer.uncounted]
    assert on("2020-06-01") == answer.per_party["late"]


def test_a_number_from_each_group_is_met_when_each_has_it():
    """Three from one group do not make up for one too few from the other."""
    text = """
        when: [{consents: 2, of_each: [exporters, importers]}]
        bases: [{name: exporters, parties: [a, b, c]}, {name: importers, parties: [d, e]}]
    """
    consents = [consent(party, "2020-01-01") for party in "abcd"]
    answer = entry_into_force(rule(text), consents, valid_at=FAR)
    assert (Tristate.NO, 1) == (answer.met, answer.still_required)
    answer = entry_into_force(rule(text), [*consents, consent("e", "2020-02-01")], valid_at=FAR)
    assert on("2020-02-01") == answer.day


def test_a_share_that_the_known_figures_cannot_reach_leaves_open_what_is_missing():
    """With figures for 30 of 100 nobody can say how many parties make 50, so it is unknown."""
    text = """
        when: [{share: 50, of: tonnage}]
        bases: [{name: tonnage, total: 100, figures: [{party: a, value: 30}]}]
    """
    answer = entry_into_force(rule(text), [], valid_at=FAR)
    assert answer.still_required is None


def test_a_share_is_exact():
    """A third of three is met by one, without any rounding."""
    text = """
        when: [{share: 33.33333333333333, of: all}]
        bases: [{name: all, parties: [a, b, c]}]
    """
    answer = entry_into_force(rule(text), [consent("a", "2020-01-01")], valid_at=FAR)
    assert (Tristate.YES, Decimal("33.33")) == (answer.met, answer.progress[0][0].have)


def test_provisional_application_has_its_own_day():
    """It may need fewer consents than entry into force, or none but a date of its own."""
    text = """
        when: [{consents: 3}]
        provisional: {when: [{consents: 2}], after: {number: 1, unit: nth-month}}
    """
    consents = several(2, "2016-09-21")
    answer = entry_into_force(rule(text), consents, valid_at=FAR)
    assert (None, on("2016-10-01")) == (answer.day, answer.provisional)
    early = entry_into_force(rule(text), consents[:1], valid_at=FAR)
    assert early.provisional is None
    fixed = "when: [{consents: 3}]\nprovisional: {on: 1948-01-01}"
    assert on("1948-01-01") == entry_into_force(rule(fixed), [], valid_at=FAR).provisional


# vague days


def test_a_vague_deposit_gives_a_vague_day_and_maybe():
    """Cuba deposits on 27 or 28 September 2024: in force on 27 or 28 October."""
    text = "when: [{consents: 11}]\nafter: {number: 30, unit: days}"
    consents = [*several(10, "/2024-05-19"), consent("cuba", "2024-09-27/2024-09-28")]
    answer = entry_into_force(rule(text), consents, valid_at=date(2024, 10, 27))
    assert on("2024-09-27/2024-09-28") == answer.threshold_day
    assert on("2024-10-27/2024-10-28") == answer.day
    assert (Tristate.YES, Tristate.MAYBE) == (answer.met, answer.in_force)
    assert on("2024-10-27/2024-10-28") == answer.per_party["cuba"]


def test_before_a_vague_deposit_is_over_the_condition_is_met_maybe():
    """Within the month of the deposit it counts as possible, not as had."""
    consents = [consent("a", "2022-06-01/2022-06-30")]
    answer = entry_into_force(rule("when: [{consents: 1}]"), consents, valid_at=date(2022, 6, 10))
    assert (Tristate.MAYBE, 1) == (answer.met, answer.still_required)
    ((progress,),) = answer.progress
    assert (0, 1, Tristate.MAYBE) == (progress.have, progress.possible, progress.met)
    assert date(2022, 6, 10) == answer.earliest_if_today


def test_a_vague_withdrawal_leaves_it_open_whether_the_threshold_was_met():
    """If it left before the other came, two never stood together; so the end stays open."""
    consents = [
        consent("a", "2020-01-01", withdrawn="2020-02-01/2020-04-30"),
        consent("b", "2020-03-01"),
    ]
    answer = entry_into_force(rule("when: [{consents: 2}]"), consents, valid_at=FAR)
    assert (Tristate.MAYBE, on("2020-03-01/")) == (answer.met, answer.day)


def test_consents_without_a_name_count_and_may_be_anyone():
    """They meet a bare number; of a named State they leave only a maybe."""
    nameless = [consent(None, "2020-01-01"), consent(None, "2020-01-01")]
    counted = entry_into_force(rule("when: [{consents: 2}]"), nameless, valid_at=FAR)
    assert (Tristate.YES, 2, ()) == (counted.met, counted.unnamed, counted.counted)
    named = entry_into_force(rule("when: [{named: [a, b]}]"), nameless, valid_at=FAR)
    assert (Tristate.MAYBE, 2) == (named.met, named.still_required)
    text = """
        when: [{share: 50, of: all}]
        bases: [{name: all, figures: [{party: a, value: 3}, {party: b, value: 1}]}]
    """
    share = entry_into_force(rule(text), nameless[:1], valid_at=FAR)
    assert (Tristate.MAYBE, 1) == (share.met, share.still_required)
    text = "when: [{consents: 2, of: all}]\nbases: [{name: all, parties: [a, b]}]"
    assert Tristate.MAYBE is entry_into_force(rule(text), nameless, valid_at=FAR).met


def test_a_party_between_first_and_late_has_a_span_from_its_consent_on():
    """The threshold's day is vague, and the party came within it."""
    text = "when: [{consents: 1}]\nafter: {number: 10, unit: days}"
    consents = [consent("a", "2020-01-01/2020-01-31"), consent("b", "2020-01-25")]
    answer = entry_into_force(rule(text), consents, valid_at=FAR)
    assert on("2020-01-11/2020-02-04") == answer.day
    assert on("2020-01-25/2020-02-04") == answer.per_party["b"]


# laws

DAYS = st.dates(date(2020, 1, 1), date(2021, 12, 31))
RULES = st.sampled_from(
    [
        "when: [{consents: 3}]",
        "when: [{consents: 3}]\nafter: {number: 30, unit: days}\nnot_before: 2020-09-01",
        "when: [{consents: 2}, {named: [a]}]\nafter: {number: 1, unit: nth-month}",
        "when: [{consents: 3}]\non: 2020-10-01\nafter: {number: 3, unit: months}",
        "when: [{consents: 3}]\norganisations: [b]\nlatecomers: {since: entry-into-force}",
        """
        when: [{first_of: [{consents: 4}, {share: 50, of: all}]}]
        after: {number: 3, unit: months, first_of_next_month: true}
        bases: [{name: all, figures: [{party: a, value: 5}, {party: b, value: 3},
                                      {party: c, value: 2}, {party: d, value: 1}]}]
        """,
        """
        when: [{consents: 1, of_each: [x, y]}]
        bases: [{name: x, parties: [a, b]}, {name: y, parties: [c, d]}]
        """,
        """
        when: [{consents: 2}]
        after: {number: 1, unit: years}
        alternatives:
          - {when: [{share: 2/3, of: all}], after: {number: 1, unit: nth-month}}
          - {when: [{consents: 4}], on: 2020-08-01, met_by: 2020-10-15}
        bases: [{name: all, parties: [a, b, c, d, e, f]}]
        """,
        """
        when: [{consents: 5}]
        met_by: 2021-03-01
        alternatives: [{when: [{consents: 3}, {named: [a]}], after: {number: 1, unit: nth-year}}]
        """,
    ]
).map(rule)


@st.composite
def spans(draw):
    first, last = sorted((draw(DAYS), draw(DAYS)))
    return Span(
        earliest=draw(st.sampled_from([first, last, None])),
        latest=draw(st.sampled_from([last, last, None])),
    )


@st.composite
def consent_lists(draw, *, withdrawals=True):
    parties = st.sampled_from(["a", "b", "c", "d", "e", "f", None])
    one = st.builds(
        Consent,
        party=parties,
        given=spans(),
        act=st.sampled_from([ConsentAct.RATIFICATION, ConsentAct.UNKNOWN]),
        withdrawn=st.one_of(st.none(), spans()) if withdrawals else st.none(),
    )
    return draw(st.lists(one, max_size=7))


LAW = settings(deadline=None, max_examples=150, derandomize=True)


@LAW
@given(RULES, consent_lists(), DAYS, st.randoms(use_true_random=False))
def test_the_order_of_consents_never_matters(rule, consents, valid_at, random):
    """Law: shuffled consents give an equal answer, for every rule and day."""
    shuffled = list(consents)
    random.shuffle(shuffled)
    assert entry_into_force(rule, consents, valid_at=valid_at) == entry_into_force(
        rule, shuffled, valid_at=valid_at
    )


@LAW
@given(RULES, consent_lists(), consent_lists(withdrawals=False), DAYS)
def test_one_consent_more_never_makes_it_later_nor_more_still_required(
    rule, consents, more, valid_at
):
    """Law: consents that stand only bring the day nearer, and a yes stays a yes."""
    before = entry_into_force(rule, consents, valid_at=valid_at)
    after = entry_into_force(rule, [*consents, *more], valid_at=valid_at)
    assert after.still_required <= before.still_required
    if before.day is not None:
        assert (after.day.earliest or date.min) <= (before.day.earliest or date.min)
        assert (after.day.latest or date.max) <= (before.day.latest or date.max)
    if before.met is Tristate.YES:
        assert Tristate.YES is after.met


def wider(span, earlier, later):
    """A span that leaves open all that the given one does, and more."""
    return Span(
        earliest=None if span.earliest is None else span.earliest - timedelta(earlier),
        latest=None if span.latest is None else span.latest + timedelta(later),
    )


def holds(outer, inner):
    return (outer.earliest or date.min) <= (inner.earliest or date.min) and (
        inner.latest or date.max
    ) <= (outer.latest or date.max)


@LAW
@given(RULES, consent_lists(), DAYS, st.data())
def test_a_vaguer_day_never_narrows_the_answer(rule, consents, valid_at, data):
    """Law: a wider span turns an answer to maybe at most, and each new span holds the old one."""
    if not consents:
        return
    place = data.draw(st.integers(0, len(consents) - 1))
    one = consents[place]
    vague = attrs.evolve(
        one, given=wider(one.given, data.draw(st.integers(0, 90)), data.draw(st.integers(0, 90)))
    )
    before = entry_into_force(rule, consents, valid_at=valid_at)
    after = entry_into_force(
        rule, [*consents[:place], vague, *consents[place + 1 :]], valid_at=valid_at
    )
    assert after.met in {before.met, Tristate.MAYBE}
    if before.day is not None and after.day is not None:
        assert holds(after.day, before.day)
        for party in set(before.per_party) & set(after.per_party):
            assert holds(after.per_party[party], before.per_party[party])


@LAW
@given(RULES, DAYS, DAYS)
def test_later_in_is_never_earlier_out(rule, one, other):
    """Law: delays keep the order of days under every way of counting."""
    first, last = sorted((one, other))
    for counting in DayCount:
        for month_end in MonthEnd:
            counted = attrs.evolve(rule, counting=counting, month_end=month_end)
            assert day_for(counted, counted, first) <= day_for(counted, counted, last)


def test_the_nearest_way_is_one_whose_figures_can_tell_and_that_is_open():
    """Nobody knows how many a share takes; where nothing can be told, it is an open way."""
    text = "bases: [{name: all, figures: [{party: a, value: 1}], total: 100}]"
    share = "when: [{share: '50', of: all}]"
    number = "when: [{consents: 3}]"
    first = rule(f"{share}\nalternatives: [{{{number}}}]\n{text}")
    answer = entry_into_force(first, [consent("a", "2020-01-01")], valid_at=FAR)
    assert (1, 2) == (answer.route, answer.still_required)
    closed = rule(f"{number}\nmet_by: 2021-01-01\nalternatives: [{{{share}}}]\n{text}")
    answer = entry_into_force(closed, [consent("a", "2020-01-01")], valid_at=FAR)
    assert (1, None) == (answer.route, answer.still_required)


def test_one_that_nobody_names_may_be_the_one_that_is_wanted():
    """Of a and b, a has consented, and somebody else."""
    answer = entry_into_force(
        rule("when: [{named: [a, b]}]"),
        [consent("a", "2020-01-01"), consent(None, "2020-02-01")],
        valid_at=FAR,
    )
    ((named,),) = answer.progress
    assert (1, 2, Tristate.MAYBE) == (named.have, named.possible, named.met)


@pytest.mark.parametrize(
    ("consents", "asked", "day"),
    [
        ([("2020-01-01", "2021-01-01"), ("2022-01-01", None)], "2020-06-01", "2020-02-01"),
        ([("2020-01-01", "2021-01-01"), ("2022-01-01", None)], "2023-01-01", "2022-01-01"),
        ([("2020-01-01", "2022-01-01"), ("2022-01-01", None)], "2022-01-01", "2022-01-01"),
        ([("2020-01-01", "2021-01-01/2023-12-31"), ("2022-01-01", None)], "2023-01-01",
         "2020-02-01"),
        ([("2020-01-01", "2021-01-01"), ("2022-01-01", "2025-01-01")], "2023-01-01", "2022-01-01"),
    ],
)  # fmt: skip
def test_the_day_of_a_party_is_that_of_its_last_consent_unless_an_earlier_may_still_stand(
    consents, asked, day
):
    """It may have left and come again; b and c consented once, and c came later."""
    own = [consent("a", given, withdrawn=left) for given, left in consents]
    others = [consent("b", "2020-02-01"), consent("c", "2019-03-01")]
    answer = entry_into_force(
        rule("when: [{consents: 3}]"), [*own, *others], valid_at=date.fromisoformat(asked)
    )
    assert on(day) == answer.per_party["a"]
    assert on("2020-02-01") == answer.per_party["c"]


def test_a_party_that_may_have_come_after_the_last_that_was_wanted_may_have_its_own_day():
    """Two by some day of February; c by 10 March: with them, or 30 days after it."""
    text = "when: [{consents: 2}]\nafter: {number: 30, unit: days}"
    consents = [consent("a", "2020-01-01"), consent("b", "2020-02-01/2020-03-01")]
    late = consent("c", "2020-02-20/2020-03-10")
    answer = entry_into_force(rule(text), [*consents, late], valid_at=FAR)
    assert on("2020-03-02/2020-04-09") == answer.per_party["c"]


@pytest.mark.parametrize(
    ("text", "by_number"),
    [
        ("when: [{consents: 2}]", True),
        ("when: [{consents: 2}, {consents: 3}]", False),
        ("when: [{consents: 2}, {named: [a]}]", False),
        ("when: [{first_of: [{consents: 2}, {consents: 3}]}]", False),
        ("when: [{named: [a]}]", False),
        ("when: [{consents: 2, of: ab}]\nbases: [{name: ab, parties: [a, b]}]", False),
        ("on: 2020-01-01", False),
    ],
)
def test_it_takes_a_plain_number_and_nothing_else(text, by_number):
    """So that a count of consents alone may say how many are missing."""
    computed = entry_into_force(rule(text), (), valid_at=date(2020, 1, 1))
    assert by_number is computed.by_number
