"""What the log itself remembers of its custody: the keys that sign for it, and that one signed.

Takes a log, gives its record; takes an act, gives its event. So a custody folder that went
missing, or holds a key that the ledger was never told of, can be told from a first use, and
what a person accepted stands on record. None of these events states anything about the world.
"""

from __future__ import annotations

from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING

import attrs
import msgspec

from ledger.claims.as_json import plain
from ledger.decoding import decoder
from ledger.log.event import Event, RecordedEvent
from ledger.log.failures import LedgerDamaged
from ledger.log.format import canonical
from ledger.log.proving.notes import Note, NoteRefused, VerifierKey
from ledger.log.query import Query

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.log.port import Log

TYPE = "custody.changed"
ACTS = Query.of_types(TYPE)


class CustodyActKind(StrEnum):
    """What happened to the custody of a log."""

    KEY_MADE = "key-made"
    CHECKPOINT_KEPT = "checkpoint-kept"
    ACCEPTED = "accepted"


@attrs.frozen(kw_only=True)
class CustodyAct:
    """What the event of an act says.

    Attributes:
        keys: Public keys that are trusted from here on, as vkeys.
        note: The signed checkpoint that is kept outside from here on.
        departures: What a person accepted, in the words in which it was refused.
        refused: The notes of checkpoints that the log does not go on from, whole.
        reason: Why it was accepted, in that person's words.
        recorded_by: Who did it, as the desk calls them.
    """

    act: CustodyActKind
    keys: tuple[str, ...] = ()
    note: str | None = None
    departures: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    reason: str | None = None
    recorded_by: str | None = None


@attrs.frozen(kw_only=True)
class Acceptance:
    """An act by which a person accepted what the custody was not meant to be."""

    position: int
    act: CustodyAct


@attrs.frozen(kw_only=True)
class CustodyRecord:
    """What a log says of its custody; without keys it has said nothing yet.

    ``note`` is the first checkpoint that was kept; ``refused`` the texts of those that were
    accepted as contradicted.
    """

    keys: frozenset[VerifierKey] = frozenset()
    note: str | None = None
    refused: frozenset[str] = frozenset()
    acceptances: tuple[Acceptance, ...] = ()


def custody_record(log: Log) -> CustodyRecord:
    """The record, folded from the log's events; of keys and checkpoints in the log's own name.

    A log that goes by another name than when they were made has none, and its acceptances.
    """
    origin = log.head().origin
    keys: set[VerifierKey] = set()
    refused: set[str] = set()
    note, acceptances = None, []
    for position, act in _acts(log):
        keys |= {key for key in map(VerifierKey.parse, act.keys) if key.name == origin}
        if act.note is not None and act.note.startswith(f"{origin}\n"):
            note = note or act.note
        refused |= {Note.parse(note.encode()).text for note in act.refused}
        if act.act is CustodyActKind.ACCEPTED:
            acceptances.append(Acceptance(position=position, act=act))
    return CustodyRecord(
        keys=frozenset(keys),
        note=note,
        refused=frozenset(refused),
        acceptances=tuple(acceptances),
    )


def event_of(act: CustodyAct) -> Event:
    """The event of an act; the same act has the same id, so it is recorded once."""
    payload = canonical.encode(plain(act, sparse=True))
    return Event(
        id=f"custody:{act.act}:{sha256(payload).hexdigest()[:16]}",
        type=TYPE,
        version=1,
        tags=frozenset({f"custody:{act.act}"}),
        payload=payload,
    )


def act_of(event: Event) -> CustodyAct:
    """What the event of an act says; ``LedgerDamaged`` if it is none."""
    try:
        act = decoder(CustodyAct).decode(event.payload)
        for key in act.keys:
            VerifierKey.parse(key)
        for note in (act.note, *act.refused):
            if note is not None:
                Note.parse(note.encode())
    except (msgspec.DecodeError, UnicodeError, NoteRefused) as error:
        raise LedgerDamaged("the ledger", f"{event.id} is no act of its custody") from error
    return act


def only_told(log: Log, *, after: int) -> bool:
    """Whether nothing was recorded since but that the checkpoint before it was kept."""
    some = list(log.read(after=after, limit=2))
    return len(some) <= 1 and all(_is_kept(recorded) for recorded in some)


def _is_kept(recorded: RecordedEvent) -> bool:
    event = recorded.event
    return (
        isinstance(event, Event)
        and event.type == TYPE
        and act_of(event).act is CustodyActKind.CHECKPOINT_KEPT
    )


def _acts(log: Log) -> Iterator[tuple[int, CustodyAct]]:
    for recorded in log.read(ACTS):
        if isinstance(recorded.event, Event) and recorded.event.type == TYPE:
            yield recorded.position, act_of(recorded.event)
