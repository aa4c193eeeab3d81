"""A quote is found in its document, exactly once and word for word, or refused.

Takes a `TextQuoteSelector` and a captured text; gives an `Anchor`, the place and the words
as they stand there. Claims keep it as evidence, and `verify` it ever after.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

import attrs

from ledger.sources.limits import QUOTE_LIMIT
from ledger.sources.quotation.context import (
    afters,
    befores,
    follows,
    longest,
    precedes,
    shortest_distinction,
)
from ledger.sources.quotation.ends import between
from ledger.sources.quotation.folding import NOTE_MARK, SAID_MARK, Folded, fold
from ledger.sources.quotation.folds import folds_between
from ledger.sources.quotation.nearest import nearest_passage
from ledger.sources.quotation.selector import (
    Anchor,
    ContextNotFound,
    Excerpt,
    QuoteAmbiguous,
    QuoteChoice,
    QuoteNotFound,
    TextQuoteSelector,
    shortened,
)
from ledger.sources.quotation.words import begins_inside_word, ends_inside_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SHOWN = 3  # of the places of an ambiguous quote
_AROUND = 40  # characters of context that a message shows on each side
_QUOTED = 60  # characters of a quote that a message shows in its context
_REACH = 300  # characters in which words that tell two places apart are looked for
_COUNTED = 10_000  # places of a quote that are counted: beyond, the work has no bound
_RIVALS = 1_000  # places of a quote above which nothing but a longer quote helps
_SAID = '"\u201c\u201d\u201e\xab\xbb'  # a quote with any of them was copied with its marks
_KEPT = (32, 128, 512, QUOTE_LIMIT)  # characters of context in a stored selector, at most


def anchor(selector: TextQuoteSelector, text: str) -> Anchor:
    """Where the quote stands in a captured text, the only place that it may mean.

    `text` is a document's (`check_readable` bounds the work on it). Overlapping places count.
    A quote that gives its ends alone ("signed the … Philippines") is the passage between them.
    Raises `QuoteNotFound`, `ContextNotFound` or `QuoteAmbiguous`.
    """
    folded = _folded(text)
    exact, prefix, suffix = selector.folded, fold(selector.prefix), fold(selector.suffix)
    place = _found(folded, text, exact, prefix, suffix)
    if place:
        folds = folds_between(selector.exact, place.exact, hyphen=None, without="")
        return attrs.evolve(place, folds=folds) if folds else place
    if place := _loosely(selector, text):
        return place
    if passages := between(selector.exact, text):
        if len(passages) > 1:
            raise _ambiguous_ends(exact, text, passages)
        return passages[0]
    if next(_places(exact, folded.text), None) is not None:
        raise ContextNotFound(quote=exact, count=len(_first_places(exact, folded.text)))
    raise QuoteNotFound(quote=exact, nearest=nearest_passage(exact, folded.text))


_folded = lru_cache(maxsize=8)(Folded.of)
"""A document folded once for many quotes from it, which mostly come one after the other."""


def anchor_in_first(selector: TextQuoteSelector, texts: Sequence[str]) -> Anchor:
    """Where the quote stands in the first of the texts that has it; each begins with the last.

    What a document gained later so never moves a quote, and never makes it ambiguous.
    Raises as `anchor` does, of the last text where none has it.
    """
    for text in texts[:-1]:
        try:
            return anchor(selector, text)
        except (QuoteNotFound, ContextNotFound):
            continue
    return anchor(selector, texts[-1])


def stands_in(quote: str, text: str) -> bool:
    """Whether a quote stands in a captured text, in one place or in several."""
    if quote in text:
        return True
    try:
        anchor(TextQuoteSelector(exact=quote), text)
    except QuoteNotFound:
        return False
    except QuoteAmbiguous:
        return True
    return True


def _loosely(selector: TextQuoteSelector, text: str) -> Anchor | None:
    """The only place of words that were copied with other marks, or without some, or None."""
    has_marks = any(mark in part for part in _parts(selector) for mark in _SAID)
    uncopied = NOTE_MARK if has_marks else f"{NOTE_MARK}|{SAID_MARK}"
    ways = [("", ""), ("", "-")]
    if re.search(uncopied, text):
        ways += [(uncopied, ""), (uncopied, "-")]
    for without, hyphen in ways:
        loose = Folded.loosely(text, hyphen=hyphen, without=without)
        parts = [Folded.loosely(part, hyphen=hyphen).text.strip(" ") for part in _parts(selector)]
        if place := _found(loose, text, *parts):
            folds = folds_between(selector.exact, place.exact, hyphen=hyphen, without=without)
            return attrs.evolve(place, folds=folds)
    return None


def _parts(selector: TextQuoteSelector) -> tuple[str, str, str]:
    return selector.exact, selector.prefix, selector.suffix


def _found(folded: Folded, text: str, exact: str, prefix: str, suffix: str) -> Anchor | None:
    """The only place of folded words between others, or None. Raises `QuoteAmbiguous`."""
    places = list(islice(_in_context(exact, prefix, suffix, folded.text), _COUNTED))
    if len(places) > 1:
        raise _ambiguous(exact, folded.text, places)
    return _anchored(folded, text, places[0], len(exact)) if places else None


def _first_places(exact: str, text: str) -> list[int]:
    return list(islice(_places(exact, text), _COUNTED))


def verify(anchor: Anchor, text: str) -> bool:
    """Whether the words still stand at their place, to the character.

    False is an orphan, which is shown as one: nothing looks for the words elsewhere.
    """
    return 0 <= anchor.start < anchor.end and text[anchor.start : anchor.end] == anchor.exact


def selector_for(text: str, start: int, end: int) -> TextQuoteSelector:
    """A selector that anchors to this span of a text and nowhere else.

    White space at the span's ends is left out. Prefix and suffix carry up to 32 characters
    each, more only where the text repeats itself further than that. Raises `EmptyQuote`,
    `QuoteTooLong`, `QuoteNotFound` for a span that cuts a word, or `QuoteAmbiguous` in a text
    that repeats itself beyond all context.
    """
    words = TextQuoteSelector(exact=text[start:end])
    folded = Folded.of(text)
    exact = fold(words.exact)
    places = _first_places(exact, folded.text)
    here = [place for place in places if _inside(folded, place, len(exact), start, end)]
    if not here:
        raise QuoteNotFound(quote=exact, nearest=nearest_passage(exact, folded.text))
    for kept in _KEPT:
        selector = TextQuoteSelector(
            exact=exact,
            prefix=longest(befores(folded.text, here[0], kept)),
            suffix=longest(afters(folded.text, here[0] + len(exact), kept)),
        )
        context = (fold(selector.prefix), fold(selector.suffix))
        if len(list(islice(_in_context(exact, *context, folded.text), 2))) == 1:
            return selector
    raise _ambiguous(exact, folded.text, places)


def excerpt_around(text: str, anchor: Anchor, width: int) -> Excerpt:
    """The quote with up to `width` characters on each side, folded, cut between words."""
    reach = 4 * width + _AROUND  # white space that folds away must not use up the context
    left = Folded.of(text[max(0, anchor.start - reach) : anchor.start]).text.lstrip(" ")
    right = Folded.of(text[anchor.end : anchor.end + reach]).text.rstrip(" ")
    before = longest(befores(left, len(left), width))
    after = longest(afters(right, 0, width))
    goes_back = anchor.start > reach or len(before) < len(left.rstrip(" "))
    goes_on = anchor.end + reach < len(text) or len(after) < len(right.lstrip(" "))
    return Excerpt(
        before="…" * goes_back + before + " " * left.endswith(" "),
        quote=fold(anchor.exact),
        after=" " * right.startswith(" ") + after + "…" * goes_on,
    )


def _places(exact: str, text: str) -> Iterator[int]:
    """Every place in a folded text where the folded words stand as whole words."""
    place = text.find(exact)
    while place >= 0:
        end = place + len(exact)
        if not (begins_inside_word(text, place) or ends_inside_word(text, end)):
            yield place
        place = text.find(exact, place + 1)


def _in_context(exact: str, prefix: str, suffix: str, text: str) -> Iterator[int]:
    if not (prefix or suffix):
        return _places(exact, text)
    return (
        place
        for place in _places(exact, text)
        if follows(text, prefix, place) and precedes(text, suffix, place + len(exact))
    )


def _anchored(folded: Folded, text: str, place: int, length: int) -> Anchor:
    start, end = folded.span(place, place + length)
    return Anchor(start=start, end=end, exact=text[start:end])


def _inside(folded: Folded, place: int, length: int, start: int, end: int) -> bool:
    found_start, found_end = folded.span(place, place + length)
    return start <= found_start and found_end <= end


def _ambiguous(exact: str, text: str, places: list[int]) -> QuoteAmbiguous:
    choices = tuple(_choice(exact, text, places, place) for place in places[:_SHOWN])
    return QuoteAmbiguous(quote=exact, count=len(places), choices=choices)


def _ambiguous_ends(exact: str, text: str, passages: tuple[Anchor, ...]) -> QuoteAmbiguous:
    shown = (
        attrs.evolve(passage, exact=shortened(passage.exact, _QUOTED))
        for passage in passages[:_SHOWN]
    )
    choices = tuple(
        QuoteChoice(context=str(excerpt_around(text, passage, _AROUND)), prefix="", suffix="")
        for passage in shown
    )
    return QuoteAmbiguous(quote=exact, count=len(passages), choices=choices)


def _choice(exact: str, text: str, places: list[int], place: int) -> QuoteChoice:
    end = place + len(exact)
    prefix = suffix = ""
    if len(places) <= _RIVALS:
        prefix, suffix = shortest_distinction(text, places, place, len(exact), _REACH)
    shown = Anchor(start=place, end=end, exact=shortened(exact, _QUOTED))
    return QuoteChoice(
        context=str(excerpt_around(text, shown, _AROUND)), prefix=prefix, suffix=suffix
    )
