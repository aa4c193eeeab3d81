"""Consents one by one: which stand, which count, and why the others do not."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.edtf import Tristate
from ledger.projections.treaties.entry_into_force.consent import (
    NotCounted,
    at_best,
    at_worst,
    carried_on,
    sort_out,
)
from ledger.projections.treaties.entry_into_force.entry_into_force import entry_into_force
from tests.projections.treaties.clauses import consent, on, rule

FAR = date(2030, 1, 1)
TWO = "when: [{consents: 2}]"
GDR = "\ndissolved: [{party: gdr, on: 1990-10-03, lapses: true}]"


def answer(text, *consents, valid_at=FAR):
    return entry_into_force(rule(text), consents, valid_at=valid_at)


def uncounted(text, *consents, valid_at=FAR):
    found = answer(text, *consents, valid_at=valid_at).uncounted
    return [(one.party, one.reason) for one in found]


def test_a_consent_no_longer_stands_on_the_day_it_is_withdrawn():
    """One goes and another comes on 1 March: there are never two."""
    pair = (consent("a", "2020-01-01", withdrawn="2020-03-01"), consent("b", "2020-03-01"))
    assert Tristate.NO is answer(TWO, *pair).met
    last = (consent("a", "2020-01-01", withdrawn="2020-03-02"), consent("b", "2020-03-01"))
    assert on("2020-03-01") == answer(TWO, *last).day


def test_a_consent_of_which_only_the_last_day_is_known_leaves_the_first_open():
    """An open start gives an open start of the threshold and of the entry into force."""
    found = answer("when: [{consents: 1}]", consent("a", "/2020-01-01"))
    assert (on("/2020-01-01"), on("/2020-01-01")) == (found.threshold_day, found.day)


@pytest.mark.parametrize(
    ("day", "counts"),
    [("1990-10-03", True), ("1990-10-04", False), ("1990-10-01/1990-10-31", True)],
)
def test_a_state_can_deposit_until_its_last_day(day, counts):
    """A vague day that may lie before its end is not held against it."""
    text = "when: [{consents: 1}]\ndissolved: [{party: gdr, on: 1990-10-03}]"
    assert counts is (not uncounted(text, consent("gdr", day)))


def test_a_state_that_is_gone_since_nobody_says_when_keeps_its_consent():
    """A dissolution without a day takes no consent away."""
    text = "when: [{consents: 1}]\ndissolved: [{party: gdr}]"
    assert on("1990-01-01") == answer(text, consent("gdr", "1990-01-01")).day


@pytest.mark.parametrize(
    ("withdrawn", "worst", "best"),
    [
        (None, "1990-10-03", "1990-10-03"),
        ("1990-02-01", "1990-02-01", "1990-02-01"),
        ("1991-02-01", "1990-10-03", "1990-10-03"),
        ("1990-02-01/1991-02-01", "1990-02-01", "1990-10-03"),
        ("1990-02-01/1990-03-01", "1990-02-01", "1990-03-01"),
        ("1990-12-01/1991-02-01", "1990-10-03", "1990-10-03"),
    ],
)
def test_a_consent_ends_with_its_withdrawal_or_its_state_whichever_is_first(withdrawn, worst, best):
    """The worst case takes the earliest possible end and the best case the latest."""
    given = [consent("gdr", "1990-01-01", withdrawn=withdrawn)]
    (early,), (late,) = at_worst(given, rule(TWO + GDR)), at_best(given, rule(TWO + GDR))
    assert (worst, best) == (str(early.until), str(late.until))


def test_a_consent_that_lapsed_on_a_day_nobody_tells_ended_by_its_withdrawal_at_the_latest():
    """A lapse without a day may be at any time, so the worst case has no consent at all."""
    text = TWO + "\ndissolved: [{party: gdr, lapses: true}]"
    given = [consent("gdr", "1990-01-01", withdrawn="1990-02-01")]
    (early,), (late,) = at_worst(given, rule(text)), at_best(given, rule(text))
    assert (date.min, date(1990, 2, 1)) == (early.until, late.until)


def test_a_circle_of_successions_leads_round_it_once():
    """A consent in a circle of successions counts as one, and the search for its first ends."""
    text = TWO + "\nsuccessions: [{party: a, to: b}, {party: b, to: a}]"
    assert 1 == answer(text, consent("a", "2000-01-01", act="succession")).still_required


CZECHOSLOVAKIA = (
    "\nsuccessions: [{party: czechia, to: czechoslovakia}, {party: slovakia, to: czechoslovakia}]"
)


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        (("czechoslovakia", "accession"), ("slovakia", "succession"), "successor"),
        (("czechia", "succession"), ("slovakia", "succession"), "successor"),
        (("slovakia", "ratification"), ("slovakia", "accession"), "duplicate"),
        (("a", "ratification"), ("a", "succession"), "duplicate"),
    ],
)
def test_who_counts_already_counts_no_second_time(first, second, reason):
    """A successor by its predecessor's consent; anyone else, and anything else, by its own."""
    text = "when: [{consents: 3}]" + CZECHOSLOVAKIA
    consents = [
        consent(party, day, act=act)
        for (party, act), day in ((first, "1990-01-01"), (second, "1993-01-01"))
    ]
    assert [(second[0], NotCounted(reason))] == uncounted(text, *consents)


