"""All partnerships at a glance, one row each.

Takes partnership views; gives ``BoardRow`` values, the freshest first. Who comes next:
``today`` keeps the rows of today.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs

from ledger.claims.vocabulary import Stage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledger.projections.status import PartnershipView


VERSION = 12
"""Raise it whenever a row may come out differently from the same log, of today or a past day."""


@attrs.frozen(kw_only=True)
class BoardRow:
    """A partnership in one line. ``last_published`` is on the published clock.

    ``parties`` are ids, in the order in which the partnership names them.
    """

    partnership: str
    title: str
    stage: Stage
    outstanding: int
    contested: int
    claims: int
    last_published: date | None
    parties: tuple[str, ...]


def in_order(rows: Iterable[BoardRow]) -> tuple[BoardRow, ...]:
    """The rows, the freshest news first, then by id."""
    return tuple(sorted(rows, key=_order))


def board_row(view: PartnershipView) -> BoardRow:
    """The row of one partnership."""
    stage, _ = view.stage
    partnership = view.standing.facts.partnerships[view.id]
    return BoardRow(
        partnership=view.id,
        title=partnership.title,
        stage=stage,
        outstanding=sum(hurdle.outstanding for hurdle in view.hurdles),
        contested=len(view.contested),
        claims=len(view.claims),
        last_published=view.freshness.last_published,
        parties=tuple(partnership.parties),
    )


def _order(row: BoardRow) -> tuple[int, str]:
    return -(row.last_published or date.min).toordinal(), row.partnership
