"""What a captured text may hold, whoever brought it.

Takes text that is already decoded; gives it with one kind of line end, or refuses it with
the place of what it may not hold. `capture` and `document` both stand on this.
"""

from __future__ import annotations

import re
import unicodedata

from ledger.errors import InvalidInput, Where
from ledger.sources.limits import MARKS_LIMIT
from ledger.sources.quotation.folding import fold

# A form feed is the page end that PDF converters write; U+0085 is the line end of mainframes.
_LINE_ENDS = re.compile("\r\n|[\r\f\x85]")
# All control characters but tab and line feed: they steer terminals. And halves of pairs.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_EXCERPT = 160


class EmptyText(InvalidInput):
    """Nothing to read: no characters, or white space alone."""

    code = "empty-text"

    def __init__(self, *, source: str) -> None:
        super().__init__(
            f"{source} holds no words",
            fix="check that the article was saved, and capture it again",
            where=Where(source=source),
        )


class ForbiddenCharacter(InvalidInput):
    """A control character, or half of a surrogate pair, in what should be prose."""

    code = "forbidden-character"

    def __init__(self, *, character: str, where: Where) -> None:
        self.character = character
        super().__init__(
            f"a text cannot hold the control character U+{ord(character):04X}",
            fix="remove it, or save the article again as plain UTF-8 text",
            where=where,
        )


class StackedMarks(InvalidInput):
    """More combining marks on one letter than any language has."""

    code = "stacked-marks"

    def __init__(self, *, where: Where) -> None:
        super().__init__(
            f"a letter carries more than {MARKS_LIMIT} combining marks",
            fix="remove them: no language writes so",
            where=where,
        )


def with_plain_lines(text: str) -> str:
    r"""The text with every line end as a line feed.

    >>> with_plain_lines("a\r\nb\rc\fd")
    'a\nb\nc\nd'
    """
    return _LINE_ENDS.sub("\n", text)


def check_readable(text: str, source: str) -> None:
    """Refuse a text that cannot be evidence; `source` names it in the message.

    Raises `EmptyText`, `ForbiddenCharacter` or `StackedMarks`.
    """
    if forbidden := find_forbidden(text):
        raise ForbiddenCharacter(
            character=forbidden[0], where=place(text, forbidden.start(), source)
        )
    if stack := _stack_of_marks(text):
        raise StackedMarks(where=place(text, stack.start(), source))
    if not fold(text):
        raise EmptyText(source=source)


def find_forbidden(text: str) -> re.Match[str] | None:
    """The first control character or half of a surrogate pair; tab and line feed are none."""
    return _FORBIDDEN.search(text)


def place(text: str, position: int, source: str) -> Where:
    """Where a position of a text is: line and column from 1, the line if it is short."""
    start = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    line = text[start : len(text) if end < 0 else end]
    shown = _FORBIDDEN.sub("\ufffd", line) if len(line) <= _EXCERPT else None
    return Where(
        source=source,
        line=text.count("\n", 0, position) + 1,
        column=position - start + 1,
        excerpt=shown,
    )


def _stack_of_marks(text: str) -> re.Match[str] | None:
    if text.isascii():
        return None
    marks = "".join(c for c in set(text) if unicodedata.combining(c))
    return re.search(f"[{marks}]{{{MARKS_LIMIT + 1},}}", text) if marks else None