@pytest.mark.parametrize(
    ("own", "czechia", "slovakia", "more", "until"),
    [
        (None, None, None, "", None),
        (None, "2000-01-01", None, "", None),
        (
            None,
            "2001-01-01/2001-06-30",
            "2001-03-01/2001-04-30",
            "",
            "2001-03-01/2001-06-30",
        ),
        ("1995-01-01", None, None, "", "1995-01-01"),
        (
            None,
            "2000-01-01",
            None,
            "\ndissolved: [{party: slovakia, on: 2002-01-01, lapses: true}]",
            "2002-01-01",
        ),
    ],
    ids=[
        "no end",
        "the other heir stays",
        "the last to leave",
        "its own end",
        "gone with its State",
    ],
)
def test_a_consent_that_heirs_went_on_with_ends_with_the_last_of_theirs(
    own, czechia, slovakia, more, until
):
    """Unless it had ended on its own before; of vague days, the last of each end."""
    consents = (
        consent("czechoslovakia", "1990-01-01", withdrawn=own),
        consent("czechia", "1993-01-01", "succession", withdrawn=czechia),
        consent("slovakia", "1993-01-01", "succession", withdrawn=slovakia),
    )
    first, *_ = carried_on(consents, rule(TWO + CZECHOSLOVAKIA + more))
    assert (None if until is None else on(until)) == first.withdrawn


def test_who_succeed_each_other_in_a_circle_end_with_each_other():
    """A circle is walked once: what ends is told by the one that ended."""
    text = TWO + "\nsuccessions: [{party: a, to: b}, {party: b, to: a}]"
    left = consent("a", "2000-01-01", "succession", withdrawn="2001-01-01")
    stays = consent("b", "2000-01-01", "succession")
    assert [on("2001-01-01"), on("2001-01-01")] == [
        each.withdrawn for each in carried_on((left, stays), rule(text))
    ]
    both = (consent("a", "2000-01-01", "succession"), stays)
    assert [None, None] == [each.withdrawn for each in carried_on(both, rule(text))]


def test_of_one_day_the_predecessor_comes_before_its_successor():
    """Both on one day: Czechoslovakia's consent counts, and Czechia's succession adds none."""
    text = "when: [{consents: 3}]" + CZECHOSLOVAKIA
    both = [
        consent("czechia", "1993-01-01", act="succession"),
        consent("czechoslovakia", "1993-01-01"),
    ]
    assert [("czechia", NotCounted.SUCCESSOR)] == uncounted(text, *both)


