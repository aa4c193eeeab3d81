"""The runner: from each receiver's bookmark to messages, and from messages to their receivers.

Takes a ledger, receivers and an outbox. Who works at a receiver holds its lease, so two runners
do not send one message; a runner that dies leaves its lease to run out. A message is sent, then
dropped: a death in between repeats it, and loses nothing.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

import attrs

from ledger.app.clocks import Clocks
from ledger.app.ledger import Ledger
from ledger.app.notify.delivery import BACK_OFF, deliver
from ledger.app.notify.mail import Post
from ledger.app.notify.outbox import ALL, SubjectChange
from ledger.app.notify.place import outbox_of
from ledger.app.notify.receiver import Means, Receivers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.app.notify.outbox import Message, Outbox, ReceiverState
    from ledger.app.notify.outcome import DeliveryOutcome
    from ledger.app.notify.receiver import Receiver

LEASE = 90.0
"""Seconds of a lease: longer than any one message can take."""
POLL = 1.0
"""Seconds between two looks at what is due."""
WORKERS = 8
"""So many receivers are sent to at once; one that hangs holds up itself alone."""
_TOGETHER = 2_000  # positions that are gathered at a time


@attrs.frozen(kw_only=True)
class Attempt:
    """What became of one attempt, for those who look on."""

    receiver: str
    subject: str
    position: int
    error: str | None


@attrs.define(kw_only=True)
class Runner:
    """Sends what is due, of one ledger. ``tell`` is called after each attempt, from any thread."""

    ledger: Ledger
    receivers: Receivers
    mail: Post | None = None
    tell: Callable[[Attempt], None] = attrs.field(default=lambda _: None)
    lease: float = LEASE
    holder: str = attrs.field(factory=lambda: secrets.token_hex(16))
    _stopped: threading.Event = attrs.field(factory=threading.Event, init=False)
    _woken: threading.Event = attrs.field(factory=threading.Event, init=False)

    @property
    def _outbox(self) -> Outbox:
        return outbox_of(self.ledger.log)

    def once(self) -> int:
        """Gather and send what is due now, to all receivers; gives how much arrived."""
        with ThreadPoolExecutor(WORKERS) as workers:
            return sum(workers.map(self._work, self.receivers.all()))

    def follow(self) -> None:
        """Send as things change, until ``stop``.

        Raises:
            LedgerReplaced: nothing changes in this file any more, another stands in its place.
        """
        busy: dict[str, Future[int]] = {}
        with self.ledger.log.watching(self._woken.set), ThreadPoolExecutor(WORKERS) as workers:
            while not self._stopped.is_set():
                self._woken.clear()
                self.ledger.check_file()
                for receiver in self.receivers.all():
                    before = busy.get(receiver.name)
                    if before is None or before.done():
                        if before is not None:
                            before.result()
                        busy[receiver.name] = workers.submit(self._work, receiver)
                self._woken.wait(POLL)
        for future in busy.values():
            future.result()

    def stop(self) -> None:
        """End soon, from any thread: after the messages that are on their way."""
        self._stopped.set()
        self._woken.set()

    def _work(self, receiver: Receiver) -> int:
        """All that is due at one receiver, if nobody else is there."""
        outbox = self._outbox
        self._begin(outbox, receiver)
        if not outbox.lease(receiver.name, self.holder, self.lease):
            return 0
        arrived, taken = 0, monotonic()
        try:
            gather(self.ledger, outbox, receiver)
            while not self._stopped.is_set() and (message := outbox.due(receiver.name)):
                if monotonic() - taken > self.lease / 3:
                    taken = monotonic()
                    if not outbox.lease(receiver.name, self.holder, self.lease):
                        break  # it ran out, and someone else is there
                outcome = deliver(self.ledger, receiver, message, self.mail)
                settle(outbox, message, outcome)
                arrived += outcome.error is None
                self._say(message, outcome)
                if outcome.error is not None:
                    break  # the others of a receiver that does not answer wait a moment
        finally:
            outbox.release(receiver.name, self.holder)
        return arrived

    def _begin(self, outbox: Outbox, receiver: Receiver) -> None:
        """Where the row of a receiver is gone, begin again from here, and say so.

        Who adds one puts it into the file first, and down as a row a moment later.
        """
        if any(each.name == receiver.name for each in outbox.standing()):
            return
        self._stopped.wait(POLL)
        last = self.ledger.size() - 1
        if outbox.begin(receiver.name, last):
            self.tell(Attempt(receiver=receiver.name, subject=ALL, position=last, error=_ROW_GONE))

    def _say(self, message: Message, outcome: DeliveryOutcome) -> None:
        change = message.change
        self.tell(
            Attempt(
                receiver=message.receiver,
                subject=change.subject,
                position=change.upto,
                error=outcome.error,
            )
        )


_ROW_GONE = "the ledger had no row of it: it is told of what comes from now on, and of none before"


def gather(ledger: Ledger, outbox: Outbox, receiver: Receiver) -> None:
    """Put down what changed since a receiver's bookmark, and move it, in one step each time."""
    named = (each for each in outbox.standing() if each.name == receiver.name)
    standing = next(named, None)
    if standing is None:
        return  # it was removed meanwhile
    if receiver.means is Means.MAIL and not _time_for_digest(outbox, receiver, standing):
        return
    head, after = ledger.size() - 1, standing.bookmark
    while after < head:
        upto = head if receiver.means is Means.MAIL else min(head, after + _TOGETHER)
        changes = changed(ledger, receiver, after, upto)
        if not outbox.put(receiver.name, changes, after=after, upto=upto):
            return  # someone else was here
        after = upto


def changed(ledger: Ledger, receiver: Receiver, after: int, upto: int) -> Sequence[SubjectChange]:
    """What a receiver is to be told of two positions: a change of each partnership, or one of all.

    Only answers that are others now count, or claims that are new; who is nobody's is left out.
    """
    day = ledger.today
    differing = ledger.diff_all(after, Clocks(valid_at=day, known_at=upto)).changes
    wanted = [
        each.partnership
        for each in differing
        if not receiver.subjects or each.partnership in receiver.subjects
    ]
    change = partial(SubjectChange, after=after, upto=upto, day=day)
    if receiver.means is Means.MAIL:
        return [change(subject=ALL)] if wanted else []
    return [change(subject=partnership) for partnership in sorted(wanted)]


def _time_for_digest(outbox: Outbox, receiver: Receiver, standing: ReceiverState) -> bool:
    return outbox.now() >= standing.gathered_at + timedelta(hours=receiver.hours)


def settle(outbox: Outbox, message: Message, outcome: DeliveryOutcome) -> None:
    """Note what became of an attempt."""
    if outcome.error is None:
        outbox.sent(message)
        return
    last = message.attempts >= len(BACK_OFF)
    wait = timedelta(seconds=0 if last else BACK_OFF[message.attempts])
    due_at = outbox.now() + max(wait, outcome.wait or timedelta(0))
    give_up = last and not outcome.gone
    outbox.failed(message, due_at=due_at, error=outcome.error, give_up=give_up)
    if outcome.gone:
        outbox.stop(message.receiver, outcome.error)
