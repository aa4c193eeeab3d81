"""Does the whole ledger hold? The log, its documents, its quotes, and what is read from it.

Takes a log, the last checkpoint that is kept outside it, and the board as the faces show it;
gives what was verified and every break. ``log.proving.verify`` answers for the bytes and for the
index of tags; here the words are looked up: each document still hashes to its hash, each quote is
at its place, each event carries the tags of what it says. So what is read by tag is all that
the log holds of a partnership, and the kept board is held against that, some partnerships at a
time: memory follows the largest partnership and not the ledger.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

import attrs

from ledger.checks.kept_board import (
    Gathered,
    KeptBoard,
    KeptComparison,
    KeptOf,
    compared,
    differences,
    read_board,
)
from ledger.checks.kept_prints import kept_prints
from ledger.checks.kept_texts import kept_texts
from ledger.checks.work import Work
from ledger.claims.events import ClaimRecorded, DocumentCaptured
from ledger.claims.subjects import tags_of
from ledger.log.event import OWN, ErasedEvent, Event
from ledger.log.failures import LedgerDamaged
from ledger.log.format import codec
from ledger.log.proving.checkpoints import Checkpoint, Contradicted, uphold
from ledger.log.proving.custody import custody_record
from ledger.log.proving.custody.custody_record import Acceptance
from ledger.log.proving.custody.departures import departures
from ledger.log.proving.notes import NoteRefused
from ledger.log.proving.proof_file import check_proof
from ledger.log.proving.taken_over import check_there
from ledger.log.proving.verify import Break, LogVerdict, frontier_at
from ledger.log.proving.verify import verify as verify_log
from ledger.log.repairs import record as repair_record
from ledger.log.repairs.record import OnRecord
from ledger.log.repairs.repair import Fault
from ledger.log.zone import UnknownZone, zone_kept
from ledger.sources.document import Document, sha256_of
from ledger.sources.quotation import quotes
from ledger.sources.quotation.selector import Anchor

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.board.rows import BoardRow
    from ledger.claims.claim import Claim
    from ledger.claims.events import DomainEvent
    from ledger.clock import Clocks
    from ledger.log.event import AnyEvent, RecordedEvent
    from ledger.log.port import Log
    from ledger.log.proving.custody.custody import Custody
    from ledger.log.proving.notes import VerifierKey
    from ledger.log.proving.proof_file import CheckedProof


Find: TypeAlias = "Callable[[str], RecordedEvent | None]"
"""The event of an id, like ``Log.find``."""

Comparing: TypeAlias = "Callable[[tuple[KeptOf, ...]], list[KeptComparison] | None]"
"""What compares partnerships elsewhere; with None it gives them back, and compares no more."""

_ROUNDS = 5  # until nothing was recorded between reading the board and folding it
TEXTS = 16  # documents at hand: claims follow their document, and few documents are long


@attrs.frozen(kw_only=True)
class Verified:
    """What verifying a ledger found.

    Attributes:
        log: The verdict on the log's bytes.
        checkpoint: The last one kept outside, which the log was held to; None if there is none.
        documents: How many documents were hashed again.
        quotes: How many quotes were looked up in their documents.
        partnerships: How many partnerships were held against their row on the board.
        unpinned: Whether nothing outside the ledger vouches for its key here: who verifies may only
            read, and has kept no key of it yet.
        acceptances: What a person accepted of its custody, on record.
        repairs: What was repaired, on record.
        mends: What ``claims repair`` can mend of what does not hold.
        breaks: All that does not hold. After the log's own break come the triggers alone, for
            nothing that is read from a broken log means anything.
    """

    log: LogVerdict
    checkpoint: Checkpoint | None
    documents: int = 0
    quotes: int = 0
    partnerships: int = 0
    breaks: tuple[Break, ...]
    unpinned: bool = False
    acceptances: tuple[Acceptance, ...] = ()
    repairs: tuple[OnRecord, ...] = ()
    mends: tuple[Fault, ...] = ()


def verify(
    log: Log,
    clocks: Clocks,
    board: Callable[[], tuple[BoardRow, ...]],
    *,
    custody: Custody | None = None,
    original: Callable[[str], str | None] = lambda _: None,
    quick: bool = False,
    others: Sequence[Comparing] = (),
) -> Verified:
    """Verify a ledger, and the custody that is kept of it.

    ``original`` gives what is wrong with the original bytes of a SHA-256 that an event names.
    ``others`` compare partnerships at the same time, each in a process of its own; what they do
    not is done here, with the same answer.

    ``quick`` recomputes only what came after the last checkpoint kept, if the log holds to it.
    ``board`` gives the rows that the faces show at these clocks. What the log itself does not
    hold is looked at a second time before it is told: someone may have written meanwhile. What is
    kept of the board is not, for to look makes it again (``compare`` waits for its writers).
    """
    last = None if custody is None else _last(log, custody)
    contradiction = _contradiction(log, last) and _contradiction(log, last)
    start = last.size if quick and last is not None and contradiction is None else 0
    since = frontier_at(log, start) if start else None
    verdict = verify_log(log, since=since)
    if not verdict.holds:
        verdict = verify_log(log, since=since)
    broken = verdict.broken or contradiction or (None if start else _complaint(log))
    departed, unpinned = (
        ((), False) if custody is None or verdict.broken else _departures(log, custody)
    )
    beside = (
        *(break_ for break_ in departed if break_ != broken),
        *_unguarded(log),
        *_unset(log),
        *_beside(log),
    )
    if broken is not None:
        return Verified(log=verdict, checkpoint=last, breaks=(broken, *beside))
    rows = _BoardVerification(Gathered(log))
    kept = rows.kept()  # first of all: whoever reads the board makes rows again
    words = _QuoteVerification(log.find, original)
    with Work(kept.parts, partial(compared, rows.gathered), others) as comparing:
        for recorded in log.read(after=start - 1, upto=verdict.size - 1):
            words.look(recorded.position, recorded.event)
        rows.compare_kept(kept, comparing)
    if rows.readable and not words.breaks:
        rows.compare(clocks, board)
    return Verified(
        log=verdict,
        checkpoint=last,
        documents=words.documents,
        quotes=words.quotes,
        partnerships=rows.partnerships,
        breaks=(
            *words.breaks,
            *rows.breaks,
            *(() if words.breaks else (*kept_texts(log), *kept_prints(log))),
            *beside,
        ),
        unpinned=unpinned,
        acceptances=() if words.breaks else custody_record.custody_record(log).acceptances,
        repairs=() if words.breaks else tuple(repair_record.recorded(log)),
    )


@attrs.frozen(kw_only=True)
class ProvenQuote:
    """The quote of a proven claim; ``stands`` is None where its document's words are not there."""

    exact: str
    stands: bool | None