def test_what_is_not_yet_given_is_no_second_time():
    """The reason named is the first that holds."""
    again = (consent("a", "2020-01-01"), consent("a", "2022-01-01"))
    assert [("a", NotCounted.NOT_YET)] == uncounted(TWO, *again, valid_at=date(2021, 1, 1))


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("2020-06-01", None),
        ("2020-06-02", NotCounted.LATER),
        ("2020-05-01/2020-07-01", None),
        ("2020-06-02/2020-07-01", NotCounted.LATER),
        ("2020-09-01", NotCounted.LATER),
        ("2020-09-02", NotCounted.NOT_YET),
        ("2020-08-01/2020-10-01", NotCounted.LATER),
        ("2020-09-02/2020-10-01", NotCounted.NOT_YET),
    ],
)
def test_a_third_consent_beside_two_that_met_the_threshold_on_1_june(day, reason):
    """Asked of 1 September; a vague day that may be in time is not held to be late."""
    consents = (consent("a", "2020-01-01"), consent("b", "2020-06-01"), consent("c", day))
    expected = [] if reason is None else [("c", reason)]
    assert expected == uncounted(TWO, *consents, valid_at=date(2020, 9, 1))


@pytest.mark.parametrize(
    ("withdrawn", "reason"),
    [
        ("2020-06-01", NotCounted.WITHDRAWN),
        ("2020-06-02", None),
        ("2020-05-01/2020-06-01", NotCounted.WITHDRAWN),
        ("2020-05-01/2020-06-02", None),
        ("2021-01-01", None),
    ],
)
def test_a_withdrawal_about_1_june_when_two_others_met_the_threshold(withdrawn, reason):
    """Only a withdrawal certain by the threshold day takes the consent out of the count."""
    consents = (
        consent("a", "2020-01-01"),
        consent("b", "2020-06-01"),
        consent("c", "2020-01-01", withdrawn=withdrawn),
    )
    text = "when: [{consents: 2}, {named: [b]}]"
    expected = [] if reason is None else [("c", reason)]
    assert expected == uncounted(text, *consents)


@pytest.mark.parametrize(
    ("met", "reason"),
    [
        ("1990-10-02", None),
        ("1990-10-03", NotCounted.DISSOLVED),
        ("1991-01-01", NotCounted.DISSOLVED),
    ],
)
def test_a_consent_that_lapsed_with_its_state_counted_until_then(met, reason):
    """On the day of dissolution the consent no longer counts; on the day before it does."""
    text = "when: [{consents: 1}, {named: [b]}]" + GDR
    consents = (consent("gdr", "1990-01-01"), consent("b", met))
    assert ([] if reason is None else [("gdr", reason)]) == uncounted(text, *consents)


def test_a_vague_end_of_a_consent_that_lapsed_is_its_last_day():
    """It may have stood on the day the threshold was met, so it is not called gone."""
    text = "when: [{consents: 1}, {named: [b]}]" + GDR
    ending = consent("gdr", "1990-01-01", withdrawn="1990-02-01/1991-01-01")
    assert [] == uncounted(text, ending, consent("b", "1990-06-01"))


def test_what_did_not_count_stands_in_the_order_of_the_days_and_then_of_the_names():
    """The first possible day orders them, then the last one, then the name; no name is first."""
    consents = (
        consent("d", "2020-02-01/2020-02-02"),
        consent("a", "2020-03-01"),
        consent("c", "2020-02-01"),
        consent("b", "2020-02-01"),
        consent(None, "2020-02-01"),
        consent("w", "2020-01-20/2020-03-20"),
    )
    first = (consent("x", "2020-01-01"), consent("y", "2020-01-01"))
    assert ["w", None, "b", "c", "d", "a"] == [
        name for name, _ in uncounted(TWO, *consents, *first)
    ]


def test_who_counted_stands_in_the_order_of_the_names():
    """The work goes in the order of days, the answer in that of the alphabet."""
    consents = [consent(name, f"2020-01-0{day}") for day, name in enumerate("dbca", start=1)]
    counted, _ = sort_out(consents, rule(TWO), by=FAR, valid_at=FAR)
    assert ["d", "b", "c", "a"] == [one.party for one in counted]
    assert tuple("abcd") == answer("when: [{consents: 4}]", *consents).counted


def test_once_it_is_met_nothing_is_required_and_no_day_is_forecast():
    """A met threshold leaves 0 to come and no earliest day to compute."""
    found = answer(TWO, consent("a", "2020-01-01"), consent("b", "2020-01-01"))
    assert (0, None) == (found.still_required, found.earliest_if_today)


PROVISIONAL = """
    when: [{consents: 3}]
    provisional: {when: [{consents: 1}], after: {number: 1, unit: nth-month}}
"""


@pytest.mark.parametrize(
    ("valid_at", "day"),
    [
        ("2020-04-30", None),
        ("2020-05-01", "2020-06-01/2020-07-01"),
        ("2020-07-01", "2020-06-01/2020-07-01"),
    ],
)
def test_provisional_application_waits_until_its_condition_may_be_met(valid_at, day):
    """From the first possible day on it has a span; before that it has none."""
    found = answer(
        PROVISIONAL,
        consent("a", "2020-05-01/2020-06-30"),
        valid_at=date.fromisoformat(valid_at),
    )
    assert (None if day is None else on(day)) == found.provisional


# the day for each party

MONTH = "when: [{consents: 1}]\nafter: {number: 30, unit: days}"


def test_a_party_that_consented_twice_has_the_day_of_its_first():
    """In either order of recording, an early but vague consent keeps its span."""
    first = consent("z", "2019-01-01")
    for one, other, day in (
        ("2020-01-01", "2020-06-01", "2020-01-31"),
        ("2020-01-01/2020-12-31", "2020-06-01", "2020-01-31/2021-01-30"),
        ("2020-01-01", "2020-01-01/2020-12-31", "2020-01-31"),
    ):
        pair = (consent("a", one), consent("a", other))
        for given in (pair, pair[::-1]):
            assert on(day) == answer(MONTH, first, *given).per_party["a"]


def test_only_who_may_have_consented_by_then_has_a_day():
    """Nor does who consented by an act that the rule does not take, or without a name."""
    consents = (
        consent("on-the-day", "2020-06-01"),
        consent("after", "2020-06-02"),
        consent("perhaps", "2020-05-01/2020-07-01"),
        consent("by-accession", "2020-04-01", act="accession"),
        consent(None, "2020-03-01"),
        consent("first", "2020-01-01"),
    )
    found = answer(MONTH + "\nacts: [ratification]", *consents, valid_at=date(2020, 6, 1))
    assert ["first", "on-the-day", "perhaps"] == list(found.per_party)


@pytest.mark.parametrize(
    ("withdrawn", "has"),
    [
        ("2020-01-30", False),
        ("2020-01-31", False),
        ("2020-02-01", True),
        ("2020-01-15/2020-02-01", True),
        ("2020-01-15/2020-01-31", False),
    ],
)
def test_who_certainly_withdrew_by_the_day_of_entry_has_none(withdrawn, has):
    """A withdrawal on the day itself takes the party's day; one that may be later does not."""
    pair = (consent("a", "2020-01-01"), consent("b", "2020-01-01", withdrawn=withdrawn))
    assert has is ("b" in answer(MONTH, *pair).per_party)


@pytest.mark.parametrize(
    ("day", "force"),
    [
        ("2019-12-01", "2020-01-11/2020-02-10"),
        ("2020-01-01", "2020-01-11/2020-02-10"),
        ("2020-01-15", "2020-01-15/2020-02-10"),
        ("2020-01-31", "2020-01-31/2020-02-10"),
        ("2020-02-01", "2020-02-02/2020-02-10"),
        ("2020-02-20", "2020-02-21"),
        ("2020-02-05/2020-02-20", "2020-02-06/2020-02-21"),
        ("2019-12-01/2020-02-20", "2020-01-11/2020-02-21"),
    ],
)
def test_beside_a_first_party_of_january_one_who_consented_on_has_force_on(day, force):
    """Ten days after the first, on some day of January; a later party waits for one day."""
    text = """
        when: [{named: [a]}]
        after: {number: 10, unit: days}
        latecomers: {after: {number: 1, unit: days}}
    """
    pair = (consent("a", "2020-01-01/2020-01-31"), consent("b", day))
    assert on(force) == answer(text, *pair).per_party["b"]


