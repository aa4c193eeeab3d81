"""What this project says in several languages: catalogues, which are data.

Takes a language and a key; gives the words. Pages, the command line and briefs speak by the same
ones. A key that a catalogue lacks is an error, and a test keeps all catalogues equal. What
sources said is never translated.
"""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date
from enum import Enum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

from ledger.edtf import Edtf
from ledger.spoken import Listed, Spoken, Word
from ledger.views.dates import date_words
from ledger.views.patterns import filled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from ledger.claims.developments.fields import Figure, Vote
    from ledger.claims.vocabulary import Majority, MajorityOf

LANGUAGES = ("en", "es", "ko")
_FOLDER = Path(__file__).with_name("catalogues")
_LINE = re.compile(r'^([a-z0-9-]+) = (".*")$', re.MULTILINE)
"""A catalogue is TOML of one string a line, so that a reader of JSON can take each: ten times
as quick as a reader of TOML, and every command pays for it."""
_GROUPED = {"en": (1_000, ","), "es": (10_000, "\u00a0"), "ko": (1_000, ",")}
"""From which number on thousands are set apart, and by what."""


@attrs.frozen
class Words:
    """What is said in one language."""

    language: str

    @property
    def texts(self) -> Mapping[str, str]:
        """The catalogue, by key."""
        return catalogue(self.language)

    @property
    def sentences(self) -> Mapping[str, str]:
        """What answers hold as sentences, by the English pattern."""
        return sentences(self.language)

    def __call__(self, key: str, **values: object) -> str:
        """The words of a key, with values put where it names them (``views.patterns``)."""
        text = self.texts[key]
        return filled(text, values) if values else text

    def word(self, code: object) -> str:
        """A closed word of an answer (a stage, a state, a status) for a reader.

        One that a catalogue does not have stands as it is, with spaces.
        """
        text = str(code)
        return self.texts.get(f"word-{text}", text.replace("-", " "))

    def spoken(self, text: str) -> str:
        """A sentence that an answer holds, in this language; what is no ``Spoken`` stays.

        >>> from ledger.spoken import spoken
        >>> words("es").spoken(spoken("a correction by {publishers}", publishers="THX News"))
        'una corrección de THX News'
        """
        if self.language == "en" or not isinstance(text, Spoken):
            return text
        values = {name: self._value(value) for name, value in text.values.items()}
        return filled(self.sentences[text.pattern], values)

    def _value(self, value: object) -> str:
        """A value within a sentence: a day, a closed word, a sentence, or text as it stands."""
        match value:
            case Listed(values=values, joint=joint):
                return self._joined(map(self._value, values), f"list-{joint}")
            case Spoken():
                return self.spoken(value)
            case Word(code=code):
                return self.word(code)
            case Enum():
                return self.texts.get(f"reason-{value.value}") or self.word(value.value)
            case Edtf():
                return self.when(value)
            case date():
                return self.day(value)
            case int():
                return self.number(value)
        return str(value)

    def counted(self, noun: str, number: int) -> str:
        """A number with its noun: ``words("en").counted("claim", 2)`` is "2 claims"."""
        singular = f"count-{noun}-one"
        key = singular if number == 1 and singular in self.texts else f"count-{noun}"
        return self(key, count=self.number(number))

    def listed(self, values: Iterable[object]) -> str:
        """Values in a row, the last joined by "and" in this language.

        >>> words("en").listed("abc"), words("es").listed(["Perú", "Italia"])
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

        >>> words("en").number(1234), words("es").number(1234), words("ko").number(12345)
        ('1,234', '1234', '12,345')
        """
        least, mark = _GROUPED.get(self.language, _GROUPED["en"])
        return f"{value:,}".replace(",", mark) if abs(value) >= least else str(value)

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
        return self("day", day=when.day, month=self.month(when.month), year=when.year)

    def month(self, number: int) -> str:
        """A month, from 1, as it stands in a date."""
        return self.texts["months"].split()[number - 1]

    def when(self, date: Edtf) -> str:
        """A date of a source in this language, no more precise than it (``views.dates``)."""
        return date_words(date, self)

    def short(self, date: Edtf | None) -> str:
        """A date for a cell or behind a name."""
        if date is None:
            return self("day-unknown")
        return date.short if self.language == "en" else self.when(date)

    def freshness(self, last: Edtf | None, *, documents: int, sources: int) -> str:
        """How fresh the news is, and on how much it rests."""
        key = "freshness" if sources > 1 else "freshness-one-source"
        if documents == 1 == sources:
            key = "freshness-one"
        when = self("day-unknown") if last is None else self.when(last)
        return self(key, day=when, documents=documents, sources=sources)

    def figure(self, figure: Figure) -> str:
        """A number as a source reports it, with what is counted in the source's own words.

        Lengths of time are said in this language.
        """
        number = self._amount(figure.value)
        if figure.to is not None:
            number = self("figure-range", first=number, last=self._amount(figure.to))
        unit = self.texts.get(f"unit-{figure.unit}")
        if unit is None:
            return self(f"figure-{figure.comparator}", number=number, unit=figure.unit)
        length = self("unit-length", number=number, unit=unit)
        text = self(f"figure-{figure.comparator}", number=number, unit=unit)
        return text.replace(f"{number} {unit}", length)

    def _amount(self, value: Decimal) -> str:
        """A large round number as one writes it: 1.2 billion. Any other in its digits."""
        for entry in self.texts["large-numbers"].split(", "):
            power, _, names = entry.partition(" ")
            size = 10 ** int(power)
            part = value / size
            if abs(value) >= size and part == round(part, 2):
                several, _, single = names.partition("|")
                name = single if single and part == 1 else several
                return self("large-number", number=self._digits(part.normalize()), size=name)
        return self._digits(value)

    def _digits(self, value: Decimal) -> str:
        return f"{value:f}".replace(".", self("decimal-mark"))

    def vote(self, vote: Vote) -> str:
        """A vote as it was counted: "334 to 324, 11 abstained"."""
        values = {
            "for_": _text(vote.in_favour),
            "against": _text(vote.against),
            "abstained": _text(vote.abstained),
        }
        both = vote.in_favour is not None and vote.against is not None
        counted = self("vote-both" if both else "vote-some", **values).removeprefix(", ")
        majority = self.majority(vote.majority, vote.majority_of) if vote.majority else ""
        return "; ".join(part for part in (counted, majority) if part) or self("vote")

    def majority(self, majority: Majority, of: MajorityOf | None) -> str:
        """A majority as one says it: "two thirds of the members required"."""
        return self(f"majority-{majority}", of="" if of is None else self(f"majority-of-{of}"))


def _text(number: int | None) -> str:
    return "" if number is None else str(number)


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """The texts of one of ``LANGUAGES``, by key."""
    text = (_FOLDER / f"{language}.toml").read_text(encoding="utf-8")
    return MappingProxyType({key: json.loads(value) for key, value in _LINE.findall(text)})


@cache
def sentences(language: str) -> Mapping[str, str]:
    """What answers hold as sentences, by the English pattern, in a language that is another."""
    tables = tomllib.loads((_FOLDER / "spoken.toml").read_text(encoding="utf-8"))
    return MappingProxyType({pattern: texts[language] for pattern, texts in tables.items()})


@cache
def words(language: str) -> Words:
    """The words of one of ``LANGUAGES``."""
    return Words(language)


ENGLISH = Words("en")
"""What is spoken where nobody asks for another language."""


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