def read_proof(data: bytes, keys: Sequence[VerifierKey]) -> tuple[CheckedProof, ProvenQuote | None]:
    """What a proof file proves, and the quote of a claim, looked up in the document with it.

    Refuses (``NoteRefused``) a proof that does not hold, and a quote that does not stand.
    """
    proven = check_proof(data, keys)
    words = _QuoteVerification(lambda _: None)
    for shown in (*proven.evidence, proven):
        words.look(shown.position, shown.event)
    if words.breaks:
        raise NoteRefused("the proof", words.breaks[0].what)
    if words.quoted is None:
        return proven, None
    return proven, ProvenQuote(exact=words.quoted, stands=True if words.quotes else None)


def _complaint(log: Log) -> Break | None:
    wording = log.complaint()
    return None if wording is None else Break(position=None, what=f"its database finds: {wording}")


def _unguarded(log: Log) -> Iterator[Break]:
    for what in log.unguarded():
        yield Break(position=None, what=f"{what}; claims repair makes it again")
    for stranger in log.strangers():
        away = "; claims repair takes it away" if stranger.away else ""
        yield Break(position=None, what=f"{stranger}{away}")


def _unset(log: Log) -> Iterator[Break]:
    """What the settings next to the log name and does not exist here; ``_beside`` has the rest."""
    zone = zone_kept(log)
    if isinstance(zone, UnknownZone) and not isinstance(zone.refusal, LedgerDamaged):
        refusal = zone.refusal
        yield Break(position=None, what=f"{refusal.message}; {refusal.fix}")


