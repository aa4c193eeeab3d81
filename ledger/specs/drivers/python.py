"""Scenarios through the Python API, on top of a ledger that they never change.

Takes a log, or none for an empty ledger; everything recorded stays in memory above it.
"""

from __future__ import annotations

from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory, mkdtemp
from typing import TYPE_CHECKING
from weakref import finalize

import attrs

from ledger.app import Ledger
from ledger.app.inbox.desk import InboxDesk, State
from ledger.app.inbox.entries import ALL, entries_of_drafts
from ledger.app.inbox.typed import arrival_of
from ledger.app.publication.brief import brief
from ledger.checks.verification import read_proof
from ledger.claims.as_json import plain
from ledger.entries.reader import from_mapping
from ledger.errors import Problems
from ledger.late import late
from ledger.log.proving.custody.custody import Custody
from ledger.log.proving.custody.kept_checkpoint import checkpoint
from ledger.log.stores.memory import MemoryLog
from ledger.log.stores.overlay import OverlayLog
from ledger.specs.drivers import InboxAct, Inquiry
from ledger.views.briefs.since import Since
from ledger.views.tables.partnerships import hurdle_cells, timeline_cells

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from ledger.app.inbox import feeds
    from ledger.app.notify import receiver as receivers
    from ledger.app.notify import receivers as added_receivers
    from ledger.app.notify import runner
    from ledger.app.sharing import export as exports
    from ledger.app.sharing import merge as sharing
    from ledger.clock import Clocks
    from ledger.log.port import Log
    from ledger.log.proving.notes import VerifierKey
    from ledger.projections.changes.changes import ChangedClock
    from ledger.specs.drivers import TakenIn, Waiting
else:
    feeds = late("ledger.app.inbox.feeds")
    receivers = late("ledger.app.notify.receiver")
    added_receivers = late("ledger.app.notify.receivers")
    runner = late("ledger.app.notify.runner")
    exports = late("ledger.app.sharing.export")
    sharing = late("ledger.app.sharing.merge")

_RECEIVER = "receiver"
_REASON = "of no use to the desk"
ANALYST = "spec"
"""Who records what a scenario records."""


@attrs.define
class _Hands:
    """A clock that the driver sets."""

    instant: datetime

    def now(self) -> datetime:
        return self.instant


Answers = dict[tuple[object, ...], object]
"""What a ledger answered at a position: shared by scenarios that have recorded nothing."""


