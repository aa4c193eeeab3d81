"""What was stated, in the order in which it happened; vague dates stay vague.

Takes all claims on the published clock, standing or not; gives ``Moment`` values. Claims that
share an occasion are one moment with several citations.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs

from ledger.claims.claim import Claim
from ledger.claims.developments import Contact, Development
from ledger.claims.vocabulary import Modality
from ledger.edtf import Edtf
from ledger.projections.weighing.citations import Citation, cite
from ledger.projections.weighing.standing_claims import Fall

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledger.projections.weighing.standing_claims import Standing


@attrs.frozen(kw_only=True)
class Stated:
    """One claim within a moment. ``fallen`` says why it does not stand, if it does not."""

    development: Development
    modality: Modality
    citation: Citation
    fallen: Fall | None
    disputed: bool


@attrs.frozen(kw_only=True)
class Moment:
    """Something that happened or was foreseen, with all that was said of it.

    ``occurred`` is None where no source says when; ``known_by`` is then the only bound.
    """

    occurred: Edtf | None
    occasion: str | None
    known_by: date
    future: bool
    stated: tuple[Stated, ...]


@attrs.frozen(kw_only=True)
class Occasion:
    """Claims of one happening, standing or not, ordered by id; ``Moment`` adds their words."""

    occurred: Edtf | None
    known_by: date
    claims: tuple[Claim, ...]


def timeline(standing: Standing, claims: Iterable[Claim]) -> tuple[Moment, ...]:
    """Moments, the earliest first."""
    return tuple(_moment(standing, occasion) for occasion in occasions(standing, claims))


def occasions(standing: Standing, claims: Iterable[Claim]) -> list[Occasion]:
    """The claims that could be read, those of one occasion together, the earliest first."""
    groups: dict[str, list[Claim]] = {}
    for claim in sorted(claims, key=lambda claim: claim.id):
        fallen = standing.fallen.get(claim.id)
        if fallen is None or fallen.reason is not Fall.UNPUBLISHED:
            groups.setdefault(_occasion(claim) or claim.id, []).append(claim)
    return sorted((_together(standing, group) for group in groups.values()), key=_order)


def _occasion(claim: Claim) -> str | None:
    development = claim.development
    return development.occasion if isinstance(development, Contact) else None


def _together(standing: Standing, claims: list[Claim]) -> Occasion:
    dated = [claim.occurred.edtf for claim in claims if claim.occurred is not None]
    return Occasion(
        occurred=min(dated, key=_narrowness, default=None),
        known_by=min(standing.published(claim.evidence.document) for claim in claims),
        claims=tuple(claims),
    )


def _moment(standing: Standing, occasion: Occasion) -> Moment:
    first = (occasion.occurred.earliest if occasion.occurred else None) or date.min
    return Moment(
        occurred=occasion.occurred,
        occasion=_occasion(occasion.claims[0]),
        known_by=occasion.known_by,
        future=first > standing.clocks.valid_at,
        stated=tuple(_stated(standing, claim) for claim in occasion.claims),
    )


def _narrowness(edtf: Edtf) -> tuple[int, str]:
    width = edtf.width
    return (10**9 if width is None else width, str(edtf))


def _stated(standing: Standing, claim: Claim) -> Stated:
    fallen = standing.fallen.get(claim.id)
    return Stated(
        development=claim.development,
        modality=claim.modality,
        citation=cite(standing.facts, claim),
        fallen=fallen.reason if fallen else None,
        disputed=claim.id in standing.disputes,
    )


def _order(moment: Occasion) -> tuple[date, date, str]:
    occurred = moment.occurred
    latest = (occurred.latest if occurred else None) or moment.known_by
    earliest = (occurred.earliest if occurred else None) or latest
    return latest, earliest, moment.claims[0].id
