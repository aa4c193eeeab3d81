"""Further real treaties, one for each shape of a final clause, each with the day it took effect.

The day on which the conditions were met and the day of entry into force are the real ones; who
else had consented by then is made up.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ledger.claims.vocabulary import ConsentAct
from ledger.edtf import Tristate
from ledger.projections.treaties.entry_into_force.consent import Consent
from ledger.projections.treaties.entry_into_force.entry_into_force import entry_into_force
from ledger.projections.weighing.answer import Span
from tests.projections.treaties.clauses import rule

FAR = date(2026, 1, 1)


def exactly(day):
    when = date.fromisoformat(day)
    return Span(earliest=when, latest=when)


def held(*said):
    """Consents: "china 1970-03-05" is one party's, "40 1970-03-04" those of state-0 to state-39."""
    found = []
    for who, day in (one.split() for one in said):
        names = [f"state-{place}" for place in range(int(who))] if who.isdigit() else [who]
        found += [
            Consent(party=name, given=exactly(day), act=ConsentAct.RATIFICATION) for name in names
        ]
    return found


def states(number):
    return ", ".join(f"state-{place}" for place in range(number))


def base(name, **figures):
    """A base of a hundred, with these parts of it."""
    listed = ", ".join(f"{{party: {party}, value: {part}}}" for party, part in figures.items())
    return f"{{name: {name}, total: 100, figures: [{listed}]}}"


