"""What the ledger holds can be written as entries, and reads back as the same commands."""

import json
from datetime import date
from decimal import Decimal

import attrs
import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.claims.claim import Claim, Evidence
from ledger.claims.commands import RecordClaim
from ledger.claims.developments import ConsentsCounted
from ledger.claims.vocabulary import ConsentStage, Modality
from ledger.edtf import StatedDate, parse
from ledger.entries.reader import EntryFormat, from_mapping
from ledger.entries.schema import json_schema
from ledger.entries.specs import CLAIM_KINDS, KIND_NAMES, Sort, field_specs
from ledger.entries.write import entry_of, recorded_as, to_json_line, to_yaml
from tests.thorough import examples

SCHEMA = jsonschema.Draft202012Validator(json_schema())
LAW = examples(150)

PLAIN = st.from_regex(r"[a-zé가-힣]{1,9}( [a-z0-9:#'-]{1,5}){0,3}", fullmatch=True)
ANY_TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=30
).filter(str.strip)
NAME = st.from_regex(r"[a-z0-9]{1,5}(-[a-z0-9]{1,5}){0,2}", fullmatch=True)
DATES = st.sampled_from(["2022-06-29", "2022-06", "2022", "../2024-06-12", "2024-09-27/2024-09-28"])
FIGURES = st.decimals(-999, 999, places=2).map(lambda number: f"{number:f}")


RULES = st.sampled_from(
    [
        {"when": [{"consents": 11}], "after": {"number": 30, "unit": "days"}},
        {"on": "2025-01-01"},
        {
            "when": [{"consents": 55}, {"share": "55.5", "of": "emissions"}],
            "bases": [{"name": "emissions", "figures": [{"party": "mexico", "value": "1.7"}]}],
            "organisations": ["european-union"],
            "dissolved": [{"party": "ussr", "on": "1991-12-26", "lapses": True}],
            "latecomers": {"since": "entry-into-force", "after": {"number": 2, "unit": "months"}},
        },
    ]
)


def values(spec):
    """Entries' values of a field."""
    if spec.name == "entry_into_force":
        return RULES
    match spec.sort:
        case Sort.CHOICE:
            one = st.sampled_from(spec.choices)
        case Sort.NUMBER:
            one = st.integers(spec.bounds.ge, spec.bounds.le)
        case Sort.YES_NO:
            one = st.booleans()
        case Sort.FIGURE:
            one = FIGURES
        case Sort.DATE:
            one = st.dates().map(str) if spec.type is date else DATES
        case Sort.TEXT:
            one = ANY_TEXT
        case Sort.RECORD:
            one = fields(spec.parts).map(in_order)
        case Sort.ENTRY:
            one = st.sampled_from(CLAIM_KINDS).flatmap(entries)
        case _:
            one = NAME
    return st.lists(one, min_size=int(spec.required), max_size=3) if spec.many else one


def in_order(part):
    """A range as one goes: from the lower figure to the higher one."""
    if {"value", "to"} <= part.keys():
        low, high = sorted((part["value"], part["to"]), key=Decimal)
        return {**part, "value": low, "to": high}
    return part


def fields(specs, **fixed):
    required = {spec.name: values(spec) for spec in specs if spec.required}
    optional = {spec.name: values(spec) for spec in specs if not spec.required}
    return st.fixed_dictionaries(
        {**required, **{name: st.just(value) for name, value in fixed.items()}}, optional=optional
    )


def documents():
    words = {"title": PLAIN, "publisher": PLAIN}
    origin = {
        "id": NAME,
        "source_kind": st.sampled_from(["news", "depositary", "wire"]),
        "language": st.sampled_from(["en", "es-mx", "ko"]),
        "url": st.just("https://example.org/news?id=1"),
        "published": DATES,
        "media_type": st.sampled_from(["text/plain", "text/html"]),
    }
    derived = {"lineage": st.sampled_from(["syndicated", "translated"]), "root": st.just("a--b")}
    derived["root"] = st.just("the-root")
    ways = [{"text": PLAIN}, {"excerpts": st.lists(PLAIN, min_size=1, max_size=3)}]
    return st.one_of(
        st.fixed_dictionaries(
            {"kind": st.just("document"), **words, **way, **more}, optional=origin
        )
        for way in ways
        for more in ({}, derived)
    )


