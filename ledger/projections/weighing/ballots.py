"""Claims as ballots: what each says of one question, and how much it weighs.

Takes the claims that stand; gives ballots in a fixed order, one vote for each root
(docs/resolution.md, 4 and 6). No randomness, no wall clock, no floats.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Generic, TypeVar

import attrs

from ledger.claims.claim import Claim
from ledger.projections.weighing.answer import Lost, Reason, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ledger.facts.facts import RecordedClaim
    from ledger.projections.weighing.standing import Standing

V = TypeVar("V")


@attrs.frozen(kw_only=True)
class Ballot(Generic[V]):
    """One claim's value for a question, with all that orders it.

    ``earliest`` and ``latest`` bound the day the value speaks of (occurred clock), never later
    than ``published``.
    """

    claim: Claim
    value: V
    tier: int
    root: str
    original: bool
    earliest: date
    latest: date
    published: date
    recorded_at: datetime

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.claim.id

    @property
    def weight(self) -> tuple[object, ...]:
        """Sorts the weightiest first: tier, later as-of, narrower, later published, id."""
        return (
            self.tier,
            -self.latest.toordinal(),
            (self.latest - self.earliest).days,
            -self.published.toordinal(),
            self.recorded_at,
            self.id,
        )


def ballot(standing: Standing, recorded_claim: RecordedClaim, value: V) -> Ballot[V]:
    """A claim's ballot. A claim without a date of its own speaks of the day it was published."""
    claim = recorded_claim.claim
    document = standing.facts.documents[claim.evidence.document].document
    root = standing.root(document.id)
    published = standing.published(document.id)
    stated = claim.occurred.edtf if claim.occurred else None
    earliest = (stated.not_before if stated else published) or date.min
    latest = (stated.not_after if stated else published) or published
    return Ballot(
        claim=claim,
        value=value,
        tier=document.kind.tier,
        root=root,
        original=root == document.id,
        earliest=earliest,
        latest=max(earliest, min(latest, published)),
        published=published,
        recorded_at=recorded_claim.recorded_at,
    )


def one_vote_each(ballots: Iterable[Ballot[V]]) -> tuple[list[Ballot[V]], list[Lost]]:
    """One vote for each root: a derivative never beats its root, and adds nothing to it."""
    by_root: dict[str, list[Ballot[V]]] = {}
    for cast in ballots:
        by_root.setdefault(cast.root, []).append(cast)
    kept: list[Ballot[V]] = []
    lost: list[Lost] = []
    for group in by_root.values():
        group.sort(key=lambda cast: cast.weight)
        voters = [cast for cast in group if cast.original] or group[:1]
        kept.extend(voters)
        vs = {cast.value for cast in voters}
        for cast in group:
            if cast not in voters:
                reason = Reason.REPEATS if cast.value in vs else Reason.DERIVATIVE
                lost.append(Lost(claim=cast.id, reason=reason))
    kept.sort(key=lambda cast: cast.weight)
    return kept, lost


def roots_of(ballots: Sequence[Ballot[V]]) -> tuple[str, ...]:
    """The independent documents behind ballots."""
    return tuple(sorted({cast.root for cast in ballots}))


def certainty(agreeing: Sequence[Ballot[V]], *, contested: bool) -> Status:
    """How sure a value is, from the ballots that agree with it, the weightiest first."""
    if not agreeing:
        return Status.UNKNOWN
    if contested:
        return Status.CONTESTED
    if min(cast.tier for cast in agreeing) == 1:
        return Status.SETTLED
    return Status.CORROBORATED if len(roots_of(agreeing)) > 1 else Status.SINGLE_SOURCE


def in_order(lost: Iterable[Lost]) -> tuple[Lost, ...]:
    """Losers in a fixed order."""
    return tuple(sorted(lost, key=lambda loser: (loser.reason, loser.claim)))
