"""What had to be folded so that a quote is the words of its document, named for an answer.

Takes a quote as it was typed and the words that it was found to be; gives a short name for
each difference of form between them, and none for the amount of white space.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import attrs

from ledger.sources.quotation.folding import BROKEN_WORD, NOTE_MARK, SAID_MARK, TYPOGRAPHY

if TYPE_CHECKING:
    from collections.abc import Sequence


@attrs.frozen
class _Fold:
    """One way in which forms become alike, and what an answer calls it."""

    name: str
    of_words: Callable[[str], str]
    of_quote: Callable[[str], str]


def folds_between(quote: str, words: str, *, hyphen: str | None, without: str) -> tuple[str, ...]:
    r"""The folds without which a quote would not be the words, in a fixed order.

    `hyphen` and `without` are those by which `Folded.loosely` found the words; no `hyphen`
    says that it was not needed.

    >>> folds_between("ratifications", "ratifi-\ncations", hyphen="", without="")
    ('a hyphen at the line end joined',)
    """
    quote, words = quote.strip(), words.strip()
    if quote == words:
        return ()
    folds = [*_LAYOUT, _ACCENTS] if hyphen is None else _loose(hyphen, without)
    changing = [fold for fold in folds if _changes(fold, quote, words)]
    return tuple(
        fold.name
        for fold in changing
        if not _alike(quote, words, [other for other in changing if other != fold])
    )


def _loose(hyphen: str, without: str) -> list[_Fold]:
    passed_over = [
        _Fold(name, _replacing(pattern, ""), str) for name, pattern in _PASSED if pattern in without
    ]
    joined = _both("a hyphen at the line end joined", _replacing(BROKEN_WORD, hyphen))
    return [*passed_over, joined, *_TYPOGRAPHY, *_LAYOUT, _ACCENTS]


def _changes(fold: _Fold, quote: str, words: str) -> bool:
    return fold.of_quote(quote) != quote or fold.of_words(words) != words


def _alike(quote: str, words: str, folds: Sequence[_Fold]) -> bool:
    for fold in folds:
        quote, words = fold.of_quote(quote), fold.of_words(words)
    return _SPACES.sub(" ", quote).strip(" ") == _SPACES.sub(" ", words).strip(" ")


def _both(name: str, change: Callable[[str], str]) -> _Fold:
    return _Fold(name, change, change)


def _replacing(pattern: str, to: str) -> Callable[[str], str]:
    compiled = re.compile(pattern)
    return lambda text: compiled.sub(to, text)


def _translating(marks: dict[str, str]) -> Callable[[str], str]:
    table = str.maketrans(marks)
    return lambda text: text.translate(table)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


_SPACES: Final = re.compile(" {2,}")
_PASSED: Final = (("a note's mark passed over", NOTE_MARK), ("“ ” passed over", SAID_MARK))
_TYPOGRAPHY: Final = tuple(_both(name, _translating(marks)) for name, marks in TYPOGRAPHY.items())
_LAYOUT: Final = (
    _both("soft hyphens left out", _replacing("\xad", "")),
    _both(
        "direction marks left out",
        _replacing("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", ""),
    ),
    _both("invisible marks left out", _replacing("[\u200b\u2060-\u2064\ufeff]", "")),
    _both("tabs read as spaces", _replacing("\t", " ")),
    _both("line ends read as spaces", _replacing("[\n\v\f\r\x85\u2028\u2029]", " ")),
    _both(
        "spaces of another kind",
        _replacing("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]", " "),
    ),
)
_ACCENTS: Final = _both("accents typed apart from their letters", _composed)