def _beside(log: Log) -> Iterator[Break]:
    """What next to the log cannot be right: tables that are gone, types, counters."""
    for what in log.miscounted():
        yield Break(position=None, what=f"{what}; claims repair mends it")
    for what in log.misshapen():
        yield Break(position=None, what=what)
    for receiver, bookmark in log.ahead():
        yield Break(
            position=None,
            what=f"{receiver} was told of changes up to {bookmark!r}, which is no position of "
            "the log; take it away with claims notify remove, and add it again",
        )


def _departures(log: Log, custody: Custody) -> tuple[tuple[Break, ...], bool]:
    """Each of them, and whether who may only read has kept no key yet, which is none."""
    try:
        departed = departures(log, custody)
    except LedgerDamaged as error:
        what = f"the log cannot be asked about its custody: {error.what}"
        return (Break(position=None, what=what),), False
    breaks = tuple(
        Break(position=None, what=departure.what)
        for departure in departed
        if not departure.unpinned
    )
    return breaks, any(departure.unpinned for departure in departed)


def _last(log: Log, custody: Custody) -> Checkpoint | None:
    """The newest checkpoint that can be read; what cannot be is a departure."""
    notes = custody.holdings(log.head().origin, newest=True).notes
    return Checkpoint.parse(notes[-1].text) if notes else None


def _contradiction(log: Log, last: Checkpoint | None) -> Break | None:
    try:
        if last is not None:
            uphold(log, last)
    except Contradicted as error:
        return Break(position=None, what=error.message)
    except LedgerDamaged as error:
        return Break(position=None, what=error.what)
    return None


@attrs.define
class _QuoteVerification:
    """Documents as they come by, and the claims held against them; few texts are kept at hand."""

    find: Find
    original: Callable[[str], str | None] = attrs.field(default=lambda _: None)
    texts: OrderedDict[str, str | None] = attrs.field(factory=OrderedDict)
    documents: int = 0
    quotes: int = 0
    quoted: str | None = None
    breaks: list[Break] = attrs.field(factory=list)

    def look(self, position: int, event: AnyEvent) -> None:
        """Take one event up: the text of a document, or a claim with its quote."""
        if isinstance(event, ErasedEvent):
            self._keep(event.id, None)
        elif event.type == custody_record.TYPE:
            self._read(position, event, custody_record.act_of)
        elif event.type == repair_record.TYPE:
            self._read(position, event, repair_record.said)
        elif event.type not in OWN:
            decoded = _decoded(event)
            if isinstance(decoded, str):
                self._break(position, decoded)
            else:
                count = len(self.breaks)
                self._take(position, decoded)
                self._there(position, decoded)
                if count == len(self.breaks) and not tags_of(decoded) <= event.tags:
                    self._break(position, "it does not carry the tags of what it says")

    def _read(self, position: int, event: Event, read: Callable[[Event], object]) -> None:
        try:
            read(event)
        except Exception as error:  # noqa: BLE001 - whatever a stranger recorded is a finding
            self._break(position, f"its payload cannot be read: {error}")

    def _take(self, position: int, event: DomainEvent) -> None:
        match event:
            case DocumentCaptured(document=document, revision=revision):
                self._document(position, document, again=revision is not None)
            case ClaimRecorded(claim=claim):
                self._quote(position, claim)

    def _there(self, position: int, event: DomainEvent) -> None:
        """What was taken over from another ledger still proves that it was recorded there."""
        try:
            check_there(event)
        except NoteRefused as refused:
            self._break(position, f"its proof in another ledger does not hold: {refused.reason}")

    def _document(self, position: int, document: Document, *, again: bool) -> None:
        name = f"document:{document.id}"
        if again and (name in self.texts or self._fetch(name, position)):
            before = self.texts[name]
            if before is not None and not document.text.startswith(before):
                self._break(position, f"the words of {document.id} do not go on from those before")
        self._keep(name, document.text)
        self.documents += not again
        if sha256_of(document.text) != document.sha256:
            self._break(position, f"the words of {document.id} do not have the hash it states")
        if document.original is not None and (wrong := self.original(document.original)):
            self._break(position, f"of {document.id} {wrong}")

    def _quote(self, position: int, claim: Claim) -> None:
        quoted = claim.evidence
        self.quoted = quoted.exact
        name = f"document:{quoted.document}"
        if name not in self.texts and not self._fetch(name, position):
            self._break(position, f"its document {quoted.document} was not captured before it")
            return
        if (text := self.texts[name]) is None:
            return  # it was erased
        self.quotes += 1
        place = Anchor(start=quoted.start, end=quoted.end, exact=quoted.exact)
        if not quotes.verify(place, text):
            self._break(position, f"its quote does not stand in {quoted.document}")

    def _fetch(self, name: str, before: int) -> bool:
        """Take up a document that is no longer at hand, if it was captured before."""
        record, revision = None, 0
        while capture := self.find(f"{name}:{revision}" if revision else name):
            if capture.position >= before:
                break
            record, revision = capture, revision + 1
        if record is None:
            return False
        document_captured = (
            None if isinstance(record.event, ErasedEvent) else _decoded(record.event)
        )
        self._keep(
            name,
            document_captured.document.text
            if isinstance(document_captured, DocumentCaptured)
            else None,
        )
        return True

    def _keep(self, name: str, text: str | None) -> None:
        self.texts[name] = text
        if len(self.texts) > TEXTS:
            self.texts.popitem(last=False)

    def _break(self, position: int, what: str) -> None:
        self.breaks.append(Break(position=position, what=what))


