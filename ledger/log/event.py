"""Events, before and after: proposed, recorded, and recorded but erased.

Takes nothing and gives the two types that every room shares, with the gate (``admit``) that
every backend puts in front of an append. Who comes next: ``query`` selects them, ``port``
says what a log does with them. They are msgspec's structs and not attrs classes: one is made
for every row that is read, and a frozen attrs class takes five times as long to make.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from ledger.errors import InvalidInput
from ledger.log.format import canonical

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

PAYLOAD_MAX = 16 * 1024 * 1024  # bytes
TAG_MAX = 200  # characters
TAGS_MAX = (
    64_000  # bytes in the leaf: an entry of tlog-tiles has 65,535, all else in it under 1,500
)
ID_MAX = 200

_FEW = 64  # so many tags fit whatever they hold: no character takes more than 4 bytes

_ID = re.compile(r"[!-~]{1,200}")
_TYPE = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
_TAG = re.compile(r"[a-z][a-z0-9-]*:.+", re.DOTALL)
TYPE = "type:"  # the log files each event under its type next to its tags
ERASED = "payload.erased"  # the triggers of the first migration know it by this name
OWN = frozenset({ERASED, "custody.changed", "ledger.repaired"})
"""The types of event that the log records of itself; no fact of the desk's is in them."""


class Event(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A proposed event.

    Attributes:
        id: Unique in the log, the key of idempotency: printable ASCII, 1 to 200 characters.
        type: Our name for what happened, like ``claim.recorded``; never a Python path.
        version: Of the payload's schema, from 1.
        tags: ``key:value``, what a query or an append condition can ask for.
        payload: A canonical JSON object, at most 16 MiB.
    """

    id: str
    type: str
    version: int
    tags: frozenset[str]
    payload: bytes

    def __repr__(self) -> str:
        """All but the payload, which may be long."""
        tags = ", ".join(sorted(self.tags))
        return f"Event({self.id!r}, {self.type!r} v{self.version}, {tags})"


class ErasedEvent(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A recorded event whose payload was removed under a legal order; all else stands."""

    id: str
    type: str
    version: int
    tags: frozenset[str]


AnyEvent: TypeAlias = Event | ErasedEvent


class RecordedEvent(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An event with its place in the log.

    Attributes:
        position: Gapless from 0, in commit order.
        recorded_at: UTC, microseconds, on the clock *recorded*; never earlier than the event
            before it (when the machine's clock goes back a little, the last moment is kept).
        event: What was recorded. ``ErasedEvent`` once its payload was erased.
        leaf_hash: RFC 6962 leaf hash of the stored envelope, 32 bytes.
        stamped: What the envelope says instead, where a clock was ahead and a repair holds
            another moment (``moments``); None everywhere else.
    """

    position: int
    recorded_at: datetime
    event: AnyEvent
    leaf_hash: bytes
    stamped: datetime | None = None


class InvalidEvent(InvalidInput):
    """An event that the log does not take."""

    code = "invalid-event"

    def __init__(self, event_id: str, reason: str, *, fix: str) -> None:
        super().__init__(f"event {event_id[:80]!r}: {reason}", fix=fix)
        self.event_id = event_id
        self.reason = reason


def admit(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events, once each of them was found fit to be recorded, or ``InvalidEvent``."""
    admitted = tuple(events)
    for event in admitted:
        admit_event(event)
    return admitted


def admit_event(event: Event) -> None:
    """Find one event fit to be recorded, or ``InvalidEvent``."""
    if not _ID.fullmatch(event.id):
        raise InvalidEvent(
            event.id, "its id is no printable ASCII", fix="use 1 to 200 of the characters ! to ~"
        )
    if not _is_type(event.type):
        raise InvalidEvent(
            event.id, f"no type name: {event.type[:80]!r}", fix="name it like claim.recorded"
        )
    if not 1 <= event.version <= canonical.SAFE_INTEGER:
        raise InvalidEvent(
            event.id, f"no version: {event.version}", fix="count the payload's schemas from 1"
        )
    _admit_tags(event)
    _admit_payload(event)


@lru_cache(maxsize=256)
def _is_type(name: str) -> bool:
    return len(name) <= ID_MAX and _TYPE.fullmatch(name) is not None


def _admit_tags(event: Event) -> None:
    if any(map(_fault_of_tag, event.tags)):
        tag = next(tag for tag in event.tags if _fault_of_tag(tag))
        raise InvalidEvent(
            event.id,
            f"the tag {tag[:80]!r} {_fault_of_tag(tag)}",
            fix="write tags as party:mexico",
        )
    if len(event.tags) > _FEW and (size := len(msgspec.json.encode(event.tags))) > TAGS_MAX:
        raise InvalidEvent(
            event.id,
            f"its {len(event.tags)} tags take {size:,} bytes, the limit is {TAGS_MAX:,}",
            fix="split it into several events",
        )


@lru_cache(maxsize=4096)  # parties, partnerships and instruments come again and again
def _fault_of_tag(tag: str) -> str | None:
    if len(tag) > TAG_MAX:
        return f"is longer than {TAG_MAX} characters"
    if not _TAG.fullmatch(tag):
        return "is no key:value"
    if tag.startswith(TYPE):
        return "uses the key type, which the log keeps for itself"
    # isprintable is quick and nearly always true; only what it doubts is looked at closely.
    if not tag.isprintable() and any(unicodedata.category(c) in {"Cc", "Cs"} for c in tag):
        return "holds a control character"
    return None


def _admit_payload(event: Event) -> None:
    if len(event.payload) > PAYLOAD_MAX:
        raise InvalidEvent(
            event.id,
            f"it takes {len(event.payload) / 2**20:.1f} MiB in the log, and one event can take "
            f"{PAYLOAD_MAX / 2**20:.0f} MiB (letters other than a to z take several bytes there, "
            "quotation marks and line ends two)",
            fix="keep the part of the text that is quoted, or its parts as several documents",
        )
    if type(event.payload) is canonical.Canonical:  # by its own encoder: what it is, is known
        is_object = event.payload.startswith(b"{")
    else:
        is_object = isinstance(canonical.decode(event.payload), dict)
    if not is_object:
        raise InvalidEvent(
            event.id, "its payload is no object", fix="put the value under a key: {...}"
        )
