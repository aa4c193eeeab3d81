"""``claims checkpoint``: sign for the ledger as it is now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ledger.cli.answer import give
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand
from ledger.cli.options.output import out_options, output
from ledger.views.pages.ledger.proofs import (
    checkpoint_data,
)

if TYPE_CHECKING:
    from pathlib import Path


@click.command(cls=VerbCommand, short_help="Sign for the ledger as it is now.")
@out_options
@pass_call
def checkpoint(
    call: Call,
    out: Path | None,
    overwrite: bool,  # noqa: FBT001 - Click
) -> None:
    """Sign for every event up to now, keep the checkpoint outside the ledger, and print it.

    Give it to someone else: what they hold, nobody can change unnoticed.
    Example: claims checkpoint --out today.checkpoint
    """
    place = output(call, out, overwrite=overwrite)
    with call.ledger() as ledger:
        note = ledger.checkpoint()
    lines = place.write(str(note), str(note).splitlines())
    give(call, data=checkpoint_data(note), lines=lines)
