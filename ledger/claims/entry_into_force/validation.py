"""What no rule of entry into force can say, clause by clause.

Takes a rule; raises ``BadRule`` for the first clause that is wrong, with its path.
"""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

from ledger.claims.entry_into_force.conditions import SHARE_PATTERN
from ledger.claims.entry_into_force.delay import DelayUnit
from ledger.claims.entry_into_force.refusals import BadRule

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ledger.claims.entry_into_force.conditions import Base, Condition, Requirement
    from ledger.claims.entry_into_force.delay import Delay
    from ledger.claims.entry_into_force.rule import EntryIntoForceRule, Route

_SHARE = re.compile(SHARE_PATTERN)
_FIRST_OF_MONTH = (DelayUnit.NTH_MONTH, DelayUnit.NTH_YEAR)
_SECOND = 2


def check_rule(rule: EntryIntoForceRule) -> None:
    """Refuse what cannot be. Raises BadRule."""
    bases = {base.name: base for base in rule.bases}
    _once((base.name for base in rule.bases), "bases.name")
    for base in rule.bases:
        _check_base(base)
    _check_route(rule, bases, "")
    for route in rule.alternatives:
        _check_route(route, bases, "alternatives.")
    if rule.provisional is not None:
        _check_route(rule.provisional, bases, "provisional.")
    _check_delay(rule.latecomers.after, "latecomers.after")
    _check_parties(rule)


def _check_route(route: Route, bases: dict[str, Base], path: str) -> None:
    if not route.when and route.on is None:
        raise BadRule(
            f"{path}when",
            "neither a condition nor a fixed date",
            fix="say what must be so, such as when: [{consents: 11}], or on: 2025-01-01",
        )
    for clause in route.when:
        _check_requirement(clause, bases, f"{path}when")
    if route.after is not None and not route.when:
        raise BadRule(
            f"{path}after",
            "a delay without a condition that it follows",
            fix="add when, or leave after out",
        )
    _check_delay(route.after, f"{path}after")
    if route.met_by is not None and not route.when:
        raise BadRule(
            f"{path}met_by",
            "a last day for conditions, and no condition",
            fix="add when, or leave met_by out",
        )
    if route.on and route.not_before and route.on < route.not_before:
        raise BadRule(
            f"{path}not_before",
            f"the fixed date {route.on} lies before {route.not_before}",
            fix="keep one of the two",
        )


def _check_requirement(clause: Requirement, bases: dict[str, Base], path: str) -> None:
    if not clause.first_of:
        _check_condition(clause, bases, path)
        return
    path = f"{path}.first_of"
    if clause.consents is not None or clause.share is not None or clause.named:
        raise BadRule(path, "stands beside another condition", fix="make them two conditions")
    if len(clause.first_of) < _SECOND:
        raise BadRule(path, "has only one condition", fix="give at least two, or leave it out")
    for way in clause.first_of:
        _check_condition(way, bases, path)


def _check_condition(way: Condition, bases: dict[str, Base], path: str) -> None:
    given = [
        name
        for name, is_given in (
            ("consents", way.consents is not None),
            ("share", way.share is not None),
            ("named", bool(way.named)),
        )
        if is_given
    ]
    if len(given) != 1:
        raise BadRule(
            path,
            f"says {' and '.join(given) or 'none of consents, share and named'}",
            fix="give each condition exactly one of consents, share and named",
        )
    _once(way.named, f"{path}.named")
    _check_references(way, bases, path)
    if way.consents is not None:
        _check_number(way, bases, path)
    if way.share is not None:
        _check_share(way, path)