# title, rule, consents, the day the conditions were met, the day of entry into force
TREATIES = [
    (
        "United Nations Charter, art. 110: five named, and the majority of the others",
        f"""
        when: [{{named: [china, france, soviet-union, united-kingdom, united-states]}},
               {{consents: 24, of: others}}]
        bases: [{{name: others, parties: [{states(46)}]}}]
        """,
        held("china 1945-09-28", "france 1945-08-31", "united-kingdom 1945-10-20",
             "united-states 1945-08-08", "soviet-union 1945-10-24", "24 1945-10-24"),
        "1945-10-24",
        "1945-10-24",
    ),
    (
        "IMF Articles of Agreement, art. XX: 65 percent of the quotas, not before a day",
        f"""
        when: [{{share: 65, of: quotas}}]
        not_before: 1945-05-01
        bases: [{base("quotas", large=64, small=2)}]
        """,
        held("large 1945-12-20", "small 1945-12-27"),
        "1945-12-27",
        "1945-12-27",
    ),
    (
        "UNESCO Constitution, art. XV: twenty, on the day",
        "when: [{consents: 20}]",
        held("19 1946-10-01", "greece 1946-11-04"),
        "1946-11-04",
        "1946-11-04",
    ),
    (
        "Chicago Convention, art. 91: the thirtieth day after the 26th",
        "when: [{consents: 26}]\nafter: {number: 30, unit: nth-day}",
        held("25 1947-02-01", "last 1947-03-05"),
        "1947-03-05",
        "1947-04-04",
    ),
    (
        "WHO Constitution, art. 80: 26 of the United Nations, whoever else",
        f"when: [{{consents: 26, of: un}}]\nbases: [{{name: un, parties: [{states(57)}]}}]",
        held("switzerland 1947-03-26", "25 1948-03-01", "state-40 1948-04-07"),
        "1948-04-07",
        "1948-04-07",
    ),
    (
        "North Atlantic Treaty, art. 11: the majority of twelve, with seven named",
        """
        when: [{named: [belgium, canada, france, luxembourg, netherlands, united-kingdom,
                        united-states]}, {consents: 7}]
        """,
        held("belgium 1949-06-16", "canada 1949-05-03", "luxembourg 1949-06-27",
             "united-kingdom 1949-06-07", "united-states 1949-07-25", "netherlands 1949-08-12",
             "france 1949-08-24"),
        "1949-08-24",
        "1949-08-24",
    ),
    (
        "IAEA Statute, art. XXI: eighteen, with three of five",
        """
        when: [{consents: 18}, {consents: 3, of: five}]
        bases: [{name: five, parties: [canada, france, soviet-union, united-kingdom,
                                       united-states]}]
        """,
        held("20 1957-06-01", "soviet-union 1957-04-08", "canada 1957-07-29",
             "united-states 1957-07-29"),
        "1957-07-29",
        "1957-07-29",
    ),
    (
        "Treaty of Rome (EEC), art. 247: the first of the month, if fifteen days are left",
        "when: [{consents: 6}]\nafter: {number: 14, unit: days, first_of_next_month: true}",
        held("5 1957-12-09", "last 1957-12-13"),
        "1957-12-13",
        "1958-01-01",
    ),
    (
        "OECD Convention, art. 14: all before a day, or fifteen on it, or fifteen in two years",
        f"""
        when: [{{share: 100, of: signatories}}]
        met_by: 1961-09-30
        alternatives:
          - {{when: [{{consents: 15}}], on: 1961-09-30, met_by: 1962-12-14}}
        bases: [{{name: signatories, parties: [{states(20)}]}}]
        """,
        held("17 1961-09-28", "state-17 1962-03-29"),
        "1961-09-28",
        "1961-09-30",
    ),
    (
        "Load Lines Convention, art. 28: fifteen, seven of them with large fleets",
        f"""
        when: [{{consents: 15}}, {{consents: 7, of: large}}]
        after: {{number: 12, unit: months}}
        bases: [{{name: large, parties: [{states(8)}, last]}}]
        """,
        held("6 1967-01-01", "a 1967-01-01", "b 1967-01-01", "c 1967-01-01", "d 1967-01-01",
             "e 1967-01-01", "f 1967-01-01", "g 1967-01-01", "h 1967-01-01", "last 1967-07-21"),
        "1967-07-21",
        "1968-07-21",
    ),
    (
        "Biological Weapons Convention, art. XIV: 22 with the depositaries among them",
        "when: [{consents: 22}, {named: [soviet-union, united-kingdom, united-states]}]",
        held("40 1975-01-01", "soviet-union 1975-03-26", "united-kingdom 1975-03-26",
             "united-states 1975-03-26"),
        "1975-03-26",
        "1975-03-26",
    ),
    (
        "COLREG, art. IV: fifteen with 65 percent of the ships, by number or by tonnage",
        f"""
        when: [{{consents: 15}}, {{first_of: [{{share: 65, of: ships}}, {{share: 65, of: tons}}]}}]
        after: {{number: 12, unit: months}}
        bases: [{base("ships", large=40)}, {base("tons", large=66)}]
        """,
        held("15 1976-01-01", "large 1976-07-15"),
        "1976-07-15",
        "1977-07-15",
    ),
    (
        "SOLAS 1974, art. X: 25 with half of the tonnage, twelve months after",
        f"""
        when: [{{consents: 25}}, {{share: 50, of: tonnage}}]
        after: {{number: 12, unit: months}}
        bases: [{base("tonnage", large=49, last=1)}]
        """,
        held("25 1978-01-01", "large 1978-01-01", "last 1979-05-25"),
        "1979-05-25",
        "1980-05-25",
    ),
    (
        "INF Treaty, art. XVII: the instruments exchanged",
        "when: [{consents: 2}]\nby: exchange",
        held("soviet-union 1988-06-01", "united-states 1988-06-01"),
        "1988-06-01",
        "1988-06-01",
    ),
    (
        "CISG, art. 99: the first of the month after twelve months after the tenth",
        "when: [{consents: 10}]\nafter: {number: 12, unit: months, first_of_next_month: true}",
        held("7 1986-11-01", "china 1986-12-11", "italy 1986-12-11", "united-states 1986-12-11"),
        "1986-12-11",
        "1988-01-01",
    ),
    (
        "CFE Treaty, art. XXII: ten days after all; provisionally from a day",
        """
        when: [{share: 100, of: signatories}]
        after: {number: 10, unit: days}
        provisional: {on: 1992-07-17}
        bases: [{name: signatories, parties: [a, b, c]}]
        """,
        held("a 1991-01-01", "b 1992-07-01", "c 1992-10-30"),
        "1992-10-30",
        "1992-11-09",
    ),
    (
        "Hague Adoption Convention, art. 46: the third, three months, the next first",
        "when: [{consents: 3}]\nafter: {number: 3, unit: months, first_of_next_month: true}",
        held("mexico 1994-09-14", "romania 1994-12-28", "sri-lanka 1995-01-23"),
        "1995-01-23",
        "1995-05-01",
    ),
    (
        "Agreement on Part XI of UNCLOS, arts. 6 and 7: forty, seven of a group, five developed",
        f"""
        when: [{{consents: 40}}, {{consents: 7, of: investors}}, {{consents: 5, of: developed}}]
        after: {{number: 30, unit: days}}
        provisional: {{on: 1994-11-16}}
        bases: [{{name: investors, parties: [{states(6)}, last, other]}},
                {{name: developed, parties: [{states(4)}, last, other]}}]
        """,
        held("45 1996-01-01", "last 1996-06-28"),
        "1996-06-28",
        "1996-07-28",
    ),
    (
        "Energy Charter Treaty, arts. 44 and 45: the thirtieth; provisionally on signature",
        """
        when: [{consents: 30}]
        after: {number: 90, unit: nth-day}
        provisional: {when: [{consents: 1}], by: signature}
        """,
        held("29 1997-12-16", "last 1998-01-16"),
        "1998-01-16",
        "1998-04-16",
    ),
    (
        "OECD Anti-Bribery Convention, art. 15: five of the ten largest; any two from 1999 on",
        f"""
        when: [{{consents: 5, of: largest}}, {{share: 60, of: exports}}]
        after: {{number: 60, unit: nth-day}}
        alternatives:
          - when: [{{consents: 2}}]
            after: {{number: 60, unit: nth-day}}
            not_before: 1999-03-01
        bases: [{{name: largest, parties: [a, b, c, d, e, f, g, h, i, j]}},
                {base("exports", a=15, b=15, c=15, d=10, e=10)}]
        """,
        held("8 1998-11-01", "a 1998-11-01", "b 1998-11-01", "c 1998-11-01", "d 1998-11-01",
             "e 1998-12-17"),
        "1998-12-17",
        "1999-02-15",
    ),
    (
        "African Union's Constitutive Act, art. 28: thirty days after two thirds of 53",
        f"""
        when: [{{share: 2/3, of: members}}]
        after: {{number: 30, unit: days}}
        bases: [{{name: members, parties: [{states(52)}, nigeria]}}]
        """,
        held("35 2001-04-01", "nigeria 2001-04-26"),
        "2001-04-26",
        "2001-05-26",
    ),
    (
        "Open Skies, art. XVII: sixty days after twenty, the large ones among them",
        "when: [{consents: 20}, {named: [belarus, russia]}]\nafter: {number: 60, unit: days}",
        held("24 2000-01-01", "belarus 2001-11-02", "russia 2001-11-02"),
        "2001-11-02",
        "2002-01-01",
    ),
    (
        "Cape Town Aircraft Protocol, art. XXVIII: the eighth, three months, the next first",
        "when: [{consents: 8}]\nafter: {number: 3, unit: months, first_of_next_month: true}",
        held("7 2005-10-01", "malaysia 2005-11-02"),
        "2005-11-02",
        "2006-03-01",
    ),
    (
        "European Patent Convention 2000, art. 8: two years after fifteen, or sooner after all",
        """
        when: [{consents: 15}]
        after: {number: 2, unit: years}
        alternatives:
          - {when: [{share: 100, of: contracting}], after: {number: 3, unit: nth-month}}
        bases: [{name: contracting, parties: [greece, turkey]}]
        """,
        held("14 2005-11-01", "greece 2005-12-13"),
        "2005-12-13",
        "2007-12-13",
    ),
    (
        "Bunkers Convention, art. 14: eighteen, five with a million tons each, twelve months",
        f"""
        when: [{{consents: 18}}, {{consents: 5, of: large}}]
        after: {{number: 12, unit: months}}
        bases: [{{name: large, parties: [{states(6)}]}}]
        """,
        held("17 2007-06-01", "sierra-leone 2007-11-21"),
        "2007-11-21",
        "2008-11-21",
    ),
    (
        "ASEAN Charter, art. 47: the thirtieth day after all ten",
        "when: [{consents: 10}]\nafter: {number: 30, unit: nth-day}",
        held("9 2008-10-01", "thailand 2008-11-15"),
        "2008-11-15",
        "2008-12-15",
    ),
    (
        "Tropical Timber Agreement 2006, art. 39: on a day or any day after, by votes of two sides",
        f"""
        when: [{{consents: 12, of: producers}}, {{share: 60, of: votes}},
               {{consents: 10, of: consumers}}, {{share: 60, of: imports}}]
        on: 2008-02-01
        bases: [{{name: producers, parties: [{states(15)}, last]}},
                {{name: consumers, parties: [eu, c1, c2, c3, c4, c5, c6, c7, c8, c9]}},
                {base("votes", **{"state-0": 59, "last": 5})}, {base("imports", eu=61)}]
        """,
        held("11 2010-01-01", "eu 2010-01-01", "c1 2010-01-01", "c2 2010-01-01", "c3 2010-01-01",
             "c4 2010-01-01", "c5 2010-01-01", "c6 2010-01-01", "c7 2010-01-01", "c8 2010-01-01",
             "c9 2010-01-01", "last 2011-12-07"),
        "2011-12-07",
        "2011-12-07",
    ),
    (
        "New START, art. XIV: the instruments exchanged",
        "when: [{consents: 2}]\nby: exchange",
        held("russia 2011-02-05", "united-states 2011-02-05"),
        "2011-02-05",
        "2011-02-05",
    ),
    (
        "Maritime Labour Convention, art. VIII: thirty with 33 percent, twelve months",
        f"""
        when: [{{consents: 30}}, {{share: 33, of: tonnage}}]
        after: {{number: 12, unit: months}}
        bases: [{base("tonnage", large=59)}]
        """,
        held("28 2012-05-01", "large 2012-05-01", "philippines 2012-08-20"),
        "2012-08-20",
        "2013-08-20",
    ),
    (
        "Marrakesh Treaty, art. 18: three months after the twentieth",
        "when: [{consents: 20}]\nafter: {number: 3, unit: months}",
        held("19 2016-06-01", "canada 2016-06-30"),
        "2016-06-30",
        "2016-09-30",
    ),
    (
        "WTO Trade Facilitation Agreement: two thirds of 164, on the day",
        f"when: [{{share: 2/3, of: all}}]\nbases: [{{name: all, parties: [{states(164)}]}}]",
        held("109 2017-01-01", "state-150 2017-02-22"),
        "2017-02-22",
        "2017-02-22",
    ),
    (
        "Kigali Amendment, art. IV: on a day if twenty have ratified, or the ninetieth day after",
        "when: [{consents: 20}]\non: 2019-01-01\nafter: {number: 90, unit: nth-day}",
        held("19 2017-11-01", "sweden 2017-11-17"),
        "2017-11-17",
        "2019-01-01",
    ),
    (
        "USMCA protocol: the first day of the third month after the last notification",
        "when: [{consents: 3}]\nby: notification\nafter: {number: 3, unit: nth-month}",
        held("mexico 2020-04-03", "canada 2020-04-03", "united-states 2020-04-24"),
        "2020-04-24",
        "2020-07-01",
    ),
    (
        "Singapore Convention on Mediation, art. 14: six months after the third",
        "when: [{consents: 3}]\nafter: {number: 6, unit: months}",
        held("singapore 2020-02-25", "fiji 2020-02-25", "qatar 2020-03-12"),
        "2020-03-12",
        "2020-09-12",
    ),
    (
        "Doha Amendment: the ninetieth day after the 144th of the parties",
        "when: [{consents: 144}]\nafter: {number: 90, unit: nth-day}",
        held("142 2020-09-01", "jamaica 2020-10-01", "nigeria 2020-10-02"),
        "2020-10-02",
        "2020-12-31",
    ),
    (
        "Hong Kong Convention, art. 17: fifteen, their tonnage, their recycling, 24 months",
        f"""
        when: [{{consents: 15}}, {{share: 40, of: tonnage}}, {{share: 3, of: recycling}}]
        after: {{number: 24, unit: months}}
        bases: [{base("tonnage", liberia=16, others=30)},
                {base("recycling", bangladesh=2, others=1.5)}]
        """,
        held("20 2022-01-01", "others 2022-01-01", "bangladesh 2023-06-26", "liberia 2023-06-26"),
        "2023-06-26",
        "2025-06-26",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "text", "consents", "met", "day"), TREATIES, ids=[row[0] for row in TREATIES]
)
def test_the_clause_gives_the_day_on_which_the_treaty_took_effect(title, text, consents, met, day):
    """And without the consent that came last, it is not in force on the eve of that day."""
    answer = entry_into_force(rule(text), consents, valid_at=FAR)
    assert (exactly(met), exactly(day)) == (answer.threshold_day, answer.day), title
    last = max(one.given.latest for one in consents if one.given.latest <= answer.day.latest)
    without = [one for one in consents if one.given.latest != last]
    eve = answer.day.latest - timedelta(1)
    assert Tristate.NO is entry_into_force(rule(text), without, valid_at=eve).in_force


# alternative ways into force

TPP = """
    when: [{share: 100, of: signatories}]
    after: {number: 60, unit: days}
    by: notification
    alternatives:
      - when: [{consents: 6, of: signatories}, {share: 85, of: gdp}]
        after: {number: 60, unit: days}
        not_before: 2018-04-05
    bases:
      - name: signatories
        parties: [united-states, japan, canada, australia, mexico, malaysia, singapore, chile, peru,
                  new-zealand, viet-nam, brunei]
      - name: gdp
        total: 100
        figures: [{party: united-states, value: 60}, {party: japan, value: 18},
                  {party: canada, value: 7}, {party: australia, value: 5}]
"""
SIX = ("canada", "australia", "mexico", "malaysia", "singapore", "japan")
ALL = ("united-states", *SIX, "chile", "peru", "new-zealand", "viet-nam", "brunei")


@pytest.mark.parametrize(
    ("who", "last", "day"),
    [
        (ALL, "2017-06-01", "2017-07-31"),
        (("united-states", *SIX), "2017-06-01", "2018-04-05"),
        (("united-states", *SIX), "2018-02-04", "2018-04-05"),
        (("united-states", *SIX), "2019-03-01", "2019-04-30"),
        (ALL, "2019-03-01", "2018-04-05"),
        (SIX, "2017-06-01", None),
    ],
    ids=["all in two years", "six in two years", "on the last day", "six later",
         "six in two years and the rest later", "six with too little"],
)  # fmt: skip
def test_the_trans_pacific_partnership_had_two_ways_into_force(who, last, day):
    """Art. 30.5, signed on 4 February 2016: all, or six with 85 percent after two years."""
    consents = held(*(f"{party} 2017-01-01" for party in who[:-1]), f"{who[-1]} {last}")
    answer = entry_into_force(rule(TPP), consents, valid_at=FAR)
    assert (exactly(day) if day else None) == answer.day