class PythonDriver:
    """A ledger in memory, above ``base`` as it is now; ``now`` is the present of its questions.

    ``answers`` may be shared by the drivers of one base: nothing is asked twice of it.
    """

    def __init__(self, base: Log | None, *, now: datetime, answers: Answers | None = None) -> None:
        self._answers: Answers = {} if answers is None else answers
        self._now = now
        self._clock = _Hands(now)
        self.recorded = False
        self._first: Log | None = None
        self._start(MemoryLog(clock=self._clock) if base is None else base)

    def _start(self, base: Log) -> None:
        self._log: Log = OverlayLog(base, clock=self._clock)
        self._ledger = Ledger(self._log, clock=self._clock, recorded_by=ANALYST)

    @property
    def ledger(self) -> Ledger:
        """The ledger of the scenario, for steps of a project's own."""
        return self._ledger

    def empty(self) -> None:
        """See ``Driver.empty``."""
        self._answers = {}
        self._start(MemoryLog(clock=self._clock))

    def last_recorded(self) -> datetime | None:
        """See ``Driver.last_recorded``."""
        return self._log.head().recorded_at

    def tell(self, entries: Sequence[Mapping[str, object]], *, at: datetime) -> tuple[str, ...]:
        """See ``Driver.tell``."""
        commands = [from_mapping(entry, "a step").command for entry in entries]
        self._clock.instant = at
        try:
            outcomes = self._ledger.submit(commands)
        except Problems as problems:
            if len(problems.problems) == 1:
                raise problems.problems[0] from None
            raise
        finally:
            self._clock.instant = self._now
        self.recorded = True
        self._answers = {}
        return tuple(outcome.id for outcome in outcomes)

    def bring(self, document: Waiting) -> None:
        """See ``Driver.bring``."""
        InboxDesk(self._ledger).add([arrival_of(document, today=self._now.date())])
        self._answers = {}

    def follow(self, url: str, partnership: str) -> None:
        """See ``Driver.follow``."""
        wanted = feeds.WatchTerms(partnership=partnership)
        feeds.follow(self._ledger, url, wanted=wanted, now=self._now, private=True)

    def poll(self) -> None:
        """See ``Driver.poll``."""
        asked = feeds.chosen(self._ledger, (), all_=True, now=self._now)
        feeds.poll_feeds(self._ledger, asked, now=self._now)

    def waiting(self) -> object:
        """See ``Driver.waiting``."""
        return plain(InboxDesk(self._ledger).items(tuple(State)))

    def answer(self, item: str, act: InboxAct) -> None:
        """See ``Driver.answer``."""
        desk = InboxDesk(self._ledger)
        match act:
            case InboxAct.DISMISS:
                desk.dismiss(item, _REASON)
            case InboxAct.UNDO:
                desk.undo(item)
            case _:
                drafts = partial(entries_of_drafts, desk.assessment(item), ALL)
                desk.accept(item, lambda _: drafts(), as_reprint=act is InboxAct.REPRINT)
        self.recorded = True
        self._answers = {}

    def import_sheet(self, sheet: str) -> str:
        """See ``Driver.import_sheet``."""
        with TemporaryDirectory() as folder:
            file = Path(folder) / "sheet.csv"
            file.write_text(sheet, encoding="utf-8")
            outcomes = self._ledger.import_entries(file)
        self.recorded = True
        self._answers = {}
        return next((outcome.import_id for outcome in outcomes if outcome.import_id), "")

    def undo_import(self, name: str) -> None:
        """See ``Driver.undo_import``."""
        self._ledger.undo(self._ledger.undo_plan(name))
        self._answers = {}

    def go_to_other_desk(self) -> None:
        """See ``Driver.go_to_other_desk``."""
        self._first = self._log
        self._answers = {}
        self._start(MemoryLog(clock=self._clock, origin=f"{self._first.head().origin}/other"))

    def take_in(self, terms: TakenIn) -> None:
        """See ``Driver.take_in``."""
        first = self._first or self._log
        key = self._signed(first)
        partnerships = () if terms.partnership is None else (terms.partnership,)
        made = self._kept_ledger(first).export_file(partnerships)
        text = exports.as_text(made.mappings, lines=True)
        with TemporaryDirectory() as folder:
            file = Path(folder) / "export.jsonl"
            file.write_text(text.replace(*terms.changed) if terms.changed else text, "utf-8")
            trust = sharing.Trust(keys=[str(key)])
            offered = sharing.read_source(self._ledger, str(file), trust)
        choices = [(sharing.ALL, sharing.Choice.SAME)] if terms.as_one else []
        differing = sharing.conflicts_with(self._ledger, offered)
        sharing.merge(self._ledger, offered, differing, choices)
        self.recorded = True
        self._answers = {}

    def prove_there(self, name: str) -> object:
        """See ``Driver.prove_there``."""
        proof = self._ledger.prove_elsewhere(name)
        _, quote = read_proof(proof.encode(), [self._signed(self._first or self._log)])
        return {"quote": plain(quote)}

    def _signed(self, log: Log) -> VerifierKey:
        """Sign for a log as it is; gives the key, which lasts as long as the scenario."""
        kept, origin = Custody(self._custody), log.head().origin
        keys = kept.keys(origin) or [kept.new_key(origin)]
        checkpoint(log, kept)
        return keys[-1]

    def add_receiver(self, url: str, partnership: str) -> str:
        """See ``Driver.add_receiver``."""
        webhook = receivers.Receiver(
            name=_RECEIVER,
            means=receivers.Means.WEBHOOK,
            address=url,
            subjects=(partnership,),
            private=True,
        )
        return added_receivers.add_receiver(self._kept_ledger(self._log), webhook).secret

    def send_due(self) -> None:
        """See ``Driver.send_due``."""
        ledger = self._kept_ledger(self._log)
        runner.Runner(ledger=ledger, receivers=receivers.receivers_of(ledger)).once()

    def send_again(self) -> None:
        """See ``Driver.send_again``."""
        added_receivers.retry_receiver(self._kept_ledger(self._log), _RECEIVER)
        self.send_due()

    def _kept_ledger(self, log: Log) -> Ledger:
        """A ledger with a place for its keys and receivers."""
        return Ledger(log, clock=self._clock, recorded_by=ANALYST, custody=self._custody)

    @cached_property
    def _custody(self) -> Path:
        """A folder that goes with the driver."""
        folder = mkdtemp(prefix="claims-spec-")
        finalize(self, rmtree, folder, ignore_errors=True)
        return Path(folder)

    def ask(self, question: Inquiry, subject: str, clocks: Clocks) -> object:
        """See ``Driver.ask``."""
        asked = (self.position(), question, subject, clocks)
        if asked not in self._answers:
            self._answers[asked] = plain(self._answer(question, subject, clocks))
        return self._answers[asked]

    def _answer(self, question: Inquiry, subject: str, clocks: Clocks) -> object:
        match question:
            case Inquiry.STATUS:
                return self._ledger.status(subject, clocks)
            case Inquiry.HURDLES:
                return self._ledger.hurdles(subject, clocks)
            case Inquiry.TIMELINE:
                return self._ledger.timeline(subject, clocks)
            case Inquiry.WHY:
                return self._ledger.why(subject, clocks)
            case Inquiry.CHECK:
                return self._ledger.check(clocks, [subject])
            case Inquiry.PARTY:
                return self._ledger.party(subject, clocks)

    def table(self, question: Inquiry, subject: str, clocks: Clocks) -> str:
        """See ``Driver.table``."""
        if question is Inquiry.HURDLES:
            return hurdle_cells(self._ledger.hurdles(subject, clocks)).csv()
        return timeline_cells(self._ledger.timeline(subject, clocks)).csv()

    def agenda(self, subject: str | None, clocks: Clocks) -> object:
        """See ``Driver.agenda``."""
        return plain(self._ledger.agenda(clocks, subject))

    def diff_all(self, since: date, clock: ChangedClock, clocks: Clocks) -> object:
        """See ``Driver.diff_all``."""
        return plain(self._ledger.diff_all(since, clocks, clock=clock))

    def diff(self, subject: str, since: date, clock: ChangedClock, clocks: Clocks) -> object:
        """See ``Driver.diff``."""
        return plain(self._ledger.diff(subject, since, clocks, clock=clock))

    def brief(self, subject: str, since: date | None, clocks: Clocks) -> object:
        """See ``Driver.brief``."""
        after = None if since is None else Since(moment=since)
        return plain(brief(self._ledger, [subject], clocks, since=after))

    def verify(self) -> object:
        """See ``Driver.verify``; no checkpoint is at hand to hold the log to."""
        return {"breaks": plain(self._ledger.verify().breaks)}

    def prove(self, name: str) -> object:
        """See ``Driver.prove``; the key lasts as long as the question."""
        with TemporaryDirectory() as folder:
            kept = Custody(Path(folder))
            key = kept.new_key(self._log.head().origin)
            checkpoint(self._log, kept)
            proof = Ledger(self._log, clock=self._clock, custody=kept.folder).prove(name)
        _, quote = read_proof(proof.encode(), [key])
        return {"quote": plain(quote)}

    def show(self, name: str) -> object:
        """See ``Driver.show``."""
        return plain(self._ledger.show(name))

    def search(self, words: Sequence[str]) -> object:
        """See ``Driver.search``."""
        return plain(self._ledger.search(words))

    def partnerships(self) -> tuple[str, ...]:
        """See ``Driver.partnerships``."""
        asked = (self.position(), "partnerships")
        if asked not in self._answers:
            self._answers[asked] = tuple(sorted(self._ledger.entities().partnerships))
        names: tuple[str, ...] = self._answers[asked]  # type: ignore[assignment]  # by its key
        return names

    def position(self) -> int:
        """See ``Driver.position``."""
        return self._log.head().size - 1
