"""From which document a text seems to derive, and how: a suggestion, never an assumption.

Takes a text and those near it; gives the lineage and the root by which a person can accept it.
The root is the text that was published first; of the same day the one from the better kind of
source (docs/resolution.md, source kinds and their tiers).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ledger.edtf import BadDate, parse
from ledger.intake.reprints.words import WORD, words_of
from ledger.sources.kinds import Lineage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.edtf import Edtf
    from ledger.intake.reprints.library import Near, Source
    from ledger.intake.reprints.passages import Likeness

SYNDICATED = 70
"""Of so many per cent of its words, outside quotation marks, a text is taken for a reprint."""

SUMMARISED = 25
"""Of so many, for one that retells another and takes over its words."""

_FEWEST = ((85, 0), (SYNDICATED, 12), (SUMMARISED, 25))
"""Of so many per cent, so many shared words, or twice as many letters of a script without words:
fewer are a name or a list of states, which is much of a short text."""

_ALIKE = 15  # per cent: so near to the nearest, another text may be the root as well


@attrs.frozen(kw_only=True)
class Suggestion:
    """How a text seems to derive. ``root`` is the id of a document, or of an item that waits.

    ``recorded`` says which; ``first`` that the text itself was published before the other, and
    so is rather its root.
    """

    lineage: Lineage
    root: str
    recorded: bool
    share: int
    first: bool = False


def suggestion(own: Source, near: Sequence[Near]) -> Suggestion | None:
    """How a text seems to derive from those that are near it; None where it stands by itself."""
    alike = [
        each
        for each in near
        if _takes_over(own.text, each.likeness) and not _waits_behind(each.source, own)
    ]
    if not alike:
        return None
    most = max(each.likeness.share for each in alike)
    close = [each for each in alike if each.likeness.share >= most - _ALIKE]
    root = _first(close)
    source = root.source
    share = root.likeness.share
    first = _before(own, source)
    if source.root is not None and not first:  # the root of a reprint is the root of another
        shares = (each.likeness.share for each in near if each.source.id == source.root)
        return _derived(source.root, recorded=True, share=next(shares, share))
    return _derived(source.id, recorded=source.recorded, share=share, first=first)


def _derived(root: str, *, recorded: bool, share: int, first: bool = False) -> Suggestion:
    lineage = Lineage.SYNDICATED if share >= SYNDICATED else Lineage.SUMMARISED
    return Suggestion(lineage=lineage, root=root, recorded=recorded, share=share, first=first)


def _takes_over(text: str, likeness: Likeness) -> bool:
    """Whether a text has so many of another's words that it is more than what both name."""
    fewest = next((words for share, words in _FEWEST if likeness.share >= share), None)
    if fewest is None:
        return False
    shared = [words_of(text[each.start : each.end]) for each in likeness.passages]
    weights = (words.weight(place) for words in shared for place in range(len(words.words)))
    return sum(weights) >= fewest * WORD


def _waits_behind(source: Source, own: Source) -> bool:
    """Whether a text came into the inbox later, and nothing says that it was published before."""
    later = not source.recorded and source.number > own.number
    return later and not _before(source, own)


def _first(close: Sequence[Near]) -> Near:
    """The one that nobody was before; of several the one that says itself to be an original."""
    leading = [
        each for each in close if not any(_before(other.source, each.source) for other in close)
    ]
    return min(
        leading or close,
        key=lambda each: (
            each.source.lineage is not Lineage.ORIGINAL,
            each.source.kind.tier,
            not each.source.recorded,
            -each.likeness.share,
            each.source.id,
        ),
    )


def _before(source: Source, other: Source) -> bool:
    """Whether a text was published before another for certain: no day of the one is as late."""
    ours, theirs = _day(source.published), _day(other.published)
    if ours is None or theirs is None or ours.latest is None or theirs.earliest is None:
        return False
    return ours.latest < theirs.earliest


def _day(text: str | None) -> Edtf | None:
    try:
        return None if text is None else parse(text)
    except BadDate:
        return None
