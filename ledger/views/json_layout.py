"""An answer as JSON that a person can read and a program need not wade through.

Takes builtins; gives the text. What fits on a line stands on one, so that an answer of hundreds
of parties is about as short as without any line ends; the rest is indented by two.
"""

from __future__ import annotations

from json import JSONEncoder
from typing import Final

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
