"""Work in parts that several may do at once: here from the first part on, elsewhere from the last.

Takes the parts, and what does one of them, here and elsewhere; gives what was made of each, in
their order. Who does which part is not foreseen: whoever is ready takes the next.
"""

from __future__ import annotations

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Generic, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

P = TypeVar("P")
R = TypeVar("R")


class Work(Generic[P, R]):
    """Parts that are done once each. Those elsewhere begin at once, each in a thread of its own."""

    def __init__(
        self,
        parts: Sequence[P],
        here: Callable[[P], R],
        elsewhere: Sequence[Callable[[P], R | None]] = (),
    ) -> None:
        self._parts = parts
        self._here = here
        self._left = deque(range(len(parts)))
        self._results: dict[int, R] = {}
        self._threads = ThreadPoolExecutor(max(1, len(elsewhere)))
        self._running = [self._threads.submit(self._from_the_last, each) for each in elsewhere]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Take no further part up, and wait for those that were."""
        self._left.clear()
        self._threads.shutdown()

    def results(self) -> list[R]:
        """What was made of each part, once all are done; what fails elsewhere is raised here."""
        self._from_the_first()
        for running in self._running:
            running.result()
        self._from_the_first()  # what was given back
        return [self._results[number] for number in range(len(self._parts))]

    def _from_the_first(self) -> None:
        while self._left:
            try:
                number = self._left.popleft()
            except IndexError:  # someone else was quicker
                return
            self._results[number] = self._here(self._parts[number])

    def _from_the_last(self, elsewhere: Callable[[P], R | None]) -> None:
        while self._left:
            try:
                number = self._left.pop()
            except IndexError:
                return
            result = elsewhere(self._parts[number])
            if result is None:
                self._left.append(number)
                return
            self._results[number] = result
