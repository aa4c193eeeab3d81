"""An answer as JSON that a person can read and a program need not wade through.

Takes builtins; gives the text. What fits on a line stands on one, so that an answer of hundreds
of parties is about as short as without any line ends; the rest is indented by two.
"""

from __future__ import annotations

from itertools import chain
from json import JSONEncoder
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TEXT: Final = {
    ascii_only: JSONEncoder(ensure_ascii=ascii_only).encode for ascii_only in (False, True)
}
WIDTH: Final = 160  # columns: a dated answer of which nothing was stated fits


def laid_out(value: object, *, ascii_only: bool = False, indent: int = 0) -> str:
    """The value as JSON; a list or an object within `WIDTH` columns is one line.

    Words and numbers of a longer list stand as many on a line as fit.

    >>> laid_out({"a": [1, 2], "b": None})
    '{"a": [1, 2], "b": null}'
    """
    match value:
        case dict() if value:
            names = map(_TEXT[ascii_only], map(str, value))
            parts = [
                f"{name}: {laid_out(part, ascii_only=ascii_only, indent=indent + 2)}"
                for name, part in zip(names, value.values(), strict=True)
            ]
            return _joined(parts, "{}", indent)
        case list() | tuple() if value:
            parts = [laid_out(part, ascii_only=ascii_only, indent=indent + 2) for part in value]
            scalars = not any(isinstance(part, dict | list | tuple) for part in value)
            return _joined(_filled(parts, indent) if scalars else parts, "[]", indent)
    return _TEXT[ascii_only](value)


class Streamed:
    """A list of objects that are made as they are written; those of a short list are made now."""

    def __init__(self, items: Iterable[object]) -> None:
        each, start, length = iter(items), list[object](), 0
        for item in each:
            start.append(item)
            length += len(laid_out(item))
            if length > WIDTH:
                break
        self.is_long = length > WIDTH
        self._items = chain(start, each)

    def __iter__(self) -> Iterator[object]:
        """The objects, once."""
        return self._items


def lines_of(value: object, *, ascii_only: bool = False) -> Iterator[str]:
    """What ``laid_out`` gives of a value, in parts of whole lines.

    Of a value that holds ``Streamed`` lists, as an object or within objects, no more than an
    item is made at a time.
    """
    value = _short_made(value)
    if not _streams(value):
        yield laid_out(value, ascii_only=ascii_only)
        return
    yield from _parts("", value, "", indent=0, ascii_only=ascii_only)


def _short_made(value: object) -> object:
    """The same with short lists as they are."""
    match value:
        case Streamed() if not value.is_long:
            return list(value)
        case dict():
            return {name: _short_made(part) for name, part in value.items()}
    return value


def _streams(value: object) -> bool:
    return isinstance(value, Streamed) or (
        isinstance(value, dict) and any(map(_streams, value.values()))
    )


def _parts(
    before: str, value: object, after: str, *, indent: int, ascii_only: bool
) -> Iterator[str]:
    """A value with what stands before and after it on its first and last line."""
    space = " " * indent
    if not _streams(value):
        yield f"{space}{before}{laid_out(value, ascii_only=ascii_only, indent=indent)}{after}"
        return
    if isinstance(value, dict):
        named: Iterable[tuple[str, object]] = (
            (f"{_TEXT[ascii_only](str(name))}: ", part) for name, part in value.items()
        )
        ends = "{}"
    else:
        assert isinstance(value, Streamed)  # noqa: S101 - nothing else streams
        named, ends = (("", item) for item in value), "[]"
    yield f"{space}{before}{ends[0]}"
    last: tuple[str, object] | None = None
    for each in named:
        if last is not None:
            yield from _parts(*last, ",", indent=indent + 2, ascii_only=ascii_only)
        last = each
    if last is not None:
        yield from _parts(*last, "", indent=indent + 2, ascii_only=ascii_only)
    yield f"{space}{ends[1]}{after}"


def _filled(parts: list[str], indent: int) -> list[str]:
    """Ids and words of a list, as many on a line as fit."""
    lines = [parts[0]]
    for part in parts[1:]:
        if indent + len(lines[-1]) + len(part) + 5 <= WIDTH:
            lines[-1] += f", {part}"
        else:
            lines.append(part)
    return lines


def _joined(parts: list[str], ends: str, indent: int) -> str:
    length = indent + sum(map(len, parts)) + 2 * len(parts)
    if length <= WIDTH and not any("\n" in part for part in parts):
        return f"{ends[0]}{', '.join(parts)}{ends[1]}"
    between = ",\n" + " " * (indent + 2)
    return f"{ends[0]}{between[1:]}{between.join(parts)}\n{' ' * indent}{ends[1]}"
