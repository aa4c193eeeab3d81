"""Values of the domain as plain data: what is hashed, stored and shown has one shape.

Takes attrs values, enums, dates; gives dicts, lists, text, whole numbers, booleans and null.
A development carries its kind. What is hashed and stored is ``written``: the same as the sparse
form, made for bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, StrEnum
from functools import cache
from operator import attrgetter
from pathlib import PurePath
from types import UnionType
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    NewType,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

import attrs

from ledger.edtf.value import Edtf
from ledger.ordered import ordered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ledger.ordered import Ordered

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
    return names, _contents(names)


def _contents(names: tuple[str, ...]) -> Callable[[object], tuple[object, ...]]:
    """What gives the contents of so many fields at once."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


@cache
def plain_fields(kind: type) -> tuple[attrs.Attribute[Any], ...]:
    """The fields of a class that its plain form has: all but those that are ``FOR_PAGES``."""
    return tuple(field for field in attrs.fields(kind) if field.metadata.get("plain", True))


def written(value: object, without: tuple[str, ...] = ()) -> Ordered:
    """A value with fields as it is written: as the sparse plain form, its names in their order.

    ``without``: fields that are left out, whatever is in them. What a field holds by its type is
    taken as it is, for commands are held to their types before anything is decided.
    """
    kind: type = type(value)
    return _writer(kind, without)(value)


def _written(content: object) -> object:
    """What is in a field, whatever its type."""
    kind: type = type(content)
    if _is_attrs(kind):
        return written(content)
    if kind is tuple:
        parts: tuple[object, ...] = content  # type: ignore[assignment]  # it is one
        return [_written(part) for part in parts] or None
    return plain(content, sparse=True)


@cache
def _writer(kind: type, without: tuple[str, ...] = ()) -> Callable[[object], Ordered]:
    """What writes values of a class: made once, of the types of its fields."""
    hints = get_type_hints(kind, include_extras=True)
    names = {field.name for field in plain_fields(kind)} - {*without}
    if _kind(kind) is not None:
        names.add("kind")
        hints["kind"] = str
    in_order = tuple(sorted(names))
    made, contents_of = ordered(kind.__name__, in_order), _contents(in_order)
    forms = [(place, _form_of(hints[name])) for place, name in enumerate(in_order)]
    others = tuple((place, form) for place, form in forms if form is not None)
    if not others:
        return lambda value: made(*contents_of(value))

    def write(value: object) -> Ordered:
        contents = list(contents_of(value))
        for place, form in others:
            if (content := contents[place]) is not None:
                contents[place] = form(content)
        return made(*contents)

    return write


def _form_of(hint: Any) -> Callable[[Any], object] | None:  # noqa: ANN401 - a type form
    """How whatever is of a type is written; None: as it is. A None is left out."""
    hints = {*_plain_hints(hint)} - {type(None)}
    if all(map(_is_as_it_is, hints)):
        return None
    if hints == {Edtf}:
        return str
    if hints == {tuple} and all(map(_is_as_it_is, _parts_of(hint))):
        return _or_none
    if len(hints) == 1 and all(map(_is_attrs, hints)):
        return _writer(hints.pop())
    return written if all(map(_is_attrs, hints)) else _written


def _or_none(parts: tuple[object, ...]) -> tuple[object, ...] | None:
    return parts or None


def _is_as_it_is(kind: type) -> bool:
    return kind in _AS_IT_IS or _is_choice(kind)


def _parts_of(hint: Any) -> Iterator[type]:  # noqa: ANN401 - a type form
    """The classes of what a list holds."""
    return (kind for part in get_args(hint) if part is not ... for kind in _plain_hints(part))


def _is_choice(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, StrEnum)


def _plain_hints(hint: Any) -> Iterator[type]:  # noqa: ANN401 - a type form
    """The classes of a type; of a list that of the list."""
    while isinstance(hint, NewType) or get_origin(hint) is Annotated:
        hint = hint.__supertype__ if isinstance(hint, NewType) else get_args(hint)[0]
    if get_origin(hint) in (Union, UnionType):
        for each in get_args(hint):
            yield from _plain_hints(each)
    else:
        yield get_origin(hint) or hint
