"""``claims diff``: what changed of a partnership since then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ledger.app.clocks import ChangedClock, day, moment_or_position
from ledger.cli.answer import give
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand
from ledger.cli.options.clocks import clock_options
from ledger.cli.options.offered import subjects
from ledger.views.data import data
from ledger.views.pages.changes import changes_page

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
    type=click.Choice([str(changed_clock) for changed_clock in ChangedClock]),
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
    moment = (
        moment_or_position("--since", since)
        if moved is ChangedClock.RECORDED
        else day("--since", since)
    )
    with call.ledger() as ledger:
        changes = ledger.diff(subject, moment, clocks, clock=moved)
        lines = changes_page(changes, since=since)
        give(call, data=data(changes), at=data(ledger.at(clocks)), lines=lines)
