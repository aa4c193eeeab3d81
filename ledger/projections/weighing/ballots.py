"""Claims as ballots: what each says of one question, and how much it weighs.

Takes the claims that stand; gives ballots in a fixed order, one vote for each source that speaks
(docs/resolution.md, 4 and 6). No randomness, no wall clock, no floats, no order of arrival.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeVar

import attrs

from ledger.projections.weighing import independence
from ledger.projections.weighing.answer import Lost, Reason, Rule, Status
from ledger.projections.weighing.ballot import Ballot
from ledger.projections.weighing.speakers import speaker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ledger.claims.claim import Claim
    from ledger.facts.facts import RecordedClaim
    from ledger.projections.weighing.standing_claims import Standing

V = TypeVar("V")


def ballot(standing: Standing, recorded_claim: RecordedClaim, value: V) -> Ballot[V]:
    """A claim's ballot.

    A claim without a date of its own speaks of the day it was published, and where that is not
    known either, of any day until it was captured.
    """
    claim = recorded_claim.claim
    kept = standing.ballots.get(claim.id)
    if kept is None:
        kept = standing.ballots[claim.id] = _without_value(standing, claim)
    return Ballot(
        claim=claim,
        value=value,
        tier=kept.tier,
        speaker=kept.speaker,
        original=kept.original,
        earliest=kept.earliest,
        latest=kept.latest,
        published=kept.published,
    )


def tier_of(standing: Standing, claim: str) -> int:
    """The tier of the source that states a claim."""
    document = standing.facts.claims[claim].claim.evidence.document
    return standing.facts.documents[document].document.kind.tier


def _without_value(standing: Standing, claim: Claim) -> Ballot[None]:
    """All of a claim's ballot that is the same for every question."""
    document = standing.facts.documents[claim.evidence.document].document
    readable, published = standing.published(document.id), standing.dated(document.id)
    stated = claim.when
    earliest = (stated.not_before if stated else published) or date.min
    latest = (stated.not_after if stated else readable) or readable
    return Ballot(
        claim=claim,
        value=None,
        tier=document.kind.tier,
        speaker=speaker(standing, claim),
        original=standing.root(document.id) == document.id,
        earliest=earliest,
        latest=max(earliest, min(latest, readable)),
        published=published,
    )


def one_vote_each(
    ballots: Iterable[Ballot[V]], against: Callable[[Ballot[V], Ballot[V]], bool]
) -> tuple[list[Ballot[V]], list[Lost]]:
    """The ballots that vote, the weightiest first, and those that do not.

    A derivative never beats its root, and adds nothing to it. A source that says otherwise
    later of the same matter (``against``) has replaced what it said.
    """
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
    restated = _restated(kept, against)
    lost += [Lost(claim=name, reason=Reason.RESTATED) for name in sorted(restated)]
    kept = [cast for cast in kept if cast.id not in restated]
    return sorted(kept, key=lambda cast: cast.weight), lost


def _restated(
    ballots: Sequence[Ballot[V]], against: Callable[[Ballot[V], Ballot[V]], bool]
) -> set[str]:
    """The claims whose own source says otherwise later, in a document of no lower standing."""
    by_source: dict[tuple[str, str | None], list[Ballot[V]]] = {}
    for cast in ballots:
        by_source.setdefault(cast.speaker.source, []).append(cast)
    return {
        cast.id
        for of_source in by_source.values()
        if len(of_source) > 1
        for cast in of_source
        if any(
            _later(other, cast) and other.tier <= cast.tier and against(other, cast)
            for other in of_source
        )
    }


def _later(cast: Ballot[V], other: Ballot[V]) -> bool:
    """Whether a ballot was published later than another, as far as both name their days."""
    if cast.published is None or other.published is None:
        return False
    return cast.published > other.published


def supported(
    ballots: Sequence[Ballot[V]], agrees: Callable[[Ballot[V], Ballot[V]], bool]
) -> list[Ballot[V]]:
    """The ballots, each with how many independent sources say the same, the weightiest first."""
    counted = (
        attrs.evolve(
            cast,
            support=independence.number(
                [other.speaker for other in ballots if agrees(cast, other)]
            ),
        )
        for cast in ballots
    )
    return sorted(counted, key=lambda cast: cast.weight)


def rules_of(lost: Iterable[Lost]) -> set[Rule]:
    """The rules by which ballots lost their vote."""
    return {Rule.RESTATEMENT if loser.reason == Reason.RESTATED else Rule.LINEAGE for loser in lost}


def roots_of(ballots: Sequence[Ballot[V]]) -> tuple[str, ...]:
    """The independent documents behind ballots, the weightiest first."""
    return independence.documents([cast.speaker for cast in ballots])


def certainty(agreeing: Sequence[Ballot[V]], *, contested: bool) -> Status:
    """How sure a value is, from the ballots that agree with it, the weightiest first."""
    if not agreeing:
        return Status.UNKNOWN
    if contested:
        return Status.CONTESTED
    if min(cast.tier for cast in agreeing) == 1:
        return Status.SETTLED
    several = independence.number([cast.speaker for cast in agreeing]) > 1
    return Status.CORROBORATED if several else Status.SINGLE_SOURCE


def in_order(lost: Iterable[Lost]) -> tuple[Lost, ...]:
    """Losers in a fixed order."""
    return tuple(sorted(lost, key=lambda loser: (loser.reason, loser.claim)))
