"""Costly answers, one at a time: who asks meanwhile shares the next one, and none is kept.

Takes what works an answer out, and what it is of; gives the answer. Each began after it was
asked for, so that whatever changed before that is in it: a verdict that was kept would outlive
what it judged. Before the same is worked out again a pause comes that is as long as it took.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import anyio
import anyio.to_thread

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable


class Turns:
    """The turns of one site. One event loop uses it; it is no matter of threads."""

    def __init__(self) -> None:
        self._waiting: dict[Hashable, asyncio.Task[object]] = {}
        self._turn = anyio.Lock()
        self._free_at: dict[Hashable, float] = {}

    async def take(self, name: Hashable, work: Callable[[], object]) -> object:
        """The answer of ``name``, as ``work`` gives it from now on; ``work`` runs in a thread."""
        waiting = self._waiting.get(name)
        if waiting is None:
            waiting = asyncio.create_task(self._worked_out(name, work))
            self._waiting[name] = waiting
        # Someone who goes away does not end what others wait for.
        return await asyncio.shield(waiting)

    async def _worked_out(self, name: Hashable, work: Callable[[], object]) -> object:
        await asyncio.sleep(self._free_at.get(name, 0.0) - time.monotonic())
        async with self._turn:
            del self._waiting[name]  # who asks from now on may know of more than this one sees
            began = time.monotonic()
            try:
                return await anyio.to_thread.run_sync(work)
            finally:
                ended = time.monotonic()
                self._free_at[name] = ended + (ended - began)
