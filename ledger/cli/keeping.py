"""``claims backup``, ``restore``, ``rebuild``, ``grants``: keeping a ledger for long."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ledger.cli.answer import UNFIXED, give
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand

if TYPE_CHECKING:
    from ledger.log.backup import Copied

_PATH = click.Path(path_type=Path)


@click.command(cls=VerbCommand, short_help="Copy the ledger while it is in use.")
@click.argument("target", type=_PATH)
@pass_call
def backup(call: Call, target: Path) -> None:
    """Copy the ledger into a new file, which is verified before it gets its name.

    Others may go on writing meanwhile. A database server has tools of its own (pg_dump).
    Example: claims backup 2024-06-12.db
    """
    from ledger.log import backup as copies  # noqa: PLC0415 - loads the database

    source = copies.file_of(call.settings.ledger)
    _give_copied(call, copies.backup(source, target, clock=call.clock))


@click.command(cls=VerbCommand, short_help="Put a backup where no ledger is.")
@click.argument("copy", type=_PATH)
@pass_call
def restore(call: Call, copy: Path) -> None:
    """Put a verified backup where the ledger should be; what is there is never replaced.

    A backup that lacks events which were signed for can be read, and refuses to be written.
    Example: claims restore 2024-06-12.db --ledger news.db
    """
    from ledger.log import backup as copies  # noqa: PLC0415 - loads the database

    target = copies.file_of(call.settings.ledger)
    _give_copied(call, copies.restore(copy, target, clock=call.clock))


@click.command(cls=VerbCommand, short_help="Make the board anew from the log.")
@pass_call
def rebuild(call: Call) -> None:
    """Make what is kept for the board anew from the log; what was recorded is not touched.

    Others go on reading and recording meanwhile. It is never needed in daily use: a newer claims
    that computes the board otherwise makes it anew by itself, at the first look. Use it where
    claims verify says that the board is not what the log gives. Example: claims rebuild
    """
    today = call.clock.now().date()
    with call.ledger() as ledger:
        done = ledger.rebuild(today)
    given = {"partnerships": done.partnerships, "position": done.position}
    several = "s" * (done.partnerships != 1)
    told = f"{done.partnerships} partnership{several} made anew, up to position @{done.position}"
    give(call, data=given, at={**UNFIXED, "position": done.position}, lines=[told])


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
    from ledger.log.stores import roles  # noqa: PLC0415 - with its command

    script = roles.grants(schema, app=app, reader=reader)
    give(call, data={"sql": script}, lines=script.splitlines())


def _give_copied(call: Call, copied: Copied) -> None:
    size, root = copied.verdict.size, b64encode(copied.verdict.root).decode()
    given = {
        "source": str(copied.source),
        "target": str(copied.target),
        "size": size,
        "root": root,
    }
    told = f"{size} events from {copied.source} to {copied.target}, verified; root {root}"
    give(call, data=given, lines=[told])
