"""``claims prove``: an event proven to someone without the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ledger.cli.answer import give
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand
from ledger.cli.options.offered import recorded
from ledger.cli.options.output import out_options, output

if TYPE_CHECKING:
    from pathlib import Path


@click.command(cls=VerbCommand, short_help="Prove an event to one without the ledger.")
@click.argument("name", metavar="ID", shell_complete=recorded)
@out_options
@pass_call
def prove(
    call: Call,
    name: str,
    out: Path | None,
    overwrite: bool,  # noqa: FBT001 - Click
) -> None:
    """Prove that a claim, a document or an act was recorded, under the last checkpoint.

    The proof of a claim carries its document, so that its quote can be looked up offline. It
    shows what was recorded, not that nobody corrected it later.
    Example: claims prove c7x2k9 --out c7x2k9.tlog-proof
    """
    place = output(call, out, overwrite=overwrite)
    with call.ledger() as ledger:
        proof = ledger.prove(name)
    lines = place.write(proof, proof.splitlines())
    give(call, data={"proof": proof}, lines=lines)
