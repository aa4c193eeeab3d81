"""Which parties are one, from all that was judged of them.

Takes judgements, the last on each two parties; gives ``Identity``: for each party the one id
that stands for it. Who comes next: ``as_one`` reads what a ledger names by these ids.

Those judged the same are one, over any number of steps, under the first of their ids. What two
parties are judged to be themselves beats what follows for them over others: ``different`` wins.
Which of the judgements in between is wrong is then asked and not guessed: none of a chain that
ends in two different parties links anyone, until one of it is judged again. So nothing depends
on the order in which the judgements came.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise

import attrs

from ledger.claims.judgement import Judgement, pair_of
from ledger.claims.vocabulary import Verdict

_Links = dict[str, set[str]]


@attrs.frozen(kw_only=True)
class Contradiction:
    """Two parties that are judged different, and the chain that would make them the same."""

    different: Judgement
    chain: tuple[Judgement, ...]


@attrs.frozen(kw_only=True)
class Identity:
    """What follows from the judgements. ``contradictions`` are by the pairs they are about."""

    contradictions: tuple[Contradiction, ...] = ()
    _judgements: Mapping[str, Judgement] = attrs.field(factory=dict)
    _links: Mapping[str, set[str]] = attrs.field(factory=dict)
    _first: Mapping[str, str] = attrs.field(factory=dict)

    def __bool__(self) -> bool:
        """Whether any two parties are one."""
        return bool(self._first)

    def of(self, party: str) -> str:
        """The id that stands for a party: its own, where it is one with no other."""
        return self._first.get(party, party)

    def all_of(self, party: str) -> tuple[str, ...]:
        """The ids of all that are one with a party, itself among them."""
        first = self.of(party)
        others = (party_id for party_id, stands in self._first.items() if stands == first)
        return tuple(sorted({first, *others}))

    def judged(self, party: str, other: str) -> bool:
        """Whether it is judged, or follows, that two parties are one or that they are two."""
        if pair_of(party, other) in self._judgements or self.of(party) == self.of(other):
            return True
        return any(
            pair_of(mine, theirs) in self._judgements
            for mine in self.all_of(party)
            for theirs in self.all_of(other)
        )

    def chain(self, party: str, other: str) -> tuple[Judgement, ...]:
        """The judgements by which two parties are one, from the first to the second."""
        return _judgements(_way(self._links, party, other), self._judgements)


def identity(judgements: Iterable[Judgement]) -> Identity:
    """What follows from judgements, the last on each two, whatever their order."""
    return _identity(frozenset(judgements))


@lru_cache(maxsize=16)  # a board asks for every partnership by the same judgements
def _identity(judgements: frozenset[Judgement]) -> Identity:
    decided = {
        judgement.pair: judgement
        for judgement in judgements
        if judgement.verdict is not Verdict.UNDECIDED
    }
    links = _links(decided.values())
    contradictions: list[Contradiction] = []
    broken: set[str] = set()
    for pair in sorted(decided):
        if decided[pair].verdict is Verdict.DIFFERENT:
            chains = _chains(decided[pair], links, decided)
            broken |= {judgement.pair for chain in chains for judgement in chain}
            contradictions += (
                Contradiction(different=decided[pair], chain=chain) for chain in chains
            )
    whole = _links(decided[pair] for pair in decided if pair not in broken)
    return Identity(
        contradictions=tuple(contradictions),
        judgements=decided,
        links=whole,
        first={party: first for party, first in _firsts(whole) if party != first},
    )


def _links(judgements: Iterable[Judgement]) -> _Links:
    links: _Links = {}
    for judgement in judgements:
        if judgement.verdict is Verdict.SAME:
            links.setdefault(judgement.party, set()).add(judgement.other)
            links.setdefault(judgement.other, set()).add(judgement.party)
    return links


def _firsts(links: _Links) -> Iterable[tuple[str, str]]:
    """Every party that is linked, with the first id of those it is one with."""
    seen: set[str] = set()
    for first in sorted(links):
        if first not in seen:
            reached = _reached(links, first)
            seen |= reached.keys()
            yield from ((party, first) for party in reached)


def _chains(
    different: Judgement, links: _Links, judgements: Mapping[str, Judgement]
) -> list[tuple[Judgement, ...]]:
    """Chains that would make two parties one, each without the judgements of those before."""
    if not _way(links, different.party, different.other):
        return []
    left = {party: set(linked) for party, linked in links.items()}
    chains = []
    while way := _way(left, different.party, different.other):
        chains.append(_judgements(way, judgements))
        for party, other in pairwise(way):
            left[party].discard(other)
            left[other].discard(party)
    return chains


def _way(links: Mapping[str, set[str]], start: str, other: str) -> list[str]:
    """The parties from one to another over the fewest links, by id among equals; else nothing."""
    came = _reached(links, start)
    if other not in came:
        return []
    way = [other]
    while way[-1] != start:
        way.append(came[way[-1]])
    return way[::-1]


def _reached(links: Mapping[str, set[str]], start: str) -> dict[str, str]:
    """All that links lead to from a party, each with the party before it on the way."""
    came = {start: start}
    left = deque([start])
    while left:
        party = left.popleft()
        for linked in sorted(links.get(party, ())):
            if linked not in came:
                came[linked] = party
                left.append(linked)
    return came


def _judgements(way: list[str], judgements: Mapping[str, Judgement]) -> tuple[Judgement, ...]:
    return tuple(judgements[pair_of(a, b)] for a, b in pairwise(way))