def test_of_two_ways_the_answer_is_about_the_one_that_lacks_the_fewest():
    """In November 2016: all need eleven more, six with 85 percent need five."""
    answer = entry_into_force(rule(TPP), held("japan 2016-11-01"), valid_at=date(2016, 11, 30))
    assert (1, 5) == (answer.route, answer.still_required)
    ((number,), (share,)) = answer.progress
    assert (1, 6, "18.00") == (number.have, number.need, str(share.have))
    assert date(2017, 1, 29) == answer.earliest_if_today, "if all came today, the first way"


def test_the_sooner_of_two_ways_is_taken_and_its_delay_is_that_of_later_parties():
    """Had every State acceded by May 2006, the patent convention had come in August."""
    text = next(text for title, text, *_ in TREATIES if title.startswith("European Patent"))
    consents = held("14 2005-11-01", "greece 2005-12-13", "turkey 2006-05-02", "late 2006-09-30")
    answer = entry_into_force(rule(text), consents, valid_at=FAR)
    assert (exactly("2006-05-02"), exactly("2006-08-01")) == (answer.threshold_day, answer.day)
    assert exactly("2006-12-01") == answer.per_party["late"]


def test_a_vague_way_leaves_open_which_of_the_two_is_sooner():
    """Each end of the day is the sooner of two ways: the vague one and the sure one."""
    text = next(text for title, text, *_ in TREATIES if title.startswith("European Patent"))
    vague = Span(earliest=date(2006, 5, 2), latest=date(2008, 1, 1))
    consents = [
        *held("14 2005-11-01", "greece 2005-12-13"),
        Consent(party="turkey", given=vague),
    ]
    answer = entry_into_force(rule(text), consents, valid_at=FAR)
    assert Span(earliest=date(2006, 8, 1), latest=date(2007, 12, 13)) == answer.day


