"""One commit for many threads, and another try where the database broke off.

Takes appends from any number of threads and gives them, in the order they came, to one
writer at a time: whoever's turn it is commits for all who wait by then. A commit is what
costs (it waits for the disk), so this is what makes many small appends fast. An append is
idempotent by its events' ids, which is why it may be tried again even when nobody knows
whether its commit went through.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import attrs

from ledger.errors import StorageError
from ledger.late import late
from ledger.log.event import Event, RecordedEvent
from ledger.log.query import AppendCondition

if TYPE_CHECKING:
    import random
else:  # few commits are tried again
    random = late("random")

GROUP = 64  # appends in one commit at most
TRIES = 6
PAUSE = 0.02  # seconds before the second try, at most; doubled for each after it


@attrs.define
class Request:
    """An append that waits for its commit, then its outcome.

    ``tried`` are the leaves of each of its tries: what the log holds of them is its own doing.
    ``now`` is what the clock said, if this try has read it: an append reads it once. ``then`` is
    done in the same transaction, after what was recorded.
    """

    events: Sequence[Event]
    condition: AppendCondition | None
    recorded: Sequence[RecordedEvent] | None = None
    error: BaseException | None = None
    tried: list[Sequence[bytes]] = attrs.field(factory=list)
    now: datetime | None = None
    then: Callable[..., None] | None = None  # of the connection

    def answer(self) -> Sequence[RecordedEvent]:
        """What was recorded; raises what went wrong."""
        if self.error is not None:
            raise self.error
        assert self.recorded is not None  # noqa: S101  # the queue settles every request
        return self.recorded


class CommitQueue:
    """Appends in the order they came, committed in groups by one thread at a time."""

    def __init__(
        self,
        commit: Callable[[Sequence[Request]], None],
        retriable: Callable[[StorageError], bool],
    ) -> None:
        self._commit = commit
        self._retriable = retriable
        self._waiting: list[Request] = []
        self._guard = threading.Lock()
        self._turn = threading.Lock()

    def submit(self, request: Request) -> None:
        """Come back once the request is settled: recorded, or in error."""
        with self._guard:
            self._waiting.append(request)
        with self._turn:
            # Another thread may have settled it in its own turn, or be full of earlier ones.
            while request.recorded is None and request.error is None:
                with self._guard:
                    group, self._waiting = self._waiting[:GROUP], self._waiting[GROUP:]
                self._settle(group)

    def _settle(self, group: Sequence[Request]) -> None:
        try:
            self._try(group)
        except BaseException as error:  # noqa: BLE001  # each thread raises it for itself
            for request in group:
                request.recorded, request.error = None, request.error or error

    def _try(self, group: Sequence[Request]) -> None:
        for attempt in range(TRIES):
            for request in group:
                request.recorded = request.error = request.now = None
            try:
                self._commit(group)
            except StorageError as error:
                if attempt == TRIES - 1 or not self._retriable(error):
                    raise
                time.sleep(random.SystemRandom().uniform(0, PAUSE * 2**attempt))
            else:
                return
