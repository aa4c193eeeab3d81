"""``claims disputes``: what is contested, with both sides' words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ledger.cli.answer import give
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand
from ledger.cli.options.clocks import clock_options
from ledger.cli.options.csv import csv_option
from ledger.cli.options.offered import subjects
from ledger.views.data import data
from ledger.views.pages.changes import disputes_page
from ledger.views.tables.whole import disputes_cells

if TYPE_CHECKING:
    from ledger.clock import Clocks


@click.command(cls=VerbCommand, short_help="List what is contested.")
@click.argument("subject", required=False, shell_complete=subjects)
@csv_option
@pass_call
@clock_options
def disputes(call: Call, clocks: Clocks, subject: str | None) -> None:
    """List all that claims disagree about, or that someone disputes, with both sides' words.

    Example: claims disputes alce-convention --valid-at 2024-06-12
    """
    with call.ledger() as ledger:
        at, (contests, erased) = ledger.at_one_position(
            clocks,
            lambda clocks: (ledger.disputes(clocks, subject), ledger.erased(clocks, subject)),
        )
        lines = disputes_page(contests, clocks=clocks, words=call.words)
        give(
            call,
            data=data(contests),
            at=data(at),
            lines=lines,
            erased=erased,
            cells=lambda: disputes_cells(contests),
        )
