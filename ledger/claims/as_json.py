"""Values of the domain as plain data: what is hashed, stored and shown has one shape.

Takes attrs values, enums, dates; gives dicts, lists, text, whole numbers, booleans and null.
A development carries its kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from operator import attrgetter
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import attrs

from ledger.edtf.value import Edtf

if TYPE_CHECKING:
    from collections.abc import Callable

_DEVELOPMENTS = "ledger.claims.developments."
_AS_IT_IS = frozenset({str, int, bool, type(None)})


def plain(value: object, *, sparse: bool = False) -> Any:  # noqa: ANN401 - any JSON
    """The value as plain data; ``sparse`` leaves out nulls and empty lists of objects.

    >>> plain({"when": date(2024, 6, 12), "of": (Decimal("2.5"), None)})
    {'when': '2024-06-12', 'of': ['2.5', None]}
    """
    kind: type = type(value)
    if kind in _AS_IT_IS:
        return value
    if _is_attrs(kind):
        return _fields(value, sparse=sparse)
    match value:
        case Enum():
            return value._value_
        case int():
            return value
        case str():
            return str(value)  # of a sentence that knows its pattern, the text alone
        case Edtf() | Decimal() | PurePath():
            return str(value)
        case date() | datetime():
            return value.isoformat()
        case tuple() | list() | frozenset():
            return [plain(item, sparse=sparse) for item in value]
        case Mapping():
            return {str(key): plain(item, sparse=sparse) for key, item in value.items()}
    raise TypeError(f"a {kind.__name__} is no value of the domain")


def _fields(value: object, *, sparse: bool) -> dict[str, Any]:
    kind: type = type(value)
    fields: dict[str, Any] = {"kind": own} if (own := _kind(kind)) is not None else {}
    names, contents_of = _plain_names(kind)
    for name, content in zip(names, contents_of(value), strict=True):
        of_type: type = type(content)
        if content is None or (of_type is tuple and not content):
            if not sparse:
                fields[name] = None if content is None else []
        elif of_type in _AS_IT_IS:
            fields[name] = content
        elif _is_attrs(of_type):
            fields[name] = _fields(content, sparse=sparse)
        else:
            fields[name] = plain(content, sparse=sparse)
    return fields


@cache
def _kind(kind: type) -> str | None:
    """The kind of a development; None of any other value. No development is loaded for it."""
    own = getattr(kind, "kind", None)
    return own if isinstance(own, str) and kind.__module__.startswith(_DEVELOPMENTS) else None


@cache
def _is_attrs(kind: type) -> bool:
    """Whether it goes by its fields: values that are one text of their own do not."""
    return attrs.has(kind) and not issubclass(kind, Edtf | Enum)


@cache
def _plain_names(kind: type) -> tuple[tuple[str, ...], Callable[[object], tuple[object, ...]]]:
    """The names of those fields, and what gives all their contents at once."""
    names = tuple(field.name for field in plain_fields(kind))
    if len(names) > 1:
        return names, attrgetter(*names)
    return names, lambda value: tuple(getattr(value, name) for name in names)


@cache
def plain_fields(kind: type) -> tuple[attrs.Attribute[Any], ...]:
    """The fields of a class that its plain form has: all but those that are ``FOR_PAGES``."""
    return tuple(field for field in attrs.fields(kind) if field.metadata.get("plain", True))
