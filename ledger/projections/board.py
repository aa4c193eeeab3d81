"""All partnerships at a glance, one row each.

Takes partnership views; gives ``BoardRow`` values, the freshest first. Who comes next:
``shelf`` keeps the rows of today.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs

from ledger.claims.vocabulary import Stage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledger.projections.status import PartnershipView


@attrs.frozen(kw_only=True)
class BoardRow:
    """A partnership in one line. ``last_published`` is on the published clock."""

    partnership: str
    title: str
    stage: Stage
    outstanding: int
    contested: int
    claims: int
    last_published: date | None


def in_order(rows: Iterable[BoardRow]) -> tuple[BoardRow, ...]:
    """The rows, the freshest news first, then by id."""
    return tuple(sorted(rows, key=_order))


def board_row(view: PartnershipView) -> BoardRow:
    """The row of one partnership."""
    status = view.status
    return BoardRow(
        partnership=status.partnership,
        title=status.title,
        stage=status.stage,
        outstanding=len(status.hurdles),
        contested=len(status.contested),
        claims=len(view.claims),
        last_published=status.freshness.last_published,
    )


def _order(row: BoardRow) -> tuple[int, str]:
    return -(row.last_published or date.min).toordinal(), row.partnership
