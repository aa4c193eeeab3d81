"""The index of texts, filled by whoever asks, and what of the log may hold some words.

Takes a log; gives the events that may hold words, in their order. What the index does not cover
yet is read as it stands: a reader without the right to fill it, or of a log without an index,
sees the same, and waits longer.
"""

from __future__ import annotations

from contextlib import suppress
from itertools import chain, islice
from typing import TYPE_CHECKING

from ledger.claims.events import ClaimRecorded, DocumentCaptured
from ledger.facts.facts import Facts, fold
from ledger.facts.log_reader import decoded
from ledger.log import erasure
from ledger.log.event import TYPE
from ledger.log.failures import LedgerBusy, LedgerDamaged, LedgerReadOnly
from ledger.log.query import Query
from ledger.log.words import folded_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ledger.claims.claim import Claim
    from ledger.facts.facts import CapturedDocument, Recorded
    from ledger.log.event import RecordedEvent
    from ledger.log.port import Log
    from ledger.log.words import Asked
    from ledger.sources.document import Document

BATCH = 4_000
"""Events that are put into the index in one transaction."""

SPOKEN = Query.of_types(ClaimRecorded.type, DocumentCaptured.type)
"""The events that have a row in the index."""


def own_text(claim: Claim, document: Document) -> str:
    """What a claim says by itself, folded; the names of its parties come and go."""
    parts = (
        claim.id,
        claim.development.kind,
        claim.evidence.exact,
        claim.evidence.translation or "",
        claim.note or "",
        document.id,
        document.title or "",
        document.publisher or "",
    )
    return folded_text(" ".join(parts))


def fill(log: Log) -> None:
    """Bring the index up to the end of the log, as far as this reader may and others let it.

    Not while an erasure is under way: what it is to take would be put in.
    """
    index = log.texts
    last = log.head().size - 1
    if index.upto() in {None, last} or erasure.under_way(log, upto=last):
        return
    documents: dict[str, Document] = {}
    while (upto := index.upto()) is not None and upto < last:
        records = list(islice(log.read(after=upto, upto=last), BATCH))
        if not records:
            return
        rows = list(_rows(log, records, documents))
        with suppress(LedgerReadOnly, LedgerBusy, LedgerDamaged):
            if index.add(rows, after=upto, upto=records[-1].position, seen=last):
                continue
        return


def rows_of(log: Log, records: Iterable[RecordedEvent]) -> Iterator[tuple[int, str]]:
    """The rows of events as they stand in the index: positions and folded texts."""
    return _rows(log, list(records), {})


def candidates(
    log: Log, asked: Sequence[Asked], kind: str | None = None
) -> Iterator[RecordedEvent]:
    """The events, of one type or of both, that may hold all words, in the order of the log."""
    fill(log)
    try:
        upto, positions = log.texts.find(asked, None if kind is None else TYPE + kind)
    except LedgerDamaged:  # verify names it; what it would say is read
        upto, positions = -1, None
    if positions is None or 3 * len(positions) > upto:  # to read on costs less than to look up
        return _read(log, kind, -1)
    indexed = (record for record in log.standing_at(positions) if _is_of(record, kind))
    return chain(indexed, _read(log, kind, upto))


def _read(log: Log, kind: str | None, after: int) -> Iterator[RecordedEvent]:
    """What is not in the index; most events are spoken, so that to read all of them costs least."""
    if kind is not None:
        return log.read(Query.of_types(kind), after=after)
    return (record for record in log.read(after=after) if _is_of(record, None))


def _is_of(record: RecordedEvent, kind: str | None) -> bool:
    return SPOKEN.matches(record.event) if kind is None else record.event.type == kind


def _rows(
    log: Log, records: Sequence[RecordedEvent], documents: dict[str, Document]
) -> Iterator[tuple[int, str]]:
    spoken = [record for record in records if SPOKEN.matches(record.event)]
    events = list(decoded(spoken))
    _look_up(log, events, documents)
    for recorded in events:
        match recorded.event:
            case DocumentCaptured(document=document):
                yield recorded.position, folded_text(document.text)
            case ClaimRecorded(claim=claim):
                cited = documents.get(claim.evidence.document)
                if cited is not None:  # else it was erased, and its claims are not shown
                    yield recorded.position, own_text(claim, cited)


def _look_up(log: Log, events: Sequence[Recorded], documents: dict[str, Document]) -> None:
    """Have the documents of these claims at hand; of those before, only the ones that are cited."""
    cited = {
        recorded.event.claim.evidence.document
        for recorded in events
        if isinstance(recorded.event, ClaimRecorded)
    }
    own = _captured(fold(events, Facts()).documents)
    before = {name: documents[name] for name in cited if name in documents}
    documents.clear()
    documents |= before | own
    for name in cited - documents.keys():
        if (event := log.find(f"document:{name}")) is not None:
            documents |= _captured(fold(decoded([event])).documents)


def _captured(documents: Mapping[str, CapturedDocument]) -> dict[str, Document]:
    return {name: captured.document for name, captured in documents.items()}
