"""What must be so before an instrument enters into force: numbers, shares, names.

Gives ``Requirement`` and ``Base``, plain records: which fields go together is checked by
``rule``, which knows the bases and the path of every clause.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import NewType

import attrs

from ledger.claims.developments.fields import Slug, Threshold, described
from ledger.ids import PartyId

Share = NewType("Share", str)
"""A part of a whole as a text has it: percent, such as 55 or 33.3, or a fraction, such as 2/3."""

SHARE_PATTERN = r"^([0-9]{1,30}(\.[0-9]{1,30})?|[0-9]{1,9}/[1-9][0-9]{0,8})$"


@attrs.frozen(kw_only=True)
class PartyFigure:
    """One party's part of a base."""

    party: PartyId = described("whose")
    value: Decimal = described("its figure, in the unit of the base")


@attrs.frozen(kw_only=True)
class Base:
    """What a share is taken of, or a group of parties: either ``figures`` or ``parties``.

    Every party of a list weighs one. ``total`` is the whole where the figures leave some out.
    """

    name: Slug = described("a short name, such as emissions or signatories")
    figures: tuple[PartyFigure, ...] = described("each party's figure", default=())
    parties: tuple[PartyId, ...] = described("the members of a group", default=())
    total: Decimal | None = described("the whole, if it is not the sum", default=None)

    @property
    def weights(self) -> dict[str, Decimal]:
        """Each party's figure; one for each party of a list."""
        number = Decimal(1)
        listed: dict[str, Decimal] = dict.fromkeys(self.parties, number)
        return listed | {figure.party: figure.value for figure in self.figures}

    @property
    def whole(self) -> Decimal:
        """What all together amount to."""
        return sum(self.weights.values(), Decimal(0)) if self.total is None else self.total


@attrs.frozen(kw_only=True)
class Condition:
    """One measure of the consents: exactly one of ``consents``, ``share`` and ``named``.

    ``consents`` counts all, or those of one group (``of``), or of each of several (``of_each``);
    ``share`` is a part of the base ``of``, in percent or as a fraction.
    """

    consents: Threshold | None = described("at least how many", default=None)
    share: Share | None = described(
        "at least which part of a base: in percent, such as 55, or a fraction, such as 2/3",
        default=None,
    )
    named: tuple[PartyId, ...] = described("all of these must be among them", default=())
    of: Slug | None = described("the base of a share, or the group that is counted", default=None)
    of_each: tuple[Slug, ...] = described("groups that must each give the number", default=())

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups or the base that it counts; none where it counts all."""
        return (self.of, *self.of_each) if self.of is not None else self.of_each

    @property
    def part(self) -> Fraction:
        """The share as a part of one, exactly: two thirds are no 66.67 percent.

        >>> Condition(share=Share("2/3")).part, Condition(share=Share("12.5")).part
        (Fraction(2, 3), Fraction(1, 8))
        """
        share = self.share or "0"
        return Fraction(share) if "/" in share else Fraction(share) / 100


@attrs.frozen(kw_only=True)
class Requirement(Condition):
    """A condition, or the first of several to be met, which is the smaller of two thresholds."""

    first_of: tuple[Condition, ...] = described("whichever is met first", default=())

    @property
    def ways(self) -> tuple[Condition, ...]:
        """The conditions of which one must be met."""
        return self.first_of or (self,)