# a last day

GATT = """
    when: [{named: [australia, belgium, canada]}]
    by: signature
    on: 1948-01-01
    met_by: 1947-11-15
"""


def test_the_general_agreement_applied_from_a_day_if_all_had_signed_by_another():
    """Protocol of Provisional Application: 1 January 1948, signed by 15 November 1947."""
    signed = held("australia 1947-10-30", "belgium 1947-10-30", "canada 1947-11-15")
    answer = entry_into_force(rule(GATT), signed, valid_at=FAR)
    assert (exactly("1947-11-15"), exactly("1948-01-01")) == (answer.threshold_day, answer.day)


def test_after_its_last_day_a_way_is_closed():
    """Mirror: one signature a day too late, and there is no way left."""
    signed = held("australia 1947-10-30", "belgium 1947-10-30", "canada 1947-11-16")
    answer = entry_into_force(rule(GATT), signed, valid_at=FAR)
    assert (Tristate.NO, None) == (answer.met, answer.day)
    assert (None, None) == (answer.still_required, answer.earliest_if_today)
    in_time = entry_into_force(rule(GATT), signed[:2], valid_at=date(1947, 11, 15))
    assert (1, date(1948, 1, 1)) == (in_time.still_required, in_time.earliest_if_today)


def test_a_signature_that_may_have_come_too_late_leaves_a_maybe():
    """A vague signature about the last day for it makes the rule neither met nor closed."""
    vague = Consent(party="canada", given=Span(earliest=date(1947, 11, 1), latest=None))
    signed = [*held("australia 1947-10-30", "belgium 1947-10-30"), vague]
    answer = entry_into_force(rule(GATT), signed, valid_at=FAR)
    assert (Tristate.MAYBE, Span(earliest=date(1948, 1, 1), latest=None)) == (
        answer.met,
        answer.day,
    )


