"""``claims demo``: two real articles become a ledger, and what it then knows."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click

from ledger.cli.answer import give
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand
from ledger.cli.printing import width
from ledger.late import late
from ledger.views.data import data

if TYPE_CHECKING:
    from ledger import demo as ledger_demo
else:
    ledger_demo = late("ledger.demo")


@click.command(cls=VerbCommand, short_help="See it work: Mexico and Korea in space.")
@click.option(
    "--keep", type=click.Path(path_type=Path, readable=False), metavar="PATH", help="Make it there."
)
@click.option(
    "--from",
    "folder",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Check the quotes in the full articles of this folder, and keep those.",
)
@click.option("--story", metavar="NAME", help="Which story: mexico-korea, or alce, which goes on.")
@pass_call
def demo(call: Call, keep: Path | None, folder: Path | None, story: str | None) -> None:
    """Record two real articles into a new ledger and show what it knows of them.

    The ledger is made in a temporary folder, or where --keep says. Example: claims demo
    --keep demo.db
    """
    location = keep or Path(tempfile.mkdtemp(prefix="claims-demo-")) / "claims.db"
    telling = ledger_demo.tell(story or ledger_demo.stories()[0], location, folder)
    give(call, data=data(telling), lines=ledger_demo.lines(telling, width(), _program()))


def _program() -> str:
    """What a reader types to call this program again: its name, or its place as it was called."""
    script = Path(sys.argv[0])
    if script.stem != "claims":
        return f"{quote(sys.executable)} -m ledger"
    on_path = shutil.which("claims")
    if on_path is not None and script.exists() and script.samefile(on_path):
        return "claims"
    return quote(sys.argv[0])
