"""The words of a text as they are compared: without case, accents and punctuation, with places.

Takes a text in any script; gives ``TextWords``. Where words stand without spaces between them, or
with spaces that outlets set differently as in Korean, each letter is compared by itself.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import attrs

from ledger.letters import bare

_SYLLABIC = "\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
_WORD = re.compile(rf"[{_SYLLABIC}]|[^\W_{_SYLLABIC}]+")
_SYLLABLE = re.compile(rf"[{_SYLLABIC}]")
_QUOTED = re.compile(
    r"“[^”]{1,2000}”|«[^»]{1,2000}»|「[^」]{1,2000}」|『[^』]{1,2000}』|„[^“”]{1,2000}[“”]"
    r"|\"[^\"\n]{1,2000}\""
)

WORD = 2
"""What a word weighs; a letter of a script without words weighs 1."""


@attrs.frozen
class TextWords:
    """The words of a text, each with where it begins and ends, and whether someone is quoted."""

    text: str = attrs.field(repr=False)
    words: tuple[str, ...] = attrs.field(repr=False)
    starts: tuple[int, ...] = attrs.field(repr=False)
    ends: tuple[int, ...] = attrs.field(repr=False)

    def weight(self, place: int) -> int:
        """What the word at a place weighs."""
        return 1 if _SYLLABLE.match(self.words[place]) else WORD

    @property
    def quoted(self) -> tuple[bool, ...]:
        """Of each word, whether it stands between quotation marks."""
        spans = [match.span() for match in _QUOTED.finditer(self.text)]
        marks, current = [], 0
        for start in self.starts:
            while current < len(spans) and spans[current][1] <= start:
                current += 1
            marks.append(current < len(spans) and spans[current][0] <= start)
        return tuple(marks)


def words_of(text: str) -> TextWords:
    """The words of a text, in its order.

    >>> words_of("Ratificación: 9 de 11").words
    ('ratificacion', '9', 'de', '11')
    >>> words_of("11개국 중").words
    ('11', '개', '국', '중')
    """
    matches = list(_WORD.finditer(text))
    return TextWords(
        text,
        tuple(_bare(match[0]) for match in matches),
        tuple(match.start() for match in matches),
        tuple(match.end() for match in matches),
    )


@lru_cache(maxsize=65_536)
def _bare(word: str) -> str:
    """A word without case and accents."""
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFC", bare(word))
