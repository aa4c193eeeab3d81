"""``claims correct``: a right claim in the place of a wrong one. Nothing is ever changed.

Takes a claim's id, who corrects and why; gives one event more in the log.
"""

from __future__ import annotations

import click

from ledger.app.desk.fields import entry
from ledger.app.submission.correction import corrected
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand
from ledger.cli.input.acts import AGAIN, again_option, submit_act
from ledger.cli.options.flags import flagged
from ledger.cli.options.offered import recorded


@flagged("correction", leaving_out=["claim", AGAIN])
@click.command(cls=VerbCommand, short_help="Put a right claim in place of one.")
@click.argument("claim", shell_complete=recorded)
@click.option("--set", "changes", multiple=True, metavar="FIELD=VALUE", help="What is changed.")
@click.option("--document", metavar="DOCUMENT", help="The document that has it right.")
@click.option("--quote", metavar="TEXT", help="Its verbatim words.")
@again_option
@pass_call
def correct(
    call: Call, /, claim: str, changes: tuple[str, ...], *, again: bool, **fields: object
) -> None:
    """Put a right claim in the place of a wrong one: both stay in the log.

    Every field that is not set stays as it was; an empty VALUE takes a field out, and a field
    that is a list is set as often as it has values. Example: claims correct c7x2k9 --set
    count=10 --by ledger --basis coding-error --reason "misread"
    """
    quoted = {name: fields.pop(name) for name in ("document", "quote")}
    new = {name: value for name, value in quoted.items() if value is not None}
    with call.ledger() as ledger:
        name, becomes = corrected(ledger, claim, changes, new)
        act = entry("correction", fields)
        submit_act(call, ledger, {**act, "claim": name, "becomes": becomes}, again=again)
