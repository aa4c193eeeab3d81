"""From commands to recorded events: decide, append on the condition that nothing changed.

Takes a log and commands; gives an ``Outcome`` for each. All of it is recorded, or nothing.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import attrs

from ledger.app.order import parties_of_file
from ledger.claims.entries.fragment import Fragment
from ledger.claims.events import (
    ClaimCorrected,
    ClaimDisputed,
    ClaimRetracted,
    DocumentCaptured,
    InstrumentDescribed,
    PartiesJudged,
    PartnershipDescribed,
    PartyDescribed,
)
from ledger.errors import ClaimsError, Problems
from ledger.log import codec
from ledger.log.failures import ConditionFailed, IdTaken
from ledger.log.query import AppendCondition, Query

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    from ledger.claims.commands import Command
    from ledger.claims.entities import Entity
    from ledger.claims.events import DomainEvent
    from ledger.claims.judgement import Judgement
    from ledger.log.port import Log

    Decided: TypeAlias = dict[int, tuple[str, tuple[DomainEvent, ...]]]
    """By the place of each command: its id and its events, in the order of the log."""

_DECISIVE = Query.of_types(
    PartyDescribed.type,
    PartnershipDescribed.type,
    InstrumentDescribed.type,
    PartiesJudged.type,
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
    log: Log, commands: Sequence[Command | Fragment], *, recorded_by: str | None, dry_run: bool
) -> tuple[Outcome, ...]:
    """Record what follows from commands, in one append; decide again if something came between.

    A fragment, what is right of an entry with mistakes, is checked and can never be recorded:
    Problems is raised, empty where nothing more is wrong.

    Raises:
        Problems: every problem of every command; each has ``field`` and ``index``. What a field
            cannot hold at all is told first.
    """
    _check_limits(commands)
    for _ in range(_ATTEMPTS):
        after = log.head().size - 1
        decided = _decide(log, commands, recorded_by)
        events = [codec.encode(event) for _, new in decided.values() for event in new]
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


def _check_limits(commands: Sequence[Command | Fragment]) -> None:
    from ledger.claims.limits import check_command  # noqa: PLC0415 - readers need it not
    from ledger.claims.refusals import Refusals  # noqa: PLC0415

    problems: list[ClaimsError] = []
    for index in range(len(commands)):  # to go through them is to tell how far they were decided
        refusals = Refusals()
        if not isinstance(commands[index], Fragment):
            check_command(commands[index], refusals)
        problems += [_numbered(problem, index) for problem in refusals.problems]
    if problems:
        raise Problems("what was given", problems)


def _decide(log: Log, commands: Sequence[Command | Fragment], recorded_by: str | None) -> Decided:
    # Readers need not pay for any of these.
    from ledger.app.follow_on import FollowOn  # noqa: PLC0415
    from ledger.claims.decide import decide  # noqa: PLC0415
    from ledger.claims.entries.names_and_quotes import check_fragment  # noqa: PLC0415
    from ledger.claims.refusals import Refusals, Refused  # noqa: PLC0415
    from ledger.projections.known import LogKnown  # noqa: PLC0415

    known = LogKnown(log)
    described: dict[tuple[str, str], Entity | Judgement] = {}
    decided: Decided = {}
    problems: list[ClaimsError] = []
    follow_on = FollowOn()
    first = parties_of_file(commands)
    parties = set(first)
    rest = ((place, one) for place, one in enumerate(commands) if place not in parties)
    for index, command in chain(((place, commands[place]) for place in first), rest):
        try:
            if isinstance(command, Fragment):
                refusals = Refusals()
                check_fragment(command, known, refusals)
                raise Refused(refusals.problems)  # noqa: TRY301 - as ``decide`` does
            decision = decide(command, known)
        except Refused as refused:
            problems += [_numbered(problem, index) for problem in refused.problems]
            for captured in follow_on.refused(command, index):
                known.add(captured)
            continue
        stamped = tuple(attrs.evolve(one, recorded_by=recorded_by) for one in decision.events)
        for event in stamped:
            known.add(event)
            problems += [_numbered(one, index) for one in _described_twice(event, described)]
        decided[index] = decision.id, stamped
    if len(decided) < len(commands) or problems:
        told = sorted(follow_on.left_out(problems), key=lambda one: one.index or 0)
        raise Problems("what was given", told)
    return decided


def _described_twice(
    event: DomainEvent, described: dict[tuple[str, str], Entity | Judgement]
) -> list[ClaimsError]:
    """What is wrong where the same commands have described a thing before, in another way."""
    from ledger.claims.refusals import DescribedTwice  # noqa: PLC0415 - as in ``_decide``

    entity: Entity | Judgement
    match event:
        case (
            PartyDescribed(party=entity)
            | PartnershipDescribed(partnership=entity)
            | InstrumentDescribed(instrument=entity)
        ):
            kind, name = entity.kind, str(entity.id)
        case PartiesJudged(judgement=entity):
            kind, name = "judgement", entity.pair
        case _:
            return []
    before = described.setdefault((kind, name), entity)
    differing = [
        field.name
        for field in attrs.fields(type(entity))
        if getattr(before, field.name) != getattr(entity, field.name)
    ]
    return [DescribedTwice(kind, name, differing).about(differing[0])] if differing else []


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
        for name, events in (decided[place] for place in sorted(decided))
    )
