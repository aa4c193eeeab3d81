"""Where words begin and end, in scripts with spaces and without.

Takes a folded text and a position; says whether a quote that begins or ends there cuts a
word or a number. "Signed" does not stand in "unsigned", nor "9 of 11" in "19 of 11".
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Thai to Lao, Burmese, Khmer, kana, Han: written without spaces, so any character may be first.
UNSPACED: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
_UNSPACED = re.compile(f"[{UNSPACED}]")
_HANGUL = re.compile("[\u1100-\u11ff\uac00-\ud7a3]")


def is_wordy(character: str) -> bool:
    """Whether a character is part of a word or number: a letter, a digit, or a mark on one."""
    return character.isalnum() or _is_mark(character)


def begins_inside_word(text: str, start: int) -> bool:
    """Whether a span that begins at `start` leaves part of a word or number before it."""
    return _cuts(text, start, hangul_both=True)


def ends_inside_word(text: str, end: int) -> bool:
    """Whether a span that ends at `end` leaves part of a word or number after it.

    A Korean particle may be left: it is written onto its noun.
    """
    return _cuts(text, end, hangul_both=False)


def _cuts(text: str, at: int, *, hangul_both: bool) -> bool:
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if " " in (before, after):
        return False
    if _is_mark(after):
        return True
    if _splits_number(text, at):
        return True
    if not (is_wordy(before) and after.isalnum()):
        return False
    if _HANGUL.match(before) or _HANGUL.match(after):
        return hangul_both and bool(_HANGUL.match(before) and _HANGUL.match(after))
    return not (_UNSPACED.match(before) or _UNSPACED.match(after))


def _splits_number(text: str, at: int) -> bool:
    """Between the digits of one number, the marks of its thousands and decimals included."""
    around = text[max(0, at - 2) : at + 2]
    middle = min(at, 2)
    left, right = around[:middle], around[middle:]
    if left[-1].isdigit():
        return right[0].isdigit() or (right[0] in ".," and right[1:].isdigit())
    return left[-1] in ".," and left[:-1].isdigit() and right[0].isdigit()


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] == "M"
