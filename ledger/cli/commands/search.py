"""``claims search``: the claims that hold all of some words."""

from __future__ import annotations

import click

from ledger.cli.answer import give
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand
from ledger.views.data import data
from ledger.views.pages.log import hits_page


@click.command(cls=VerbCommand, short_help="Find words in documents and claims.")
@click.argument("words", nargs=-1, required=True)
@pass_call
def search(call: Call, words: tuple[str, ...]) -> None:
    """Find the claims that hold all of the words, in any order.

    Example: claims search required ratifications
    """
    with call.ledger() as ledger:
        hits = ledger.search(words)
        give(call, data=data(hits), lines=hits_page(hits))
