"""What changed between two versions of an article, word by word.

Takes the text before and the text now; gives the parts that were kept, removed and added, which
together are both texts. What the two share in long runs is kept as it stands; between the runs
words are compared one by one.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

from ledger.intake.reprints.passages import likeness

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.intake.reprints.passages import SharedPassage

_PIECE = re.compile(r"\w+|\s+|[^\w\s]")
_MOST = 3_000  # pieces of a gap that are compared one by one; a longer one changed as a whole


class Change(StrEnum):
    """What became of a part of a text."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@attrs.frozen
class Edit:
    """A part of one of the two texts, or of both."""

    change: Change
    text: str


def edits(before: str, now: str) -> tuple[Edit, ...]:
    """The parts in their order; kept and removed are the text before, kept and added that now.

    >>> [(edit.change.value, edit.text) for edit in edits("Nine of eleven.", "Ten of eleven.")]
    [('removed', 'Nine'), ('added', 'Ten'), ('kept', ' of eleven.')]
    """
    return tuple(_joined(_edits(before, now)))


def _edits(before: str, now: str) -> Iterator[Edit]:
    at, at_before = 0, 0
    for passage in _in_order(likeness(now, before).passages):
        here = now[passage.start : passage.end]
        if before[passage.other_start : passage.other_end] != here:
            continue  # the same words, printed otherwise: an accent, a capital
        yield from _between(before[at_before : passage.other_start], now[at : passage.start])
        yield Edit(Change.KEPT, here)
        at, at_before = passage.end, passage.other_end
    yield from _between(before[at_before:], now[at:])


def _in_order(passages: Sequence[SharedPassage]) -> list[SharedPassage]:
    """The heaviest chain of passages that stand in the same order in both texts."""
    best: list[tuple[int, int]] = []  # the weight of the chain that ends here, and where it goes on
    for place, passage in enumerate(passages):
        weight, last = 0, -1
        for other in range(place):
            if passages[other].other_end <= passage.other_start and best[other][0] > weight:
                weight, last = best[other][0], other
        best.append((weight + passage.end - passage.start, last))
    chain: list[SharedPassage] = []
    place = max(range(len(best)), key=lambda index: best[index][0], default=-1)
    while place >= 0:
        chain.append(passages[place])
        place = best[place][1]
    return chain[::-1]


def _between(before: str, now: str) -> Iterator[Edit]:
    ours, theirs = _PIECE.findall(now), _PIECE.findall(before)
    if max(len(ours), len(theirs)) > _MOST:
        yield Edit(Change.REMOVED, before)
        yield Edit(Change.ADDED, now)
        return
    matcher = SequenceMatcher(None, theirs, ours, autojunk=False)
    for tag, from_, upto, start, end in matcher.get_opcodes():
        if tag == "equal":
            yield Edit(Change.KEPT, "".join(ours[start:end]))
        else:
            yield Edit(Change.REMOVED, "".join(theirs[from_:upto]))
            yield Edit(Change.ADDED, "".join(ours[start:end]))


def _joined(parts: Iterator[Edit]) -> Iterator[Edit]:
    """Neighbours of one kind as one, and none that is empty."""
    last: Edit | None = None
    for part in parts:
        if not part.text:
            continue
        if last is not None and last.change is part.change:
            last = Edit(last.change, last.text + part.text)
            continue
        if last is not None:
            yield last
        last = part
    if last is not None:
        yield last
