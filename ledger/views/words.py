"""What this project says in several languages, values and sentences of answers too.

Takes a language, and a key or a value of an answer; gives the words. Pages, the command line and
briefs speak by the same ones. What sources said is never translated.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

from ledger.edtf import Edtf
from ledger.late import late
from ledger.spoken import Listed, Spoken, Word
from ledger.views.language.catalogue import FOLDER, Catalogue
from ledger.views.language.dates import date_words
from ledger.views.language.patterns import filled

if TYPE_CHECKING:
    import tomllib
    from collections.abc import Mapping
    from decimal import Decimal

    from ledger.claims.developments.fields import Figure, Vote
    from ledger.claims.vocabulary import Majority, MajorityOf
else:  # sentences are turned into other languages only
    tomllib = late("tomllib")

LANGUAGES = ("en", "es", "ko")


@attrs.frozen
class Words(Catalogue):
    """What is said in one language: a catalogue that says values and whole sentences too."""

    @property
    def sentences(self) -> Mapping[str, str]:
        """What answers hold as sentences, by the English pattern."""
        return sentences(self.language)

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

    def when(self, date: Edtf) -> str:
        """A date of a source in this language, no more precise than it."""
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
def sentences(language: str) -> Mapping[str, str]:
    """What answers hold as sentences, by the English pattern, in a language that is another."""
    tables = tomllib.loads((FOLDER / "spoken.toml").read_text(encoding="utf-8"))
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
