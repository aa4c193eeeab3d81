"""What a field can hold, held to whoever gives it: a file is checked as it is read, Python here.

Takes a command; notes each value that its field's limits refuse. What was recorded against
them could not be read again, so nothing of the kind may reach the log.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Union, get_args, get_origin, get_type_hints

import attrs
import msgspec

from ledger.claims.entries.mistakes import OutOfBounds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.claims.refusals import Refusals

_FLAT = ("development", "entity")
"""What has no place of its own in an entry: its fields stand beside those of the command."""


@attrs.frozen(kw_only=True)
class _Limit:
    """What one value of a field must be: of a type, within bounds; ``deep``, fields of its own."""

    name: str
    many: bool
    optional: bool
    of: type | None
    bounds: msgspec.Meta | None
    words: tuple[str, ...]
    deep: bool


def check_limits(value: object, refusals: Refusals, within: str = "") -> None:
    """Note every value in a command, however deep, that its field cannot hold."""
    for limit in _limits(type(value)):  # type: ignore[arg-type]  # a class has a hash
        field = within or limit.name
        held = getattr(value, limit.name)
        for one in held if limit.many else (held,):
            if limit.deep and attrs.has(type(one)):
                check_limits(one, refusals, within if limit.name in _FLAT else field)
            elif limit.of is not None and (one is not None or not limit.optional):
                for rule in _broken(limit, one):
                    refusals.add(OutOfBounds(field, rule, fix="correct the value"), field)


@cache
def _limits(kind: type) -> tuple[_Limit, ...]:
    hints = get_type_hints(kind, include_extras=True)
    found = (_limit(field.name, hints[field.name]) for field in attrs.fields(kind))
    return tuple(one for one in found if one.deep or one.of is not None)


def _limit(name: str, hint: object) -> _Limit:
    optional = get_origin(hint) in (Union, UnionType) and type(None) in get_args(hint)
    if optional:
        hint = next(one for one in get_args(hint) if one is not type(None))
    many = get_origin(hint) is tuple
    of_one = get_args(hint)[0] if many else hint
    bounds = None
    if get_origin(of_one) is Annotated:
        of_one, *more = get_args(of_one)
        bounds = next((one for one in more if isinstance(one, msgspec.Meta)), None)
    closed = isinstance(of_one, type) and issubclass(of_one, Enum)
    return _Limit(
        name=name,
        many=many,
        optional=optional,
        of=of_one if bounds or closed else None,  # type: ignore[arg-type]  # one it is
        bounds=bounds,
        words=tuple(one.value for one in of_one) if closed else (),  # type: ignore[union-attr]
        deep=any(isinstance(one, type) and attrs.has(one) for one in (of_one, *get_args(of_one))),
    )


def _broken(limit: _Limit, value: object) -> Iterator[str]:
    """The limits that a value breaks, in words."""
    if limit.words:
        if value not in limit.words:
            yield f"must be one of {', '.join(limit.words)}"
        return
    bounds = limit.bounds or msgspec.Meta()
    if type(value) is not limit.of:
        yield "must be text" if limit.of is str else "must be a whole number"
    elif isinstance(value, str):
        if bounds.min_length and not value.strip():
            yield "must not be empty"
        if bounds.max_length is not None and len(value) > bounds.max_length:
            yield f"must be at most {bounds.max_length} characters long, not {len(value)}"
        if bounds.pattern is not None and not re.fullmatch(bounds.pattern, value):
            yield f"has the wrong shape: {value!r}"
    elif isinstance(value, int):
        low, high = bounds.ge, bounds.le
        if (low is not None and value < low) or (high is not None and value > high):
            yield f"must be from {low} to {high}"
