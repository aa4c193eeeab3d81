"""How far a long piece of work is, on stderr, where someone looks on."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar, overload

import click

from ledger.cli.printing import is_terminal, safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")

LONG = 200_000
"""From so many bytes of entries on, the work takes long enough to show how far it is."""


@contextmanager
def bar(label: str, length: int, size: int) -> Iterator[Callable[[int], None]]:
    """A bar over ``length`` steps for work on ``size`` bytes; gives the way to advance it."""
    hidden = size < LONG or not is_terminal(sys.stderr)
    with click.progressbar(
        length=length, label=safe(label), file=sys.stderr, hidden=hidden
    ) as shown:
        yield shown.update


class Watched(Sequence[T]):
    """A sequence that tells of each item that is taken from it in turn."""

    def __init__(self, items: Sequence[T], advance: Callable[[int], None]) -> None:
        self._items = items
        self._advance = advance

    def __len__(self) -> int:
        return len(self._items)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        return self._items[at]

    def __iter__(self) -> Iterator[T]:
        for item in self._items:
            yield item
            self._advance(1)
