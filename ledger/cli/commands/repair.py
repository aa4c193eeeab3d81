"""``claims repair``: let a ledger that is stuck go on; nothing is lost, all is on record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ledger.cli.answer import give
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand
from ledger.errors import ExitCode
from ledger.views.pages.ledger import repairs

if TYPE_CHECKING:
    from datetime import datetime


@click.command(cls=VerbCommand, short_help="Mend a ledger that is stuck, on record.")
@click.option("--yes", is_flag=True, help="Do it.")
@click.option(
    "--evidence",
    type=click.Path(path_type=Path, readable=False),
    metavar="FILE",
    help="Where to put what is taken away; next to the ledger if not given.",
)
@pass_call
def repair(call: Call, yes: bool, evidence: Path | None) -> int:  # noqa: FBT001 - Click
    """Say what keeps the ledger from going on and what would be done; do it with --yes.

    Nothing is thrown away: what is taken out goes to a file first. Each repair is an event of
    the log, with the file's hash, which claims log and claims verify show. Damage to what was
    recorded itself is not repaired: restore a backup. Example: claims repair --yes
    """
    with call.ledger() as ledger:
        plan = ledger.repair_plan()
        if not plan.faults or not yes:
            fields = repairs.plan_data(plan)
            give(call, data=fields, lines=repairs.plan_page(plan))
            return ExitCode.FINDINGS if plan.faults else ExitCode.OK
        file = evidence or _next_to(call.settings.ledger, call.clock.now())
        done = ledger.repair(plan, file)
    give(call, data=repairs.done_data(plan, done), lines=repairs.done_page(plan, done))
    return ExitCode.OK


def _next_to(location: str, now: datetime) -> Path:
    """A name of its own for what is taken away: next to the file, or here for a server's."""
    name = f"repair-{now:%Y%m%dT%H%M%S}Z.jsonl"
    if "://" in location and not location.startswith("sqlite:///"):
        return Path(f"claims.{name}")
    ledger = Path(location.removeprefix("sqlite:///"))
    return ledger.with_name(f"{ledger.name}.{name}")
