"""From commands to recorded events: decide, append on the condition that nothing changed.

Takes a log and commands; gives an ``Outcome`` for each. All of it is recorded, or nothing. What
the decisions have read is what the append guards: an event that came between and touches none
of it changes none of them.
"""

from __future__ import annotations

import time
from array import array
from contextlib import suppress
from random import SystemRandom
from typing import TYPE_CHECKING

import attrs
import msgspec

from ledger.app.refusals import GoneOn
from ledger.app.submission.import_id import UNKNOWN_IMPORT, import_id_of
from ledger.claims.decision.decision import Overtaken
from ledger.claims.decision.refusals import MISTAKES_READ, Refusals, Refused, rest_not_read
from ledger.claims.subjects import IMPORT
from ledger.entries.entry_list import whole_parts
from ledger.entries.fragment import Fragment
from ledger.errors import ClaimsError, Problems
from ledger.facts.log_reader import uncollected
from ledger.late import late
from ledger.log.event import InvalidEvent
from ledger.log.failures import ConditionFailed, IdTaken
from ledger.log.packed_events import PackedEvents
from ledger.log.port import EVERYTHING
from ledger.log.query import AppendCondition
from ledger.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from ledger.app.submission import batch as batches
    from ledger.app.submission.terms import Terms
    from ledger.claims import limits
    from ledger.claims.commands import Command
    from ledger.claims.decision.decision import Decision
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


class _DecisionNotes(msgspec.Struct, frozen=True, gc=False):
    """What there is to be said of one decision, which most decisions have not."""

    overtaken: tuple[Overtaken, ...]
    notes: tuple[str, ...]
    stands_again: bool


_NO_NOTES = _DecisionNotes((), (), stands_again=False)


class DecidedCommands:
    """What was decided of all commands, and the events of that, packed, in the log's order.

    In columns: of each the place of its command, its id, the place of the last of its events or
    -1, and the type of that.
    """

    def __init__(self) -> None:
        self._events = PackedEvents()
        self._places = array("q")
        self._ids = Spool()
        self._lasts = array("q")
        self._types: list[str | None] = []
        self._remarks: dict[int, _DecisionNotes] = {}
        self._invalid: InvalidEvent | None = None

    def take(self, place: int, decision: Decision, events: Sequence[Event]) -> None:
        """Note what was decided of the command at a place."""
        try:
            for event in events:
                self._events.add(event)
        except InvalidEvent as error:  # what is wrong with commands is told before it
            self._invalid = self._invalid or error
        self._places.append(place)
        self._ids.add(decision.id.encode())
        self._lasts.append(len(self._events) - 1 if events else -1)
        self._types.append(events[-1].type if events else None)
        if decision.overtaken or decision.notes or decision.stands_again:
            self._remarks[place] = _DecisionNotes(
                decision.overtaken, decision.notes, decision.stands_again
            )

    def admitted(self) -> PackedEvents:
        """The events, once all is decided; ``InvalidEvent`` where the log does not take one."""
        if self._invalid is not None:
            raise self._invalid
        return self._events

    def outcomes(
        self, first: int | None = None, import_id: str | None = None
    ) -> tuple[Outcome, ...]:
        """What became of each command; the first event stands at ``first`` where it is recorded."""
        rows = array("q", self._places)  # by the place of the command: all of them are decided
        for row, place in enumerate(self._places):
            rows[place] = row
        return tuple(self._outcome(row, first, import_id) for row in rows)

    def _outcome(self, row: int, first: int | None, import_id: str | None) -> Outcome:
        last = self._lasts[row]
        remarks = self._remarks.get(self._places[row], _NO_NOTES)
        return Outcome(
            id=self._ids[row].decode(),
            type=self._types[row],
            position=None if first is None or last < 0 else first + last,
            new=last >= 0,
            overtaken=remarks.overtaken,
            notes=remarks.notes,
            import_id=import_id if last >= 0 else None,
            stands_again=remarks.stands_again,
        )


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
        batch = batches.Batch(
            log, recorded_by, terms, today, again=terms.dry_run or failure is not None
        )
        decided = DecidedCommands()
        for place, decision, encoded in batch.decide(commands, advance):
            decided.take(place, decision, encoded)
        read_set, events = batch.read_set, decided.admitted()
        del batch  # what it has looked up is no longer needed
        if not events and not terms.dry_run:
            log.confirm()  # it may be what an append in doubt has left here
        if terms.dry_run or not events:
            return decided.outcomes()
        import_id = None
        if terms.importing:
            import_id = import_id_of(events.ids)
            events.exchange("import_id", IMPORT, UNKNOWN_IMPORT, import_id)
        try:
            recorded = _append(log, events, read_set, after, only=terms.only_at is not None)
        except (ConditionFailed, IdTaken) as error:
            failure = error
            continue
        return decided.outcomes(recorded[0].position, import_id)
    assert failure is not None  # noqa: S101 - each attempt that comes here has failed
    raise failure


def _append(
    log: Log, events: PackedEvents, register: ReadSet, after: int, *, only: bool
) -> Sequence[RecordedEvent]:
    """Append what was decided, as long as nothing that was read has changed.

    With ``only`` anything that came after is a change.

    Raises:
        ConditionFailed, IdTaken: it has, or an event is there by another's hand: decide again.
    """
    query = EVERYTHING if only else register.query()
    ids: set[str] = set()
    for _ in range(_APPENDS):
        condition = AppendCondition(fail_if_events_match=query, after=after, all_new=True)
        try:
            return log.append(events, condition)
        except ConditionFailed as failed:
            failure = failed
        ids = ids or set(events.ids)
        for record in log.read(after=after):
            if only or record.event.id in ids or register.touched_by(record.event):
                raise failure
            after = record.position
        time.sleep(_RANDOM.uniform(0, _PAUSE))
    raise failure


def _check_limits(commands: Sequence[Command | Fragment]) -> None:
    problems: list[ClaimsError] = []
    for index in whole_parts(commands):  # of the others, who read them has checked them
        command = commands[index]
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
