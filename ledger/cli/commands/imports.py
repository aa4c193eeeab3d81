"""``claims imports``: what was imported from files, each time as a whole."""

from __future__ import annotations

import click

from ledger.cli.answer import give
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand
from ledger.views.data import data
from ledger.views.pages.imports import imports_page


@click.command(cls=VerbCommand, short_help="List imports, each with its id.")
@pass_call
def imports(call: Call) -> None:
    """List what was imported from files: when, by whom, how many events, and under which id.

    claims import --undo ID takes an import back as a whole. Example: claims imports
    """
    with call.ledger() as ledger:
        made = ledger.imports()
    give(call, data=data(made), lines=list(imports_page(made)))
