"""What a field can hold, held to whoever gives it: a file is checked as it is read, Python here.

Takes a command; notes each value that its field's type or limits refuse. What was recorded
against them could not be read again, so nothing of the kind may reach the log.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache, cached_property
from types import UnionType
from typing import TYPE_CHECKING, Annotated, NewType, Union, get_args, get_origin, get_type_hints

import attrs
import msgspec

from ledger.claims.commands import Command, Describe
from ledger.claims.decision.refusals import OutOfBounds
from ledger.claims.entities import Entity
from ledger.edtf import Edtf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.claims.decision.refusals import Refusals

_FLAT = ("development", "entity")
"""What has no place of its own in an entry: its fields stand next to those of the command."""

_NAMES_OF_FIELDS = ("fields", "replace")
"""What says of a description's fields how they are meant, and is not recorded itself."""

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_CALLED = {
    str: "text",
    int: "a whole number",
    bool: "true or false",
    date: "a whole date",
    Decimal: "a decimal number",
    Edtf: "a date (ledger.edtf)",
}


@attrs.frozen(kw_only=True, slots=False)
class _Limit:
    """What one value of a field must be: of one of these types, within bounds.

    ``needed`` is a list that may not be empty.
    """

    name: str
    many: bool
    needed: bool
    optional: bool
    of: tuple[type, ...]
    bounds: msgspec.Meta

    @cached_property
    def words(self) -> dict[str, None]:
        """Of a closed vocabulary, its words in their order; empty for all else."""
        closed = self.of[0]
        return {str(each.value): None for each in closed} if issubclass(closed, Enum) else {}

    @cached_property
    def composed(self) -> tuple[type, ...]:
        """Those of its types that have fields of their own."""
        return tuple(kind for kind in self.of if kind not in _CALLED and attrs.has(kind))

    def fits(self, value: object) -> bool:
        """Whether a value is plainly within its limits; most are, and need no closer look."""
        kind = type(value)
        if kind is str and self._any_text:
            text: str = value  # type: ignore[assignment]  # it is one
            bounds = self.bounds
            return (
                bounds.pattern is None
                and (not bounds.min_length or (text != "" and not text[0].isspace()))
                and (bounds.max_length is None or len(text) <= bounds.max_length)
                and ((text.isascii() and "\0" not in text) or not _UNSTORABLE.search(text))
            )
        if kind is tuple and self.many:
            parts: tuple[object, ...] = value  # type: ignore[assignment]  # it is one
            return bool(parts or not self.needed) and all(map(self.one.fits, parts))
        return not self.many and kind is self.of[0] and (kind is not int or self._unbounded)

    @cached_property
    def one(self) -> _Limit:
        """The same of one value of a list."""
        return attrs.evolve(self, many=False, needed=False)

    @cached_property
    def _any_text(self) -> bool:
        return not self.many and str in self.of and not self.words

    @cached_property
    def _unbounded(self) -> bool:
        return self.bounds.ge is None and self.bounds.le is None

    @property
    def said(self) -> str:
        """Of what type it must be, in words."""
        return " or ".join(_CALLED.get(type_, type_.__name__) for type_ in self.of)


def check_command(command: object, refusals: Refusals) -> None:
    """Note every value in a command, however deep, that its field cannot hold."""
    if isinstance(command, Command):
        _check(command, refusals)
        if isinstance(command, Describe) and isinstance(command.entity, Entity):
            _check_names(command, refusals)
    else:
        rule = f"must be one of {', '.join(arg.__name__ for arg in get_args(Command))}"
        refusals.add(OutOfBounds("command", rule, fix="see ledger.claims.commands"), "command")


def _check_names(command: Describe, refusals: Refusals) -> None:
    """What says how a description's fields are meant names fields that it has."""
    attributes = attrs.fields_dict(type(command.entity))
    for name in _NAMES_OF_FIELDS:
        names = getattr(command, name)
        if names is None and name == "fields":
            continue
        if not isinstance(names, frozenset) or not names <= attributes.keys():
            rule = f"must be a frozenset of fields of a {command.entity.kind}"
            refusals.add(OutOfBounds(name, rule, fix=f"use {', '.join(attributes)}"), name)


