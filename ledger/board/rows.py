"""All partnerships at a glance, one row each.

Takes partnership views; gives ``BoardRow`` values, the freshest first. Who comes next:
``today`` keeps the rows of today.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import attrs

from ledger.claims.vocabulary import Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledger.projections.status import PartnershipView
    from ledger.projections.weighing.standing_claims import Standing


VERSION = 15
"""Raise it whenever a row may come out differently from the same log, of today or a past day."""


@attrs.frozen(kw_only=True)
class BoardInstrument:
    """An instrument in a few words: its consents of so many that are required.

    ``count`` to ``highest`` is how many consented. ``required`` None: no number is enough, or none
    is on record.
    """

    id: str
    title: str
    count: int
    highest: int | None
    required: int | None


@attrs.frozen(kw_only=True)
class BoardRow:
    """A partnership in one line. ``last_published`` is on the published clock.

    ``last_recorded`` is on the recorded one: when the ledger took up the last claim that belongs
    here, or the last correction, retraction or dispute of one. ``parties`` are ids, in the order
    in which the partnership names them; ``instruments`` are those that it follows and of
    which somebody says how many consented, by id.
    """

    partnership: str
    title: str
    stage: Stage
    outstanding: int
    contested: int
    claims: int
    last_published: date | None
    parties: tuple[str, ...]
    instruments: tuple[BoardInstrument, ...] = ()
    last_recorded: datetime | None = None


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
        instruments=tuple(
            BoardInstrument(
                id=state.id,
                title=state.title,
                count=state.consents.count,
                highest=state.consents.highest,
                required=state.consents.required,
            )
            for state in view.instruments
            if state.consents.count is not None
        ),
        last_recorded=max(_recorded(view), default=None),
    )


def _recorded(view: PartnershipView) -> Iterator[datetime]:
    """When each claim that could be read was taken up, and each act on it."""
    standing = view.standing
    for recorded_claim in standing.in_partnership(view.id):
        claim = recorded_claim.claim
        if not standing.readable(claim.id):
            continue
        yield recorded_claim.recorded_at
        yield from _acted(standing, claim.id)
        yield from _acted(standing, claim.evidence.document)
        fallen = standing.fallen.get(claim.id)
        if fallen is not None and fallen.act is not None:  # with a document that it is retold from
            yield standing.facts.acts[fallen.act].recorded_at


def _acted(standing: Standing, target: str) -> Iterator[datetime]:
    """When each act on a claim, a document or another act was taken up."""
    for recorded_act in standing.acts_on(target):
        yield recorded_act.recorded_at
        yield from _acted(standing, recorded_act.act.id)


def _order(row: BoardRow) -> tuple[int, str]:
    return -(row.last_published or date.min).toordinal(), row.partnership
