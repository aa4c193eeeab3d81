"""Hurdles: someone can clear each of them, something waits for it, and none waits for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.checks.finding import Found, Scope
from ledger.projections.hurdles.graph import graph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.projections.hurdles.hurdles import Hurdle
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
                sentence=f"blocks itself: {' blocks '.join(cycle)}",
                fix="correct what one of these requirements blocks",
            )


def _not_followed(hurdle: Hurdle, view: PartnershipView) -> Iterator[Found]:
    if hurdle.instrument not in {None, *(instrument.id for instrument in view.instruments)}:
        yield Found(
            subject=hurdle.id,
            claims=tuple(dict.fromkeys(citation.claim for citation in hurdle.evidence)),
            sentence=f"{view.id} does not follow {hurdle.instrument}, which must come into force: "
            "nothing that becomes of it can clear this",
            fix=f"describe {hurdle.instrument} again, with {view.id} among its partnerships",
        )


def _cannot(hurdle: Hurdle) -> Iterator[Found]:
    claims = tuple(dict.fromkeys(citation.claim for citation in hurdle.evidence))
    if not hurdle.on:
        yield Found(
            subject=hurdle.id,
            claims=claims,
            sentence=f"nobody is named who can act on: {hurdle.title}",
            fix="record who must act, where a source says so",
        )
    if not hurdle.blocks and hurdle.instrument is None:
        yield Found(
            subject=hurdle.id,
            claims=claims,
            sentence=f"it blocks nothing: {hurdle.title}",
            fix="record what cannot go on before it is cleared, where a source says so",
        )
