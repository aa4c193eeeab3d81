"""``claims demo``: the whole of it on two real articles."""

from __future__ import annotations

import click

from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand


@click.command(cls=VerbCommand, short_help="See it work: Mexico and Korea in space.")
@click.option("--keep", type=click.Path(), metavar="PATH", help="Keep the ledger at this path.")
@click.option("--from", "folder", type=click.Path(), metavar="FOLDER", help="Articles in full.")
@click.option("--story", metavar="NAME", help="Another story than the first.")
@pass_call
def demo(call: Call, keep: str | None, folder: str | None, story: str | None) -> None:
    """Make a ledger of two real articles and show what it knows.

    Without --keep the ledger is in a temporary folder. Example: claims demo --keep demo.db
    """
    raise NotImplementedError
