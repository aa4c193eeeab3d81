"""Real treaties: the rule as their text lays it down gives the day on which they took effect."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from ledger.edtf import Tristate
from ledger.projections.treaties.entry_into_force.consent import NotCounted
from ledger.projections.treaties.entry_into_force.entry_into_force import entry_into_force
from ledger.projections.weighing.answer import Span
from tests.projections.treaties.clauses import consent, rule

REFERENCE = Path(__file__).parents[4] / "shared" / "reference" / "treaties.json"
FAR = date(2026, 1, 1)

REFERENCE_RULES = {
    "mine-ban-convention": """
        when: [{consents: 40}]
        after: {number: 6, unit: nth-month}
    """,
    "rotterdam-convention": """
        when: [{consents: 50}]
        after: {number: 90, unit: nth-day}
        organisations: [European Union]
    """,
    "who-fctc": """
        when: [{consents: 40}]
        after: {number: 90, unit: nth-day}
    """,
    "convention-rights-child": """
        when: [{consents: 20}]
        after: {number: 30, unit: nth-day}
    """,
}


def deposits(last, number, prefix="state"):
    """So many deposits, a week apart, the last of them on a day."""
    end = date.fromisoformat(last)
    return [
        consent(f"{prefix}-{place}", str(end - timedelta(7 * (number - 1 - place))))
        for place in range(number)
    ]


def exactly(day):
    when = date.fromisoformat(day)
    return Span(earliest=when, latest=when)


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference treaties are not next to us")
@pytest.mark.parametrize("name", REFERENCE_RULES)
def test_every_reference_treaty_reproduces_its_day(name):
    """From the deposits that the depositary recorded, organisations marked but not counted."""
    held = json.loads(REFERENCE.read_text(encoding="utf-8"))["treaties"]
    treaty = next(one for one in held if one["instrument"] == name)
    consents = [consent(one["party"], one["on"], one["act"]) for one in treaty["deposits"]]
    answer = entry_into_force(rule(REFERENCE_RULES[name]), consents, valid_at=FAR)
    assert exactly(treaty["entry_into_force"]) == answer.day
    assert len(answer.counted) >= treaty["threshold"]


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference treaties are not next to us")
def test_the_reference_file_holds_no_treaty_that_is_not_tried():
    """Every treaty of the reference has a rule here, and no rule lacks its treaty."""
    held = json.loads(REFERENCE.read_text(encoding="utf-8"))["treaties"]
    assert {one["instrument"] for one in held} == set(REFERENCE_RULES)


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference treaties are not next to us")
def test_the_european_union_would_have_brought_rotterdam_in_force_too_early():
    """Mirror: counted as one more, its approval makes the deposit of 10 October 2003 the 50th."""
    held = json.loads(REFERENCE.read_text(encoding="utf-8"))["treaties"]
    treaty = next(one for one in held if one["instrument"] == "rotterdam-convention")
    consents = [consent(one["party"], one["on"], one["act"]) for one in treaty["deposits"]]
    text = REFERENCE_RULES["rotterdam-convention"].replace("organisations: [European Union]", "")
    answer = entry_into_force(rule(text), consents, valid_at=FAR)
    assert exactly("2004-01-08") == answer.day


# title, threshold, delay, the day the threshold was met, the day of entry into force
PLAIN = [
    ("Vienna Convention on the Law of Treaties, art. 84", 35, "30 nth-day", "1979-12-28",
     "1980-01-27"),
    ("Vienna Convention on Diplomatic Relations, art. 51", 22, "30 nth-day", "1964-03-25",
     "1964-04-24"),
    ("Genocide Convention, art. XIII", 20, "90 nth-day", "1950-10-14", "1951-01-12"),
    ("Refugee Convention, art. 43", 6, "90 nth-day", "1954-01-22", "1954-04-22"),
    ("Racial Discrimination Convention, art. 19", 27, "30 nth-day", "1968-12-05", "1969-01-04"),
    ("ICESCR, art. 27", 35, "3 months", "1975-10-03", "1976-01-03"),
    ("ICCPR, art. 49", 35, "3 months", "1975-12-23", "1976-03-23"),
    ("CEDAW, art. 27", 20, "30 nth-day", "1981-08-04", "1981-09-03"),
    ("Moon Agreement, art. 19", 5, "30 nth-day", "1984-06-11", "1984-07-11"),
    ("Convention against Torture, art. 27", 20, "30 nth-day", "1987-05-27", "1987-06-26"),
    ("Vienna Convention for the Ozone Layer, art. 17", 20, "90 nth-day", "1988-06-24",
     "1988-09-22"),
    ("Convention on Biological Diversity, art. 36", 30, "90 nth-day", "1993-09-30",
     "1993-12-29"),
    ("UNFCCC, art. 23", 50, "90 nth-day", "1993-12-21", "1994-03-21"),
    ("UNCLOS, art. 308", 60, "12 months", "1993-11-16", "1994-11-16"),
    ("Desertification Convention, art. 36", 50, "90 nth-day", "1996-09-27", "1996-12-26"),
    ("Rome Statute, art. 126", 60, "60 nth-day first", "2002-04-11", "2002-07-01"),
    ("Cartagena Protocol, art. 37", 50, "90 nth-day", "2003-06-13", "2003-09-11"),
    ("Stockholm Convention, art. 26", 50, "90 nth-day", "2004-02-17", "2004-05-17"),
    ("Budapest Convention, art. 36", 5, "3 months first", "2004-03-18", "2004-07-01"),
    ("Convention on Persons with Disabilities, art. 45", 20, "30 nth-day", "2008-04-03",
     "2008-05-03"),
    ("Cluster Munitions Convention, art. 17", 30, "6 nth-month", "2010-02-16", "2010-08-01"),
    ("Domestic Workers Convention (ILO 189), art. 21", 2, "12 months", "2012-09-05",
     "2013-09-05"),
    ("Nagoya Protocol, art. 33", 50, "90 nth-day", "2014-07-14", "2014-10-12"),
    ("Arms Trade Treaty, art. 22", 50, "90 days", "2014-09-25", "2014-12-24"),
    ("Minamata Convention, art. 31", 50, "90 nth-day", "2017-05-18", "2017-08-16"),
    ("TPNW, art. 15", 50, "90 days", "2020-10-24", "2021-01-22"),
    ("Escazu Agreement, art. 22", 11, "90 nth-day", "2021-01-22", "2021-04-22"),
    ("Violence and Harassment Convention (ILO 190), art. 14", 2, "12 months", "2020-06-25",
     "2021-06-25"),
    ("Maastricht Treaty, art. R", 12, "1 nth-month", "1993-10-13", "1993-11-01"),
    ("BBNJ Agreement, art. 68", 60, "120 days", "2025-09-19", "2026-01-17"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "number", "delay", "met", "day"), PLAIN, ids=[row[0] for row in PLAIN]
)
def test_a_number_of_deposits_and_a_delay_give_the_day(title, number, delay, met, day):
    """The day of the last deposit needed, and the rule, give the day; one deposit less, none."""
    amount, unit, *first = delay.split()
    extra = ", first_of_next_month: true" if first else ""
    text = f"""
        when: [{{consents: {number}}}]
        after: {{number: {amount}, unit: {unit}{extra}}}
    """
    consents = deposits(met, number)
    answer = entry_into_force(rule(text), consents, valid_at=date(2026, 2, 1))
    assert (exactly(met), exactly(day)) == (answer.threshold_day, answer.day), title
    short = entry_into_force(rule(text), consents[:-1], valid_at=date(2026, 2, 1))
    assert (None, 1) == (short.day, short.still_required)


def test_paris_needs_both_the_number_and_the_emissions():
    """Met on 5 October 2016 (the EU's members with it), in force on 4 November."""
    text = """
        when: [{consents: 55}, {share: 55, of: emissions}]
        after: {number: 30, unit: nth-day}
        organisations: [european-union]
        bases:
          - name: emissions
            total: 100
            figures:
              - {party: china, value: 20.09}
              - {party: united-states, value: 17.89}
              - {party: india, value: 4.10}
              - {party: brazil, value: 2.48}
              - {party: germany, value: 2.56}
              - {party: france, value: 1.34}
              - {party: canada, value: 1.95}
              - {party: mexico, value: 1.70}
              - {party: others, value: 8.00}
    """
    large = [
        consent("china", "2016-09-03"),
        consent("united-states", "2016-09-03"),
        consent("brazil", "2016-09-21"),
        consent("mexico", "2016-09-21"),
        consent("others", "2016-09-21"),
        consent("india", "2016-10-02"),
        consent("germany", "2016-10-05"),
        consent("france", "2016-10-05"),
        consent("canada", "2016-10-05"),
        consent("european-union", "2016-10-05"),
    ]
    consents = [*deposits("2016-09-21", 60, "small"), *large]
    answer = entry_into_force(rule(text), consents, valid_at=FAR)
    assert exactly("2016-10-05") == answer.threshold_day
    assert exactly("2016-11-04") == answer.day
    assert exactly("2016-11-04") == answer.per_party["european-union"]
    before = entry_into_force(rule(text), consents, valid_at=date(2016, 10, 4))
    assert Tristate.NO is before.met
    ((count,), (share,)) = before.progress
    assert (Tristate.YES, Tristate.NO) == (count.met, share.met)
    assert "54.26" == str(share.have)
    assert 1 == before.still_required


def test_kyoto_waits_for_the_share_of_annex_i():
    """Russia's 17.4 percent, on 18 November 2004; in force on 16 February 2005."""
    text = """
        when: [{consents: 55}, {share: 55, of: annex-i}]
        after: {number: 90, unit: nth-day}
        bases:
          - name: annex-i
            total: 100
            figures: [{party: russia, value: 17.4}, {party: united-states, value: 36.1},
                      {party: the-others, value: 44.2}]
    """
    consents = [
        *deposits("2002-05-23", 100),
        consent("the-others", "2002-12-17"),
        consent("russia", "2004-11-18"),
    ]
    answer = entry_into_force(rule(text), consents, valid_at=FAR)
    assert exactly("2005-02-16") == answer.day


def test_the_nuclear_test_ban_waits_for_each_named_state():
    """However many others deposit; the missing are named."""
    text = "when: [{named: [china, egypt, russia]}]\nafter: {number: 180, unit: days}"
    consents = [*deposits("2020-01-01", 170), consent("russia", "2000-06-30")]
    answer = entry_into_force(rule(text), consents, valid_at=FAR)
    assert (None, 2) == (answer.day, answer.still_required)
    assert ("china", "egypt") == answer.progress[0][0].missing


def test_the_non_proliferation_treaty_needs_its_depositaries_and_forty_others():
    """In force on the day itself: 5 March 1970."""
    text = """
        when: [{named: [soviet-union, united-kingdom, united-states]}, {consents: 43}]
    """
    consents = [
        consent("united-kingdom", "1968-11-27"),
        consent("soviet-union", "1970-03-05"),
        consent("united-states", "1970-03-05"),
        *deposits("1970-03-04", 40),
    ]
    answer = entry_into_force(rule(text), consents, valid_at=FAR)
    assert exactly("1970-03-05") == answer.day == answer.threshold_day


def test_the_outer_space_treaty_counts_five_with_the_depositaries_among_them():
    """Ten others came before; the day is that of the three depositaries who are named."""
    text = """
        when: [{named: [soviet-union, united-kingdom, united-states]}, {consents: 5}]
    """
    consents = [consent(party, "1967-10-10") for party in ("soviet-union", "united-kingdom")] + [
        consent("united-states", "1967-10-10"),
        *deposits("1967-09-01", 10),
    ]
    assert exactly("1967-10-10") == entry_into_force(rule(text), consents, valid_at=FAR).day


def test_the_trans_pacific_partnership_takes_six_or_half_whichever_is_smaller():
    """Six of eleven: Australia on 31 October 2018; in force on 30 December."""
    text = """
        when: [{first_of: [{consents: 6}, {share: 50, of: signatories}]}]
        after: {number: 60, unit: days}
        bases:
          - name: signatories
            parties: [australia, brunei, canada, chile, japan, malaysia, mexico, new-zealand,
                      peru, singapore, viet-nam]
    """
    consents = [
        consent("mexico", "2018-06-28"),
        consent("japan", "2018-07-06"),
        consent("singapore", "2018-07-19"),
        consent("new-zealand", "2018-10-25"),
        consent("canada", "2018-10-29"),
        consent("australia", "2018-10-31"),
        consent("viet-nam", "2018-11-15"),
        consent("peru", "2021-07-21"),
    ]
    answer = entry_into_force(rule(text), consents, valid_at=FAR)
    assert exactly("2018-12-30") == answer.day
    assert exactly("2019-01-14") == answer.per_party["viet-nam"]
    assert exactly("2021-09-19") == answer.per_party["peru"]


def test_of_fewer_signatories_the_half_is_the_smaller_number():
    """Mirror: with eight signatories, four are enough."""
    text = """
        when: [{first_of: [{consents: 6}, {share: 50, of: signatories}]}]
        bases: [{name: signatories, parties: [a, b, c, d, e, f, g, h]}]
    """
    consents = [consent(party, f"2020-01-0{place}") for place, party in enumerate("abcd", 1)]
    assert exactly("2020-01-04") == entry_into_force(rule(text), consents, valid_at=FAR).day


def test_the_montreal_protocol_waits_for_its_fixed_date():
    """Met in December 1988, in force on 1 January 1989, not ninety days after."""
    text = """
        when: [{consents: 11}, {share: 66.67, of: consumption}]
        on: 1989-01-01
        after: {number: 90, unit: nth-day}
        latecomers: {since: entry-into-force}
        bases:
          - name: consumption
            total: 100
            figures: [{party: large, value: 80}]
    """
    consents = [*deposits("1988-12-01", 20), consent("large", "1988-12-16")]
    answer = entry_into_force(rule(text), consents, valid_at=FAR)
    assert exactly("1989-01-01") == answer.day
    late = [*deposits("1988-12-01", 20), consent("large", "1989-01-10")]
    assert exactly("1989-04-10") == entry_into_force(rule(text), late, valid_at=FAR).day


def test_lisbon_came_after_its_fixed_date_on_the_first_of_the_month_that_followed():
    """The fixed date passed unmet, so the month after the last deposit decides."""
    text = "when: [{consents: 27}]\non: 2009-01-01\nafter: {number: 1, unit: nth-month}"
    answer = entry_into_force(rule(text), deposits("2009-11-13", 27), valid_at=FAR)
    assert exactly("2009-12-01") == answer.day


def test_the_chemical_weapons_convention_has_a_floor_of_two_years():
    """180 days after the 65th; never before 13 January 1995."""
    text = """
        when: [{consents: 65}]
        after: {number: 180, unit: nth-day}
        not_before: 1995-01-13
        latecomers: {since: entry-into-force, after: {number: 30, unit: nth-day}}
    """
    consents = [*deposits("1996-10-31", 65), consent("united-states", "1997-04-25")]
    consents.append(consent("cuba", "1997-04-29"))
    consents.append(consent("iran", "1997-11-03"))
    answer = entry_into_force(rule(text), consents, valid_at=FAR)
    assert exactly("1997-04-29") == answer.day
    assert exactly("1997-04-29") == answer.per_party["united-states"]
    assert exactly("1997-12-03") == answer.per_party["iran"]
    early = entry_into_force(rule(text), deposits("1994-01-01", 65), valid_at=FAR)
    assert exactly("1995-01-13") == early.day


def test_tonnage_conventions_count_states_and_ships():
    """The Ballast Water Convention: 30 States with 35 percent, twelve months before."""
    text = """
        when: [{consents: 30}, {share: 35, of: tonnage}]
        after: {number: 12, unit: months}
        bases:
          - name: tonnage
            total: 100
            figures: [{party: finland, value: 0.14}, {party: the-others, value: 34.87}]
    """
    consents = [*deposits("2016-09-07", 51), consent("the-others", "2016-09-07")]
    consents.append(consent("finland", "2016-09-08"))
    answer = entry_into_force(rule(text), consents, valid_at=FAR)
    assert exactly("2017-09-08") == answer.day


def test_rcep_counts_its_two_groups_apart():
    """Six of ASEAN and three of the others, on 2 November 2021; in force on 1 January 2022."""
    text = """
        when: [{consents: 6, of: asean}, {consents: 3, of: others}]
        after: {number: 60, unit: days}
        bases:
          - {name: asean, parties: [brunei, cambodia, laos, singapore, thailand, viet-nam,
                                    malaysia, indonesia, myanmar, philippines]}
          - {name: others, parties: [china, japan, australia, new-zealand, korea]}
    """
    consents = [
        consent(party, "2021-10-15")
        for party in ("brunei", "cambodia", "laos", "singapore", "thailand", "viet-nam")
    ] + [consent("china", "2021-04-15"), consent("japan", "2021-06-25")]
    consents += [consent("australia", "2021-11-02"), consent("new-zealand", "2021-11-02")]
    consents.append(consent("korea", "2021-12-03"))
    answer = entry_into_force(rule(text), consents, valid_at=FAR)
    assert exactly("2022-01-01") == answer.day
    assert exactly("2022-02-01") == answer.per_party["korea"]


def test_the_istanbul_convention_wants_eight_members_of_the_council_among_the_ten():
    """Andorra's, the tenth, on 22 April 2014; in force on 1 August."""
    members = ", ".join(f"state-{place}" for place in range(10))
    text = f"""
        when: [{{consents: 10}}, {{consents: 8, of: members}}]
        after: {{number: 3, unit: months, first_of_next_month: true}}
        bases: [{{name: members, parties: [{members}]}}]
    """
    answer = entry_into_force(rule(text), deposits("2014-04-22", 10), valid_at=FAR)
    assert exactly("2014-08-01") == answer.day


def test_the_antarctic_treaty_waited_for_every_signatory():
    """A share of 100 percent leaves one to come until the last of them consents."""
    text = "when: [{share: 100, of: signatories}]\nbases: [{name: signatories, parties: [a, b, c]}]"
    consents = [consent("a", "1960-06-01"), consent("b", "1960-12-01")]
    partial = entry_into_force(rule(text), consents, valid_at=FAR)
    assert (None, 1) == (partial.day, partial.still_required)
    consents.append(consent("c", "1961-06-23"))
    assert exactly("1961-06-23") == entry_into_force(rule(text), consents, valid_at=FAR).day


def test_dissolved_states_counted_in_their_day():
    """Czechoslovakia's was the 35th ratification of the ICCPR, on 23 December 1975."""
    text = """
        when: [{consents: 35}]
        after: {number: 3, unit: months}
        dissolved: [{party: czechoslovakia, on: 1993-01-01}]
        successions:
          - {party: czechia, to: czechoslovakia, on: 1993-01-01}
          - {party: slovakia, to: czechoslovakia, on: 1993-01-01}
    """
    consents = [
        *deposits("1975-10-03", 34),
        consent("czechoslovakia", "1975-12-23"),
        consent("czechia", "1993-02-22", "succession"),
        consent("slovakia", "1993-05-28", "succession"),
    ]
    answer = entry_into_force(rule(text), consents, valid_at=FAR)
    assert exactly("1976-03-23") == answer.day
    assert exactly("1993-01-01") == answer.per_party["slovakia"]
    gone = entry_into_force(rule(text), [*consents[:34], *consents[35:]], valid_at=FAR)
    assert gone.day != answer.day, "the table of today gives another day"


def test_two_successors_to_one_consent_count_once():
    """Two successors of one consent are one consent, with a reason for the second."""
    text = """
        when: [{consents: 2}]
        successions: [{party: czechia, to: czechoslovakia}, {party: slovakia, to: czechoslovakia}]
    """
    consents = [
        consent("czechia", "1993-02-22", "succession"),
        consent("slovakia", "1993-05-28", "succession"),
    ]
    answer = entry_into_force(rule(text), consents, valid_at=FAR)
    assert (Tristate.NO, 1) == (answer.met, answer.still_required)
    assert {("slovakia", NotCounted.SUCCESSOR)} == {
        (one.party, one.reason) for one in answer.uncounted
    }
