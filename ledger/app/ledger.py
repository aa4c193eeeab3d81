"""One ledger, to be told and to be asked: what every face shares.

Takes a log and a clock; commands go in, values come out. It is a facade: everyday questions are
``Answers``, and ``Inquiries``, ``Recorder`` and ``Prover`` are loaded when the first of their
methods is called. What else is done with a ledger is a function or a class that takes one:
``inbox.desk.InboxDesk``, ``preview``, ``access.tokens.tokens_of``.
"""

from __future__ import annotations

from datetime import UTC
from functools import cached_property
from typing import TYPE_CHECKING, Self, TypeVar

import attrs

from ledger.app.answers import Answers
from ledger.app.listed_answers import ListedAnswers
from ledger.errors import ClaimsError
from ledger.late import late

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from datetime import date, datetime, tzinfo
    from pathlib import Path
    from types import TracebackType

    from ledger.app import inquiries
    from ledger.app.desk import entry_files
    from ledger.app.opened_file import OpenedFile
    from ledger.app.proofs import prover
    from ledger.app.proofs.prover import GrowthProof
    from ledger.app.sharing.export import Export
    from ledger.app.sharing.proofs import ExportFile
    from ledger.app.submission import recorder
    from ledger.app.submission import terms as submission
    from ledger.app.submission.erasure import ErasurePlan
    from ledger.app.submission.submit import Outcome
    from ledger.app.submission.terms import Terms
    from ledger.board.rebuild import Rebuilt
    from ledger.board.search import Hit, Hits, Passage, Passages
    from ledger.checks.finding import Finding
    from ledger.checks.verification import Verified
    from ledger.claims.commands import Command
    from ledger.clock import Clock, Clocks
    from ledger.entries.fragment import Fragment
    from ledger.intake.inbox import place
    from ledger.intake.inbox.port import Inbox
    from ledger.log.erasure import Erasure
    from ledger.log.port import Log
    from ledger.log.proving.custody import custody as custodies
    from ledger.log.proving.custody.custody import Custody
    from ledger.log.proving.custody.departures import Departure
    from ledger.log.proving.notes import Note, VerifierKey
    from ledger.log.proving.tiles import Exported
    from ledger.log.repairs.plan import Done, RepairPlan
    from ledger.projections.agenda import Due
    from ledger.projections.changes.changes import AllChanges, ChangedClock, Changes
    from ledger.projections.contests import Contest
    from ledger.projections.dates_to_come import DateToCome
    from ledger.projections.documents import DocumentRow
    from ledger.projections.filter import Filter
    from ledger.projections.hurdles.graph import HurdleGraph
    from ledger.projections.imports import Import, UndoPlan
    from ledger.projections.status import PartnershipView
    from ledger.projections.treaties.treaty import Treaty
    from ledger.projections.weighing.parties.profiles import PartyProfile
    from ledger.projections.why.why import Proof
else:  # a command that shows one status waits for none of them
    inquiries = late("ledger.app.inquiries")
    prover = late("ledger.app.proofs.prover")
    entry_files = late("ledger.app.desk.entry_files")
    recorder = late("ledger.app.submission.recorder")
    submission = late("ledger.app.submission.terms")
    place = late("ledger.intake.inbox.place")
    custodies = late("ledger.log.proving.custody.custody")

Alike = TypeVar("Alike", bound="Ledger")


