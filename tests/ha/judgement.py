"""What is left after a fault, held against what was acknowledged and seen before."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import attrs
from load import WRITERS, told

from ledger.clock import SystemClock
from ledger.errors import Conflict
from ledger.log import open_log
from ledger.log.format.merkle import Frontier, GrowingTree
from ledger.log.proving.checkpoints import Checkpoint, Contradicted, uphold

if TYPE_CHECKING:
    from load import Load

    from ledger.log import RecordedEvent


@attrs.frozen(kw_only=True)
class Judgement:
    """The outcome of one round.

    Attributes:
        acknowledged: Events that a command came back clean for.
        lost: Those of them that are not in the log now.
        moved: Those at another position than was told, or not in their writer's order.
        upheld: The log goes on from the checkpoint that was taken before the fault.
        verified: ``claims verify`` returned 0.
        refused: The log, opened with that checkpoint, refused to be written.
        looks: How often a standby was read; ``gaps``: how often there was a hole in it.
        gone: Heads a standby showed that are no beginning of the log now.
        pause: Seconds in which no command came back clean.
    """

    acknowledged: int
    lost: int
    moved: int
    upheld: bool
    verified: bool
    refused: bool
    looks: int
    gaps: int
    gone: int
    pause: float

    @property
    def holds(self) -> bool:
        """Whether all is as it must be under synchronous replication."""
        kept = self.upheld and self.verified and not self.refused
        return kept and not (self.lost or self.moved or self.gaps)


def judge(load: Load, before: Checkpoint) -> Judgement:
    """Compare; the load has been stopped."""
    with closing(open_log(load.url, clock=SystemClock())) as log:
        held = list(log.read())
        try:
            uphold(log, before)
        except Contradicted:
            upheld = False
        else:
            upheld = True
    positions = {one.event.id.partition(":")[2]: one.position for one in held}
    ids = [event_id for one in load.acknowledged for event_id in one.ids]
    return Judgement(
        acknowledged=len(ids),
        lost=sum(event_id not in positions for event_id in ids),
        moved=_moved(load, positions),
        upheld=upheld,
        verified=_verified(load),
        refused=_refused(load),
        looks=load.looks,
        gaps=load.gaps,
        gone=_gone(load, held),
        pause=load.pause(),
    )


def _moved(load: Load, positions: dict[str, int]) -> int:
    moved, last = 0, dict[int, int]()
    for one in load.acknowledged:
        now = positions.get(one.ids[-1])
        if now is None:
            continue
        moved += one.position is not None and one.position != now
        moved += now <= last.get(one.writer, -1)
        last[one.writer] = now
    return moved


def _gone(load: Load, held: list[RecordedEvent]) -> int:
    """By roots: one that was seen and is a root of the log now stands for all events before."""
    roots, growth = {(0, Frontier().root())}, GrowingTree(Frontier())
    for one in held:
        growth.push(one.leaf_hash)
        roots.add((one.position + 1, growth.done().root()))
    return len(load.heads - roots)


def _verified(load: Load) -> bool:
    command = [sys.executable, "-m", "ledger", "--ledger", load.url, "verify"]
    env = {**os.environ, "CLAIMS_CUSTODY": str(load.custody)}
    return subprocess.run(command, env=env, check=False, capture_output=True).returncode == 0


def _refused(load: Load) -> bool:
    with load.open() as ledger:
        try:
            ledger.submit(told(WRITERS, 0))
        except Conflict as error:
            return isinstance(error, Contradicted)
    return False
