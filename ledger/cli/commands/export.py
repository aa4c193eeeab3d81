"""``claims export``: the log as files that others can check."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ledger.cli.answer import give
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand
from ledger.cli.options.output import OVERWRITE

if TYPE_CHECKING:
    from ledger.app.contract.receipts import ExportedData


@click.command(cls=VerbCommand, short_help="Write the log as files others can check.")
@click.option(
    "--tiles", type=click.Path(path_type=Path), required=True, metavar="FOLDER", help="Where to."
)
@OVERWRITE
@pass_call
def export(
    call: Call,
    tiles: Path,
    overwrite: bool,  # noqa: FBT001 - Click
) -> None:
    """Write the log under its last checkpoint as a folder in the form of c2sp.org/tlog-tiles.

    A folder that holds an older export of this ledger is brought up to date. It says who recorded
    what when, with hashes; it holds no words of articles.
    Example: claims export --tiles public
    """
    with call.ledger() as ledger:
        done = ledger.export(tiles, overwrite=overwrite)
    receipt: ExportedData = {"folder": str(done.folder), "size": done.size, "files": done.files}
    give(call, data=receipt, lines=[f"{done.size} events in {done.files} files in {done.folder}"])
