"""The words around a place in a folded text: what tells one place from another.

Takes a folded text and positions in it; gives the words before and after, cut between
words. `quotes` builds selectors, suggestions and excerpts from them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.sources.quotation.words import begins_inside_word, ends_inside_word, is_wordy

if TYPE_CHECKING:
    from collections.abc import Iterator


def befores(text: str, at: int, reach: int) -> Iterator[str]:
    """The last word before a position, the last two, and so on, within `reach` characters."""
    for start in range(at - 1, max(0, at - reach) - 1, -1):
        if start == 0 or (is_wordy(text[start]) and not begins_inside_word(text, start)):
            yield text[start:at].strip(" ")


def afters(text: str, at: int, reach: int) -> Iterator[str]:
    """The first word after a position, the first two, and so on, within `reach` characters."""
    for end in range(at + 1, min(len(text), at + reach) + 1):
        if end == len(text) or (is_wordy(text[end - 1]) and not ends_inside_word(text, end)):
            yield text[at:end].strip(" ")


def longest(words: Iterator[str]) -> str:
    """The last of growing words: all that are within reach."""
    word = ""
    for word in words:  # noqa: B007  the last one is what is asked for
        pass
    return word


def follows(text: str, prefix: str, start: int) -> bool:
    """Whether a span that starts here comes right after the prefix; one space does not count."""
    joined = start - 1 if text[start - 1 : start] == " " else start
    return text.endswith(prefix, 0, joined)


def precedes(text: str, suffix: str, end: int) -> bool:
    """Whether a span that ends here comes right before the suffix; one space does not count."""
    joined = end + 1 if text[end : end + 1] == " " else end
    return text.startswith(suffix, joined)


def shortest_distinction(
    text: str, places: list[int], place: int, length: int, reach: int
) -> tuple[str, str]:
    """The fewest words before, after, or around one of the places that none of the others has.

    Gives (prefix, suffix), both empty where the words within `reach` tell nothing apart. The
    rivals only ever shrink as the words grow.
    """
    left = right = [other for other in places if other != place]
    prefix = suffix = ""
    before, after = befores(text, place, reach), afters(text, place + length, reach)
    while True:
        longer, further = next(before, prefix), next(after, suffix)
        if (longer, further) == (prefix, suffix):
            return "", ""
        prefix, suffix = longer, further
        left = [other for other in left if follows(text, prefix, other)]
        if not left:
            return prefix, ""
        right = [other for other in right if precedes(text, suffix, other + length)]
        if not right:
            return "", suffix
        if not set(left).intersection(right):
            return prefix, suffix