def _decoded(event: Event) -> DomainEvent | str:
    """The domain event, or why it is none."""
    try:
        return codec.decode(event.type, event.version, event.payload)
    except Exception as error:  # noqa: BLE001 - whatever a stranger recorded is a finding
        return f"its payload cannot be read: {error}"


@attrs.define
class _BoardVerification:
    """Partnerships as the log gives them, a pass at a time, and the board held against them."""

    gathered: Gathered
    partnerships: int = 0
    readable: bool = True
    breaks: list[Break] = attrs.field(factory=list)

    def kept(self) -> KeptBoard:
        """What is kept of the board, as it stands; nothing where it cannot be read."""
        try:
            return read_board(self.gathered.log)
        except LedgerDamaged as error:
            self._unreadable(error)
            return KeptBoard((), ())

    def compare_kept(
        self, kept: KeptBoard, comparing: Work[tuple[KeptOf, ...], list[KeptComparison]]
    ) -> None:
        """Find what is kept of the board and is not what the log gives."""
        if not self.readable:
            return
        try:
            comparisons = chain.from_iterable(comparing.results())
            for what in kept.false(self.gathered, comparisons):
                self._break(what)
        except LedgerDamaged as error:
            self._unreadable(error)

    def _unreadable(self, error: LedgerDamaged) -> None:
        self.readable = False
        what = f"what is kept of the board cannot be read: {error.what}"
        self.breaks.append(Break(position=None, what=what))

    def compare(self, clocks: Clocks, board: Callable[[], Sequence[BoardRow]]) -> None:
        """Find the rows that are not what the log gives, by a log that went on meanwhile or not."""
        log = self.gathered.log
        for _ in range(_ROUNDS):
            head = log.head().size
            sentences, self.partnerships = differences(self.gathered, clocks, board())
            if not sentences or log.head().size == head:
                break
        for what in sentences:
            self._break(what)

    def _break(self, what: str) -> None:
        self.breaks.append(
            Break(position=None, what=f"{what}; claims rebuild makes the board again")
        )
