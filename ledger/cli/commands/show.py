"""``claims show``: what was recorded under one id, in full."""

from __future__ import annotations

from pathlib import Path

import click

from ledger.app.desk.kept_originals import original_bytes
from ledger.cli.answer import give
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand
from ledger.cli.options.offered import recorded
from ledger.cli.options.output import OVERWRITE, output
from ledger.views.data import data
from ledger.views.pages.ledger.log import entry_page


@click.command(cls=VerbCommand, short_help="Show one claim, document or name in full.")
@click.argument("name", metavar="ID", shell_complete=recorded)
@click.option(
    "--original",
    "out",
    type=click.Path(path_type=Path, readable=False),
    metavar="FILE",
    help="Write a document's original bytes to FILE.",
)
@OVERWRITE
@pass_call
def show(call: Call, name: str, *, out: Path | None, overwrite: bool) -> None:
    """Show what was recorded under an ID in full: a claim, a document, a party, an act.

    The beginning of an ID is enough where no other begins so; @40 is what stands at position 40.
    Of a document that was captured with --keep-original, --original writes the bytes.
    Example: claims show c7x2k9
    """
    place = output(call, out, overwrite=overwrite)
    with call.ledger() as ledger:
        entry = ledger.show(name)
        if out is not None:
            place.write(original_bytes(ledger, name), [])
        give(call, data=data(entry), lines=entry_page(entry, names=ledger.entities().names()))
