"""Hurdles that would wait for themselves: no requirement may close a circle of what blocks what.

Takes a requirement and ``Register``; gives the way round, if there is one. Corrected and retracted
requirements block nothing; those of a retracted document do, until they are taken back
themselves: the document may stand again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.claims.decision.refusals import BlocksItself
from ledger.claims.decision.reversal import acts_in_force
from ledger.claims.developments import CourtReferral, RequirementStated

if TYPE_CHECKING:
    from ledger.claims.decision.refusals import Refusals
    from ledger.claims.decision.register import Register
    from ledger.claims.developments import Development


def check_circle(development: Development, register: Register, refusals: Refusals) -> None:
    """Refuse a requirement that would block itself, through those that it blocks."""
    if isinstance(development, RequirementStated | CourtReferral) and (
        cycle := _cycle(development, register)
    ):
        refusals.add(BlocksItself(cycle), "blocks")


def _cycle(stated: RequirementStated | CourtReferral, register: Register) -> list[str]:
    """The way from a hurdle round to itself over what hurdles block; empty where there is none."""
    ways = [[str(stated.hurdle), _hurdle(blocked)] for blocked in sorted(stated.blocks)]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        if way[-1] == stated.hurdle:
            return way
        if way[-1] not in seen:
            seen.add(way[-1])
            ways += [[*way, _hurdle(blocked)] for blocked in sorted(_blocked_by(way[-1], register))]
    return []


def _blocked_by(hurdle: str, register: Register) -> frozenset[str]:
    """What a hurdle blocks, by the requirements that were not corrected or taken back."""
    return frozenset(
        blocked
        for claim in register.requirements(hurdle)
        if isinstance(claim.development, RequirementStated | CourtReferral)
        and not acts_in_force(claim.id, register)
        for blocked in claim.development.blocks
    )


def _hurdle(blocked: str) -> str:
    """The hurdle that is blocked, where only one party's share of it is."""
    return blocked.partition("/")[0]
