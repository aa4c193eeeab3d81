"""Which partnerships new events touch: found from their tags, whatever the partnership's size.

Takes recorded events and a way to look at the tags of others; gives ``partnership:…`` tags, or
``EVERY`` for what cannot be told. Within an append it only marks; ``shelf`` makes rows again.

What one event can change of a partnership's row:

- a claim: the partnership that it names, and those that follow its instrument: that it names, or,
  where it names none, in which acts on it are filed;
- an act on a claim or a document: the same, and those with a claim in that document or in a
  document that retells it, for a retelling falls with its root;
- a description: the partnership, or those that follow or followed the instrument;
- a later description of a party, and a judgement on two: all, for a party is named anywhere;
- a document: none, for no claim stands in it yet. A party's first description: none, too;
- who signs for the log: none.
"""

from __future__ import annotations

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
from ledger.log.port import EVERY
from ledger.log.proving import custody_record
from ledger.log.query import Query, QueryItem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection

    from ledger.log.event import AnyEvent, RecordedEvent
    from ledger.log.port import Log

_ACTS = frozenset({ClaimCorrected.type, ClaimRetracted.type, ClaimDisputed.type})
_SUBJECTS = frozenset({ClaimRecorded.type, PartnershipDescribed.type, InstrumentDescribed.type})
_NONE = frozenset({DocumentCaptured.type, custody_record.TYPE})
_REVISIONS = 1000  # of one instrument's description; beyond it, whatever is there counts


class Related(Protocol):
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
        """See ``Related.of``."""
        item = QueryItem(types=frozenset({kind}), tags=frozenset({tag}))
        return (record.event for record in self._log.read(Query((item,))))

    def called(self, prefix: str, limit: int) -> Iterator[AnyEvent]:
        """See ``Related.called``."""
        return (record.event for record in self._log.find_prefix(prefix, limit))


def mark_appended(connection: Connection, events: Sequence[RecordedEvent]) -> None:
    """Mark what newly recorded events touch, in the transaction that records them."""
    from ledger.log.stores.kept_rows import InTransaction, mark  # noqa: PLC0415 - loads the database

    first, last = events[0].position, events[-1].position
    touched = touched_by((event.event for event in events), InTransaction(connection))
    mark(connection, dict.fromkeys(touched, last), after=first - 1, upto=last)


def touched_by(events: Iterable[AnyEvent], related: Related) -> set[str]:
    """The partnerships whose rows the events may change, as tags."""
    affected: set[str] = set()
    instruments: set[str] = set()
    documents: set[str] = set()
    for event in events:
        if event.type in _SUBJECTS or event.type in _ACTS:
            affected |= _tags(event, "partnership:")
            instruments |= _tags(event, "instrument:")
            if event.type in _ACTS:
                documents |= _tags(event, "document:")
        elif event.type not in _NONE and not _first_of_party(event):
            affected.add(EVERY)
    for document in _retold(documents, related):
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
    return {tag for tag in event.tags if tag.startswith(prefix)}


def _first_of_party(event: AnyEvent) -> bool:
    return event.type == PartyDescribed.type and event.id.endswith(":0")


def _retold(documents: set[str], related: Related) -> set[str]:
    """Documents, and all that derive from them in any number of steps, as tags."""
    seen: set[str] = set()
    left = set(documents)
    while left:
        document = left.pop()
        seen.add(document)
        retellings = {document.id for document in related.of(DocumentCaptured.type, document)}
        left |= retellings - seen
    return seen
