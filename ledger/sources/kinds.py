"""The closed words of a source: what published it, how it came about, how much of it is kept.

Gives enums to documents and claims. A word that does not exist is refused with the words
that do, never guessed.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from enum import StrEnum
from typing import Never

from ledger.errors import InvalidInput


class UnknownWord(InvalidInput):
    """A word that its closed vocabulary does not have. ``near``: the one that was likely meant."""

    code = "unknown-word"

    def __init__(
        self, *, vocabulary: str, word: str, words: tuple[str, ...], near: str | None = None
    ) -> None:
        self.vocabulary = vocabulary
        self.word = word
        self.known = words
        close = [near] if near else get_close_matches(word.strip().lower(), words, n=1)
        meant = f"perhaps {close[0]}; " if close else ""
        super().__init__(
            f"no such {vocabulary}: {word or '(empty)'}",
            fix=f"{meant}the words are {', '.join(words)}",
        )


class ClosedWord(StrEnum):
    """A closed vocabulary: looking up a word that it does not have raises `UnknownWord`.

    >>> Lineage("syndicated")
    <Lineage.SYNDICATED: 'syndicated'>
    """

    @classmethod
    def _missing_(cls, value: object) -> Never:
        vocabulary = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", cls.__name__).lower()
        words = tuple(member.value for member in cls)
        raise UnknownWord(vocabulary=vocabulary, word=str(value), words=words)


class SourceKind(ClosedWord):
    """What kind of source published a document; the publisher's standing, not the asserter's."""

    TREATY_TEXT = "treaty-text"
    DEPOSITARY = "depositary"
    GAZETTE = "gazette"
    PARTY_OFFICIAL = "party-official"
    IGO_OFFICIAL = "igo-official"
    WIRE = "wire"
    NEWS = "news"
    SPECIALIST = "specialist"
    AGGREGATOR = "aggregator"
    ENCYCLOPEDIA = "encyclopedia"
    SOCIAL = "social"
    UNKNOWN = "unknown"

    @property
    def tier(self) -> int:
        """The authority tier, 1 the highest and 6 the lowest (docs/resolution.md, 6).

        Social is 6: who holds an account is as a rule not known. A post from an account that
        the recorder knows to be a ministry's is recorded as party-official.

        >>> SourceKind.DEPOSITARY.tier < SourceKind.NEWS.tier
        True
        """
        return _TIERS[self]


_TIERS = {
    SourceKind.TREATY_TEXT: 1,
    SourceKind.DEPOSITARY: 1,
    SourceKind.GAZETTE: 1,
    SourceKind.PARTY_OFFICIAL: 2,
    SourceKind.IGO_OFFICIAL: 2,
    SourceKind.WIRE: 3,
    SourceKind.NEWS: 4,
    SourceKind.SPECIALIST: 4,
    SourceKind.AGGREGATOR: 5,
    SourceKind.ENCYCLOPEDIA: 5,
    SourceKind.SOCIAL: 6,
    SourceKind.UNKNOWN: 6,
}


class Lineage(ClosedWord):
    """How a document came about: by its own reporting, or out of another document."""

    ORIGINAL = "original"
    SYNDICATED = "syndicated"
    TRANSLATED = "translated"
    SUMMARISED = "summarised"


class Extent(ClosedWord):
    """How much of the published text is kept: all of it, or attributed excerpts alone."""

    FULL = "full"
    EXCERPTS = "excerpts"
