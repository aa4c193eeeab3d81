"""What a log does, whichever backend keeps it: the port that the other rooms import.

Takes events and queries, gives recorded events in position order. Implementations: in
memory (``memory``), SQLite and PostgreSQL (``sql``); ``tests/contract`` holds all to it.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Protocol, TypeAlias

import attrs
import msgspec

from ledger.log.format.merkle import Frontier
from ledger.log.query import AppendCondition, Query

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from collections.abc import Set as AbstractSet
    from contextlib import AbstractContextManager

    from sqlalchemy import Connection

    from ledger.log.event import Event, RecordedEvent
    from ledger.log.guards import Stranger
    from ledger.log.shelf import Shelf, TextIndex

OnAppend: TypeAlias = "Callable[[Connection, Sequence[RecordedEvent]], None]"
"""Called inside the transaction of an append with the events it newly recorded.

Whatever it raises undoes the append. It must not commit and must not write to the log.
"""

EVERYTHING = Query.all()


class StoredEvent(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An event as it is stored; ``salt`` and ``payload`` are None once it was erased."""

    position: int
    event_id: str
    envelope: bytes
    leaf_hash: bytes
    salt: bytes | None
    payload: bytes | None


class Filing(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """How many events carry a tag, and the positions of the first and the last of them."""

    tag: str
    count: int
    first: int
    last: int


@attrs.frozen(kw_only=True)
class Head:
    """Where the log ends.

    Attributes:
        origin: The log's own name, fixed when it was made; the first line of its checkpoints.
        size: How many events it holds, which is also the next position.
        recorded_at: When the last event was recorded (UTC); None for an empty log.
        frontier: The RFC 6962 tree's right edge, from which its root follows.
    """

    origin: str
    size: int
    recorded_at: datetime | None
    frontier: Frontier

    @property
    def root(self) -> bytes:
        """The Merkle tree hash over all leaves (RFC 6962, section 2.1), 32 bytes."""
        return self.frontier.root()


class Log(Protocol):
    """One totally ordered log of events.

    Every method may raise ``StorageError``; a failed append leaves the log as it was.
    """

    def append(
        self, events: Sequence[Event], condition: AppendCondition | None = None
    ) -> Sequence[RecordedEvent]:
        """Record events, all or nothing; gives them back in the order they were given.

        Very many are handed in as ``PackedEvents``: they are put down some at a time, in the same
        transaction, and none of them is ever held as a value longer than that.

        An event whose id is in the log already, with the same content, gives its old record
        and is not counted against the condition, unless that wants all of them new; ids known
        with other content, and a condition that fails, are a ``Conflict``. Malformed
        events are ``InvalidInput``.
        """
        ...

    def read(
        self,
        query: Query = EVERYTHING,
        *,
        after: int = -1,
        upto: int | None = None,
        limit: int | None = None,
    ) -> Iterator[RecordedEvent]:
        """Matching events at positions ``after < position <= upto``, in position order.

        Streams with bounded memory. What is appended once reading began is not shown, so a
        reader that appends comes to an end.
        """
        ...

    def tally(self, tags: Collection[str]) -> dict[str, int]:
        """How many events carry each of the tags; a tag that none carries is left out."""
        ...

    def filings(self, prefix: str) -> tuple[Filing, ...]:
        """What is filed under each tag that begins so, by the tags; a prefix ends in a colon."""
        ...

    def gather(
        self,
        tags: Collection[str],
        *,
        upto: int | None = None,
        without: AbstractSet[int] = frozenset(),
    ) -> Iterator[RecordedEvent]:
        """Every event that carries any of many tags, in position order, up to a position.

        For questions of thousands of tags at once: the positions are held, the events streamed.
        Those ``without`` are left out. What is appended meanwhile is not shown.
        """
        ...

    def standing_at(self, positions: Sequence[int]) -> Iterator[RecordedEvent]:
        """The events at these positions, which are in order; what is not there is left out."""
        ...

    def head(self) -> Head:
        """Where the log ends now."""
        ...

    def confirm(self) -> None:
        """Come back once all that can be read now is as durable as an acknowledged append.

        Where a standby is to confirm each commit, one can read what no standby has yet: after
        ``NotReplicated``, or while another's append is in doubt.
        """
        ...

    def find(self, event_id: str) -> RecordedEvent | None:
        """The event with this id."""
        ...

    def find_prefix(self, prefix: str, limit: int = 10) -> list[RecordedEvent]:
        """Up to ``limit`` events whose id starts so, ordered by id."""
        ...

    def at(self, position: int) -> RecordedEvent | None:
        """The event at this position."""
        ...

    def hashes(self, level: int, first: int, count: int) -> list[bytes]:
        """Hashes ``first`` to ``first + count - 1`` of a c2sp.org/tlog-tiles level.

        Level 0 are the leaf hashes; a hash of level n covers 256 of level n - 1. Fewer come
        back where the log does not hold as many.
        """
        ...

    def stored(self, *, after: int = -1, upto: int | None = None) -> Iterator[StoredEvent]:
        """The rows themselves, in position order, for whoever checks or exports them."""
        ...

    def filed(self, *, after: int = -1, upto: int | None = None) -> Iterator[tuple[str, int]]:
        """What queries go by: each tag, and each type as ``type:…``, with its position.

        Of the positions ``after < position <= upto``, in no order that means anything.
        """
        ...

    def last_filed(self, upto: int) -> dict[str, int]:
        """Each tag, and each type as ``type:…``, with where it stands last, up to a position."""
        ...

    def complaint(self) -> str | None:
        """What the database itself finds wrong with its files, as in an index; None: nothing.

        Says nothing of what the rows mean, and None where the database has no such check.
        """
        ...

    def stray(self) -> str | None:
        """A row of the log that stands where, by the head, there is none; None: there is none."""
        ...

    def may_append(self) -> bool:
        """Whether this account has the right to record here."""
        ...

    def unguarded(self) -> tuple[str, ...]:
        """Each trigger that keeps the log append-only and is missing, changed or switched off."""
        ...

    def strangers(self) -> tuple[Stranger, ...]:
        """Triggers, rules, policies and the like that others put on the log's tables."""
        ...

    def miscounted(self) -> tuple[str, ...]:
        """Each counter kept next to the log that says what is not so, with what it should say."""
        ...

    def ahead(self) -> tuple[tuple[str, object], ...]:
        """Receivers of notifications whose bookmark is no position of the log, with it."""
        ...

    def misshapen(self) -> tuple[str, ...]:
        """What next to the log no program of ours left so and no repair makes again: what helps."""
        ...

    def erase(
        self, positions: Sequence[int], orders: Sequence[Event] = ()
    ) -> Sequence[RecordedEvent]:
        """Record the orders, and take payloads and salts out, all or nothing.

        Refused unless the log then holds why each of them goes (``erasure``).
        """
        ...

    def watching(self, wake: Callable[[], None]) -> AbstractContextManager[None]:
        """Meanwhile, call ``wake`` from any thread when there may be more: a hint (``hints``)."""
        ...

    @property
    def texts(self) -> TextIndex:
        """The index of texts, by which search looks words up."""
        ...

    @property
    def shelf(self) -> Shelf:
        """What projections keep next to the log."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...
