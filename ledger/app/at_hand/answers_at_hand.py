"""Answers that were given, kept in the process: for fixed clocks and a position they never change.

Takes a log and all that an answer depends on; gives the same object again. It is bounded, the
least used ones go first. One thing changes an answer without a new position: an erasure takes its
words out after the event that says so. While one is under way nothing is kept.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any, TypeVar

from ledger.late import late

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from ledger.log import erasure
    from ledger.log.port import Log
else:  # hardly a ledger has any
    erasure = late("ledger.log.erasure")

ROOM = 20_000
"""How much is kept at most: an answer weighs as many as the claims that it was made from."""

T = TypeVar("T")


class AnswersAtHand:
    """The answers of late of one log."""

    def __init__(self, log: Log, room: int | None = None) -> None:
        self._log = log
        self._room = ROOM if room is None else room
        self._answers: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._size = 0
        self._settled = -1  # up to here each erasure has taken its words

    def get(
        self, head: int, key: Hashable, answer: Callable[[], T], weight: Callable[[T], int | None]
    ) -> T:
        """The answer to ``key`` of a log that ends at ``head``; made if it is not there.

        ``weight`` says how much room it takes; None, that it is not to be kept.
        """
        whole = (head, key)
        try:
            made: T = self._answers[whole][0]
            self._answers.move_to_end(whole)
        except KeyError:
            calm = self._calm(head)
            made = answer()
            size = weight(made)
            if calm and size is not None:
                self._put(whole, made, size + 1)
        return made

    def _put(self, key: Hashable, made: object, size: int) -> None:
        if size > self._room or key in self._answers:
            return
        self._answers[key] = made, size
        self._size += size
        while self._size > self._room:
            _, (_, gone) = self._answers.popitem(last=False)
            self._size -= gone

    def _calm(self, head: int) -> bool:
        """Whether each erasure up to ``head`` has taken its words; what has is not asked again."""
        if head <= self._settled:
            return True
        if erasure.under_way(self._log, after=self._settled, upto=head):
            return False
        self._settled = head
        return True
