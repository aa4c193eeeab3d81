"""The text of a document next to a question: pages of it, words in it, quotes from it.

Takes a captured text and what someone types; gives passages. What is quoted is checked as it
will be when it is recorded.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from ledger.edtf import Edtf
from ledger.errors import ClaimsError
from ledger.sources.quotation.ends import ends_of
from ledger.sources.quotation.quotes import anchor, excerpt_around
from ledger.sources.quotation.selector import Anchor, QuoteAmbiguous, TextQuoteSelector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.sources.quotation.selector import QuoteChoice

_AROUND = 60
_MOST = 8
_END = re.compile(r"(?<=[^\s.])[.!?。](?=\s|$)|\n|$")
"""Where a sentence ends; an abbreviation may end it too early, and Tab is pressed again."""


@attrs.define(kw_only=True)
class TextAtHand:
    """A document's text, and how far it has been shown."""

    text: str = attrs.field(repr=False)
    published: Edtf | None = None
    seen: int = 0

    def passage(self, quote: str) -> Anchor:
        """The words of the document that a quote is.

        Raises:
            ClaimsError: they do not stand there, or more than once.
        """
        return anchor(TextQuoteSelector(exact=quote), self.text)

    def look(self, quote: str) -> str:
        """What words typed so far select, in a few words."""
        if not quote.strip():
            return ""
        try:
            place = self.passage(quote)
        except QuoteAmbiguous as error:
            return f"stands {error.count} times so far"
        except ClaimsError:
            return "" if self._begins(quote) else "not in the document"
        return str(excerpt_around(self.text, place, _AROUND))

    def completions(self, quote: str) -> Iterator[str]:
        """The quote to the end of its sentence; behind ``..``, its end."""
        split = re.search(r"\s(?:\u2026|\.\.\.?)\s+", quote)
        start, typed = (quote[: split.end()], quote[split.end() :]) if split else ("", quote)
        after = self._after(quote[: split.start()]) if split else 0
        for found_at in self._places(typed, after)[:_MOST]:
            end = _END.search(self.text, found_at + len(typed))
            stop = len(self.text) if end is None else end.start()
            words = re.sub(r"\s+", " ", self.text[found_at:stop]).rstrip(" ,;:")
            if words != typed:
                yield start + words

    def choices(self, quote: str) -> tuple[QuoteChoice, ...]:
        """The places of words that stand more than once; empty where they stand once or never."""
        try:
            self.passage(quote)
        except QuoteAmbiguous as error:
            return error.choices
        except ClaimsError:
            return ()
        return ()

    def near(self, words: str) -> list[str]:
        """The passages that hold these words, each on a line."""
        return [
            str(
                excerpt_around(
                    self.text,
                    Anchor(start=at, end=at + len(words), exact=self.text[at : at + len(words)]),
                    _AROUND,
                )
            )
            for at in self._places(words, 0)[:_MOST]
        ]

    def _begins(self, quote: str) -> bool:
        """Whether words typed so far begin something that stands there."""
        ends = ends_of(quote)
        return bool(self._places(ends[0] if ends else re.split(r"\s\.\.|\s\u2026", quote)[0], 0))

    def _after(self, words: str) -> int:
        places = self._places(words, 0)
        return places[0] + len(words) if places else 0

    def _places(self, words: str, after: int) -> list[int]:
        """Where words begin, whatever their capitals and the white space and marks in them."""
        parts = [_alike(part) for part in words.split()]
        if not parts:
            return []
        pattern = re.compile(r"(?<!\w)" + r"\s+".join(parts), re.IGNORECASE)
        return [match.start() for match in pattern.finditer(self.text, after)][: _MOST + 1]


def _alike(word: str) -> str:
    """A pattern for a word with the marks of a keyboard or of print."""
    marks = {"'": "['\u2018\u2019]", '"': '["\u201c\u201d]', "-": "[-\u2010\u2011\u2013]"}
    return "".join(marks.get(letter, re.escape(letter)) for letter in word)
