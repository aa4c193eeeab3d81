"""``claims diff`` and ``disputes``: what changed since then, and what is contested."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ledger.cli.answer import give
from ledger.cli.call import Call, pass_call
from ledger.cli.clocks import clock_options, day, known
from ledger.cli.completing import subjects
from ledger.cli.group import VerbCommand
from ledger.cli.printing import width
from ledger.projections.changes import ChangedClock
from ledger.views.changes import changes_page, disputes_page
from ledger.views.data import data

if TYPE_CHECKING:
    from ledger.clock import Clocks


@click.command(cls=VerbCommand, short_help="Show what changed since then.")
@click.argument("subject", shell_complete=subjects)
@click.option(
    "--since",
    required=True,
    metavar="DAY|TIME|POSITION",
    help="After the end of this day, this moment, or this log position, as @41.",
)
@click.option(
    "--clock",
    type=click.Choice([str(one) for one in ChangedClock]),
    default=str(ChangedClock.RECORDED),
    show_default=True,
    help="The clock that lies between then and now.",
)
@pass_call
@clock_options
def diff(call: Call, clocks: Clocks, subject: str, *, since: str, clock: str) -> None:
    """Show what changed of a partnership: values, hurdles, what is no longer believed, news.

    Example: claims diff mexico-korea-space --since 2024-06-12 --clock published
    """
    moved = ChangedClock(clock)
    given = known("--since", since) if moved is ChangedClock.RECORDED else day("--since", since)
    with call.ledger() as ledger:
        found = ledger.diff(subject, given, clocks, clock=moved)
        names = ledger.names(clocks.known_at)
        title = names.partnerships[subject].title
        lines = changes_page(found, title=title, since=since, name=names.name, width=width())
        give(call, data=data(found), at=data(ledger.at(clocks)), lines=lines)


@click.command(cls=VerbCommand, short_help="List what is contested.")
@click.argument("subject", required=False, shell_complete=subjects)
@pass_call
@clock_options
def disputes(call: Call, clocks: Clocks, subject: str | None) -> None:
    """List all that claims disagree about, or that someone disputes, with both sides' words.

    Example: claims disputes alce-convention --valid-at 2024-06-12
    """
    with call.ledger() as ledger:
        found = ledger.disputes(clocks, subject)
        name = ledger.names(clocks.known_at).name
        lines = disputes_page(found, clocks=clocks, name=name, width=width())
        give(call, data=data(found), at=data(ledger.at(clocks)), lines=lines)
