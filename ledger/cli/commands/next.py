"""``claims next``: what comes, by when, and who must act."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ledger.app.filters import FilterWords, filter_of
from ledger.cli.answer import give
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand
from ledger.cli.options.clocks import clock_options
from ledger.cli.options.csv import csv_option
from ledger.cli.options.filters import filter_options
from ledger.cli.options.offered import subjects
from ledger.views.data import data
from ledger.views.pages.agenda import agenda_page
from ledger.views.pages.head import PageHead
from ledger.views.tables.partnerships import agenda_cells

if TYPE_CHECKING:
    from ledger.clock import Clocks


@click.command("next", cls=VerbCommand, short_help="Show what is to come, and who must act.")
@click.argument("subject", required=False, shell_complete=subjects)
@click.option("--by-party", is_flag=True, help="Under those who must act, in place of by day.")
@csv_option
@pass_call
@clock_options
@filter_options
def next_(
    call: Call, clocks: Clocks, subject: str | None, *, wanted: FilterWords, by_party: bool
) -> None:
    """Show what comes, by when, and who must act: of a partnership, or without one of all.

    What is overdue comes first. --kind takes foreseen, in-force and hurdle as well.
    Example: claims next --party japan --to 2026-12-31
    """
    with call.ledger() as ledger:
        at, (agenda, entities, erased) = ledger.at_one_position(
            clocks,
            lambda clocks: (
                ledger.agenda(clocks, subject, filter_of(ledger, wanted, clocks, due=True)),
                ledger.entities(clocks.known_at),
                ledger.erased(clocks, subject),
            ),
        )
        lines = agenda_page(
            agenda,
            head=PageHead(
                title=None if subject is None else entities.partnerships[subject].title,
                clocks=clocks,
                ahead=clocks.valid_at > call.today,
                only=wanted.words,
                words=call.words,
            ),
            names=entities.names(),
            by_party=by_party,
        )
        give(
            call,
            data=data(agenda),
            at=data(at),
            lines=lines,
            erased=erased,
            cells=lambda: agenda_cells(agenda),
        )
