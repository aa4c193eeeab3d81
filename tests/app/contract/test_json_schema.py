"""A type becomes the JSON Schema of its plain form."""

from __future__ import annotations

import doctest
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal, NewType, NotRequired, TypedDict

import attrs
import pytest
from jsonschema import Draft202012Validator

from ledger.app.contract import json_schema
from ledger.app.contract.json_schema import Definitions, NoSchema, sharing
from ledger.claims.as_json import plain
from ledger.claims.developments import KINDS, ConsentsCounted, Development
from ledger.views.answer_types import Joined, Plain

Name = NewType("Name", str)


class Colour(StrEnum):
    """What colour."""

    RED = "red"


@attrs.frozen
class Leaf:
    """A leaf.

    With a second paragraph.
    """

    name: Name
    day: date | None = None
    others: tuple[str, ...] = ()


@attrs.frozen
class Branch:
    """A branch, which holds branches."""

    leaf: Leaf
    branches: tuple[Branch, ...] = ()


class Receipt(TypedDict):
    """A receipt."""

    number: int
    note: NotRequired[str]


def test_the_docstring_runs():
    """The example of the class gives what it says."""
    assert doctest.testmod(json_schema).failed == 0


@pytest.mark.parametrize(
    ("kind", "schema"),
    [
        (Name, {"type": "string"}),
        (Path, {"type": "string"}),
        (Literal["a"], {"const": "a"}),
        (Literal["a", "b"], {"enum": ["a", "b"]}),
        (int | None, {"anyOf": [{"type": "integer"}, {"type": "null"}]}),
        (Mapping[str, bool], {"type": "object", "additionalProperties": {"type": "boolean"}}),
        (
            tuple[int, str],
            {
                "type": "array",
                "prefixItems": [{"type": "integer"}, {"type": "string"}],
                "items": False,
                "minItems": 2,
            },
        ),
    ],
)
def test_a_type_of_the_language_has_its_schema(kind, schema):
    """Scalars, choices, unions, lists and mappings are as JSON has them."""
    assert Definitions().of(kind) == schema


def test_a_class_has_all_its_fields_and_no_other():
    """Every field is required, also one with a default: the plain form leaves nothing out."""
    definitions = Definitions()
    assert definitions.of(Leaf) == {"$ref": "#/$defs/Leaf"}
    leaf = definitions.schemas["Leaf"]
    assert leaf["description"] == "A leaf."
    assert leaf["required"] == list(leaf["properties"]) == list(plain(Leaf("x")))
    assert leaf["additionalProperties"] is False


def test_the_sparse_form_may_leave_out_what_can_be_empty():
    """A definition of its own says so: null and empty lists may be missing."""
    definitions = Definitions()
    assert definitions.of(Leaf, sparse=True) == {"$ref": "#/$defs/Leaf.sparse"}
    assert definitions.schemas["Leaf.sparse"]["required"] == ["name"]
    assert list(plain(Leaf("x"), sparse=True)) == ["name"]


def test_what_both_forms_have_in_common_is_written_once():
    """The whole form is the sparse one with all fields required, and still refuses what it did."""
    definitions = Definitions()
    definitions.of(Leaf)
    definitions.of(Leaf, sparse=True)
    shared = sharing(definitions.schemas)
    assert shared["Leaf"].keys() == {"$ref", "required"}
    for schemas in (definitions.schemas, shared):
        leaf = Draft202012Validator({"$ref": "#/$defs/Leaf", "$defs": schemas})
        assert leaf.is_valid(plain(Leaf("x")))
        assert not leaf.is_valid(plain(Leaf("x"), sparse=True))
        assert not leaf.is_valid({**plain(Leaf("x")), "unheard-of": 1})


def test_the_developments_are_one_definition_wherever_one_of_them_stands():
    """Also where it may be null: the list of them is not written again in each field."""
    definitions = Definitions()
    assert definitions.of(Development) == {"$ref": "#/$defs/Development"}
    parts = [{"$ref": "#/$defs/Development.sparse"}, {"type": "null"}]
    assert definitions.of(Development | None, sparse=True) == {"anyOf": parts}
    assert len(definitions.schemas["Development"]["anyOf"]) == len(KINDS)


def test_a_class_that_holds_itself_refers_to_itself():
    """The schema ends, however deep a value is."""
    definitions = Definitions()
    definitions.of(Branch)
    items = definitions.schemas["Branch"]["properties"]["branches"]["items"]
    assert items == {"$ref": "#/$defs/Branch"}


def test_a_development_says_its_kind_and_what_its_fields_mean():
    """``kind`` is added as the plain form adds it; the help of a field is its description."""
    definitions = Definitions()
    definitions.of(ConsentsCounted)
    properties = definitions.schemas["ConsentsCounted"]["properties"]
    assert properties["kind"] == {"const": "consents-counted"}
    assert "description" in properties["count"]


def test_an_enum_is_its_words():
    """In the order of the class."""
    definitions = Definitions()
    definitions.of(Colour)
    assert definitions.schemas["Colour"] == {"description": "What colour.", "enum": ["red"]}


def test_a_key_that_may_be_missing_is_not_required():
    """A typed dict says so with ``NotRequired``."""
    definitions = Definitions()
    definitions.of(Receipt)
    assert definitions.schemas["Receipt"]["required"] == ["number"]


def test_what_is_joined_has_the_fields_of_all_parts():
    """Without those that are taken out."""
    joined = Annotated[object, Joined((Receipt, Leaf), frozenset({"others"}))]
    schema = Definitions().of(Annotated[object, Plain(list[joined], sparse=True)])["items"]
    assert list(schema["properties"]) == ["number", "note", "name", "day"]
    assert schema["required"] == ["number", "name"]


def test_two_classes_of_one_name_have_two_definitions():
    """The later one has its module before its name."""
    other = attrs.make_class("Leaf", {})
    other.__module__ = "tests.elsewhere"
    definitions = Definitions()
    assert definitions.of(Leaf) == {"$ref": "#/$defs/Leaf"}
    assert definitions.of(other) == {"$ref": "#/$defs/elsewhere.Leaf"}


@pytest.mark.parametrize("kind", [set[int], complex, "a word"])
def test_a_type_without_a_plain_form_is_refused(kind):
    """No schema is guessed for it."""
    with pytest.raises(NoSchema):
        Definitions().of(kind)
