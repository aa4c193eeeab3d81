"""The three clocks as options: ``--valid-at``, ``--published-by``, ``--known-at``."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, TypeVar

import click

from ledger.app.clocks import clocks

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledger.cli.call import Call

R = TypeVar("R")


def clock_options(command: Callable[..., R]) -> Callable[..., R]:
    """Give a command the three options, and its function one ``Clocks`` after the call."""

    @click.option(
        "--valid-at", metavar="DAY", help="Was it so in the world on this day? Today if not given."
    )
    @click.option(
        "--published-by", metavar="DAY", help="Could one have read it by the end of this day?"
    )
    @click.option(
        "--known-at",
        metavar="DAY|TIME|POSITION",
        help="Did this ledger know it? By the end of a day (UTC), a moment, a log position as @41.",
    )
    @functools.wraps(command)
    def with_clocks(
        call: Call,
        *,
        valid_at: str | None,
        published_by: str | None,
        known_at: str | None,
        **rest: object,
    ) -> R:
        set_to = clocks(
            call.clock.now().date(),
            valid_at=valid_at,
            published_by=published_by,
            known_at=known_at,
        )
        return command(call, set_to, **rest)

    return with_clocks
