"""Hurdles: someone can clear each of them, something waits for it, and none waits for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.checks.finding import Found, Scope
from ledger.projections.hurdles.graph import graph
from ledger.spoken import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.projections.hurdles.hurdle import Hurdle
    from ledger.projections.status import PartnershipView


def hurdles_can_clear(scope: Scope) -> Iterator[Found]:
    """Every outstanding hurdle names who must act and what it blocks, and waits not for itself."""
    for view in scope.views:
        for hurdle in view.hurdles:
            if hurdle.outstanding and hurdle.progress is None:
                yield from _cannot(hurdle)
                yield from _not_followed(hurdle, view)
        for cycle in graph(view).cycles:
            yield Found(
                subject=cycle[0],
                sentence=spoken("blocks itself: {circle}", circle=" → ".join(cycle)),
                fix=spoken("correct what one of these requirements blocks"),
            )


def _not_followed(hurdle: Hurdle, view: PartnershipView) -> Iterator[Found]:
    if hurdle.instrument not in {None, *(instrument.id for instrument in view.instruments)}:
        yield Found(
            subject=hurdle.id,
            claims=tuple(dict.fromkeys(citation.claim for citation in hurdle.evidence)),
            sentence=spoken(
                "{partnership} does not follow {instrument}, which must come into force: nothing "
                "that becomes of it can clear this",
                partnership=view.id,
                instrument=hurdle.instrument,
            ),
            fix=spoken(
                "describe {instrument} again with {partnership} among its partnerships",
                partnership=view.id,
                instrument=hurdle.instrument,
            ),
        )


def _cannot(hurdle: Hurdle) -> Iterator[Found]:
    claims = tuple(dict.fromkeys(citation.claim for citation in hurdle.evidence))
    if not hurdle.on:
        yield Found(
            subject=hurdle.id,
            claims=claims,
            sentence=spoken("nobody is named who can act on: {hurdle}", hurdle=hurdle.title),
            fix=spoken("record who must act, where a source says so"),
        )
    if not hurdle.blocks and hurdle.instrument is None:
        yield Found(
            subject=hurdle.id,
            claims=claims,
            sentence=spoken("it blocks nothing: {hurdle}", hurdle=hurdle.title),
            fix=spoken("record what cannot go on before it is cleared, where a source says so"),
        )
