"""Which acts are in force: corrections, retractions and disputes that nobody took back.

Takes the acts that could be read, on claims, documents and other acts, in any order and to any
depth; gives those that count, and the acts that undid the others. See docs/resolution.md, 2.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from ledger.claims.claim import Act, Correction, Dispute, Retraction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


@attrs.frozen(kw_only=True)
class ActsInForce:
    """What acts do to claims and documents once those that were undone are left out.

    ``acts`` are in the order of their ids. Each of the others is by id, with the act that did it,
    the first of several by id. ``retracted`` are claims
    and documents, ``corrected`` claims in whose place another stands, ``undone`` claims that
    only a correction put in their place, which is in force no more. ``became`` has the claims
    that were put in a claim's place, whether they still are or not.
    """

    acts: Mapping[str, Act]
    retracted: Mapping[str, str]
    corrected: Mapping[str, str]
    undone: Mapping[str, str]
    became: Mapping[str, tuple[str, ...]]

    @property
    def disputes(self) -> dict[str, tuple[Dispute, ...]]:
        """The disputes on each claim, ordered by id."""
        disputes: dict[str, list[Dispute]] = {}
        for act in self.acts.values():
            if isinstance(act, Dispute):
                disputes.setdefault(act.claim, []).append(act)
        return {claim: tuple(acts) for claim, acts in disputes.items()}


def acts_in_force(acts: Mapping[str, Act], line: Callable[[str], Iterable[str]]) -> ActsInForce:
    """The acts of these that count. ``line`` gives a document and those it derives from."""
    retractions: dict[str, list[str]] = {}
    for name, act in acts.items():
        if isinstance(act, Retraction):
            retractions.setdefault(act.target, []).append(name)
    against = {
        name: tuple(
            sorted(
                other
                for target in (name, *(line(act.document) if act.document else ()))
                for other in retractions.get(target, ())
                if other != name
            )
        )
        for name, act in acts.items()
    }
    valid = _unopposed(against)
    in_force = {name: acts[name] for name in sorted(valid)}
    corrections = {name: act for name, act in in_force.items() if isinstance(act, Correction)}
    all_corrections = (act for _, act in sorted(acts.items()) if isinstance(act, Correction))
    return ActsInForce(
        acts=in_force,
        retracted=_first(
            (act.target, name) for name, act in in_force.items() if isinstance(act, Retraction)
        ),
        corrected=_first((act.claim, name) for name, act in corrections.items()),
        undone=_undone(acts, _became(corrections.values()), against, valid),
        became=_became(all_corrections),
    )


def _became(corrections: Iterable[Correction]) -> dict[str, tuple[str, ...]]:
    """By claim, what corrections put in its place."""
    became: dict[str, tuple[str, ...]] = {}
    for act in corrections:
        became[act.claim] = (*became.get(act.claim, ()), act.replacement)
    return became


def _first(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The first act by id for each target; the pairs come in the order of the acts' ids."""
    first: dict[str, str] = {}
    for target, name in pairs:
        first.setdefault(target, name)
    return first


def _unopposed(against: Mapping[str, tuple[str, ...]]) -> set[str]:
    """The acts that no act in force is against; of a circle, all that nothing else decides."""
    left = {name: len(others) for name, others in against.items()}
    opposes: dict[str, list[str]] = {}
    for name, others in against.items():
        for other in others:
            opposes.setdefault(other, []).append(name)
    verdicts: dict[str, bool] = {}
    ready = [name for name, number in left.items() if number == 0]
    for name in ready:  # it grows
        verdicts[name] = True
        for undone in opposes.get(name, ()):
            if undone in verdicts:
                continue
            verdicts[undone] = False
            for again in opposes.get(undone, ()):
                left[again] -= 1
                if left[again] == 0:
                    ready.append(again)
    return {name for name in against if verdicts.get(name, True)}


def _undone(
    acts: Mapping[str, Act],
    became: Mapping[str, tuple[str, ...]],
    against: Mapping[str, tuple[str, ...]],
    valid: set[str],
) -> dict[str, str]:
    """The claims that stand in no claim's place any more, and by which act.

    A claim that a correction put in the place of another stands by that correction alone: it is
    there as long as one of its corrections is in force, of a claim that was itself in its place.
    """
    corrections = {name: act for name, act in acts.items() if isinstance(act, Correction)}
    put = {act.replacement for act in corrections.values()}
    reached = [claim for claim in became if claim not in put]
    placed = set(reached)
    for claim in reached:  # it grows
        new = [other for other in became.get(claim, ()) if other not in placed]
        reached += new
        placed.update(new)
    undone: dict[str, str] = {}
    for name in sorted(corrections):
        claim = corrections[name].replacement
        if claim not in placed:
            by = next((other for other in against[name] if other in valid), name)
            undone.setdefault(claim, by)
    return undone
