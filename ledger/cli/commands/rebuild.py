"""``claims rebuild``: the board made again from the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ledger.app.envelope import UNFIXED
from ledger.cli.answer import say
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand

if TYPE_CHECKING:
    from ledger.app.contract.receipts import RebuiltData


@click.command(cls=VerbCommand, short_help="Make the board again from the log.")
@pass_call
def rebuild(call: Call) -> None:
    """Make what is kept for the board again from the log; what was recorded is not touched.

    Others go on reading and recording meanwhile. It is never needed in daily use: a newer claims
    that computes the board otherwise makes it again by itself, at the first look. Use it where
    claims verify says that the board is not what the log gives. Example: claims rebuild
    """
    today = call.clock.now().date()
    with call.ledger() as ledger:
        done = ledger.rebuild(today)
    receipt: RebuiltData = {"partnerships": done.partnerships, "position": done.position}
    several = "s" * (done.partnerships != 1)
    sentence = (
        f"{done.partnerships} partnership{several} made again, up to position @{done.position}"
    )
    say(call, data=receipt, at={**UNFIXED, "position": done.position}, lines=[sentence])
