"""The feed of a ledger: its changes, the newest first, of one partnership or of all.

Takes a log and a partnership; gives ``FeedEntry`` values. The looks that are compared lie at the
steps of the log, each with the day of its step, so that one entry goes on from the one before it
and all of them follow from the log alone.
"""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from ledger.app.all_changes import position_by, unheard_of
from ledger.app.refusals import NoSuchSubject
from ledger.board.affected import InLog, touched_by
from ledger.clock import Clocks
from ledger.facts import log_reader as reading
from ledger.log.port import EVERY
from ledger.projections.changes import ChangedClock, changes
from ledger.projections.feed import FeedEntry, Step, entries
from ledger.projections.status import PartnershipView
from ledger.projections.weighing.standing import Standing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from ledger.app.ledger import Ledger
    from ledger.facts.facts import Facts
    from ledger.log.port import Log

MOST = 100
"""So many entries are in a feed, the newest ones."""
_SCANNED = 200
_PREFIX = "partnership:"


def feed(
    ledger: Ledger, partnership: str | None = None, *, upto: int | None = None, most: int = MOST
) -> tuple[FeedEntry, ...]:
    """The last changes up to a position, the newest first: of one partnership, or of all.

    Raises:
        NoSuchSubject: the ledger follows no such partnership at that position.
    """
    log = ledger.log
    last = log.head().size - 1 if upto is None else upto
    if partnership is not None:
        return tuple(_of_partnership(log, partnership, last, most))
    size, made = _SCANNED, dict[str, tuple[FeedEntry, ...]]()
    while True:
        after = max(-1, last - size)
        for name in _touched(log, after, last) - made.keys():
            made[name] = tuple(_of_partnership(log, name, last, most))
        newest = _merged(made, after, most)
        if len(newest) >= most or after < 0:
            return newest
        size *= 4


def position_at(ledger: Ledger, moment: datetime | int | None) -> int:
    """The last position that the ledger knew at a moment.

    Raises:
        BeyondTheHead: the moment lies in this ledger's future.
    """
    ledger.at(Clocks(valid_at=ledger.today, known_at=moment))
    return position_by(ledger.log, moment)


def _touched(log: Log, after: int, last: int) -> set[str]:
    """The partnerships that the events after a position touch."""
    events = (record.event for record in log.read(after=after, upto=last))
    touched = touched_by(events, InLog(log))
    followed = reading.entities(log, last).partnerships.keys()
    if EVERY in touched:
        return set(followed)
    return {name.removeprefix(_PREFIX) for name in touched} & followed


def _merged(made: dict[str, tuple[FeedEntry, ...]], after: int, most: int) -> tuple[FeedEntry, ...]:
    """The newest changes of several partnerships, of one position by partnership."""
    newest = [entry for name in sorted(made) for entry in made[name] if entry.position > after]
    newest.sort(key=lambda entry: (-entry.position, entry.partnership))
    return tuple(newest[:most])


def _of_partnership(log: Log, partnership: str, last: int, most: int) -> Iterator[FeedEntry]:
    facts = reading.facts_of_partnerships(log, {partnership}, last)
    if partnership not in facts.partnerships:
        raise NoSuchSubject(partnership, reading.entities(log, last))
    steps = [step for step in _steps(log, facts) if step.position <= last]
    left = most
    now = _view(log, partnership, steps[-1]) if steps else None
    for index in range(len(steps) - 1, -1, -1):
        assert now is not None  # noqa: S101 - there is a step
        before = steps[index - 1] if index else None
        then = _view(log, partnership, before) or _nothing(log, now, steps[index])
        changed = changes(then, now, ChangedClock.RECORDED)
        of_step = list(entries(changed, now, steps[index]))[:left]
        yield from of_step
        left -= len(of_step)
        if left <= 0:
            return
        now = then


def _steps(log: Log, facts: Facts) -> list[Step]:
    """The steps at which anything of a partnership was recorded, the oldest first."""
    moments: set[datetime] = {claim.recorded_at for claim in facts.claims.values()}
    moments |= {act.recorded_at for act in facts.acts.values()}
    moments |= {judgement.recorded_at for judgement in facts.judgements.values()}
    positions = {position_by(log, moment): moment for moment in sorted(moments)}
    return [
        Step(position=position, recorded_at=moment)
        for position, moment in sorted(positions.items())
    ]


def _clocks(step: Step) -> Clocks:
    return Clocks(valid_at=step.recorded_at.astimezone(UTC).date(), known_at=step.position)


def _view(log: Log, partnership: str, step: Step | None) -> PartnershipView | None:
    """The partnership at a step; None where nobody had described it."""
    if step is None:
        return None
    facts = reading.facts_of_partnerships(log, {partnership}, step.position)
    if partnership not in facts.partnerships:
        return None
    return PartnershipView(standing=Standing(facts, _clocks(step)), id=partnership)


def _nothing(log: Log, now: PartnershipView, step: Step) -> PartnershipView:
    """A partnership before anything was recorded of it."""
    day = step.recorded_at.astimezone(UTC).date()
    return unheard_of(log, now, Clocks(valid_at=day, known_at=-1))
