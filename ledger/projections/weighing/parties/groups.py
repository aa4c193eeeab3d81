"""Groups of parties: who belongs to one on a day.

Takes facts and a group's id; gives its members' ids. A party without members stands for itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from ledger.facts.facts import Facts


def members_of(
    facts: Facts, identity: Callable[[str], str], party: str, day: date
) -> tuple[str, ...]:
    """The members of a group at the end of a day (occurred clock), in the order described.

    A group within a group gives its own members. Each is there once, by the id that stands for
    it; a party that is no group is its own and only member.
    """
    return tuple(dict.fromkeys(_members(facts, identity, party, day, ())))


def _members(
    facts: Facts,
    identity: Callable[[str], str],
    party: str,
    day: date,
    above: tuple[str, ...],
) -> list[str]:
    described = facts.parties.get(party)
    if described is None or not described.members or party in above:
        return [party]
    return [
        name
        for member in described.members
        if member.belongs(day)
        for name in _members(facts, identity, identity(member.party), day, (*above, party))
    ]
