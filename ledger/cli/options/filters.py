"""What a list shows, as options: ``--party``, ``--kind``, ``--modality``, ``--source``, days."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, TypeVar

import click

from ledger.app.filters import MODALITIES, FilterWords
from ledger.cli.options.offered import parties

if TYPE_CHECKING:
    from collections.abc import Callable

R = TypeVar("R")


def filter_options(command: Callable[..., R]) -> Callable[..., R]:
    """Give a command the options, and its function one ``FilterWords`` as ``wanted``."""

    @click.option(
        "--party",
        "parties_",
        multiple=True,
        metavar="PARTY",
        shell_complete=parties,
        help="Only what names this party or a body of it, by any of its names; repeat it for more.",
    )
    @click.option(
        "--kind", "kinds", multiple=True, metavar="KIND", help="Only this kind; repeat it for more."
    )
    @click.option(
        "--modality",
        "modalities",
        multiple=True,
        type=click.Choice(MODALITIES),
        help="Only what is put so; repeat it for more.",
    )
    @click.option(
        "--source",
        "sources",
        multiple=True,
        metavar="WORDS",
        help="Only of this document, or of publishers whose name has these words.",
    )
    @click.option("--from", "first", metavar="DAY", help="Only what may lie on this day or later.")
    @click.option("--to", "last", metavar="DAY", help="Only what may lie on this day or earlier.")
    @functools.wraps(command)
    def with_filter(
        *args: object,
        parties_: tuple[str, ...],
        kinds: tuple[str, ...],
        modalities: tuple[str, ...],
        sources: tuple[str, ...],
        first: str | None,
        last: str | None,
        **rest: object,
    ) -> R:
        wanted = FilterWords(
            parties=parties_,
            kinds=kinds,
            modalities=modalities,
            sources=sources,
            first=first,
            last=last,
        )
        return command(*args, wanted=wanted, **rest)

    return with_filter
