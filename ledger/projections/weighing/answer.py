"""What a resolution answers: a value or a span, how sure, what won, what lost and why.

Shapes, and how sure a whole is by its parts. Positions in the log are left out on purpose: the
same facts in another order of arrival must give the same answer to the byte.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable


class Status(StrEnum):
    """How far an answer can be relied on."""

    SETTLED = "settled"
    CORROBORATED = "corroborated"
    SINGLE_SOURCE = "single-source"
    CONTESTED = "contested"
    STALE = "stale"
    OVERDUE = "overdue"
    UNKNOWN = "unknown"


_SURENESS = (
    Status.SETTLED,
    Status.CORROBORATED,
    Status.SINGLE_SOURCE,
    Status.STALE,
    Status.CONTESTED,
    Status.UNKNOWN,
)


def least_sure(statuses: Iterable[Status]) -> Status:
    """How sure a whole is: as its least sure part; of nothing, unknown."""
    return max(statuses, key=_SURENESS.index, default=Status.UNKNOWN)


class Reason(StrEnum):
    """Why a claim that stands did not win. ``Fall`` has the reasons why one does not stand."""

    HISTORY = "history"
    PERHAPS_EARLIER = "perhaps-earlier"
    REGRESSIVE = "regressive"
    OVERCOUNT = "overcount"
    OUTRANKED = "outranked"
    CONTRADICTED = "contradicted"
    DERIVATIVE = "derivative"
    REPEATS = "repeats"
    RESTATED = "restated"
    OUTNUMBERED = "outnumbered"
    NOT_YET = "not-yet"
    STAGE = "other-stage"
    NOT_ALL = "not-all-sides"
    NOT_DONE = "not-done"


class Criterion(StrEnum):
    """What ordered two claims that conflict: the first in which they differ (rule 6)."""

    TIER = "tier"
    AS_OF = "as-of"
    SOURCES = "sources"
    SPAN = "span"
    PUBLISHED = "published"
    ID = "id"


class Rule(StrEnum):
    """The rules that decided something (docs/resolution.md lists them)."""

    CONTROL = "control"
    LINEAGE = "lineage"
    RESTATEMENT = "restatement"
    GROWTH = "growth"
    WITHDRAWAL = "withdrawal"
    INTERSECTION = "intersection"
    NAMED_LIST = "named-list"
    LATER_DEPOSITS = "later-deposits"
    TIER = "tier"
    ORDER = "order"
    REGRESSION_GUARD = "regression-guard"


@attrs.frozen(kw_only=True)
class Lost:
    """A claim that was weighed and did not win, with the code of its reason.

    ``criterion`` is what ordered it behind the claim that it conflicts with, where an order did.
    """

    claim: str
    reason: str
    criterion: Criterion | None = None


@attrs.frozen(kw_only=True)
class Span:
    """Days that may have been the day, both ends included; None is open."""

    earliest: date | None
    latest: date | None


@attrs.frozen(kw_only=True)
class Answer:
    """What every answer has next to its value.

    ``claims`` agree with the value, the winner first; ``roots`` are the independent documents
    behind them; ``disputed`` says that someone contradicts the winner.
    """

    status: Status
    winner: str | None
    claims: tuple[str, ...]
    lost: tuple[Lost, ...]
    roots: tuple[str, ...]
    rules: tuple[Rule, ...]
    disputed: bool = False


@attrs.frozen(kw_only=True)
class CountAnswer(Answer):
    """How many; ``lowest`` and ``highest`` differ where a date leaves it open."""

    lowest: int | None
    highest: int | None
    as_of: date | None = None


@attrs.frozen(kw_only=True)
class DateAnswer(Answer):
    """When: the days that all compatible claims leave open. None: nobody says."""

    span: Span | None
