"""Everything that was stated, by the day it happened, with its words and its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.claims.names import NAMELESS, Names
from ledger.views.clocks import AHEAD, as_of, day
from ledger.views.page import (
    Block,
    Heading,
    Paragraph,
    quoted,
)
from ledger.views.sentences import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.clock import Clocks
    from ledger.projections.timeline import Moment, Stated


def timeline_page(
    moments: Sequence[Moment],
    *,
    title: str,
    clocks: Clocks,
    names: Names = NAMELESS,
    ahead: bool = False,
    only: str = "",
) -> Iterator[Block]:
    """Moments in order; what no source dates stands at the day by which it was known.

    ``ahead`` marks a day that is yet to come; ``only`` says what a filter lets through.
    """
    yield Heading(f"Timeline: {title}", as_of(clocks))
    if ahead:
        yield Paragraph(AHEAD)
    if only:
        yield Paragraph(f"Only {only}.")
    heading = None
    for moment in moments:
        if (when := _when(moment)) != heading:
            yield ""
            yield when
        heading = when
        for stated in moment.stated:
            yield from _stated(stated, names)


def _when(moment: Moment) -> str:
    if moment.occurred is None:
        return f"undated, stated by {day(moment.known_by)}"
    return moment.occurred.display + (" (yet to come)" if moment.future else "")


def _stated(stated: Stated, names: Names) -> Iterator[Block]:
    marks = [] if stated.modality == "actual" else [str(stated.modality)]
    marks += [f"does not stand: {stated.fallen}"] if stated.fallen else []
    marks += ["disputed"] if stated.disputed else []
    marks += [stated.citation.condition] if stated.citation.condition else []
    prefix = f"({', '.join(marks)}) " if marks else ""
    yield Paragraph(f"{prefix}{phrase(stated.development, names)}", "    ", "  ")
    yield quoted(stated.citation, "      ")
