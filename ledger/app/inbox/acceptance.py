"""Accepting an item: its document and its claims in one append, and taking that back.

Takes an item and entries; gives what was recorded. First the plan is kept with the item, then it
is carried out, then the item says what became of it. A fault in between leaves a plan that can
be finished: what it has recorded already is there, and is not recorded twice.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import attrs
import msgspec

from ledger.app.desk.documents import described
from ledger.app.desk.entry_files import entries_in, outcomes_of
from ledger.app.inbox.refusals import HalfAccepted, NothingCaptured, NotWaiting
from ledger.app.submission.submit import Outcome
from ledger.app.submission.terms import Terms
from ledger.claims.claim import LEDGER
from ledger.claims.commands import (
    CaptureDocument,
    Command,
    CorrectClaim,
    DisputeClaim,
    RecordClaim,
    Retract,
)
from ledger.claims.events import ClaimRecorded
from ledger.edtf import parse
from ledger.entries.entry import BrokenEntry, Entry
from ledger.entries.reader import read_mappings
from ledger.entries.write import entry_of
from ledger.errors import ClaimsError, StorageError
from ledger.ids import DocumentId
from ledger.intake.inbox.item import Item, Plan, State
from ledger.sources.capture import Captured

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledger.app.ledger import Ledger
    from ledger.entries.fragment import Fragment
    from ledger.sources.document import Document

_ACCEPTED_AGAIN = "accepted again from the inbox"
_SHORTEST = 4  # letters of an id, so that no document is taken for the item
_TO_SEE = Terms(dry_run=True)
_DOCUMENT = 0  # the place of the document among what is recorded


@attrs.frozen(kw_only=True)
class Accepted:
    """What accepting recorded, or with a dry run would: the document first, then the entries."""

    item: Item
    outcomes: tuple[Outcome, ...]
    dry_run: bool = False


def document_of(item: Item, details: Mapping[str, str | None]) -> Document:
    """The document of an item, with what a person says of it before what its door said.

    Raises:
        NothingCaptured: it has no text.
        InvalidInput: it lacks a title or a publisher, or what is said cannot be.
    """
    if not item.text:
        raise NothingCaptured(item)
    arrival = item.arrival
    captured = Captured(
        text=arrival.text,
        media_type=arrival.media_type,
        title=arrival.title,
        publisher=arrival.publisher,
        language=arrival.language,
        url=arrival.url,
        published=None if arrival.published is None else parse(arrival.published),
        pages=arrival.pages,
    )
    names = (
        "kind",
        "title",
        "publisher",
        "language",
        "url",
        "published",
        "lineage",
        "root",
        "name",
    )
    stated = {name: details.get(name) or None for name in names}
    document = described(captured, {**stated, "kind": stated["kind"] or arrival.kind.value})
    return attrs.evolve(document, original=arrival.original)


def of_item(
    entries: Sequence[Entry | BrokenEntry], item: Item, document: str
) -> list[Entry | BrokenEntry]:
    """The entries with the document's id where they name the item."""
    return [
        attrs.evolve(entry, command=_in_document(entry.command, item, document))
        if isinstance(entry, Entry)
        else attrs.evolve(entry, fragment=_fragment(entry, item, document))
        for entry in entries
    ]


def _names(item: Item, name: object) -> bool:
    """Whether a name is an item's id or the beginning of it, of four letters at the least."""
    return isinstance(name, str) and len(name) >= _SHORTEST and item.id.startswith(name)


def _fragment(entry: BrokenEntry, item: Item, document: str) -> Fragment:
    values = entry.fragment.values
    if not _names(item, values.get("document")):
        return entry.fragment
    return attrs.evolve(entry.fragment, values={**values, "document": document})


def _in_document(command: Command, item: Item, document: str) -> Command:
    id_ = DocumentId(document)
    match command:
        case CorrectClaim(becomes=becomes) if _names(item, becomes.document):
            return attrs.evolve(command, becomes=attrs.evolve(becomes, document=id_))
        case RecordClaim() | Retract() | DisputeClaim() if _names(item, command.document):
            return attrs.evolve(command, document=id_)
        case _:
            return command


def accept(
    ledger: Ledger,
    item: Item,
    document: Document,
    entries: Sequence[Entry | BrokenEntry],
    *,
    dry_run: bool = False,
) -> Accepted:
    """Record a document and entries of it, all or none, under the name of who has the ledger.

    Raises:
        Problems: what is wrong with the entries; nothing was recorded, the item waits as before.
        ItemOvertaken: somebody else was first.
        NotWaiting, HalfAccepted: it was accepted or dismissed, or is being accepted.
    """
    check_waits(item)
    whole = [_capturing(item, document), *of_item(entries, item, document.id)]
    source = f"item {item.id}"
    outcomes = outcomes_of(ledger, whole, _TO_SEE, source=source)
    if dry_run:
        again = _taken_back(item, {outcome.id for outcome in outcomes})
        if again:
            seen = outcomes_of(ledger, [*whole, *again.values()], _TO_SEE, source=source)
            outcomes = _with_those_again(seen, len(whole), again)
        return Accepted(item=item, outcomes=outcomes, dry_run=True)
    commands = [entry.command for entry in whole if isinstance(entry, Entry)]
    by, now = ledger.recorded_by, ledger.now()
    plan = Plan(
        by=by,
        at=now,
        document=document.id,
        entries=msgspec.json.encode([entry_of(command) for command in commands]).decode(),
        new=tuple(outcome.id for outcome in outcomes if _is_new_claim(outcome)),
    )
    begun = ledger.inbox.put(
        attrs.evolve(item, state=State.ACCEPTING, by=by, at=now, reason=None, plan=plan)
    )
    return finish(ledger, begun)


