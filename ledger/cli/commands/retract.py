"""``claims retract``: a claim or a document taken back. It stays in the log."""

from __future__ import annotations

import click

from ledger.app.desk.fields import entry
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand
from ledger.cli.input.acts import AGAIN, again_option, submit_act
from ledger.cli.options.flags import flagged
from ledger.cli.options.offered import recorded


@flagged("retraction", leaving_out=["target", AGAIN])
@click.command(cls=VerbCommand, short_help="Take back a claim or a document.")
@click.argument("target", shell_complete=recorded)
@again_option
@pass_call
def retract(call: Call, /, target: str, *, again: bool, **fields: object) -> None:
    """Take back a claim, a whole document, or an earlier retraction: it stays in the log.

    Example: claims retract c7x2k9 --by "THX News" --reason "the count was wrong" --document
    thx-news-2024-06-14
    """
    with call.ledger() as ledger:
        act = {**entry("retraction", fields), "target": ledger.show(target).id}
        submit_act(call, ledger, act, again=again)
