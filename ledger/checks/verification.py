"""Does the whole ledger hold? The log, its documents, its quotes, and what is read from it.

Takes a log, the last checkpoint that is kept outside it, and how the faces answer; gives what
was verified and every break. ``log.verify`` answers for the bytes; here the words are looked
up: each document still hashes to its hash, each quote stands at its place, and what the faces
show of a partnership, from its own tags and from the kept board, is what the whole log gives.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import attrs

from ledger.claims.events import ClaimRecorded, DocumentCaptured
from ledger.log import codec, erasure
from ledger.log.checkpoints import Checkpoint, Contradicted, uphold
from ledger.log.event import ErasedEvent, Event
from ledger.log.failures import LedgerDamaged
from ledger.log.notes import NoteRefused
from ledger.log.proof_file import check_proof
from ledger.log.verify import Break, Verdict, frontier_at
from ledger.log.verify import verify as verify_log
from ledger.projections import reading
from ledger.projections.board import BoardRow, board_row
from ledger.projections.standing import Standing
from ledger.projections.status import PartnershipStatus, PartnershipView
from ledger.sources import quotes
from ledger.sources.document import Document, sha256_of
from ledger.sources.selector import Anchor

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.claims.claim import Claim
    from ledger.claims.events import DomainEvent
    from ledger.clock import Clocks
    from ledger.log.event import AnyEvent
    from ledger.log.notes import VerifierKey
    from ledger.log.port import Log
    from ledger.log.proof_file import Proven


@attrs.frozen(kw_only=True)
class Answers:
    """What the faces show, by their own way: from tags, and from what is kept of the board."""

    status: Callable[[str], PartnershipStatus]
    board: Callable[[], tuple[BoardRow, ...]]


@attrs.frozen(kw_only=True)
class Verified:
    """What verifying a ledger found.

    Attributes:
        log: The verdict on the log's bytes.
        checkpoint: The last one kept outside, which the log was held to; None if there is none.
        documents: How many documents were hashed again.
        quotes: How many quotes were looked up in their documents.
        partnerships: How many partnerships were computed in both ways.
        breaks: All that does not hold; the log's own break comes alone, for nothing that is
            read from a broken log means anything.
    """

    log: Verdict
    checkpoint: Checkpoint | None
    documents: int = 0
    quotes: int = 0
    partnerships: int = 0
    breaks: tuple[Break, ...]


def verify(
    log: Log,
    clocks: Clocks,
    answers: Answers,
    *,
    last: Checkpoint | None = None,
    quick: bool = False,
) -> Verified:
    """Verify a ledger; ``quick`` recomputes only what came after ``last``, if it holds to it.

    ``answers`` are those that the faces show, at these clocks.
    """
    contradiction = _contradiction(log, last)
    start = last.size if quick and last is not None and contradiction is None else 0
    verdict = verify_log(log, since=frontier_at(log, start) if start else None)
    broken = verdict.broken or contradiction or (None if start else _complaint(log))
    if broken is not None:
        return Verified(log=verdict, checkpoint=last, breaks=(broken,))
    words = _Words()
    for recorded in log.read():
        words.look(recorded.position, recorded.event, checked=recorded.position >= start)
    found = tuple(words.breaks)
    held = () if found else _partnerships(log, clocks)
    return Verified(
        log=verdict,
        checkpoint=last,
        documents=words.documents,
        quotes=words.quotes,
        partnerships=len(held),
        breaks=found or tuple(_unlike(held, answers)),
    )


@attrs.frozen(kw_only=True)
class ProvenQuote:
    """The quote of a proven claim; ``stands`` is None where its document was erased."""

    exact: str
    stands: bool | None


def read_proof(data: bytes, keys: Sequence[VerifierKey]) -> tuple[Proven, ProvenQuote | None]:
    """What a proof file proves, and the quote of a claim, looked up in the document with it.

    Refuses (``NoteRefused``) a proof that does not hold, and a quote that does not stand.
    """
    proven = check_proof(data, keys)
    words = _Words()
    for shown in (*proven.evidence, proven):
        words.look(shown.position, shown.event, checked=True)
    if words.breaks:
        raise NoteRefused("the proof", words.breaks[0].what)
    if words.quoted is None:
        return proven, None
    return proven, ProvenQuote(exact=words.quoted, stands=True if words.quotes else None)


def _complaint(log: Log) -> Break | None:
    said = log.complaint()
    return None if said is None else Break(position=None, what=f"its database finds: {said}")


def _contradiction(log: Log, last: Checkpoint | None) -> Break | None:
    try:
        if last is not None:
            uphold(log, last)
    except (Contradicted, LedgerDamaged) as error:
        return Break(position=None, what=error.message)
    return None


@attrs.define
class _Words:
    """The texts of documents as they come by, and the claims held against them."""

    texts: dict[str, str] = attrs.field(factory=dict)
    gone: set[str] = attrs.field(factory=set)
    documents: int = 0
    quotes: int = 0
    quoted: str | None = None
    breaks: list[Break] = attrs.field(factory=list)

    def look(self, position: int, event: AnyEvent, *, checked: bool) -> None:
        """Take one event up: the text of a document, or a claim with its quote."""
        if isinstance(event, ErasedEvent):
            self.gone.add(event.id)
        elif event.type != erasure.TYPE:
            held = _decoded(event)
            if isinstance(held, str):
                self._break(position, held)
            else:
                self._take(position, held, checked=checked)

    def _take(self, position: int, held: DomainEvent, *, checked: bool) -> None:
        match held:
            case DocumentCaptured(document=document):
                self.texts[document.id] = document.text
                if checked:
                    self._document(position, document)
            case ClaimRecorded(claim=claim) if checked:
                self._quote(position, claim)

    def _document(self, position: int, document: Document) -> None:
        self.documents += 1
        if sha256_of(document.text) != document.sha256:
            self._break(position, f"the words of {document.id} do not have the hash it states")

    def _quote(self, position: int, claim: Claim) -> None:
        quoted = claim.evidence
        self.quoted = quoted.exact
        text = self.texts.get(quoted.document)
        if text is None:
            if f"document:{quoted.document}" not in self.gone:
                self._break(position, f"its document {quoted.document} was not captured before it")
            return
        self.quotes += 1
        place = Anchor(start=quoted.start, end=quoted.end, exact=quoted.exact)
        if not quotes.verify(place, text):
            self._break(position, f"its quote does not stand in {quoted.document}")

    def _break(self, position: int, what: str) -> None:
        self.breaks.append(Break(position=position, what=what))


def _decoded(event: Event) -> DomainEvent | str:
    """The domain event, or why it is none."""
    try:
        return codec.decode(event.type, event.version, event.payload)
    except Exception as error:  # noqa: BLE001 - whatever a stranger recorded is a finding
        return f"its payload cannot be read: {error}"


def _partnerships(log: Log, clocks: Clocks) -> tuple[PartnershipView, ...]:
    """Every partnership, from the whole log."""
    facts = reading.all_facts(log, clocks.known_at)
    standing = Standing(facts, clocks)
    return tuple(
        PartnershipView(standing=standing, id=one, today=clocks.valid_at)
        for one in facts.partnerships
    )


_ANEW = "; claims rebuild makes the board anew"


def _unlike(held: tuple[PartnershipView, ...], answers: Answers) -> Iterator[Break]:
    rows = {row.partnership: row for row in answers.board()}
    for view in held:
        for what, shown, folded, fix in (
            ("status", answers.status(view.id), view.status, ""),
            ("row on the board", rows.pop(view.id, None), board_row(view), _ANEW),
        ):
            if shown != folded:
                said = f"the {what} of {view.id} is not the one that the log gives{fix}"
                yield Break(position=None, what=said)
    for name in rows:
        yield Break(position=None, what=f"{name} is on the board and not in the log{_ANEW}")
