"""``claims publish``: the public site as plain files in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ledger.cli.answer import give
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand
from ledger.cli.options.addresses import base_option
from ledger.late import late
from ledger.settings import expanded
from ledger.views.page import Line

if TYPE_CHECKING:
    from ledger.app.contract.receipts import PublishedData
    from ledger.views.page import Block
    from ledger.web.public_site import publish as site_publish
else:
    site_publish = late("ledger.web.public_site.publish")


@click.command(cls=VerbCommand, short_help="Write the public site as plain files.")
@click.argument("folder", type=click.Path(path_type=Path, readable=False))
@click.option(
    "--lang",
    type=click.Choice(["en", "es", "ko"]),
    default="en",
    show_default=True,
    help="The words around the answers.",
)
@click.option(
    "--proofs",
    is_flag=True,
    help="Each claim's proof file next to its page; it holds the name of who recorded the claim.",
)
@base_option
@pass_call
def publish(call: Call, folder: Path, lang: str, *, proofs: bool, base: str | None) -> None:
    """Write every public page into a FOLDER, for any static host: what changed, and no more.

    The names and notes of analysts are left out, but for proof files that --proofs asks for. The
    folder must be empty, or hold the site of this ledger. With --base feeds and calendars have
    whole links, which many readers need. Example: claims publish public
    """
    spared = {expanded(call.settings.custody): "the folder of keys"}
    if "://" not in call.settings.ledger:
        spared[Path(call.settings.ledger)] = "the ledger"
    with call.ledger() as ledger:
        done = site_publish.publish(
            ledger,
            folder,
            now=call.clock.now(),
            language=lang,
            proofs=proofs,
            base=base,
            spared=spared,
        )
    data: PublishedData = {
        "folder": str(done.folder),
        "position": done.position,
        "files": done.files,
        "written": done.written,
        "removed": done.removed,
    }
    lines: list[Block] = [
        f"the site in {done.folder} is as of position @{done.position}: {done.files} files",
        Line(f"{done.written} written, {done.removed} removed", 1),
    ]
    give(call, data=data, lines=lines)
