"""``claims restore``: a verified backup put where no ledger is."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ledger.cli.call import Call, pass_call
from ledger.cli.commands.backup import give_copied
from ledger.cli.group import VerbCommand
from ledger.cli.printing import write
from ledger.late import late

if TYPE_CHECKING:
    from ledger.app.proofs import copies
else:
    copies = late("ledger.app.proofs.copies")

_PATH = click.Path(path_type=Path)


@click.command(cls=VerbCommand, short_help="Put a backup where no ledger is.")
@click.argument("copy", type=_PATH)
@pass_call
def restore(call: Call, copy: Path) -> None:
    """Put a verified backup where the ledger should be; what is there is never replaced.

    A backup that lacks events which were signed for can be read, and refuses to be written;
    the checkpoint that it contradicts is named, if one is kept.
    Example: claims restore 2024-06-12.db --ledger news.db
    """
    give_copied(call, copies.restore(copy, call.settings.ledger, clock=call.clock))
    with call.ledger() as ledger:
        departures = ledger.departures()
    write(
        sys.stderr,
        [
            f"claims: nothing can be recorded until that is accepted: {each.what}"
            for each in departures
        ],
    )
