"""From commands to recorded events: decide, append on the condition that nothing changed.

Takes a log and commands; gives an ``Outcome`` for each. All of it is recorded, or nothing. What
the decisions have read is what the append guards: an event that came between and touches none
of it changes none of them.
"""

from __future__ import annotations

import time
from contextlib import suppress
from random import SystemRandom
from typing import TYPE_CHECKING

import attrs

from ledger.app.refusals import GoneOn
from ledger.app.submission.import_id import import_id_of
from ledger.claims.decision.decision import Overtaken
from ledger.claims.decision.refusals import MISTAKES_READ, Refusals, Refused, rest_not_read
from ledger.entries.fragment import Fragment
from ledger.errors import ClaimsError, Problems
from ledger.facts.log_reader import uncollected
from ledger.late import late
from ledger.log.failures import ConditionFailed, IdTaken
from ledger.log.format import codec
from ledger.log.port import EVERYTHING
from ledger.log.query import AppendCondition

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from ledger.app.submission import batch as batches
    from ledger.app.submission.terms import Terms
    from ledger.claims import limits
    from ledger.claims.commands import Command
    from ledger.claims.decision.decision import Decision
    from ledger.claims.events import DomainEvent
    from ledger.facts.read_set import ReadSet
    from ledger.log.event import Event, RecordedEvent
    from ledger.log.port import Log
else:  # who only reads needs neither
    batches = late("ledger.app.submission.batch")
    limits = late("ledger.claims.limits")

_ATTEMPTS = 12
"""How often commands are decided before the writer gives way to those who come between."""

_APPENDS = 200
"""How often a decision that still holds is tried to be appended."""

_PAUSE = 0.05  # seconds at most between two tries, so that writers do not keep step
_RANDOM = SystemRandom()


@attrs.frozen(kw_only=True)
class Outcome:
    """What became of one command: the id it speaks of, and whether anything was new.

    ``new`` is true of what this very call recorded (with ``dry_run``: would record). What was
    there already may be ``overtaken``: it holds no longer, as something came later. ``notes``
    tell, of what is new, what was not taken as it was given: what was folded to find its quote,
    what of its file is not in its text.
    """

    id: str
    type: str | None
    position: int | None
    new: bool
    overtaken: tuple[Overtaken, ...] = ()
    notes: tuple[str, ...] = ()
    import_id: str | None = None
    """Of what is new: the import that it came with."""

    stands_again: bool = False
    """It was there, and taken back: what is new is that this was taken back in its turn."""

    @property
    def deed(self) -> str:
        """What was done of what is new, in two words."""
        return "stands again" if self.stands_again else (self.type or "").replace(".", " ")


@uncollected()
def submit(
    log: Log,
    commands: Sequence[Command | Fragment],
    terms: Terms,
    *,
    recorded_by: str | None,
    today: date,
    advance: Callable[[int], None] = lambda _: None,
) -> tuple[Outcome, ...]:
    """Record what follows from commands, in one append; decide again if something came between.

    A fragment, what is right of an entry with mistakes, is checked and can never be recorded:
    Problems is raised, empty where nothing more is wrong. ``today`` is the day in UTC.
    ``advance`` is called with 1 for each command that was decided.

    Raises:
        GoneOn: the log ends elsewhere than it must by the terms.
        Problems: every problem of every command; each has ``field`` and ``index``. What a field
            cannot hold at all is told first.
        Conflict: others came between again and again.
    """
    _check_limits(commands)
    failure: ConditionFailed | IdTaken | None = None
    for _ in range(_ATTEMPTS):
        after = log.head().size - 1
        if terms.only_at is not None and after != terms.only_at:
            raise GoneOn(terms.only_at, after)
        batch = batches.Batch(log, recorded_by, terms, today, again=failure is not None)
        decisions, read_set = batch.decide(commands, advance), batch.read_set
        del batch  # what it has looked up is no longer needed, and is as much as the commands
        import_id = import_id_of(_events_of(decisions)) if terms.importing else None
        encoded: dict[int, tuple[Event, ...]] = {}
        for place, decision in decisions.items():
            encoded[place] = tuple(
                codec.encode(terms.finished(place, _of_import(event, import_id)))
                for event in decision.events
            )
            decisions[place] = attrs.evolve(decision, events=())  # its bytes are there now
        events = [event for events in encoded.values() for event in events]
        if not events and not terms.dry_run:
            log.confirm()  # it may be what an append in doubt has left here
        if terms.dry_run or not events:
            return _outcomes(decisions, encoded, {})
        try:
            recorded = _append(log, events, read_set, after, only=terms.only_at is not None)
        except (ConditionFailed, IdTaken) as error:
            failure = error
            continue
        positions = {record.event.id: record.position for record in recorded}
        return _outcomes(decisions, encoded, positions, import_id)
    assert failure is not None  # noqa: S101 - each attempt that comes here has failed
    raise failure


def _events_of(decisions: Mapping[int, Decision]) -> Iterator[DomainEvent]:
    return (event for decision in decisions.values() for event in decision.events)


def _of_import(event: DomainEvent, import_id: str | None) -> DomainEvent:
    return attrs.evolve(event, import_id=import_id) if import_id else event


def _append(
    log: Log, events: Sequence[Event], register: ReadSet, after: int, *, only: bool
) -> tuple[RecordedEvent, ...]:
    """Append what was decided, as long as nothing that was read has changed.

    With ``only`` anything that came after is a change.

    Raises:
        ConditionFailed, IdTaken: it has, or an event is there by another's hand: decide again.
    """
    query, ids = EVERYTHING if only else register.query(), {event.id for event in events}
    for _ in range(_APPENDS):
        condition = AppendCondition(fail_if_events_match=query, after=after, all_new=True)
        try:
            return log.append(events, condition)
        except ConditionFailed as failed:
            failure = failed
        for record in log.read(after=after):
            if only or record.event.id in ids or register.touched_by(record.event):
                raise failure
            after = record.position
        time.sleep(_RANDOM.uniform(0, _PAUSE))
    raise failure


def _check_limits(commands: Sequence[Command | Fragment]) -> None:
    problems: list[ClaimsError] = []
    for index, command in enumerate(commands):
        refusals = Refusals()
        if not isinstance(command, Fragment):
            with suppress(Refused):  # after a great many; they are noted
                limits.check_command(command, refusals)
        for problem in refusals.problems:
            problem.index = index
            problems.append(problem)
        if len(problems) >= MISTAKES_READ:
            problems.append(rest_not_read(index))
            break
    if problems:
        raise Problems("what was given", problems)


def _outcomes(
    decisions: Mapping[int, Decision],
    encoded: Mapping[int, Sequence[Event]],
    positions: Mapping[str, int],
    import_id: str | None = None,
) -> tuple[Outcome, ...]:
    """What became of each command; ``positions`` are those of the events, as they were encoded."""
    return tuple(
        Outcome(
            id=decision.id,
            type=encoded[place][-1].type if encoded[place] else None,
            position=positions.get(encoded[place][-1].id) if encoded[place] else None,
            new=bool(encoded[place]),
            overtaken=decision.overtaken,
            notes=decision.notes,
            import_id=import_id if encoded[place] else None,
            stands_again=decision.stands_again,
        )
        for place, decision in sorted(decisions.items())
    )