def _check(value: object, refusals: Refusals, within: str = "") -> None:
    for limit in _limits(type(value)):  # type: ignore[arg-type]  # a class has a hash
        content = getattr(value, limit.name)
        if content is None and limit.optional:
            continue  # most fields of most commands
        field = within or limit.name
        if not limit.fits(content):
            for rule in _broken(limit, content):
                refusals.add(OutOfBounds(field, rule, fix="correct the value"), field)
        for part in _parts(limit, content) if limit.composed else ():
            _check(part, refusals, within if limit.name in _FLAT else field)


def _parts(limit: _Limit, content: object) -> Iterator[object]:
    """Those of a field's values that have fields of their own."""
    for part in content if limit.many and isinstance(content, tuple) else (content,):
        if type(part) in limit.composed:
            yield part


@cache
def _limits(kind: type) -> tuple[_Limit, ...]:
    hints = get_type_hints(kind, include_extras=True)
    return tuple(
        _limit(field, hints[field.name])
        for field in attrs.fields(kind)
        if field.name not in _NAMES_OF_FIELDS
    )


def _limit(field: attrs.Attribute[object], hint: object) -> _Limit:
    optional = _is_union(hint) and type(None) in get_args(hint)
    if optional:
        left = [kind for kind in get_args(hint) if kind is not type(None)]
        hint = left[0] if len(left) == 1 else Union[tuple(left)]  # noqa: UP007 - of a list
    many = get_origin(hint) is tuple
    of_one = get_args(hint)[0] if many else hint
    bounds = msgspec.Meta()
    of: list[type] = []
    for arg in get_args(of_one) if _is_union(of_one) else (of_one,):
        while isinstance(arg, NewType) or get_origin(arg) is Annotated:
            bounds = next((b for b in get_args(arg) if isinstance(b, msgspec.Meta)), bounds)
            arg = arg.__supertype__ if isinstance(arg, NewType) else get_args(arg)[0]  # noqa: PLW2901
        of.append(arg)
    return _Limit(
        name=field.name,
        many=many,
        needed=many and field.default is attrs.NOTHING,
        optional=optional,
        of=tuple(of),
        bounds=bounds,
    )


def _is_union(hint: object) -> bool:
    return get_origin(hint) in (Union, UnionType)


def _broken(limit: _Limit, value: object) -> Iterator[str]:
    """The limits that a field's value breaks, in words."""
    if not limit.many:
        yield from _broken_by_one(limit, value)
    elif not isinstance(value, tuple):
        yield "must be a tuple"
    elif limit.needed and not value:
        yield "must not be empty"
    else:
        for part in value:
            yield from _broken_by_one(limit, part)


def _broken_by_one(limit: _Limit, value: object) -> Iterator[str]:
    if limit.words:
        if not isinstance(value, str) or value not in limit.words:
            yield f"must be one of {', '.join(limit.words)}"
    elif isinstance(value, str) and str in limit.of:
        yield from _broken_by_text(limit.bounds, value)
    elif type(value) not in limit.of:
        yield f"must be {limit.said}"
    elif isinstance(value, int):
        low, high = limit.bounds.ge, limit.bounds.le
        if (low is not None and value < low) or (high is not None and value > high):
            yield f"must be from {low} to {high}"


def _broken_by_text(bounds: msgspec.Meta, text: str) -> Iterator[str]:
    if bounds.min_length and not text.strip():
        yield "must not be empty"
    if bounds.max_length is not None and len(text) > bounds.max_length:
        yield f"must be at most {bounds.max_length} characters long, not {len(text)}"
    if bounds.pattern is not None and not re.fullmatch(bounds.pattern, text):
        yield f"has the wrong shape: {text!r}"
    if match := _UNSTORABLE.search(text):
        yield f"holds a character that cannot be stored: {match[0]!r}"
