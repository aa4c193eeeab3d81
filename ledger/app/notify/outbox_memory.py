"""An outbox in memory, for a log in memory."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from threading import RLock
from typing import TYPE_CHECKING

import attrs

from ledger.app.notify.outbox import Message, ReceiverState, SubjectChange

if TYPE_CHECKING:
    from collections.abc import Sequence

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@attrs.define
class _ReceiverRow:
    bookmark: int
    stopped: str | None = None
    gathered_at: datetime = _NEVER
    leased_by: str = ""
    leased_until: datetime = _NEVER
    messages: list[Message] = attrs.field(factory=list)
    last: int = 0


class MemoryOutbox:
    """See ``outbox.Outbox``."""

    def __init__(self) -> None:
        self._rows: dict[str, _ReceiverRow] = {}
        self._guard = RLock()

    def now(self) -> datetime:
        """See ``Outbox.now``."""
        return datetime.now(UTC)

    def begin(self, receiver: str, bookmark: int) -> bool:
        """See ``Outbox.begin``."""
        with self._guard:
            begun = receiver not in self._rows
            self._rows.setdefault(receiver, _ReceiverRow(bookmark, gathered_at=self.now()))
            return begun

    def forget(self, receiver: str) -> None:
        """See ``Outbox.forget``."""
        self._rows.pop(receiver, None)

    def standing(self) -> Sequence[ReceiverState]:
        """See ``Outbox.standing``."""
        return [
            ReceiverState(
                name=name,
                bookmark=row.bookmark,
                stopped=row.stopped,
                gathered_at=row.gathered_at,
                waiting=len(row.messages),
                given_up=sum(message.given_up for message in row.messages),
                error=next((message.error for message in row.messages if message.error), ""),
            )
            for name, row in sorted(self._rows.items())
        ]

    def lease(self, receiver: str, holder: str, seconds: float) -> bool:
        """See ``Outbox.lease``."""
        with self._guard:
            row, now = self._rows.get(receiver), self.now()
            if row is None or (row.leased_by not in {"", holder} and row.leased_until > now):
                return False
            row.leased_by, row.leased_until = holder, now + timedelta(seconds=seconds)
            return True

    def release(self, receiver: str, holder: str) -> None:
        """See ``Outbox.release``."""
        row = self._rows.get(receiver)
        if row is not None and row.leased_by == holder:
            row.leased_by = ""

    def put(
        self, receiver: str, changes: Sequence[SubjectChange], *, after: int, upto: int
    ) -> bool:
        """See ``Outbox.put``."""
        with self._guard:
            row = self._rows.get(receiver)
            if row is None or row.bookmark != after:
                return False
            now = self.now()
            for change in changes:
                row.last += 1
                row.messages.append(
                    Message(
                        receiver=receiver,
                        number=row.last,
                        change=change,
                        attempts=0,
                        due_at=now,
                        given_up=False,
                        error="",
                    )
                )
            row.bookmark, row.gathered_at = upto, now
            return True

    def due(self, receiver: str) -> Message | None:
        """See ``Outbox.due``."""
        row = self._rows.get(receiver)
        if row is None or row.stopped is not None:
            return None
        now, waiting = self.now(), set[str]()
        for message in row.messages:
            first = message.change.subject not in waiting
            if first and not message.given_up and message.due_at <= now:
                return message
            waiting.add(message.change.subject)
        return None

    def sent(self, message: Message) -> None:
        """See ``Outbox.sent``."""
        row = self._rows.get(message.receiver)
        if row is not None:
            row.messages = [each for each in row.messages if each.number != message.number]

    def failed(self, message: Message, *, due_at: datetime, error: str, give_up: bool) -> None:
        """See ``Outbox.failed``."""
        row = self._rows.get(message.receiver)
        if row is not None:
            failed = attrs.evolve(
                message,
                attempts=message.attempts + 1,
                due_at=due_at,
                error=error,
                given_up=give_up,
            )
            row.messages = [
                failed if each.number == message.number else each for each in row.messages
            ]

    def stop(self, receiver: str, reason: str) -> None:
        """See ``Outbox.stop``."""
        if (row := self._rows.get(receiver)) is not None:
            row.stopped = reason

    def retry(self, receiver: str) -> int:
        """See ``Outbox.retry``."""
        row = self._rows.get(receiver)
        if row is None:
            return 0
        now, row.stopped = self.now(), None
        row.messages = [
            attrs.evolve(message, attempts=0, due_at=now, given_up=False)
            for message in row.messages
        ]
        return len(row.messages)

    def messages(self, receiver: str) -> Sequence[Message]:
        """See ``Outbox.messages``."""
        row = self._rows.get(receiver)
        return [] if row is None else list(row.messages)
