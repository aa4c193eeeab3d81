"""``claims grants``: who may do what in PostgreSQL, as SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ledger.cli.answer import give
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand
from ledger.late import late

if TYPE_CHECKING:
    from ledger.app.proofs import copies
else:
    copies = late("ledger.app.proofs.copies")


@click.command(cls=VerbCommand, short_help="Print who may do what in PostgreSQL.")
@click.option("--app", required=True, metavar="ROLE", help="The role that records.")
@click.option("--reader", required=True, metavar="ROLE", help="The role that only reads.")
@click.option("--schema", default="public", show_default=True, metavar="NAME", help="The ledger's.")
@pass_call
def grants(call: Call, app: str, reader: str, schema: str) -> None:
    """Print the SQL that the schema's owner runs once, and again after claims init migrates.

    The role that records can then neither change nor remove what it recorded.
    Example: claims grants --app desk --reader embassy --schema news | psql
    """
    script = copies.grants(schema, app=app, reader=reader)
    give(call, data={"sql": script}, lines=script.splitlines())
