"""What of a log goes into an export: found in one reading, so that a second one can write it.

Takes a log and what is wanted of it; gives a ``Survey``: how many entries there are, what they
name, what falls because words were erased. It holds ids of documents and of what acts are on,
and no events: memory follows the documents and the acts, not the claims and their words.
"""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

import attrs

from ledger.app.sharing.gaps import named_by, stated_by
from ledger.app.sharing.statements import Mentions, StatedEntry, act_of, said
from ledger.claims.claim import Claim, Correction, Retraction
from ledger.claims.developments import RequirementStated
from ledger.claims.events import (
    ClaimCorrected,
    ClaimDisputed,
    ClaimRecorded,
    ClaimRetracted,
    DocumentCaptured,
)
from ledger.edtf import Edtf
from ledger.errors import Conflict
from ledger.facts.erased import taken_out
from ledger.facts.log_reader import decoded
from ledger.log.event import ErasedEvent
from ledger.log.port import Log
from ledger.log.query import Query

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.claims.claim import Act
    from ledger.facts.facts import Facts, Recorded
    from ledger.log.event import RecordedEvent

_TYPES = {
    ClaimCorrected.type: "correction",
    ClaimRetracted.type: "retraction",
    ClaimDisputed.type: "dispute",
}
"""How the id of an act's event begins."""
_KINDS = ("claim", "document", *_TYPES.values())
_ACTS = Query.of_types(*_TYPES)
_STATED = Query.of_types(DocumentCaptured.type, ClaimRecorded.type)
_SAID = Query.of_types(DocumentCaptured.type, ClaimRecorded.type, *_TYPES)


class ExportOvertaken(Conflict):
    """Words were erased while they were exported."""

    code = "export-overtaken"

    def __init__(self) -> None:
        super().__init__(
            "words were erased while the export was being written; what was written of it is "
            "not whole",
            fix="export again",
        )


@attrs.frozen
class Wanted:
    """The ids of what some partnerships rest on."""

    documents: AbstractSet[str]
    claims: AbstractSet[str]
    acts: AbstractSet[str]

    def has(self, event_id: str) -> bool:
        """Whether the event with an id is part of it."""
        kind, _, name = event_id.partition(":")
        if kind == "document":
            return name.partition(":")[0] in self.documents
        return name in (self.claims if kind == "claim" else self.acts)


def ids_of(facts: Facts) -> Wanted:
    """The ids of what was said in these facts, which can be let go of."""
    return Wanted(set(facts.documents), set(facts.claims), set(facts.acts))


