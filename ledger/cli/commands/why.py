"""``claims why``: from a value to the claims behind it, with their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ledger.app.clocks import in_words
from ledger.cli.answer import give
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand
from ledger.cli.options.clocks import clock_options
from ledger.cli.options.offered import subjects
from ledger.late import late
from ledger.views.data import data

if TYPE_CHECKING:
    from ledger.clock import Clocks
    from ledger.views.pages import why as pages_why
else:
    pages_why = late("ledger.views.pages.why")


@click.command(cls=VerbCommand, short_help="Follow a value to its quotes.")
@click.argument("path", metavar="SUBJECT[.FIELD]", shell_complete=subjects)
@pass_call
@clock_options
def why(call: Call, clocks: Clocks, path: str) -> None:
    """Follow a value to the claims behind it, their quotes and their documents.

    Example: claims why mexico-korea-space/alce-convention.consents
    """
    with call.ledger() as ledger:
        at, (proofs, erased) = ledger.at_one_position(
            clocks, lambda clocks: (ledger.why(path, clocks), ledger.erased(clocks, path))
        )
        lines = pages_why.why_page(proofs, clocks=in_words(at, call.words), words=call.words)
        give(call, data=data(proofs), at=data(at), lines=lines, erased=erased)
