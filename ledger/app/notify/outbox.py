"""What an outbox can do, whatever keeps it: bookmarks, leases, and messages in their order.

A receiver has a bookmark, up to which messages were put down; both move in one step, so that
nothing is missed and nothing put down twice. Who works at a receiver holds its lease meanwhile.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

import attrs

if TYPE_CHECKING:
    from collections.abc import Sequence

ALL = "*"
"""The subject of a digest, which tells of all partnerships."""


@attrs.frozen(kw_only=True)
class SubjectChange:
    """What is to be told: a subject, between two positions, as of a day (occurred clock)."""

    subject: str
    after: int
    upto: int
    day: date


@attrs.frozen(kw_only=True)
class Message:
    """A change on its way to a receiver. ``number`` orders those of one receiver from 1."""

    receiver: str
    number: int
    change: SubjectChange
    attempts: int
    due_at: datetime
    given_up: bool
    error: str


@attrs.frozen(kw_only=True)
class ReceiverState:
    """How far a receiver was told. ``stopped`` says why nothing is sent to it any more."""

    name: str
    bookmark: int
    stopped: str | None
    gathered_at: datetime
    waiting: int
    given_up: int
    error: str


class Outbox(Protocol):
    """What is still to be sent, next to a log and no part of it."""

    def now(self) -> datetime:
        """The moment (UTC) by which leases and messages go: the database's own."""
        ...

    def begin(self, receiver: str, bookmark: int) -> bool:
        """Begin to tell a receiver of what comes after a position; one that is there is left.

        Gives whether it was not there.
        """
        ...

    def forget(self, receiver: str) -> None:
        """Drop a receiver with all that waits for it."""
        ...

    def standing(self) -> Sequence[ReceiverState]:
        """Every receiver, by name."""
        ...

    def lease(self, receiver: str, holder: str, seconds: float) -> bool:
        """Take or prolong the lease of a receiver; False where someone else holds it."""
        ...

    def release(self, receiver: str, holder: str) -> None:
        """Give a lease back."""
        ...

    def put(
        self, receiver: str, changes: Sequence[SubjectChange], *, after: int, upto: int
    ) -> bool:
        """Put messages down and move the bookmark from ``after`` to ``upto``, in one step.

        False, and nothing put down, where the bookmark stands elsewhere by now.
        """
        ...

    def due(self, receiver: str) -> Message | None:
        """The first message that may be sent now: no earlier one of its subject waits."""
        ...

    def sent(self, message: Message) -> None:
        """A message arrived: it goes."""
        ...

    def failed(self, message: Message, *, due_at: datetime, error: str, give_up: bool) -> None:
        """A message did not arrive: when it is tried again, or that it is given up."""
        ...

    def stop(self, receiver: str, reason: str) -> None:
        """Send nothing to a receiver any more."""
        ...

    def retry(self, receiver: str) -> int:
        """Send again, from now on, what was given up or waits, in order; gives how much it is."""
        ...

    def messages(self, receiver: str) -> Sequence[Message]:
        """All that waits for a receiver, in order."""
        ...
