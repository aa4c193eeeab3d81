"""``claims timeline``: what happened, in the order of the days."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ledger.cli.answer import give
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand
from ledger.cli.options.clocks import clock_options
from ledger.cli.options.offered import subjects
from ledger.views.data import data

if TYPE_CHECKING:
    from ledger.clock import Clocks


@click.command(cls=VerbCommand, short_help="Show what happened, in order.")
@click.argument("subject", shell_complete=subjects)
@pass_call
@clock_options
def timeline(call: Call, clocks: Clocks, subject: str) -> None:
    """Show what was stated of a partnership, in the order of the days.

    Example: claims timeline mexico-korea-space --published-by 2022-07-01
    """
    from ledger.views.pages.timeline import timeline_page  # noqa: PLC0415

    with call.ledger() as ledger:
        view = ledger.view(subject, clocks)
        lines = timeline_page(
            view.timeline,
            title=view.title,
            clocks=clocks,
            names=view.names,
            ahead=view.ahead,
        )
        give(call, data=data(view.timeline), at=data(ledger.at(clocks)), lines=lines)
