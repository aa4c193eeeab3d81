"""One description of each field, taken from the classes: prompts, flags and schema follow it."""

from typing import get_args

import attrs
import pytest

from ledger.claims.commands import Command, RecordClaim
from ledger.claims.developments import KINDS
from ledger.claims.entities import Entity
from ledger.entries.specs import (
    CLAIM_KINDS,
    KIND_NAMES,
    Sort,
    attribution,
    field_specs,
    kind_spec,
)


def named(kind, name):
    return next(field for field in field_specs(kind) if field.name == name)


def test_every_command_that_has_a_kind_and_every_entity_and_development_is_a_kind():
    """Nothing can be recorded that no entry can say."""
    classes = [*get_args(Command), *get_args(Entity), *KINDS.values()]
    kinds = {cls.kind for cls in classes if hasattr(cls, "kind")}
    assert kinds | {"document"} == set(KIND_NAMES)
    assert len(KIND_NAMES) == len(set(KIND_NAMES))
    assert set(KINDS) == set(CLAIM_KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_the_fields_of_a_development_stand_flat_beside_those_of_its_claim_without_a_clash(kind):
    """No field's name could mean two things."""
    own = [field.name for field in attrs.fields(KINDS[kind])]
    shared = [field.name for field in attrs.fields(RecordClaim) if field.name != "development"]
    assert sorted(own + shared) == sorted({field.name for field in field_specs(kind)})
    assert "kind" not in own + shared


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_every_field_says_what_it_is_and_every_kind_has_its_sentence(kind):
    """Prompts, flags and schema have words to show, for parts of fields too."""
    assert kind_spec(kind).summary
    for field in field_specs(kind):
        assert field.help, field.name
        for part in field.parts:
            assert part.help, part.name


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_required_fields_come_first(kind):
    """Who is prompted can stop as soon as nothing more is required."""
    required = [field.required for field in field_specs(kind)]
    assert required == sorted(required, reverse=True)


@pytest.mark.parametrize(
    ("kind", "name", "sort", "many"),
    [
        ("workshop-held", "host", Sort.PARTY, False),
        ("workshop-held", "participants", Sort.PARTY, True),
        ("workshop-held", "topics", Sort.TEXT, True),
        ("workshop-held", "occasion", Sort.TEXT, False),
        ("workshop-held", "document", Sort.DOCUMENT, False),
        ("workshop-held", "partnership", Sort.PARTNERSHIP, False),
        ("workshop-held", "occurred", Sort.DATE, False),
        ("workshop-held", "id", Sort.NAME, False),
        ("consents-counted", "instrument", Sort.INSTRUMENT, False),
        ("consents-counted", "count", Sort.NUMBER, False),
        ("consents-counted", "stage", Sort.CHOICE, False),
        ("requirement-stated", "each", Sort.YES_NO, False),
        ("requirement-stated", "hurdle", Sort.HURDLE, False),
        ("fact-reported", "figures", Sort.RECORD, True),
        ("relation-established", "duration", Sort.RECORD, False),
        ("correction", "claim", Sort.CLAIM, False),
        ("correction", "becomes", Sort.ENTRY, False),
        ("party", "id", Sort.NAME, False),
        ("party", "part_of", Sort.PARTY, False),
        ("judgement", "other", Sort.PARTY, False),
        ("document", "published", Sort.DATE, False),
    ],
)
def test_a_field_says_what_it_holds(kind, name, sort, many):
    """From the class's types alone it is known what is asked for, and whether it is a list."""
    assert (named(kind, name).sort, named(kind, name).many) == (sort, many)


def test_a_field_says_its_default_its_words_its_bounds_and_its_parts():
    """All that a form or a schema must know of it is in its description."""
    modality = named("workshop-held", "modality")
    assert (modality.default, modality.choices[0], modality.required) == ("actual", "actual", False)
    assert named("consents-counted", "count").bounds.le == 1_000_000
    figures = named("fact-reported", "figures")
    assert [part.name for part in figures.parts] == ["value", "unit", "comparator", "to"]
    assert figures.parts[0].sort is Sort.FIGURE


def test_what_an_outsider_asks_of_an_unknown_kind_is_a_key_error():
    """Only a program can ask so: it is no user's mistake with a way out."""
    with pytest.raises(KeyError):
        field_specs("workshop-hold")


def test_the_attribution_of_a_claim_is_the_same_for_all():
    """Who asserted, when and where belongs to every claim, here to a signature's."""
    assert {field.name for field in attribution()} < {f.name for f in field_specs("signed")}
