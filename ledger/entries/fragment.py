"""What is right in an entry that has mistakes: its fields, to be checked on their own.

Takes the fields that ``decode`` could read; gives the values, the paths of what is wrong, and
a stand-in for what they would have made. ``partial`` checks their names and quotes.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs

from ledger.entries.specs import FieldSpec, Sort

if TYPE_CHECKING:
    from collections.abc import Iterator

PLACEHOLDER = "\0"
"""What stands for a text that is wrong: no name, and no other placeholder, is the same."""


@attrs.frozen(kw_only=True)
class Fragment:
    """The right fields of an entry, or of a group of fields in it.

    ``kind`` is None where it is wrong itself: then ``values`` are as they were written.
    Of a list, what is wrong is None; what is partly right is a fragment again.
    """

    kind: str | None = None
    specs: tuple[FieldSpec, ...] = ()
    values: Mapping[str, object] = attrs.Factory(dict)
    broken: frozenset[str] = frozenset()

    def text(self, field: str) -> str | None:
        """The text of a field, where there is one."""
        value = self.values.get(field)
        return None if value is None or isinstance(value, tuple | Fragment) else str(value)

    def right(self, *fields: str) -> bool:
        """Whether none of these fields is wrong; they may be left out."""
        return self.broken.isdisjoint(fields)

    @property
    def wrong(self) -> bool:
        """Whether anything in it is wrong."""
        return next(self.paths, None) is not None

    @property
    def paths(self) -> Iterator[str]:
        """The paths of all that is wrong, such as ``when.0.share``."""
        yield from self.broken
        for name, value in self.values.items():
            if isinstance(value, Fragment):
                yield from (f"{name}.{path}" for path in value.paths)
            for place, item in enumerate(value if isinstance(value, tuple) else ()):
                if item is None:
                    yield f"{name}.{place}"
                if isinstance(item, Fragment):
                    yield from (f"{name}.{place}.{path}" for path in item.paths)


def stand_in(cls: Any, fragment: Fragment) -> Any:  # noqa: ANN401 - a class of run time
    """An instance with the right values, and with harmless ones for those that are wrong.

    It is not checked as a whole, and of use only to look at what is right in it.
    """
    made = object.__new__(cls)
    specs = {spec.name: spec for spec in fragment.specs}
    for field in attrs.fields(cls):
        spec = specs.get(field.name)
        value = fragment.values.get(field.name)
        if value is None or spec is None:
            value = _harmless(spec) if spec and spec.required else _default(field)
        elif isinstance(value, tuple):
            value = tuple(_item(spec, item, place) for place, item in enumerate(value))
        elif isinstance(value, Fragment):
            value = stand_in(spec.type, value)
        object.__setattr__(made, field.name, value)
    return made


def _default(field: attrs.Attribute[object]) -> object:
    return None if field.default is attrs.NOTHING else field.default


def _item(spec: FieldSpec, item: object, place: int) -> object:
    if isinstance(item, Fragment):
        return stand_in(spec.type, item)
    return _harmless(attrs.evolve(spec, many=False), place) if item is None else item


def _harmless(spec: FieldSpec, place: int = 0) -> object:
    """A value of the right type that breaks no rule of its own."""
    if spec.many:
        return ()
    match spec.sort:
        case Sort.RECORD:
            return stand_in(spec.type, Fragment(specs=spec.parts))
        case Sort.NUMBER:
            return 1
        case Sort.FIGURE:
            return Decimal(0)
        case Sort.SHARE:
            return "1"
        case Sort.YES_NO:
            return False
        case Sort.CHOICE:
            return next(iter(spec.type))  # type: ignore[call-overload]  # an enum
        case Sort.DATE:
            return None
    return f"{PLACEHOLDER}{spec.name}{place}"
