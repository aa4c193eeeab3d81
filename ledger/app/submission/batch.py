"""Commands that are recorded together, decided one after the other.

Takes a log and commands; gives their decisions and the register of all that was read for them.
Who there is comes before what is said of them, and what two commands say of one thing must not
contradict.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ledger.app.submission.follow_on import FollowOn
from ledger.app.submission.import_id import UNKNOWN_IMPORT
from ledger.app.submission.order import parties_of_file
from ledger.app.submission.other_ids import OtherIds
from ledger.app.submission.standing_again import stand_again
from ledger.claims.commands import CaptureDocument, Describe
from ledger.claims.decision.decide import decide
from ledger.claims.decision.description import is_renamed, same
from ledger.claims.decision.refusals import (
    MISTAKES_READ,
    DescribedTwice,
    Refusals,
    Refused,
    TooManyMistakes,
    rest_not_read,
)
from ledger.claims.events import DocumentCaptured
from ledger.entries.entry_list import whole_parts
from ledger.entries.fragment import Fragment
from ledger.entries.names_and_quotes import check_day, check_fragment
from ledger.errors import ClaimsError, Problems
from ledger.evolution import evolved
from ledger.facts.register import LogRegister
from ledger.log.format import codec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from ledger.app.submission.terms import Terms
    from ledger.claims.commands import Command
    from ledger.claims.decision.decision import Decision
    from ledger.claims.events import DomainEvent
    from ledger.facts.read_set import ReadSet
    from ledger.log.event import Event
    from ledger.log.port import Log


class Batch:
    """One try at deciding commands, on what a log holds now and on a day (UTC).

    ``again``: what was decided before could not be appended.
    """

    def __init__(
        self,
        log: Log,
        recorded_by: str | None,
        terms: Terms,
        today: date,
        *,
        again: bool = False,
    ) -> None:
        self._register = LogRegister(log, gaps=terms.gaps, look_for_all=again)
        self._finished = terms.finished
        self._stamp: dict[str, Any] = {} if recorded_by is None else {"recorded_by": recorded_by}
        if terms.importing:
            self._stamp["import_id"] = UNKNOWN_IMPORT
        self._replace = terms.replace
        self._today = today
        self._importing = terms.importing
        self._alike: dict[str, list[Describe]] = {}
        self._settled: dict[str, bool] = {}
        self._stated: dict[tuple[str, str], dict[str, object]] = {}
        self._stated_now: set[tuple[str, str]] = set()  # those of which something is new
        self._other_ids = OtherIds() if terms.other_ids is None else terms.other_ids.copy()

    @property
    def read_set(self) -> ReadSet:
        """All that was looked up for the decisions."""
        return self._register.read_set

    def decide(
        self,
        commands: Sequence[Command | Fragment],
        advance: Callable[[int], None] = lambda _: None,
    ) -> Iterator[tuple[int, Decision, tuple[Event, ...]]]:
        """The decisions with the places of their commands and their events, in the log's order.

        Of an event its bytes are kept, and no more: neither commands nor claims pile up.

        Raises:
            Problems: every problem of every command, each with its index, at the end; after
                ``MISTAKES_READ`` of them, the rest is not looked at.
        """
        for place in whole_parts(commands) if self._replace else ():
            command = commands[place]
            if isinstance(command, Describe):
                self._alike.setdefault(command.tag, []).append(command)
        problems: list[ClaimsError] = []
        refused = False
        follow_on = FollowOn()
        for place in _order(commands):
            errors: Sequence[ClaimsError]
            command = commands[place]
            try:
                decision, events, errors = self._decide(place, command)
            except Refused as refusal:
                refused, errors = True, refusal.problems
                for captured in follow_on.refused(command, place):
                    self._register.add(captured)
            else:
                yield place, decision, events
            for problem in errors:
                problem.index = place
            problems += follow_on.left_out(errors)
            advance(1)
            if len(problems) >= MISTAKES_READ:
                if not isinstance(problems[-1], TooManyMistakes):
                    problems.append(rest_not_read(place))
                break
        if refused or problems:
            in_order = sorted(follow_on.left_out(problems), key=lambda error: error.index or 0)
            raise Problems("what was given", in_order)

    def _decide(
        self, place: int, command: Command | Fragment
    ) -> tuple[Decision, tuple[Event, ...], Sequence[ClaimsError]]:
        """The decision on one command, its events, and what contradicts one before it."""
        given_command = command
        command = self._other_ids.applied(command)
        if self._replace and isinstance(command, Describe):
            command = self._replacing(command)
        if isinstance(command, Fragment):
            refusals = Refusals()
            check_fragment(command, self._register, refusals)
            check_day(command, self._today, refusals)
            raise Refused(refusals.problems)
        decision = decide(command, self._register, self._today)
        self._other_ids.learn(given_command, decision)
        if self._importing and not decision.events:
            decision = stand_again(decision, self._register)
        events = tuple(self._taken_up(place, event) for event in decision.events)
        if isinstance(command, CaptureDocument) and not self._register.document(decision.id):
            # Erased: what the file quotes of it can be told apart from what is new all the same.
            self._register.add(DocumentCaptured(document=command.document))
        return decision, events, self._contradictions(decision)

    def _taken_up(self, place: int, event: DomainEvent) -> Event:
        """An event as it is recorded; from now on the register has it."""
        event = evolved(event, self._stamp)
        encoded = codec.encode(self._finished(place, event))
        self._register.add(event, encoded.payload)
        return encoded

    def _contradictions(self, decision: Decision) -> list[ClaimsError]:
        """What is wrong where the same commands state a thing in another way before.

        What was all recorded already is a history, and no contradiction.
        """
        if (statement := decision.statement) is None:
            return []
        subject = (statement.kind, statement.name)
        if decision.events:
            self._stated_now.add(subject)
        before = self._stated.setdefault(subject, {})
        differing = [
            field
            for field, value in statement.values.items()
            if field in before and not same(before[field], value)
        ]
        renamed = differing == ["name"] and is_renamed(before, statement.values)
        replaced = self._replace and statement.kind != "judgement"
        before |= statement.values
        if not differing or renamed or replaced or subject not in self._stated_now:
            return []
        problem = DescribedTwice(statement.kind, statement.name, differing)
        return [problem.about(differing[0])]

    def _replacing(self, command: Describe) -> Describe:
        """The description as one that may change what it states.

        Where several of the same file tell of one thing, as tables of several years do, and the
        last of them holds already, the earlier ones must not set it back and forth.
        """
        if command.tag not in self._settled:
            alike = self._alike[command.tag]
            self._settled[command.tag] = len(alike) > 1 and self._holds(alike)
        if self._settled[command.tag]:
            return command
        return attrs.evolve(command, replace=command.stated)

    def _holds(self, descriptions: Sequence[Describe]) -> bool:
        """Whether all of them are there already, and what the last says of each field is so."""
        last: dict[str, bool] = {}
        for command in descriptions:
            try:
                decision = decide(command, self._register, self._today)
            except Refused:
                return False
            if decision.events:
                return False
            overtaken = {detail.field for detail in decision.overtaken}
            last |= {field: field not in overtaken for field in command.stated}
        return all(last.values())


def _order(commands: Sequence[Command | Fragment]) -> Iterator[int]:
    """The places of the commands in the order of deciding: the parties first."""
    first = parties_of_file(commands)
    parties = set(first)
    yield from first
    yield from (place for place in range(len(commands)) if place not in parties)
