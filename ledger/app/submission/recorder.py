"""What a ledger is told: entries, erasures, repairs, and the board made again.

Takes commands; gives what became of each. It is loaded when something is to be recorded.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC
from typing import TYPE_CHECKING

from ledger.app.submission.erasure import carry_out, plan
from ledger.app.submission.imports import imports, undo_plan
from ledger.app.submission.submit import submit
from ledger.app.submission.terms import Terms
from ledger.board.rebuild import rebuild
from ledger.clock import today
from ledger.late import late
from ledger.log.failures import LedgerDamaged
from ledger.log.repairs import plan as repairs
from ledger.log.repairs.repair import NotRepairable, RepairSite
from ledger.log.stores.sql import SqlLog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, tzinfo
    from pathlib import Path

    from ledger.app.submission.erasure import ErasurePlan
    from ledger.app.submission.submit import Outcome
    from ledger.board.rebuild import Rebuilt
    from ledger.claims.commands import Command
    from ledger.clock import Clock
    from ledger.entries.fragment import Fragment
    from ledger.intake import originals
    from ledger.intake.inbox import place
    from ledger.intake.reprints import index
    from ledger.log.erasure import Erasure
    from ledger.log.port import Log
    from ledger.log.proving.custody.custody import Custody
    from ledger.log.repairs.plan import Done, RepairPlan
    from ledger.projections.imports import Import, UndoPlan
else:  # an erasure or a rebuild alone needs them
    originals = late("ledger.intake.originals")
    place = late("ledger.intake.inbox.place")
    index = late("ledger.intake.reprints.index")


class Recorder:
    """All that writes to a ledger but its keys."""

    def __init__(
        self,
        log: Log,
        *,
        clock: Clock,
        recorded_by: str | None,
        custody: Custody | None,
        zone: tzinfo | None = UTC,
    ) -> None:
        self._log = log
        self._clock = clock
        self._zone = zone
        self._recorded_by = recorded_by
        self._custody = custody

    def submit(
        self,
        commands: Sequence[Command | Fragment],
        terms: Terms,
        advance: Callable[[int], None] = lambda _: None,
    ) -> tuple[Outcome, ...]:
        """Record what follows from commands: all of it or nothing, in one append.

        What was ever recorded identically is there already, whatever came later. Descriptions
        add to what was described; what they would change is refused, unless the terms let them.
        Fragments of entries with mistakes are checked with them, and nothing is recorded.
        ``advance`` is called with 1 as each is decided.

        Raises:
            Problems: every problem of every command; each has ``field`` and ``index``.
        """
        return submit(
            self._log,
            commands,
            terms,
            recorded_by=self._recorded_by,
            today=max(today(self._clock, self._zone), today(self._clock, UTC)),
            advance=advance,
        )

    def imports(self) -> tuple[Import, ...]:
        """The imports in the order in which they were recorded."""
        return imports(self._log)

    def undo_plan(self, import_id: str) -> UndoPlan:
        """What taking an import back records, and what stays; nothing is recorded.

        Raises:
            NoSuchImport: no import has that id.
        """
        return undo_plan(self._log, import_id)

    def undo(self, plan: UndoPlan) -> tuple[Outcome, ...]:
        """Take an import back as planned, in one append, which is an import itself.

        Raises:
            GoneOn: something was recorded since it was planned.
        """
        return self.submit(plan.commands, Terms(only_at=plan.position, importing=True))

    def rebuild(self, day: date) -> Rebuilt:
        """Make the current tables again from the log, as of a day; the log is not touched.

        Others go on reading and recording meanwhile: the new rows take the old ones' place at
        once, when all of them are there. Stopped half-way it leaves the old ones.

        Raises:
            RebuildOvertaken: another rebuild, or an erasure, came between again and again.
        """
        done = rebuild(self._log, day)
        with suppress(LedgerDamaged):  # the inbox's own damage is claims repair's
            index.prints_next_to(self._log).clear()
        return done

    def erasure_plan(self, name: str, *, with_claims: bool = False) -> ErasurePlan:
        """What ``erase`` would take: a document, or a name with all its descriptions.

        ``with_claims`` takes the claims that quote a document too.

        Raises:
            NotFound: nothing, or more than one thing, is called so.
        """
        return plan(self._log, name, with_claims=with_claims)

    def erase(
        self, name: str, *, reason: str, authority: str | None = None, with_claims: bool = False
    ) -> tuple[Erasure, ...]:
        """Take words out under a legal order; that they were there stays provable.

        It cannot be undone: ``erasure_plan`` says what it takes.
        """
        planned = self.erasure_plan(name, with_claims=with_claims)
        erased = carry_out(self._log, planned, reason=reason, authority=authority)
        self._forget(planned)
        return erased

    def _forget(self, planned: ErasurePlan) -> None:
        """Take the words of erased documents out of the inbox as well."""
        inbox = place.inbox_of(self._log)
        for tag in sorted({tag for record in planned.events for tag in record.event.tags}):
            kind, _, sha256 = tag.partition(":")
            if kind == "text":
                items = inbox.alike(sha256, None)
                digests = {item.arrival.original for item in items if item.arrival.original}
                if digests:
                    originals.originals_of(self._log).forget(digests)
                inbox.forget(sha256)

    def repair_plan(self) -> RepairPlan:
        """What keeps this ledger from going on and can be repaired; changes nothing.

        Raises:
            NotRepairable: so much is damaged that nothing can be planned.
        """
        try:
            return repairs.plan(self._site())
        except LedgerDamaged as error:
            raise NotRepairable(error.what) from error

    def repair(self, shown: RepairPlan, evidence: Path) -> Done:
        """Do what a plan says, and record it; what is taken away goes to ``evidence`` first.

        Raises:
            ChangedMeanwhile: the ledger is not as it was when the plan was made.
        """
        return repairs.carry_out(self._site(), shown, evidence)

    def _site(self) -> RepairSite:
        if not isinstance(self._log, SqlLog):
            raise NotRepairable("a ledger in memory has nothing to repair")
        return RepairSite(
            log=self._log,
            custody=self._custody,
            clock=self._clock,
            recorded_by=self._recorded_by,
        )
