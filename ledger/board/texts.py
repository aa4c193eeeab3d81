"""The index of texts, filled by whoever asks, and what of the log may hold some words.

Takes a log; gives the events that may hold words, in their order. What the index does not cover
yet is read as it stands: a reader without the right to fill it, or of a log without an index,
sees the same, and waits longer.
"""

from __future__ import annotations

from contextlib import suppress
from itertools import islice
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
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

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
_PART, _WIDER = 4_000, 8  # positions that the index is asked about first, and how it goes on

SPOKEN = Query.of_types(ClaimRecorded.type, DocumentCaptured.type)
"""The events that have a row in the index."""


def own_parts(claim: Claim, document: Document) -> tuple[str, ...]:
    """What a claim says by itself; the names of its parties come and go."""
    return (
        claim.id,
        claim.development.kind,
        claim.evidence.exact,
        claim.evidence.translation or "",
        claim.note or "",
        document.id,
        document.title or "",
        document.publisher or "",
    )


def own_text(claim: Claim, document: Document) -> str:
    """The same as one text, folded."""
    return folded_text(" ".join(own_parts(claim, document)))


class Candidates:
    """The events of one type that may hold all words, up to a position; the last recorded first.

    What the index does not cover is read as it stands. Within it, parts are asked for from its
    end, each wider than the one before: who soon has enough pays for no more than the last part.
    """

    def __init__(self, log: Log, asked: Sequence[AskedWords], kind: str, last: int) -> None:
        self._log, self._asked, self._kind = log, asked, kind
        fill(log)
        self._indexed = min(last, -1 if (upto := log.texts.upto()) is None else upto)
        self._last = last
        self._below = last  # from here down nothing was asked for yet
        self._waiting = self._named = self.looked = 0

    def newest_first(self, wanted: int | None = None) -> Iterator[list[RecordedEvent]]:
        """The events, some at a time, so that who has enough reads no further.

        First so many as are ``wanted``, then more: each may cost a question to a far server.
        """
        size, following = wanted or _FIRST, iter((_FIRST,))
        for part in self._parts():
            end = self._waiting = len(part)
            while end > 0:
                some = part[max(0, end - size) : end]
                end, size = end - len(some), next(following, _STRETCH)
                self._waiting, self.looked = end, self.looked + len(some)
                records = reversed(_at(self._log, some))
                yield [record for record in records if record.event.type == self._kind]

    def left(self) -> int:
        """How many more at most hold the words: those that were not looked at."""
        if self._below < 0:
            return self._waiting
        every = self._log.tally({TYPE + self._kind}).get(TYPE + self._kind, 0)
        return self._waiting + max(0, min(self._below + 1, every - self._named))

    def _parts(self) -> Iterator[Sequence[int]]:
        """Positions in order, part by part from the end."""
        self._below = self._indexed
        yield range(self._indexed + 1, self._last + 1)
        width = _PART
        while self._below >= 0:
            first, last = max(0, self._below + 1 - width), self._below
            self._below, width = first - 1, width * _WIDER
            part = self._in_index(first, last)
            self._named += len(part)
            yield part

    def _in_index(self, first: int, last: int) -> Sequence[int]:
        """What the index names between two positions; all of them where it cannot say."""
        try:
            upto, positions = self._log.texts.find(
                self._asked, TYPE + self._kind, after=first - 1, last=last
            )
        except LedgerDamaged:  # verify names it; what it would say is read
            upto, positions = -1, None
        covered = upto >= last  # it may have been emptied meanwhile
        return range(first, last + 1) if positions is None or not covered else positions


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
