"""What a ledger answers at once: names, status, board, timeline, and the log itself.

Takes a log and a clock; gives values. Each method reads what its question needs and calls a pure
room.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

import attrs

from ledger.app.at_hand.answers_at_hand import AnswersAtHand
from ledger.app.clocks import At
from ledger.app.listed_answers import ListedAnswers
from ledger.app.lookup import no_such_subject
from ledger.app.refusals import BeyondTheHead
from ledger.board import kept_board, rows
from ledger.clock import today
from ledger.facts.erased import ErasedWords, erased_words, taken_out
from ledger.late import late
from ledger.log.event import ErasedEvent
from ledger.log.proving.miscount import refuse_miscount

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date, tzinfo

    from ledger.app import lookup
    from ledger.app.at_hand import folded_events
    from ledger.app.at_hand.folded_events import FoldedEvents
    from ledger.app.at_hand.news import LatestNews
    from ledger.board import batches, kept_facts
    from ledger.board.rows import BoardRow
    from ledger.claims.names import Names
    from ledger.clock import Clock, Clocks
    from ledger.facts import log_reader as reading
    from ledger.facts import register as registers
    from ledger.facts.facts import Facts
    from ledger.facts.register import LogRegister
    from ledger.log import erasure
    from ledger.log import log_entry as journal
    from ledger.log.log_entry import LogEntry
    from ledger.log.port import Log
    from ledger.projections import status as statuses
    from ledger.projections.hurdles.hurdle import Hurdle
    from ledger.projections.status import PartnershipStatus, PartnershipView
    from ledger.projections.timeline import Moment
    from ledger.projections.weighing import standing_claims as weighing
else:  # the board reads its rows, and needs none of them
    lookup = late("ledger.app.lookup")
    folded_events = late("ledger.app.at_hand.folded_events")
    batches = late("ledger.board.batches")
    kept_facts = late("ledger.board.kept_facts")
    reading = late("ledger.facts.log_reader")
    registers = late("ledger.facts.register")
    erasure = late("ledger.log.erasure")
    journal = late("ledger.log.log_entry")
    statuses = late("ledger.projections.status")
    weighing = late("ledger.projections.weighing.standing_claims")

__all__ = ["Answers", "ErasedWords"]

Answer = TypeVar("Answer")


class Answers:
    """The questions of everyday use."""

    def __init__(self, log: Log, *, clock: Clock, zone: tzinfo | None = UTC) -> None:
        self._log = log
        self._clock = clock
        self._zone = zone
        self._at_hand = AnswersAtHand(log)

    @property
    def log(self) -> Log:
        """The log itself, for whoever proves, exports or witnesses it."""
        return self._log

    @property
    def today(self) -> date:
        """The day that it is for the reader."""
        return today(self._clock, self._zone)

    def now(self) -> datetime:
        """The moment (UTC) that it is."""
        return self._clock.now()

    def at(self, clocks: Clocks) -> At:
        """The clocks as an answer shows them.

        Raises:
            BeyondTheHead: ``known_at`` lies in this ledger's future.
            LedgerDamaged: The log has not the events that its head counts.
        """
        head = self._head(clocks)
        return At(
            valid_at=clocks.valid_at,
            published_by=clocks.published_by,
            known_at=clocks.known_at,
            position=clocks.known_at if isinstance(clocks.known_at, int) else head,
        )

    def at_one_position(self, clocks: Clocks, ask: Callable[[Clocks], Answer]) -> tuple[At, Answer]:
        """What ``ask`` gives at these clocks, however much of it, and the position it is of.

        Where an append comes between, it is asked again at the position that was seen first.

        Raises:
            BeyondTheHead: ``known_at`` lies in this ledger's future.
        """
        at = self.at(clocks)
        answer = ask(clocks)
        if clocks.known_at is not None or self.at(clocks) == at:
            return at, answer
        return at, ask(attrs.evolve(clocks, known_at=at.position))

    def _head(self, clocks: Clocks) -> int:
        """The last position of the log, which is there, and does not lie before ``known_at``."""
        log_head = self._log.head()
        refuse_miscount(self._log, log_head)
        head = log_head.size - 1
        known_at = clocks.known_at
        if isinstance(known_at, int):
            if not -1 <= known_at <= head:
                raise BeyondTheHead(f"position @{known_at}", head)
        elif known_at is not None and known_at.date() > self._clock.now().date():
            raise BeyondTheHead(known_at.astimezone(UTC).isoformat(), head)
        return head

    def unseen_from(self, since: datetime | int, clocks: Clocks) -> datetime | None:
        """The moment from which on is new what who looked at ``since`` did not see; None: nothing.

        Of a position it is the moment of the event after it.

        Raises:
            BeyondTheHead: ``since`` lies in this ledger's future.
        """
        self._head(attrs.evolve(clocks, known_at=since))
        if isinstance(since, datetime):
            return since + timedelta(microseconds=1)
        first = next(iter(self._log.read(after=since, limit=1)), None)
        return None if first is None else first.recorded_at

    def erased(self, clocks: Clocks, about: str | None = None) -> tuple[ErasedWords, ...]:
        """The words that an answer misses because a legal order took them: it says so.

        ``about`` is what was asked about, as ``SUBJECT`` or ``SUBJECT/PART.FIELD``; without it,
        of the whole ledger.
        """
        subject = None if about is None else about.partition(".")[0].partition("/")[0]
        return erased_words(self._log, clocks.known_at, subject)

    def erasures(self) -> int:
        """How many orders took words out: with each, the answers of older positions are others."""
        return taken_out(self._log)

    def size(self) -> int:
        """How many events the log holds, which is also the next position."""
        return self._log.head().size

    def entities(self, known_at: datetime | int | None = None) -> Facts:
        """Parties, partnerships and instruments, as described and judged by ``known_at``."""
        return reading.entities(self._log, known_at)

    def names(self, known_at: datetime | int | None = None) -> Names:
        """What readers call parties, partnerships and instruments, by ``known_at``."""
        return self.entities(known_at).names()

    def party_names(self, parties: Iterable[str], known_at: datetime | int | None = None) -> Names:
        """What readers call these parties, by ``known_at``; nothing else is read."""
        return reading.party_names(self._log, parties, known_at)

    def party_events(self) -> FoldedEvents:
        """What was recorded of all parties, to be folded at any position."""
        return folded_events.FoldedEvents(tuple(reading.read(self._log, reading.PARTIES, None)))

    def last_news(self) -> LatestNews | None:
        """The newest changes of an earlier look, with no words erased since, where it is kept."""
        return None

    def keep_news(self, news: LatestNews) -> None:
        """Take the newest changes for the next look; whoever keeps nothing lets them go."""

    def register(self) -> LogRegister:
        """What the ledger holds, by id, as ``decide`` sees it."""
        return registers.LogRegister(self._log)

    def view(self, partnership: str, clocks: Clocks) -> PartnershipView:
        """Everything that can be asked of one partnership.

        Raises:
            NoSuchSubject: the ledger follows no such partnership at these clocks.
        """
        head = self._head(clocks)
        doubted, today_ = self._doubted(), self.today
        return self._at_hand.get(
            head,
            (partnership, clocks, today_),
            lambda: self._viewed(partnership, clocks, today_, head),
            lambda view: len(view.standing.filed.claims) if doubted == self._doubted() else None,
        )

    def _viewed(self, partnership: str, clocks: Clocks, today: date, head: int) -> PartnershipView:
        # Of the position that it is kept under, whatever is appended meanwhile.
        known_at = head if clocks.known_at is None else clocks.known_at
        parties = self._parties_at(known_at)
        facts = kept_facts.facts_of(self._log, partnership, known_at, parties=parties).facts
        if partnership not in facts.partnerships:
            names = reading.entities(self._log, clocks.known_at)
            raise no_such_subject(self._log, partnership, names, clocks.known_at)
        return statuses.PartnershipView(
            standing=weighing.Standing(facts, clocks), id=partnership, today=today
        )

    def _parties_at(self, known_at: datetime | int) -> Facts | None:  # noqa: ARG002 - of who keeps them
        """All parties as of ``known_at``, where they are at hand."""
        return None

    def board(self, clocks: Clocks) -> tuple[BoardRow, ...]:
        """All partnerships, one row each: today's from the shelf, any other folded."""
        head = self._head(clocks)
        doubted = self._doubted()
        return self._at_hand.get(
            head,
            ("board", clocks),
            lambda: self._boarded(clocks),
            lambda board: len(board) if doubted == self._doubted() else None,
        )

    def _boarded(self, clocks: Clocks) -> tuple[BoardRow, ...]:
        if clocks.known_at is not None:
            return ListedAnswers(
                rows.in_order(map(rows.board_row, batches.views(self._log, clocks)))
            )
        return ListedAnswers(rows.in_order(kept_board.board_of(self._log, clocks).rows))

    @property
    def doubts(self) -> tuple[str, ...]:
        """What is kept next to the log and was not believed, in words: of all that was asked here.

        Of the thread that asks, since it last called ``forget_doubts``. Answers were made from the
        log alone then. ``verify`` names all of it.
        """
        return self._log.shelf.checked.doubts()

    def forget_doubts(self) -> None:
        """Begin anew with ``doubts``, as another question is asked."""
        self._log.shelf.checked.forget_doubts()

    def _doubted(self) -> int:
        return self._log.shelf.checked.doubted()

    def status(self, partnership: str, clocks: Clocks) -> PartnershipStatus:
        """Where one partnership stands."""
        view = self.view(partnership, clocks)
        with reading.uncollected():  # it would find nothing among so many new values
            return view.status

    def hurdles(self, partnership: str, clocks: Clocks) -> tuple[Hurdle, ...]:
        """What stands, or stood, in the way of one partnership."""
        return ListedAnswers(self.view(partnership, clocks).hurdles)

    def timeline(self, partnership: str, clocks: Clocks) -> tuple[Moment, ...]:
        """What was stated of one partnership, in order."""
        return ListedAnswers(self.view(partnership, clocks).timeline)

    def entries(self, *, after: int = -1, limit: int | None = None) -> Iterator[LogEntry]:
        """The log itself, in order.

        Raises:
            LedgerDamaged: The log has not the events that its head counts.
        """
        refuse_miscount(self._log, self._log.head())
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
        named = name.startswith("@") or bool(lookup.matches(self._log, name))
        stating = None if named else self.register().hurdle(name)
        record = lookup.look_up(self._log, name if stating is None else f"claim:{stating.id}")
        why = None
        if isinstance(record.event, ErasedEvent):
            why = next(self._log.read(erasure.erases(record.position), limit=1), None)
        return journal.entry(record, why)
