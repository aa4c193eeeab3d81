"""``claims log``: what was recorded, in order."""

from __future__ import annotations

from itertools import islice

import click

from ledger.app.clocks import Clocks
from ledger.app.filters import FilterWords, entries_through, filter_of
from ledger.cli.answer import give, say
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand
from ledger.cli.options.csv import csv_option
from ledger.cli.options.filters import filter_options
from ledger.cli.options.whole_number import WholeNumber
from ledger.views.data import data
from ledger.views.json_layout import Streamed
from ledger.views.pages.ledger.log import log_lines
from ledger.views.tables.whole import log_cells


@click.command(cls=VerbCommand, short_help="List what was recorded, in order.")
@click.option(
    "--after",
    metavar="ID",
    help="Only what was recorded after this: an id, or a position as @41.",
)
@click.option("--limit", type=WholeNumber(), metavar="NUMBER", help="At most so many.")
@csv_option
@pass_call
@filter_options
def log(call: Call, after: str | None, limit: int | None, *, wanted: FilterWords) -> None:
    """List what was recorded, in the order in which it was: when, what, and by whom.

    --from and --to are days of the recorded clock. Example: claims log --after @41 --limit 20
    """
    with call.ledger() as ledger:
        last = -1 if after is None else ledger.show(after).position
        entries = ledger.entries(after=last, limit=limit)
        if wanted.words:
            clocks = Clocks(valid_at=call.clock.now().date())
            through = entries_through(filter_of(ledger, wanted, clocks), ledger.entries())
            entries = islice((entry for entry in through if entry.position > last), limit)
        if call.json or call.csv:
            rows = Streamed(map(data, entries)) if call.json else None
            give(call, data=rows, lines=(), cells=lambda: log_cells(list(entries)))
        else:
            say(call, data=None, lines=log_lines(entries, names=ledger.entities().names()))
