"""``claims witness``: someone else who signs that a ledger only ever grew."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from ledger.cli.answer import give
from ledger.cli.call import Call, pass_call
from ledger.cli.group import SubGroup, VerbCommand
from ledger.cli.options.address import AddressUnusable, address
from ledger.cli.printing import hand_over, write
from ledger.errors import ExitCode
from ledger.late import late
from ledger.settings import expanded
from ledger.views.pages.ledger.proofs import checkpoint_data

if TYPE_CHECKING:
    from ledger.app.contract.receipts import WitnessData
    from ledger.app.proofs import witnesses
else:
    witnesses = late("ledger.app.proofs.witnesses")

INTERRUPTED = 130  # 128 and the number of SIGINT, as shells have it


@click.group(
    cls=SubGroup,
    invoke_without_command=True,
    short_help="Have others sign that it only grew.",
)
@click.pass_context
def witness(context: click.Context) -> None:
    """Have others sign that the ledger only ever grew, or sign so for others' ledgers.

    The protocol is c2sp.org/tlog-witness. Example: claims witness add https://w.example KEY
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@witness.command(cls=VerbCommand, short_help="Add a witness's signature to the last checkpoint.")
@click.argument("url")
@click.argument("key", metavar="VKEY")
@pass_call
def add(call: Call, url: str, key: str) -> None:
    """Ask the witness at URL to sign the last checkpoint too, and keep what it signed.

    It signs only if the ledger goes on from what it saw before. VKEY is its public key.
    Example: claims witness add https://witness.example witness.example+1234abcd+BA…
    """
    with call.ledger() as ledger:
        note = ledger.witnessed(url, key)
    give(call, data=checkpoint_data(note), lines=str(note).splitlines())


@witness.command(cls=VerbCommand, short_help="Be a witness of others' ledgers.")
@click.option("--name", required=True, metavar="NAME", help="The witness's name, as in its key.")
@click.option(
    "--log", "logs", multiple=True, required=True, metavar="VKEY", help="A ledger's key; repeat it."
)
@click.option(
    "--listen", default="127.0.0.1:8787", show_default=True, metavar="HOST:PORT", help="Where."
)
@pass_call
def serve(call: Call, name: str, logs: tuple[str, ...], listen: str) -> int:
    """Sign for ledgers, as long as each goes on from what was seen of it. Ctrl-C ends it.

    The witness's own key is made on first use and kept in CLAIMS_CUSTODY; no ledger is needed.
    Put TLS in front of it. Example: claims witness serve --name w.example --log KEY
    """
    host, port = address(listen)
    folder = expanded(call.settings.custody)
    office, public = witnesses.witness(folder, name, logs, clock=call.clock)
    try:
        httpd = witnesses.server(office, host, port)
    except (OSError, UnicodeError) as error:
        raise AddressUnusable(listen, error) from error
    url = f"http://{host}:{httpd.server_port}"
    place: WitnessData = {"url": url, "key": str(public)}
    give(call, data=place, lines=[f"{public} at {url}"])
    hand_over(sys.stdout)
    try:
        httpd.serve_forever()
    except KeyboardInterrupt:
        write(sys.stderr, ["claims: stopped serving"])
        return INTERRUPTED
    finally:
        httpd.server_close()
    return ExitCode.OK
