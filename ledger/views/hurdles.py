"""Hurdles as a list with the words behind every step: what blocks, who must act, since when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.views.layout import WIDTH, ends, quoted, row
from ledger.views.sentences import listed
from ledger.views.status import day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from ledger.projections.hurdles import Hurdle

_COLUMN = 14


def hurdles_page(
    hurdles: Sequence[Hurdle],
    *,
    title: str,
    valid_at: date,
    name: Callable[[str], str] = str,
    width: int = WIDTH,
) -> Iterator[str]:
    """Outstanding hurdles first, then those that were cleared."""
    outstanding = [one for one in hurdles if one.outstanding]
    cleared = [one for one in hurdles if not one.outstanding]
    yield from ends(f"Hurdles: {title}", f"as of {day(valid_at)}", width)
    for heading, group in (("Outstanding", outstanding), ("Cleared", cleared)):
        if group or heading == "Outstanding":
            yield ""
            yield f"{heading} ({len(group)})"
        for one in group:
            yield from _hurdle(one, name, width)


def _hurdle(hurdle: Hurdle, name: Callable[[str], str], width: int) -> Iterator[str]:
    yield ""
    progress = f", {hurdle.progress.count} of {hurdle.progress.required}" if hurdle.progress else ""
    yield from ends(f"  {hurdle.title}", f"{hurdle.state}{progress}", width)
    for label, text in (
        ("id", hurdle.id),
        ("who must act", listed(hurdle.on, name)),
        ("blocks", listed(hurdle.blocks, name)),
        ("because of", hurdle.reason or ""),
        ("since", day(hurdle.since)),
    ):
        if text:
            yield from row(f"    {label}", text, width, _COLUMN + 4)
    for citation in hurdle.evidence:
        yield from quoted(citation, width, "    ")
