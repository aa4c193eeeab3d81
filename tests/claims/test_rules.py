"""Rules of entry into force at their edges: what is refused and how, what is taken, how it reads.

``bad-rules.txt`` has the sentences: a rule, then what is wrong with it, then what to do.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from ledger.claims.entry_into_force import (
    BadRule,
    Delay,
    DelayUnit,
    EntryIntoForceRule,
    Requirement,
    rule_from,
)
from ledger.claims.entry_into_force.validation import follows
from ledger.claims.entry_into_force.whole_day import NotOneDay, whole_day
from ledger.claims.names import Names
from ledger.edtf import parse
from ledger.views.clauses import clause_text, ordinal

BAD = (Path(__file__).parent / "bad-rules.txt").read_text(encoding="utf-8").split("\n\n")
AB = "bases: [{name: ab, parties: [a, b]}]"


def rule(text):
    return rule_from(yaml.load(text, yaml.BaseLoader))  # noqa: S506 - it builds text alone


@pytest.mark.parametrize("block", BAD)
def test_a_rule_is_refused_with_what_is_wrong_and_what_to_do(block):
    """The sentences are those of the file next to this, to the letter."""
    text, *said = block.rstrip().split("\n> ")
    with pytest.raises(BadRule) as refused:
        rule(text)
    assert said == [str(refused.value), refused.value.fix]
    assert refused.value.clause == said[0].split(": ")[0]
    steps = (refused.value.field or "").split(".")
    assert ".".join(step for step in steps if not step.isdigit()) == refused.value.clause


def test_a_condition_that_says_two_things_is_told_of_that_alone():
    """What is wrong with either of them is for when one of them is left."""
    with pytest.raises(BadRule) as refused:
        rule(f"when: [{{consents: 3, of: ab, share: 200}}]\n{AB}")
    assert ["entry_into_force.when: says consents and share"] == [
        str(fault) for fault in refused.value.together
    ]


@pytest.mark.parametrize("number", [0, -1])
def test_a_rule_made_in_python_is_checked_like_one_that_was_read(number):
    """A threshold or a delay of zero is refused in both ways."""
    with pytest.raises(BadRule) as refused:
        EntryIntoForceRule(when=(Requirement(consents=number),))
    assert (
        "entry_into_force.when.consents: a threshold of zero",
        "give a number of one or more",
    ) == (
        str(refused.value),
        refused.value.fix,
    )
    delay = Delay(number=number, unit=DelayUnit.DAYS)
    with pytest.raises(BadRule) as refused:
        EntryIntoForceRule(when=(Requirement(consents=1),), after=delay)
    assert (
        "entry_into_force.after.number: a delay of nothing",
        "leave it out for the day itself",
    ) == (
        str(refused.value),
        refused.value.fix,
    )


def test_what_is_no_mapping_of_the_format_is_refused_by_its_own_name():
    """The whole of it is called the rule; of a list, the place is left out."""
    with pytest.raises(BadRule) as refused:
        rule_from([])
    assert "entry_into_force.rule: Expected `object`, got `array`" == str(refused.value)
    with pytest.raises(BadRule) as refused:
        rule("when: [{consents: 1}, {consents: x}]")
    assert "entry_into_force.when.consents" == refused.value.clause


def test_a_day_is_a_day_and_none_is_none():
    """A calendar date and its EDTF are one day; no date stays none."""
    assert date(1989, 1, 1) == whole_day(date(1989, 1, 1)) == whole_day(parse("1989-01-01"))
    assert whole_day(None) is None


def test_a_vague_date_is_refused_in_words():
    """A month is handed back with the two ways out: the whole day, or nothing."""
    with pytest.raises(NotOneDay) as refused:
        whole_day(parse("1989-05"))
    assert ("1989-05 is not one day", "give a whole date, such as 1989-01-01, or leave it out") == (
        str(refused.value),
        refused.value.fix,
    )


@pytest.mark.parametrize(
    "text",
    [
        "when: [{consents: 1}]\nafter: {number: 1, unit: days}",
        f"when: [{{consents: 2, of: ab}}]\n{AB}",
        f"when: [{{consents: 2, of_each: [ab]}}]\n{AB}",
        f"when: [{{share: 100, of: ab}}]\n{AB}",
        f"when: [{{share: 0.5, of: ab}}]\n{AB}",
        f"when: [{{share: 1/2, of: ab}}]\n{AB}",
        "on: 2020-01-01\nnot_before: 2020-01-01",
        "on: 2021-01-01\nnot_before: 2020-01-01",
        "when: [{share: 5, of: x}]\nbases: [{name: x, parties: [a]}]",
        "when: [{share: 5, of: x}]\nbases: [{name: x, figures: [{party: a, value: 0.5}]}]",
        (
            "when: [{share: 5, of: x}]\n"
            "bases: [{name: x, total: 1, figures: [{party: a, value: 1}, {party: b, value: 0}]}]"
        ),
        "when: [{consents: 1}]\nsuccessions: [{party: b, to: a}, {party: c, to: a}]",
        "when: [{named: [a]}]\norganisations: [eu]",
        "when: [{first_of: [{consents: 1}, {named: [a]}]}]",
        "when: [{consents: 1}]\nacts: [ratification, accession]",
    ],
)
def test_a_rule_at_the_edge_is_taken(text):
    """The negative control of the refusals: the last value that each limit allows."""
    assert isinstance(rule(text), EntryIntoForceRule)


@pytest.mark.parametrize(
    ("when", "required"),
    [
        ("[{consents: 11}]", 11),
        ("[{named: [a]}, {consents: 43}, {consents: 5}]", 43),
        ("[{first_of: [{consents: 6}, {consents: 9}]}]", 6),
        ("[{first_of: [{consents: 6}, {share: 50, of: ab}]}]", None),
        ("[{consents: 1, of: ab}]", None),
        ("[{consents: 1, of_each: [ab]}]", None),
        ("[{consents: 1, of_each: [ab]}, {consents: 3}]", 3),
        ("[{named: [a]}]", None),
    ],
)
def test_how_many_are_required_where_a_plain_number_says_so(when, required):
    """Of conditions that all must hold the greatest, of a choice the smallest, else none."""
    assert required == rule(f"when: {when}\n{AB}").required


def test_of_several_ways_the_smallest_plain_number_is_required():
    """The easiest way into force says how many consents can be enough."""
    text = f"when: [{{share: 50, of: ab}}]\n{AB}\nalternatives: [{{when: [{{consents: {{}}}}]}}]"
    assert 3 == rule(text.replace("{}", "3")).required
    more = "when: [{consents: 9}]\nalternatives: [{when: [{consents: 4}]}, {when: [{consents: 7}]}]"
    assert 4 == rule(more).required


def test_the_parties_of_a_rule_are_all_that_it_names():
    """In conditions, bases, successions and exceptions alike."""
    text = """
        when: [{named: [a]}, {first_of: [{named: [b]}, {consents: 3}]}]
        bases: [{name: x, parties: [c]}, {name: y, figures: [{party: d, value: 1}]}]
        organisations: [e]
        dissolved: [{party: f}]
        successions: [{party: g, to: h}]
    """
    assert set("abcdefgh") == rule(text).parties


def test_every_party_of_a_list_weighs_one():
    """And a base is as large as its list, unless its total is given."""
    lists = rule(f"when: [{{share: 5, of: ab}}]\n{AB}").base("ab")
    assert ({"a": Decimal(1), "b": Decimal(1)}, Decimal(2)) == (lists.weights, lists.whole)
    text = (
        "when: [{share: 5, of: x}]\n"
        "bases: [{name: x, total: 9, figures: [{party: a, value: 2.5}]}, {name: y, parties: [b]}]"
    )
    figures = rule(text).base("x")
    assert ({"a": Decimal("2.5")}, Decimal(9)) == (figures.weights, figures.whole)
    assert ("b",) == rule(text).base("y").parties


def test_ranks():
    """English ranks are right at the teens of every hundred too."""
    ranks = {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 10: "10th", 11: "11th", 12: "12th"}
    ranks |= {13: "13th", 14: "14th", 21: "21st", 101: "101st", 111: "111th", 112: "112th"}
    ranks |= {113: "113th", 122: "122nd", 199: "199th", 200: "200th", 211: "211th", 1011: "1011th"}
    assert ranks == {number: ordinal(number) for number in ranks}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "when: [{consents: 2}]\nprovisional: {when: [{consents: 1}], by: notification}",
            (
                "on the day the 2nd instrument of consent is deposited. Applied provisionally "
                "on the day the 1st notification is received."
            ),
        ),
        (
            "when: [{consents: 2}]\norganisations: [eu, eaeu, au]",
            (
                "on the day the 2nd instrument of consent is deposited. The instrument of "
                "eu, eaeu and au do not count."
            ),
        ),
        (
            "when: [{consents: 2}]\nlatecomers: {after: {number: 90, unit: nth-day}}",
            (
                "on the day the 2nd instrument of consent is deposited. For a later party, "
                "on the 90th day after its own."
            ),
        ),
        (
            "when: [{consents: 2}]\ncounting: day-after-expiry\nmonth_end: end-to-end",
            (
                "on the day the 2nd instrument of consent is deposited. "
                "It holds once the whole period is over. A period of months from the last day of "
                "a month ends on the last day of one."
            ),
        ),
        (
            "when: [{consents: 2}]\nafter: {number: 1, unit: nth-month}",
            (
                "on the first day of the month after the month in which the 2nd instrument of "
                "consent is deposited."
            ),
        ),
        (
            "when: [{consents: 2}]\nafter: {number: 2, unit: nth-month}",
            (
                "on the first day of the 2nd month after the month in which the 2nd instrument "
                "of consent is deposited."
            ),
        ),
        (
            "when: [{consents: 2}]\nafter: {number: 60, unit: nth-day, first_of_next_month: true}",
            (
                "on the first day of the month that follows the 60th day after the 2nd "
                "instrument of consent is deposited."
            ),
        ),
        (
            "when: [{consents: 11}]\non: 1989-01-01\nafter: {number: 90, unit: nth-day}",
            (
                "on 1 January 1989 if by then the 11th instrument of consent is deposited, and "
                "else on the 90th day after the 11th instrument of consent is deposited."
            ),
        ),
        (
            "when: [{consents: 11}]\non: 1989-01-01\nmet_by: 1989-02-01",
            (
                "on 1 January 1989 if by then the 11th instrument of consent is deposited, and "
                "else on the day the 11th instrument of consent is deposited, if that is so by "
                "1 February 1989."
            ),
        ),
        (
            "when: [{consents: 11}]\non: 1989-01-01\nmet_by: 1989-01-01",
            "on 1 January 1989 if by 1 January 1989 the 11th instrument of consent is deposited.",
        ),
        ("when: [{named: [a]}]", "on the day a has consented."),
        ("when: [{named: [a, b, c]}]\nby: notification", "on the day a, b and c have notified."),
        ("when: [{named: [a]}]\nby: exchange", "on the day a has exchanged instruments."),
        ("when: [{named: [a]}]\nby: signature", "on the day a has signed."),
        (
            "when: [{consents: 1, of: a-b}]\nbases: [{name: a-b, parties: [a, b]}]",
            "on the day 1 of a b has consented.",
        ),
        (
            "when: [{consents: 2, of: a-b}]\nbases: [{name: a-b, parties: [a, b]}]",
            "on the day 2 of a b have consented.",
        ),
        (
            (
                "when: [{consents: 1, of_each: [a-b, c-d]}]\n"
                "bases: [{name: a-b, parties: [a, b]}, {name: c-d, parties: [c, d]}]"
            ),
            "on the day 1 each of a b and c d have consented.",
        ),
        (
            "when: [{consents: 1}]\nacts: [ratification, formal-confirmation]",
            ("on the day the 1st instrument of ratification or formal confirmation is deposited."),
        ),
    ],
)
def test_a_rule_reads_as_in_force(text, words):
    """Each option of a rule adds its own words to the sentence, in the right number."""
    assert f"In force {words}" == clause_text(rule(text))


def test_a_clause_calls_parties_as_its_reader_does():
    """With names at hand no id is shown in the sentence."""
    text = "when: [{named: [a]}]\norganisations: [eu]\nprovisional: {when: [{named: [b]}]}"
    assert (
        "In force on the day A has consented. Applied provisionally on the day B has consented. "
        "The instrument of EU does not count."
    ) == clause_text(rule(text), Names({"a": "A", "b": "B", "eu": "EU"}))


@pytest.mark.parametrize(
    ("path", "wrong", "answer"),
    [
        ("when.0.of", [], False),
        ("when.0.of", ["bases"], True),
        ("when.0.of", ["bases.0.name"], True),
        ("when.0.of_each", ["bases.0"], True),
        ("when.0.consents", ["bases.0"], True),
        ("when.0.share", ["bases.0"], False),
        ("when.0.of", ["when.1"], False),
        ("after", ["when.0"], True),
        ("after", ["bases"], False),
        ("met_by", ["when"], True),
        ("alternatives.0.after", ["alternatives.0.when.1.share"], True),
        ("alternatives.0.met_by", ["alternatives.0.when"], True),
        ("alternatives.0.after", ["when"], False),
        ("bases.0.total", ["bases.0.figures.1.value"], True),
        ("bases.0.total", ["bases.0.parties"], True),
        ("bases.0.total", ["bases.1.figures"], False),
        ("organisations", ["organisations"], True),
        ("after.number", ["after"], True),
        ("after", ["after.number"], True),
        ("when.1", ["when.10"], False),
        ("when.10", ["when.1"], False),
    ],
)
def test_a_fault_comes_of_what_is_wrong_already_where_it_lies_in_it_or_speaks_of_it(
    path, wrong, answer
):
    """A condition of a wrong base, a day of wrong conditions, a total of wrong figures."""
    assert answer is follows(BadRule(path, "is wrong", fix="correct it"), wrong)


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        (
            "when: [{consents: 3, of: x}]\nsuccessions: [{party: a, to: a}]",
            ["when.of", "successions.to"],
        ),
        ("when: [{consents: 3, share: '50', of: x}]", ["when", "when.of"]),
        (
            "when: [{share: '50', of: x}]\nbases: [{name: x, figures: [{party: a, value: -1}]}]",
            ["bases.figures.value"],
        ),
        ("when: [{share: '50', of: x}]\nbases: [{name: x}]", ["bases"]),
    ],
)
def test_a_rule_is_refused_with_every_fault_and_none_that_comes_of_another(text, clauses):
    """The first is raised, and has all of them with it."""
    with pytest.raises(BadRule) as refused:
        rule(text)
    faults = refused.value.together
    assert refused.value is faults[0]
    assert clauses == [fault.clause.removeprefix("entry_into_force.") for fault in faults]


def test_a_fault_alone_has_itself_with_it():
    """As long as no rule was refused for it."""
    fault = BadRule("when", "is wrong", fix="correct it")
    assert (fault,) == fault.together
