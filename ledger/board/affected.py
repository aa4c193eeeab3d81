"""Which partnerships new events touch: found from their tags, whatever the partnership's size.

Takes recorded events and a way to look at the tags of others; gives ``partnership:…`` tags, or
``EVERY`` for what cannot be told. Within an append it only marks; ``shelf`` makes rows again.

What one event can change of a partnership's row:

- a claim: the partnership that it names, and those that follow its instrument: that it names, or,
  where it names none, in which acts on it are filed; and those with a claim in a document that
  retells its own, for what falls there falls with what it is nearest to;
- an act on a claim or a document: the same, and those with a claim in that document or in a
  document that retells it, for a retelling falls with its root;
- a description: the partnership, or those that follow or followed the instrument;
- a later description of a party, and a judgement on two: all, for a party is named anywhere;
- an act on a document, besides: those of the acts that it states, which are undone with it;
- a document: none, for no claim stands in it yet; once it gains excerpts, as an act on it does, and
  one that retells another as an act on that. A party's first description: none, too;
- who signs for the log: none.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Protocol

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
from ledger.late import late
from ledger.log.proving.custody import custody_record
from ledger.log.query import Query, QueryItem
from ledger.log.recorded_events import without_payloads
from ledger.log.shelf import EVERY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection

    from ledger.log.event import AnyEvent, RecordedEvent
    from ledger.log.port import Log
    from ledger.log.stores import kept_rows
else:
    kept_rows = late("ledger.log.stores.kept_rows")

_ACTS = frozenset({ClaimCorrected.type, ClaimRetracted.type, ClaimDisputed.type})
_SUBJECTS = frozenset({ClaimRecorded.type, PartnershipDescribed.type, InstrumentDescribed.type})
_NONE = frozenset({DocumentCaptured.type, custody_record.TYPE})
_CARRIED = ("partnership:", "instrument:", "document:")
_BATCH = 1000  # events that are looked at together
_REVISIONS = 1000  # of one instrument's description; beyond it, whatever is there counts


class RelatedEvents(Protocol):
    """Other events, for their ids and tags alone."""

    def of(self, kind: str, tag: str) -> Iterable[AnyEvent]:
        """The events of a type with a tag."""
        ...

    def called(self, prefix: str, limit: int) -> Iterable[AnyEvent]:
        """The events whose id starts so."""
        ...


class InLog:
    """Related events in a log."""

    def __init__(self, log: Log) -> None:
        self._log = log

    def of(self, kind: str, tag: str) -> Iterator[AnyEvent]:
        """See ``RelatedEvents.of``."""
        item = QueryItem(types=frozenset({kind}), tags=frozenset({tag}))
        return (record.event for record in self._log.read(Query((item,))))

    def called(self, prefix: str, limit: int) -> Iterator[AnyEvent]:
        """See ``RelatedEvents.called``."""
        return (record.event for record in self._log.find_prefix(prefix, limit))


def mark_appended(connection: Connection, events: Sequence[RecordedEvent]) -> None:
    """Mark what newly recorded events touch, in the transaction that records them."""
    first, last = events[0].position, events[-1].position
    touched = touched_by(without_payloads(events), kept_rows.InTransaction(connection))
    kept_rows.mark(connection, dict.fromkeys(touched, last), after=first - 1, upto=last)


def touched_between(log: Log, after: int, upto: int) -> dict[str, int]:
    """What the events ``after`` to ``upto`` touch, and where last, or later by a few."""
    touched: dict[str, int] = {}
    records, related = log.read(after=after, upto=upto), InLog(log)
    while batch := list(islice(records, _BATCH)):
        subjects = touched_by((record.event for record in batch), related)
        touched |= dict.fromkeys(subjects, batch[-1].position)
    return touched


def touched_by(events: Iterable[AnyEvent], related: RelatedEvents) -> set[str]:
    """The partnerships whose rows the events may change, as tags."""
    affected: set[str] = set()
    instruments: set[str] = set()
    documents: set[str] = set()  # that an act is on
    carried_by_subjects: set[str] = set()  # an import has thousands that carry the same
    for event in events:
        if event.type in _SUBJECTS:
            more = event.tags - carried_by_subjects
            carried_by_subjects.update(tag for tag in more if tag.startswith(_CARRIED))
        elif event.type in _ACTS:
            affected |= _tags(event, "partnership:")
            instruments |= _tags(event, "instrument:")
            documents |= _tags(event, "document:")
        elif event.type == DocumentCaptured.type:
            carried = _tags(event, "document:")
            documents |= carried if _is_revision(event) or len(carried) > 1 else set()
        elif event.type not in _NONE and not _first_of_party(event):
            affected.add(EVERY)
    affected |= _starting(carried_by_subjects, "partnership:")
    instruments |= _starting(carried_by_subjects, "instrument:")
    stated = _starting(carried_by_subjects, "document:")  # that something more is stated in
    for act in _stated_in(documents, related):
        affected |= _tags(act, "partnership:")
        instruments |= _tags(act, "instrument:")
        documents |= _tags(act, "document:")
    for document in _retold(documents | _retellings(stated, related), related):
        for claim in related.of(ClaimRecorded.type, document):
            affected |= _tags(claim, "partnership:")
            instruments |= _tags(claim, "instrument:")
    for instrument in instruments:
        followers = [
            _tags(description, "partnership:")
            for description in related.called(f"{instrument}:", _REVISIONS)
        ]
        affected = affected.union(*followers)
        if not all(followers):  # it names none, or did: then it is followed where acts are filed
            for claim in related.of(ClaimRecorded.type, instrument):
                affected |= _tags(claim, "partnership:")
    return affected


def _tags(event: AnyEvent, prefix: str) -> set[str]:
    return _starting(event.tags, prefix)


def _starting(tags: Iterable[str], prefix: str) -> set[str]:
    return {tag for tag in tags if tag.startswith(prefix)}


def _is_revision(event: AnyEvent) -> bool:
    """Whether a document was captured again: its id ends in the number of that."""
    return event.id.count(":") > 1


def _first_of_party(event: AnyEvent) -> bool:
    return event.type == PartyDescribed.type and event.id.endswith(":0")


def _stated_in(documents: set[str], related: RelatedEvents) -> Iterator[AnyEvent]:
    """The acts that stand in documents, and those in the documents that these are on, and so on.

    They are undone with the document that states them, wherever what they are on is filed.
    """
    seen: set[str] = set()
    left = set(documents)
    while left:
        document = left.pop()
        seen.add(document)
        for kind in sorted(_ACTS):
            for act in related.of(kind, document):
                left |= _tags(act, "document:") - seen
                yield act


def _retold(documents: set[str], related: RelatedEvents) -> set[str]:
    """Documents, and all that derive from them in any number of steps, as tags."""
    seen: set[str] = set()
    left = set(documents)
    while left:
        document = left.pop()
        seen.add(document)
        left |= _retellings({document}, related) - seen
    return seen


def _retellings(documents: set[str], related: RelatedEvents) -> set[str]:
    """The documents that derive from some in one step, as tags."""
    carrying = (related.of(DocumentCaptured.type, document) for document in documents)
    return {captured.id for events in carrying for captured in events} - documents
