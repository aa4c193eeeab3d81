"""A sentence of a catalogue: text with places for values, and parts that can be left out.

Takes the text of a catalogue and values; gives a sentence. ``{name}`` is the place of a value. A
part in square brackets stands only where each of its places has something in it, so that one
pattern serves with a host and without one, in the order of its own language. What follows a
colon is the small word that goes with the value and follows from its sound: in Korean a particle
behind it (``{party:이/가}``), in Spanish "y" or "e", "o" or "u" before it (``{last:y/e}``), "falta"
or "faltan" before a number, "el" before a day and not before a month or a year (``{day:el}``), and
"de" or "a" drawn together with an article (``{event:de}``).
"""

from __future__ import annotations

import re
from functools import cache
from string import Formatter
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Mapping

_PART = re.compile(r"\[([^\[\]]*)\]")
_SYLLABLES = range(0xAC00, 0xD7A4)
_FINALS = 28  # final consonants of a syllable, the first of them none
_RIEUL = 8
_DIGITS = {"0": "영", "1": "일", "3": "삼", "6": "육", "7": "칠", "8": "팔"}
"""Digits that are read with a final consonant; the others end in a vowel."""
_LETTERS = frozenset("lmnLMN")
"""Latin letters at the end of a word that Korean reads with a final consonant."""
_READ = re.compile(r"[^\W_]")
_SOUNDS = {
    "y": re.compile(r"h?[ií](?!e)", re.IGNORECASE),
    "o": re.compile(r"h?[oó]|8|11\b", re.IGNORECASE),
    "falta": re.compile(r"(?!1\Z)"),
}
"""What Spanish says "e" before, the sound i but not ie, "u" before, and "faltan" before."""
_DAY = re.compile(r"\d{1,2} de ")
_ARTICLE = "el "
"""Drawn together with "de" and "a"; the El of a name is not."""


@attrs.frozen
class _Blank:
    name: str
    sound: str


@attrs.frozen
class _Segment:
    """Text and places in their order; ``optional`` is left out where a place is empty."""

    parts: tuple[str | _Blank, ...]
    optional: bool


def filled(text: str, values: Mapping[str, object]) -> str:
    """A pattern with its values.

    >>> filled("visit[ hosted by {host}][: {topics}]", {"host": "Peru", "topics": ""})
    'visit hosted by Peru'

    Raises:
        KeyError: it names a value that is not there.
    """
    if _is_simple(text):
        return text.format_map(values)
    return "".join(
        _spoken(segment, values)
        for segment in _segments(text)
        if not segment.optional or _complete(segment, values)
    )


@cache
def _is_simple(text: str) -> bool:
    """Whether each value of a pattern stands in it as it is: most have no more."""
    return not any(
        segment.optional or (isinstance(part, _Blank) and part.sound)
        for segment in _segments(text)
        for part in segment.parts
    )


@cache
def _segments(text: str) -> tuple[_Segment, ...]:
    segments, end = [], 0
    for match in _PART.finditer(text):
        segments.append(_Segment(_parts(text[end : match.start()]), optional=False))
        segments.append(_Segment(_parts(match[1]), optional=True))
        end = match.end()
    segments.append(_Segment(_parts(text[end:]), optional=False))
    return tuple(segment for segment in segments if segment.parts)


def _parts(text: str) -> tuple[str | _Blank, ...]:
    parts: list[str | _Blank] = []
    for literal, name, sound, _ in Formatter().parse(text):
        if literal:
            parts.append(literal)
        if name is not None:
            parts.append(_Blank(name, sound or ""))
    return tuple(parts)


def _complete(segment: _Segment, values: Mapping[str, object]) -> bool:
    places = (part.name for part in segment.parts if isinstance(part, _Blank))
    return all(values[name] not in {None, ""} for name in places)


def _spoken(segment: _Segment, values: Mapping[str, object]) -> str:
    return "".join(
        _with_sound(str(values[part.name]), part.sound) if isinstance(part, _Blank) else part
        for part in segment.parts
    )


def _with_sound(value: str, sound: str) -> str:
    if not sound:
        return value
    if sound == "el":
        return f"el {value}" if _DAY.match(value) else value
    first, _, other = sound.partition("/")
    if not other:
        together = value.startswith(_ARTICLE)
        return f"{first}l {value.removeprefix(_ARTICLE)}" if together else f"{first} {value}"
    if first in _SOUNDS:
        return f"{other if _SOUNDS[first].match(value) else first} {value}"
    return value + particle(value, first, other)


def particle(word: str, closed: str, opened: str) -> str:
    """The Korean particle behind a word: ``closed`` behind a final consonant, else ``opened``.

    Numbers and Latin letters follow their reading in Korean; 로 also stands behind a final ㄹ.

    >>> [word + particle(word, "이", "가") for word in ("한국", "멕시코", "Japan", "11", "12")]
    ['한국이', '멕시코가', 'Japan이', '11이', '12가']
    >>> [word + particle(word, "으로", "로") for word in ("서울", "부산", "2021")]
    ['서울로', '부산으로', '2021로']
    """
    read = _READ.findall(word)
    letter = _DIGITS.get(read[-1], read[-1]) if read else ""
    if letter and ord(letter) in _SYLLABLES:
        final = (ord(letter) - _SYLLABLES.start) % _FINALS
    else:
        final = 1 if letter in _LETTERS else 0
    return opened if final == 0 or (final == _RIEUL and opened == "로") else closed
