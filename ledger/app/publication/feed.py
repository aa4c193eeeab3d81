"""The feed of a ledger: its changes, the newest first, of one partnership or of all.

Takes a log and a partnership; gives ``FeedEntry`` values. The looks that are compared lie at the
steps of the log, each with the day of its step, so that one entry goes on from the one before it
and all of them follow from the log alone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import attrs

from ledger.app.at_hand.folded_events import FoldedEvents
from ledger.app.at_hand.news import LatestNews
from ledger.app.comparison.all_changes import unheard_of
from ledger.app.lookup import no_such_subject
from ledger.board.affected import InLog, touched_by
from ledger.clock import Clocks
from ledger.facts import log_reader as reading
from ledger.facts.facts import Facts, Recorded
from ledger.log.port import Log
from ledger.log.shelf import EVERY
from ledger.projections.changes.changes import ChangedClock, changes
from ledger.projections.changes.feed import FeedEntry, LogStep, entries
from ledger.projections.status import PartnershipView
from ledger.projections.weighing.standing_claims import Standing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from ledger.app.ledger import Ledger
    from ledger.log.event import RecordedEvent

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
        walk = _Walk.begun(log, partnership, last, ledger.party_events())
        return tuple(walk.down_to(-1, most)[:most])
    newest = _news(ledger, last, most, ledger.last_news())
    ledger.keep_news(newest)
    return newest.entries[:most]


def _news(ledger: Ledger, last: int, most: int, before: LatestNews | None) -> LatestNews:
    """The changes over all partnerships of the last positions, as many as hold ``most``.

    ``before`` are those of an earlier look: of what nothing touched since they are taken as they
    are.
    """
    log, parties = ledger.log, ledger.party_events()
    followed = ledger.entities(last).partnerships.keys()
    if before is not None and before.position <= last:
        touched = _touched(log, followed, before.position, last)
        walks = {name: _Walk.begun(log, name, last, parties) for name in sorted(touched)}
        kept = [entry for entry in before.entries if entry.partnership not in touched]
        newest = [*kept, *_gone(walks, before.after, most)]
        if len(newest) >= most or before.after < 0:
            return _newest(newest, last, before.after, most)
    size, upper, walks = _SCANNED, last, dict[str, _Walk]()
    while True:
        after = max(-1, last - size)
        for name in _touched(log, followed, after, upper) - walks.keys():
            walks[name] = _Walk.begun(log, name, last, parties)
        newest = _gone(walks, after, most)
        if len(newest) >= most or after < 0:
            return _newest(newest, last, after, most)
        size, upper = size * 3 // 2, after  # each look back costs what it finds


def position_at(ledger: Ledger, moment: datetime | int | None) -> int:
    """The last position that the ledger knew at a moment.

    Raises:
        BeyondTheHead: the moment lies in this ledger's future.
    """
    ledger.at(Clocks(valid_at=ledger.today, known_at=moment))
    return reading.position_by(ledger.log, moment)


def _touched(log: Log, followed: AbstractSet[str], after: int, upto: int) -> set[str]:
    """The partnerships, of those followed, that events after a position touch."""
    events = (record.event for record in log.read(after=after, upto=upto))
    touched = touched_by(events, InLog(log))
    if EVERY in touched:
        return set(followed)
    return {name.removeprefix(_PREFIX) for name in touched} & followed


def _gone(walks: Mapping[str, _Walk], after: int, most: int) -> list[FeedEntry]:
    """The changes of several partnerships after a position, of each the last ``most`` at least."""
    each = (walks[name].down_to(after, most) for name in walks)
    return [entry for entries in each for entry in entries if entry.position > after]


def _newest(entries: list[FeedEntry], last: int, after: int, most: int) -> LatestNews:
    """The newest changes, of one position by partnership; no position is cut in two."""
    entries.sort(key=lambda entry: (-entry.position, entry.partnership))
    if len(entries) >= most:
        after = entries[most - 1].position - 1
    newest = tuple(entry for entry in entries if entry.position > after)
    return LatestNews(position=last, after=after, entries=newest)


@attrs.define
class _Walk:
    """The steps of one partnership, gone from the newest down, as far as anyone asked.

    ``events`` are its own, up to the newest step: each look folds those up to its step.
    ``moments`` are those not gone yet, each with the last position of its own; ``step`` is the
    last of them and ``now`` the look at it.
    """

    log: Log
    partnership: str
    parties: FoldedEvents
    events: Sequence[Recorded]
    moments: list[tuple[datetime, int]]
    step: LogStep | None = None
    now: PartnershipView | None = None
    entries: list[FeedEntry] = attrs.Factory(list)

    @classmethod
    def begun(cls, log: Log, partnership: str, last: int, parties: FoldedEvents) -> _Walk:
        """At the newest step up to a position.

        Raises:
            NoSuchSubject: the ledger follows no such partnership at that position.
        """
        noted: list[RecordedEvent] = []
        facts = reading.facts_of_partnerships(
            log, {partnership}, last, parties=parties.at(last), noted=noted
        )
        if partnership not in facts.partnerships:
            raise no_such_subject(log, partnership, reading.entities(log, last), last)
        noted.sort(key=lambda record: record.position)
        events = tuple(reading.decoded(noted))
        moments = _moments(facts, events, parties, last)
        walk = cls(log, partnership, parties, events, moments)
        walk.step = walk._next()
        while walk.step is not None and walk.step.position > last:
            walk.step = walk._next()
        return walk

    def down_to(self, after: int, most: int) -> list[FeedEntry]:
        """Its entries, the newest first: all after a position, or the last so many and more."""
        while len(self.entries) < most and self.step is not None and self.step.position > after:
            now = self.now or self._view(self.step)
            assert now is not None  # noqa: S101 - it is described where anything is recorded of it
            before = self._next()
            then = self._view(before) or _nothing(self.log, now, self.step)
            changed = changes(then, now, ChangedClock.RECORDED)
            self.entries += entries(changed, now, self.step)
            self.step, self.now = before, then
        return self.entries

    def _next(self) -> LogStep | None:
        """The newest step that was not gone yet, at which anything was recorded."""
        if not self.moments:
            return None
        moment, position = self.moments.pop()
        behind = self.log.at(position + 1)
        if behind is not None and behind.recorded_at <= moment:  # of others, at the same moment
            position = reading.position_by(self.log, moment)
        return LogStep(position=position, recorded_at=moment)

    def _view(self, step: LogStep | None) -> PartnershipView | None:
        """The partnership at a step; None where nobody had described it."""
        if step is None:
            return None
        facts = reading.facts_again(
            self.log,
            self.events[: _upto(self.events, step.position)],
            step.position,
            parties=self.parties.at(step.position),
        )
        if self.partnership not in facts.partnerships:
            return None
        return PartnershipView(standing=Standing(facts, _clocks(step)), id=self.partnership)


def _upto(events: Sequence[Recorded], position: int) -> int:
    """How many of the events, in log order, stand up to a position."""
    return bisect_right(events, position, key=lambda recorded: recorded.position)


def _moments(
    facts: Facts, events: Sequence[Recorded], parties: FoldedEvents, upto: int
) -> list[tuple[datetime, int]]:
    """The moments at which anything of a partnership was recorded, the oldest first.

    With each stands the last position up to ``upto``, of its events or of parties', that is of it.
    """
    moments: set[datetime] = {claim.recorded_at for claim in facts.claims.values()}
    moments |= {act.recorded_at for act in facts.acts.values()}
    moments |= {judgement.recorded_at for judgement in facts.judgements.values()}
    own = {recorded.recorded_at: recorded.position for recorded in events}  # the last stands
    return [
        (moment, max(own.get(moment, -1), parties.last_at(moment, upto)))
        for moment in sorted(moments)
    ]


def _clocks(step: LogStep) -> Clocks:
    return Clocks(valid_at=step.recorded_at.astimezone(UTC).date(), known_at=step.position)


def _nothing(log: Log, now: PartnershipView, step: LogStep) -> PartnershipView:
    """A partnership before anything was recorded of it."""
    day = step.recorded_at.astimezone(UTC).date()
    return unheard_of(log, now, Clocks(valid_at=day, known_at=-1))
