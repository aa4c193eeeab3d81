"""The prints of a text: numbers that stand for runs of its words, few enough to be kept for all.

Takes a text's words; gives a set of numbers. Each run of ``RUN`` (six words, or twelve letters
of a script without words) has a number; of ``WINDOW`` runs that follow each other the least is
kept (winnowing: Schleimer, Wilkerson and Aiken, SIGMOD 2003, §2). So two texts that share a run
of some 20 words share a print, wherever in them it stands, and about one run in eight is kept.
"""

from __future__ import annotations

from collections import deque
from hashlib import blake2b
from typing import TYPE_CHECKING

from ledger.intake.reprints.words import words_of

if TYPE_CHECKING:
    from ledger.intake.reprints.words import TextWords

RUN = 12
"""What a run weighs at the least."""

WINDOW = 15
"""So many runs that follow each other have one print in common with each that shares them."""

SHORT, SHORT_WINDOW = 120, 4
"""A text of fewer runs has a print of each window of four, among them all of the wider ones."""


def runs_of(words: TextWords) -> list[tuple[int, int]]:
    """The shortest run of enough weight from each word on: its first place and the one behind."""
    weights = [words.weight(place) for place in range(len(words.words))]
    runs, end, weight = [], 0, 0
    for start, own in enumerate(weights):
        while weight < RUN and end < len(weights):
            weight += weights[end]
            end += 1
        if weight < RUN:
            break
        runs.append((start, end))
        weight -= own
    return runs


def prints_of(text: str) -> frozenset[int]:
    """The prints of a text: 63-bit numbers, none where it has fewer words than a run.

    >>> prints_of("too short") == frozenset()
    True
    """
    words = words_of(text)
    numbers = [_number(words.words[start:end]) for start, end in runs_of(words)]
    return frozenset(_winnowed(numbers))


def _number(run: tuple[str, ...]) -> int:
    digest = blake2b(" ".join(run).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


def _winnowed(numbers: list[int]) -> set[int]:
    """The least number of each window; of a text shorter than one, the least of all."""
    window = SHORT_WINDOW if len(numbers) < SHORT else WINDOW
    least: deque[int] = deque()
    kept: set[int] = set()
    for place, number in enumerate(numbers):
        while least and numbers[least[-1]] >= number:
            least.pop()
        least.append(place)
        if least[0] <= place - window:
            least.popleft()
        if place >= window - 1:
            kept.add(numbers[least[0]])
    if numbers and not kept:
        kept.add(min(numbers))
    return kept