def _check_references(way: Condition, bases: dict[str, Base], path: str) -> None:
    for field, names in (("of", [way.of] if way.of else []), ("of_each", list(way.of_each))):
        for name in names:
            if name not in bases:
                known = ", ".join(sorted(bases)) or "none is given"
                raise BadRule(
                    f"{path}.{field}",
                    f"there is no base called {name}",
                    fix=f"describe it under bases; known: {known}",
                )
    if way.of_each and (way.of or way.consents is None):
        raise BadRule(
            f"{path}.of_each",
            "goes with consents alone",
            fix="write {consents: 2, of_each: [one-group, another]}",
        )
    if way.of and way.named:
        raise BadRule(f"{path}.of", "does not go with named", fix="leave of out")


def _check_number(way: Condition, bases: dict[str, Base], path: str) -> None:
    number = way.consents or 0
    if number < 1:
        raise BadRule(f"{path}.consents", "a threshold of zero", fix="give a number of one or more")
    for name in (way.of, *way.of_each):
        if name is not None and number > len(bases[name].weights):
            raise BadRule(
                f"{path}.consents",
                f"{number} of {len(bases[name].weights)} in {name} can never be reached",
                fix="correct the number, or complete the group",
            )


def _check_share(way: Condition, path: str) -> None:
    if way.of is None:
        raise BadRule(
            f"{path}.of", "a share without a base", fix="say of what: {share: 55, of: emissions}"
        )
    if not _SHARE.fullmatch(way.share or "") or not 0 < way.part <= 1:
        raise BadRule(
            f"{path}.share",
            f"{way.share} is no part of a whole",
            fix="give percent, more than 0 and no more than 100, or a fraction, such as 2/3",
        )


def _check_base(base: Base) -> None:
    if bool(base.figures) == bool(base.parties):
        raise BadRule(
            "bases",
            f"{base.name} needs figures or parties, and not both",
            fix="give figures: [{party: china, value: 20.09}], or parties: [brunei]",
        )
    _once((figure.party for figure in base.figures), "bases.figures.party")
    _once(base.parties, "bases.parties")
    for figure in base.figures:
        if not figure.value.is_finite() or figure.value < 0:
            raise BadRule(
                "bases.figures.value",
                f"{figure.value} for {figure.party}",
                fix="give a figure of zero or more",
            )
    stated = sum(base.weights.values(), Decimal(0))
    if not base.whole.is_finite() or base.whole <= 0:
        raise BadRule("bases.total", f"{base.name} adds up to nothing", fix="give its figures")
    if stated > base.whole:
        raise BadRule(
            "bases.total",
            f"the figures of {base.name} add up to {stated}, more than its total {base.total}: "
            "more than 100 %",
            fix="correct a figure or the total",
        )


def _check_delay(delay: Delay | None, path: str) -> None:
    if delay is None:
        return
    if delay.number < 1:
        raise BadRule(f"{path}.number", "a delay of nothing", fix="leave it out for the day itself")
    if delay.first_of_next_month and delay.unit in _FIRST_OF_MONTH:
        raise BadRule(
            f"{path}.first_of_next_month",
            f"{delay.unit} is the first day of a month already",
            fix="leave first_of_next_month out, or count in months",
        )


def _check_parties(rule: EntryIntoForceRule) -> None:
    _once(rule.organisations, "organisations")
    _once(rule.acts, "acts")
    _once((one.party for one in rule.dissolved), "dissolved.party")
    _once((one.party for one in rule.successions), "successions.party")
    for succession in rule.successions:
        if succession.party == succession.to:
            raise BadRule(
                "successions.to",
                f"{succession.party} cannot succeed itself",
                fix="name the State that was there before",
            )
    named = {party for route in rule.routes for party in route.named}
    for party in rule.organisations:
        if party in named:
            raise BadRule(
                "organisations",
                f"{party} does not count, and must be among those that do",
                fix="take it out of organisations or of named",
            )


def _once(names: Iterable[str], path: str) -> None:
    counted: Sequence[tuple[str, int]] = Counter(names).most_common(1)
    for name, times in counted:
        if times > 1:
            raise BadRule(path, f"{name} is named twice", fix="name it once")
