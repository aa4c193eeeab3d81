"""The words of the interface in several languages: catalogues, which are data.

Takes a language and a key; gives the words. A key that a catalogue lacks is an error, and a test
keeps all catalogues equal. What sources said is never translated here.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

from ledger.edtf import Edtf

if TYPE_CHECKING:
    from datetime import date

_OPEN = ".."
_STATED = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_DOUBTS = {"~": "date-about", "?": "date-possibly", "%": "date-possibly-about"}
_QUARTERS = range(33, 37)
_MONTHS = 12
LANGUAGES = ("en", "es", "ko")
_FOLDER = Path(__file__).with_name("catalogues")


@attrs.frozen
class Words:
    """One language's words. ``texts`` is the catalogue, by key."""

    language: str
    texts: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """The words of a key, with values put where it names them."""
        text = self.texts[key]
        return text.format(**values) if values else text

    def day(self, when: date | None) -> str:
        """A day as readers of this language write it.

        >>> from datetime import date
        >>> words("ko").day(date(2024, 6, 12)), words("es").day(date(2024, 6, 12))
        ('2024년 6월 12일', '12 de junio de 2024')
        """
        if when is None:
            return self("day-unknown")
        if self.language == "en":
            return Edtf.exactly(when).display
        month = self.texts["months"].split()[when.month - 1]
        return self("day", day=when.day, month=month, year=when.year)

    def when(self, date: Edtf) -> str:
        """A date of a source in this language, no more precise than it.

        What this language has no words for yet (seasons, thirds of a year, unspecified digits,
        unknown ends) stands in English.

        >>> from ledger.edtf import parse
        >>> words("es").when(parse("2024-06")), words("ko").when(parse("../2024-10-26"))
        ('junio de 2024', '늦어도 2024년 10월 26일')
        """
        spoken = None if self.language == "en" else self._when(date)
        return spoken or date.display

    def _when(self, date: Edtf) -> str | None:
        start, slash, end = date.text.partition("/")
        if not slash or start == end:
            return self._date(start)
        if start == _OPEN and end[-1] not in _DOUBTS:
            return self("date-by", day=self.day(date.latest))
        first = self._date(start)
        if end == _OPEN:
            return None if first is None else self("date-from", day=first)
        last = self._date(end)
        if first is None or last is None:
            return None
        return self("date-between", first=first, last=last)

    def _date(self, text: str) -> str | None:
        if text[-1:] in _DOUBTS:
            day = self._date(text[:-1])
            return None if day is None else self(_DOUBTS[text[-1]], day=day)
        stated = _STATED.fullmatch(text)
        if stated is None:
            return None
        year, month, _ = (None if part is None else int(part) for part in stated.groups())
        if stated[3]:
            return self.day(Edtf(text).earliest)
        if month is None:
            return self("date-year", year=year)
        if month in _QUARTERS:
            return self("date-quarter", quarter=month - _QUARTERS.start + 1, year=year)
        if month > _MONTHS:
            return None
        return self("date-month", month=self.texts["months"].split()[month - 1], year=year)

    def freshness(self, day: date | None, *, documents: int, sources: int) -> str:
        """How fresh the news is, and on how much it rests."""
        key = "freshness" if sources > 1 else "freshness-one-source"
        if documents == 1 == sources:
            key = "freshness-one"
        return self(key, day=self.day(day), documents=documents, sources=sources)

    def word(self, code: object) -> str:
        """A closed word of an answer (a stage, a state, a status) for a reader.

        One that a catalogue does not have stands as it is, with spaces.
        """
        text = str(code)
        return self.texts.get(f"word-{text}", text.replace("-", " "))


@cache
def words(language: str) -> Words:
    """The words of one of ``LANGUAGES``."""
    text = (_FOLDER / f"{language}.toml").read_text(encoding="utf-8")
    return Words(language, MappingProxyType(tomllib.loads(text)))


def preferred(accepted: str) -> str:
    """The first of our languages that a reader's ``Accept-Language`` names; else English.

    >>> preferred("fr, es-MX;q=0.8, en;q=0.5"), preferred("")
    ('es', 'en')
    """
    wanted: list[tuple[float, str]] = []
    for part in accepted.split(","):
        tag, _, weight = part.strip().partition(";q=")
        try:
            wanted.append((-float(weight or 1), tag.partition("-")[0].lower()))
        except ValueError:
            continue
    ours = [tag for weight, tag in sorted(wanted, key=_weight) if tag in LANGUAGES and weight]
    return ours[0] if ours else LANGUAGES[0]


def _weight(weighted: tuple[float, str]) -> float:
    return weighted[0]
