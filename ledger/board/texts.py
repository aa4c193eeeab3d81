"""The index of texts, filled by whoever asks, and what of the log may hold some words.

Takes a log; gives the events that may hold words, in their order. What the index does not cover
yet is read as it stands: a reader without the right to fill it, or of a log without an index,
sees the same, and waits longer.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING

import attrs

from ledger.claims.events import ClaimRecorded, DocumentCaptured
from ledger.facts.facts import Facts, fold
from ledger.facts.log_reader import decoded
from ledger.log import erasure
from ledger.log.event import TYPE
from ledger.log.failures import LedgerBusy, LedgerDamaged, LedgerReadOnly
from ledger.log.query import Query
from ledger.log.words import folded_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ledger.claims.claim import Claim
    from ledger.facts.facts import CapturedDocument, Recorded
    from ledger.log.event import RecordedEvent
    from ledger.log.port import Log
    from ledger.log.words import AskedWords
    from ledger.sources.document import Document

BATCH = 4_000
"""Events that are put into the index in one transaction."""

_FIRST, _STRETCH = 250, 2_000  # events that are read together: first a few, then many
_CLOSE = 3

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


@attrs.frozen(kw_only=True)
class Candidates:
    """The positions of what may hold some words: in the index, in order, and all beyond it."""

    indexed: Sequence[int]
    beyond: range

    def __len__(self) -> int:
        """How many events are to be looked at for all that hold the words."""
        return len(self.indexed) + len(self.beyond)


def behind(log: Log) -> int:
    """How many events of the log the index does not cover yet; none where there is no index."""
    upto = log.texts.upto()
    return 0 if upto is None else log.head().size - 1 - upto


def fill(
    log: Log, *, most: int | None = None, advance: Callable[[int], None] | None = None
) -> None:
    """Bring the index up to the end of the log, as far as this reader may and others let it.

    Not while an erasure is under way: what it is to take would be put in. ``most`` bounds it, in
    events; ``advance`` hears of each batch how many events it has. What was put in stays.
    """
    index = log.texts
    last = log.head().size - 1
    if index.upto() in {None, last} or erasure.under_way(log, upto=last):
        return
    documents: dict[str, Document] = {}
    left = last + 1 if most is None else most
    while (upto := index.upto()) is not None and upto < last and left > 0:
        records = list(islice(log.read(after=upto, upto=last), BATCH))
        if not records:
            return
        rows = list(_rows(log, records, documents))
        left -= len(records)
        with suppress(LedgerReadOnly, LedgerBusy, LedgerDamaged):
            if index.add(rows, after=upto, upto=records[-1].position, seen=last):
                if advance is not None:
                    advance(len(records))
                continue
        return


def rows_of(log: Log, records: Iterable[RecordedEvent]) -> Iterator[tuple[int, str]]:
    """The rows of events as they stand in the index: positions and folded texts."""
    return _rows(log, list(records), {})


def candidates(log: Log, asked: Sequence[AskedWords], kind: str, last: int) -> Candidates:
    """Where the events of one type may stand that hold all words, up to a position."""
    fill(log)
    try:
        upto, positions = log.texts.find(asked, TYPE + kind)
    except LedgerDamaged:  # verify names it; what it would say is read
        upto, positions = -1, None
    if positions is None:
        return Candidates(indexed=(), beyond=range(last + 1))
    indexed = positions[: bisect_right(positions, last)]
    return Candidates(indexed=indexed, beyond=range(min(upto, last) + 1, last + 1))


def newest_first(
    log: Log, places: Candidates, kind: str
) -> Iterator[tuple[list[RecordedEvent], int]]:
    """The events of one type at these places, the last recorded first; and how many are left.

    They come some at a time, so that who has enough reads no further.
    """
    left = len(places)
    size = _FIRST
    for part in (places.beyond, places.indexed):
        end = len(part)
        while end > 0:
            some = part[max(0, end - size) : end]
            end, left, size = end - len(some), left - len(some), _STRETCH
            yield [record for record in reversed(_at(log, some)) if record.event.type == kind], left


def _at(log: Log, positions: Sequence[int]) -> list[RecordedEvent]:
    """The events at positions in order; where they stand close, reading on costs less."""
    first, last = positions[0], positions[-1]
    if last - first < _CLOSE * len(positions):
        return list(log.read(after=first - 1, upto=last))
    return list(log.standing_at(positions))


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
