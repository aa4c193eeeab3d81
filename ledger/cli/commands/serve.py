"""``claims serve``: the pages and the answers of a ledger, for a browser and for programs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ledger.cli.answer import give
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand
from ledger.cli.options.address import AddressUnusable, address

if TYPE_CHECKING:
    from ledger.app.contract.receipts import ServedData


@click.command(cls=VerbCommand, short_help="Serve the ledger to a browser.")
@click.option(
    "--listen", default="127.0.0.1:8765", show_default=True, metavar="HOST:PORT", help="Where."
)
@click.option(
    "--host",
    "names",
    multiple=True,
    metavar="NAME",
    help="A name that browsers may use for this site; repeat it for more.",
)
@click.option("--prefix", default="", metavar="PATH", help="The path that a proxy puts it under.")
@click.option(
    "--features",
    type=click.Path(exists=True, path_type=Path),
    multiple=True,
    metavar="PATH",
    help="The desk's specs, run on the page of specs; repeat it for more.",
)
@click.option("--public", is_flag=True, help="Hide the names and notes of analysts.")
@pass_call
def serve(
    call: Call,
    *,
    listen: str,
    names: tuple[str, ...],
    prefix: str,
    features: tuple[Path, ...],
    public: bool,
) -> None:
    """Show the ledger as pages, on this machine alone and to read. Ctrl-C ends it.

    Every page is JSON too, at the same path with .json behind it. Put a proxy with TLS in front
    of it for others. Example: claims serve --listen 127.0.0.1:8080
    """
    from ledger.web.application import application  # noqa: PLC0415 - only this command pays for it
    from ledger.web.server import bound  # noqa: PLC0415 - the same
    from ledger.web.server import serve as run  # noqa: PLC0415 - the same
    from ledger.web.site import LOOPBACK, Site  # noqa: PLC0415 - the same

    host, port = address(listen)
    with call.ledger() as ledger:
        ledger.size()  # a ledger that cannot be read is refused before anyone is invited
        try:
            listening = bound(host, port)
        except (OSError, UnicodeError) as error:
            raise AddressUnusable(listen, error) from error
        site = Site(
            hosts=(*LOOPBACK, *(name.lower() for name in names)),
            prefix="/" + prefix.strip("/") if prefix.strip("/") else "",
            features=features,
            public=public,
        )
        url = f"http://{host}:{listening.getsockname()[1]}{site.prefix}/"

        def ready() -> None:
            place: ServedData = {"url": url}
            give(call, data=place, lines=[f"serving {url}", "Ctrl-C ends it"])
            sys.stdout.flush()

        with listening:
            run(application(ledger, clock=call.clock, site=site), listening, ready=ready)
