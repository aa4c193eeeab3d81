"""Following the log: every matching event once, in order, from a bookmark on.

Takes a log, a query and a position, gives events as they come. Positions are gapless and in
commit order, so ``position > bookmark`` is the whole protocol: polling is the truth, and a
wake-up only a hint that saves waiting. Who comes next: projections, and whoever watches.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from enum import Enum

import attrs

from ledger.log.event import RecordedEvent
from ledger.log.port import EVERYTHING, Log
from ledger.log.query import Query

POLL = 0.5  # seconds


@attrs.define
class Subscription:
    """A place in the log that moves on; iterating waits for what comes, until it is stopped.

    ``bookmark`` is the last position seen, given out or passed over as not matching.
    """

    log: Log
    query: Query
    bookmark: int
    poll: float = POLL
    _woken: threading.Event = attrs.field(factory=threading.Event, init=False)
    _stopped: bool = attrs.field(default=False, init=False)

    def __iter__(self) -> Iterator[RecordedEvent]:
        """Events for ever, or until ``stop``; each is seen before the next is asked for."""
        with self.log.watching(self.wake):
            while not self._stopped:
                self._woken.clear()
                yield from self.ready()
                if not self._stopped:
                    self._woken.wait(self.poll)

    def ready(self) -> Iterator[RecordedEvent]:
        """What is there now, and no waiting."""
        end = self.log.head().size - 1
        for recorded in self.log.read(self.query, after=self.bookmark, upto=end):
            if self._stopped:
                return
            yield recorded
            self.bookmark = recorded.position
        self.bookmark = max(self.bookmark, end)

    def lag(self) -> int:
        """How many positions the log is ahead of the bookmark."""
        return self.log.head().size - 1 - self.bookmark

    def wake(self) -> None:
        """Hint that there may be something new."""
        self._woken.set()

    def stop(self) -> None:
        """End the iteration, from any thread."""
        self._stopped = True
        self._woken.set()


def subscribe(
    log: Log, query: Query = EVERYTHING, *, after: int = -1, poll: float = POLL
) -> Subscription:
    """Follow a log from a position on; ``poll`` is how many seconds to wait between looks."""
    return Subscription(log, query, after, poll)


class OnFailure(Enum):
    """What a follower does when its handler fails."""

    STOP = "stop"
    SKIP = "skip"


@attrs.frozen
class DeadLetter:
    """An event that a handler failed on, and how."""

    position: int
    error: str


@attrs.define
class Follower:
    """A subscription with a handler, whose failures are seen and never block a writer."""

    subscription: Subscription
    handle: Callable[[RecordedEvent], None]
    on_failure: OnFailure = OnFailure.STOP
    dead: list[DeadLetter] = attrs.field(factory=list, init=False)

    def catch_up(self) -> int:
        """Handle what is there now; gives how many events were handled.

        A failure is kept as a dead letter. STOP leaves the bookmark before the event, so that
        the next call meets it again; SKIP goes on behind it.
        """
        handled = 0
        for recorded in self.subscription.ready():
            try:
                self.handle(recorded)
            except Exception as error:  # noqa: BLE001  # whatever a handler does is kept
                self.dead.append(DeadLetter(recorded.position, f"{type(error).__name__}: {error}"))
                if self.on_failure is OnFailure.STOP:
                    break
            else:
                handled += 1
        return handled
