"""A value of a frozen class with other contents in some of its fields.

Takes an attrs value and the contents; gives a new value of its class. The fields of a class are
looked up once, so that what is done for each entry of a long file does not ask for them again.
"""

from __future__ import annotations

from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

V = TypeVar("V")


def evolved(value: V, contents: Mapping[str, object]) -> V:
    """The value with these contents of its fields, by name; the value itself where there are none.

    >>> evolved(attrs.make_class("Place", ["start", "end"])(1, 2), {"end": 3})
    Place(start=1, end=3)
    """
    if not contents:
        return value
    kind: type = type(value)
    names, contents_of = _fields(kind)
    made: V = kind(**{**dict(zip(names, contents_of(value), strict=True)), **contents})
    return made


@cache
def _fields(kind: type) -> tuple[tuple[str, ...], Callable[[object], tuple[Any, ...]]]:
    """The names of the fields, two or more, and what gives the contents of all of them."""
    names = tuple(field.name for field in attrs.fields(kind) if field.init)
    return names, attrgetter(*names)
