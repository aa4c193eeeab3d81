"""Names: every party is called by words that no other party has."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import combinations
from typing import TYPE_CHECKING

from ledger.checks.finding import Found, Scope
from ledger.claims.naming import folded, names_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledger.claims.entities import Party

_BEGINNING = 4
"""Names that differ in their first letters are not compared: all pairs would be too many."""

_ALIKE = 0.9
"""From this likeness on two names are probably two spellings of one: Korea and Korean."""


def names_told_apart(scope: Scope) -> Iterator[Found]:
    """No two parties share a name, an alias or a code, or have names that are nearly the same."""
    parties = scope.standing.facts.parties
    told: set[tuple[str, str]] = set()
    for key, group in _groups(parties.values()):
        for one, other in combinations(group, 2):
            shared = key in names_of(one) & names_of(other)
            if (one.id, other.id) in told or not (shared or _alike(one, other)):
                continue
            told.add((one.id, other.id))
            said = f"both are called {key}" if shared else "their names are nearly the same"
            yield Found(
                subject=one.id,
                sentence=f"{one.id} ({one.name}) and {other.id} ({other.name}): {said}",
                fix="if they are one, describe one of them with all its names and record with "
                "its id; if not, describe them so that they can be told apart",
            )


def _groups(parties: Iterable[Party]) -> Iterator[tuple[str, list[Party]]]:
    """Parties by each of their names, then by the beginning of it: only those can be alike."""
    groups: dict[tuple[bool, str], list[Party]] = {}
    for party in sorted(parties, key=lambda one: one.id):
        for name in sorted(names_of(party)):
            groups.setdefault((False, name), []).append(party)
        groups.setdefault((True, folded(party.name)[:_BEGINNING]), []).append(party)
    return ((key[1], groups[key]) for key in sorted(groups))


def _alike(one: Party, other: Party) -> bool:
    matcher = SequenceMatcher(None, folded(one.name), folded(other.name))
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE
