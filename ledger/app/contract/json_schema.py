"""A type of an answer as JSON Schema (2020-12), as ``as_json.plain`` writes its values.

Takes attrs classes, typed dicts, enums and the types of their fields; gives a schema and the
definitions that it refers to. A type that cannot be made plain is refused.
"""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import PurePath
from typing import Annotated, Any, Literal, NewType, Union, get_args, get_origin, get_type_hints

import attrs

from ledger.claims.as_json import plain_fields
from ledger.claims.developments import KINDS
from ledger.edtf import Edtf
from ledger.views.answer_types import Joined, Plain

Schema = dict[str, object]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_KINDS = frozenset(KINDS.values())
_LISTS = (list, frozenset, Sequence)
_SCALARS: Mapping[object, Schema] = {
    object: {},
    Any: {},
    type(None): {"type": "null"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    str: {"type": "string"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
    Decimal: {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"},
    Edtf: {"type": "string", "description": "A date in EDTF."},
}
_OPEN = {True: ".sparse", False: ""}


class NoSchema(TypeError):
    """A type whose values have no plain form."""


class Definitions:
    """The schemas of types, each class once, under its own name.

    >>> Definitions().of(tuple[int, ...])
    {'type': 'array', 'items': {'type': 'integer'}}
    """

    def __init__(self) -> None:
        self.schemas: dict[str, Schema] = {}
        self._types: dict[str, type] = {}

    def of(self, kind: object, *, sparse: bool = False) -> Schema:
        """The schema of a type; of a class, a reference to its definition.

        Raises:
            NoSchema: there is no plain form of its values.
        """
        if kind in _SCALARS:
            return dict(_SCALARS[kind])
        if isinstance(kind, NewType):
            return self.of(kind.__supertype__, sparse=sparse)
        origin = get_origin(kind)
        if origin is not None:
            return self._generic(kind, origin, sparse=sparse)
        if not isinstance(kind, type):
            raise NoSchema(f"{kind!r} has no schema")
        if issubclass(kind, PurePath):
            return {"type": "string"}
        return self._reference(kind, sparse=sparse)

    def _generic(self, kind: object, origin: object, *, sparse: bool) -> Schema:
        args = get_args(kind)
        if origin is Annotated:
            return self._marked(args, sparse=sparse)
        if origin in {Union, types.UnionType}:
            return self._union(args, sparse=sparse)
        if origin is Literal:
            return {"enum": list(args)} if len(args) > 1 else {"const": args[0]}
        if origin is tuple and args[-1] is not Ellipsis:
            parts = [self.of(arg, sparse=sparse) for arg in args]
            return {"type": "array", "prefixItems": parts, "items": False, "minItems": len(parts)}
        if origin is tuple or origin in _LISTS:
            return {"type": "array", "items": self.of(args[0], sparse=sparse)}
        if origin in {dict, Mapping}:
            return {"type": "object", "additionalProperties": self.of(args[1], sparse=sparse)}
        raise NoSchema(f"{kind!r} has no schema")

    def _union(self, args: Sequence[object], *, sparse: bool) -> Schema:
        """One of some types; the many developments are one definition."""
        if not _KINDS.issubset(args):
            return _any_of([self.of(arg, sparse=sparse) for arg in args])
        name = "Development" + _OPEN[sparse]
        if name not in self.schemas:
            kinds = [self.of(arg, sparse=sparse) for arg in args if arg in _KINDS]
            self.schemas[name] = _any_of(kinds)
        rest = [self.of(arg, sparse=sparse) for arg in args if arg not in _KINDS]
        reference = _reference_to(name)
        return _any_of([reference, *rest]) if rest else reference

    def _marked(self, args: tuple[Any, ...], *, sparse: bool) -> Schema:
        for mark in args[1:]:
            if isinstance(mark, Plain):
                return self.of(mark.type, sparse=sparse or mark.sparse)
            if isinstance(mark, Joined):
                return self._joined(mark, sparse=sparse)
        return self.of(args[0], sparse=sparse)

    def _joined(self, joined: Joined, *, sparse: bool) -> Schema:
        properties: dict[str, object] = {}
        required: list[str] = []
        for part in joined.parts:
            schema = self._object(part, sparse=sparse)
            properties |= typing.cast("dict[str, object]", schema["properties"])
            required += typing.cast("list[str]", schema["required"])
        kept = {name: value for name, value in properties.items() if name not in joined.without}
        names = [name for name in dict.fromkeys(required) if name in kept]
        return _closed(kept, names)

    def _reference(self, kind: type, *, sparse: bool) -> Schema:
        open_ = sparse and not issubclass(kind, Enum)
        name = self._name(kind) + _OPEN[open_]
        if name not in self.schemas:
            self.schemas[name] = {}  # a type that holds itself refers to this
            self.schemas[name] = self._defined(kind, sparse=sparse)
        return _reference_to(name)

    def _name(self, kind: type) -> str:
        """The class's name; of two of one name the later has its module before it."""
        name = kind.__name__.lstrip("_")
        if self._types.setdefault(name, kind) is not kind:
            name = f"{kind.__module__.rpartition('.')[2]}.{name}"
            self._types.setdefault(name, kind)
        return name

    def _defined(self, kind: type, *, sparse: bool) -> Schema:
        described: Schema = {"description": summary} if (summary := _summary(kind)) else {}
        if issubclass(kind, Enum):
            return described | {"enum": [member.value for member in kind]}
        return described | self._object(kind, sparse=sparse)

    def _object(self, kind: Any, *, sparse: bool) -> Schema:  # noqa: ANN401 - any class
        hints = get_type_hints(kind, include_extras=True)
        if typing.is_typeddict(kind):
            properties = {name: self.of(_bare(hint), sparse=sparse) for name, hint in hints.items()}
            return _closed(
                properties, [name for name, hint in hints.items() if _bare(hint) is hint]
            )
        if not attrs.has(kind):
            raise NoSchema(f"{kind!r} has no schema")
        properties, required = {}, []
        if kind in _KINDS:
            properties["kind"], required = {"const": kind.kind}, ["kind"]
        for field in plain_fields(kind):
            hint = hints[field.name]
            properties[field.name] = _helped(field, self.of(hint, sparse=sparse))
            if not (sparse and _left_out(hint)):
                required.append(field.name)
        return _closed(properties, required)


def sharing(schemas: Mapping[str, Schema]) -> dict[str, Schema]:
    """The same definitions, with what two forms of a class have in common written once.

    Where the fields of the sparse form are those of the whole one, the whole one is the sparse one
    with more fields required.
    """
    shared = {**schemas}
    for name, whole in schemas.items():
        sparse = schemas.get(name + _OPEN[True])
        if sparse is not None and sparse.get("properties") == whole.get("properties", ()):
            shared[name] = _reference_to(name + _OPEN[True]) | {"required": whole["required"]}
    return shared


def _closed(properties: Mapping[str, object], required: Sequence[str]) -> Schema:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(required),
        "additionalProperties": False,
    }


def _reference_to(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _any_of(schemas: Sequence[Schema]) -> Schema:
    return {"anyOf": list(schemas)}


def _bare(hint: object) -> object:
    """The type of a key that may be left out."""
    return get_args(hint)[0] if get_origin(hint) is typing.NotRequired else hint


def _left_out(hint: object) -> bool:
    """Whether a sparse form may leave a field of this type out: it can be null, or empty."""
    origin = get_origin(hint)
    if origin is Annotated:
        return _left_out(get_args(hint)[0])
    if origin in {Union, types.UnionType}:
        return any(_left_out(arg) for arg in get_args(hint))
    return hint is type(None) or origin is tuple


def _helped(field: attrs.Attribute[Any], schema: Schema) -> Schema:
    help_ = field.metadata.get("help")
    return {"description": help_, **schema} if help_ else schema


def _summary(kind: type) -> str:
    """The first paragraph of a class's docstring, on one line."""
    text = inspect.cleandoc(kind.__doc__ or "").partition("\n\n")[0]
    return " ".join(text.split())
