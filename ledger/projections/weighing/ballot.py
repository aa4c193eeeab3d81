"""A claim as a ballot: what it says of one question, and how much it weighs.

Takes what is known of a claim and its document; gives the order of two ballots
(docs/resolution.md, 6). No randomness, no wall clock, no floats, no order of arrival.
"""

from __future__ import annotations

from datetime import date
from typing import Generic, TypeVar

import attrs

from ledger.claims.claim import Claim
from ledger.projections.weighing.answer import Criterion
from ledger.projections.weighing.independence import Speaker

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