@pytest.mark.parametrize(
    ("said", "day"),
    [
        (("20 1961-06-01",), "1961-06-01"),
        (("15 1961-09-30",), "1961-09-30"),
        (("14 1961-09-30", "state-14 1962-05-02"), "1962-05-02"),
        (("14 1961-09-30", "state-14 1962-12-15"), None),
    ],
)
def test_the_oecd_had_three_ways_and_then_none(said, day):
    """All at once; fifteen on 30 September 1961; fifteen within two years; else never."""
    text = next(text for title, text, *_ in TREATIES if title.startswith("OECD Convention"))
    answer = entry_into_force(rule(text), held(*said), valid_at=FAR)
    assert (exactly(day) if day else None) == answer.day


# the rest of the shapes


def test_a_deposit_less_than_fifteen_days_before_the_next_month_waits_for_the_one_after():
    """Treaty of Rome, mirror: 17 December is still in time for January, 18 December is not."""
    text = next(text for title, text, *_ in TREATIES if title.startswith("Treaty of Rome"))
    days = [
        entry_into_force(rule(text), held("5 1957-12-01", f"last {day}"), valid_at=FAR).day
        for day in ("1957-12-17", "1957-12-18")
    ]
    assert [exactly("1958-01-01"), exactly("1958-02-01")] == days


