"""``claims consistency``: proof that the ledger only grew between two checkpoints."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

import click

from ledger.cli.answer import give
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand
from ledger.cli.options.output import out_options, output
from ledger.cli.options.trusted_keys import EXISTING_FILE, trusted_keys

if TYPE_CHECKING:
    from pathlib import Path

    from ledger.app.contract.receipts import ConsistencyData


@click.command(cls=VerbCommand, short_help="Prove that the ledger only grew.")
@click.argument("old", type=EXISTING_FILE)
@click.argument("new", type=EXISTING_FILE)
@trusted_keys
@out_options
@pass_call
def consistency(
    call: Call,
    old: Path,
    new: Path,
    keys: tuple[str, ...],
    *,
    out: Path | None,
    overwrite: bool,
) -> None:
    """Prove from the ledger that the checkpoint NEW only adds to what OLD signed for.

    Prints the proof, a hash a line (RFC 6962). The file holds it with NEW, in the form of
    c2sp.org/tlog-witness: whoever holds OLD checks it with claims verify FILE --from OLD.
    Example: claims consistency january.checkpoint june.checkpoint --out june.growth
    """
    place = output(call, out, overwrite=overwrite, reads=(old, new))
    with call.ledger() as ledger:
        growth = ledger.prove_growth(old, new, keys)
    coded = [b64encode(node).decode() for node in growth.nodes]
    sentence = f"the ledger of {growth.older} events is the beginning of the one of {growth.newer}"
    proof: ConsistencyData = {
        "old": growth.older,
        "new": growth.newer,
        "proof": coded,
        "file": growth.file,
    }
    lines = place.write(growth.file, [sentence, *coded])
    give(call, data=proof, lines=lines if out is None else [sentence, *lines])
