"""``claims backup``: a copy of the ledger while it is in use."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ledger.cli.answer import say
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand
from ledger.late import late

if TYPE_CHECKING:
    from ledger.app.contract.receipts import CopiedData
    from ledger.app.proofs import copies
    from ledger.app.proofs.copies import Copied
else:
    copies = late("ledger.app.proofs.copies")


_PATH = click.Path(path_type=Path, readable=False)


@click.command(cls=VerbCommand, short_help="Copy the ledger while it is in use.")
@click.argument("target", type=_PATH)
@pass_call
def backup(call: Call, target: Path) -> None:
    """Copy the ledger into a new file, which is verified before it gets its name.

    Others may go on writing meanwhile. A database server has tools of its own (pg_dump).
    Example: claims backup 2024-06-12.db
    """
    give_copied(call, copies.backup(call.settings.ledger, target, clock=call.clock))


def give_copied(call: Call, copied: Copied) -> None:
    """Say what was copied, and that it was verified."""
    size, root = copied.verdict.size, b64encode(copied.verdict.root).decode()
    receipt: CopiedData = {
        "source": str(copied.source),
        "target": str(copied.target),
        "size": size,
        "root": root,
    }
    sentence = f"{size} events from {copied.source} to {copied.target}, verified; root {root}"
    say(call, data=receipt, lines=[sentence])
