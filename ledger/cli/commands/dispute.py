"""``claims dispute``: on record that someone contradicts a claim."""

from __future__ import annotations

import click

from ledger.app.desk.fields import entry
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand
from ledger.cli.input.acts import AGAIN, again_option, submit_act
from ledger.cli.options.flags import flagged
from ledger.cli.options.offered import recorded


@flagged("dispute", leaving_out=["claim", AGAIN])
@click.command(cls=VerbCommand, short_help="Put on record that a claim is denied.")
@click.argument("claim", shell_complete=recorded)
@again_option
@pass_call
def dispute(call: Call, /, claim: str, *, again: bool, **fields: object) -> None:
    """Put on record that someone contradicts a claim: it stands, and is marked.

    Example: claims dispute c7x2k9 --by "La Jornada" --reason "ten have ratified"
    """
    with call.ledger() as ledger:
        act = {**entry("dispute", fields), "claim": ledger.show(claim).id}
        submit_act(call, ledger, act, again=again)
