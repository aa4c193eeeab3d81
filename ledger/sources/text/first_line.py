"""The title of a text that declares none: its first line, where that stands alone as titles do.

Takes a plain or Markdown text; gives the line, or nothing. A suggestion: the recorder's own title
comes first, and a note tells where this one is from.
"""

from __future__ import annotations

import re

from ledger.sources.one_line import why_no_line

TITLE_MAX = 160
"""Characters; a longer first line is a paragraph."""

_HEADING = re.compile(r"#{1,6}[ \t]+(?P<title>.*?)[ \t]*#*")
_UNDERLINE = re.compile(r"={3,}|-{3,}")
_GOES_ON = tuple(".,;:…。،")


def first_line(text: str, *, markdown: bool = False) -> str | None:
    """The title that the first line is.

    >>> first_line("Mexico and Korea sign a pact" + chr(10) * 2 + "They signed on Monday.")
    'Mexico and Korea sign a pact'
    >>> first_line("They signed on Monday." + chr(10) * 2 + "It was raining.") is None
    True
    """
    lines = text.strip("\n").split("\n")
    heading = _HEADING.fullmatch(lines[0].strip()) if markdown else None
    title = (heading["title"] if heading else lines[0]).strip()
    rest = lines[1:]
    if markdown and rest and _UNDERLINE.fullmatch(rest[0].strip()):
        heading, rest = heading or _HEADING.fullmatch(f"# {title}"), rest[1:]
    alone = heading is not None or (bool(rest) and not rest[0].strip())
    if not alone or not "".join(rest).strip():
        return None
    worded = any(letter.isalpha() for letter in title)
    fits = worded and len(title) <= TITLE_MAX and not title.endswith(_GOES_ON)
    fits = fits and why_no_line(title) is None
    return title if fits else None
