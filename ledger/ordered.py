"""Objects of JSON whose names stand in their order, written at once and not sorted each time.

Takes the names that an object may have; gives a class for it. A value that is None is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable


class Ordered(msgspec.Struct, omit_defaults=True, gc=False):
    """An object of one of these classes: text, whole numbers, yes or no, and more of its kind."""


def ordered(name: str, names: Iterable[str]) -> type[Ordered]:
    """A class of objects with these names; its values are given in the order of the names.

    >>> msgspec.json.encode(ordered("Place", ["start", "end"])(9, None))
    b'{"end":9}'
    """
    fields: list[tuple[str, type, Any]] = [(each, object, None) for each in sorted(names)]
    made: type[Any] = msgspec.defstruct(name, fields, bases=(Ordered,))
    return made
