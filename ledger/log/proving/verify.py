"""Does the log hold? Every leaf, the tree and the head, recomputed from the bytes.

Takes an opened log, gives a verdict that names the first break. A byte edited in the file
passes the database's own integrity check; it does not pass this. Who comes next: the faces
show the verdict; documents, quotes and projections are checked by the rooms that know them.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING

import attrs
import msgspec

from ledger.log.clock import moments
from ledger.log.clock.moments import Moments
from ledger.log.erasure import erases, unfinished
from ledger.log.event import ERASED, TYPE
from ledger.log.failures import LedgerDamaged
from ledger.log.format.envelope import unseal
from ledger.log.format.merkle import Frontier, GrowingTree
from ledger.log.port import Log
from ledger.log.proving.tree import Tree
from ledger.log.query import Query

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledger.log.format.envelope import Envelope
    from ledger.log.port import Head, StoredEvent

_ROWS = 512  # looked at before their hashes go into the tree together


@attrs.frozen(kw_only=True)
class Break:
    """Where a log first fails to hold; ``position`` is None for the log as a whole."""

    position: int | None
    what: str


@attrs.frozen(kw_only=True)
class LogVerdict:
    """What verifying found.

    Attributes:
        size: How many events the head says there are.
        root: The tree's root as recomputed, 32 bytes; meaningless after a break.
        start: The position from which leaves were recomputed; 0 is the whole log.
        erased: Positions of the events whose payload was erased, from ``start`` on.
        broken: The first break; None if the log holds.
    """

    size: int
    root: bytes
    start: int
    erased: tuple[int, ...]
    broken: Break | None

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return self.broken is None


class _Broken(Exception):
    def __init__(self, position: int | None, what: str) -> None:
        self.found = Break(position=position, what=what)


def verify(log: Log, *, since: Frontier | None = None) -> LogVerdict:
    """Recompute the log from its stored bytes, and compare it with what it says of itself.

    ``since`` is the frontier of a tree that was verified before (``frontier_at``, once its
    root was compared with a checkpoint): only what came after it is recomputed.
    """
    head = log.head()
    start = since or Frontier()
    broken = None
    check = _LogVerification(log=log, growth=GrowingTree(start), position=start.size)
    try:
        check.run(head.size)
        check.compare_head(head)
        check.compare_tiles()
        check.nothing_beside()
        check.compare_filing(start.size, head.size)
        check.explain_erasures()
    except _Broken as error:
        broken = error.found
    return LogVerdict(
        size=head.size,
        root=check.growth.done().root(),
        start=start.size,
        erased=tuple(check.erased),
        broken=broken,
    )


def recomputed(log: Log, head: Head, *, since: Frontier | None = None) -> Frontier:
    """The tree's edge as the leaves up to ``head`` give it, from a tree that was checked before.

    Raises:
        LedgerDamaged: a row, the head or a tile says otherwise.
    """
    start = since or Frontier()
    check = _LogVerification(log=log, growth=GrowingTree(start), position=start.size)
    try:
        check.run(head.size)
        check.compare_head(head)
        check.compare_tiles()
    except _Broken as error:
        where = error.found.position
        place = "" if where is None else f"at position @{where}, "
        raise LedgerDamaged("the ledger", f"{place}{error.found.what}") from error
    return check.growth.done()


def tree_of_leaves(log: Log, size: int) -> GrowingTree | None:
    """The tree as the stored envelopes and words give it, no tile asked; None if a row is damaged.

    The edge is its ``done()``; ``tiles`` are the hashes of all its full tiles.
    """
    check = _LogVerification(log=log, growth=GrowingTree(Frontier()), position=0)
    try:
        check.run(size)
    except _Broken:
        return None
    return check.growth


@attrs.frozen(kw_only=True)
class Misfiled:
    """An event that is filed otherwise than its leaf says: what lacks, and what is not its own."""

    position: int
    lacking: frozenset[str]
    foreign: frozenset[str]


def misfiled(
    leaves: Iterable[tuple[int, bytes]], tags_at: dict[int, set[str]]
) -> Iterator[Misfiled]:
    """The events, by their positions and whole leaves, that are filed otherwise.

    Takes the positions out of ``tags_at`` as it goes: what is left there is filed for none.
    """
    for position, leaf in leaves:
        filed, own = tags_at.pop(position, set()), set(_filing(unseal(leaf)))
        if filed != own:
            yield Misfiled(
                position=position,
                lacking=frozenset(own - filed),
                foreign=frozenset(filed - own),
            )


def by_position(filed: Iterable[tuple[str, int]]) -> dict[int, set[str]]:
    """The tags of each position, of rows of the index."""
    tags_at: dict[int, set[str]] = {}
    for tag, position in filed:
        tags_at.setdefault(position, set()).add(tag)
    return tags_at


def frontier_at(log: Log, size: int) -> Frontier:
    """The edge of the log's tree when it had this size, from the hashes it stores."""
    return Tree(size, log.hashes).frontier()


