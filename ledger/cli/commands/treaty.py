"""``claims treaty``: who signed and consented, and when a treaty enters into force."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ledger.cli.answer import give
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand
from ledger.cli.options.clocks import clock_options
from ledger.cli.options.csv import csv_option
from ledger.cli.options.offered import subjects
from ledger.late import late
from ledger.views.data import data

if TYPE_CHECKING:
    from ledger.clock import Clocks
    from ledger.views.pages.treaties import treaty as pages_treaty
    from ledger.views.tables import evidence
else:
    evidence = late("ledger.views.tables.evidence")
    pages_treaty = late("ledger.views.pages.treaties.treaty")


@click.command(cls=VerbCommand, short_help="Show a treaty's parties and its day.")
@click.argument("instrument", shell_complete=subjects)
@csv_option
@pass_call
@clock_options
def treaty(call: Call, clocks: Clocks, instrument: str) -> None:
    """Show who signed and consented to an INSTRUMENT, and when it enters into force.

    Example: claims treaty alce-convention --valid-at 2024-06-12
    """
    with call.ledger() as ledger:
        at, (state, erased) = ledger.at_one_position(
            clocks,
            lambda clocks: (ledger.treaty(instrument, clocks), ledger.erased(clocks, instrument)),
        )
        lines = pages_treaty.treaty_page(state, clocks=clocks, words=call.words)
        give(
            call,
            data=data(state),
            at=data(at),
            lines=lines,
            erased=erased,
            cells=lambda: evidence.treaty_cells(state),
        )
