"""Raised and lowered marks of a page, written so that they never join the word before them.

Takes the words before a mark and the mark; gives how it stands in the text. A page's
``11<sup>2</sup>`` is a note on 11, and never 112.
"""

from __future__ import annotations

import re
from typing import Final

_RAISED: Final = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")  # noqa: RUF001
_LOWERED: Final = str.maketrans("0123456789+-−=()aeox", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₒₓ")  # noqa: RUF001
_FIGURES: Final = re.compile(r"[+\-−]?\d+")  # noqa: RUF001
# Endings of ordinal numbers, raised in print: 1st, 2nd, 1er, 3e, 5a, 4o, 2os.
_ORDINAL: Final = re.compile(
    r"(?:st|nd|rd|th|er|re|ère|e|ème|nde?|d|os?|as?|[ºª]s?|ro|ra|do|da|to|ta|no)"
)
# Spanish writes a point before them, after a figure and in words that are shortened so: 1.er,
# 3.a, n.o, D.a, M.a.
_AFTER_POINT: Final = re.compile(r"er|os?|as?|[ºª]s?")
_POINT: Final = re.compile(r"(?:^|[^\w.,])(?:\d{1,3}|[NnDM])\.$")
_UNIT: Final = re.compile(r"(?:^|[\W\d_])(?:[kcdmµ]?m|ft|in|yd|mi|s|ha|km/h)$|(?:^|[^\w])[A-Za-z]$")
_POWER: Final = re.compile(r"(?:^|\D)10$")
_MARKS: Final = {"TM": "™", "SM": "℠", "(R)": "®", "R": "®"}
_ABBREVIATED: Final = re.compile(r"(?:^|\W)[A-Z]$|(?:^|\W)[NnVv]$|(?:^|\W)S[rt]$|(?:^|\W)D[r]?$")
_SET_APART: Final = re.compile(r"[\[(].*[\])]|[^\w\s]+")


def raised(before: str, mark: str, *, note: bool = False) -> str:
    """How a raised mark is written after the words before it.

    ``note`` says that the page calls it a note, or links to one. Figures on a unit or on ten
    are powers (km², 10⁶); any other mark on a word or a number stands in brackets, also where
    a space stands before it.

    >>> raised("9 de 11", "2"), raised("300 km", "2"), raised("x 10", "6"), raised("the 1", "st")
    ('[2]', '²', '⁶', 'st')
    """
    apart = before.endswith(" ") and (note or _FIGURES.fullmatch(mark))
    before = before.rstrip(" ") if apart else before
    if not before or before[-1].isspace() or not mark or " " in mark:
        return mark
    if not note and _AFTER_POINT.fullmatch(mark) and _POINT.search(before):
        return mark
    if note or not before[-1].isalnum():
        return mark if _SET_APART.fullmatch(mark) else f"[{mark}]"
    if _FIGURES.fullmatch(mark):
        power = _UNIT.search(before) or _POWER.search(before)
        return mark.translate(_RAISED) if power else f"[{mark}]"
    if _SET_APART.fullmatch(mark):
        return mark
    if mark in _MARKS:
        return _MARKS[mark]
    if before[-1].isdigit() and _ORDINAL.fullmatch(mark):
        return mark
    if mark.isalpha() and before[-1].isalpha() and _ABBREVIATED.search(before):
        return mark
    return f"[{mark}]"


def lowered(before: str, mark: str) -> str:
    """How a lowered mark is written after the words before it.

    >>> lowered("CO", "2"), lowered("x", "max")
    ('₂', '_max')
    """
    if not before or before[-1].isspace() or not mark or " " in mark:
        return mark
    if all(ord(character) in _LOWERED for character in mark):
        return mark.translate(_LOWERED)
    return f"_{mark}"


def power(mark: str) -> str:
    """A raised part of a formula: in raised figures, or after a caret.

    >>> power("2"), power("k+1")
    ('²', '^(k+1)')
    """
    if all(ord(character) in _RAISED for character in mark):
        return mark.translate(_RAISED)
    return f"^{mark}" if len(mark) == 1 else f"^({mark})"
