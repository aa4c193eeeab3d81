"""Names: parties that are alike are judged to be one or two, and no judgement denies another."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import combinations
from typing import TYPE_CHECKING

from ledger.checks.finding import Across, Found
from ledger.claims.naming import folded, names_of
from ledger.projections.weighing.parties.profiles import grounds
from ledger.spoken import spoken, together

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledger.claims.entities import Party
    from ledger.projections.weighing.parties.profiles import Judged

_BEGINNING = 4
"""Names that differ in their first letters are not compared: all pairs would be too many."""

_ALIKE = 0.9
"""From this likeness on two names are probably two spellings of one: Korea and Korean."""


def names_told_apart(across: Across) -> Iterator[Found]:
    """Parties that share a name, or nearly do, are judged to be the same or different."""
    parties = across.standing.facts.parties
    judged = across.standing.as_one.identity.judged
    reported: set[tuple[str, str]] = set()
    for key, group in _groups(parties.values()):
        for party, other in combinations(group, 2):
            shared = key in names_of(party) & names_of(other)
            if (party.id, other.id) in reported or not (shared or _alike(party, other)):
                continue
            if judged(party.id, other.id):
                continue
            reported.add((party.id, other.id))
            alike = spoken("their names are nearly the same")
            likeness = spoken("both are called {name}", name=key) if shared else alike
            yield Found(
                subject=party.id,
                sentence=spoken(
                    "{party} ({name}) and {other} ({other_name}): {likeness}",
                    party=party.id,
                    name=party.name,
                    other=other.id,
                    other_name=other.name,
                    likeness=likeness,
                ),
                fix=spoken(
                    "{same}, if they are one; {different}, if they are two",
                    same=f"claims party same {party.id} {other.id} --reason …",
                    different=f"claims party different {party.id} {other.id} --reason …",
                ),
            )


def judgements_agree(across: Across) -> Iterator[Found]:
    """No parties are judged different and, over others, the same; every rule bears it."""
    facts, as_one = across.standing.facts, across.standing.as_one
    for contradiction in as_one.identity.contradictions:
        (different,) = grounds(facts, [contradiction.different])
        links = [
            spoken("{two} the same ({ground})", two=together(ground.parties), ground=_by(ground))
            for ground in grounds(facts, contradiction.chain)
        ]
        yield Found(
            subject=different.id,
            sentence=spoken(
                "{two} are judged different ({ground}), and {links}: none of that chain makes "
                "any of them one",
                two=together(different.parties),
                ground=_by(different),
                links=together(links),
            ),
            fix=spoken(
                "judge again what is wrong: claims party same, different or undecided, with the "
                "two and a reason"
            ),
        )
    for name, error in sorted(as_one.unfit.items()):
        yield Found(
            subject=name,
            sentence=spoken(
                "its rule names parties that are judged the same, and cannot: {fault}",
                fault=str(error),
            ),
            fix=spoken("describe its rule with each party named once, or judge them different"),
        )


def _by(judged: Judged) -> str:
    return f"{judged.by}: {judged.reason}" if judged.by else judged.reason


def _groups(parties: Iterable[Party]) -> Iterator[tuple[str, list[Party]]]:
    """Parties by each of their names, then by the beginning of it: only those can be alike."""
    groups: dict[tuple[bool, str], list[Party]] = {}
    for party in sorted(parties, key=lambda party: party.id):
        for name in sorted(names_of(party)):
            groups.setdefault((False, name), []).append(party)
        groups.setdefault((True, folded(party.name)[:_BEGINNING]), []).append(party)
    return ((key[1], groups[key]) for key in sorted(groups))


def _alike(party: Party, other: Party) -> bool:
    matcher = SequenceMatcher(None, folded(party.name), folded(other.name))
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE
