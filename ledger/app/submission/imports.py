"""Imports as wholes: which there were, and what it takes to take one back.

Takes a log; gives ``Import`` values and an ``UndoPlan``. Nothing is removed: what an import
recorded is retracted by the ledger, as its own error, in one append; what was described is
described as it was before. What others have built on stays, and is said.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import attrs

from ledger.app.refusals import NoSuchImport
from ledger.claims.claim import LEDGER, Correction, Dispute, Retraction
from ledger.claims.commands import Command, Describe, JudgeParties, Retract
from ledger.claims.decision.control import retract
from ledger.claims.decision.refusals import Refused
from ledger.claims.decision.reversal import acts_in_force, claim_behind
from ledger.claims.events import (
    ClaimCorrected,
    ClaimDisputed,
    ClaimRecorded,
    ClaimRetracted,
    DocumentCaptured,
    InstrumentDescribed,
    PartiesJudged,
    PartnershipDescribed,
    PartyDescribed,
)
from ledger.claims.judgement import Judgement
from ledger.claims.subjects import IMPORT
from ledger.claims.vocabulary import Verdict
from ledger.facts.log_reader import decoded, read
from ledger.facts.register import LogRegister
from ledger.ids import position_name
from ledger.log.query import Query, QueryItem
from ledger.projections.imports import Import, UndoPlan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.claims.claim import Act
    from ledger.claims.entities import Entity
    from ledger.facts.facts import Recorded
    from ledger.log.port import Filing, Log

__all__ = ["Import", "UndoPlan", "imports", "undo_plan"]


def imports(log: Log) -> tuple[Import, ...]:
    """All imports in the order in which they were recorded."""
    made = sorted((_import(log, filing) for filing in log.filings(IMPORT)), key=lambda it: it.first)
    undone: dict[str, str] = {}
    for each in reversed(made):  # an undo is later than what it undoes
        if each.undoes is not None and each.id not in undone:
            undone.setdefault(each.undoes, each.id)
    return tuple(attrs.evolve(each, undone_by=undone.get(each.id)) for each in made)


def undo_plan(log: Log, import_id: str) -> UndoPlan:
    """What taking an import back takes.

    Raises:
        NoSuchImport: no import has that id.
    """
    position = log.head().size - 1
    records = list(read(log, Query.tagged(IMPORT + import_id), position))
    if not records:
        names = [filing.tag.removeprefix(IMPORT) for filing in log.filings(IMPORT)]
        raise NoSuchImport(import_id, names)
    plan = _ImportUndo(log, import_id, records)
    for record in reversed(records):
        plan.take_back(record)
    return UndoPlan(
        import_id=import_id,
        position=position,
        taken_back=tuple(
            command.target for command in plan.commands if isinstance(command, Retract)
        ),
        acts=plan.acts,
        described=tuple(plan.described),
        stays=tuple(plan.stays),
        since=tuple(dict.fromkeys(plan.since)),
        commands=tuple(plan.commands),
    )


class _ImportUndo:
    """The commands and sentences of one undo, gathered event by event from the last one on."""

    def __init__(self, log: Log, import_id: str, records: Sequence[Recorded]) -> None:
        self._log = log
        self._import = import_id
        self._register = LogRegister(log)
        self._own = {record.position for record in records}
        self._replacements = {
            record.event.correction.replacement
            for record in records
            if isinstance(record.event, ClaimCorrected)
        }
        self._reason = f"the import {import_id} was taken back"
        self._seen: set[str] = set()
        self.commands: list[Command] = []
        self.acts: dict[str, str] = {}
        self.described: list[str] = []
        self.stays: list[str] = []
        self.since: list[str] = []

    def take_back(self, record: Recorded) -> None:
        """Add what takes one event back."""
        event = record.event
        match event:
            case ClaimRecorded(claim=claim):
                self._others(f"claim {claim.id}", claim.id)
                if claim.id not in self._replacements:  # it falls with the correction
                    self._retract(claim.id)
            case ClaimCorrected(correction=act) | ClaimRetracted(retraction=act):
                self._brought_back(act, record.position)
                self._retract(act.id)
            case ClaimDisputed(dispute=act):
                self._retract(act.id)
            case DocumentCaptured(document=document, revision=None):
                self._document(document.id)
            case DocumentCaptured(document=document):
                self.stays.append(f"document {document.id} keeps the excerpts that it gained")
            case PartiesJudged(judgement=judgement, revision=revision):
                self._judgement(judgement, revision)
            case PartyDescribed() | PartnershipDescribed() | InstrumentDescribed():
                self._description(event)

    def _brought_back(self, act: Act, position: int) -> None:
        """Note what others did since to a claim that stood again with this import."""
        if isinstance(act, Retraction) and self._register.act(act.target) is not None:
            claim = claim_behind(act.id, self._register)
            if claim is not None:
                self._others(f"claim {claim.id}", claim.id, after=position)

    def _retract(self, target: str) -> None:
        if acts_in_force(target, self._register):
            return  # it does not stand already
        command = Retract(target=target, by=LEDGER, reason=self._reason, undoes=self._import)
        for times in count():  # it may have been taken back, and brought back, before
            command = attrs.evolve(command, again=times or None)
            try:
                if retract(command, self._register).events:
                    break
            except Refused:  # why is said when it is recorded
                break
        self.commands.append(command)
        if (act := self._register.act(target)) is not None:
            self.acts[target] = f"the {self._what(act)}"

    def _what(self, act: Act) -> str:
        """What an act is, down to the claim or the document that it is on."""
        noun = type(act).__name__.lower()
        target = act.target if isinstance(act, Retraction) else act.claim
        below = self._register.act(target)
        if below is not None:
            return f"{noun} of the {self._what(below)}"
        return f"{noun} of {'document' if self._register.document(target) else 'claim'} {target}"

    def _others(self, what: str, target: str, *, after: int = -1) -> None:
        """Note what others did to something since: they corrected, took back or disputed it."""
        acts = [(filed.act, filed.position) for filed in self._register.acts_upon(target)]
        acts += self._disputes(target)
        for act, position in acts:
            if position is None or position in self._own or position <= after or _is_undo(act):
                continue
            done = f"{_DONE[type(act)]} by {act.by} ({act.id}) at {position_name(position)}"
            self.since.append(f"{what} was {done}")

    def _disputes(self, target: str) -> list[tuple[Act, int]]:
        """The disputes of a claim that nobody took back."""
        item = QueryItem(
            types=frozenset({ClaimDisputed.type}), tags=frozenset({f"target:{target}"})
        )
        return [
            (record.event.dispute, record.position)
            for record in read(self._log, Query((item,)), None)
            if isinstance(record.event, ClaimDisputed)
            and not acts_in_force(record.event.dispute.id, self._register)
        ]

    def _document(self, name: str) -> None:
        """A document goes with its claims, unless someone quotes it or derives from it since."""
        users: list[str] = []
        for record in read(self._log, Query.tagged(f"document:{name}"), None):
            if record.position in self._own:
                continue
            match record.event:
                case ClaimRecorded(claim=claim) if not acts_in_force(claim.id, self._register):
                    users.append(f"claim {claim.id}")
                case DocumentCaptured(document=document) if document.root == name:
                    users.append(f"document {document.id}")
        self._others(f"document {name}", name)
        if users:
            rest = f" and {len(users) - _NAMED:,} more" if len(users) > _NAMED else ""
            names = ", ".join(users[:_NAMED])
            verb = "rests" if len(users) == 1 else "rest"
            self.stays.append(f"document {name}: {names}{rest} {verb} on it since")
            return
        self._retract(name)

    def _judgement(self, judgement: Judgement, revision: int) -> None:
        tag = f"judgement:{judgement.pair}"
        if not self._is_last(tag, revision, f"the judgement on {judgement.pair}"):
            return
        before = self._before(tag)
        verdict = before.verdict if isinstance(before, Judgement) else Verdict.UNDECIDED
        self.described.append(tag)
        self.commands.append(
            JudgeParties(
                party=judgement.party,
                other=judgement.other,
                verdict=verdict,
                reason=self._reason,
            )
        )

    def _description(
        self, event: PartyDescribed | PartnershipDescribed | InstrumentDescribed
    ) -> None:
        noun = event.type.partition(".")[0]
        name = getattr(event, noun).id
        tag = f"{noun}:{name}"
        if not self._is_last(tag, event.revision, f"{noun} {name}"):
            return
        before = self._before(tag)
        if before is None or isinstance(before, Judgement):
            self.stays.append(f"{noun} {name} stays described: a name is not taken back")
            return
        fields = frozenset(attrs.fields_dict(type(before))) - {"id"}
        self.described.append(tag)
        self.commands.append(Describe(entity=before, fields=fields, replace=fields))

    def _is_last(self, tag: str, revision: int, what: str) -> bool:
        """Whether a description is the last one of its thing, and was not looked at yet."""
        if tag in self._seen:
            return False
        self._seen.add(tag)
        if self._register.revision(tag) > revision + 1:
            self.stays.append(f"{what} was described again since")
            return False
        return True

    def _before(self, tag: str) -> Entity | Judgement | None:
        """How something was described before the import."""
        others = [
            description.entity
            for description in self._register.descriptions(tag)
            if description.position not in self._own
        ]
        return others[-1] if others else None


_NAMED = 5
_DONE = {Correction: "corrected", Retraction: "taken back", Dispute: "disputed"}


def _is_undo(act: Act) -> bool:
    return isinstance(act, Retraction) and act.undoes is not None


def _import(log: Log, filing: Filing) -> Import:
    first = log.at(filing.first)
    assert first is not None  # noqa: S101 - it is filed there
    by = next((record.event.recorded_by for record in decoded([first])), None)
    tag = filing.tag
    query = Query((QueryItem(types=frozenset({ClaimRetracted.type}), tags=frozenset({tag})),))
    undoes = (
        record.event.retraction.undoes
        for record in decoded(log.read(query, limit=1))
        if isinstance(record.event, ClaimRetracted)
    )
    return Import(
        id=tag.removeprefix(IMPORT),
        recorded_at=first.recorded_at,
        recorded_by=by,
        first=filing.first,
        last=filing.last,
        events=filing.count,
        undoes=next(undoes, None),
    )
