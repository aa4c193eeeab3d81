"""How far a long piece of work is, on stderr, where someone looks on."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from ledger.cli.printing import is_terminal, safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LONG = 200_000
"""From so many bytes of entries on, the work takes long enough to show how far it is."""


@contextmanager
def bar(label: str, length: int, size: int) -> Iterator[Callable[[int], None]]:
    """A bar over ``length`` steps for work on ``size`` bytes; gives the way to advance it."""
    if size < LONG or not is_terminal(sys.stderr):
        yield lambda _: None
        return
    with click.progressbar(length=length, label=safe(label), file=sys.stderr) as shown:
        yield shown.update
