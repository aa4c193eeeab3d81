"""What stands under an answer that lost words to a legal order: which, when, why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.views.page import Block, Paragraph, Point, shown
from ledger.views.words import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.facts.erased import ErasedWords
    from ledger.views.words import Words

_SHOWN = 5


def erased_page(erased: Sequence[ErasedWords], words: Words = ENGLISH) -> Iterator[Block]:
    """Nothing where nothing was erased; of many, the first, and how many more there are."""
    if not erased:
        return
    yield ""
    yield Paragraph(words("erased-title"))
    for lost in erased[:_SHOWN]:
        yield Point(erased_sentence(lost, words), 1)
    if len(erased) > _SHOWN:
        yield Paragraph(words("erased-more", count=len(erased) - _SHOWN), 1)


def erased_sentence(lost: ErasedWords, words: Words = ENGLISH) -> str:
    """Which words are gone, since when, why, and by whose order."""
    kind, _, name = lost.event.partition(":")
    quoting = len(lost.claims)
    return words(
        "erased-sentence",
        kind=words.word(kind),
        name=shown(name),
        day=words.day(lost.erased_at.date()),
        reason=lost.reason,
        by=lost.authority,
        claims=words.counted("claim", quoting) if quoting else "",
    )
