"""The facts of a partnership, kept on the log's shelf: a question reads one row, not a thousand.

Takes a log, a partnership and ``known_at``; gives the ``Facts`` that the log gives. A row holds the
partnership's own events as they were recorded, without the texts of documents, which no question
of a partnership reads. Nothing in it is weighed, so it serves every day of the other two clocks.
Appends mark it with the board's row, by the same marks; who reads next makes it again. Small
partnerships have none: their events are read as fast.

No row is trusted blindly (``board.trust``): one that this account neither made nor checked is held
against the log once. One in doubt is told, and left as it is, for ``verify`` to name.
"""

from __future__ import annotations

import zlib
from base64 import b64decode, b64encode
from binascii import Error as NoBase64
from datetime import datetime
from typing import TYPE_CHECKING

import attrs
import msgspec

from ledger.board import trust
from ledger.board.marks import MARKS, PREFIX, Keeping, caught_up
from ledger.claims.events import DocumentCaptured
from ledger.decoding import decoder
from ledger.facts.facts import Facts, Recorded
from ledger.facts.log_reader import facts_again, facts_of_partnerships, uncollected
from ledger.log import erasure
from ledger.log.event import Event
from ledger.log.format import canonical, codec
from ledger.log.shelf import RowKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.log.event import RecordedEvent
    from ledger.log.port import Log
    from ledger.log.shelf import KeptRow, Shelved

FACTS = RowKind(name="facts", version=1, named=PREFIX, words=True)
"""Raise the version whenever other events, or others of their fields, are needed."""

LEAST = 64
"""Partnerships of fewer events are read from the log, which is as fast."""

_SMALL = 1  # zlib's level: a row is written as often as it is read


class _KeptEvent(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An event in a row."""

    position: int
    recorded_at: datetime
    type: str
    version: int
    payload: msgspec.Raw


_DECODER = decoder(tuple[_KeptEvent, ...])


@attrs.frozen(kw_only=True)
class PartnershipFacts:
    """Facts, and what on the shelf was not believed, in words."""

    facts: Facts
    doubts: tuple[str, ...] = ()


def facts_of(
    log: Log,
    partnership: str,
    known_at: datetime | int | None = None,
    *,
    parties: Facts | None = None,
) -> PartnershipFacts:
    """The facts of one partnership, of its row if there is one that can be believed.

    ``parties`` saves reading the parties again, as ``known_at`` has them.
    """
    if isinstance(known_at, datetime):
        facts = facts_of_partnerships(log, {partnership}, known_at, parties=parties)
        return PartnershipFacts(facts=facts)
    shelved = _looked(log, partnership)
    (kept,) = shelved.subjects
    at = shelved.head if known_at is None else known_at  # parties are of the same position
    doubts = list(shelved.doubts)
    if kept.doubt is not None:
        doubts.append(f"the kept facts of {partnership} are in doubt: {kept.doubt}")
    holds = kept.fresh and shelved.marked == shelved.head and not doubts
    trusted = trust.trust(log, shelved.head)
    since = trusted.since(FACTS, kept) if holds else None
    if since is not None and since <= at <= shelved.head:
        recorded = events_of(kept)
        if recorded is not None:
            return PartnershipFacts(facts=facts_again(log, recorded, at, parties=parties))
        doubts.append(f"the kept facts of {partnership} cannot be read")
    settled = at == shelved.head and not erasure.under_way(log, upto=at)  # before words are read
    noted: list[RecordedEvent] = []
    facts = facts_of_partnerships(log, {partnership}, at, parties=parties, noted=noted)
    if settled and not doubts:
        doubts += _kept_again(log, partnership, kept if holds else None, noted, at)
    log.shelf.checked.doubt(doubts)
    return PartnershipFacts(facts=facts, doubts=tuple(doubts))


def _looked(log: Log, partnership: str) -> Shelved:
    subject = PREFIX + partnership
    shelved = log.shelf.look(FACTS, subject)
    if shelved.marked < shelved.head:
        caught_up(log, MARKS)
        shelved = log.shelf.look(FACTS, subject)
    return shelved


def _kept_again(
    log: Log,
    partnership: str,
    kept: KeptRow | None,
    noted: Sequence[RecordedEvent],
    at: int,
) -> Iterator[str]:
    """Put down what the log gives of its head, but where the same is kept or another is false.

    ``kept`` is the row that is said to hold there, and that nobody here has checked.
    """
    events = encoded(noted)
    if kept is not None and not gives(kept.body, events):
        if still_kept(log, kept):
            yield f"the kept facts of {partnership} are not those that the log gives"
    elif kept is not None:
        trust.note(log, FACTS, [(kept.subject, kept.body or b"")], at)
    elif len(noted) >= LEAST:
        keeping = Keeping(log, FACTS, needed=False)
        keeping.put(PREFIX + partnership, at, _packed(events))
        keeping.done()


def still_kept(log: Log, kept: KeptRow) -> bool:
    """Whether a row stands as it was read: an erasure meanwhile clears them all."""
    (now,) = log.shelf.look(FACTS, kept.subject).subjects
    return (now.position, now.body) == (kept.position, kept.body)


def encoded_at(log: Log, partnership: str, position: int) -> bytes:
    """The events in the row that the log gives of a partnership, as of a position."""
    noted: list[RecordedEvent] = []
    facts_of_partnerships(log, {partnership}, position, noted=noted)
    return encoded(noted)


def body_of(noted: Sequence[RecordedEvent]) -> bytes:
    """The row of a partnership, of the events that make its facts, in their order."""
    return _packed(encoded(noted))


def encoded(noted: Sequence[RecordedEvent]) -> bytes:
    """The events in a row, as they are packed: which bytes they are packed to, zlib decides."""
    return msgspec.json.encode(
        [
            _KeptEvent(
                record.position, record.recorded_at, event.type, event.version, _payload(event)
            )
            for record in noted
            if isinstance(event := record.event, Event)
        ]
    )


def _packed(events: bytes) -> bytes:
    packed = zlib.compress(events, _SMALL)
    return canonical.encode({"events": b64encode(packed).decode()})


def unpacked(body: bytes | None, most: int = 0) -> bytes | None:
    """The events in a row, as they were before they were packed; of one that was damaged, None.

    At most so many bytes of them, or all.
    """
    try:
        packed = b64decode(msgspec.json.decode(body or b"")["events"], validate=True)
        return zlib.decompressobj().decompress(packed, most)
    except (msgspec.MsgspecError, zlib.error, NoBase64, KeyError, TypeError, ValueError):
        return None


def gives(body: bytes | None, events: bytes) -> bool:
    """Whether these are the events in a row, whoever packed it; of a false one no more is read."""
    return unpacked(body, len(events) + 1) == events


@uncollected()
def events_of(kept: KeptRow) -> tuple[Recorded, ...] | None:
    """The events of a row; of one that was damaged, None."""
    events = unpacked(kept.body)
    try:
        return None if events is None else tuple(_recorded(_DECODER.decode(events)))
    except (msgspec.MsgspecError, TypeError, ValueError):
        return None


def _payload(event: Event) -> msgspec.Raw:
    """A payload as it was recorded, but for the text of a document."""
    if event.type != DocumentCaptured.type:
        return msgspec.Raw(event.payload)
    content = msgspec.json.decode(event.payload)
    content["document"]["text"] = ""
    return msgspec.Raw(canonical.encode(content))


def _recorded(events: Sequence[_KeptEvent]) -> Iterator[Recorded]:
    for event in events:
        decoded = codec.decode(event.type, event.version, bytes(event.payload))
        yield Recorded(position=event.position, recorded_at=event.recorded_at, event=decoded)
