"""What no rule of entry into force can say, clause by clause.

Takes a rule; gives a ``BadRule`` for every clause that is wrong, with its path.
"""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

from ledger.claims.entry_into_force.conditions import SHARE_PATTERN
from ledger.claims.entry_into_force.delay import DelayUnit
from ledger.claims.entry_into_force.refusals import FIELD, BadRule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledger.claims.entry_into_force.clauses import Route, RuleClauses
    from ledger.claims.entry_into_force.conditions import Base, Condition, Requirement
    from ledger.claims.entry_into_force.delay import Delay

_SHARE = re.compile(SHARE_PATTERN)
_FIRST_OF_MONTH = (DelayUnit.NTH_MONTH, DelayUnit.NTH_YEAR)
_SECOND = 2


def faults_of(rule: RuleClauses) -> Iterator[BadRule]:
    """Everything that is wrong with a rule, clause by clause."""
    bases = {base.name: base for base in rule.bases}
    yield from _repeated((base.name for base in rule.bases), "bases.name")
    for place, base in enumerate(rule.bases):
        yield from _base(base, f"bases.{place}")
    yield from _route(rule, bases, "")
    for place, route in enumerate(rule.alternatives):
        yield from _route(route, bases, f"alternatives.{place}.")
    if rule.provisional is not None:
        yield from _route(rule.provisional, bases, "provisional.")
    yield from _delay(rule.latecomers.after, "latecomers.after")
    yield from _parties(rule)


def follows(fault: BadRule, wrong: Iterable[str]) -> bool:
    """Whether a fault of a rule comes only of what is wrong already, by the paths of that.

    It does where one path lies in the other, and where a clause speaks of another one that is
    wrong: a condition of a base, a day of conditions, a total of its figures.
    """
    path = (fault.field or "").removeprefix(f"{FIELD}.")
    owner, _, clause = path.rpartition(".")
    speaks_of = {
        "of": ("bases",),
        "of_each": ("bases",),
        "consents": ("bases",),
        "after": (f"{owner}.when".lstrip("."),),
        "met_by": (f"{owner}.when".lstrip("."),),
        "total": (f"{owner}.figures", f"{owner}.parties"),
    }.get(clause, ())
    return any(
        _within(path, other) or _within(other, path) or any(_within(other, on) for on in speaks_of)
        for other in wrong
    )


def _within(path: str, other: str) -> bool:
    return path == other or path.startswith(f"{other}.")


def _route(route: Route, bases: dict[str, Base], path: str) -> Iterator[BadRule]:
    if not route.when and route.on is None:
        yield BadRule(
            f"{path}when",
            "neither a condition nor a fixed date",
            fix="say what must be so, such as when: [{consents: 11}], or on: 2025-01-01",
        )
    for place, clause in enumerate(route.when):
        yield from _requirement(clause, bases, f"{path}when.{place}")
    if route.after is not None and not route.when:
        yield BadRule(
            f"{path}after",
            "a delay without a condition that it follows",
            fix="add when, or leave after out",
        )
    yield from _delay(route.after, f"{path}after")
    if route.met_by is not None and not route.when:
        yield BadRule(
            f"{path}met_by",
            "a last day for conditions, and no condition",
            fix="add when, or leave met_by out",
        )
    if route.on and route.not_before and route.on < route.not_before:
        yield BadRule(
            f"{path}not_before",
            f"the fixed date {route.on} lies before {route.not_before}",
            fix="keep one of the two",
        )


def _requirement(clause: Requirement, bases: dict[str, Base], path: str) -> Iterator[BadRule]:
    if not clause.first_of:
        yield from _condition(clause, bases, path)
        return
    path = f"{path}.first_of"
    if clause.consents is not None or clause.share is not None or clause.named:
        yield BadRule(path, "stands next to another condition", fix="make them two conditions")
    if len(clause.first_of) < _SECOND:
        yield BadRule(path, "has only one condition", fix="give at least two, or leave it out")
    for place, way in enumerate(clause.first_of):
        yield from _condition(way, bases, f"{path}.{place}")


def _condition(way: Condition, bases: dict[str, Base], path: str) -> Iterator[BadRule]:
    ways = [
        name
        for name, is_given in (
            ("consents", way.consents is not None),
            ("share", way.share is not None),
            ("named", bool(way.named)),
        )
        if is_given
    ]
    if len(ways) != 1:
        yield BadRule(
            path,
            f"says {' and '.join(ways) or 'none of consents, share and named'}",
            fix="give each condition exactly one of consents, share and named",
        )
    yield from _repeated(way.named, f"{path}.named")
    yield from _unknown_bases(way, bases, path)
    if len(ways) == 1:
        yield from _groups(way, path)
        yield from _number(way, bases, path) if way.share is None else _share(way, path)


