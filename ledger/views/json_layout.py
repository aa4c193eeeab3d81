"""An answer as JSON that a person can read and a program need not wade through.

Takes builtins; gives the text. What fits on a line stands on one, so that an answer of hundreds
of parties is about as short as without any line ends; the rest is indented by two.
"""

from __future__ import annotations

from itertools import chain
from json import JSONEncoder
from json.encoder import encode_basestring, encode_basestring_ascii
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_TEXT: Final = {False: encode_basestring, True: encode_basestring_ascii}
_WORDS: Final = {None: "null", False: "false", True: "true"}
_ENCODER: Final = JSONEncoder()
WIDTH: Final = 160  # columns: a dated answer of which nothing was stated fits


def laid_out(value: object, *, ascii_only: bool = False, indent: int = 0) -> str:
    """The value as JSON; a list or an object within `WIDTH` columns is one line.

    Words and numbers of a longer list stand as many on a line as fit.

    >>> laid_out({"a": [1, 2], "b": None})
    '{"a": [1, 2], "b": null}'
    """
    return _laid_out(value, _TEXT[ascii_only], indent)


def _laid_out(value: object, text: Callable[[str], str], indent: int) -> str:
    # Each of an answer's words comes by here, so that the most frequent kinds are asked first.
    kind = type(value)
    if kind is str:
        return text(value)  # type: ignore[arg-type]
    if value is None or kind is bool:
        return _WORDS[value]  # type: ignore[index]
    if kind is int:
        return str(value)
    match value:
        case dict() if value:
            parts = [
                f"{text(str(name))}: {_laid_out(part, text, indent + 2)}"
                for name, part in value.items()
            ]
            return _joined(parts, "{}", indent)
        case list() | tuple() if value:
            parts = [_laid_out(part, text, indent + 2) for part in value]
            scalars = not any(isinstance(part, dict | list | tuple) for part in value)
            return _joined(_filled(parts, indent) if scalars else parts, "[]", indent)
        case str():
            return text(value)
    return _ENCODER.encode(value)


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
