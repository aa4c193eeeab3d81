"""``claims log``, ``show`` and ``search``: what was recorded, as it was recorded."""

from __future__ import annotations

import click

from ledger.cli.answer import give
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand
from ledger.cli.printing import width
from ledger.views.data import data
from ledger.views.log import entry_page, hits_page, log_lines


@click.command(cls=VerbCommand, short_help="List what was recorded, in order.")
@click.option(
    "--after",
    metavar="ID",
    help="Only what was recorded after this: an id, or a position as @41.",
)
@click.option("--limit", type=click.IntRange(min=1), metavar="NUMBER", help="At most so many.")
@pass_call
def log(call: Call, after: str | None, limit: int | None) -> None:
    """List what was recorded, in the order in which it was.

    Example: claims log --after @41 --limit 20
    """
    with call.ledger() as ledger:
        last = -1 if after is None else ledger.show(after).position
        entries = ledger.entries(after=last, limit=limit)
        if call.json:
            give(call, data=data(list(entries)), lines=())
        else:
            give(call, data=None, lines=log_lines(entries))


@click.command(cls=VerbCommand, short_help="Show one claim, document or name in full.")
@click.argument("name", metavar="ID")
@pass_call
def show(call: Call, name: str) -> None:
    """Show what was recorded under an ID in full: a claim, a document, a party, an act.

    The beginning of an ID is enough where no other begins so; @40 is what stands at position 40.
    Example: claims show c7x2k9
    """
    with call.ledger() as ledger:
        entry = ledger.show(name)
        give(call, data=data(entry), lines=entry_page(entry, width()))


@click.command(cls=VerbCommand, short_help="Find words in documents and claims.")
@click.argument("words", nargs=-1, required=True)
@pass_call
def search(call: Call, words: tuple[str, ...]) -> None:
    """Find the claims that hold all of the words, in any order.

    Example: claims search required ratifications
    """
    with call.ledger() as ledger:
        hits = ledger.search(words)
        give(call, data=data(hits), lines=hits_page(hits, width()))
