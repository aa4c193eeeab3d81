"""An entry in one line: what each of its words means follows from its form and the kind."""

from __future__ import annotations

import pytest

from ledger.entries.short_form.line import of_line
from ledger.entries.text.tree import Fields, grown


def fields(line, **more):
    """The fields that a line amounts to, as plain values."""
    read = of_line(grown({line: "the words", **more}))
    return {str(name.value): value for name, value in read.pairs}


def plain(line, **more):
    def value(node):
        if hasattr(node, "items") and not isinstance(node, Fields):
            return [item.value for item in node.items]
        return node.value

    return {name: value(node) for name, node in fields(line, **more).items()}


CASES = {
    "signed japan philippines 2024-07-08": {
        "parties": ["japan", "philippines"],
        "occurred": "2024-07-08",
    },
    "signed japan, philippines": {"parties": ["japan", "philippines"]},
    "signed japan of raa definitive": {
        "party": "japan",
        "instrument": "raa",
        "form": "definitive",
    },
    "domestically-approved japan parliament 2025-06": {
        "party": "japan",
        "step": "parliament",
        "occurred": "2025-06",
    },
    "consent-deposited ratification argentina 2026-02-26 per vdl": {
        "act": "ratification",
        "party": "argentina",
        "occurred": "2026-02-26",
        "asserted_by": "vdl",
    },
    "consent-deposited brazil unknown expected": {
        "party": "brazil",
        "act": "unknown",
        "modality": "expected",
    },
    "consents-counted 9/11 deposited of alce": {
        "count": "9",
        "required": "11",
        "stage": "deposited",
        "instrument": "alce",
    },
    "consents-counted 9": {"count": "9"},
    "consents-counted 9 2024": {"count": "9", "occurred": "2024"},
    "requirement-stated raa-senate ph-senate each ratification required": {
        "hurdle": "raa-senate",
        "on": ["ph-senate"],
        "each": "yes",
        "requires": "ratification",
        "modality": "required",
    },
    "approval-granted raa-senate by ph-senate": {"hurdle": "raa-senate", "authority": "ph-senate"},
    "review-started of raa-review philippines": {"hurdle": "raa-review", "party": "philippines"},
    "provisionally-applied eu intended": {"by": ["eu"], "modality": "intended"},
    "meeting-held japan philippines ../2025-05": {
        "participants": ["japan", "philippines"],
        "occurred": "../2025-05",
    },
    "capability-presented thrusters": {"presenters": ["thrusters"]},
    "funding-committed australia": {"funder": "australia"},
    "fact-reported": {},
}


@pytest.mark.parametrize("line", CASES)
def test_each_word_is_the_field_of_its_form(line):
    """Parties, days, fractions and words of a vocabulary are told apart without names."""
    expected = {"kind": line.split()[0], "quote": "the words", **CASES[line]}
    assert plain(line) == expected


NAMES = {
    "party japan state": {"kind": "party", "id": "japan", "type": "state", "name": "the words"},
    "partnership jp japan philippines": {
        "kind": "partnership",
        "id": "jp",
        "parties": ["japan", "philippines"],
        "title": "the words",
    },
    "instrument raa japan philippines": {
        "kind": "instrument",
        "id": "raa",
        "between": ["japan", "philippines"],
        "title": "the words",
    },
}


@pytest.mark.parametrize("line", NAMES)
def test_a_name_is_described_in_a_line(line):
    """The words after the colon are the name or title of what is described."""
    assert plain(line) == NAMES[line]


@pytest.mark.parametrize("field", ["party", "partnership", "instrument", "document"])
def test_a_field_that_is_called_like_a_kind_is_no_line(field):
    """An entry without its kind must not be read as another one."""
    entry = grown({field: "x", "quote": "y"})
    assert of_line(entry) is entry


def test_the_fields_below_a_line_are_its_own():
    """What has no place in the line is written below it as in any entry."""
    assert plain("opinion-stated", topic="space")["topic"] == "space"


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("- singed japan: q", "news.yaml:1: no such kind: singed"),
        (
            "- opinion-stated japan: q\n  topic: t\n  document: n",
            "a line of opinion-stated has no place for this word: japan",
        ),
        (
            "- funding-committed a b: q\n  purpose: p\n  document: n",
            "a line of funding-committed has no place for this word: b",
        ),
        ("- signed japan 2024-13-40 of raa: q\n  document: n", "2024-13-40"),
    ],
)
def test_a_word_with_no_meaning_is_refused_at_its_place(told, text, mistake):
    """The carets stand below the word and not below the line."""
    page = told(text)
    assert page.count("news.yaml:") == 1
    assert mistake in page
    line, carets = page.splitlines()[1:3]
    word = mistake.split()[-1]
    assert line[carets.index("^") : carets.rindex("^") + 1] == word


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("req-st jscot-review jscot", "requirement-stated"),
        ("e-i-f expected 2025-09-11", "entered-into-force"),
        ("cons-d japan", "consent-deposited"),
        ("Wor 2024", "workshop-held"),
        ("party japan", "party"),
    ],
)
def test_a_kind_by_the_beginnings_of_its_parts(line, kind):
    """As far as they fit no other kind; a whole name is that kind, whatever begins with it."""
    assert kind == fields(line)["kind"].value


@pytest.mark.parametrize("line", ["re japan", "cons japan", "x-y japan", "sig"])
def test_what_fits_several_kinds_or_none_is_none(line):
    """It is refused where the entry is read, as before; a word alone is the name of a field."""
    read = of_line(grown({line: "the words"}))
    kind = read.get("kind")
    assert kind is None or str(kind.value) == line.split()[0]


@pytest.mark.parametrize("line", ["source kind", "Part of", "asserted by"])
def test_a_field_s_name_in_words_is_no_line(line):
    """Though a kind begins with its first word: the mistake is told of the field."""
    assert of_line(grown({line: "news"})).get("kind") is None
