"""The clauses of a rule of entry into force: ways into force, and what holds for all of them.

Takes their parts; gives ``RuleClauses``. Whether a treaty could say so is for ``validation``.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import attrs

from ledger.claims.developments.fields import described
from ledger.claims.entry_into_force.conditions import Base, Requirement
from ledger.claims.entry_into_force.delay import DayCount, Delay, MonthEnd
from ledger.claims.entry_into_force.whole_day import whole_day
from ledger.claims.vocabulary import ConsentAct
from ledger.ids import PartyId


class ConsentMeans(StrEnum):
    """How the parties make their consent known (VCLT arts. 11 to 16)."""

    DEPOSIT = "deposit"
    NOTIFICATION = "notification"
    EXCHANGE = "exchange"
    SIGNATURE = "signature"


class LateSince(StrEnum):
    """After what a consent comes too late for the first day, and has a date of its own."""

    THRESHOLD = "threshold"
    ENTRY_INTO_FORCE = "entry-into-force"


@attrs.frozen(kw_only=True)
class Latecomers:
    """When the instrument enters into force for those that consent later (VCLT art. 24 (3))."""

    since: LateSince = described("later than what", default=LateSince.THRESHOLD)
    after: Delay | None = described("their own delay, if it is another one", default=None)


@attrs.frozen(kw_only=True)
class Dissolution:
    """A State that is no more. What it deposited still counts, unless the consent lapsed."""

    party: PartyId = described("which State")
    on: date | None = attrs.field(
        default=None, converter=whole_day, metadata={"help": "since which day"}
    )
    lapses: bool = described("whether its consent lapsed with it", default=False)


@attrs.frozen(kw_only=True)
class Succession:
    """A State that succeeded to another one's consent: one consent, not two."""

    party: PartyId = described("the successor")
    to: PartyId = described("the State it succeeded")
    on: date | None = attrs.field(
        default=None, converter=whole_day, metadata={"help": "since which day"}
    )


@attrs.frozen(kw_only=True)
class Route:
    """A way into force: conditions, all of which must be met, and the day that follows from them.

    ``on`` is a fixed date: with conditions, it holds if they are met by then, and ``after``
    if they are met later. ``not_before`` is a floor under any date. After ``met_by`` the way is
    closed: it holds only where the conditions are met on that day or before.
    """

    when: tuple[Requirement, ...] = described("what must be so: all of these", default=())
    after: Delay | None = described("how long after that; on the day if left out", default=None)
    on: date | None = attrs.field(
        default=None, converter=whole_day, metadata={"help": "a fixed date"}
    )
    not_before: date | None = attrs.field(
        default=None, converter=whole_day, metadata={"help": "no earlier than this day"}
    )
    met_by: date | None = attrs.field(
        default=None,
        converter=whole_day,
        metadata={"help": "the last day on which the conditions can be met, if there is one"},
    )

    @property
    def number(self) -> int | None:
        """How many consents it takes, where a condition is a plain number; the highest of them."""
        numbers = [
            min(way.consents or 0 for way in clause.ways)
            for clause in self.when
            if all(way.consents and not (way.of or way.of_each) for way in clause.ways)
        ]
        return max(numbers, default=None)

    @property
    def named(self) -> frozenset[str]:
        """The parties without whose consent it is not met, or may not be."""
        return frozenset(
            party for clause in self.when for way in clause.ways for party in way.named
        )

    def open_on(self, day: date) -> bool:
        """Whether conditions that are met on that day are met in time."""
        return self.met_by is None or day <= self.met_by


@attrs.frozen(kw_only=True)
class Provisional(Route):
    """Provisional application (VCLT art. 25): a way of its own, and perhaps by other acts."""

    by: ConsentMeans | None = described(
        "what is counted, if it is not what the rule counts", default=None
    )


@attrs.frozen(kw_only=True)
class RuleClauses(Route):
    """All that the text of an instrument lays down of its entry into force, as it is stated.

    Its own conditions are the first way into force; ``alternatives`` are others, and the way
    that leads to the earliest day is the one that is taken.
    """

    alternatives: tuple[Route, ...] = described(
        "other ways into force: whichever comes first", default=()
    )
    by: ConsentMeans = described("how consent is made known", default=ConsentMeans.DEPOSIT)
    acts: tuple[ConsentAct, ...] = described("which acts count, if not all", default=())
    bases: tuple[Base, ...] = described("figures and groups that conditions refer to", default=())
    organisations: tuple[PartyId, ...] = described(
        "organisations whose own instrument does not add to those of their members", default=()
    )
    dissolved: tuple[Dissolution, ...] = described("States that are no more", default=())
    successions: tuple[Succession, ...] = described("who succeeded whom", default=())
    latecomers: Latecomers = described("the dates of later parties", default=Latecomers())
    provisional: Provisional | None = described("provisional application before that", default=None)
    counting: DayCount = described(
        "which day a period begins with", default=DayCount.EXCLUDE_THE_DAY
    )
    month_end: MonthEnd = described("where months end that lack the day", default=MonthEnd.LAST_DAY)

    def base(self, name: str) -> Base:
        """The base of that name; the rule has it, or it would not be."""
        return next(base for base in self.bases if base.name == name)

    @property
    def routes(self) -> tuple[Route, ...]:
        """Every way into force, the rule's own first."""
        return (self, *self.alternatives)

    @property
    def required(self) -> int | None:
        """How many consents are required at least, where a way into force gives a plain number."""
        numbers = [number for route in self.routes if (number := route.number) is not None]
        return min(numbers, default=None)

    @property
    def parties(self) -> frozenset[str]:
        """Every party that the rule names."""
        return frozenset(
            {dissolution.party for dissolution in self.dissolved}
            | {succession.party for succession in self.successions}
            | {succession.to for succession in self.successions}
            | {party for base in self.bases for party in base.weights}
            | {party for route in self.routes for party in route.named}
            | (self.provisional.named if self.provisional else set())
            | set(self.organisations)
        )
