"""The world of one run: a ledger's file, its keys, those who write to it, and what must be true.

Takes a folder with an empty ledger. ``leaves`` is the log as it was last seen, and everything that
was acknowledged is noted here by the simulation alone, so that ``laws`` can hold the ledger to it.
"""

from __future__ import annotations

import gc
import shutil
import sqlite3
from base64 import b64decode
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import attrs
from machine import Fault, Killed, Machine, running

from ledger.app import Ledger, open_ledger
from ledger.errors import ClaimsError
from ledger.log.append_rule import TOLERANCE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

BEGIN = datetime(2024, 9, 1, tzinfo=UTC)
CONNECT = sqlite3.connect


@attrs.define
class SimulatedClock:
    """A clock that goes on by a second whenever it is read; an act may set it."""

    instant: datetime = BEGIN

    def now(self) -> datetime:
        """The moment, in UTC."""
        self.instant += timedelta(seconds=1)
        return self.instant


@attrs.define
class Writer:
    """One who has the ledger open, with a clock of his own."""

    name: str
    clock: SimulatedClock = attrs.field(factory=SimulatedClock)
    ledger: Ledger | None = None


@attrs.frozen
class Row:
    """An event as it is stored."""

    event: str
    leaf: bytes
    payload: bytes | None


@attrs.define
class World:
    """Everything of one run.

    Attributes:
        chance: Decides everything; made from the seed.
        rows: The log as it was last seen, in order.
        notes: Every checkpoint that was acknowledged and not given up since.
        keys: Every public key that was told.
        batches: The events of each append that was tried, which stand together or not at all.
        backups: Each backup's file, with the leaves it must hold.
        copying: A backup that is being made, and the leaves that it must hold at least.
        restoring: The backup that is to take the ledger's place, and where that lies meanwhile.
        erased: The secret word of each erased document whose erasure was acknowledged.
        doubtful: Whether the ledger may rightly refuse to go on until a person accepts why: an
            older copy took its place.
        killed: Whether a process ever ended in the middle.
        steps: What happened, one line each.
    """

    folder: Path
    chance: Random
    writers: list[Writer]
    triggers: frozenset[tuple[str, str]]
    rows: list[Row] = attrs.field(factory=list)
    notes: list[str] = attrs.field(factory=list)
    keys: set[str] = attrs.field(factory=set)
    batches: list[set[str]] = attrs.field(factory=list)
    backups: dict[Path, tuple[bytes, ...]] = attrs.field(factory=dict)
    copying: tuple[Path, tuple[bytes, ...]] | None = None
    restoring: tuple[Path, Path] | None = None
    erased: dict[str, str] = attrs.field(factory=dict)
    doubtful: bool = False
    killed: bool = False
    number: int = 0
    steps: list[str] = attrs.field(factory=list)

    @property
    def path(self) -> Path:
        """The ledger's file."""
        return self.folder / "claims.db"

    @property
    def custody(self) -> Path:
        """The folder of keys and checkpoints."""
        return self.folder / "custody"

    @property
    def leaves(self) -> tuple[bytes, ...]:
        """The leaf hashes, in order."""
        return tuple(row.leaf for row in self.rows)

    def next(self) -> int:
        """A number that was not used before."""
        self.number += 1
        return self.number

    def opened(self, writer: Writer) -> Ledger:
        """The writer's ledger; it stays open until he lets go of it."""
        if writer.ledger is None:
            writer.ledger = open_ledger(
                self.path, clock=writer.clock, recorded_by=writer.name, custody=self.custody
            )
        return writer.ledger

    def fresh(self, clock: SimulatedClock | None = None) -> Ledger:
        """The ledger as one sees it who comes now."""
        return open_ledger(
            self.path, clock=clock or SimulatedClock(), recorded_by="new", custody=self.custody
        )

    def on_time(self) -> Ledger:
        """The ledger as one sees it whose clock is right: not before its last event."""
        with self.fresh() as ledger:
            last = ledger.log.head().recorded_at
        return self.fresh(SimulatedClock() if last is None else SimulatedClock(last))

    def behind(self, writer: Writer) -> bool:
        """Whether this writer's clock is further behind the last event than is borne."""
        if not self.path.exists():
            return False
        with self.fresh() as ledger:
            last = ledger.log.head().recorded_at
        return last is not None and last - writer.clock.instant > TOLERANCE

    def let_go(self, *writers: Writer) -> None:
        """Close what these, or all, have open."""
        for writer in writers or self.writers:
            if writer.ledger is not None:
                writer.ledger.close()
                writer.ledger = None

    def stored(self) -> list[Row]:
        """The rows as the file holds them, read past all that this project has."""
        return stored(self.path)

    def contradicted(self) -> bool:
        """Whether a checkpoint that was acknowledged is not of this log any more."""
        return not all(map(self._stands, self.notes))

    def give_up(self) -> None:
        """What an accepted restore took away binds nobody any more."""
        self.rows = self.stored()
        self.notes = [note for note in self.notes if self._stands(note)]
        self.doubtful = False

    def _stands(self, note: str) -> bool:
        _, size, coded, *_ = note.split("\n")
        leaves = self.leaves[: int(size)]
        return len(leaves) == int(size) and root(leaves) == b64decode(coded)

    def tampered(self) -> bool:
        """Whether the triggers are others than those that the migrations made."""
        # Only to ask would make an empty file where the ledger was lost.
        return self.path.exists() and triggers_of(self.path) != self.triggers

    def under(
        self,
        fault: Fault | None,
        work: Callable[[], None],
        visit: Callable[[], None],
        writer: Writer,
    ) -> str:
        """Let someone work while a fault strikes; says how it ended."""
        machine = Machine(folder=self.folder, chance=self.chance, fault=fault, visit=visit)
        refused = None
        try:
            with running(machine):
                work()
        except ClaimsError as error:
            refused = f"refused: {error.code}"
        except Killed:
            assert machine.dead
        # Whatever a process that is no more made of its end, nobody heard it.
        if machine.dead:
            self.killed = True
            self.let_go(writer)
            gc.collect()  # what a process had open is closed when it is no more
            if machine.left is not None:
                self._go_on_from(machine.left)
            return "killed"
        if refused is not None:
            return refused
        return "done" if machine.struck or fault is None else "done, untouched"

    def _go_on_from(self, left: Path) -> None:
        """The machine starts again with what was on its disk."""
        self.let_go()
        shutil.rmtree(self.folder)
        left.rename(self.folder)


def stored(path: Path) -> list[Row]:
    """The rows of a ledger's file, in order of their positions, which have no gap."""
    database = CONNECT(path)
    try:
        asked = "SELECT position, event_id, leaf_hash, payload FROM events ORDER BY position"
        rows = database.execute(asked).fetchall()
    finally:
        database.close()
    assert [row[0] for row in rows] == list(range(len(rows))), "positions have gaps"
    return [Row(*row[1:]) for row in rows]


def root(leaves: Sequence[bytes]) -> bytes:
    """The Merkle tree hash of RFC 6962, section 2.1, over leaf hashes."""
    if len(leaves) < 2:
        return leaves[0] if leaves else sha256(b"").digest()
    middle = 1 << (len(leaves) - 1).bit_length() - 1
    return sha256(b"\1" + root(leaves[:middle]) + root(leaves[middle:])).digest()


def triggers_of(path: Path) -> frozenset[tuple[str, str]]:
    """The triggers of a file, each with its words."""
    database = CONNECT(path)
    try:
        asked = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        return frozenset(database.execute(asked))
    finally:
        database.close()
