"""What stands under an answer that lost words to a legal order: which, when, why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.views.clocks import day
from ledger.views.page import Block, Paragraph, shown
from ledger.views.sources import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.facts.erased import ErasedWords

_SHOWN = 5


def erased_page(erased: Sequence[ErasedWords]) -> Iterator[Block]:
    """Nothing where nothing was erased; of many, the first, and how many more there are."""
    if not erased:
        return
    yield ""
    yield Paragraph("Erased under a legal order, and so missing above:")
    for words in erased[:_SHOWN]:
        yield Paragraph(erased_sentence(words), "    ", "  ")
    if len(erased) > _SHOWN:
        yield f"  and {len(erased) - _SHOWN} more: --json has them all"


def erased_sentence(words: ErasedWords) -> str:
    """Which words are gone, since when, why, and by whose order."""
    kind, _, name = words.event.partition(":")
    by = f", ordered by {words.authority}" if words.authority else ""
    quoting = len(words.claims)
    rest = f"; {counted(quoting, 'claim')} from it not shown" if quoting else ""
    return f"{kind} {shown(name)}, on {day(words.erased_at.date())}: {words.reason}{by}{rest}"