class Ledger(Answers):
    """One ledger: claims go in as commands, questions come out as values."""

    def __init__(
        self,
        log: Log,
        *,
        clock: Clock,
        recorded_by: str | None = None,
        custody: Path | None = None,
        place: str | None = None,
        location: str | None = None,
        opened: OpenedFile | None = None,
        zone: tzinfo | None = UTC,
    ) -> None:
        super().__init__(log, clock=clock, zone=zone)
        self._recorded_by = recorded_by
        self._folder = custody
        self._place = place
        self._location = location
        self._opened = opened

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._log.close()

    def check_file(self) -> None:
        """That the file that was opened still stands in its place; of a server there is none.

        Raises:
            LedgerReplaced: another file does, as after a restore, or none.
        """
        if self._opened is not None:
            self._opened.check()

    @property
    def origin(self) -> str:
        """The ledger's own name, the first line of its checkpoints."""
        return self._log.head().origin

    @property
    def clock(self) -> Clock:
        """Where the moments come from at which something is recorded."""
        return self._clock

    @property
    def recorded_by(self) -> str | None:
        """The name under which this ledger records."""
        return self._recorded_by

    @property
    def inbox(self) -> Inbox:
        """What waits for a person, next to the log and no part of it."""
        return place.inbox_of(self._log)

    # telling

    def submit(
        self,
        commands: Sequence[Command | Fragment],
        *,
        dry_run: bool = False,
        replace: bool = False,
        only_at: int | None = None,
        importing: bool = False,
        advance: Callable[[int], None] = lambda _: None,
    ) -> tuple[Outcome, ...]:
        """Record what follows from commands: all of it or nothing, in one append.

        ``only_at`` is the position that the log must still end at; ``importing``: it gets an id
        by which all of it can be taken back. ``submit_on`` has the terms in full.
        """
        terms = submission.Terms(
            dry_run=dry_run, replace=replace, only_at=only_at, importing=importing
        )
        return self._recorder.submit(commands, terms, advance)

    def submit_on(
        self, terms: Terms, commands: Sequence[Command | Fragment]
    ) -> tuple[Outcome, ...]:
        """The same on terms that are put together by hand, as for what another desk recorded."""
        return self._recorder.submit(commands, terms)

    def import_entries(
        self,
        source: Path | str,
        *,
        dry_run: bool = False,
        replace: bool = False,
        files_in: Sequence[Path] = (),
    ) -> tuple[Outcome, ...]:
        """Record the entries of a file (a ``Path``) or of a text (a ``str``): all, or none.

        YAML, JSON or JSON Lines, by the file's name, else by how it begins. ``dry_run`` checks
        everything and records nothing; ``replace`` is as in ``submit``. The files that
        documents name are read from the folder of the entries' own file, or under it, links
        followed, and from ``files_in``; those of a text from the first of ``files_in``.

        Raises:
            Problems: every mistake, each with its line.
        """
        return entry_files.import_entries(
            self, source, dry_run=dry_run, replace=replace, files_in=files_in
        )

    def imports(self) -> tuple[Import, ...]:
        """The imports in the order in which they were recorded, each with its id."""
        return ListedAnswers(self._recorder.imports())

    def undo_plan(self, import_id: str) -> UndoPlan:
        """What taking an import back records, what stays, and what others built on it."""
        return self._recorder.undo_plan(import_id)

    def undo(self, plan: UndoPlan) -> tuple[Outcome, ...]:
        """Take an import back as planned: all of it in one append, or nothing."""
        return self._recorder.undo(plan)

    def by(self, analyst: str | None) -> Ledger:
        """The same ledger, with another name for what is recorded."""
        return Ledger(
            self._log,
            clock=self._clock,
            zone=self._zone,
            recorded_by=analyst,
            custody=self._folder,
            place=self._place,
            location=self._location,
        )

    def alike(self, kind: type[Alike]) -> Alike:
        """The same ledger as one of another class."""
        return kind(
            self._log,
            clock=self._clock,
            zone=self._zone,
            recorded_by=self._recorded_by,
            custody=self._folder,
            place=self._place,
            location=self._location,
        )

    def rebuild(self, day: date) -> Rebuilt:
        """Make the current tables again from the log, as of a day; the log is not touched."""
        rebuilt = self._recorder.rebuild(day)
        self.forget_doubts()  # what was in doubt is gone
        return rebuilt

    def erasure_plan(self, name: str, *, with_claims: bool = False) -> ErasurePlan:
        """What ``erase`` would take: a document, or a name with all its descriptions."""
        return self._recorder.erasure_plan(name, with_claims=with_claims)

    def erase(
        self, name: str, *, reason: str, authority: str | None = None, with_claims: bool = False
    ) -> tuple[Erasure, ...]:
        """Take words out under a legal order; that they were there stays provable."""
        return self._recorder.erase(
            name, reason=reason, authority=authority, with_claims=with_claims
        )

    def repair_plan(self) -> RepairPlan:
        """What keeps this ledger from going on and can be repaired; changes nothing."""
        return self._recorder.repair_plan()

    def repair(self, shown: RepairPlan, evidence: Path) -> Done:
        """Do what a plan says, and record it; what is taken away goes to ``evidence`` first."""
        return self._recorder.repair(shown, evidence)

    # looking closer

    def parties(self, clocks: Clocks) -> tuple[PartyProfile, ...]:
        """Every party with its names and what was judged of it, by id (recorded clock alone)."""
        return ListedAnswers(self._inquiries.parties(clocks))

    def documents(self, clocks: Clocks, wanted: Filter | None = None) -> tuple[DocumentRow, ...]:
        """The documents that one could have read at the clocks, the latest published first."""
        return ListedAnswers(self._inquiries.documents(clocks, wanted))

    def party(self, name: str, clocks: Clocks) -> PartyProfile:
        """The party that a name means: its id, or a name, alias or code that it alone has."""
        return self._inquiries.party(name, clocks)

    def hurdle_graph(self, view: PartnershipView) -> HurdleGraph:
        """What blocks what in one partnership, and the chains that stand before its goals."""
        return self._inquiries.hurdle_graph(view)

    def check(
        self, clocks: Clocks, names: Sequence[str] = (), *, news_days: int | None = None
    ) -> tuple[Finding, ...]:
        """What is not as it must be: by all checks, or by those of these names and groups."""
        return ListedAnswers(self._inquiries.check(clocks, names, news_days=news_days))

    def diff(
        self,
        partnership: str,
        since: date | datetime | int,
        clocks: Clocks,
        *,
        clock: ChangedClock | None = None,
    ) -> Changes:
        """What changed after ``since`` on one clock: the end of a day, a moment, a position."""
        return self._inquiries.diff(partnership, since, clocks, clock=clock)

    def agenda(
        self, clocks: Clocks, partnership: str | None = None, wanted: Filter | None = None
    ) -> tuple[Due, ...]:
        """What comes, by when, and who must act: in one partnership, or over all of them."""
        return ListedAnswers(self._inquiries.agenda(clocks, partnership, wanted))

    def diff_all(
        self,
        since: date | datetime | int,
        clocks: Clocks,
        *,
        clock: ChangedClock | None = None,
        day: date | None = None,
    ) -> AllChanges:
        """What changed over all partnerships after ``since`` on one clock, and since a day."""
        return self._inquiries.diff_all(since, clocks, clock=clock, day=day)

    def all_dates(self, clocks: Clocks) -> tuple[DateToCome, ...]:
        """The days to come over all partnerships (``app.publication.calendar``)."""
        return ListedAnswers(self._inquiries.all_dates(clocks))

    def disputes(self, clocks: Clocks, subject: str | None = None) -> tuple[Contest, ...]:
        """All that is contested: over the whole ledger, or of one subject and what is below it."""
        return ListedAnswers(self._inquiries.disputes(clocks, subject))

    def treaty(self, instrument: str, clocks: Clocks) -> Treaty:
        """One instrument with all its parties, whichever partnership follows it."""
        return self._inquiries.treaty(instrument, clocks)

    def why(self, path: str, clocks: Clocks) -> tuple[Proof, ...]:
        """The proof of a value: ``SUBJECT[.FIELD]``, a subject within a partnership or alone."""
        return ListedAnswers(self._inquiries.why(path, clocks))

    def search(
        self, words: Sequence[str], clocks: Clocks | None = None, wanted: Filter | None = None
    ) -> tuple[Hit, ...]:
        """The claims that hold all of the words, as one could find them at the clocks."""
        return ListedAnswers(self._inquiries.search(words, clocks, wanted))

    def passages(
        self, words: Sequence[str], clocks: Clocks | None = None, wanted: Filter | None = None
    ) -> tuple[Passage, ...]:
        """The documents whose text holds all of the words, with the words around them."""
        return ListedAnswers(self._inquiries.passages(words, clocks, wanted))

    def look_up(
        self,
        words: Sequence[str],
        clocks: Clocks | None = None,
        wanted: Filter | None = None,
        limit: int | None = None,
    ) -> tuple[Hits, Passages]:
        """What ``search`` and ``passages`` give, the last recorded first, ``limit`` of each.

        Each says how many more at most hold the words.
        """
        return self._inquiries.look_up(words, clocks, wanted, limit)

    def index_texts(
        self, most: int | None = None, advance: Callable[[int], None] | None = None
    ) -> int:
        """Bring the index of texts on, by ``most`` events; how many it does not cover then.

        A search does it too. Where there are very many, ``advance`` hears how it goes on.
        """
        return self._inquiries.index_texts(most, advance)

    # proving

    @property
    def custody(self) -> Custody:
        """The keys and last checkpoints, kept outside the ledger."""
        return self._prover.custody

    def last_note(self) -> Note:
        """The last checkpoint that is kept, with its signatures."""
        return self._prover.last_note()

    def kept_note(self) -> Note | None:
        """The last checkpoint that is kept, if there is one and a place for it."""
        return None if self._folder is None else self._prover.kept_note()

    def verify(self, *, quick: bool = False) -> Verified:
        """Whether the log, its documents, its quotes and what is read from them hold.

        What ``repair`` can mend of what does not is told with it.
        """
        verified = self._prover.verify(quick=quick)
        self.forget_doubts()  # each is named
        if not verified.breaks:
            return verified
        try:
            return attrs.evolve(verified, mends=self.repair_plan().faults)
        except ClaimsError:  # the damage lets nothing be planned
            return verified

    def new_key(self) -> VerifierKey:
        """Make the key that signs for this ledger, on record."""
        return self._prover.new_key()

    def rotate_key(self) -> VerifierKey:
        """Sign with a new key from now on, on record; older ones stay, to check old checkpoints."""
        return self._prover.rotate_key()

    def checkpoint(self) -> Note:
        """Sign for all events up to now, and keep the checkpoint outside the ledger."""
        return self._prover.checkpoint()

    def departures(self) -> tuple[Departure, ...]:
        """What is not as it was left, of the custody or of the ledger that it is kept for."""
        return self._prover.departures()

    def accept_custody(self, reason: str) -> tuple[Departure, ...]:
        """Accept all of it, on record, so that one can record again; gives what was accepted."""
        return self._prover.accept_custody(reason)

    def prove(self, name: str) -> str:
        """The proof file of one event under the last checkpoint; of a claim, with its document."""
        return self._prover.prove(name)

    def proofs(self, names: Iterable[str]) -> Iterator[str]:
        """The proof files of several events under the last checkpoint, made as they are asked for.

        Raises:
            NoCheckpoint: none was made yet.
        """
        return self._prover.proofs(names)

    def prove_growth(self, old: Path, new: Path, keys: Sequence[str]) -> GrowthProof:
        """That the checkpoint in ``new`` only adds to what the one in ``old`` signed for."""
        return self._prover.prove_growth(old, new, keys)

    def export(self, folder: Path, *, overwrite: bool = False) -> Exported:
        """Write the log under its last checkpoint as files in the form of c2sp.org/tlog-tiles."""
        return self._prover.export(folder, overwrite=overwrite)

    def export_entries(self, partnerships: Collection[str] = ()) -> Export:
        """All that is held, or what partnerships rest on, as entries that an import reads."""
        return self._inquiries.export_entries(partnerships)

    def export_file(self, partnerships: Sequence[str] = ()) -> ExportFile:
        """The same with a head, and with each entry the proof that it was recorded here."""
        return self._prover.export_file(partnerships)

    def signed_for(self, origin: str) -> tuple[Note | None, VerifierKey | None]:
        """The last checkpoint of a log that is kept here, and the key of its own that signed it."""
        return self._prover.signed_for(origin)

    def prove_elsewhere(self, name: str) -> str:
        """The proof file of an event that another ledger recorded first, in that ledger."""
        return self._prover.prove_elsewhere(name)

    def witnessed(self, url: str, key: str) -> Note:
        """Ask the witness at ``url`` to sign the last checkpoint too, and keep what it signed."""
        return self._prover.witnessed(url, key)

    # the three rooms behind the facade

    @cached_property
    def _recorder(self) -> recorder.Recorder:
        return recorder.Recorder(
            self._log,
            clock=self._clock,
            recorded_by=self._recorded_by,
            custody=self._kept(),
            zone=self._zone,
        )

    @cached_property
    def _inquiries(self) -> inquiries.Inquiries:
        return inquiries.Inquiries(self._log, self, clock=self._clock)

    @cached_property
    def _prover(self) -> prover.Prover:
        return prover.Prover(
            self._log,
            self,
            clock=self._clock,
            recorded_by=self._recorded_by,
            custody=self._kept(),
            location=self._location,
        )

    def _kept(self) -> Custody | None:
        return None if self._folder is None else custodies.Custody(self._folder, self._place)
