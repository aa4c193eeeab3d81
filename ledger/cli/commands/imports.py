"""``claims imports``: what was imported from files, each time as a whole."""

from __future__ import annotations

import click

from ledger.cli.answer import give
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand
from ledger.cli.options.csv import csv_option
from ledger.views.data import data
from ledger.views.pages.ledger.imports import imports_page
from ledger.views.tables.cells import of_records


@click.command(cls=VerbCommand, short_help="List imports, each with its id.")
@csv_option
@pass_call
def imports(call: Call) -> None:
    """List what was imported from files: when, by whom, how many events, and under which id.

    claims import --undo ID takes an import back as a whole. Example: claims imports
    """
    with call.ledger() as ledger:
        made = ledger.imports()
    rows = data(made)
    heads = ("id", "recorded_at", "recorded_by", "first", "last", "events", "undoes", "undone_by")
    give(call, data=rows, lines=list(imports_page(made)), cells=lambda: of_records(heads, rows))
