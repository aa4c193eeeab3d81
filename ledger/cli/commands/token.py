"""``claims token``: who may read, propose or record over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ledger.cli.answer import give, say
from ledger.cli.call import Call, pass_call
from ledger.cli.group import SubGroup, VerbCommand
from ledger.cli.options.csv import csv_option
from ledger.late import late
from ledger.views.page import Columns, Line, ListLine
from ledger.views.tables.cells import of_records

if TYPE_CHECKING:
    from ledger.app.access import tokens as access_tokens
    from ledger.app.contract.receipts import NewToken, TokenData
    from ledger.views.page import Block
else:
    access_tokens = late("ledger.app.access.tokens")

_MAY = ("read", "propose", "record")


@click.group(cls=SubGroup, invoke_without_command=True, short_help="Say who may do what over HTTP.")
@click.pass_context
def token(context: click.Context) -> None:
    """Make, list and revoke the tokens by which programs and colleagues reach claims serve.

    Example: claims token new "Ana Ruiz" --may record
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@token.command(cls=VerbCommand, short_help="Make a token; it is shown once.")
@click.argument("name")
@click.option(
    "--may", type=click.Choice(_MAY), required=True, help="What its bearer may do; each more."
)
@pass_call
def new(call: Call, name: str, may: str) -> None:
    """Make a token of this ledger. It is shown once and kept as a hash; NAME records.

    Example: claims token new "Ana Ruiz" --may record
    """
    with call.ledger() as ledger:
        text = access_tokens.tokens_of(ledger).new(name, access_tokens.May(may), call.clock)
    data: NewToken = {"name": name, "may": may, "token": text}
    lines: list[Block] = [text, Line("it is shown once; claims token revoke takes it away", 1)]
    give(call, data=data, lines=lines)


@token.command("list", cls=VerbCommand, short_help="List who has a token.")
@csv_option
@pass_call
def list_(call: Call) -> None:
    """List the tokens of this ledger by name, with what each may do.

    Example: claims token list
    """
    with call.ledger() as ledger:
        tokens = access_tokens.tokens_of(ledger).all()
    rows: list[TokenData] = [
        {"name": kept.name, "may": kept.may.value, "made_at": kept.made_at.isoformat()}
        for kept in tokens
    ]
    lines: list[Block] = [
        ListLine((row["name"], row["may"], row["made_at"][:10]), Columns.TOKEN) for row in rows
    ]
    heads = ("name", "may", "made_at")
    lines = lines or ["nobody has a token of this ledger"]
    say(call, data=rows, lines=lines, cells=lambda: of_records(heads, rows))


@token.command(cls=VerbCommand, short_help="Take a token away.")
@click.argument("name")
@pass_call
def revoke(call: Call, name: str) -> None:
    """Take the token of a name away; it opens nothing from now on.

    Example: claims token revoke "Ana Ruiz"
    """
    with call.ledger() as ledger:
        gone = access_tokens.tokens_of(ledger).revoke(name)
    data: TokenData = {
        "name": gone.name,
        "may": gone.may.value,
        "made_at": gone.made_at.isoformat(),
    }
    give(call, data=data, lines=[f"revoked: {gone.name}"])
