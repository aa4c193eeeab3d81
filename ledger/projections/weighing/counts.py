"""How many have consented: counts as of days, weighed against each other.

Takes ballots over whole numbers and the days of withdrawals; gives a ``CountAnswer``. See
docs/resolution.md, 5 to 7: growth is no conflict, an early day is history, and a lower count
as of a later day needs a withdrawal or a better tier. Of vague days, two counts conflict only
if no choice of days makes both true.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

import attrs

from ledger.projections.weighing.answer import CountAnswer, Lost, Reason, Rule, Status
from ledger.projections.weighing.ballot import Ballot
from ledger.projections.weighing.ballots import (
    certainty,
    in_order,
    one_vote_each,
    roots_of,
    rules_of,
    supported,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

STALE_AFTER = timedelta(days=365)
"""A count short of a depositary's that is older than this is ``stale``."""


@attrs.frozen(kw_only=True)
class KnownConsent:
    """A consent that is known by name, given between two days, as a source of a tier has it."""

    first: date
    last: date
    tier: int
    claims: tuple[str, ...]


@attrs.define(eq=False)
class _Scan:
    """The state of one pass over ballots in the order of their days."""

    withdrawals: Sequence[date]
    returns: Sequence[date]
    arrivals: Sequence[KnownConsent]
    holding: list[Ballot[int]] = attrs.Factory(list)
    lost: list[Lost] = attrs.Factory(list)
    rules: set[Rule] = attrs.Factory(set)
    contested: bool = False

    @property
    def value(self) -> int:
        return self.holding[0].value

    @property
    def tier(self) -> int:
        return min(cast.tier for cast in self.holding)

    @property
    def latest(self) -> date:
        return max(cast.latest for cast in self.holding)

    def take(self, cast: Ballot[int]) -> None:
        if not self.holding:
            self.holding.append(cast)
        elif cast.value == self.value:
            self._same_number(cast)
        elif _may_grow(self.holding, [cast]):
            grown = self.latest < cast.latest
            self._replace(cast, Reason.HISTORY if grown else Reason.PERHAPS_EARLIER, Rule.GROWTH)
        elif self.latest < cast.latest and self._explained(cast):
            self._replace(cast, Reason.HISTORY, Rule.WITHDRAWAL)
        elif _may_grow([cast], self.holding):
            self.rules.add(Rule.GROWTH)
            self.lost.append(Lost(claim=cast.id, reason=Reason.PERHAPS_EARLIER))
        elif cast.latest == self.latest:
            self._same_day(cast)
        elif cast.tier < self.tier:
            self._replace(cast, Reason.OVERCOUNT, Rule.TIER)
        else:
            self._guard(cast, self.tier)

    def _same_number(self, cast: Ballot[int]) -> None:
        """The same number again: one more that says so, unless consents came or went between.

        With those that came it was more by then, as sure as the worst source of that sum.
        """
        came = self._came_between(cast)
        tier = max([self.tier, *(arrival.tier for arrival in came)])
        if self._left_between(cast, len(came)):
            self._replace(cast, Reason.HISTORY, Rule.GROWTH)
        elif len(came) <= self._gone_between(cast):
            self.holding.append(cast)
        elif cast.tier < tier:
            self._replace(cast, Reason.HISTORY, Rule.TIER)
        else:
            self._guard(cast, tier)

    def _guard(self, cast: Ballot[int], tier: int) -> None:
        """Fewer than there were by then, from no better source."""
        self.rules.add(Rule.REGRESSION_GUARD)
        self.lost.append(Lost(claim=cast.id, reason=Reason.REGRESSIVE))
        self.contested = self.contested or cast.tier == tier

    def _same_day(self, cast: Ballot[int]) -> None:
        """Those of one day come the weightiest first: what comes second cannot win."""
        self.rules.add(Rule.ORDER if cast.tier == self.tier else Rule.TIER)
        criterion = cast.behind(min(self.holding, key=lambda cast_then: cast_then.weight))
        lost = Lost(claim=cast.id, reason=Reason.OUTRANKED, criterion=criterion)
        self.lost.append(lost)
        self.contested = self.contested or cast.tier == self.tier

    def _explained(self, cast: Ballot[int]) -> bool:
        """Whether enough withdrawals lie between the two days to explain a lower count.

        One that was undone by the later day explains nothing.
        """
        gone = self._gone_between(cast)
        gone -= sum(self.latest < day <= cast.latest for day in self.returns)
        return gone >= self.value - cast.value

    def _left_between(self, cast: Ballot[int], came: int) -> bool:
        """Whether more left than came between the counts that hold and a later one.

        The same number on both sides of that is two counts: somebody else consented.
        """
        gone = sum(self.latest < day <= cast.earliest for day in self.withdrawals)
        back = sum(self.latest < day <= cast.earliest for day in self.returns)
        return gone > max(back, came)

    def _gone_between(self, cast: Ballot[int]) -> int:
        """How many may have left by a later count."""
        return sum(self.latest <= day <= cast.latest for day in self.withdrawals)

    def _came_between(self, cast: Ballot[int]) -> list[KnownConsent]:
        """The consents that were given between the counts that hold and a later one.

        The one that the count itself tells of ("the ninth") is in it, and in what it agrees with.
        """
        return [
            arrival
            for arrival in self.arrivals
            if self.latest < arrival.first
            and arrival.last <= cast.earliest
            and cast.id not in arrival.claims
        ]

    def _replace(self, cast: Ballot[int], reason: Reason, rule: Rule) -> None:
        self.rules.add(rule)
        self.lost.extend(Lost(claim=ballot.id, reason=reason) for ballot in self.holding)
        self.holding = [cast]
        self.contested = False


