"""Words that select a place in a text, the place itself, and why a quote is refused.

Gives the values and the errors that `quotes` works with and that claims keep as evidence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ledger.errors import InvalidInput
from ledger.sources.limits import QUOTE_LIMIT
from ledger.sources.quotation.folding import fold

if TYPE_CHECKING:
    from ledger.sources.quotation.nearest import Difference, Nearest

_PASSAGE = 240  # characters of a passage that a message shows


class EmptyQuote(InvalidInput):
    """A quote without words."""

    code = "empty-quote"

    def __init__(self) -> None:
        super().__init__("the quote holds no words", fix="copy the words from the article")


class QuoteTooLong(InvalidInput):
    """A quote, prefix or suffix that is longer than a quote may be."""

    code = "quote-too-long"

    def __init__(self, *, part: str, length: int) -> None:
        self.part = part
        self.length = length
        super().__init__(
            f"the {part} has {length:,} characters, more than the {QUOTE_LIMIT:,} of a quote",
            fix="quote only the words that state the development",
        )


class QuoteNotFound(InvalidInput):
    """A quote whose words do not stand in the document.

    ``nearest`` is the passage most like it, as it stands there, or None; ``differences`` are
    all the ways in which the two differ where these are small, else empty.
    """

    code = "quote-not-found"

    def __init__(self, *, quote: str, nearest: Nearest | None) -> None:
        self.quote = quote
        self.nearest = None if nearest is None else nearest.passage
        self.differences: tuple[Difference, ...] = () if nearest is None else nearest.differences
        message = "the quote does not stand in its document"
        fix = "copy the words from the article, or capture the other document"
        if self.differences:
            message += f": it differs only in {' and '.join(self.differences)}"
            fix = f'copy these words: "{self.nearest}"'
        elif self.nearest is not None:
            message += f'; nearest: "{shortened(self.nearest, _PASSAGE)}"'
        super().__init__(message, fix=fix)


class ContextNotFound(InvalidInput):
    """A quote that stands in the document, but never between this prefix and suffix."""

    code = "context-not-found"

    def __init__(self, *, quote: str, count: int) -> None:
        self.quote = quote
        self.count = count
        times = "once" if count == 1 else f"{count:,} times"
        super().__init__(
            f"the quote stands {times} in its document, but not with this prefix and suffix",
            fix="give the words just before or after it as printed"
            + (", or no prefix and suffix" if count == 1 else ""),
        )


@attrs.frozen(kw_only=True)
class QuoteChoice:
    """One of the places of an ambiguous quote, with the shortest words that single it out.

    ``context`` shows the place, the quote in brackets. ``prefix`` and ``suffix`` are both
    empty where no words near the place tell it from the others.
    """

    context: str
    prefix: str
    suffix: str

    def __str__(self) -> str:
        parts = [("prefix", self.prefix), ("suffix", self.suffix)]
        advice = " and ".join(f'{name} "{words}"' for name, words in parts if words)
        return f"{advice or 'a longer quote'} for {self.context}"


class QuoteAmbiguous(InvalidInput):
    """A quote that stands in the document more than once; ``choices`` are the first places."""

    code = "quote-ambiguous"

    def __init__(self, *, quote: str, count: int, choices: tuple[QuoteChoice, ...]) -> None:
        self.quote = quote
        self.count = count
        self.choices = choices
        super().__init__(
            f"the quote stands {count:,} times in its document",
            fix="say which one, with " + "; or ".join(str(choice) for choice in choices),
        )


@attrs.frozen(kw_only=True)
class TextQuoteSelector:
    """Words of a text, and what stands just before and after them.

    W3C Web Annotation Data Model §4.2.4. All three are compared as `fold` says, and white
    space where they join does not count. A quote is whole words: "signed" does not select
    "unsigned". Raises `EmptyQuote` or `QuoteTooLong`.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""
    folded: str = attrs.field(init=False, eq=False, repr=False)
    """The quote as it is compared."""

    def __attrs_post_init__(self) -> None:
        if max(len(self.exact), len(self.prefix), len(self.suffix)) > QUOTE_LIMIT:
            parts = {"quote": self.exact, "prefix": self.prefix, "suffix": self.suffix}
            part = next(part for part, words in parts.items() if len(words) > QUOTE_LIMIT)
            raise QuoteTooLong(part=part, length=len(parts[part]))
        object.__setattr__(self, "folded", fold(self.exact))
        if not self.folded:
            raise EmptyQuote


@attrs.frozen(kw_only=True)
class Anchor:
    """A place in a captured text: code points from `start` to before `end`, and the words there.

    ``folds`` name what was folded to find the words there: the same place is no other for it.
    """

    start: int
    end: int
    exact: str
    folds: tuple[str, ...] = attrs.field(default=(), eq=False)


@attrs.frozen(kw_only=True)
class Excerpt:
    """A quote in its surroundings, on one line; `…` where the text goes on."""

    before: str
    quote: str
    after: str

    def __str__(self) -> str:
        return f"{self.before}[{self.quote}]{self.after}"


def shortened(words: str, length: int) -> str:
    """The words, or as many of the first of them as fit; `…` says that there are more."""
    return words if len(words) <= length else words[:length].rpartition(" ")[0] + " …"