def test_provisional_application_upon_signature_needs_no_deposit():
    """Energy Charter, art. 45: opened on 17 December 1994, provisional for who had signed."""
    text = next(text for title, text, *_ in TREATIES if title.startswith("Energy Charter"))
    signed = held("italy 1994-12-17", "norway 1995-06-16")
    answer = entry_into_force(rule(text), [], valid_at=date(1996, 1, 1), signatures=signed)
    assert (None, exactly("1994-12-17")) == (answer.day, answer.provisional)
    nobody = entry_into_force(rule(text), signed, valid_at=date(1996, 1, 1))
    assert nobody.provisional is None


def test_two_thirds_are_no_66_67_percent():
    """Two of three are two thirds; of 66.67 percent they fall short."""
    text = "when: [{{share: {}, of: all}}]\nbases: [{{name: all, parties: [a, b, c]}}]"
    consents = held("a 2020-01-01", "b 2020-02-01")
    exact = entry_into_force(rule(text.format("2/3")), consents, valid_at=FAR)
    rounded = entry_into_force(rule(text.format("66.67")), consents, valid_at=FAR)
    assert (exactly("2020-02-01"), None) == (exact.day, rounded.day)


@pytest.mark.parametrize(
    ("after", "day"),
    [
        ("{number: 4, unit: nth-month}", "2020-08-01"),
        ("{number: 1, unit: nth-year}", "2021-01-01"),
        ("{number: 2, unit: nth-year}", "2022-01-01"),
        ("{number: 2, unit: nth-month}", "2020-06-01"),
        ("{number: 1, unit: days}", "2020-04-25"),
        ("{number: 4, unit: weeks}", "2020-05-22"),
    ],
)
def test_a_bilateral_accord_takes_effect_after_its_second_notification(after, day):
    """Each unit of delay runs from 24 April, the day of the second note."""
    text = f"when: [{{consents: 2}}]\nby: notification\nafter: {after}"
    answer = entry_into_force(rule(text), held("a 2020-01-07", "b 2020-04-24"), valid_at=FAR)
    assert exactly(day) == answer.day


def test_either_two_conditions_together_or_a_third_are_two_ways():
    """What no first_of can say: six with half of the trade, or all."""
    text = """
        when: [{consents: 6}, {share: 50, of: trade}]
        alternatives: [{when: [{named: [a, b]}]}]
        bases: [{name: trade, total: 100, figures: [{party: c, value: 60}]}]
    """
    together = held("6 2020-01-01", "c 2020-03-01")
    assert exactly("2020-03-01") == entry_into_force(rule(text), together, valid_at=FAR).day
    other = held("a 2020-01-01", "b 2020-02-01")
    assert exactly("2020-02-01") == entry_into_force(rule(text), other, valid_at=FAR).day
    apart = held("6 2020-01-01", "a 2020-01-01")
    assert entry_into_force(rule(text), apart, valid_at=FAR).day is None
