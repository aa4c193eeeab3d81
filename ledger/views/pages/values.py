"""A value of an answer as a reader has it: a closed word, a count, a day, or none.

Takes the texts that answers hold; gives words of a language. English is as the answer has it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ledger.edtf import BadDate, Edtf
from ledger.spoken import Spoken
from ledger.views.words import ENGLISH

if TYPE_CHECKING:
    from ledger.views.words import Words

FIELDS = tuple(key.removeprefix("field-") for key in ENGLISH.texts if key.startswith("field-"))
"""What can be asked of a subject, by the words that there are for it."""
_COUNT = re.compile(r"(\d+)(?: to (\d+))?(?: of (\d+))?")


def field_words(field: str, words: Words = ENGLISH) -> str:
    """What is asked of a subject (its stage, its consents), as a reader calls it."""
    return words.texts.get(f"field-{field}", field.replace("-", " "))


def value_text(value: str | None, words: Words = ENGLISH) -> str | None:
    """A value in words; None where there is none."""
    if value is None or isinstance(value, Spoken):
        return value and words.spoken(value)
    counted = _COUNT.fullmatch(value)
    if counted is not None and (len(value) < _YEAR or not value.isdecimal()):
        return _count(*counted.groups(), words=words)
    try:
        return words.when(Edtf(value))
    except BadDate:
        return ", ".join(_word(part, words) for part in value.split(", "))


def _word(part: str, words: Words) -> str:
    number, _, word = part.partition(" ")
    return f"{number} {words.word(word)}" if number.isdecimal() else words.word(part)


_YEAR = 4
"""So many digits are a year, and no count."""


def _count(count: str, highest: str | None, required: str | None, *, words: Words) -> str:
    if highest is not None:
        count = words("range", first=count, last=highest)
    return count if required is None else words("of-required", count=count, required=required)
