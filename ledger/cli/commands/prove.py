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
@click.option(
    "--elsewhere", is_flag=True, help="In the ledger that recorded it first, if not this one."
)
@out_options
@pass_call
def prove(
    call: Call,
    name: str,
    *,
    elsewhere: bool,
    out: Path | None,
    overwrite: bool,
) -> None:
    """Prove that a claim, a document or an act was recorded, under the last checkpoint.

    The proof of a claim carries its document, so that its quote can be looked up offline. It
    shows what was recorded, not that nobody corrected it later. --elsewhere proves what came from
    another ledger as that ledger proved it: check it with that ledger's key.
    Example: claims prove c7x2k9 --out c7x2k9.tlog-proof
    """
    place = output(call, out, overwrite=overwrite)
    with call.ledger() as ledger:
        proof = ledger.prove_elsewhere(name) if elsewhere else ledger.prove(name)
    lines = place.write(proof, proof.splitlines())
    give(call, data={"proof": proof}, lines=lines)
