"""A text of entries as a tree whose every node knows where it stands.

Takes what the YAML and the JSON reader found, gives nodes and their places; ``decode`` turns
the tree into commands. Offsets are code points, so that a line and a column are worked out
only for what goes wrong.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

import attrs
import msgspec

from ledger.edtf import Edtf
from ledger.errors import ClaimsError, Where

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LONGEST_EXCERPT = 1_000
"""Characters of a line that a place repeats; a file of one line must not stand in each mistake."""

DEPTH = 12
"""How deep entries may nest; the deepest that means anything is a figure in a correction."""


_NAMED = re.compile(
    r"""\b(?:id|name|code|hurdle)["']?[ \t]*:[ \t]*"""
    r"""(?:"([^"\n]*)|'([^'\n]*)|([^\s"',}\]][^,}\]\n]*))"""
)
"""A field that gives something its name, in a text that is no YAML or JSON."""


class Scalar(msgspec.Struct, frozen=True, gc=False):
    """A single value: text, number, yes or no, or nothing. A fraction in digits is a decimal."""

    value: str | int | float | Decimal | bool | None
    start: int = 0
    end: int = 0


class Items(msgspec.Struct, frozen=True, gc=False):
    """A list."""

    items: tuple[Node, ...]
    start: int = 0
    end: int = 0


class Fields(msgspec.Struct, frozen=True, gc=False):
    """Names with their values, in the order of the text and with its repetitions."""

    pairs: tuple[tuple[Scalar, Node], ...]
    start: int = 0
    end: int = 0

    def get(self, name: str) -> tuple[Scalar, Node] | None:
        """The first pair of that name."""
        return next((pair for pair in self.pairs if pair[0].value == name), None)


class NotRead(msgspec.Struct, frozen=True):  # an error may lead back to it
    """What the reader would not read, with the reason."""

    error: ClaimsError
    start: int = 0
    end: int = 0


Node = Scalar | Items | Fields | NotRead


@attrs.frozen(kw_only=True)
class Origin:
    """Where a tree came from.

    ``typed`` says that values carry their type (JSON); otherwise they are text, to be read as
    the field wants it (YAML, flags, prompts). ``line`` is the number of the text's first line.
    """

    source: str
    text: str | None = None
    typed: bool = False
    line: int = 1

    @cached_property
    def _lines(self) -> list[int]:
        """Where each line begins: found once, for a file can have as many mistakes as lines."""
        return [0, *(end.end() for end in re.finditer("\n", self.text or ""))]

    @cached_property
    def names(self) -> frozenset[str]:
        """What stands as a name in the text, read as YAML or JSON or not."""
        names = _NAMED.findall(self.text or "")
        return frozenset(word.strip() for words in names for word in words if word.strip())

    def where(self, node: Node) -> Where:
        """The place of a node; of one that spans several lines, its first."""
        return self.at(node.start, node.end)

    def at(self, start: int, end: int | None = None) -> Where:
        """The place of a stretch of the text, in code points from 0."""
        if self.text is None:
            return Where(source=self.source)
        number = bisect_right(self._lines, start)
        first = self._lines[number - 1]
        last = self.text.find("\n", start)
        line = self.text[first : None if last < 0 else last].rstrip("\r")
        column = start - first
        stop = min((start + 1 if end is None else end) - first, len(line))
        begins = 0 if column < LONGEST_EXCERPT // 2 else column - LONGEST_EXCERPT // 2
        return Where(
            source=self.source,
            line=self.line + number - 1,
            column=column + 1,
            excerpt=line[begins : begins + LONGEST_EXCERPT],
            caret=max(min(stop - column, LONGEST_EXCERPT), 1),
            begins=begins + 1,
        )


def grown(value: object) -> Node:
    """The tree of a Python value: what flags, prompts and Python callers give.

    TypeError for a value that no entry can hold.
    """
    match value:
        case bool() | int() | float() | None:
            return Scalar(value)
        case str():
            return Scalar(str(value))  # an enum member becomes its plain word
        case Decimal():
            return Scalar(value)
        case date() | Edtf():
            return Scalar(str(value))
        case list() | tuple():
            return Items(_items(value))
        case dict():
            return Fields(_pairs(value))
        case _:
            raise TypeError(f"no entry can hold a {type(value).__name__}")


def plain(node: Node) -> object:
    """The plain value that a tree stands for; TypeError for what could not be read."""
    match node:
        case Fields(pairs=pairs):
            return {str(name.value): plain(value) for name, value in pairs}
        case Items(items=items):
            return [plain(item) for item in items]
        case Scalar(value=value):
            return value
    raise TypeError("what could not be read has no value")


def _items(values: Sequence[object]) -> tuple[Node, ...]:
    return tuple(grown(each) for each in values)


def _pairs(values: Mapping[object, object]) -> tuple[tuple[Scalar, Node], ...]:
    return tuple((Scalar(str(name)), grown(each)) for name, each in values.items())
