"""The closed vocabulary of steps: every phrase in every language, and which one a step is.

Takes ``data/phrases.toml``; gives for the text of a step the key of what it means, and the
values in it. Who comes next: ``steps`` carries it out.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import attrs

from ledger.entries.languages import LANGUAGES
from ledger.specs.phrases.expression import compiled
from ledger.specs.phrases.parameters import Parameter
from ledger.specs.refusals import AmbiguousStep, UnknownStep

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledger.specs.phrases.parameters import Value


@attrs.frozen(kw_only=True, eq=False)
class Phrase:
    """One way to say a step in one language."""

    key: str
    language: str
    text: str
    pattern: re.Pattern[str]
    parameters: Mapping[str, Parameter]


@attrs.frozen(kw_only=True)
class UnderstoodStep:
    """A step as it was understood: which one, and the words of its parameters by name."""

    phrase: Phrase
    written: Mapping[str, str]

    @property
    def key(self) -> str:
        """What the step means."""
        return self.phrase.key

    def values(self) -> dict[str, Value]:
        """What was written, read; a part that was left out is not there.

        Raises:
            NoSuchDay: a date that is no date.
        """
        parameters = self.phrase.parameters
        return {name: parameters[name].read(word) for name, word in self.written.items()}


@attrs.frozen(kw_only=True)
class PhraseExample:
    """A step as one would write it: what it means, in which language, with its table if any."""

    key: str
    language: str
    phrase: str
    text: str
    table: str | None


@attrs.frozen(eq=False)
class Vocabulary:
    """Every phrase there is. A step is matched in all languages: no phrase stands in two."""

    phrases: tuple[Phrase, ...]
    _heard: dict[str, tuple[UnderstoodStep, ...]] = attrs.field(factory=dict, init=False)

    def matches(self, text: str) -> tuple[UnderstoodStep, ...]:
        """Every reading of a step; one that was heard before is not looked up again."""
        if text not in self._heard:
            self._heard[text] = self._matches(text)
        return self._heard[text]

    def _matches(self, text: str) -> tuple[UnderstoodStep, ...]:
        generator = ((phrase, phrase.pattern.fullmatch(text.strip())) for phrase in self.phrases)
        spoken: dict[str, UnderstoodStep] = {}
        for phrase, match in generator:
            if match is not None:
                written = {name: word for name, word in match.groupdict().items() if word}
                spoken.setdefault(phrase.key, UnderstoodStep(phrase=phrase, written=written))
        return tuple(spoken.values())

    def read(self, text: str, language: str = "en") -> UnderstoodStep:
        """The one reading of a step.

        Raises:
            UnknownStep: no phrase matches; the error names the nearest of ``language``.
            AmbiguousStep: two phrases match.
        """
        phrases = self.matches(text)
        if not phrases:
            raise UnknownStep(text, self.nearest(text, language))
        if len(phrases) > 1:
            raise AmbiguousStep(text, [phrase.phrase.text for phrase in phrases])
        return phrases[0]

    def nearest(self, text: str, language: str) -> list[str]:
        """The phrases of a language that look most like a text, at most three."""

        def likeness(example: PhraseExample) -> float:
            return SequenceMatcher(None, text, example.text).ratio()

        mine = [example for example in examples() if example.language == language]
        return [example.text for example in sorted(mine, key=likeness, reverse=True)[:3]]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of this program."""
    return Vocabulary(tuple(_phrases(_data())))


@cache
def examples() -> tuple[PhraseExample, ...]:
    """An example of every step in every language, in the order of the vocabulary."""
    return tuple(
        PhraseExample(
            key=key,
            language=language,
            phrase=step[language]["phrases"][0],
            text=step[language]["example"],
            table=step[language].get("table"),
        )
        for key, step in _data().items()
        for language in LANGUAGES
    )


@cache
def meanings() -> tuple[str, ...]:
    """The key of every step."""
    return tuple(_data())


@cache
def _data() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    data = resources.files("ledger.specs").joinpath("data", "phrases.toml")
    return tomllib.loads(data.read_text(encoding="utf-8"))


def _phrases(data: Mapping[str, Mapping[str, Mapping[str, str]]]) -> Iterable[Phrase]:
    for key, step in data.items():
        for language in LANGUAGES:
            for text in step[language]["phrases"]:
                pattern, parameters = compiled(text, language)
                yield Phrase(
                    key=key, language=language, text=text, pattern=pattern, parameters=parameters
                )
