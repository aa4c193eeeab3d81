"""The composition root: a place on disk becomes a ``Ledger`` that can be asked and told.

Takes a location and a clock; gives ``Ledger``, which every face shares. It owns no rule: it
reads, calls the pure rooms, and appends what they decide.
"""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Self

import attrs

from ledger.checks.finding import NEWS_DAYS, Finding, Scope
from ledger.claims.events import (
    ClaimCorrected,
    ClaimDisputed,
    ClaimRecorded,
    ClaimRetracted,
    DocumentCaptured,
    InstrumentDescribed,
    PartnershipDescribed,
    PartyDescribed,
)
from ledger.claims.refusals import Refused
from ledger.claims.subjects import instrument_of
from ledger.clock import Clocks, SystemClock
from ledger.errors import ClaimsError, InvalidInput, NotFound, Problems
from ledger.log import codec, erasure, journal
from ledger.log.event import ErasedEvent
from ledger.log.failures import ConditionFailed, IdTaken
from ledger.log.query import AppendCondition, Query
from ledger.projections import reading
from ledger.projections.board import BoardRow, in_order
from ledger.projections.changes import ChangedClock, Changes, changes
from ledger.projections.hurdle_graph import HurdleGraph, graph
from ledger.projections.known import LogKnown
from ledger.projections.search import Hit, search
from ledger.projections.shelf import rows_of_today, steady_row
from ledger.projections.standing import Standing
from ledger.projections.status import PartnershipStatus, PartnershipView
from ledger.projections.touched import mark_appended
from ledger.projections.treaty import Treaty, treaty
from ledger.projections.why import Proof, why
from ledger.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import TracebackType

    from ledger.checks.verification import Verified
    from ledger.claims.commands import Command
    from ledger.claims.events import DomainEvent
    from ledger.clock import Clock
    from ledger.log.custody import Custody
    from ledger.log.erasure import Erasure
    from ledger.log.event import RecordedEvent
    from ledger.log.journal import LogEntry
    from ledger.log.notes import Note
    from ledger.log.port import Log
    from ledger.projections.contests import Contest
    from ledger.projections.facts import Facts
    from ledger.projections.hurdles import Hurdle
    from ledger.projections.timeline import Moment

_DECISIVE = Query.of_types(
    PartyDescribed.type,
    PartnershipDescribed.type,
    InstrumentDescribed.type,
    DocumentCaptured.type,
    ClaimCorrected.type,
    ClaimRetracted.type,
    ClaimDisputed.type,
)
"""The types of event that a decision rests on: if one arrived meanwhile, decide again."""

_ATTEMPTS = 10


@attrs.frozen(kw_only=True)
class Outcome:
    """What became of one command: the id it speaks of, and whether anything was new."""

    id: str
    type: str | None
    position: int | None
    new: bool


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
        custody: Custody | None = None,
    ) -> None:
        self._log = log
        self._clock = clock
        self._recorded_by = recorded_by
        self._custody = custody

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

    def submit(self, commands: Sequence[Command], *, dry_run: bool = False) -> tuple[Outcome, ...]:
        """Record what follows from commands: all of it or nothing, in one append.

        Raises:
            Problems: every problem of every command; each has ``field`` and ``index``.
        """
        for _ in range(_ATTEMPTS):
            after = self._log.head().size - 1
            decided = self._decide(commands)
            events = [codec.encode(event) for _, new in decided for event in new]
            if dry_run or not events:
                return _outcomes(decided, {})
            condition = AppendCondition(fail_if_events_match=_DECISIVE, after=after)
            try:
                recorded = self._log.append(events, condition)
            except (ConditionFailed, IdTaken) as error:
                failure = error
                continue
            return _outcomes(decided, {one.event.id: one.position for one in recorded})
        raise failure

    def _decide(self, commands: Sequence[Command]) -> list[tuple[str, tuple[DomainEvent, ...]]]:
        from ledger.claims.decide import decide  # noqa: PLC0415 - readers need not pay for it

        known = LogKnown(self._log)
        decided: list[tuple[str, tuple[DomainEvent, ...]]] = []
        problems: list[ClaimsError] = []
        for index, command in enumerate(commands):
            try:
                decision = decide(command, known)
            except Refused as refused:
                problems += [_numbered(problem, index) for problem in refused.problems]
                continue
            stamped = tuple(
                attrs.evolve(event, recorded_by=self._recorded_by) for event in decision.events
            )
            for event in stamped:
                known.add(event)
            decided.append((decision.id, stamped))
        if problems:
            raise Problems("what was given", problems)
        return decided

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
                raise BeyondTheHead(f"position {known_at}", head)
            position = known_at
        elif known_at is not None and known_at.date() > self._clock.now().date():
            raise BeyondTheHead(known_at.astimezone(UTC).isoformat(), head)
        return At(
            valid_at=clocks.valid_at,
            published_by=clocks.published_by,
            known_at=known_at,
            position=position,
        )

    def names(self) -> Facts:
        """Parties, partnerships and instruments, as now described."""
        return reading.names(self._log)

    def known(self) -> LogKnown:
        """What the ledger holds, by id, as ``decide`` sees it."""
        return LogKnown(self._log)

    def view(self, partnership: str, clocks: Clocks) -> PartnershipView:
        """Everything that can be asked of one partnership.

        Raises:
            NoSuchSubject: the ledger follows no such partnership at these clocks.
        """
        self.at(clocks)
        facts = reading.facts_of_partnership(self._log, partnership, clocks.known_at)
        if partnership not in facts.partnerships:
            raise NoSuchSubject(partnership, reading.names(self._log, clocks.known_at))
        today = self._clock.now().date()
        return PartnershipView(standing=Standing(facts, clocks), id=partnership, today=today)

    def board(self, clocks: Clocks) -> tuple[BoardRow, ...]:
        """All partnerships, one row each: today's from the shelf, any other folded."""
        self.at(clocks)
        if clocks.known_at is None and clocks.published_by is None:
            return in_order(rows_of_today(self._log, clocks.valid_at))
        names = reading.names(self._log, clocks.known_at)
        rows = (steady_row(self._log, one, clocks, names.parties).row for one in names.partnerships)
        return in_order(row for row in rows if row is not None)

    def rebuild(self, day: date) -> int:
        """Make the current tables anew, as of a day; how many rows there are.

        The log is not touched, and readers meanwhile make what they need themselves.
        """
        self._log.shelf.clear()
        return sum(1 for _ in rows_of_today(self._log, day))

    def status(self, partnership: str, clocks: Clocks) -> PartnershipStatus:
        """Where one partnership stands."""
        return self.view(partnership, clocks).status

    def hurdles(self, partnership: str, clocks: Clocks) -> tuple[Hurdle, ...]:
        """What stands, or stood, in the way of one partnership."""
        return self.view(partnership, clocks).hurdles

    def hurdle_graph(self, partnership: str, clocks: Clocks) -> HurdleGraph:
        """What blocks what in one partnership, and the chains that stand before its goals."""
        return graph(self.view(partnership, clocks))

    def check(
        self, clocks: Clocks, names: Sequence[str] = (), *, news_days: int = NEWS_DAYS
    ) -> tuple[Finding, ...]:
        """What is not as it must be: by all checks, or by those of these names and groups.

        Raises:
            NoSuchCheck: a name that is neither a check's nor a group's.
        """
        from ledger.checks.registry import check, selected  # noqa: PLC0415 - asked for seldom

        chosen = selected(names)
        self.at(clocks)
        facts = reading.all_facts(self._log, clocks.known_at)
        return check(Scope(Standing(facts, clocks), news_days), chosen)

    def diff(
        self,
        partnership: str,
        since: date | datetime | int,
        clocks: Clocks,
        *,
        clock: ChangedClock = ChangedClock.RECORDED,
    ) -> Changes:
        """What changed after ``since`` on one clock: the end of a day, a moment, a position.

        A position or a moment is on the recorded clock alone.

        Raises:
            NoSuchSubject: the ledger follows no such partnership at these clocks.
            BeyondTheHead: ``since`` lies in this ledger's future.
            SinceTooLate: ``since`` lies after what is asked about.
        """
        now = self.view(partnership, clocks)
        at_that_time = _moved(clocks, since, clock)
        self.at(at_that_time)
        if _later(at_that_time, clocks):
            raise SinceTooLate(str(since), clock)
        facts = reading.facts_of_partnership(self._log, partnership, at_that_time.known_at)
        facts.partnerships.setdefault(partnership, now.standing.facts.partnerships[partnership])
        then = PartnershipView(standing=Standing(facts, at_that_time), id=partnership)
        return changes(then, now, clock)

    def disputes(self, clocks: Clocks, subject: str | None = None) -> tuple[Contest, ...]:
        """All that is contested: over the whole ledger, or of one subject and what is below it.

        A subject is a partnership, an instrument, a party's position (``i/a``) or a claim.

        Raises:
            NoSuchSubject: the ledger holds nothing of that name at these clocks.
        """
        self.at(clocks)
        facts = reading.all_facts(self._log, clocks.known_at)
        standing = Standing(facts, clocks)
        asked = (subject,) if subject in facts.partnerships else sorted(facts.partnerships)
        views = [PartnershipView(standing=standing, id=one) for one in asked if one is not None]
        found = tuple(dict.fromkeys(contest for view in views for contest in view.contested))
        if subject is None or subject in facts.partnerships:
            return found
        if subject.partition("/")[0] not in {*facts.instruments, *facts.claims}:
            raise NoSuchSubject(subject, facts)
        return tuple(
            one for one in found if one.subject == subject or one.subject.startswith(f"{subject}/")
        )

    def timeline(self, partnership: str, clocks: Clocks) -> tuple[Moment, ...]:
        """What was stated of one partnership, in order."""
        return self.view(partnership, clocks).timeline

    def treaty(self, instrument: str, clocks: Clocks) -> Treaty:
        """One instrument with all its parties, whichever partnership follows it.

        Raises:
            NoSuchSubject: the ledger holds no such instrument at these clocks.
        """
        self.at(clocks)
        facts = reading.facts_about(self._log, {f"instrument:{instrument}"}, clocks.known_at)
        if instrument not in facts.instruments:
            raise NoSuchSubject(instrument, facts)
        return treaty(Standing(facts, clocks), instrument)

    def why(self, path: str, clocks: Clocks) -> tuple[Proof, ...]:
        """The proof of a value: ``SUBJECT[.FIELD]``, a subject within a partnership or alone.

        A subject is a partnership, an instrument, a party's position (``i/a``), a hurdle or a
        claim; without a field, all of its fields are proved.
        """
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
        found = [one.event.id.partition(":")[2] for one in self._matches(subject)]
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
        return search(reading.all_facts(self._log), words)

    def entries(self, *, after: int = -1, limit: int | None = None) -> Iterator[LogEntry]:
        """The log itself, in order."""
        return map(journal.entry, self._log.read(after=after, limit=limit))

    def show(self, name: str) -> LogEntry:
        """One event by its id, by an unambiguous beginning of it, or by its position.

        Raises:
            NotFound: nothing, or more than one thing, is called so.
        """
        record = self._record(name)
        why = None
        if isinstance(record.event, ErasedEvent):
            why = next(self._log.read(erasure.erases(record.position), limit=1), None)
        return journal.entry(record, why)

    def _record(self, name: str) -> RecordedEvent:
        if name.isdecimal():
            record = self._log.at(int(name))
            if record is not None:
                return record
        matches = self._matches(name)
        if len(matches) == 1:
            return matches[0]
        if matches:
            found = ", ".join(one.event.id.partition(":")[2] for one in matches[:5])
            raise Ambiguous(name, found)
        raise NothingCalled(name)

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
        return self._custody

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
        last = None if self._custody is None else self._custody.last(self._log.head().origin)
        answers = verification.Answers(
            status=lambda name: self.status(name, clocks), board=lambda: self.board(clocks)
        )
        return verification.verify(self._log, clocks, answers, last=last, quick=quick)

    def prove(self, name: str) -> str:
        """The proof file of one event under the last checkpoint; of a claim, with its document.

        Raises:
            NoCheckpoint: none was made yet.
        """
        from ledger.log import proof_file  # noqa: PLC0415 - few calls need it

        record, note = self._record(name), self.last_note()
        held = journal.entry(record).event
        rests_on = (
            [f"document:{held.claim.evidence.document}"] if isinstance(held, ClaimRecorded) else []
        )
        return proof_file.prove(self._log, record.event.id, note, evidence=rests_on)

    def erase(self, name: str, *, reason: str, authority: str | None = None) -> Erasure:
        """Take one event's words out under a legal order; that they were there stays provable."""
        return erasure.erase(
            self._log, self._record(name).event.id, reason=reason, authority=authority
        )

    def _matches(self, name: str) -> list[RecordedEvent]:
        exact = [self._log.find(f"{kind}:{name}") for kind in _KINDS]
        found = [one for one in exact if one is not None]
        if found:
            return found
        described = [
            record
            for kind in ("party", "partnership", "instrument")
            for record in self._log.find_prefix(f"{kind}:{name}:", limit=100)
        ]
        if described:
            return described[-1:]
        return [one for kind in _KINDS for one in self._log.find_prefix(f"{kind}:{name}", limit=6)]


_KINDS = ("claim", "document", "correction", "retraction", "dispute")


class BeyondTheHead(InvalidInput):
    """A question about what this ledger will know: it cannot tell."""

    code = "beyond-the-head"

    def __init__(self, asked: str, head: int) -> None:
        super().__init__(
            f"known-at {asked} lies beyond what this ledger holds",
            fix=f"ask for a past moment, or a position up to {head}",
        )


class SinceTooLate(InvalidInput):
    """A comparison with a day that is not before the one that is asked about."""

    code = "since-too-late"

    def __init__(self, since: str, clock: str) -> None:
        super().__init__(
            f"since {since} is later than what is asked about, on the {clock} clock",
            fix="ask since an earlier day or position, or set that clock later",
        )


class NoPosition(InvalidInput):
    """A log position where only a day will do."""

    code = "no-position"

    def __init__(self, since: str, clock: str) -> None:
        super().__init__(
            f"since {since} names no day, and the {clock} clock knows days alone",
            fix="give a day, such as 2024-06-12, or compare on the recorded clock",
        )


class NoSuchSubject(NotFound):
    """Nothing of this name is followed, at these clocks."""

    code = "no-such-subject"

    def __init__(self, name: str, facts: Facts) -> None:
        known = sorted((*facts.partnerships, *facts.instruments))
        fix = f"ask for one of: {', '.join(known[:8])}" if known else "import something first"
        super().__init__(f"this ledger follows nothing called {name}", fix=fix)


class Ambiguous(NotFound):
    """A beginning that several ids share."""

    code = "ambiguous"

    def __init__(self, name: str, found: str) -> None:
        super().__init__(f"several things are called {name}…", fix=f"give more of it: {found}")


class NothingCalled(NotFound):
    """An id that the ledger does not hold."""

    code = "nothing-called"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"nothing in this ledger is called {name}",
            fix="look in claims log, or find it by its words with claims search",
        )


class NoCustody(NotFound):
    """A ledger without a place for keys and checkpoints."""

    code = "no-custody"

    def __init__(self) -> None:
        super().__init__(
            "this ledger has no place to keep keys and checkpoints",
            fix="open it with open_ledger(…, custody=FOLDER)",
        )


class NoCheckpoint(NotFound):
    """Nothing was signed for yet."""

    code = "no-checkpoint"

    def __init__(self, origin: str) -> None:
        super().__init__(
            f"no checkpoint of {origin} is kept", fix="make one with claims checkpoint"
        )


def init_ledger(location: str | Path) -> None:
    """Make a ledger, or bring an older one up to date; an up-to-date one stays as it is."""
    from ledger.log.opening import init_log  # noqa: PLC0415 - loads the database

    init_log(location)


def open_ledger(
    location: str | Path,
    *,
    clock: Clock | None = None,
    recorded_by: str | None = None,
    custody: str | Path | None = None,
) -> Ledger:
    """Open a ledger that is there.

    ``clock`` stamps what is recorded; ``recorded_by`` is the analyst's name; ``custody`` is the
    folder of keys and last checkpoints (``CLAIMS_CUSTODY``, or next to the user's settings). A
    ledger that does not go on from its last checkpoint there refuses to be written.
    """
    from ledger.log.custody import Custody  # noqa: PLC0415 - with the database
    from ledger.log.opening import open_log  # noqa: PLC0415 - loads the database

    clock = clock or SystemClock()
    folder = Settings.of(os.environ).custody if custody is None else Path(custody)
    kept = Custody(folder.expanduser())
    log = open_log(location, clock=clock, on_append=mark_appended, pinned=kept.last)
    return Ledger(log, clock=clock, recorded_by=recorded_by, custody=kept)


def _moved(clocks: Clocks, since: date | datetime | int, clock: ChangedClock) -> Clocks:
    """The same question with one clock set back."""
    if clock is ChangedClock.RECORDED:
        if isinstance(since, date) and not isinstance(since, datetime):
            since = datetime.combine(since, time.max, UTC)
        return attrs.evolve(clocks, known_at=since)
    if isinstance(since, int | datetime):
        raise NoPosition(str(since), clock)
    if clock is ChangedClock.PUBLISHED:
        return attrs.evolve(clocks, published_by=since)
    return attrs.evolve(clocks, valid_at=since)


def _later(one: Clocks, other: Clocks) -> bool:
    """Whether a clock of one question is set later than the same clock of the other."""
    if one.valid_at > other.valid_at:
        return True
    if one.published_by is not None and other.published_by is not None:
        return one.published_by > other.published_by
    match one.known_at, other.known_at:
        case (int() as then, int() as now):
            return then > now
        case (datetime() as then, datetime() as now):
            return then > now
    return False


def _numbered(problem: ClaimsError, index: int) -> ClaimsError:
    problem.index = index
    return problem


def _outcomes(
    decided: list[tuple[str, tuple[DomainEvent, ...]]], positions: dict[str, int]
) -> tuple[Outcome, ...]:
    return tuple(
        Outcome(
            id=name,
            type=events[-1].type if events else None,
            position=positions.get(codec.encode(events[-1]).id) if events else None,
            new=bool(events),
        )
        for name, events in decided
    )