def _unknown_bases(way: Condition, bases: dict[str, Base], path: str) -> Iterator[BadRule]:
    for field, names in (("of", [way.of] if way.of else []), ("of_each", list(way.of_each))):
        for name in names:
            if name not in bases:
                names_of_bases = ", ".join(sorted(bases)) or "none is given"
                yield BadRule(
                    f"{path}.{field}",
                    f"there is no base called {name}",
                    fix=f"describe it under bases; known: {names_of_bases}",
                )


def _groups(way: Condition, path: str) -> Iterator[BadRule]:
    if way.of_each and (way.of or way.consents is None):
        yield BadRule(
            f"{path}.of_each",
            "goes with consents alone",
            fix="write {consents: 2, of_each: [one-group, another]}",
        )
    if way.of and way.named:
        yield BadRule(f"{path}.of", "does not go with named", fix="leave of out")


def _number(way: Condition, bases: dict[str, Base], path: str) -> Iterator[BadRule]:
    if way.consents is None:
        return
    number = way.consents
    if number < 1:
        yield BadRule(f"{path}.consents", "a threshold of zero", fix="give a number of one or more")
    for name in (way.of, *way.of_each):
        if name in bases and number > len(bases[name].weights):
            yield BadRule(
                f"{path}.consents",
                f"{number} of {len(bases[name].weights)} in {name} can never be reached",
                fix="correct the number, or complete the group",
            )


def _share(way: Condition, path: str) -> Iterator[BadRule]:
    if way.of is None:
        yield BadRule(
            f"{path}.of", "a share without a base", fix="say of what: {share: 55, of: emissions}"
        )
    if not _SHARE.fullmatch(way.share or "") or not 0 < way.part <= 1:
        yield BadRule(
            f"{path}.share",
            f"{way.share} is no part of a whole",
            fix="give percent, more than 0 and no more than 100, or a fraction, such as 2/3",
        )


def _base(base: Base, path: str) -> Iterator[BadRule]:
    if bool(base.figures) == bool(base.parties):
        yield BadRule(
            path,
            f"{base.name} needs figures or parties, and not both",
            fix="give figures: [{party: china, value: 20.09}], or parties: [brunei]",
        )
    yield from _repeated((figure.party for figure in base.figures), f"{path}.figures.party")
    yield from _repeated(base.parties, f"{path}.parties")
    wrong = False
    for place, figure in enumerate(base.figures):
        if not figure.value.is_finite() or figure.value < 0:
            wrong = True
            yield BadRule(
                f"{path}.figures.{place}.value",
                f"{figure.value} for {figure.party}",
                fix="give a figure of zero or more",
            )
    if not wrong and base.weights:
        yield from _total(base, f"{path}.total")


def _total(base: Base, path: str) -> Iterator[BadRule]:
    """What is wrong with the whole of a base whose figures are right, each on its own."""
    stated = sum(base.weights.values(), Decimal(0))
    if not base.whole.is_finite() or base.whole <= 0:
        yield BadRule(path, f"{base.name} adds up to nothing", fix="give its figures")
    elif stated > base.whole:
        yield BadRule(
            path,
            f"the figures of {base.name} add up to {stated}, more than its total {base.total}: "
            "more than 100 %",
            fix="correct a figure or the total",
        )


def _delay(delay: Delay | None, path: str) -> Iterator[BadRule]:
    if delay is None:
        return
    if delay.number < 1:
        yield BadRule(f"{path}.number", "a delay of nothing", fix="leave it out for the day itself")
    if delay.first_of_next_month and delay.unit in _FIRST_OF_MONTH:
        yield BadRule(
            f"{path}.first_of_next_month",
            f"{delay.unit} is the first day of a month already",
            fix="leave first_of_next_month out, or count in months",
        )


def _parties(rule: RuleClauses) -> Iterator[BadRule]:
    yield from _repeated(rule.organisations, "organisations")
    yield from _repeated(rule.acts, "acts")
    yield from _repeated((dissolution.party for dissolution in rule.dissolved), "dissolved.party")
    yield from _repeated((succession.party for succession in rule.successions), "successions.party")
    for place, succession in enumerate(rule.successions):
        if succession.party == succession.to:
            yield BadRule(
                f"successions.{place}.to",
                f"{succession.party} cannot succeed itself",
                fix="name the State that was there before",
            )
    named = {party for route in rule.routes for party in route.named}
    for party in rule.organisations:
        if party in named:
            yield BadRule(
                "organisations",
                f"{party} does not count, and must be among those that do",
                fix="take it out of organisations or of named",
            )


def _repeated(names: Iterable[str], path: str) -> Iterator[BadRule]:
    for name, times in Counter(names).items():
        if times > 1:
            yield BadRule(path, f"{name} is named twice", fix="name it once")
