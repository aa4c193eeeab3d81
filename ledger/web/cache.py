"""Answers that are kept in the process: for fixed clocks and a position they never change.

Takes a key of all that an answer depends on; gives the answer, the least used ones forgotten.
"""

from __future__ import annotations

import gzip
from collections import OrderedDict
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Hashable

ROOM = 64 << 20
"""Bytes of bodies that are kept, at most."""


PACKED = 1024
"""From so many bytes on a body is worth packing."""


@attrs.define(kw_only=True, slots=False, eq=False)
class CachedBody:
    """A body that was made, with the headers that belong to it.

    ``doubts`` are what was not believed as it was made, in words: then it is not kept.
    """

    body: bytes
    media: str
    status: int = 200
    doubts: tuple[str, ...] = ()

    @cached_property
    def packed(self) -> bytes | None:
        """The body as gzip, packed once; None of one that is too short for it."""
        return None if len(self.body) < PACKED else gzip.compress(self.body, 6, mtime=0)


class Cache:
    """The answers of late, by key. One event loop uses it; it is no matter of threads."""

    def __init__(self, room: int = ROOM) -> None:
        self._answers: OrderedDict[Hashable, CachedBody] = OrderedDict()
        self._room = room
        self._size = 0

    def get(self, key: Hashable) -> CachedBody | None:
        """The answer, if it is kept."""
        answer = self._answers.get(key)
        if answer is not None:
            self._answers.move_to_end(key)
        return answer

    def put(self, key: Hashable, answer: CachedBody) -> None:
        """Keep an answer; forget the least used ones where there is no room."""
        if len(answer.body) > self._room // 4:
            return
        before = self._answers.pop(key, None)
        self._answers[key] = answer
        self._size += len(answer.body) - (len(before.body) if before else 0)
        while self._size > self._room:
            _, gone = self._answers.popitem(last=False)
            self._size -= len(gone.body)
