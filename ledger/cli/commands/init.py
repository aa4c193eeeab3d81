"""``claims init``: make a ledger, or bring one up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ledger.cli.answer import give
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand
from ledger.clock import zone_of
from ledger.late import late

if TYPE_CHECKING:
    from ledger.app import opening
else:
    opening = late("ledger.app.opening")

_MACHINE = "machine"


@click.command(cls=VerbCommand, short_help="Make a ledger, or bring one up to date.")
@click.option(
    "--timezone",
    metavar="ZONE",
    help="Whose day today is for its readers, as in Asia/Seoul; machine: each one's own.",
)
@pass_call
def init(call: Call, timezone: str | None) -> None:
    """Make the ledger, or bring an older one up to this version of claims.

    Triggers that were dropped or changed are made again, and named. A time zone is kept until
    another is given; a reader's own CLAIMS_TIMEZONE goes before it.

    It does no harm to run it twice. Example: claims init --ledger news.db --timezone Asia/Seoul
    """
    location = call.settings.ledger
    zone = None if timezone == _MACHINE else timezone
    zone_of(zone)  # before there is a ledger
    restored = opening.init_ledger(location)
    if timezone is not None:
        opening.keep_zone(location, zone)
    kept = opening.zone_kept_at(location)
    lines = [*(f"made again: {part}" for part in restored), f"the ledger {location} is ready"]
    give(
        call,
        data={"ledger": location, "restored": restored, "timezone": kept},
        lines=[*lines, *([f"its readers' day is that of {kept}"] if kept else ())],
    )
