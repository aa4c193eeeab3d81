"""Everything that was stated, by the day it happened, with its words and its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.claims.names import NAMELESS, Names
from ledger.views.page import Block, Point, quoted
from ledger.views.reasons import reason_words
from ledger.views.sentences import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.projections.timeline import Moment, Stated
    from ledger.views.pages.head import PageHead
    from ledger.views.words import Words


def timeline_page(
    moments: Sequence[Moment],
    *,
    head: PageHead,
    names: Names = NAMELESS,
) -> Iterator[Block]:
    """Moments in order; what no source dates stands at the day by which it was known."""
    words = head.words
    yield from head.blocks(words("title-timeline", title=head.subject))
    heading = None
    for moment in moments:
        if (when := _when(moment, words)) != heading:
            yield ""
            yield when
        heading = when
        for stated in moment.stated:
            yield from _stated(stated, names, words)


def _when(moment: Moment, words: Words) -> str:
    if moment.occurred is None:
        return words("undated", day=words.day(moment.known_by))
    future = f" ({words('yet-to-come')})" if moment.future else ""
    return f"{words.when(moment.occurred)}{future}"


def _stated(stated: Stated, names: Names, words: Words) -> Iterator[Block]:
    marks = [] if stated.modality == "actual" else [words.word(stated.modality)]
    if stated.fallen:
        marks.append(words("does-not-stand", why=reason_words(stated.fallen, words)))
    marks += [words("disputed")] if stated.disputed else []
    marks += [stated.citation.condition] if stated.citation.condition else []
    prefix = f"({', '.join(marks)}) " if marks else ""
    yield Point(f"{prefix}{phrase(stated.development, names, words)}", 1)
    yield quoted(stated.citation, 3, words)
