"""``claims search``: the claims that hold all of some words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ledger.app.filters import Wanted, filter_of
from ledger.cli.answer import give
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand
from ledger.cli.options.clocks import clock_options
from ledger.cli.options.csv import csv_option
from ledger.cli.options.filters import filter_options
from ledger.views.data import data
from ledger.views.pages.log import hits_page
from ledger.views.tables.evidence import search_cells

if TYPE_CHECKING:
    from ledger.clock import Clocks


@click.command(cls=VerbCommand, short_help="Find words in documents and claims.")
@click.argument("words", nargs=-1, required=True)
@csv_option
@pass_call
@clock_options
@filter_options
def search(call: Call, clocks: Clocks, words: tuple[str, ...], *, wanted: Wanted) -> None:
    """Find the claims, and the texts of documents, that hold all of the words, in any order.

    Example: claims search required ratifications --published-by 2024-06-12
    """
    with call.ledger() as ledger:
        at, (hits, passages, names, erased) = ledger.at_one_position(
            clocks,
            lambda clocks: (
                ledger.search(words, clocks, filter_of(ledger, wanted, clocks)),
                ledger.passages(words, clocks, filter_of(ledger, wanted, clocks)),
                ledger.names(clocks.known_at),
                ledger.erased(clocks),
            ),
        )
        lines = hits_page(hits, passages, names=names, only=wanted.words, words=call.words)
        give(
            call,
            data=data((*hits, *passages)),
            at=data(at),
            lines=lines,
            erased=erased,
            cells=lambda: search_cells(hits, passages),
        )
