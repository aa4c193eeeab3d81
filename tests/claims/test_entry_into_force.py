"""The rule of entry into force: what it refuses, naming the clause, and how it reads."""

from __future__ import annotations

import doctest
import re
from datetime import date
from pathlib import Path

import attrs
import pytest
import yaml

from ledger.claims import entry_into_force
from ledger.claims.entry_into_force import BadRule, conditions, rule_from
from ledger.claims.entry_into_force.whole_day import NotOneDay, whole_day
from ledger.edtf import parse
from ledger.views import clauses
from ledger.views.clauses import clause_text

AB = "bases: [{name: ab, parties: [a, b]}]"


def rule(text):
    return rule_from(yaml.load(text, yaml.BaseLoader))  # noqa: S506 - it builds text alone


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("{}", "when"),
        ("when: [{}]", "when"),
        ("when: [{consents: 0}]", "when.consents"),
        ("when: [{consents: 2, share: 5}]", "when"),
        ("when: [{consents: 2, first_of: [{consents: 1}, {consents: 3}]}]", "when.first_of"),
        ("when: [{first_of: [{consents: 1}]}]", "when.first_of"),
        ("when: [{first_of: [{consents: 1}, {share: 5}]}]", "when.first_of.of"),
        ("when: [{share: 55}]", "when.of"),
        ("when: [{share: 55, of: nothing}]", "when.of"),
        ("when: [{consents: 1, of_each: [nothing]}]", "when.of_each"),
        (f"when: [{{share: 101, of: ab}}]\n{AB}", "when.share"),
        (f"when: [{{share: 0, of: ab}}]\n{AB}", "when.share"),
        (f"when: [{{consents: 3, of: ab}}]\n{AB}", "when.consents"),
        (f"when: [{{named: [a], of: ab}}]\n{AB}", "when.of"),
        (f"when: [{{share: 5, of: ab, of_each: [ab]}}]\n{AB}", "when.of_each"),
        ("when: [{named: [a, b, a]}]", "when.named"),
        (f"when: [{{share: 4/3, of: ab}}]\n{AB}", "when.share"),
        (f"when: [{{share: 2/0, of: ab}}]\n{AB}", "when.share"),
        (f"when: [{{share: half, of: ab}}]\n{AB}", "when.share"),
        ("when: [{consents: 2}]\nalternatives: [{}]", "alternatives.when"),
        ("when: [{consents: 2}]\nalternatives: [{when: [{share: 5}]}]", "alternatives.when.of"),
        ("on: 2020-01-01\nmet_by: 2019-01-01", "met_by"),
        (
            "when: [{consents: 2}]\nalternatives: [{when: [{named: [eu]}]}]\norganisations: [eu]",
            "organisations",
        ),
        (
            "when: [{consents: 1}]\nafter: {number: 1, unit: nth-year, first_of_next_month: true}",
            "after.first_of_next_month",
        ),
        ("when: [{consents: 2}]\nafter: {number: 2, unit: fortnights}", "after.unit"),
        ("when: [{consents: 2}]\nafter: {number: 0, unit: days}", "after.number"),
        (
            (
                "when: [{consents: 2}]\n"
                "after: {number: 2, unit: nth-month, first_of_next_month: true}"
            ),
            "after.first_of_next_month",
        ),
        ("on: 2020-01-01\nafter: {number: 2, unit: days}", "after"),
        ("on: 2020-02-30", "on"),
        ("on: 2019-01-01\nnot_before: 2020-01-01", "not_before"),
        (
            "when: [{consents: 2}]\nprovisional: {after: {number: 1, unit: days}}",
            "provisional.when",
        ),
        ("when: [{consents: 2}]\norganisations: [eu, eu]", "organisations"),
        ("when: [{named: [eu]}]\norganisations: [eu]", "organisations"),
        ("when: [{consents: 2}]\nsuccessions: [{party: a, to: a}]", "successions.to"),
        ("when: [{consents: 2}]\ndissolved: [{party: a}, {party: a}]", "dissolved.party"),
        ("when: [{consents: 2}]\nbases: [{name: ab}]", "bases"),
        (f"when: [{{consents: 2}}]\n{AB[:-1]}, {{name: ab, parties: [c]}}]", "bases.name"),
        ("when: [{consents: 2}]\nbases: [{name: ab, parties: [a, a]}]", "bases.parties"),
        (
            "when: [{consents: 2}]\nbases: [{name: x, figures: [{party: a, value: -1}]}]",
            "bases.figures.value",
        ),
        (
            "when: [{consents: 2}]\nbases: [{name: x, figures: [{party: a, value: 0}]}]",
            "bases.total",
        ),
        (
            "when: [{consents: 2}]\nbases: [{name: x, total: 9, figures: [{party: a, value: 10}]}]",
            "bases.total",
        ),
    ],
)
def test_a_rule_that_no_treaty_could_have_is_refused_by_its_clause(text, path):
    """The error names the clause by its path and has a way out."""
    with pytest.raises(BadRule) as refused:
        rule(text)
    assert f"entry_into_force.{path}" == refused.value.clause
    assert refused.value.fix


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "when: [{consents: 11}]\nafter: {number: 30, unit: days}\nacts: [ratification]",
            "In force 30 days after the 11th instrument of ratification is deposited.",
        ),
        (
            "when: [{consents: 40}]\nafter: {number: 6, unit: nth-month}",
            (
                "In force on the first day of the 6th month after the month in which "
                "the 40th instrument "
                "of consent is deposited."
            ),
        ),
        (
            "when: [{consents: 5}]\nafter: {number: 3, unit: months, first_of_next_month: true}",
            (
                "In force on the first day of the month that follows 3 months after "
                "the 5th instrument "
                "of consent is deposited."
            ),
        ),
        (
            "when: [{consents: 2}]\nby: notification\nafter: {number: 1, unit: months}",
            "In force 1 month after the 2nd notification is received.",
        ),
        (
            "when: [{consents: 2}]\nby: exchange",
            "In force on the day the instruments are exchanged.",
        ),
        ("when: [{consents: 2}]\nby: signature", "In force on the day the 2nd party signs."),
        ("on: 2020-01-01", "In force on 1 January 2020."),
        (
            f"when: [{{first_of: [{{consents: 6}}, {{share: 50, of: ab}}]}}]\n{AB}",
            (
                "In force on the day the 6th instrument of consent is deposited or "
                "parties with at least "
                "50 % of ab have consented, whichever comes first."
            ),
        ),
        (
            "when: [{named: [a, b]}, {consents: 43}]\nnot_before: 1995-01-13",
            (
                "In force on the day a and b have consented and the 43rd instrument of consent is "
                "deposited, and not before 13 January 1995."
            ),
        ),
        (
            (
                f"when: [{{share: 2/3, of: ab}}]\nafter: {{number: 1, unit: nth-year}}\n{AB}\n"
                "alternatives: [{when: [{named: [a]}], met_by: 2020-01-01}]"
            ),
            (
                "In force on the first day of the year after the year in which parties with at "
                "least 2/3 of ab have consented; or on the day a has consented, if that is so by "
                "1 January 2020: whichever comes first."
            ),
        ),
        (
            f"when: [{{share: 100, of: ab}}]\nby: notification\n{AB}",
            "In force on the day all of ab have notified.",
        ),
        (
            "when: [{consents: 1}]\nafter: {number: 2, unit: nth-year}",
            (
                "In force on the first day of the 2nd year after the year in which the 1st "
                "instrument of consent is deposited."
            ),
        ),
        (
            "when: [{named: [a, b]}]\nby: signature\non: 1948-01-01\nmet_by: 1947-11-15",
            "In force on 1 January 1948 if by 15 November 1947 a and b have signed.",
        ),
        (
            (
                "when: [{consents: 30}]\nmet_by: 1999-12-31\n"
                "provisional: {when: [{consents: 1}], by: signature}"
            ),
            (
                "In force on the day the 30th instrument of consent is deposited, if that is so by "
                "31 December 1999. Applied provisionally on the day the 1st party signs."
            ),
        ),
        (
            "when: [{consents: 50}]\norganisations: [eu]",
            (
                "In force on the day the 50th instrument of consent is deposited. The "
                "instrument of eu "
                "does not count."
            ),
        ),
    ],
)
def test_a_rule_reads_as_a_clause(text, words):
    """A rule as data is one English sentence, as a treaty's last articles would put it."""
    assert words == clause_text(rule(text))


