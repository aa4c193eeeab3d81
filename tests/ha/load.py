"""A desk at work while things break: who writes, who reads from standbys, and what each saw.

Takes a cluster, gives every acknowledgement and every head that a standby showed, for
``judgement`` to compare with the log that is left in the end.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Self

import attrs
from cluster import Cluster

from ledger.app import Ledger, init_ledger, open_ledger
from ledger.claims.commands import CaptureDocument, Command, Describe, RecordClaim
from ledger.claims.developments import OpinionStated
from ledger.claims.entities import Partnership, Party
from ledger.claims.vocabulary import PartyKind
from ledger.clock import SystemClock
from ledger.errors import ClaimsError
from ledger.log import Log, open_log
from ledger.log.proving.checkpoints import Checkpoint
from ledger.log.proving.custody.kept_checkpoint import checkpoint
from ledger.sources.document import Document

if TYPE_CHECKING:
    from types import TracebackType

    from cluster import Node

WRITERS = 2
PAUSE = 0.2  # seconds before a failed command is tried again
TAIL = 20  # events that each look at a standby reads

NAMES = [
    Describe(entity=Party(id="a", name="A", type=PartyKind.STATE)),
    Describe(entity=Partnership(id="p", title="A and others", parties=("a",))),
]


@attrs.frozen(kw_only=True)
class Acknowledged:
    """A command that came back clean: its ids, its last position if it was told, and when."""

    ids: tuple[str, ...]
    position: int | None
    writer: int
    moment: float


@attrs.define
class Load:
    """Writers and readers on one new ledger, from ``with`` on until ``stop``."""

    cluster: Cluster
    schema: str
    custody: Path
    asynchronous: bool = False
    acknowledged: list[Acknowledged] = attrs.field(factory=list)
    heads: set[tuple[int, bytes]] = attrs.field(factory=set)
    looks: int = 0
    gaps: int = 0
    errors: Counter[str] = attrs.field(factory=Counter)
    _stopped: threading.Event = attrs.field(factory=threading.Event)
    _threads: list[threading.Thread] = attrs.field(factory=list)

    @property
    def url(self) -> str:
        """The ledger, wherever the primary is."""
        return f"{self.cluster.url}&schema={self.schema}"

    def open(self) -> Ledger:
        """The ledger, as the product opens it."""
        return open_ledger(self.url, recorded_by="ana", custody=self.custody)

    def __enter__(self) -> Self:
        init_ledger(self.url)
        with self.open() as ledger:
            ledger.submit(NAMES)
            ledger.custody.new_key(ledger.log.head().origin)
        jobs = [(self._write, (writer,)) for writer in range(WRITERS)]
        jobs += [(self._look, (node,)) for node in self.cluster.nodes]
        self._threads = [threading.Thread(target=act, args=args) for act, args in jobs]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """End the work; what was acknowledged by then is all there will be."""
        self._stopped.set()
        for thread in self._threads:
            thread.join()

    def checkpoint(self) -> Checkpoint:
        """Sign for the ledger as it is now, and keep that outside of it."""
        with self.open() as ledger:
            return Checkpoint.parse(checkpoint(ledger.log, ledger.custody).text)

    def since(self, moment: float) -> int:
        """How many commands came back clean after a moment."""
        return sum(one.moment > moment for one in self.acknowledged)

    def pause(self) -> float:
        """The longest time, in seconds, in which no command came back clean."""
        moments = sorted(one.moment for one in self.acknowledged)
        return max((b - a for a, b in pairwise(moments)), default=0)

    def _write(self, writer: int) -> None:
        """One command after another; each is told again until it comes back clean."""
        ledger: Ledger | None = None
        n = 0
        while not self._stopped.is_set():
            try:
                ledger = ledger or self.open()
                outcomes = ledger.submit(told(writer, n))
            except ClaimsError as error:
                self.errors[type(error).__name__] += 1
                self._stopped.wait(PAUSE)
                continue
            self.acknowledged.append(
                Acknowledged(
                    ids=tuple(one.id for one in outcomes),
                    position=outcomes[-1].position,
                    writer=writer,
                    moment=time.monotonic(),
                )
            )
            n += 1

    def _look(self, node: Node) -> None:
        """The head and the last events, again and again, whenever this node is a standby."""
        url = f"{node.url}&target_session_attrs=standby&schema={self.schema}"
        log: Log | None = None
        while not self._stopped.wait(0.05):
            with suppress(ClaimsError):
                log = log or open_log(url, clock=SystemClock())
                head = log.head()
                first = max(-1, head.size - 1 - TAIL)
                tail = [recorded.position for recorded in log.read(after=first)]
                self.gaps += tail != list(range(first + 1, first + 1 + len(tail)))
                self.gaps += len(tail) < head.size - 1 - first
                self.heads.add((head.size, head.root))
                self.looks += 1


def told(writer: int, n: int) -> list[Command]:
    """What a writer says as its n-th command: a document and what it states."""
    name = f"w{writer}-{n}"
    document = Document(
        id=name, text=f"{name}: a statement.", title=name, publisher="x", kind="news"
    )
    claim = RecordClaim(
        document=name,
        development=OpinionStated(topic=name),
        quote="a statement.",
        partnership="p",
    )
    return [CaptureDocument(document=document), claim]
