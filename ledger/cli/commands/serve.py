"""``claims serve``: the pages and the answers of a ledger, for a browser and for programs."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ledger.cli.answer import give
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand
from ledger.cli.options.address import AddressUnusable, address, network
from ledger.cli.printing import hand_over
from ledger.late import late

if TYPE_CHECKING:
    from ledger.app import opened_file
    from ledger.app.access import tokens as access_tokens
    from ledger.app.contract.receipts import ServedData
    from ledger.web import application as web_application
    from ledger.web import server
    from ledger.web import site as web_site
    from ledger.web.admission import visitors as web_visitors
else:
    access_tokens = late("ledger.app.access.tokens")
    server = late("ledger.web.server")
    web_application = late("ledger.web.application")
    opened_file = late("ledger.app.opened_file")
    web_site = late("ledger.web.site")
    web_visitors = late("ledger.web.admission.visitors")


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
@click.option("--write", is_flag=True, help="Let those record who may; prints a link for you.")
@click.option("--closed", is_flag=True, help="Show nothing to anyone who is not known.")
@click.option(
    "--name-header", metavar="HEADER", help="The header in which a proxy names who signed in."
)
@click.option(
    "--proxy",
    "proxies",
    multiple=True,
    metavar="ADDRESS",
    help="Where that proxy asks from, as 10.0.0.5 or 10.0.0.0/24; repeat it for more.",
)
@click.option("--https", is_flag=True, help="Browsers reach it over TLS: cookies go no other way.")
@pass_call
def serve(
    call: Call,
    *,
    listen: str,
    names: tuple[str, ...],
    prefix: str,
    features: tuple[Path, ...],
    public: bool,
    write: bool,
    closed: bool,
    name_header: str | None,
    proxies: tuple[str, ...],
    https: bool,
) -> None:
    """Show the ledger as pages, on this machine alone and to read. Ctrl-C ends it.

    With --write a link is printed that lets you record in the browser, once; others need a
    token (claims token new) or a proxy that names them.

    Every page is JSON too, at the same path with .json behind it. Put a proxy with TLS in front
    of it for others. Example: claims serve --listen 127.0.0.1:8080
    """
    host, port = address(listen)
    with call.ledger() as ledger:
        ledger.size()  # a ledger that cannot be read is refused before anyone is invited
        try:
            listening = server.bound(host, port)
        except (OSError, UnicodeError) as error:
            raise AddressUnusable(listen, error) from error
        site = web_site.Site(
            hosts=(*web_site.LOOPBACK, *(name.lower() for name in names)),
            prefix="/" + prefix.strip("/") if prefix.strip("/") else "",
            features=features,
            public=public,
            write=write,
            closed=closed,
            analyst=call.settings.recorded_by or _user(),
            name_header=name_header,
            proxies=tuple(map(network, proxies)),
            secure=https,
        )
        where = str(call.settings.ledger).removeprefix("sqlite:///")
        place = None if "://" in where else opened_file.OpenedFile.of(Path(where))
        visitors = web_visitors.Visitors(site, access_tokens.tokens_of(ledger), place=place)
        url = f"http://{host}:{listening.getsockname()[1]}{site.prefix}/"

        def ready() -> None:
            link = f"{url}enter?link={visitors.invite()}" if write else None
            served: ServedData = {"url": url, "link": link}
            to_write = [f"to record: {link}"] if link else []
            give(call, data=served, lines=[f"serving {url}", *to_write, "Ctrl-C ends it"])
            hand_over(sys.stdout)

        with listening:
            gate = web_application.application(
                ledger, clock=call.clock, site=site, visitors=visitors
            )
            server.serve(gate, listening, ready=ready)


def _user() -> str:
    """Who is at this machine, as it calls them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "analyst"
