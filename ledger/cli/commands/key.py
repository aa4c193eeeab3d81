"""``claims key``: the keys that sign for the ledger, and the custody they are in."""

from __future__ import annotations

import click

from ledger.cli.answer import give, say
from ledger.cli.call import Call, pass_call
from ledger.cli.group import SubGroup, VerbCommand
from ledger.cli.options.csv import csv_option
from ledger.errors import ExitCode, InvalidInput
from ledger.views.pages.ledger.proofs import (
    departures_data,
    departures_page,
    keys_data,
    keys_page,
)
from ledger.views.tables.cells import of_records


@click.group(
    cls=SubGroup, invoke_without_command=True, short_help="Keep the keys that sign checkpoints."
)
@click.pass_context
def key(context: click.Context) -> None:
    """Keep the keys that sign checkpoints, in a folder outside the ledger (CLAIMS_CUSTODY).

    Give the public key to whoever is to check a proof. Example: claims key new
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@key.command(cls=VerbCommand, short_help="Make the ledger's first key.")
@pass_call
def new(call: Call) -> None:
    """Make the key that signs this ledger's checkpoints, and print its public half.

    Example: claims key new
    """
    with call.ledger() as ledger:
        made = ledger.new_key()
    give(call, data=keys_data([made]), lines=keys_page([made]))


@key.command("list", cls=VerbCommand, short_help="List the public keys, oldest first.")
@csv_option
@pass_call
def list_(call: Call) -> None:
    """List the ledger's public keys, oldest first; the last one signs.

    Example: claims key list
    """
    with call.ledger() as ledger:
        keys = ledger.custody.keys(ledger.log.head().origin)
    rows = keys_data(keys)
    heads = ("key", "name", "signs")
    give(call, data=rows, lines=keys_page(keys), cells=lambda: of_records(heads, rows))


@key.command(cls=VerbCommand, short_help="Sign with a new key from now on.")
@pass_call
def rotate(call: Call) -> None:
    """Sign with a new key from now on; older ones are kept, to check what they signed.

    Example: claims key rotate
    """
    with call.ledger() as ledger:
        made = ledger.rotate_key()
    give(call, data=keys_data([made]), lines=keys_page([made]))


class NoAcceptanceReason(InvalidInput):
    """An acceptance without a word on why."""

    code = "no-reason"

    def __init__(self) -> None:
        super().__init__("there is no reason given", fix="say in --reason why it is accepted")


@key.command(cls=VerbCommand, short_help="Accept keys and checkpoints as they are now.")
@click.option("--reason", metavar="TEXT", help="Accept all of it, on record, and why.")
@pass_call
def accept(call: Call, reason: str | None) -> int:
    """Say what of keys, checkpoints and ledger is not as it was left; accept it with --reason.

    On a machine that never kept the ledger's key, do it once. Nothing is thrown away: a
    checkpoint that the ledger does not go on from stays in the folder under another name, and
    whole in the log. claims verify shows each acceptance from then on.
    Example: claims key accept --reason "moved to a new machine"
    """
    if reason is not None and not reason.strip():
        raise NoAcceptanceReason
    with call.ledger() as ledger:
        departures = (
            ledger.departures() if reason is None else ledger.accept_custody(reason.strip())
        )
    accepted = reason is not None
    say(
        call,
        data=departures_data(departures, accepted),
        lines=departures_page(departures, accepted),
    )
    return ExitCode.FINDINGS if departures and not accepted else ExitCode.OK
