"""A quote given by its ends: ``signed the … the Philippines`` is what stands between, and both.

Takes first and last words and a captured text; gives the only passage that begins and ends so,
with every word of it. What is quoted is the passage; that its middle was filled in is noted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ledger.sources.limits import QUOTE_LIMIT
from ledger.sources.quotation.folding import Folded, fold
from ledger.sources.quotation.selector import Anchor
from ledger.sources.quotation.words import begins_inside_word, ends_inside_word

if TYPE_CHECKING:
    from collections.abc import Iterator

FILLED = "the words between its ends filled in"
"""What an answer calls it."""

_LEFT_OUT = re.compile(r"(?:\s|^)(?:\[\s*)?(?:\u2026|\.\.\.?)(?:\s*\])?(?=\s|$)")
_MOST = 100  # passages that are looked at: beyond, the ends say nothing


def ends_of(quote: str) -> tuple[str, str] | None:
    """The first and the last words of a quote whose middle is left out, else None.

    >>> ends_of("signed the .. the Philippines"), ends_of("signed the treaty ...")
    (('signed the', 'the Philippines'), None)
    """
    parts = [fold(part) for part in _LEFT_OUT.split(quote)]
    return (parts[0], parts[1]) if len(parts) == 2 and all(parts) else None  # noqa: PLR2004 - both ends


def between(quote: str, text: str) -> tuple[Anchor, ...]:
    """The passages of a text that begin and end as a quote says, the shortest at each place."""
    ends = ends_of(quote)
    if ends is None:
        return ()
    folded = Folded.loosely(text)
    first, last = (Folded.loosely(words).text.strip(" ") for words in ends)
    return tuple(_passages(folded, text, first, last))


def _passages(folded: Folded, text: str, first: str, last: str) -> Iterator[Anchor]:
    begins = _places(first, folded.text)
    for number, start in enumerate(begins[:_MOST]):
        following = begins[number + 1] if number + 1 < len(begins) else None
        inner = start + len(first)
        place = next((at for at in _places(last, folded.text, inner)), None)
        if place is None or (following is not None and following + len(first) <= place):
            continue  # a later beginning is nearer to that end
        begin, end = folded.span(start, place + len(last))
        passage = text[begin:end]
        if len(passage) <= QUOTE_LIMIT and "[\u2026]" not in passage:  # not over what is left out
            yield Anchor(start=begin, end=end, exact=passage, folds=(FILLED,))


def _places(words: str, text: str, after: int = 0) -> list[int]:
    """Where the words stand as whole words, from a position on."""
    places: list[int] = []
    place = text.find(words, after)
    while place >= 0 and len(places) <= _MOST:
        if not (begins_inside_word(text, place) or ends_inside_word(text, place + len(words))):
            places.append(place)
        place = text.find(words, place + 1)
    return places
