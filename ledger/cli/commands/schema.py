"""``claims schema``: how it is written, as JSON Schema."""

from __future__ import annotations

import json

import click

from ledger.cli.answer import give
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand


@click.command(cls=VerbCommand, short_help="Print the JSON Schema of entries.")
@pass_call
def schema(call: Call) -> None:
    """Print the JSON Schema (2020-12) of the entries that import and record take.

    Editors that know JSON Schema check a file while it is written. Example: claims schema >
    claims.schema.json
    """
    from ledger.app.desk.format import json_schema  # noqa: PLC0415 - kinds needs none of it

    printed = json_schema()
    give(call, data=printed, lines=json.dumps(printed, ensure_ascii=False, indent=2).splitlines())
