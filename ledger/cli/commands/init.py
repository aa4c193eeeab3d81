"""``claims init``: make a ledger, or bring one up to date."""

from __future__ import annotations

import click

from ledger.cli.answer import give
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand


@click.command(cls=VerbCommand, short_help="Make a ledger, or bring one up to date.")
@pass_call
def init(call: Call) -> None:
    """Make the ledger, or bring an older one up to this version of claims.

    Triggers that were dropped or changed are made again, and named.

    It does no harm to run it twice. Example: claims init --ledger news.db
    """
    from ledger.app import init_ledger  # noqa: PLC0415 - help must not pay for the database

    location = call.settings.ledger
    restored = init_ledger(location)
    give(
        call,
        data={"ledger": location, "restored": restored},
        lines=[*(f"made again: {part}" for part in restored), f"the ledger {location} is ready"],
    )
