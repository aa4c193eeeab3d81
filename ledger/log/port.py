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
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from contextlib import AbstractContextManager

    from sqlalchemy import Connection

    from ledger.log.event import Event, RecordedEvent
    from ledger.log.guards import Stranger
    from ledger.log.words import AskedWords

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


class Kept(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One subject on the shelf.

    ``touched`` is the position of the last event that touches it, as far as that was marked, and
    never before the last event that carries the subject as a tag; of a subject without a mark
    that can be true, it is the head. ``body`` is what was kept of it, true up to ``position``
    (None and -1: nothing). ``doubt`` says why no program of ours put the row down as it stands.
    """

    subject: str
    touched: int
    position: int
    body: bytes | None
    doubt: str | None = None

    @property
    def fresh(self) -> bool:
        """Whether nothing touched the subject since it was kept, and the row is not in doubt."""
        return self.body is not None and self.doubt is None and self.position >= self.touched


@attrs.frozen(kw_only=True)
class RowKind:
    """A projection and its version: a new version is filled next to the old one.

    ``named`` is how the ids of the events begin that name a subject, up to a last colon and a
    number: such subjects are there whether or not they were marked. Rows that hold ``words`` of
    the log are put down only while nothing touched their subject since: what was erased meanwhile
    does not come back into the file.
    """

    name: str
    version: int
    named: str | None = None
    words: bool = False


@attrs.frozen(kw_only=True)
class Shelved:
    """The shelf at one moment: every subject, with what a projection kept of it.

    ``head`` is the log's last position then, ``marked`` up to where ``touched`` is complete.
    ``doubts`` are marks that no program of ours left as they are, in words.
    """

    head: int
    marked: int
    subjects: tuple[Kept, ...]
    doubts: tuple[str, ...] = ()


class Shelf(Protocol):
    """What projections keep in the log's database: derived, updatable, rebuilt at any time.

    Subjects are tags. A row may only be read while it is ``fresh`` and the marks are complete.
    """

    def read(self, kind: RowKind) -> Shelved:
        """All subjects in order, in one reading."""
        ...

    def look(self, kind: RowKind, subject: str) -> Shelved:
        """The same of one subject, whatever else is kept: ``subjects`` has it alone."""
        ...

    def subjects(self, kind: RowKind) -> tuple[str, ...]:
        """The subjects that have a row of a kind, in order, whether or not they have a mark."""
        ...

    def mark(self, touched: Mapping[str, int], *, after: int, upto: int) -> None:
        """Note which subjects were touched last where, by the events ``after`` to ``upto``.

        The subject ``EVERY`` stands for all that are there. Marks are complete up to ``upto``
        only if they were so up to ``after``.
        """
        ...

    def keep(self, kind: RowKind, rows: Iterable[tuple[str, int, bytes]]) -> None:
        """Put down subjects, positions and bodies; a row never gives way to an earlier one.

        Bodies are JSON objects that are not empty. Rows of earlier versions go. Nothing is kept
        where the shelf was cleared meanwhile, nor of a position that the log does not hold. A
        subject without a mark gets the head's.
        """
        ...

    def drop(self, kind: RowKind) -> None:
        """Forget what was kept of a projection; the marks stay."""
        ...

    def swap(self, kind: RowKind, built: RowKind, subjects: Collection[str], *, upto: int) -> bool:
        """Let all that was kept as ``built`` take the place of ``kind`` and its earlier versions.

        At once: a reader sees all of the old or all of the new. ``subjects`` are those that were
        put down, and all there were among the events up to ``upto``. Where ``built`` lacks one,
        nothing changes and False comes back: someone else cleared the shelf, or builds too.
        Marks that cannot be true are made good; those of later events stand.
        """
        ...

    def clear(self) -> None:
        """Forget all of it."""
        ...


class TextIndex(Protocol):
    """Which events may hold a word, up to a bookmark: derived, emptied and filled at any time.

    A row is a position and a folded text (``words.folded_text``). It names every event of its
    rows that holds a word, and may name others.
    """

    def upto(self) -> int | None:
        """Up to which position it goes, -1 for none; None where there can be no index."""
        ...

    def add(self, rows: Iterable[tuple[int, str]], *, after: int, upto: int, seen: int) -> bool:
        """Put in the rows of the events ``after`` to ``upto``; False if it ends elsewhere now.

        Rows were made when the log ended at ``seen``: False, too, where it orders an erasure
        behind that, for its words may be in them.
        """
        ...

    def find(
        self, asked: Sequence[AskedWords], tag: str | None = None
    ) -> tuple[int, list[int] | None]:
        """Up to where it goes, and there the positions, in order, that may hold every word.

        None where that may be any; what carries one of a word's tags is among them. With ``tag``
        only what carries it.
        """
        ...

    def count(self) -> int:
        """How many rows there are."""
        ...

    def clear(self) -> None:
        """Empty it."""
        ...


class NoTexts:
    """The index of a log that has none."""

    def upto(self) -> int | None:
        """None."""
        return None

    def add(
        self,
        rows: Iterable[tuple[int, str]],  # noqa: ARG002
        *,
        after: int,  # noqa: ARG002
        upto: int,  # noqa: ARG002
        seen: int,  # noqa: ARG002
    ) -> bool:
        """Nothing is put in."""
        return False

    def find(
        self,
        asked: Sequence[AskedWords],  # noqa: ARG002
        tag: str | None = None,  # noqa: ARG002
    ) -> tuple[int, list[int] | None]:
        """Any event may hold any word."""
        return -1, None

    def count(self) -> int:
        """None at all."""
        return 0

    def clear(self) -> None:
        """Nothing is there."""


EVERY = "*"
"""The subject that stands for all subjects, where it cannot be told which were touched."""


class Log(Protocol):
    """One totally ordered log of events.

    Every method may raise ``StorageError``; a failed append leaves the log as it was.
    """

    def append(
        self, events: Sequence[Event], condition: AppendCondition | None = None
    ) -> tuple[RecordedEvent, ...]:
        """Record events, all or nothing; gives them back in the order they were given.

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

    def complaint(self) -> str | None:
        """What the database itself finds wrong with its files, as in an index; None: nothing.

        Says nothing of what the rows mean, and None where the database has no such check.
        """
        ...

    def stray(self) -> str | None:
        """A row of the log that stands where, by the head, there is none; None: there is none."""
        ...

    def unguarded(self) -> tuple[str, ...]:
        """Each trigger that keeps the log append-only and is missing, changed or switched off."""
        ...

    def strangers(self) -> tuple[Stranger, ...]:
        """Triggers, rules, policies and the like that others put on the log's tables."""
        ...

    def erase(self, position: int) -> None:
        """Take a payload and its salt out; refused unless the log holds why (``erasure``)."""
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
