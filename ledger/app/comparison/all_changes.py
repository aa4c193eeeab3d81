"""What changed over all partnerships: only those are looked at in which something may differ.

Takes the everyday answers of a ledger, and the clocks of two looks; gives ``AllChanges``. On the
recorded clock the events between the two say which partnerships they touch; where the days differ
too, the kept rows of the board say for which days an answer holds. What cannot be told is looked
at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ledger.app.comparison.earlier_clocks import earlier
from ledger.board.affected import InLog, touched_by
from ledger.board.batches import views
from ledger.board.kept_board import BOARD, board_of_today, readable
from ledger.board.marks import caught_up
from ledger.board.trust import trust
from ledger.facts import log_reader as reading
from ledger.log.shelf import EVERY
from ledger.projections.changes.changes import AllChanges, ChangedClock, Changes, changes
from ledger.projections.status import PartnershipView
from ledger.projections.weighing.standing_claims import Standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from ledger.app.answers import Answers
    from ledger.clock import Clocks
    from ledger.log.port import Log

_TOGETHER = 50
"""Partnerships that are compared at a time: both looks at them are in memory."""

_PREFIX = "partnership:"


def all_changes(
    answers: Answers,
    since: date | datetime | int,
    clocks: Clocks,
    *,
    clock: ChangedClock | None = None,
    day: date | None = None,
) -> AllChanges:
    """What changed after ``since`` on one clock, and where ``day`` is given since that day too.

    Raises:
        BeyondTheHead: ``since`` lies in this ledger's future.
        SinceTooLate: ``since`` lies after what is asked about.
    """
    clock = clock or ChangedClock.RECORDED
    position = answers.at(clocks).position
    then = earlier(answers, clocks, since, clock, day)
    log = answers.log
    now = attrs.evolve(clocks, known_at=position) if clocks.known_at is None else clocks
    wanted = sorted(_differing(log, then, now))
    changed = [
        change
        for start in range(0, len(wanted), _TOGETHER)
        for change in _compared(log, wanted[start : start + _TOGETHER], then, now, clock)
        if not change.nothing
    ]
    return AllChanges(
        clock=clock,
        then=then,
        now=clocks,
        position=position,
        changes=tuple(sorted(changed, key=lambda change: (change.title, change.partnership))),
    )


def _compared(
    log: Log, wanted: Sequence[str], then: Clocks, now: Clocks, clock: ChangedClock
) -> Iterator[Changes]:
    before = {view.id: view for view in views(log, then, wanted)}
    for view in views(log, now, wanted):
        yield changes(before.get(view.id) or unheard_of(log, view, then), view, clock)


def unheard_of(log: Log, view: PartnershipView, then: Clocks) -> PartnershipView:
    """A partnership as it was then, which nobody had described yet."""
    facts = reading.facts_of_partnerships(log, {view.id}, then.known_at)
    facts.partnerships.setdefault(view.id, view.standing.filed.partnerships[view.id])
    return PartnershipView(standing=Standing(facts, then), id=view.id)


def _differing(log: Log, then: Clocks, now: Clocks) -> set[str]:
    """The partnerships whose answers may differ between two looks."""
    if then.published_by != now.published_by:
        return set(reading.entities(log, now.known_at).partnerships)
    touched = _touched(log, then, now)
    if then.valid_at != now.valid_at:
        touched |= _turned(log, then, now)
    if EVERY in touched:
        return set(reading.entities(log, now.known_at).partnerships)
    return {name.removeprefix(_PREFIX) for name in touched}


def _touched(log: Log, then: Clocks, now: Clocks) -> set[str]:
    """The partnerships that were touched by what was recorded in between, as tags."""
    if then.known_at == now.known_at or then.known_at is None:
        return set()
    after, upto = reading.position_by(log, then.known_at), reading.position_by(log, now.known_at)
    events = (record.event for record in log.read(after=after, upto=upto))
    return touched_by(events, InLog(log))


def _turned(log: Log, then: Clocks, now: Clocks) -> set[str]:
    """The partnerships whose answers time alone may have changed between the two days, as tags."""
    if now.published_by is not None:
        return {EVERY}
    board_of_today(log, now.valid_at)  # makes again what is not kept as of today
    shelved = caught_up(log, BOARD)
    rows, trusted = dict(readable(shelved)), trust(log, shelved.head)
    return {
        kept.subject
        for kept in shelved.subjects
        if not (kept.fresh and trusted.has(BOARD, kept))
        or (row := rows.get(kept.subject)) is None
        or not (row.since <= then.valid_at and now.valid_at < row.until)
    }
