"""Claims as ballots: what each says of one question, and how much it weighs.

Takes the claims that stand; gives ballots in a fixed order, one vote for each source that speaks
(docs/resolution.md, 4 and 6). No randomness, no wall clock, no floats, no order of arrival.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Generic, TypeVar

import attrs

from ledger.claims.claim import Claim
from ledger.projections.weighing import independence
from ledger.projections.weighing.answer import Criterion, Lost, Reason, Rule, Status
from ledger.projections.weighing.independence import Speaker
from ledger.projections.weighing.speakers import speaker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ledger.facts.facts import RecordedClaim
    from ledger.projections.weighing.standing import Standing

V = TypeVar("V")

_CRITERIA = (
    Criterion.TIER,
    Criterion.AS_OF,
    Criterion.SOURCES,
    Criterion.SPAN,
    Criterion.PUBLISHED,
    Criterion.ID,
)
"""What decides between two ballots, in the order of ``Ballot.weight``."""


@attrs.frozen(kw_only=True)
class Ballot(Generic[V]):
    """One claim's value for a question, with all that orders it.

    ``earliest`` and ``latest`` bound the day the value speaks of (occurred clock), never later
    than it could be read; ``published`` is the day of its document, None where that names none.
    ``original`` says that its document is no retelling. ``support`` is how many independent
    sources say the same, itself among them. ``of_act`` marks a value that is itself a day: no
    other day is spoken of, so the later one is not the weightier.
    """

    claim: Claim
    value: V
    tier: int
    speaker: Speaker
    original: bool
    earliest: date
    latest: date
    published: date | None
    support: int = 1
    of_act: bool = False

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.claim.id

    @property
    def root(self) -> str:
        """The document that speaks: the one at the end of its document's lineage."""
        return self.speaker.root

    @property
    def weight(self) -> tuple[int | str, ...]:
        """Sorts the weightiest first: by the criteria of rule 6, in their order."""
        newest = self.published.toordinal() if self.published else 0
        return (
            self.tier,
            0 if self.of_act else -self.latest.toordinal(),
            -self.support,
            (self.latest - self.earliest).days,
            -newest,
            self.claim.id,
        )

    def behind(self, other: Ballot[V]) -> Criterion:
        """The first criterion in which it differs from another ballot of other weight."""
        pairs = zip(_CRITERIA, self.weight, other.weight, strict=True)
        return next(criterion for criterion, own, its in pairs if own != its)


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
    stated = claim.occurred.edtf if claim.occurred else None
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
