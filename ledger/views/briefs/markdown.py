"""A brief as Markdown (CommonMark with footnotes): every text in it is escaped.

Takes a ``Brief``; gives text that a Markdown reader shows as it was written, whoever wrote it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ledger.views.briefs.text import address, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledger.views.briefs.brief import Brief, BriefPart, Comparison, Footnote, Statement

_MARKS = re.compile(r"[\\`*_{}\[\]<>#|~^&$@!]|:(?=\S)")
_FIRST = re.compile(r"\A(\s*)([-+=]|\d+(?=[.)]))")
_LINKED = re.compile(r"(?i)\b(www)\.")


def markdown(brief: Brief) -> str:
    """The whole brief, its notes at the end, each paragraph on one line."""
    return "\n".join(_lines(brief)) + "\n"


def escaped(text: str) -> str:
    r"""A text in which no letter is markup.

    >>> escaped("1. *a* [b](c) <i> https://x.org")
    '1\\. \\*a\\* \\[b\\](c) \\<i\\> https\\://x.org'
    """
    marked = _LINKED.sub(r"\1\\.", _MARKS.sub(r"\\\g<0>", printable(text)))
    return _FIRST.sub(_first, marked)


def _first(match: re.Match[str]) -> str:
    """What would begin a list or a heading; after a number it is the stop that does."""
    lead, mark = match.groups()
    return f"{lead}\\{mark}" if not mark.isdecimal() else f"{lead}{mark}\\"


def _lines(brief: Brief) -> Iterator[str]:
    yield f"# {escaped(brief.title)}"
    yield ""
    yield f"*{escaped(brief.clocks)}*"
    if brief.comparison is not None:
        yield from _table(brief.comparison)
    for part in brief.parts:
        yield from _part(part, alone=len(brief.parts) == 1)
    for note in brief.footnotes:
        yield ""
        yield f"[^{note.number}]: {_note(note)}"
    yield ""
    yield "---"
    for line in brief.closing:
        yield ""
        yield escaped(line)


def _part(part: BriefPart, *, alone: bool) -> Iterator[str]:
    level = "##" if alone else "###"
    if not alone:
        yield from ("", f"## {escaped(part.title)}")
    yield from ("", escaped(part.freshness))
    for section in part.sections:
        yield from ("", f"{level} {escaped(section.heading)}", "")
        if not section.statements:
            yield escaped(section.nothing)
        yield from (f"- {_statement(statement)}" for statement in section.statements)
        if section.rest:
            yield from ("", escaped(section.rest))


def _table(comparison: Comparison) -> Iterator[str]:
    yield from ("", f"## {escaped(comparison.heading)}", "")
    yield _row(map(escaped, comparison.heads))
    yield _row("---" for _ in comparison.heads)
    for row in comparison.rows:
        yield _row(map(_statement, row))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _statement(statement: Statement) -> str:
    notes = "".join(f"[^{number}]" for number in statement.notes)
    return f"{escaped(statement.text)}{notes}"


def _note(note: Footnote) -> str:
    translation = f" \\[{escaped(note.translation)}\\]" if note.translation else ""
    where = f" <{address(note.url)}>" if note.url else ""
    words = f"\u201c{escaped(note.words)}\u201d{translation}"
    return f"{words} {escaped(note.source)}. \\[{escaped(note.claim)}\\]{where}"
