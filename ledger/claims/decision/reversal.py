"""Acts that were taken back, and what stands again for it.

Takes a claim, a document or an act by its id, and ``Register``; gives the acts on it that nobody
took back. An act that can be undone can be done again: a retraction of a retraction lets what
it took back stand once more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.claims.claim import Claim, Correction, Retraction
from ledger.claims.decision.decision import Overtaken

if TYPE_CHECKING:
    from ledger.claims.decision.register import Filed, Register


def acts_in_force(target: str, register: Register) -> tuple[Filed, ...]:
    """The corrections and retractions of ``target`` that were not themselves taken back.

    None at all means that the target stands, as far as acts on itself go: that its whole
    document may have been retracted is not looked at.
    """
    names = [target]
    upon: dict[str, tuple[Filed, ...]] = {}
    for name in names:  # it grows: an act has one target, so each is met once
        upon[name] = register.acts_upon(name)
        names += [filed.act.id for filed in upon[name]]
    in_force: dict[str, tuple[Filed, ...]] = {}
    for name in reversed(names):
        in_force[name] = tuple(filed for filed in upon[name] if not in_force[filed.act.id])
    return in_force[target]


def overtaken(target: str, register: Register) -> tuple[Overtaken, ...]:
    """The acts by which something that was recorded does not stand today."""
    words = {Correction: "corrected by", Retraction: "taken back by"}
    return tuple(
        Overtaken(
            field=None,
            now=f"{words[type(filed.act)]} {filed.act.id}",
            position=filed.position,
        )
        for filed in acts_in_force(target, register)
    )


def claim_behind(act: str, register: Register) -> Claim | None:
    """The claim that an act is on, through retractions of retractions; None: a document."""
    target = act
    while (later := register.act(target)) is not None:
        target = later.target if isinstance(later, Retraction) else later.claim
    return register.claim(target)