def test_a_vague_date_is_no_day_of_a_rule():
    """A year alone is not taken for its first of January."""
    assert date(1989, 1, 1) == whole_day(parse("1989-01-01"))
    with pytest.raises(NotOneDay):
        whole_day(parse("1989"))


@pytest.mark.parametrize("module", [clauses, conditions, entry_into_force.reading])
def test_the_examples_in_the_docstrings_run(module):
    """What a docstring of a rule shows is what the code answers."""
    assert 0 == doctest.testmod(module).failed


def test_numbers_of_plain_data_are_read_as_their_text():
    """A share may be given as a number, as any other figure may; a yes is no number."""
    bases = [{"name": "ab", "parties": ["a", "b"]}]
    made = rule_from({"when": [{"share": 50, "of": "ab"}], "bases": bases})
    assert rule(f"when: [{{share: 50, of: ab}}]\n{AB}") == made
    with pytest.raises(BadRule):
        rule_from({"when": [{"consents": True}]})


def test_a_rule_names_the_parties_of_every_way_and_of_its_provisional_application():
    """None of them may be missing when names are looked up."""
    text = """
        when: [{named: [a]}]
        alternatives: [{when: [{named: [b]}]}]
        provisional: {when: [{named: [c]}]}
    """
    assert {"a", "b", "c"} == rule(text).parties


