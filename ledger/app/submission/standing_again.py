"""Imported again: what a whole import had recorded, and was taken back with it, stands again.

Takes a decision on what is there already, and the register; gives the decision, with an event for
each retraction of an undone import that is in its way. Any other act on it stays as it is.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import attrs

from ledger.claims.claim import LEDGER, Retraction
from ledger.claims.commands import Retract
from ledger.claims.decision.control import retract
from ledger.claims.decision.reversal import acts_in_force, overtaken

if TYPE_CHECKING:
    from ledger.claims.decision.decision import Decision
    from ledger.claims.decision.register import Register
    from ledger.claims.events import DomainEvent

REASON = "imported again"


def stand_again(decision: Decision, register: Register) -> Decision:
    """The decision by which something stands again; as it was where no undone import took it."""
    acts = [filed.act for filed in acts_in_force(decision.id, register)]
    undone = [act for act in acts if isinstance(act, Retraction) and act.undoes is not None]
    if not undone or len(undone) < len(acts):
        return decision
    events: list[DomainEvent] = []
    notes = list(decision.notes)
    for act in undone:
        events += _restored(act.id, register).events
        notes.append(f"stands again: it was taken back with the import {act.undoes}")
    return attrs.evolve(
        decision, events=tuple(events), overtaken=(), notes=tuple(notes), stands_again=True
    )


def _restored(retraction: str, register: Register) -> Decision:
    """The decision that takes a retraction back, said as often as is needed for it to be new."""
    for times in count():
        command = Retract(target=retraction, by=LEDGER, reason=REASON, again=times or None)
        decision = retract(command, register)
        if decision.events or not overtaken(decision.id, register):
            return decision
    raise AssertionError
