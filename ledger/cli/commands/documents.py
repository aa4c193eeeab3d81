"""``claims documents``: what was captured, the latest published first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ledger.app.filters import FilterWords, filter_of
from ledger.cli.answer import give
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand
from ledger.cli.options.clocks import clock_options
from ledger.cli.options.csv import csv_option
from ledger.views.data import data
from ledger.views.json_layout import Streamed
from ledger.views.pages.documents import documents_page
from ledger.views.tables.evidence import documents_cells

if TYPE_CHECKING:
    from ledger.clock import Clocks


@click.command(cls=VerbCommand, short_help="List the documents that are kept.")
@click.option(
    "--source",
    "sources",
    multiple=True,
    metavar="WORDS",
    help="Only of publishers whose name has these words; repeat it for more.",
)
@click.option("--from", "first", metavar="DAY", help="Only what may be of this day or later.")
@click.option("--to", "last", metavar="DAY", help="Only what may be of this day or earlier.")
@csv_option
@pass_call
@clock_options
def documents(
    call: Call,
    clocks: Clocks,
    *,
    sources: tuple[str, ...],
    first: str | None,
    last: str | None,
) -> None:
    """List the documents with their day, publisher and title, and how many claims quote each.

    claims show ID has the text of one. Example: claims documents --source reuters --from 2024-06-01
    """
    wanted = FilterWords(sources=sources, first=first, last=last)
    with call.ledger() as ledger:
        at, (rows, erased) = ledger.at_one_position(
            clocks,
            lambda clocks: (
                ledger.documents(clocks, filter_of(ledger, wanted, clocks)),
                ledger.erased(clocks),
            ),
        )
        give(
            call,
            data=Streamed(map(data, rows)),
            at=data(at),
            lines=documents_page(rows, only=wanted.words, words=call.words),
            erased=erased,
            cells=lambda: documents_cells(rows),
        )
