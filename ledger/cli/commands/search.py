"""``claims search``: the claims that hold all of some words."""

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
from ledger.cli.options.whole_number import WholeNumber
from ledger.cli.progress import bar
from ledger.cli.usage import WrongUsage
from ledger.letters import bare
from ledger.views.data import data
from ledger.views.pages.ledger.log import hits_page
from ledger.views.tables.evidence import search_cells

if TYPE_CHECKING:
    from ledger.app import Ledger
    from ledger.clock import Clocks

_EVENT = 500
"""Bytes of an event, about: so much work the bar counts on for each that is to be put in."""


@click.command(cls=VerbCommand, short_help="Find words in documents and claims.")
@click.argument("words", nargs=-1, required=True)
@csv_option
@pass_call
@clock_options
@filter_options
@click.option(
    "--limit",
    type=WholeNumber(0),
    metavar="NUMBER",
    default=50,
    show_default=True,
    help="So many claims and so many documents, the last recorded first; 0: all.",
)
def search(
    call: Call, clocks: Clocks, words: tuple[str, ...], limit: int, *, wanted: FilterWords
) -> None:
    """Find the claims, and the texts of documents, that hold all of the words, in any order.

    The first search fills an index of texts; in a large ledger a bar shows how far it is, and
    what is done by then stays if you stop it.

    Example: claims search required ratifications --published-by 2024-06-12
    """
    if not any(bare(word).strip() for word in words):
        command = click.get_current_context().command_path
        raise WrongUsage("give a word to look for: an empty one is in every text", command=command)
    with call.ledger() as ledger:
        _index(ledger)
        at, ((hits, passages), names, erased) = ledger.at_one_position(
            clocks,
            lambda clocks: (
                ledger.look_up(words, clocks, filter_of(ledger, wanted, clocks), limit or None),
                ledger.names(clocks.known_at),
                ledger.erased(clocks),
            ),
        )
        lines = hits_page(hits, passages, names=names, only=wanted.words, words=call.words)
        give(
            call,
            data=data((*hits.rows, *passages.rows)),
            at=data(at),
            lines=lines,
            erased=erased,
            left={"claims": hits.left, "documents": passages.left},
            cells=lambda: search_cells(hits.rows, passages.rows),
        )


def _index(ledger: Ledger) -> None:
    """Fill the index of texts, and show how far it is where there is much to put in."""
    behind = ledger.index_texts(most=0)
    with bar("reading the texts, once", behind, behind * _EVENT) as advance:
        ledger.index_texts(advance=advance)
