"""One language's words for dates, and how a source's words become canonical ones.

Takes a table; gives the fold. What is the same in every language stands here: dates in
digits, times of day, dashes, and the order in which canonical words stand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cached_property

import attrs

from ledger.edtf.languages.digits import with_digits_named
from ledger.edtf.vocabulary import MONTH, MONTH_NAMES, PART, STEP, UNIT
from ledger.letters import bare

Rewrites = tuple[tuple[str, str], ...]
"""Patterns and what takes the place of what they find, in this order."""

_TIMES: Rewrites = (
    (r"\b[0-9]{1,2}(?::[0-9]{2}){1,2}(?: ?(?:[ap]\.? ?m\b\.?|h\b|hrs?\b|hours\b|horas\b))?", " "),
    (r"\b[0-9]{1,2} ?[ap]\.? ?m\b\.?", " "),
)
# 12-jun-2022, 2022-jun-12, 12-jun, jun-2022: the hyphen joins one date, and is no span.
_JOINED: Rewrites = (
    (r"\b([0-9]{1,4})-([a-z]{3,10})\.?-([0-9]{1,4})\b", r"\1 \2 \3"),
    (r"\b([a-z]{3,10}|[qh][1-4])\.?-([0-9]{4})\b", r"\1 \2"),
    (r"\b([0-9]{1,2})-([a-z]{3,10})\b(?!-)", r"\1 \2"),
)
_SPANS: Rewrites = ((r"\s*[-~\u2010-\u2015\u2212\u223c\u301c\uff5e]\s*", " to "),)
_ORDINALS: Rewrites = ((r"\b([0-9]{1,2})\.?(?:st|nd|rd|th|er|ro|o|a)\b", r"\1"),)
_MARKS: Rewrites = ((r"[^\w\s]|_", " "),)
_ANY_MONTH = rf"{MONTH}|(?:{STEP}) month"
_TENS = (r"\b([2-7])0 (?:and )?([1-9])(?= (?:decade|year|month|week|day)\b)", r"\1\2")
# Canonical words in their canonical order.
_ORDER: Rewrites = (
    _TENS,
    (rf"\b({UNIT}|weekend) (recent|upcoming|beforelast)\b", r"\2 \1"),
    # "day 12" is the 12th of no named month; next to its month it is plainly 12.
    (
        rf"\bday ([0-9]{{1,2}}) (?=(?:(?:to|or|and) (?:day )?[0-9]{{1,2}} )?(?:{_ANY_MONTH})\b)",
        r"\1 ",
    ),
    (rf"\b({MONTH}|month) day (?=[0-9])", r"\1 "),
    (rf"\b((?:{MONTH}|month|day) [0-9]{{1,2}} (?:to|or|and)) day (?=[0-9])", r"\1 "),
    (r"\b([0-9]{1,2}) (to|or|and) day (?=[0-9])", r"day \1 \2 "),
    (rf"\b((?:[0-9]{{4}} )?(?:{MONTH})) ({PART})\b", r"\2 \1"),
)
# Canonical words that rewrites put in place; any other word must be in the language's table.
_PASSING = frozenset({*MONTH_NAMES, *("to", "and", "about", "day", "century")})
_NUMBER = re.compile(r"[0-9]+s?|[qh][1-4]")
# Limits that stand after their date: "in june at the latest", "6월까지".
_DURATION = r"[0-9]{1,4} (?:decade|year|month|week|day)"
_AFTER_DATES: Rewrites = (
    (r"^(.+) postsince (.+) postby$", r"\1 to \2"),
    (rf"^((?:about )?{_DURATION}) postbefore$", r"\1 ago"),
    (rf"^((?:about )?{_DURATION}) postafter$", r"\1 fromnow"),
    (r"^(.+) post(by|since|before|after|about|morethan)$", r"\2 \1"),
    (r"^post(by|since) (.+)$", r"\1 \2"),
)


def rewritten(text: str, rewrites: Rewrites) -> str:
    """The text once each pattern was replaced, in order."""
    for pattern, replacement in rewrites:
        text = re.sub(pattern, replacement, text)
    return text


def plain(words: str) -> str:
    """Lower case, without accents, wide digits as plain ones: `miercoles`, `ano`."""
    return " ".join(unicodedata.normalize("NFC", bare(words)).split())


@attrs.frozen(kw_only=True, slots=False)
class Language:
    """A table of words.

    Attributes:
        name: What the language is called in English, as messages name it.
        phrases: Words and phrases, without accents, to canonical ones; longer ones win.
        fillers: Words that carry no date, left out once the phrases were found.
        before: Rewrites of the plain text, before phrases are looked for.
        after: Rewrites of the canonical words.
        spaced: Whether words stand apart; Korean attaches its particles.
    """

    name: str
    phrases: Mapping[str, str]
    fillers: frozenset[str] = frozenset()
    before: Rewrites = ()
    after: Rewrites = ()
    spaced: bool = True

    def fold(self, words: str) -> str:
        """The words in canonical ones, single spaces between them; unknown ones as `?word`.

        Raises BadDate for a date in digits that can be read in two ways.
        """
        text = with_digits_named(plain(words))
        text = rewritten(text, _TIMES + self.before + _JOINED + _SPANS + _ORDINALS + _MARKS)
        text = self._phrase.sub(self._canonical, " ".join(text.split()))
        text = " ".join(text.split())
        return _in_front(rewritten(text, self.after + _ORDER))

    @cached_property
    def _phrase(self) -> re.Pattern[str]:
        longest_first = sorted(self.phrases, key=lambda phrase: (-len(phrase), phrase))
        any_phrase = "|".join(map(re.escape, longest_first))
        return re.compile(
            rf"\b(?:{any_phrase})\b|\w+" if self.spaced else rf"{any_phrase}|[a-z0-9]+|\w"
        )

    def _canonical(self, match: re.Match[str]) -> str:
        word = match[0]
        if word in self.fillers:
            return " "
        if word not in self.phrases and word not in _PASSING and not _NUMBER.fullmatch(word):
            return f" ?{word} "  # a word that the language does not have fits no rule
        return f" {self.phrases.get(word, word)} "


def _in_front(text: str) -> str:
    """Limits that stand after their dates, put before them, the outermost last."""
    while (turned := rewritten(text, _AFTER_DATES)) != text:
        text = turned
    return text


def numbered(words: tuple[str, ...], first: int = 1) -> dict[str, str]:
    """Words for numbers that follow one another, to digits."""
    return {word: str(value) for value, word in enumerate(words, start=first)}


def named(words: tuple[str, ...], canonical: tuple[str, ...] = MONTH_NAMES) -> dict[str, str]:
    """Words to the canonical ones at the same place."""
    return dict(zip(words, canonical, strict=True))


def meaning(synonyms: Mapping[str, str]) -> dict[str, str]:
    """A table written as canonical word to its phrases, `|` between them, turned round."""
    return {
        phrase: canonical
        for canonical, phrases in synonyms.items()
        for phrase in phrases.split("|")
    }
