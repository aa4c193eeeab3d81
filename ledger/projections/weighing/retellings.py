"""Which claim a retelling retells: the nearest to it of the same question.

Takes claims of a document and of those it derives from; gives the nearest. A retelling is often
inexact: another number, another day, no total. Who comes next: ``standing``, where it falls with
what it retells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import attrs

from ledger.claims.developments import KINDS
from ledger.claims.subjects import parties_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ledger.claims.claim import Claim
    from ledger.claims.developments import Development

_QUESTION = (
    "instrument",
    "hurdle",
    "party",
    "stage",
    "step",
    "round",
    "occasion",
    "topic",
    "purpose",
    "intent",
    "subject",
    "activity",
    "name",
)
"""The fields that say what a claim is about; the others are what it says of that."""

_ASKED = {
    kind: tuple(field for field in _QUESTION if field in attrs.fields_dict(kind))
    for kind in KINDS.values()
}

_OPEN = frozenset({None, "unknown"})
"""What leaves a question open: "11 have ratified", of which stage it does not say."""

_Distance: TypeAlias = "tuple[int, int, int]"


def nearest(retelling: Claim, claims: Iterable[Claim]) -> list[Claim]:
    """The claims that a retelling may retell, and is nearest to; several where they are equal.

    Nearer is who says more of the same, then who speaks of a nearer day, then who counts nearer.
    """
    distances = {
        claim.id: (_distance(retelling, claim), claim)
        for claim in claims
        if _one_question(retelling, claim)
    }
    least = min((distance for distance, _ in distances.values()), default=None)
    return [claim for distance, claim in distances.values() if distance == least]


def _one_question(claim: Claim, other: Claim) -> bool:
    """Whether two claims speak of the same thing: of one kind, one modality and one subject."""
    mine, theirs = claim.development, other.development
    if type(mine) is not type(theirs) or claim.modality is not other.modality:
        return False
    for field in _ASKED[type(mine)]:
        own, its = getattr(mine, field), getattr(theirs, field)
        if own != its and own not in _OPEN and its not in _OPEN:
            return False
    parties, their_parties = parties_of(mine), parties_of(theirs)
    return not parties or not their_parties or bool(parties & their_parties)


def _distance(claim: Claim, other: Claim) -> _Distance:
    mine, theirs = claim.development, other.development
    differing = sum(
        getattr(mine, field.name) != getattr(theirs, field.name)
        for field in attrs.fields(type(mine))
    )
    own, its = _last_day(claim), _last_day(other)
    days = 0 if own is None or its is None else abs((own - its).days)
    return differing + (own != its), days, abs(_number(mine) - _number(theirs))


def _number(development: Development) -> int:
    """How many a count counts; nothing else does, and claims of one question are of one kind."""
    return getattr(development, "count", None) or 0


def _last_day(claim: Claim) -> date | None:
    return claim.when.latest if claim.when else None
