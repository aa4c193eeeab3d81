"""Names: every party is called by words that no other party has."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import combinations
from typing import TYPE_CHECKING

from ledger.checks.finding import Found, Scope
from ledger.claims.naming import folded, names_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.claims.entities import Party

_ALIKE = 0.9
"""From this likeness on two names are probably two spellings of one: Korea and Korean."""


def names_told_apart(scope: Scope) -> Iterator[Found]:
    """No two parties share a name, an alias or a code, or have names that are nearly the same."""
    parties = scope.standing.facts.parties
    for one, other in combinations(sorted(parties.values(), key=lambda party: party.id), 2):
        shared = names_of(one) & names_of(other)
        if shared:
            said = f"both are called {sorted(shared)[0]}"
        elif _alike(one, other):
            said = "their names are nearly the same"
        else:
            continue
        yield Found(
            subject=one.id,
            sentence=f"{one.id} ({one.name}) and {other.id} ({other.name}): {said}",
            fix="if they are one, describe one of them with all its names and record with its id; "
            "if not, describe them so that they can be told apart",
        )


def _alike(one: Party, other: Party) -> bool:
    matcher = SequenceMatcher(None, folded(one.name), folded(other.name))
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE
