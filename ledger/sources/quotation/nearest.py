"""The passage that a quote was probably meant to be, for the message that refuses it.

Takes a folded quote that does not stand in a folded text; gives the stretch of the text most
like it, and what small things the two differ in. Advice only: nothing is anchored by it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from itertools import islice
from typing import Final

import attrs

from ledger.sources.kinds import ClosedWord
from ledger.sources.quotation.words import UNSPACED, begins_inside_word, ends_inside_word

# Straight and accents, primes, curly, angled, corner brackets, full width.
_QUOTATION_MARKS: Final = (
    "'\"`\xb4\u2032\u2033\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u2039\u203a\xab\xbb"
    "\u300c\u300d\u300e\u300f\uff02\uff07"
)
# Hyphen-minus, hyphens, figure, en and em dash, bar, minus, small and full width.
_DASHES: Final = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_WORD = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+")
_VOTERS = 12  # of the quote's rarest words; more only repeat what they say
_TURNS = 3  # of one word's places in the quote: a bound on the work
_BUCKET = 8  # words by which places may shift against each other and still agree
_ENOUGH = 0.4  # of the quote's words in order, or the passage is another one
_WORD_LENGTH = 100  # characters after which a cut word is not completed: it is none


class Difference(ClosedWord):
    """A way in which two passages of the same letters can differ."""

    CASE = "capital letters"
    QUOTATION_MARKS = "quotation marks"
    DASHES = "dashes"
    ACCENTS = "accents"
    CUT_WORD = "a word cut in two"


@attrs.frozen(kw_only=True)
class Nearest:
    """A passage as it stands in the folded text; `differences` is empty if words differ."""

    passage: str
    differences: tuple[Difference, ...] = ()


def nearest_passage(quote: str, text: str) -> Nearest | None:
    """The passage of a text most like a quote, or None if none is like it.

    Both are folded. Takes time by the length of the text, some 0.1 s for a million characters.
    """
    alphabet = {ord(c): _plain(c) for c in {*quote, *text}}
    plain_quote, plain_text = quote.translate(alphabet), text.translate(alphabet)
    start = plain_text.find(plain_quote)
    if start >= 0:
        return _same_letters(quote, text, start)
    span = _like_words(plain_quote, plain_text)
    return None if span is None else Nearest(passage=text[slice(*span)])


def _same_letters(quote: str, text: str, start: int) -> Nearest:
    """The passage that differs in case, marks, dashes, accents or a cut word alone."""
    end = start + len(quote)
    differences = {_difference(a, b) for a, b in zip(quote, text[start:end], strict=True) if a != b}
    if begins_inside_word(text, start) or ends_inside_word(text, end):
        differences.add(Difference.CUT_WORD)
        start, end = _whole_words(text, start, end)
    return Nearest(
        passage=text[start:end],
        differences=tuple(kind for kind in Difference if kind in differences),
    )


def _plain(character: str) -> str:
    """One character without what people and programs change unasked; always one character."""
    if character in _QUOTATION_MARKS:
        return "'"
    if character in _DASHES:
        return "-"
    return _letter(character).lower()[0]


def _letter(character: str) -> str:
    """A letter without its accents; a Hangul syllable is no letter with accents."""
    letter, *rest = list(unicodedata.normalize("NFD", character))
    return letter if all(unicodedata.combining(mark) for mark in rest) else character


def _difference(letter: str, other: str) -> Difference:
    if letter in _QUOTATION_MARKS:
        return Difference.QUOTATION_MARKS
    if letter in _DASHES:
        return Difference.DASHES
    return Difference.CASE if letter.lower() == other.lower() else Difference.ACCENTS


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    lowest, highest = start - _WORD_LENGTH, end + _WORD_LENGTH
    while start > lowest and begins_inside_word(text, start):
        start -= 1
    while end < highest and ends_inside_word(text, end):
        end += 1
    return start, end


def _like_words(quote: str, text: str) -> tuple[int, int] | None:
    """The span that has most of the quote's words in the quote's order."""
    wanted = _WORD.findall(quote)
    words = _WORD.findall(text)
    middle = _elected(wanted, words)
    if middle is None:
        return None
    slack = len(wanted) // 4 + _BUCKET
    low = max(0, middle - slack)
    window = words[low : middle + 2 * _BUCKET + len(wanted) + slack]
    matcher = SequenceMatcher(None, window, wanted, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if sum(block.size for block in blocks) < _ENOUGH * len(wanted):
        return None
    core = max(blocks, key=lambda block: block.size)
    near = [block for block in blocks if abs((block.a - block.b) - (core.a - core.b)) <= slack]
    first = max(0, near[0].a - near[0].b)
    last = near[-1].a + len(wanted) - near[-1].b
    return _span(text, low + first, low + min(last, len(window)))


def _elected(wanted: list[str], words: list[str]) -> int | None:
    """Where in the text the quote would begin, by vote of the rarest words that both have."""
    asked = set(wanted)
    counts = Counter(word for word in words if word in asked)
    rarest = sorted(counts, key=lambda word: (counts[word], word))[:_VOTERS]
    voters = {
        word: [i for i, other in enumerate(wanted) if other == word][:_TURNS] for word in rarest
    }
    votes: defaultdict[int, float] = defaultdict(float)
    for j, word in enumerate(words):
        for i in voters.get(word, ()):
            votes[(j - i) // _BUCKET] += 1 / counts[word]
    if not votes:
        return None
    best = max(sorted(votes), key=lambda bucket: votes[bucket] + votes.get(bucket + 1, 0))
    return best * _BUCKET


def _span(text: str, first: int, last: int) -> tuple[int, int]:
    """The span from one word to before another, counted in words, with its punctuation."""
    matches = list(islice(_WORD.finditer(text), first, last))
    start, end = matches[0].start(), matches[-1].end()
    while end < len(text) and not (text[end] == " " or text[end].isalnum()):
        end += 1
    while start > 0 and not (text[start - 1] == " " or text[start - 1].isalnum()):
        start -= 1
    return start, end
