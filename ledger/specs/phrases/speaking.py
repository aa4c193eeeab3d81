"""From a step and its values to a sentence: the way back from ``expression``.

Takes a phrase and values; gives the step as one would write it, singular or plural, with the
Korean particle that the word before asks for. Who comes next: ``beginning``.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from ledger.entries.languages import words
from ledger.specs.phrases.expression import TOKEN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledger.specs.phrases.parameters import Value

_OPTIONAL = re.compile(r"\(([^()]*)\)")
_CLOSED_BY_SOUND = "bcgklmnpt013678"
"""Latin letters and digits that end in a closed syllable when a Korean reads them out."""
_IN_QUOTES = frozenset({"kind", "words"})
"""Parameters that hold any text, though a closed group of words is called the same."""


def sentence(phrase: str, values: Mapping[str, Value], language: str) -> str:
    """A phrase with its values put in; parts whose parameter has no value are left out.

    >>> sentence("{count} hurdle(s) is/are outstanding", {"count": 1}, "en")
    '1 hurdle is outstanding'
    >>> sentence("{party}은/는 서명했다", {"party": "한국"}, "ko")
    '"한국"은 서명했다'
    """
    several = values.get("count") != 1

    def optional(match: re.Match[str]) -> str:
        names = [token["name"] or token["param"] for token in TOKEN.finditer(match[1])]
        asked = [name for name in names if name]
        keep = all(name in values for name in asked) if asked else several
        return match[1] if keep else ""

    text = ""
    for token in TOKEN.finditer(_OPTIONAL.sub(optional, phrase)):
        if token["param"]:
            value = values[token["name"] or token["param"]]
            text += written(token["param"], value, language)
        elif token["words"]:
            text += _choice(token["words"].split("/"), text, language, several=several)
        else:
            text += token["char"]
    return text


def written(sort: str, value: Value, language: str) -> str:
    """A value as a reader of the language writes it."""
    match value:
        case date():
            return written_day(value, language)
        case int():
            return str(value)
        case tuple():
            return ", ".join(f'"{name}"' for name in value)
    if words(sort, "es") and sort not in _IN_QUOTES:
        return words(sort, language).get(value, value.replace("-", " ")).split("|")[0]
    return f'"{value}"'


def written_day(day: date, language: str) -> str:
    """A day in words: 12 June 2024, 12 de junio de 2024, 2024년 6월 12일."""
    if language == "ko":
        return f"{day.year}년 {day.month}월 {day.day}일"
    month = words("month", language)[str(day.month)]
    of = " de " if language == "es" else " "
    return f"{day.day}{of}{month}{of}{day.year}"


def _choice(alternatives: list[str], before: str, language: str, *, several: bool) -> str:
    if language != "ko":
        return alternatives[-1 if several else 0]
    return alternatives[0 if _closed(before) else -1]


def _closed(text: str) -> bool:
    """Whether the last syllable ends in a consonant, as a Korean reads it out."""
    last = text.rstrip('"”」')[-1:].casefold()
    if "가" <= last <= "힣":
        return (ord(last) - ord("가")) % 28 > 0
    return last in _CLOSED_BY_SOUND
