"""How far each condition of a rule is met by the consents that stand on a day.

Takes conditions and consents at their best and at their worst; gives ``Progress``, and the
first day on which all conditions hold. Shares are exact: whole ratios, never floats.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from ledger.claims.entry_into_force import Condition, Requirement
from ledger.edtf import Tristate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ledger.claims.entry_into_force import EntryIntoForceRule, Route
    from ledger.projections.treaties.entry_into_force.consent import Held

_TWO_PLACES = Decimal("0.01")


@attrs.frozen(kw_only=True)
class Progress:
    """One condition: what it has for certain, what it may have, what it needs.

    Whole numbers for counts, percent for a share. ``missing`` are the named States that have
    certainly not consented yet, or only perhaps; ``still`` is how many more consents it takes
    at least, None where the known figures cannot reach it.
    """

    condition: Condition | Requirement
    have: int | Decimal
    possible: int | Decimal
    need: int | Decimal
    missing: tuple[str, ...]
    still: int | None
    met: Tristate


@attrs.frozen(kw_only=True)
class _Roll:
    """Who has consented: keys for counting, names for groups, and how many have no name.

    ``anyone`` is how many of the nameless may be whoever is wanted; none, at worst.
    """

    keys: frozenset[str]
    names: frozenset[str]
    anyone: int


def roll(holdings: Iterable[Held], day: date, *, best: bool) -> _Roll:
    """The consents that stand at the end of a day."""
    standing = [holding for holding in holdings if holding.stands(day)]
    nameless = sum(holding.party is None for holding in standing)
    return _Roll(
        keys=frozenset(holding.key for holding in standing),
        names=frozenset(holding.party for holding in standing if holding.party is not None),
        anyone=nameless if best else 0,
    )


def first_day(
    route: Route, rule: EntryIntoForceRule, holdings: Sequence[Held], *, best: bool
) -> date | None:
    """The first day on which all conditions hold, in time; None if there is none."""
    if not route.when:
        return date.min
    for day in sorted({holding.since for holding in holdings}):
        if day == date.max or not route.open_on(day):
            return None
        on_roll = roll(holdings, day, best=best)
        if all(_holds(clause, rule, on_roll) for clause in route.when):
            return day
    return None


def progress(
    clause: Requirement, rule: EntryIntoForceRule, certain: _Roll, possible: _Roll
) -> tuple[Progress, ...]:
    """The progress of a requirement's conditions: one, or each way of several."""
    return tuple(_progress(way, rule, certain, possible) for way in clause.ways)


def still_required(ways: Sequence[Sequence[Progress]]) -> int | None:
    """How many more consents it takes at least, over all requirements."""
    needed = []
    for clause in ways:
        shortfalls = [requirement.still for requirement in clause if requirement.still is not None]
        if not shortfalls:
            return None
        needed.append(min(shortfalls))
    return max(needed, default=0)


def _holds(clause: Requirement, rule: EntryIntoForceRule, on_roll: _Roll) -> bool:
    return any(_have(way, rule, on_roll) >= _need(way) for way in clause.ways)


def _progress(
    way: Condition, rule: EntryIntoForceRule, certain: _Roll, possible: _Roll
) -> Progress:
    have, may = _have(way, rule, certain), _have(way, rule, possible)
    need = _need(way)
    met = Tristate.MAYBE if may >= need else Tristate.NO
    met = Tristate.YES if have >= need else met
    missing = tuple(sorted(set(way.named) - certain.names))
    return Progress(
        condition=way,
        have=_shown(have),
        possible=_shown(may),
        need=_shown(need),
        missing=missing,
        still=_still(way, rule, certain),
        met=met,
    )


def _shown(value: int | Fraction) -> int | Decimal:
    """A count as it is, a part of one in percent."""
    if isinstance(value, int):
        return value
    return (Decimal(value.numerator * 100) / value.denominator).quantize(_TWO_PLACES)


def _need(way: Condition) -> int | Fraction:
    if way.share is not None:
        return way.part
    return len(way.named) or way.consents or 0


def _have(way: Condition, rule: EntryIntoForceRule, on_roll: _Roll) -> int | Fraction:
    if way.share is not None and way.of is not None:
        return _share(way.of, rule, on_roll)
    if way.named:
        return min(len(way.named), len(on_roll.names & set(way.named)) + on_roll.anyone)
    if not way.groups:
        return len(on_roll.keys)
    return min(_members(name, rule, on_roll) for name in way.groups)


def _members(group: str, rule: EntryIntoForceRule, on_roll: _Roll) -> int:
    weights = rule.base(group).weights
    return min(len(weights), len(on_roll.names & weights.keys()) + on_roll.anyone)


def _share(base: str, rule: EntryIntoForceRule, on_roll: _Roll) -> Fraction:
    """The part that the consenting make up, the nameless taken for the weightiest."""
    weights = rule.base(base).weights
    number = sum((weights[name] for name in on_roll.names & weights.keys()), Decimal(0))
    others = sorted((weights[key] for key in weights.keys() - on_roll.names), reverse=True)
    number += sum(others[: on_roll.anyone], Decimal(0))
    return Fraction(number) / Fraction(rule.base(base).whole)


def _still(way: Condition, rule: EntryIntoForceRule, on_roll: _Roll) -> int | None:
    if way.share is None or way.of is None:
        if way.of_each:
            groups = (_members(name, rule, on_roll) for name in way.of_each)
            return sum(max(0, (way.consents or 0) - have) for have in groups)
        return max(0, int(_need(way)) - int(_have(way, rule, on_roll)))
    weights = rule.base(way.of).weights
    present = on_roll.names
    others = sorted(weights.keys() - present, key=lambda key: (-weights[key], key))
    for count in range(len(others) + 1):
        names = present | set(others[:count])
        if _share(way.of, rule, _Roll(keys=present, names=names, anyone=0)) >= way.part:
            return count
    return None