def finish(ledger: Ledger, item: Item) -> Accepted:
    """Carry out the plan of an item that is being accepted; what it recorded before is there.

    It is recorded under the name of who made the plan.

    Raises:
        ClaimsError: the ledger refuses it by now; the item waits again, nothing was recorded.
        StorageError: it may be recorded or not; the plan stays.
    """
    plan = item.plan
    if item.state is not State.ACCEPTING or plan is None:
        raise NotWaiting(item)
    entries = [_with_original(entry, item) for entry in entries_in(plan.entries, f"item {item.id}")]
    desk = ledger.by(plan.by)
    again = _taken_back(item, _ids(desk, plan))
    try:
        outcomes = outcomes_of(desk, [*entries, *again.values()], source=f"item {item.id}")
    except StorageError:
        raise
    except ClaimsError:
        ledger.inbox.put(attrs.evolve(item, state=State.NEW, by=None, at=None, plan=None))
        raise
    back = {claim for claim, _ in item.retracted} & {outcome.id for outcome in outcomes}
    recorded = {*plan.new, *back}
    claims = tuple(dict.fromkeys(outcome.id for outcome in outcomes if outcome.id in recorded))
    done = ledger.inbox.put(
        attrs.evolve(
            item,
            state=State.ACCEPTED,
            by=plan.by,
            at=ledger.now(),
            plan=None,
            document=outcomes[_DOCUMENT].id,
            claims=claims,
            retracted=tuple(each for each in item.retracted if each[0] not in back),
        )
    )
    return Accepted(item=done, outcomes=_with_those_again(outcomes, len(entries), again))


def undo(ledger: Ledger, item: Item) -> Item:
    """Take back the claims that accepting an item recorded, as events, and let it wait again.

    The captured document stays: nothing rests on it. An item that was dismissed waits again, and
    nothing is recorded.
    """
    retracted: tuple[tuple[str, str], ...] = item.retracted
    if item.claims:
        entries = [entry for claim in item.claims for entry in _retraction(item, claim, ledger)]
        outcomes = outcomes_of(ledger, entries, source=f"item {item.id}")
        retracted += tuple(
            (claim, outcome.id) for claim, outcome in zip(item.claims, outcomes, strict=True)
        )
    return ledger.inbox.put(
        attrs.evolve(
            item,
            state=State.NEW,
            by=ledger.recorded_by,
            at=None,
            reason=None,
            document=None,
            claims=(),
            undone=item.undone + (item.state is State.ACCEPTED),
            retracted=retracted,
        )
    )


def _retraction(item: Item, claim: str, ledger: Ledger) -> list[Entry | BrokenEntry]:
    """The entry that takes a claim back, said once more than it was said and overtaken before."""
    reason = f"accepted from the inbox ({item.id}) and taken back"
    entry = {"kind": Retract.kind, "target": claim, "by": LEDGER, "reason": reason}
    for times in count():
        entries = list(read_mappings({**entry, **({"again": times} if times else {})}, item.id))
        (outcome,) = outcomes_of(ledger, entries, _TO_SEE, source=f"item {item.id}")
        if outcome.new or not outcome.overtaken:
            return entries
    raise AssertionError


def check_waits(item: Item) -> None:
    """Refuse an item that is not new.

    Raises:
        NotWaiting, HalfAccepted: it was accepted or dismissed, or is being accepted.
    """
    if item.state is State.ACCEPTING:
        raise HalfAccepted(item)
    if item.state is not State.NEW:
        raise NotWaiting(item)


def _capturing(item: Item, document: Document) -> Entry:
    command = CaptureDocument(document=document, notes=item.arrival.notes)
    (entry,) = read_mappings(entry_of(command), f"item {item.id}")
    assert isinstance(entry, Entry)  # noqa: S101 - what is a document can be written as one
    return attrs.evolve(entry, command=command)


def _with_original(entry: Entry | BrokenEntry, item: Item) -> Entry | BrokenEntry:
    """The capture names the original bytes; as an entry it cannot, which may come from anyone."""
    if not (isinstance(entry, Entry) and isinstance(entry.command, CaptureDocument)):
        return entry
    document = attrs.evolve(entry.command.document, original=item.arrival.original)
    return attrs.evolve(entry, command=attrs.evolve(entry.command, document=document))


def _taken_back(item: Item, stated: set[str]) -> dict[str, Entry | BrokenEntry]:
    """Of what an undo retracted, and is stated again: that the retraction is taken back."""
    again: dict[str, Entry | BrokenEntry] = {}
    for claim, retraction in item.retracted:
        if claim in stated:
            mapping = {
                "kind": Retract.kind,
                "target": retraction,
                "by": LEDGER,
                "reason": _ACCEPTED_AGAIN,
            }
            (again[claim],) = read_mappings(mapping, item.id)
    return again


def _with_those_again(
    outcomes: Sequence[Outcome], entries: int, again: Mapping[str, object]
) -> tuple[Outcome, ...]:
    """What became of the entries; a claim whose retraction was taken back with them is new."""
    restored = dict(zip(again, outcomes[entries:], strict=True))
    return tuple(
        attrs.evolve(
            restored[outcome.id],
            id=outcome.id,
            notes=(*outcome.notes, "stands again: accepting its item was undone before"),
            stands_again=True,
        )
        if outcome.id in restored and restored[outcome.id].new
        else outcome
        for outcome in outcomes[:entries]
    )


def _ids(ledger: Ledger, plan: Plan) -> set[str]:
    entries = entries_in(plan.entries, plan.document)
    return {outcome.id for outcome in outcomes_of(ledger, entries, _TO_SEE, source="plan")}


def _is_new_claim(outcome: Outcome) -> bool:
    return outcome.new and outcome.type == ClaimRecorded.type
