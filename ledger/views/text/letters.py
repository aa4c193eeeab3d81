"""Letters on a terminal: how many columns they take, which must not reach it, where a line breaks.

The one place that counts columns. ``wcwidth`` has the tables of Unicode; the letters that steer
a terminal or turn the direction of text are spelled out.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from ledger.late import late

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import wcwidth
else:
    wcwidth = late("wcwidth")  # plain letters are most of what is printed

# C0 and C1 controls (but tab), the marks that turn the direction of text, the ends of a line or
# paragraph, and the tags that nobody sees.
_STEERING = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f"
_UNSAFE = re.compile(f"[\n{_STEERING}]")
_UNSAFE_IN_LINES = re.compile(f"[{_STEERING}]")
_ESCAPED = "\\x{:02x}"
_CLUSTER = re.compile(
    r".(?:[\u0300-\u036f\u200d\ufe0f\U0001f3fb-\U0001f3ff]|(?<=\u200d).)*", re.DOTALL
)
_NARROW = re.compile("[ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e]*")
"""Letters of one column, whatever stands next to them: for these no table is needed."""
_UNBROKEN = re.compile(r"[!-~]+")
"""An id, a URL, a number: what can be copied only whole."""
_WORD = re.compile(r"( *)\s*(\S+)")
"""A word with the space before it: two spaces set apart what follows, and stay two."""


def safe(text: str) -> str:
    r"""One line with every character spelled out that would steer a terminal.

    >>> safe("a\x1b[2J"), safe("a\nb")
    ('a\\x1b[2J', 'a\\x0ab')
    """
    if text.isprintable():  # most is, and then nothing in it steers
        return text
    return _UNSAFE.sub(lambda match: _ESCAPED.format(ord(match.group())), text)


def safe_lines(text: str) -> str:
    r"""The same of several lines, which stay lines.

    >>> safe_lines("a\x1b[2J\nb")
    'a\\x1b[2J\nb'
    """
    return _UNSAFE_IN_LINES.sub(lambda match: _ESCAPED.format(ord(match.group())), text)


def safe_json(text: str) -> str:
    r"""JSON of many lines with every such character escaped as JSON has it.

    >>> safe_json('"\u202e"')
    '"\\u202e"'
    """
    return _UNSAFE_IN_LINES.sub(lambda match: json.dumps(match.group())[1:-1], text)


def is_narrow(text: str) -> bool:
    """Whether each letter takes one column and the only white space is the ordinary space."""
    return _NARROW.fullmatch(text) is not None


def cells(text: str) -> int:
    """How many columns of a terminal a text takes, once it is safe.

    >>> cells("ab"), cells("한국"), cells("e\u0301"), cells("a\u200bb")
    (2, 4, 1, 2)
    """
    if text.isascii() or is_narrow(text):
        return len(text)
    return max(0, wcwidth.wcswidth(safe(text).replace("\t", " ")))


def broken(text: str, room: int, first: int | None = None) -> Iterator[str]:
    """A text in lines of at most ``room`` columns, the first of at most ``first``.

    Lines break at spaces. A word that is wider breaks between its letters, as Korean may; but an
    id or a URL is never cut: it has a line of its own, however long.
    """
    line, left = "", room if first is None else first
    measure: Callable[[str], int] = len if is_narrow(text) else cells
    for space, word in _WORD.findall(text):
        gap = max(1, len(space)) if line else 0
        if measure(word) + gap <= left - measure(line):
            line += " " * gap + word
            continue
        if line or left < room:
            yield line
            line, left = "", room
        fits = measure(word) <= left or _UNBROKEN.fullmatch(word)
        *whole, line = [word] if fits else _cut(word, left)
        yield from whole
    yield line


def _cut(word: str, room: int) -> list[str]:
    parts = [""]
    for cluster in _CLUSTER.findall(word):
        if parts[-1] and cells(parts[-1] + cluster) > room:
            parts.append("")
        parts[-1] += cluster
    return parts
