"""From commands to recorded events: decide, append on the condition that nothing changed.

Takes a log and commands; gives an ``Outcome`` for each. All of it is recorded, or nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ledger.claims.events import (
    ClaimCorrected,
    ClaimDisputed,
    ClaimRetracted,
    DocumentCaptured,
    InstrumentDescribed,
    PartnershipDescribed,
    PartyDescribed,
)
from ledger.claims.refusals import Refused
from ledger.errors import ClaimsError, Problems
from ledger.log import codec
from ledger.log.failures import ConditionFailed, IdTaken
from ledger.log.query import AppendCondition, Query
from ledger.projections.known import LogKnown

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    from ledger.claims.commands import Command
    from ledger.claims.events import DomainEvent
    from ledger.log.port import Log

    Decided: TypeAlias = list[tuple[str, tuple[DomainEvent, ...]]]

_DECISIVE = Query.of_types(
    PartyDescribed.type,
    PartnershipDescribed.type,
    InstrumentDescribed.type,
    DocumentCaptured.type,
    ClaimCorrected.type,
    ClaimRetracted.type,
    ClaimDisputed.type,
)
"""The types of event that a decision rests on: if one arrived meanwhile, decide again."""

_ATTEMPTS = 10


@attrs.frozen(kw_only=True)
class Outcome:
    """What became of one command: the id it speaks of, and whether anything was new."""

    id: str
    type: str | None
    position: int | None
    new: bool


def submit(
    log: Log, commands: Sequence[Command], *, recorded_by: str | None, dry_run: bool
) -> tuple[Outcome, ...]:
    """Record what follows from commands, in one append; decide again if something came between.

    Raises:
        Problems: every problem of every command; each has ``field`` and ``index``.
    """
    for _ in range(_ATTEMPTS):
        after = log.head().size - 1
        decided = _decide(log, commands, recorded_by)
        events = [codec.encode(event) for _, new in decided for event in new]
        if not events and not dry_run:
            log.confirm()  # it may be what an append in doubt has left here
        if dry_run or not events:
            return _outcomes(decided, {})
        condition = AppendCondition(fail_if_events_match=_DECISIVE, after=after)
        try:
            recorded = log.append(events, condition)
        except (ConditionFailed, IdTaken) as error:
            failure = error
            continue
        return _outcomes(decided, {one.event.id: one.position for one in recorded})
    raise failure


def _decide(log: Log, commands: Sequence[Command], recorded_by: str | None) -> Decided:
    from ledger.claims.decide import decide  # noqa: PLC0415 - readers need not pay for it

    known = LogKnown(log)
    decided: Decided = []
    problems: list[ClaimsError] = []
    for index, command in enumerate(commands):
        try:
            decision = decide(command, known)
        except Refused as refused:
            problems += [_numbered(problem, index) for problem in refused.problems]
            continue
        stamped = tuple(attrs.evolve(one, recorded_by=recorded_by) for one in decision.events)
        for event in stamped:
            known.add(event)
        decided.append((decision.id, stamped))
    if problems:
        raise Problems("what was given", problems)
    return decided


def _numbered(problem: ClaimsError, index: int) -> ClaimsError:
    problem.index = index
    return problem


def _outcomes(decided: Decided, positions: dict[str, int]) -> tuple[Outcome, ...]:
    return tuple(
        Outcome(
            id=name,
            type=events[-1].type if events else None,
            position=positions.get(codec.encode(events[-1]).id) if events else None,
            new=bool(events),
        )
        for name, events in decided
    )
