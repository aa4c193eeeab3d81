"""What two texts share, word for word: the passages, and how much of each text they are.

Takes two texts; gives ``Likeness``. Words between quotation marks are left out of the shares,
where enough stands outside: who quotes the same speaker at length reprints nobody.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import attrs

from ledger.intake.reprints.prints import runs_of
from ledger.intake.reprints.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ledger.intake.reprints.words import TextWords

_PLACES = 8  # of one run in the other text; of more, the first ones
_ENOUGH = 25  # per cent of the words outside quotation marks, for the quoted ones to be left out
_HUNDRED = 100


@attrs.frozen(kw_only=True)
class SharedPassage:
    """A run of words that stands in both texts: code points of this one and of the other."""

    start: int
    end: int
    other_start: int
    other_end: int


@attrs.frozen(kw_only=True)
class Likeness:
    """What a text shares with another. ``share`` and ``other_share`` are whole per cent."""

    share: int
    other_share: int
    passages: tuple[SharedPassage, ...]


def likeness(text: str, other: str) -> Likeness:
    """The passages that two texts share, in the order of the first, each as long as can be."""
    here, there = words_of(text), words_of(other)
    matches = _matches(here, there)
    passages = tuple(
        SharedPassage(
            start=here.starts[place],
            end=here.ends[place + length - 1],
            other_start=there.starts[at],
            other_end=there.ends[at + length - 1],
        )
        for place, at, length in matches
    )
    return Likeness(
        share=_share(here, ((place, length) for place, _, length in matches)),
        other_share=_share(there, ((at, length) for _, at, length in matches)),
        passages=passages,
    )


def _matches(here: TextWords, there: TextWords) -> list[tuple[int, int, int]]:
    """The shared runs: their place here, there, and how many words they have."""
    places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for start, end in runs_of(there):
        at = places[there.words[start:end]]
        if len(at) < _PLACES:
            at.append(start)
    matches, behind = [], 0
    for start, end in runs_of(here):
        if start < behind:
            continue
        beginnings = places.get(here.words[start:end])
        if not beginnings:
            continue
        length, minus = max((_length(here, start, there, at), -at) for at in beginnings)
        matches.append((start, -minus, length))
        behind = start + length
    return matches


def _length(here: TextWords, start: int, there: TextWords, at: int) -> int:
    most = min(len(here.words) - start, len(there.words) - at)
    length = 0
    while length < most and here.words[start + length] == there.words[at + length]:
        length += 1
    return length


def _share(words: TextWords, shared: Iterable[tuple[int, int]]) -> int:
    """How much of a text's words are shared, in whole per cent of their weight."""
    weights = [words.weight(place) for place in range(len(words.words))]
    covered = set[int]()
    for place, length in shared:
        covered.update(range(place, place + length))
    outside = [place for place, quoted in enumerate(words.quoted) if not quoted]
    counted: Sequence[int] = outside
    if _HUNDRED * sum(weights[place] for place in outside) < _ENOUGH * sum(weights):
        counted = range(len(weights))
    whole = sum(weights[place] for place in counted)
    part = sum(weights[place] for place in counted if place in covered)
    return _HUNDRED * part // whole if whole else 0
