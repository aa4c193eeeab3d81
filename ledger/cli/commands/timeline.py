"""``claims timeline``: what happened, in the order of the days."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ledger.app.filters import FilterWords, filter_of, let_through
from ledger.cli.answer import give
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand
from ledger.cli.options.clocks import clock_options
from ledger.cli.options.csv import csv_option
from ledger.cli.options.filters import filter_options
from ledger.cli.options.offered import subjects
from ledger.late import late
from ledger.views.data import data

if TYPE_CHECKING:
    from ledger.clock import Clocks
    from ledger.views.pages import head as pages_head
    from ledger.views.pages import timeline as pages_timeline
    from ledger.views.tables import partnerships
else:
    pages_head = late("ledger.views.pages.head")
    pages_timeline = late("ledger.views.pages.timeline")
    partnerships = late("ledger.views.tables.partnerships")


@click.command(cls=VerbCommand, short_help="Show what happened, in order.")
@click.argument("subject", shell_complete=subjects)
@csv_option
@pass_call
@clock_options
@filter_options
def timeline(call: Call, clocks: Clocks, subject: str, *, wanted: FilterWords) -> None:
    """Show what was stated of a partnership, in the order of the days.

    Example: claims timeline mexico-korea-space --party korea --from 2022-01-01
    """
    with call.ledger() as ledger:
        at, (view, through, erased) = ledger.at_one_position(
            clocks,
            lambda clocks: (
                ledger.view(subject, clocks),
                filter_of(ledger, wanted, clocks) if wanted.words else None,
                ledger.erased(clocks, subject),
            ),
        )
        moments = view.timeline if through is None else let_through(through, view.timeline)
        lines = pages_timeline.timeline_page(
            moments,
            head=pages_head.PageHead(
                title=view.title,
                clocks=clocks,
                ahead=view.ahead,
                only=wanted.words,
                words=call.words,
            ),
            names=view.names,
        )
        give(
            call,
            data=data(moments),
            at=data(at),
            lines=lines,
            erased=erased,
            cells=lambda: partnerships.timeline_cells(moments),
        )