@attrs.define(kw_only=True)
class Survey:
    """What is said in a log up to a position, and goes into an export.

    Attributes:
        count: How many entries it makes.
        last: The last position of it; -1 of none.
        named: All that it names, as things (``party:mexico``).
        blocked: The instruments that its hurdles block.
        fallen: What rests on words that were erased, with what it rests on, as things.
    """

    _log: Log
    _upto: int
    _wanted: Wanted | None
    _erased: Collection[str]
    _taken_out: int
    count: int = 0
    last: int = -1
    named: set[str] = attrs.Factory(set)
    blocked: set[str] = attrs.Factory(set)
    fallen: dict[str, str] = attrs.Factory(dict)
    _documents: set[str] = attrs.field(factory=set, init=False)
    _published: dict[str, Edtf | None] = attrs.field(factory=dict, init=False)
    _hurdles: set[str] = attrs.field(factory=set, init=False)
    _replaced: dict[str, list[str]] = attrs.field(factory=dict, init=False)
    _targets: set[str] = attrs.field(factory=set, init=False)
    _cited: set[str] = attrs.field(factory=set, init=False)

    def said(self) -> Iterator[StatedEntry]:
        """The entries of it with their events, read from the log.

        Raises:
            ExportOvertaken: words were erased since it was surveyed.
        """
        mentions = Mentions(
            documents=self._documents,
            published=self._published,
            replacements={name for names in self._replaced.values() for name in names},
        )
        kept = (record for record in self._read(_SAID) if record.event.id not in self.fallen)
        try:
            yield from said(decoded(kept), mentions, self._erased)
        except KeyError:
            self.refuse_erasures()  # of a correction's own claim
            raise
        self.refuse_erasures()

    def refuse_erasures(self) -> None:
        """Refuse what was read while words were erased."""
        if taken_out(self._log) != self._taken_out:
            raise ExportOvertaken

    def has(self, thing: str) -> bool:
        """Whether a document, a claim or a hurdle is part of it."""
        kind, _, name = thing.partition(":")
        if kind == "claim":
            record = self._log.find(thing)
            return record is not None and self._keeps(record)
        return thing in self._hurdles or (kind == "document" and name in self._documents)

    def _keeps(self, record: RecordedEvent) -> bool:
        """Whether an event of what is said is part of it."""
        event = record.event
        return (
            record.position <= self._upto
            and not isinstance(event, ErasedEvent)
            and event.id not in self.fallen
            and (self._wanted is None or self._wanted.has(event.id))
        )

    def _read(self, query: Query) -> Iterator[RecordedEvent]:
        wanted = self._wanted
        for record in self._log.read(query, upto=self._upto):
            if wanted is None or wanted.has(record.event.id):
                yield record

    def look(self) -> None:
        """Go through the log: what acts are on, what is stated, then which acts stand."""
        corrections = []
        for record in decoded(self._read(_ACTS)):
            if (act := act_of(record)) is not None:
                self._targets.add(_target(act))
                if isinstance(act, Correction):
                    corrections.append((act.claim, act.replacement))
                    self._replaced.setdefault(act.claim, []).append(act.replacement)
                    self._targets.add(act.replacement)
                elif act.document is not None:
                    self._cited.add(act.document)
        claims, aside = self._look_at_statements()
        for name in [name for name, record in aside.items() if not self._is_quoted(record)]:
            self.fallen[f"claim:{name}"] = f"document:{_document(aside.pop(name))}"
            claims.discard(name)
        while gone := [pair for pair in corrections if pair[0] in claims and pair[1] not in claims]:
            for claim, replacement in gone:
                claims.discard(claim)
                self.fallen[f"claim:{claim}"] = f"claim:{replacement}"
                aside.pop(claim, None)
        for record in aside.values():
            self._take(record)
        self._look_at_acts(claims)

    def _look_at_statements(self) -> tuple[set[str], dict[str, Recorded]]:
        """The claims that acts are on, and those of which is not sure yet whether they stay."""
        claims: set[str] = set()
        aside: dict[str, Recorded] = {}
        for record in decoded(self._read(_STATED)):
            match record.event:
                case DocumentCaptured(document=document):
                    self._documents.add(document.id)
                    if document.id in self._cited:
                        self._published[document.id] = document.published
                    self._take(record)
                case ClaimRecorded(claim=claim):
                    if claim.id in self._targets:
                        claims.add(claim.id)
                    if claim.id in self._replaced or not self._is_quoted(record):
                        aside[claim.id] = record
                    else:
                        self._take(record)
        return claims, aside

    def _look_at_acts(self, claims: AbstractSet[str]) -> None:
        """An act stands with what it is on; a correction is one entry with its claim."""
        acts: set[str] = set()
        for record in decoded(self._read(_ACTS)):
            act = act_of(record)
            if act is None:
                continue
            target, kind = _target(act), _TYPES[record.event.type]
            if target in self._documents or target in claims or target in acts:
                if act.id in self._targets:
                    acts.add(act.id)
                self._take(record)
                if isinstance(act, Correction) and self._follows(record, act):
                    self.count -= 1
            else:
                things = (f"{each}:{target}" for each in _KINDS)
                gone = (it for it in things if it in self._erased or it in self.fallen)
                self.fallen[f"{kind}:{act.id}"] = next(gone, "")

    def _follows(self, record: Recorded, act: Correction) -> bool:
        """Whether the claim of a correction was recorded right before it."""
        for position in range(record.position - 1, -1, -1):
            before = self._log.at(position)
            if before is not None and _SAID.matches(before.event) and self._keeps(before):
                return before.event.id == f"claim:{act.replacement}"
        return False

    def _is_quoted(self, record: Recorded) -> bool:
        return _document(record) in self._documents

    def _take(self, record: Recorded) -> None:
        self.count += 1
        self.last = max(self.last, record.position)
        self.named |= named_by(record)
        stated = stated_by(record)
        if stated is not None and stated.startswith("hurdle:"):
            self._hurdles.add(stated)
        match record.event:
            case ClaimRecorded(claim=Claim(development=RequirementStated(blocks=blocks))):
                self.blocked.update(blocks)


def surveyed(log: Log, upto: int, wanted: Wanted | None, erased: Collection[str]) -> Survey:
    """The survey of a log up to a position: of all, or of what is wanted.

    ``erased`` are the things whose words are gone.
    """
    gone = taken_out(log)
    survey = Survey(log=log, upto=upto, wanted=wanted, erased=erased, taken_out=gone)
    survey.look()
    return survey


def _target(act: Act) -> str:
    return act.target if isinstance(act, Retraction) else act.claim


def _document(record: Recorded) -> str:
    event = record.event
    assert isinstance(event, ClaimRecorded)  # noqa: S101 - asked of claims alone
    return event.claim.evidence.document
