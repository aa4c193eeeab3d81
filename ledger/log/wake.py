"""Hints that a log may have grown, for whoever waits for more of it.

A hint saves waiting and is no more than that: it may be lost, or given for nothing, and
polling finds everything without it. Within a process a log rings its own bell after each
append; from other processes PostgreSQL's NOTIFY carries it, where the server has that.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import attrs


@attrs.define
class Bell:
    """Who waits in this process."""

    _waiting: list[Callable[[], None]] = attrs.field(factory=list, init=False)
    _guard: threading.Lock = attrs.field(factory=threading.Lock, init=False)

    @contextmanager
    def heard(self, wake: Callable[[], None]) -> Iterator[None]:
        """Call ``wake`` at each ring, meanwhile."""
        with self._guard:
            self._waiting.append(wake)
        try:
            yield
        finally:
            with self._guard:
                self._waiting.remove(wake)

    def ring(self) -> None:
        """Wake all who wait."""
        with self._guard:
            waiting = tuple(self._waiting)
        for wake in waiting:
            wake()


@contextmanager
def listening(listen: Callable[[threading.Event], None]) -> Iterator[None]:
    """Run ``listen`` in a thread of its own, meanwhile; it ends soon after its event is set."""
    ended = threading.Event()
    thread = threading.Thread(target=listen, args=(ended,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
