"""The catalogue of one language: the words of a key, and how it writes numbers, days and rows.

Takes a language and a key; gives the words. Catalogues are data. A key that a catalogue lacks is
an error, and a test keeps all of them equal.
"""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

from ledger.edtf import Edtf
from ledger.views.language.patterns import filled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

FOLDER = Path(__file__).parent.with_name("catalogues")
_LINE = re.compile(r'^([a-z0-9-]+) = (".*")$', re.MULTILINE)
"""A catalogue is TOML of one string a line, so that a reader of JSON can take each: ten times
as quick as a reader of TOML, and every command pays for it."""
_GROUPED = {"en": (1_000, ","), "es": (10_000, "\u00a0"), "ko": (1_000, ",")}
"""From which number on thousands are set apart, and by what."""
_COUNTS = 1024  # of numbers with their nouns, and of days: the same come again and again


@attrs.frozen
class Catalogue:
    """What one language calls things, by key."""

    language: str

    @property
    def texts(self) -> Mapping[str, str]:
        """The catalogue, by key."""
        return catalogue(self.language)

    def __call__(self, key: str, **values: object) -> str:
        """The words of a key, with values put where it names them (``views.language.patterns``)."""
        text = self.texts[key]
        return filled(text, values) if values else text

    def word(self, code: object) -> str:
        """A closed word of an answer (a stage, a state, a status) for a reader.

        One that a catalogue does not have stands as it is, with spaces.
        """
        text = str(code)
        return self.texts.get(f"word-{text}", text.replace("-", " "))

    def counted(self, noun: str, number: int) -> str:
        """A number with its noun: ``Catalogue("en").counted("claim", 2)`` is "2 claims"."""
        return _counted(self, noun, number)

    def listed(self, values: Iterable[object]) -> str:
        """Values in a row, the last joined by "and" in this language.

        >>> Catalogue("en").listed("abc"), Catalogue("es").listed(["Perú", "Italia"])
        ('a, b and c', 'Perú e Italia')
        """
        return self._joined(values, "list-and")

    def either(self, values: Iterable[object]) -> str:
        """The same, the last joined by "or"."""
        return self._joined(values, "list-or")

    def _joined(self, values: Iterable[object], key: str) -> str:
        *others, last = [str(value) for value in values] or [""]
        return self(key, first=", ".join(others), last=last) if others else last

    def number(self, value: int) -> str:
        """A number with its thousands set apart as this language does.

        >>> Catalogue("en").number(1234), Catalogue("es").number(1234)
        ('1,234', '1234')
        """
        least, mark = _GROUPED.get(self.language, _GROUPED["en"])
        return f"{value:,}".replace(",", mark) if abs(value) >= least else str(value)

    def day(self, when: date | None) -> str:
        """A day as readers of this language write it.

        >>> from datetime import date
        >>> [catalogue.day(date(2024, 6, 12)) for catalogue in (Catalogue("ko"), Catalogue("es"))]
        ['2024년 6월 12일', '12 de junio de 2024']
        """
        if when is None:
            return self("day-unknown")
        if self.language == "en":
            return _english(when)
        return self("day", day=when.day, month=self.month(when.month), year=when.year)

    def month(self, number: int) -> str:
        """A month, from 1, as it stands in a date."""
        return self.texts["months"].split()[number - 1]


@lru_cache(maxsize=_COUNTS)
def _counted(words: Catalogue, noun: str, number: int) -> str:
    singular = f"count-{noun}-one"
    key = singular if number == 1 and singular in words.texts else f"count-{noun}"
    return words(key, count=words.number(number))


@lru_cache(maxsize=_COUNTS)
def _english(when: date) -> str:
    return Edtf.exactly(when).display


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """The texts of one of ``LANGUAGES``, by key."""
    text = (FOLDER / f"{language}.toml").read_text(encoding="utf-8")
    return MappingProxyType({key: json.loads(value) for key, value in _LINE.findall(text)})