def test_who_consents_before_a_fixed_date_is_not_late():
    """However short before: the delay of later parties is not for it."""
    text = "on: 2020-01-01\nlatecomers: {after: {number: 30, unit: days}}"
    found = answer(text, consent("a", "2019-12-15"), consent("b", "2020-01-01")).per_party
    assert {"a": on("2020-01-01"), "b": on("2020-01-01")} == found


@pytest.mark.parametrize(
    ("since", "force"), [("threshold", "2020-02-14"), ("entry-into-force", "2020-01-31")]
)
def test_late_is_who_consents_after_the_threshold_or_after_the_entry(since, force):
    """The rule's own word decides from when a party waits for a term of its own."""
    text = f"{MONTH}\nlatecomers: {{since: {since}}}"
    pair = (consent("a", "2020-01-01"), consent("b", "2020-01-15"))
    assert on(force) == answer(text, *pair).per_party["b"]


@pytest.mark.parametrize(
    ("on_", "force"),
    [
        ("2019-06-01", "2020-01-11/2020-02-10"),
        ("2020-01-20", "2020-01-20/2020-02-10"),
        ("2020-03-01", "2020-03-01"),
    ],
)
def test_a_successor_is_bound_from_its_succession_on(on_, force):
    """Not before the instrument is in force, which here is a vague day."""
    text = f"""
        when: [{{named: [czechoslovakia]}}]
        after: {{number: 10, unit: days}}
        successions: [{{party: slovakia, to: czechoslovakia, on: {on_}}}]
    """
    pair = (
        consent("czechoslovakia", "2020-01-01/2020-01-31"),
        consent("slovakia", "2021-01-01", act="succession"),
    )
    assert on(force) == answer(text, *pair).per_party["slovakia"]


@pytest.mark.parametrize(("withdrawn", "has"), [("2020-01-20", True), ("2020-01-11", False)])
def test_who_withdrew_before_a_vague_entry_was_over_may_have_been_bound(withdrawn, has):
    """In force between 11 January and 10 February."""
    text = "when: [{named: [a]}]\nafter: {number: 10, unit: days}"
    consents = (
        consent("b", "2020-01-02", withdrawn=withdrawn),
        consent("a", "2020-01-01/2020-01-31"),
    )
    for given in (consents, consents[::-1]):
        found = answer(text, *given).per_party
        assert (True, has) == ("a" in found, "b" in found)


@pytest.mark.parametrize(
    ("first", "second"), [("ratification", "accession"), ("accession", "ratification")]
)
def test_of_two_consents_that_begin_on_one_day_the_one_that_is_surely_there_first_counts(
    first, second
):
    """Of two acts the less vague one, whatever they are called."""
    vague = consent("a", "2020-01-01/2020-05-31", first)
    sharper = consent("a", "2020-01-01/2020-03-31", second)
    counted, others = sort_out((vague, sharper), rule(TWO), by=FAR, valid_at=FAR)
    assert ((sharper,), [NotCounted.DUPLICATE]) == (counted, [each.reason for each in others])


def test_a_consent_that_ended_is_no_reason_where_another_of_the_party_counted():
    """Who left and came again is one of those counted, and of nobody else."""
    first = consent("a", "2020-01-01", withdrawn="2020-03-01")
    again = consent("a", "2020-06-01")
    counted, others = sort_out((first, again), rule(TWO), by=FAR, valid_at=FAR)
    assert ((again,), ()) == (counted, others)
    left = consent("b", "2020-01-01", withdrawn="2020-03-01")
    _, others = sort_out((left, again), rule(TWO), by=FAR, valid_at=FAR)
    assert [("b", NotCounted.WITHDRAWN)] == [(each.party, each.reason) for each in others]
