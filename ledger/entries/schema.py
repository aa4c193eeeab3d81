"""The format as a JSON Schema (draft 2020-12), for editors, forms and other programs.

Takes the descriptions of ``specs``, gives one schema; what the reader refuses for its shape,
the schema refuses too. Whether names exist and quotes stand in their documents, it cannot say.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

import attrs

from ledger.claims.developments import Figure
from ledger.claims.entry_into_force.conditions import SHARE_PATTERN
from ledger.entries.document import WAYS, DocumentEntry
from ledger.entries.short_form.blocks import CLAIMS, SHARED
from ledger.entries.specs import (
    CLAIM_KINDS,
    FIGURE_PATTERN,
    KIND_NAMES,
    FieldSpec,
    KindSpec,
    Sort,
    attribution,
    field_specs,
    kind_spec,
    parties_spec,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_ONE_DATE = r"([0-9]{2}([0-9][0-9X]|XX)(-([0-9]{2}|XX)(-([0-9]{2}|XX))?)?[?~%]?)"
DATE_PATTERN = rf"^({_ONE_DATE}|({_ONE_DATE}|\.\.)?/({_ONE_DATE}|\.\.)?)$"
"""The shape of an EDTF date; that there is no 31 June, only the reader knows."""
DAY_PATTERN = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"

_Schema = dict[str, object]


def json_schema() -> dict[str, object]:
    """The schema of an entry or of a list of entries."""
    kinds: _Schema = {kind: _kind(kind_spec(kind)) for kind in KIND_NAMES}
    several: _Schema = {
        f"{kind}-of-several": _of_several(kind, spec)
        for kind in CLAIM_KINDS
        if (spec := parties_spec(kind)) is not None
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Entries of a claim ledger",
        "description": "A list of entries, or one; in JSON Lines, one a line.",
        "anyOf": [_ITEM, {"type": "array", "items": _ITEM, "minItems": 1}],
        "$defs": {
            "item": {
                "anyOf": [
                    {"$ref": f"#/$defs/{form}"} for form in ("entry", "line", "block", "head")
                ]
            },
            "entry": _one_of([*KIND_NAMES, *several]),
            "line": _LINE,
            "block": _block(),
            "head": _HEAD,
            "claim": _one_of(CLAIM_KINDS),
            **{f"of-a-claim-{field.name}": _field(field) for field in attribution()},
            **_records(spec for kind in KIND_NAMES for spec in kind_spec(kind).fields),
            **kinds,
            **several,
        },
    }


_ITEM: _Schema = {"$ref": "#/$defs/item"}
_WITHIN: _Schema = {
    "description": "An entry of a block; what the block says it may leave out.",
    "anyOf": [_ITEM, {"type": "object", "required": ["kind"]}],
}
_LINE_PATTERN = rf"^\s*(({'|'.join(CLAIM_KINDS)})\s*$|({'|'.join(KIND_NAMES)})\s+\S)"
_LINE: _Schema = {
    "description": "An entry in one line: its kind and what goes with it, then the quote or name.",
    "type": "object",
    "not": {
        "anyOf": [
            {"required": ["kind"]},
            {"propertyNames": {"not": {"pattern": _LINE_PATTERN}}},
        ]
    },
}


_HEAD: _Schema = {
    "description": "Claims of one document: from DOCUMENT of INSTRUMENT in PARTNERSHIP.",
    "type": "object",
    "patternProperties": {r"^from\s+\S": {"type": "array", "items": _WITHIN}},
    "additionalProperties": False,
    "minProperties": 1,
    "maxProperties": 1,
}


def _block() -> _Schema:
    """Claims with what they share; what it says once it says as the field that it stands for."""
    fields = {field.name: field for field in field_specs("signed")}
    return {
        "description": "Claims of one document, with what they share.",
        "type": "object",
        "properties": {
            **{name: _field(fields[field]) for name, field in SHARED.items()},
            CLAIMS: {"type": "array", "items": _WITHIN},
        },
        "required": [CLAIMS],
        "additionalProperties": False,
    }


def _of_several(kind: str, parties: FieldSpec) -> _Schema:
    """An act of several parties: the same entry with ``parties`` in the place of ``party``."""
    spec = kind_spec(kind)
    fields = tuple(
        attrs.evolve(parties, required=True) if field.name == "party" else field
        for field in spec.fields
    )
    summary = f"{spec.summary.partition(chr(10))[0]} A claim for each of its parties."
    same = {
        field.name: {"$ref": f"#/$defs/{kind}/properties/{field.name}"}
        for field in spec.fields
        if field.name != "party" and field not in attribution()
    }
    schema = _kind(attrs.evolve(spec, summary=summary, fields=fields))
    return schema | {"properties": _properties(fields) | same | {"kind": {"const": kind}}}


def _records(fields: Iterable[FieldSpec]) -> _Schema:
    """The shape of each record that is a field's value, and of those within it, once."""
    shapes: _Schema = {}
    for field in fields:
        if field.parts and field.sort is not Sort.ENTRY:
            shapes |= {_record(field): _object(field.parts), **_records(field.parts)}
    return shapes


def _record(field: FieldSpec) -> str:
    return f"record-{cast('type', field.type).__name__}"


def _one_of(kinds: Iterable[str]) -> _Schema:
    return {"oneOf": [{"$ref": f"#/$defs/{kind}"} for kind in kinds]}


def _kind(spec: KindSpec) -> _Schema:
    schema = _object(spec.fields)
    properties = {"kind": {"const": spec.kind}, **_properties(spec.fields)}
    schema |= {
        "description": spec.summary,
        "properties": properties,
        "required": ["kind", *(field.name for field in spec.fields if field.required)],
    }
    if spec.kind == DocumentEntry.kind:
        fields: _Schema = {"not": {"enum": [None, []]}}
        schema["oneOf"] = [{"required": [way], "properties": {way: fields}} for way in WAYS]
    return schema


def _object(fields: Iterable[FieldSpec]) -> _Schema:
    return {
        "type": "object",
        "properties": _properties(fields),
        "required": [field.name for field in fields if field.required],
        "additionalProperties": False,
    }


def _properties(fields: Iterable[FieldSpec]) -> dict[str, object]:
    return {
        field.name: {"$ref": f"#/$defs/of-a-claim-{field.name}"}
        if field in attribution()
        else _field(field)
        for field in fields
    }


def _field(spec: FieldSpec) -> _Schema:
    schema = _value(spec)
    if spec.many:
        schema = {"type": "array", "items": schema} | ({"minItems": 1} if spec.required else {})
    if spec.nullable:
        schema = _or_null(schema)
    if isinstance(spec.default, str | bool | int):
        schema["default"] = spec.default
    return {"description": spec.help, **schema}


def _or_null(schema: _Schema) -> _Schema:
    if "type" in schema:
        return schema | {"type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def _value(spec: FieldSpec) -> _Schema:
    """One value of a field."""
    if spec.sort is Sort.CHOICE:
        return {"enum": list(spec.choices)}
    if spec.type is Figure:
        return {"anyOf": [{"$ref": f"#/$defs/{_record(spec)}"}, {"type": "string", "minLength": 1}]}
    if spec.sort is Sort.RECORD:
        return {"$ref": f"#/$defs/{_record(spec)}"}
    if spec.sort is Sort.DATE:
        return {"type": "string", "pattern": DAY_PATTERN if spec.type is date else DATE_PATTERN}
    sort = "integer" if spec.sort is Sort.NUMBER else "string"
    return dict(_FIXED.get(spec.sort) or {"type": sort, **_bounds(spec)})


_FIXED: Mapping[Sort, Mapping[str, object]] = {
    Sort.YES_NO: {"type": "boolean"},
    Sort.FIGURE: {"anyOf": [{"type": "string", "pattern": FIGURE_PATTERN}, {"type": "number"}]},
    Sort.SHARE: {"anyOf": [{"type": "string", "pattern": SHARE_PATTERN}, {"type": "number"}]},
    Sort.ENTRY: {"$ref": "#/$defs/claim"},
}
_KEYWORDS = {
    "ge": "minimum",
    "le": "maximum",
    "min_length": "minLength",
    "max_length": "maxLength",
    "pattern": "pattern",
}


def _bounds(spec: FieldSpec) -> _Schema:
    limits = {ours: getattr(spec.bounds, name, None) for name, ours in _KEYWORDS.items()}
    if limits["minLength"]:
        limits["pattern"] = r"\S"  # white space alone is nothing
    return {keyword: bound for keyword, bound in limits.items() if bound is not None}
