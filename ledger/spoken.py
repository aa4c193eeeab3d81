"""A sentence of ours that can be said in another language: English text that knows its pattern.

Takes a pattern and values; gives text. An answer holds it, JSON shows it, and both have English;
a page of another language says the same pattern with the same values (``views.words``). What a
source or a person wrote is a value, and stays as it is.
"""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_NONE: Mapping[str, object] = MappingProxyType({})
_MONTHS = "January February March April May June July August September October November December"


@attrs.frozen
class Listed:
    """Values in a row, the last joined by ``joint``: "a, b or c"."""

    values: tuple[object, ...]
    joint: Literal["and", "or"]


@attrs.frozen
class Word:
    """A closed word of ours, such as "signature", where no enum has it."""

    code: str


class Spoken(str):
    """English text with the pattern and the values that it is made of."""

    __slots__ = ("pattern", "values")

    pattern: str
    values: Mapping[str, object]


def spoken(pattern: str, **values: object) -> Spoken:
    """A sentence: ``{name}`` is the place of a value.

    A value is text, a number, a date, a closed word, several in a row, or another sentence.

    >>> spoken("published by {day}, or by {other}", day=date(2024, 6, 12), other="then")
    'published by 12 June 2024, or by then'
    """
    text = Spoken(pattern.format_map({name: english(value) for name, value in values.items()}))
    text.pattern, text.values = pattern, MappingProxyType(values) if values else _NONE
    return text


def either(values: Iterable[object]) -> Listed:
    """Values of which each would do."""
    return Listed(tuple(values), "or")


def together(values: Iterable[object]) -> Listed:
    """Values that belong together."""
    return Listed(tuple(values), "and")


def english(value: object) -> str:
    """A value as an English sentence has it."""
    match value:
        case Listed(values=values, joint=joint):
            *others, last = [*map(english, values)] or [""]
            return f"{', '.join(others)} {joint} {last}" if others else last
        case Word(code=code):
            return code
        case date():
            return f"{value.day} {_MONTHS.split()[value.month - 1]} {value.year}"
    return str(getattr(value, "display", value))
