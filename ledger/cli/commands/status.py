"""``claims status``: where a partnership stands, or the board of all."""

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
    from ledger.views.pages import board
    from ledger.views.pages import status as pages
    from ledger.views.tables import partnerships
else:
    board = late("ledger.views.pages.board")
    pages = late("ledger.views.pages.status")
    partnerships = late("ledger.views.tables.partnerships")


@click.command(cls=VerbCommand, short_help="Show where partnerships stand.")
@click.argument("subject", required=False, shell_complete=subjects)
@csv_option
@pass_call
@clock_options
def status(call: Call, clocks: Clocks, subject: str | None) -> None:
    """Show where a partnership stands; without a SUBJECT, the board of all partnerships.

    Example: claims status mexico-korea-space --valid-at 2024-06-12
    """
    with call.ledger() as ledger:
        if subject is None:
            at, (rows, erased) = ledger.at_one_position(
                clocks, lambda clocks: (ledger.board(clocks), ledger.erased(clocks))
            )
            lines = board.board_page(rows, clocks=clocks, words=call.words)
            give(
                call,
                data=data(rows) if call.json else None,
                at=data(at),
                lines=lines,
                erased=erased,
                cells=lambda: partnerships.board_cells(rows),
            )
        else:
            at, (answer, erased) = ledger.at_one_position(
                clocks,
                lambda clocks: (ledger.status(subject, clocks), ledger.erased(clocks, subject)),
            )
            lines = pages.status_page(answer, clocks=clocks, words=call.words)
            fields = data(answer) if call.json else None
            give(call, data=fields, at=data(at), lines=lines, erased=erased)