GUIDE = (Path(__file__).parents[2] / "docs" / "entry-into-force.md").read_text(encoding="utf-8")
SHAPES = [row.split("|")[1:3] for row in GUIDE.splitlines() if row.startswith("| ")]
WRITTEN = [
    (says, fields) for says, cell in SHAPES if (fields := re.findall(r"`(\w+: [^`]+)`", cell))
]


@pytest.mark.parametrize(("says", "fields"), WRITTEN, ids=[says.strip() for says, _ in WRITTEN])
def test_every_shape_of_the_guide_is_a_rule(says, fields):
    """Each row with the bases that it refers to, and a number where it shows no condition."""
    text = "\n".join(fields).replace(", …", "").replace("[…]", "[{named: [a]}]")
    text = text.replace("{named: [{named: [a]}]}", "{named: [a]}")
    if not re.search("^(when|on):", text, re.MULTILINE):
        text += "\nwhen: [{consents: 2}]"
    names = set(re.findall(r"of: ([a-z-]+)", text)) | {"exporters", "importers"}
    parties = ", ".join(f"p-{place}" for place in range(9))
    bases = ", ".join(f"{{name: {name}, parties: [{parties}]}}" for name in sorted(names))
    assert clause_text(rule(f"{text}\nbases: [{bases}]")), says


def test_the_guide_shows_every_field_and_its_examples_are_rules():
    """A field that is new to the class cannot be missing in the guide."""
    examples = re.findall(r"^```yaml\n(.*?)^```", GUIDE, re.DOTALL | re.MULTILINE)
    assert 4 == len([rule(text) for text in examples])
    fields = {field.name for field in attrs.fields(entry_into_force.EntryIntoForceRule)}
    assert set() == {name for name in fields if f"`{name}" not in GUIDE} - {"bases"}
    assert 30 < len(WRITTEN)
