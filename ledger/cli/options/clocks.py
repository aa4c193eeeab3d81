"""The three clocks as options, each on its own, or all of them at once by ``--as-of``."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, TypeVar

import click

from ledger.app.clocks import clocks
from ledger.cli.usage import WrongUsage
from ledger.clock import named_day

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
    @click.option(
        "--as-of",
        metavar="DAY",
        help="What would we have briefed that day? All three clocks at once.",
    )
    @functools.wraps(command)
    def with_clocks(
        call: Call,
        *,
        as_of: str | None,
        valid_at: str | None,
        published_by: str | None,
        known_at: str | None,
        **rest: object,
    ) -> R:
        if as_of is not None and (set_apart := _set(valid_at, published_by, known_at)):
            raise WrongUsage(
                f"--as-of sets all three clocks, and {set_apart} sets one of them",
                command=click.get_current_context().command_path,
            )
        set_to = clocks(
            call.today,
            valid_at=valid_at,
            published_by=published_by,
            known_at=known_at,
            as_of=as_of,
            zone=named_day(call.clock, call.zone),
        )
        return command(call, set_to, **rest)

    return with_clocks


def _set(*options: str | None) -> str:
    """The options that were given, in words."""
    names = ("--valid-at", "--published-by", "--known-at")
    given_names = [name for name, word in zip(names, options, strict=True) if word is not None]
    return " and ".join(given_names)
