"""The same value with its parties under other ids: a development, or a rule of entry into force.

Takes a value and what each party is to be called; gives the value with every party called so,
and nothing else of it changed. Who comes next: ``decide`` puts ids in the place of names,
``projections.weighing.parties`` one id in the place of several judged to be the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

import attrs

from ledger.claims.developments import CourtReferral, RequirementStated, RequirementSuperseded
from ledger.claims.entry_into_force import PartyFigure
from ledger.claims.subjects import parties_by_field
from ledger.ids import PartyId

if TYPE_CHECKING:
    from ledger.claims.developments import Development
    from ledger.claims.entry_into_force import (
        Base,
        Condition,
        Dissolution,
        EntryIntoForceRule,
        Requirement,
        Route,
        Succession,
    )

Name = Callable[[str], str]
O = TypeVar("O", "Dissolution", "Succession")  # noqa: E741 - one of the two


def each_once(parties: Iterable[str], name: Name) -> tuple[PartyId, ...]:
    """The parties by their new ids, in the same order, none of them twice."""
    return tuple(dict.fromkeys(PartyId(name(party)) for party in parties))


def with_parties(development: Development, name: Name) -> Development:
    """What is stated, of the parties by their new ids."""
    changed: dict[str, object] = {
        field: each_once(value, name) if isinstance(value, tuple) else name(value)
        for field, value in parties_by_field(development)
    }
    match development:
        case RequirementStated(blocks=blocks) | CourtReferral(blocks=blocks):
            changed["blocks"] = tuple(
                dict.fromkeys(hurdle_with_party(block, name) for block in blocks)
            )
        case RequirementSuperseded(successor=str() as successor):
            changed["successor"] = hurdle_with_party(successor, name)
    if all(getattr(development, field) == value for field, value in changed.items()):
        return development
    return attrs.evolve(development, **changed)  # type: ignore[arg-type]  # its own fields


def hurdle_with_party(hurdle: str, name: Name) -> str:
    """A hurdle, or one party's share of it (``licence/kari``), by the party's new id."""
    whole, slash, party = hurdle.partition("/")
    return f"{whole}/{name(party)}" if slash else hurdle


def rule_with_ids(rule: EntryIntoForceRule, name: Name) -> EntryIntoForceRule:
    """The rule with an id in the place of every name.

    Raises:
        BadRule: two of its names mean one party, where a rule can name it once.
    """
    return _Renaming(name, merged=False).rule(rule)


def rule_as_one(rule: EntryIntoForceRule, name: Name) -> EntryIntoForceRule:
    """The rule where several of its parties are one: named once, their figures added up.

    Of what is said of one party twice the first holds, and none succeeds itself.

    Raises:
        BadRule: the rule cannot be so, as where two of one party would be required.
    """
    return _Renaming(name, merged=True).rule(rule)


@attrs.frozen
class _Renaming:
    """What each party is called; ``merged`` where several may be called the same."""

    name: Name
    merged: bool = attrs.field(kw_only=True)

    def rule(self, rule: EntryIntoForceRule) -> EntryIntoForceRule:
        successions = self._of_parties(rule.successions)
        if self.merged:
            successions = tuple(
                succession
                for succession in successions
                if succession.party != self.name(succession.to)
            )
        return attrs.evolve(
            rule,
            when=self._when(rule),
            bases=tuple(map(self._base, rule.bases)),
            organisations=self._parties(rule.organisations),
            dissolved=self._of_parties(rule.dissolved),
            successions=tuple(
                attrs.evolve(succession, to=PartyId(self.name(succession.to)))
                for succession in successions
            ),
            alternatives=tuple(
                attrs.evolve(route, when=self._when(route)) for route in rule.alternatives
            ),
            provisional=rule.provisional
            and attrs.evolve(rule.provisional, when=self._when(rule.provisional)),
        )

    def _parties(self, parties: Iterable[str]) -> tuple[PartyId, ...]:
        if self.merged:
            return each_once(parties, self.name)
        return tuple(PartyId(self.name(party)) for party in parties)

    def _when(self, route: Route) -> tuple[Requirement, ...]:
        return tuple(
            attrs.evolve(
                clause,
                named=self._parties(clause.named),
                first_of=tuple(map(self._way, clause.first_of)),
            )
            for clause in route.when
        )

    def _way(self, way: Condition) -> Condition:
        return attrs.evolve(way, named=self._parties(way.named))

    def _base(self, base: Base) -> Base:
        figures = [
            PartyFigure(party=PartyId(self.name(figure.party)), value=figure.value)
            for figure in base.figures
        ]
        if self.merged:
            summed: dict[str, PartyFigure] = {}
            for figure in figures:
                earlier = summed.get(figure.party)
                more = figure.value if earlier is None else earlier.value + figure.value
                summed[figure.party] = attrs.evolve(figure, value=more)
            figures = list(summed.values())
        return attrs.evolve(base, figures=tuple(figures), parties=self._parties(base.parties))

    def _of_parties(self, successions: tuple[O, ...]) -> tuple[O, ...]:
        """What is said of parties, one by one: dissolutions, successions."""
        renamed = [
            attrs.evolve(succession, party=PartyId(self.name(succession.party)))
            for succession in successions
        ]
        if self.merged:
            renamed = list(
                {succession.party: succession for succession in reversed(renamed)}.values()
            )[::-1]
        return tuple(renamed)
