"""What a ledger answers at once: names, status, board, timeline, and the log itself.

Takes a log and a clock; gives values. Each method reads what its question needs and calls a pure
room.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ledger.app.clocks import At
from ledger.app.lookup import look_up, matches
from ledger.app.refusals import BeyondTheHead, NoSuchSubject
from ledger.app.rows import Rows
from ledger.board.batches import views
from ledger.board.rows import BoardRow, board_row, in_order
from ledger.board.today import board_of_today
from ledger.clock import today
from ledger.facts import log_reader as reading
from ledger.facts.erased import ErasedWords, erased_words
from ledger.facts.register import LogRegister
from ledger.log import erasure
from ledger.log import log_entry as journal
from ledger.log.event import ErasedEvent
from ledger.projections.status import PartnershipStatus, PartnershipView
from ledger.projections.weighing.standing import Standing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, tzinfo

    from ledger.claims.names import Names
    from ledger.clock import Clock, Clocks
    from ledger.facts.facts import Facts
    from ledger.log.log_entry import LogEntry
    from ledger.log.port import Log
    from ledger.projections.hurdles.hurdles import Hurdle
    from ledger.projections.timeline import Moment

__all__ = ["Answers", "ErasedWords"]


class Answers:
    """The questions of everyday use."""

    def __init__(self, log: Log, *, clock: Clock, zone: tzinfo | None = UTC) -> None:
        self._log = log
        self._clock = clock
        self._zone = zone
        self._doubts: tuple[str, ...] = ()

    @property
    def today(self) -> date:
        """The day that it is for the reader."""
        return today(self._clock, self._zone)

    def at(self, clocks: Clocks) -> At:
        """The clocks as an answer shows them.

        Raises:
            BeyondTheHead: ``known_at`` lies in this ledger's future.
        """
        head = self._log.head().size - 1
        known_at = clocks.known_at
        position = head
        if isinstance(known_at, int):
            if not -1 <= known_at <= head:
                raise BeyondTheHead(f"position @{known_at}", head)
            position = known_at
        elif known_at is not None and known_at.date() > self._clock.now().date():
            raise BeyondTheHead(known_at.astimezone(UTC).isoformat(), head)
        return At(
            valid_at=clocks.valid_at,
            published_by=clocks.published_by,
            known_at=known_at,
            position=position,
        )

    def erased(self, clocks: Clocks, about: str | None = None) -> tuple[ErasedWords, ...]:
        """The words that an answer misses because a legal order took them: it says so.

        ``about`` is what was asked about, as ``SUBJECT`` or ``SUBJECT/PART.FIELD``; without it,
        of the whole ledger.
        """
        subject = None if about is None else about.partition(".")[0].partition("/")[0]
        return erased_words(self._log, clocks.known_at, subject)

    def size(self) -> int:
        """How many events the log holds, which is also the next position."""
        return self._log.head().size

    def entities(self, known_at: datetime | int | None = None) -> Facts:
        """Parties, partnerships and instruments, as described and judged by ``known_at``."""
        return reading.entities(self._log, known_at)

    def names(self, known_at: datetime | int | None = None) -> Names:
        """What readers call parties, partnerships and instruments, by ``known_at``."""
        return self.entities(known_at).names()

    def register(self) -> LogRegister:
        """What the ledger holds, by id, as ``decide`` sees it."""
        return LogRegister(self._log)

    def view(self, partnership: str, clocks: Clocks) -> PartnershipView:
        """Everything that can be asked of one partnership.

        Raises:
            NoSuchSubject: the ledger follows no such partnership at these clocks.
        """
        self.at(clocks)
        facts = reading.facts_of_partnerships(self._log, {partnership}, clocks.known_at)
        if partnership not in facts.partnerships:
            raise NoSuchSubject(partnership, reading.entities(self._log, clocks.known_at))
        standing = Standing(facts, clocks)
        return PartnershipView(standing=standing, id=partnership, today=self.today)

    def board(self, clocks: Clocks) -> tuple[BoardRow, ...]:
        """All partnerships, one row each: today's from the shelf, any other folded."""
        self.at(clocks)
        if clocks.known_at is None and clocks.published_by is None:
            board = board_of_today(self._log, clocks.valid_at)
            self._doubts = board.doubts
            return Rows(in_order(board.rows))
        self._doubts = ()
        return Rows(in_order(map(board_row, views(self._log, clocks))))

    @property
    def doubts(self) -> tuple[str, ...]:
        """What is kept for the board and was not believed when it was last read, in words.

        The answer was made from the log alone then. ``verify`` names all of it.
        """
        return self._doubts

    def status(self, partnership: str, clocks: Clocks) -> PartnershipStatus:
        """Where one partnership stands."""
        return self.view(partnership, clocks).status

    def hurdles(self, partnership: str, clocks: Clocks) -> tuple[Hurdle, ...]:
        """What stands, or stood, in the way of one partnership."""
        return Rows(self.view(partnership, clocks).hurdles)

    def timeline(self, partnership: str, clocks: Clocks) -> tuple[Moment, ...]:
        """What was stated of one partnership, in order."""
        return Rows(self.view(partnership, clocks).timeline)

    def entries(self, *, after: int = -1, limit: int | None = None) -> Iterator[LogEntry]:
        """The log itself, in order."""
        return map(journal.entry, self._log.read(after=after, limit=limit))

    def holds(self, claim: str) -> bool:
        """Whether a claim of this id was recorded."""
        return self._log.find(f"claim:{claim}") is not None

    def about(self, tag: str) -> tuple[LogEntry, ...]:
        """Every event that carries a tag, as ``document:la-jornada-2024-05-19``, in order."""
        return tuple(map(journal.entry, self._log.gather({tag})))

    def show(self, name: str) -> LogEntry:
        """One event by its id, by an unambiguous beginning of it, or by its position.

        A hurdle's name means the claim that first stated it.

        Raises:
            NotFound: nothing, or more than one thing, is called so.
        """
        named = name.startswith("@") or bool(matches(self._log, name))
        stating = None if named else self.register().hurdle(name)
        record = look_up(self._log, name if stating is None else f"claim:{stating.id}")
        why = None
        if isinstance(record.event, ErasedEvent):
            why = next(self._log.read(erasure.erases(record.position), limit=1), None)
        return journal.entry(record, why)
