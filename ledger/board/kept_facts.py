"""The facts of a partnership, kept on the log's shelf: a question reads one row, not a thousand.

Takes a log, a partnership and ``known_at``; gives the ``Facts`` that the log gives. A row holds the
partnership's own events as they were recorded, without the texts of documents, which no question
of a partnership reads. Nothing in it is weighed, so it serves every day of the other two clocks.
Appends mark it with the board's row, by the same marks; who reads next makes it again. Small
partnerships have none: their events are read as fast.

No row is trusted blindly: one in doubt is left alone, and of those that are believed one in ten is
held against the log. ``verify`` does so with all of them.
"""

from __future__ import annotations

import secrets
import zlib
from base64 import b64decode, b64encode
from binascii import Error as NoBase64
from datetime import datetime
from typing import TYPE_CHECKING

import attrs
import msgspec

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

CHANCES = 10  # of so many rows that are believed, one is held against the log
_SMALL = 1  # zlib's level: a row is written as often as it is read


class _Kept(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An event in a row."""

    position: int
    recorded_at: datetime
    type: str
    version: int
    payload: msgspec.Raw


_DECODER = decoder(tuple[_Kept, ...])


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
    usable = kept.fresh and not shelved.doubts and shelved.marked == shelved.head
    if usable and (known_at is None or kept.position <= known_at <= shelved.head):
        at = shelved.head if known_at is None else known_at  # parties are of the same position
        recorded = events_of(kept)
        if recorded is not None:
            facts = facts_again(log, recorded, at, parties=parties)
            return _believed(log, partnership, at, kept, facts)
    return _made(log, partnership, known_at, shelved, parties)


def _looked(log: Log, partnership: str) -> Shelved:
    subject = PREFIX + partnership
    shelved = log.shelf.look(FACTS, subject)
    if shelved.marked < shelved.head:
        caught_up(log, MARKS)
        shelved = log.shelf.look(FACTS, subject)
    return shelved


def _made(
    log: Log,
    partnership: str,
    known_at: int | None,
    shelved: Shelved,
    parties: Facts | None,
) -> PartnershipFacts:
    """The facts from the log, kept where they are those of its head."""
    at = shelved.head if known_at is None else known_at
    settled = at == shelved.head and not erasure.under_way(log, upto=at)
    noted: list[RecordedEvent] = []
    facts = facts_of_partnerships(log, {partnership}, at, parties=parties, noted=noted)
    if settled and len(noted) >= LEAST:
        keeping = Keeping(log, FACTS, needed=False)
        keeping.put(PREFIX + partnership, at, body_of(noted))
        keeping.done()
    return PartnershipFacts(facts=facts)


def _believed(
    log: Log, partnership: str, known_at: int, kept: KeptRow, facts: Facts
) -> PartnershipFacts:
    """The facts of a row; of one in ten only if the log gives the same."""
    if secrets.randbelow(CHANCES):
        return PartnershipFacts(facts=facts)
    noted: list[RecordedEvent] = []
    facts_of_partnerships(log, {partnership}, kept.position, noted=noted)
    if body_of(noted) == kept.body or not still_kept(log, kept):
        return PartnershipFacts(facts=facts)
    doubt = f"the kept facts of {partnership} are not those that the log gives"
    from_log = facts_of_partnerships(log, {partnership}, known_at)
    return PartnershipFacts(facts=from_log, doubts=(doubt,))


def still_kept(log: Log, kept: KeptRow) -> bool:
    """Whether a row stands as it was read: an erasure meanwhile clears them all."""
    (now,) = log.shelf.look(FACTS, kept.subject).subjects
    return (now.position, now.body) == (kept.position, kept.body)


def body_at(log: Log, partnership: str, position: int) -> bytes:
    """The row that the log gives of a partnership, as of a position."""
    noted: list[RecordedEvent] = []
    facts_of_partnerships(log, {partnership}, position, noted=noted)
    return body_of(noted)


def body_of(noted: Sequence[RecordedEvent]) -> bytes:
    """The row of a partnership, of the events that make its facts, in their order."""
    events = [
        _Kept(record.position, record.recorded_at, event.type, event.version, _payload(event))
        for record in noted
        if isinstance(event := record.event, Event)
    ]
    packed = zlib.compress(msgspec.json.encode(events), _SMALL)
    return canonical.encode({"events": b64encode(packed).decode()})


@uncollected()
def events_of(kept: KeptRow) -> tuple[Recorded, ...] | None:
    """The events of a row; of one that was damaged, None."""
    try:
        packed = b64decode(msgspec.json.decode(kept.body or b"")["events"], validate=True)
        return tuple(_recorded(_DECODER.decode(zlib.decompress(packed))))
    except (msgspec.MsgspecError, zlib.error, NoBase64, KeyError, TypeError, ValueError):
        return None


def _payload(event: Event) -> msgspec.Raw:
    """A payload as it was recorded, but for the text of a document."""
    if event.type != DocumentCaptured.type:
        return msgspec.Raw(event.payload)
    content = msgspec.json.decode(event.payload)
    content["document"]["text"] = ""
    return msgspec.Raw(canonical.encode(content))


def _recorded(events: Sequence[_Kept]) -> Iterator[Recorded]:
    for event in events:
        decoded = codec.decode(event.type, event.version, bytes(event.payload))
        yield Recorded(position=event.position, recorded_at=event.recorded_at, event=decoded)