@attrs.define
class _LogVerification:
    log: Log
    growth: GrowingTree
    position: int
    last: datetime | None = None
    moments: Moments | None = None
    filed: int = 0
    erased: list[int] = attrs.field(factory=list)
    orders: list[int] = attrs.field(factory=list)

    def run(self, size: int) -> None:
        rows = self.log.stored(after=self.position - 1, upto=size - 1)
        while some := list(islice(rows, _ROWS)):
            filing: list[tuple[str, int]] = []
            for stored in some:
                self._look(stored, filing)
            self.growth.extend([stored.leaf_hash for stored in some])
            self.filed += sum(map(hash, filing))
        if self.position != size:
            raise _Broken(self.position, "there is no event")

    def _look(self, stored: StoredEvent, filing: list[tuple[str, int]]) -> None:
        position = stored.position
        if position != self.position:
            raise _Broken(self.position, "there is no event")
        try:
            envelope = _envelope(stored)
        except TypeError as error:  # a damaged row may hold anything
            what = "its row is damaged: where bytes should be, something else is"
            raise _Broken(position, what) from error
        if envelope.type == moments.TYPE and moments.TAG in envelope.tags:
            self._step_back(stored, envelope)
        elif self.last is not None and envelope.recorded_at < self.last:
            raise _Broken(position, "it was recorded before the event before it")
        self.last = envelope.recorded_at
        filing.append((TYPE + envelope.type, position))
        for tag in envelope.tags:
            filing.append((tag, position))  # noqa: PERF401  # a call to extend costs more
        if stored.payload is None:
            self.erased.append(position)
        if envelope.type == ERASED:
            self.orders.append(position)
        self.position = position + 1

    def _step_back(self, stored: StoredEvent, envelope: Envelope) -> None:
        """A repair of the clock goes back to the moment from which on others were ahead."""
        at = moments.one_by_one(self.log.stored)
        if self.moments is None:
            tagged = Query.tagged(moments.TAG)
            earlier = [record.position for record in self.log.read(tagged, upto=self.position - 1)]
            self.moments = moments.moments(earlier, at)
        self.moments = self.moments.and_of(stored, envelope, at)
        if self.moments is None:
            raise _Broken(stored.position, "it repairs moments that are not as it says")

    def compare_head(self, head: Head) -> None:
        """The head keeps this tree's edge and the last event's moment."""
        if self.growth.done() != head.frontier:
            raise _Broken(None, "the tree over the leaves is not the one the head keeps")
        if self.last is not None and self.last != head.recorded_at:
            raise _Broken(None, "the head's moment is not that of the last event")

    def compare_tiles(self) -> None:
        """The stored roots of full tiles are those of the leaves."""
        for tile in self.growth.tiles:
            with _readable():
                stored = self.log.hashes(tile.level, tile.index, 1)
            if stored != [tile.hash]:
                raise _Broken(
                    None, f"tile hash {tile.index} of level {tile.level} is not the tree's"
                )

    def compare_filing(self, start: int, size: int) -> None:
        """Queries find each event under its type and tags, and under nothing else.

        Order does not matter to a sum of hashes, and Python's hash of a text is keyed again in
        each process: whoever tampers cannot aim at the same sum.
        """
        if self.filed == self._sum(start, size):
            return
        raise _Broken(*self._misfiled(start, size))

    def nothing_beside(self) -> None:
        """No event, tag or tile stands before the log's begin or beyond its head."""
        with _readable():
            what = self.log.stray()
        if what is not None:
            raise _Broken(None, what)

    def _sum(self, start: int, size: int) -> int:
        return sum(map(hash, self.log.filed(after=start - 1, upto=size - 1)))

    def _misfiled(self, start: int, size: int) -> tuple[int | None, str]:
        tags_at = by_position(self.log.filed(after=start - 1, upto=size - 1))
        rows = self.log.stored(after=start - 1, upto=size - 1)
        for event in misfiled(((row.position, row.envelope) for row in rows), tags_at):
            return event.position, "it is not filed under its own type and tags"
        return None, _nowhere(tags_at)

    def explain_erasures(self) -> None:
        """Every payload that is gone has its event that says why, and what was to go is gone."""
        for position in self.erased:
            if not any(self.log.read(erases(position), limit=1)):
                raise _Broken(position, "its payload is gone, and no event says why")
        for position in self.orders:
            for order in unfinished(self.log, after=position - 1, upto=position):
                raise _Broken(order.taking, order.what)


@contextmanager
def _readable() -> Iterator[None]:
    """Where tiles cannot be read at all, as without their table, that is what does not hold."""
    try:
        yield
    except LedgerDamaged as error:
        raise _Broken(None, error.what) from error


def _nowhere(positions: Iterable[int]) -> str:
    # In a damaged file they may be anything.
    first = min(positions, key=str, default="?")
    return f"tags are filed for a position that is not there: {first}"


def _filing(envelope: Envelope) -> Iterator[str]:
    yield TYPE + envelope.type
    yield from envelope.tags


def _envelope(stored: StoredEvent) -> Envelope:
    """The event's envelope, once the row was found to be what the leaf says it is."""
    leaf, salt, payload = stored.envelope, stored.salt, stored.payload
    # Hashed here and not by leaf_hash and digest: calls are a tenth of what verifying costs.
    if sha256(b"\0" + leaf).digest() != stored.leaf_hash:
        raise _Broken(stored.position, "its envelope does not have the leaf hash stored with it")
    try:
        envelope = unseal(leaf)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _Broken(stored.position, f"its leaf is no envelope ({error})") from error
    if envelope.id != stored.event_id:
        raise _Broken(stored.position, f"it is filed under {stored.event_id}, not its own id")
    if payload is None or salt is None:
        if payload is not salt:
            raise _Broken(stored.position, "its payload was taken out by half")
    elif sha256(salt + payload).hexdigest() != envelope.digest:
        raise _Broken(stored.position, "its payload is not the one that was recorded")
    return envelope
