"""A name or a title: one printed line that a reader can see, and that turns nothing round.

Takes text, gives why it is no such line, or None. Documents and what is described stand on it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_LINE_END: Final = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_TURNS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f]")
_BLANK: Final = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5")
"""Letters and signs by their class that are drawn as nothing (UAX #44, Default_Ignorable)."""
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Me", "Zs", "Zl", "Zp"})


_HIDDEN: Final = re.compile(f"[\u00ad\u200b\u2060-\u2064\ufeff\ufffd{''.join(sorted(_BLANK))}]")


def hidden_in(text: str) -> str | None:
    r"""The first sign that nobody can read: drawn as nothing, or in place of lost letters.

    >>> hidden_in("Mex\u200bico"), hidden_in("M\ufffdxico"), hidden_in("México")
    ('\u200b', '\ufffd', None)
    """
    match = _HIDDEN.search(text)
    return None if match is None else match[0]


def why_no_line(text: str) -> str | None:
    r"""Why a text is no name, to be said after "the name"; None where it is one.

    Marks that join or part letters, as Persian and Indic scripts need them, are part of a name.

    >>> why_no_line("\u200b\u3164"), why_no_line("a\nb"), why_no_line("Türkiye")
    ('has no letter that can be seen', 'holds the end of a line', None)
    """
    if _LINE_END.search(text):
        return "holds the end of a line"
    if match := _TURNS.search(text):
        return f"holds U+{ord(match[0]):04X}, which turns the direction of text"
    if match := _CONTROL.search(text):
        return f"holds the control character U+{ord(match[0]):04X}"
    if all(letter in _BLANK or unicodedata.category(letter) in _UNSEEN for letter in text):
        return "has no letter that can be seen"
    return None