def entries(kind):
    return documents() if kind == "document" else fields(field_specs(kind), kind=kind)


@pytest.mark.parametrize("kind", KIND_NAMES)
@examples(15)
@given(data=st.data())
def test_every_kind_reads_back_from_what_is_written_of_it(kind, data, commands):
    """Any entry of any kind survives YAML, JSON Lines and Python, and fits the schema."""
    command = from_mapping(data.draw(entries(kind)), "python").command
    entry = entry_of(command)
    assert commands(to_yaml([entry])) == [command]
    assert commands(to_json_line(entry), EntryFormat.JSON_LINES) == [command]
    assert from_mapping(entry, "python").command == command
    SCHEMA.validate(entry)


@LAW
@given(text=ANY_TEXT)
def test_any_text_survives_yaml_and_json(commands, text):
    """No name is changed by quoting, escaping or the end of a line."""
    entry = {"kind": "party", "id": "mexico", "name": text}
    for written, form in (
        (to_yaml([entry]), EntryFormat.YAML),
        (to_json_line(entry), EntryFormat.JSON),
    ):
        (command,) = commands(written, form)
        assert command.entity.name == text


@LAW
@given(st.lists(st.sampled_from(KIND_NAMES).flatmap(entries), min_size=1, max_size=4))
def test_a_list_of_entries_reads_back_in_its_order(commands, several):
    """Mixed kinds in one file come back as they were, one after the other."""
    expected = [from_mapping(entry, "python").command for entry in several]
    assert commands(to_yaml([entry_of(command) for command in expected])) == expected


CLAIM = Claim(
    id="c21",
    development=ConsentsCounted(
        instrument="alce-convention", count=9, required=11, stage=ConsentStage.UNKNOWN
    ),
    modality=Modality.ACTUAL,
    evidence=Evidence(document="thx", exact="9 of 11", start=3, end=10, prefix="with"),
    occurred=StatedDate(edtf=parse("../2024-06-12"), words="so far"),
    asserted_by="mexico",
    partnership="mexico-korea-space",
)


def test_a_recorded_claim_becomes_the_entry_that_records_it():
    """An export of a claim is what would have to be imported, and nothing more."""
    assert entry_of(CLAIM) == {
        "kind": "consents-counted",
        "document": "thx",
        "quote": "9 of 11",
        "instrument": "alce-convention",
        "count": 9,
        "required": 11,
        "prefix": "with",
        "occurred": "../2024-06-12",
        "occurred_words": "so far",
        "asserted_by": "mexico",
        "partnership": "mexico-korea-space",
        "id": "c21",
    }
    assert from_mapping(entry_of(CLAIM), "ledger").command == recorded_as(CLAIM)


def test_a_claim_without_a_date_has_none_in_its_entry():
    """No day is filled in on the way out."""
    undated = recorded_as(attrs.evolve(CLAIM, occurred=None))
    assert isinstance(undated, RecordClaim)
    assert (undated.occurred, undated.occurred_words) == (None, None)


def test_yaml_is_as_plain_as_it_can_be():
    """Only what YAML would read as something else is quoted; lines stay lines."""
    entry = {"kind": "signed", "quote": "no: 9", "occurred": "2022-06-29", "each": True, "count": 9}
    assert to_yaml([entry | {"note": "one\ntwo\n", "text": "null"}]) == (
        "- kind: signed\n  quote: 'no: 9'\n  occurred: 2022-06-29\n  each: true\n  count: 9\n"
        "  note: |\n    one\n    two\n  text: 'null'\n"
    )


def test_a_figure_keeps_its_digits():
    """An amount is never a binary fraction: its last zero is kept."""
    entry = {
        "kind": "funding-committed",
        "document": "d",
        "quote": "q",
        "funder": "mexico",
        "purpose": "p",
        "amount": {"value": "100000000000000.50", "unit": "USD"},
    }
    command = from_mapping(entry, "python").command
    assert command.development.amount.value == Decimal("100000000000000.50")
    assert json.loads(to_json_line(entry_of(command))) == entry