def _by_support(voting: Sequence[Ballot[int]]) -> list[Ballot[int]]:
    """The ballots day by day, with their support where counts of one day differ."""
    days: dict[date, list[Ballot[int]]] = {}
    for cast in voting:
        days.setdefault(cast.latest, []).append(cast)
    ballots: list[Ballot[int]] = []
    for of_day in days.values():
        differ = len({cast.value for cast in of_day}) > 1
        ballots += supported(of_day, _agrees) if differ else of_day
    return ballots


def _agrees(cast: Ballot[int], other: Ballot[int]) -> bool:
    return cast.value == other.value


def _against(cast: Ballot[int], other: Ballot[int]) -> bool:
    """Whether two counts of the same day or days differ."""
    days = (cast.earliest, cast.latest)
    return days == (other.earliest, other.latest) and cast.value != other.value


def _may_grow(fewer: Sequence[Ballot[int]], more: Sequence[Ballot[int]]) -> bool:
    """Whether days can be chosen so that each of the fewer was counted before each of the more."""
    return all(
        ballot.value < other.value and ballot.earliest < other.latest
        for ballot in fewer
        for other in more
    )


def resolve_count(
    ballots: Iterable[Ballot[int]],
    *,
    valid_at: date,
    withdrawals: Sequence[date] = (),
    returns: Sequence[date] = (),
    arrivals: Sequence[KnownConsent] = (),
) -> CountAnswer:
    """How many, as of ``valid_at`` (occurred clock).

    A count whose day lies wholly after ``valid_at`` is not read; one whose vague day may lie
    after it raises ``highest`` and no more.
    """
    cast_by_then = [cast for cast in ballots if cast.earliest <= valid_at]
    voting, lost = one_vote_each(cast_by_then, _against)
    voting = _by_support(voting)
    scan = _Scan(
        withdrawals=withdrawals,
        returns=returns,
        arrivals=arrivals,
        lost=lost,
        rules=rules_of(lost),
    )
    certain = [cast for cast in voting if cast.latest <= valid_at]
    for cast in sorted(certain, key=lambda cast: (cast.latest, *cast.weight)):
        scan.take(cast)
    holding = sorted(scan.holding, key=lambda cast: cast.weight)
    maybe = [cast for cast in voting if cast.latest > valid_at]
    scan.lost.extend(Lost(claim=cast.id, reason=Reason.NOT_YET) for cast in maybe)
    lowest = holding[0].value if holding else None
    status = certainty(holding, contested=scan.contested)
    as_of = max((cast.latest for cast in holding), default=None)
    if status in {Status.SINGLE_SOURCE, Status.CORROBORATED} and _stale(as_of, valid_at):
        status = Status.STALE
    return CountAnswer(
        lowest=lowest,
        highest=max((cast.value for cast in (*holding, *maybe)), default=None),
        as_of=as_of,
        status=status,
        winner=holding[0].id if holding else None,
        claims=tuple(cast.id for cast in holding),
        lost=in_order(scan.lost),
        roots=roots_of(holding),
        rules=tuple(sorted(scan.rules)),
    )


def _stale(as_of: date | None, valid_at: date) -> bool:
    return as_of is not None and valid_at - as_of > STALE_AFTER
