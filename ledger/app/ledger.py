"""One ledger, to be told and to be asked: what every face shares.

Takes a log and a clock; commands go in, values come out. Each method reads what a question
needs and calls a pure room. What only some questions need is loaded as they are asked: a
command that shows one status should not wait for the others' modules.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Self

import attrs

from ledger.app.lookup import look_up, matches
from ledger.app.refusals import BeyondTheHead, NoCheckpoint, NoCustody, NoSuchSubject, SinceTooLate
from ledger.board.batches import views
from ledger.board.rows import BoardRow, board_row, in_order
from ledger.board.today import board_of_today
from ledger.claims.events import ClaimRecorded
from ledger.claims.subjects import instrument_of
from ledger.clock import Clocks
from ledger.facts import log_reader as reading
from ledger.log.event import ErasedEvent
from ledger.log.failures import LedgerReadOnly
from ledger.projections.status import PartnershipStatus, PartnershipView
from ledger.projections.weighing.standing import Standing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    from ledger.app.erasure import ErasurePlan
    from ledger.app.submission import Outcome
    from ledger.board.rebuild import Rebuilt
    from ledger.board.search import Hit
    from ledger.checks.finding import Finding
    from ledger.checks.verification import Verified
    from ledger.claims.commands import Command
    from ledger.clock import Clock
    from ledger.entries.document import FileText
    from ledger.entries.fragment import Fragment
    from ledger.facts.facts import Facts
    from ledger.facts.register import LogKnown
    from ledger.log.erasure import Erasure
    from ledger.log.log_entry import LogEntry
    from ledger.log.port import Log
    from ledger.log.proving.custody import Custody
    from ledger.log.proving.departures import Departure
    from ledger.log.proving.notes import Note, VerifierKey
    from ledger.log.repairs.plan import Done, Plan
    from ledger.log.repairs.repair import Site
    from ledger.projections.changes import ChangedClock, Changes
    from ledger.projections.contests import Contest
    from ledger.projections.hurdles.graph import HurdleGraph
    from ledger.projections.hurdles.hurdles import Hurdle
    from ledger.projections.timeline import Moment
    from ledger.projections.treaties.treaty import Treaty
    from ledger.projections.weighing.parties import PartyProfile
    from ledger.projections.why.why import Proof


@attrs.frozen(kw_only=True)
class At:
    """The clocks of an answer, and the log position up to which it was read."""

    valid_at: date
    published_by: date | None
    known_at: datetime | int | None
    position: int


class Ledger:
    """One ledger: claims go in as commands, questions come out as values."""

    def __init__(
        self,
        log: Log,
        *,
        clock: Clock,
        recorded_by: str | None = None,
        custody: Path | None = None,
        place: str | None = None,
    ) -> None:
        self._log = log
        self._clock = clock
        self._recorded_by = recorded_by
        self._custody = custody
        self._place = place
        self._doubts: tuple[str, ...] = ()

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

    # telling

    def submit(
        self,
        commands: Sequence[Command | Fragment],
        *,
        dry_run: bool = False,
        replace: bool = False,
        advance: Callable[[int], None] = lambda _: None,
    ) -> tuple[Outcome, ...]:
        """Record what follows from commands: all of it or nothing, in one append.

        What was ever recorded identically is there already, whatever came later. Descriptions
        add to what was described; what they would change is refused, unless ``replace``.
        Fragments of entries with mistakes are checked with them, and nothing is recorded.
        ``advance`` is called with 1 as each is decided.

        Raises:
            Problems: every problem of every command; each has ``field`` and ``index``.
        """
        from ledger.app.submission import submit  # noqa: PLC0415

        return submit(
            self._log,
            commands,
            recorded_by=self._recorded_by,
            dry_run=dry_run,
            replace=replace,
            today=self._clock.now().date(),
            advance=advance,
        )

    def import_entries(
        self,
        source: Path | str,
        *,
        dry_run: bool = False,
        replace: bool = False,
        file_text: FileText | None = None,
    ) -> tuple[Outcome, ...]:
        """Record the entries of a file (a ``Path``) or of a text (a ``str``): all, or none.

        YAML, JSON or JSON Lines, by the file's name, else by how it begins. ``dry_run`` checks
        everything and records nothing; ``replace`` is as in ``submit``. ``file_text`` reads the
        files that documents name; without it they are refused.

        Raises:
            Problems: every mistake, each with its line.
        """
        from ledger.app.entry_file import import_entries  # noqa: PLC0415 - readers do not need it

        return import_entries(self, source, dry_run=dry_run, replace=replace, file_text=file_text)

    # asking

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

    def names(self, known_at: datetime | int | None = None) -> Facts:
        """Parties, partnerships and instruments, as described and judged by ``known_at``."""
        return reading.names(self._log, known_at)

    def parties(self, clocks: Clocks) -> tuple[PartyProfile, ...]:
        """Every party with its names and what was judged of it, by id (recorded clock alone)."""
        from ledger.projections.weighing.parties import profiles  # noqa: PLC0415 - asked for seldom

        self.at(clocks)
        return profiles(self.names(clocks.known_at))

    def party(self, name: str, clocks: Clocks) -> PartyProfile:
        """The party that a name means: its id, or a name, alias or code that it alone has.

        Raises:
            NotKnown: no party is called so; the nearest are suggested.
            AmbiguousParty: several are.
        """
        from ledger.claims.naming import party_id  # noqa: PLC0415 - asked for seldom
        from ledger.facts.register import LogKnown  # noqa: PLC0415

        self.at(clocks)
        found = party_id(name, LogKnown(self._log, clocks.known_at))
        return next(one for one in self.parties(clocks) if one.id == found)

    def known(self) -> LogKnown:
        """What the ledger holds, by id, as ``decide`` sees it."""
        from ledger.facts.register import LogKnown  # noqa: PLC0415

        return LogKnown(self._log)

    def view(self, partnership: str, clocks: Clocks) -> PartnershipView:
        """Everything that can be asked of one partnership.

        Raises:
            NoSuchSubject: the ledger follows no such partnership at these clocks.
        """
        self.at(clocks)
        facts = reading.facts_of_partnerships(self._log, {partnership}, clocks.known_at)
        if partnership not in facts.partnerships:
            raise NoSuchSubject(partnership, reading.names(self._log, clocks.known_at))
        today = self._clock.now().date()
        return PartnershipView(standing=Standing(facts, clocks), id=partnership, today=today)

    def board(self, clocks: Clocks) -> tuple[BoardRow, ...]:
        """All partnerships, one row each: today's from the shelf, any other folded."""
        self.at(clocks)
        if clocks.known_at is None and clocks.published_by is None:
            board = board_of_today(self._log, clocks.valid_at)
            self._doubts = board.doubts
            return in_order(board.rows)
        self._doubts = ()
        return in_order(map(board_row, views(self._log, clocks)))

    @property
    def doubts(self) -> tuple[str, ...]:
        """What is kept for the board and was not believed when it was last read, in words.

        The answer was made from the log alone then. ``verify`` names all of it.
        """
        return self._doubts

    def rebuild(self, day: date) -> Rebuilt:
        """Make the current tables anew from the log, as of a day; the log is not touched.

        Others go on reading and recording meanwhile: the new rows take the old ones' place at
        once, when all of them are there. Stopped half-way it leaves the old ones.

        Raises:
            RebuildOvertaken: another rebuild, or an erasure, came between again and again.
        """
        from ledger.board.rebuild import rebuild  # noqa: PLC0415

        return rebuild(self._log, day)

    def status(self, partnership: str, clocks: Clocks) -> PartnershipStatus:
        """Where one partnership stands."""
        return self.view(partnership, clocks).status

    def hurdles(self, partnership: str, clocks: Clocks) -> tuple[Hurdle, ...]:
        """What stands, or stood, in the way of one partnership."""
        return self.view(partnership, clocks).hurdles

    def hurdle_graph(self, partnership: str, clocks: Clocks) -> HurdleGraph:
        """What blocks what in one partnership, and the chains that stand before its goals."""
        from ledger.projections.hurdles.graph import graph  # noqa: PLC0415

        return graph(self.view(partnership, clocks))

    def check(
        self, clocks: Clocks, names: Sequence[str] = (), *, news_days: int | None = None
    ) -> tuple[Finding, ...]:
        """What is not as it must be: by all checks, or by those of these names and groups.

        Raises:
            NoSuchCheck: a name that is neither a check's nor a group's.
        """
        from ledger.checks.finding import NEWS_DAYS, Scope  # noqa: PLC0415
        from ledger.checks.registry import check, selected  # noqa: PLC0415

        chosen = selected(names)
        self.at(clocks)
        facts = reading.all_facts(self._log, clocks.known_at)
        days = NEWS_DAYS if news_days is None else news_days
        return check(Scope(Standing(facts, clocks), days), chosen)

    def diff(
        self,
        partnership: str,
        since: date | datetime | int,
        clocks: Clocks,
        *,
        clock: ChangedClock | None = None,
    ) -> Changes:
        """What changed after ``since`` on one clock: the end of a day, a moment, a position.

        The clock is the recorded one unless another is given; a position or a moment lies on
        no other.

        Raises:
            NoSuchSubject: the ledger follows no such partnership at these clocks.
            BeyondTheHead: ``since`` lies in this ledger's future.
            SinceTooLate: ``since`` lies after what is asked about.
        """
        from ledger.app.since import later, moved  # noqa: PLC0415
        from ledger.projections.changes import ChangedClock, changes  # noqa: PLC0415

        now = self.view(partnership, clocks)
        clock = clock or ChangedClock.RECORDED
        at_that_time = moved(clocks, since, clock)
        self.at(at_that_time)
        if later(at_that_time, clocks):
            raise SinceTooLate(f"@{since}" if isinstance(since, int) else str(since), clock)
        facts = reading.facts_of_partnerships(self._log, {partnership}, at_that_time.known_at)
        facts.partnerships.setdefault(partnership, now.standing.filed.partnerships[partnership])
        then = PartnershipView(standing=Standing(facts, at_that_time), id=partnership)
        return changes(then, now, clock)

    def disputes(self, clocks: Clocks, subject: str | None = None) -> tuple[Contest, ...]:
        """All that is contested: over the whole ledger, or of one subject and what is below it.

        A subject is a partnership, an instrument, a party's position (``i/a``) or a claim.

        Raises:
            NoSuchSubject: the ledger holds nothing of that name at these clocks.
        """
        self.at(clocks)
        names = reading.names(self._log, clocks.known_at)
        if subject is not None:
            from ledger.claims.renaming import hurdle_with_party  # noqa: PLC0415 - seldom asked
            from ledger.projections.weighing.identity import identity  # noqa: PLC0415

            judged = identity(held.judgement for held in names.judgements.values())
            subject = hurdle_with_party(subject, judged.of)
        asked = [subject] if subject in names.partnerships else sorted(names.partnerships)
        seen = views(self._log, clocks, [one for one in asked if one is not None])
        found = tuple(dict.fromkeys(contest for view in seen for contest in view.contested))
        if subject is None or subject in names.partnerships:
            return found
        whole = subject.partition("/")[0]
        if whole not in names.instruments and not self._claimed(whole, clocks):
            raise NoSuchSubject(subject, names)
        return tuple(
            one for one in found if one.subject == subject or one.subject.startswith(f"{subject}/")
        )

    def _claimed(self, name: str, clocks: Clocks) -> bool:
        found = self._log.find(f"claim:{name}")
        return found is not None and any(reading.known([found], clocks.known_at))

    def timeline(self, partnership: str, clocks: Clocks) -> tuple[Moment, ...]:
        """What was stated of one partnership, in order."""
        return self.view(partnership, clocks).timeline

    def treaty(self, instrument: str, clocks: Clocks) -> Treaty:
        """One instrument with all its parties, whichever partnership follows it.

        Raises:
            NoSuchSubject: the ledger holds no such instrument at these clocks.
        """
        self.at(clocks)
        from ledger.projections.treaties.treaty import treaty  # noqa: PLC0415

        facts = reading.facts_about(self._log, {f"instrument:{instrument}"}, clocks.known_at)
        if instrument not in facts.instruments:
            raise NoSuchSubject(instrument, self.names(clocks.known_at), instrument=True)
        return treaty(Standing(facts, clocks), instrument, self._clock.now().date())

    def why(self, path: str, clocks: Clocks) -> tuple[Proof, ...]:
        """The proof of a value: ``SUBJECT[.FIELD]``, a subject within a partnership or alone.

        A subject is a partnership, an instrument, a party's position (``i/a``), a hurdle or a
        claim; without a field, all of its fields are proved.
        """
        from ledger.projections.why.why import why  # noqa: PLC0415

        subject, _, field = path.partition(".")
        partnership, _, rest = subject.partition("/")
        if not self._log.find_prefix(f"partnership:{partnership}:", limit=1):
            partnership, rest = self._home(subject, self.names())
        view = self.view(partnership, clocks)
        return why(view, rest or partnership, field or None)

    def _home(self, subject: str, names: Facts) -> tuple[str, str]:
        """The partnership that an instrument or a hurdle belongs to, the first by id."""
        whole = subject.partition("/")[0]
        instrument = names.instruments.get(whole)
        if instrument is not None and instrument.partnerships:
            return min(instrument.partnerships), subject
        found = [one.event.id.partition(":")[2] for one in matches(self._log, subject)]
        claim = self.known().claim(found[0]) if len(found) == 1 else None
        if claim is not None:
            named = names.instruments.get(instrument_of(claim.development) or "")
            homes = (*((claim.partnership,) if claim.partnership else ()),)
            homes = homes or (tuple(sorted(named.partnerships)) if named else ())
            if homes:
                return homes[0], claim.id
        stated = self.known().hurdle(whole)
        if stated is not None and stated.partnership is not None:
            return stated.partnership, subject
        raise NoSuchSubject(subject, names)

    def search(self, words: Sequence[str]) -> tuple[Hit, ...]:
        """The claims that hold all of the words."""
        from ledger.board.search import search  # noqa: PLC0415

        return search(self._log, words)

    def entries(self, *, after: int = -1, limit: int | None = None) -> Iterator[LogEntry]:
        """The log itself, in order."""
        from ledger.log import log_entry as journal  # noqa: PLC0415

        return map(journal.entry, self._log.read(after=after, limit=limit))

    def show(self, name: str) -> LogEntry:
        """One event by its id, by an unambiguous beginning of it, or by its position.

        Raises:
            NotFound: nothing, or more than one thing, is called so.
        """
        from ledger.log import erasure  # noqa: PLC0415
        from ledger.log import log_entry as journal  # noqa: PLC0415

        record = look_up(self._log, name)
        why = None
        if isinstance(record.event, ErasedEvent):
            why = next(self._log.read(erasure.erases(record.position), limit=1), None)
        return journal.entry(record, why)

    # proving

    @property
    def log(self) -> Log:
        """The log itself, for whoever proves, exports or witnesses it."""
        return self._log

    @property
    def custody(self) -> Custody:
        """The keys and last checkpoints, kept outside the ledger.

        Raises:
            NoCustody: the ledger was opened without a place for them.
        """
        if self._custody is None:
            raise NoCustody
        from ledger.log.proving.custody import Custody  # noqa: PLC0415

        return Custody(self._custody, self._place)

    def last_note(self) -> Note:
        """The last checkpoint that is kept, with its signatures.

        Raises:
            NoCheckpoint: none was made yet.
        """
        origin = self._log.head().origin
        note = self.custody.last_note(origin)
        if note is None:
            raise NoCheckpoint(origin)
        return note

    def verify(self, *, quick: bool = False) -> Verified:
        """Whether the log, its documents, its quotes and what is read from them hold.

        ``quick`` recomputes only what came after the last checkpoint that is kept.
        """
        from ledger.checks import verification  # noqa: PLC0415 - few calls need it

        clocks = Clocks(valid_at=self._clock.now().date())
        custody = None if self._custody is None else self.custody
        return verification.verify(
            self._log, clocks, lambda: self.board(clocks), custody=custody, quick=quick
        )

    def new_key(self) -> VerifierKey:
        """Make the key that signs for this ledger, on record.

        Raises:
            KeyExists: it has one.
        """
        return self._recorded_key(self.custody.new_key)

    def rotate_key(self) -> VerifierKey:
        """Sign with a new key from now on, on record; older ones stay, to check what they signed.

        Raises:
            NoKey: there is none to rotate.
        """
        return self._recorded_key(self.custody.rotate_key)

    def _recorded_key(self, make: Callable[..., VerifierKey]) -> VerifierKey:
        from ledger.log.proving import custody_record  # noqa: PLC0415 - few calls need it
        from ledger.log.proving.departures import refuse_departures  # noqa: PLC0415 - the same

        custody, origin = self.custody, self._log.head().origin

        def record(key: VerifierKey) -> None:
            refuse_departures(self._log, custody)
            known = () if custody_record.custody_record(self._log).keys else custody.keys(origin)
            act = custody_record.CustodyAct(
                act=custody_record.Act.KEY_MADE,
                keys=tuple(map(str, (*known, key))),
                recorded_by=self._recorded_by,
            )
            self._log.append([custody_record.event_of(act)])

        return make(origin, record=record)

    def checkpoint(self) -> Note:
        """Sign for all events up to now, and keep the checkpoint outside the ledger.

        That the first one was kept is recorded, so that its loss will show.

        Raises:
            Contradicted: the log does not go on from what was signed before.
            CustodyDeparted: the custody is not as it was left.
            NoKey: there is none to sign with.
        """
        from ledger.log.proving import custody_record  # noqa: PLC0415 - few calls need it
        from ledger.log.proving.custody import checkpoint  # noqa: PLC0415 - the same

        custody = self.custody
        note = checkpoint(self._log, custody)
        origin = self._log.head().origin
        custody.remember_place(origin)
        record = custody_record.custody_record(self._log)
        if record.note is None:
            keys = () if record.keys else custody.keys(origin)
            act = custody_record.CustodyAct(
                act=custody_record.Act.CHECKPOINT_KEPT,
                keys=tuple(map(str, keys)),
                note=str(note),
                recorded_by=self._recorded_by,
            )
            with suppress(LedgerReadOnly):  # a copy may be signed for, and stays as it is
                self._log.append([custody_record.event_of(act)])
        return note

    def departures(self) -> tuple[Departure, ...]:
        """What is not as it was left, of the custody or of the ledger that it is kept for."""
        from ledger.log.proving.departures import departures  # noqa: PLC0415 - few calls need it

        return departures(self._log, self.custody)

    def accept_custody(self, reason: str) -> tuple[Departure, ...]:
        """Accept all of it, on record, so that one can record again; gives what was accepted."""
        from ledger.log.proving.departures import accept  # noqa: PLC0415 - few calls need it

        return accept(self._log, self.custody, reason=reason, recorded_by=self._recorded_by)

    def prove(self, name: str) -> str:
        """The proof file of one event under the last checkpoint; of a claim, with its document.

        Raises:
            NoCheckpoint: none was made yet.
        """
        from ledger.log import log_entry as journal  # noqa: PLC0415 - few calls need it
        from ledger.log.proving import proof_file  # noqa: PLC0415 - few calls need it

        record, note = look_up(self._log, name), self.last_note()
        held = journal.entry(record).event
        rests_on = (
            [f"document:{held.claim.evidence.document}"] if isinstance(held, ClaimRecorded) else []
        )
        return proof_file.prove(self._log, record.event.id, note, evidence=rests_on)

    def repair_plan(self) -> Plan:
        """What keeps this ledger from going on and can be repaired; changes nothing."""
        from ledger.log.repairs import plan  # noqa: PLC0415 - asked for seldom

        return plan.plan(self._site())

    def repair(self, shown: Plan, evidence: Path) -> Done:
        """Do what a plan says, and record it; what is taken away goes to ``evidence`` first.

        Raises:
            ChangedMeanwhile: the ledger is not as it was when the plan was made.
        """
        from ledger.log.repairs import plan  # noqa: PLC0415 - asked for seldom

        return plan.carry_out(self._site(), shown, evidence)

    def _site(self) -> Site:
        from ledger.log.repairs.repair import NotRepairable, Site  # noqa: PLC0415
        from ledger.log.stores.sql import SqlLog  # noqa: PLC0415

        if not isinstance(self._log, SqlLog):
            raise NotRepairable("a ledger in memory has nothing to repair")
        return Site(
            log=self._log,
            custody=None if self._custody is None else self.custody,
            clock=self._clock,
            recorded_by=self._recorded_by,
        )

    def erasure_plan(self, name: str, *, with_claims: bool = False) -> ErasurePlan:
        """What ``erase`` would take: a document, or a name with all its descriptions.

        ``with_claims`` takes the claims that quote a document too.

        Raises:
            NotFound: nothing, or more than one thing, is called so.
        """
        from ledger.app.erasure import plan  # noqa: PLC0415 - few calls need it

        return plan(self._log, name, with_claims=with_claims)

    def erase(
        self, name: str, *, reason: str, authority: str | None = None, with_claims: bool = False
    ) -> tuple[Erasure, ...]:
        """Take words out under a legal order; that they were there stays provable.

        It cannot be undone: ``erasure_plan`` says what it takes.
        """
        from ledger.app.erasure import carry_out  # noqa: PLC0415 - few calls need it

        planned = self.erasure_plan(name, with_claims=with_claims)
        return carry_out(self._log, planned, reason=reason, authority=authority)
