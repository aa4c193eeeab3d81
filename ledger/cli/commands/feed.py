"""``claims feed``: follow what sites list as new; what is wanted of it waits in the inbox."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ledger.cli.answer import give, say
from ledger.cli.call import Call, pass_call
from ledger.cli.group import SubGroup, VerbCommand
from ledger.cli.input.stdin import STDIN, standard_input
from ledger.cli.options.csv import csv_option
from ledger.cli.options.output import out_options, output
from ledger.cli.progress import LONG, bar
from ledger.late import late
from ledger.views.page import Line
from ledger.views.pages.intake.feeds import feed_data, feeds_page, polled_data, polled_page
from ledger.views.tables.cells import of_records

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledger.app.contract.receipts import ExportedFeedsData, ImportedFeedsData
    from ledger.app.inbox import feeds as app_feeds
    from ledger.views.page import Block
else:
    app_feeds = late("ledger.app.inbox.feeds")


AnyCallable = TypeVar("AnyCallable", bound="Callable[..., Any]")
_HEADS = ("number", "url", "title", "state", "partnership", "at_least", "words", "polled", "due",
          "failures", "fault", "taken")  # fmt: skip


def _wanted(command: AnyCallable) -> AnyCallable:
    """Give a command the options that say which entries are wanted."""
    options = (
        click.option("--partnership", metavar="ID", help="Want what names one of its parties."),
        click.option(
            "--at-least",
            type=int,
            default=1,
            metavar="N",
            help="Want what names so many of them; 1 if you do not say.",
        ),
        click.option("--word", "words", multiple=True, metavar="TEXT", help="Want this word too."),
        click.option(
            "--allow-private", "private", is_flag=True, help="Fetch from your own network as well."
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _said(partnership: str | None, at_least: int, words: tuple[str, ...]) -> app_feeds.WatchTerms:
    return app_feeds.WatchTerms(partnership=partnership, at_least=at_least, words=words)


@click.group(cls=SubGroup, invoke_without_command=True, short_help="Follow what sites list as new.")
@click.pass_context
def feed(context: click.Context) -> None:
    """Follow feeds (RSS, Atom, JSON Feed): what is new and wanted waits in the inbox.

    Example: claims feed add https://www.gob.mx/sre --partnership mexico-korea-space
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@feed.command(cls=VerbCommand, short_help="Follow a feed, or the one that a site names.")
@click.argument("url", metavar="URL")
@_wanted
@pass_call
def add(
    call: Call,
    url: str,
    *,
    partnership: str | None,
    at_least: int,
    words: tuple[str, ...],
    private: bool,
) -> None:
    """Follow the feed at an address. Of a site that names its feed, the page's address will do.

    Without --partnership and --word, all that it lists is wanted. Example: claims feed add
    https://www.gob.mx/sre --partnership mexico-korea-space --word satélite
    """
    with call.ledger() as ledger:
        wanted = _said(partnership, at_least, words)
        followed = app_feeds.follow(
            ledger, url, wanted=wanted, now=call.clock.now(), private=private
        )
    say(call, data=feed_data(followed), lines=feeds_page([followed]))


@feed.command("list", cls=VerbCommand, short_help="List the feeds that are followed.")
@csv_option
@pass_call
def list_(call: Call) -> None:
    """List the feeds with what is wanted of each, when each was asked, and what went wrong.

    Example: claims feed list
    """
    with call.ledger() as ledger:
        feeds = app_feeds.followed(ledger)
    rows = [feed_data(each) for each in feeds]
    lines = feeds_page(feeds) if feeds else ["no feed is followed: claims feed add URL"]
    say(call, data=rows, lines=lines, cells=lambda: of_records(_HEADS, rows))


@feed.command(cls=VerbCommand, short_help="Ask feeds what is new.")
@click.argument("feeds", metavar="[FEED]...", nargs=-1)
@click.option("--all", "all_", is_flag=True, help="Ask those too that are not due yet.")
@pass_call
def poll(call: Call, feeds: tuple[str, ...], *, all_: bool) -> None:
    """Ask feeds what is new: those that are due, or the FEEDs named by number or address.

    What is wanted is fetched, and waits in the inbox. A feed that fails does not stop the others.
    Example: claims feed poll
    """
    with call.ledger() as ledger:
        now = call.clock.now()
        asked = app_feeds.chosen(ledger, feeds, all_=all_, now=now)
        size = LONG if len(asked) > 1 else 0
        with bar("asking feeds", len(asked), size) as advance:
            taken = app_feeds.poll_feeds(ledger, asked, now=now, advance=advance)
    say(call, data=polled_data(taken), lines=polled_page(taken))


@feed.command(cls=VerbCommand, short_help="Follow a feed no more.")
@click.argument("name", metavar="FEED")
@pass_call
def remove(call: Call, name: str) -> None:
    """Follow the FEED of a number or an address no more; what came from it stays in the inbox.

    Example: claims feed remove 3
    """
    with call.ledger() as ledger:
        gone = app_feeds.remove(ledger, name)
    give(call, data=feed_data(gone), lines=[f"no longer followed: {gone.title or gone.url}"])


@feed.command("import", cls=VerbCommand, short_help="Follow every feed of a list (OPML).")
@click.argument("file", metavar="FILE|-", type=click.Path())
@_wanted
@pass_call
def import_(
    call: Call,
    file: str,
    *,
    partnership: str | None,
    at_least: int,
    words: tuple[str, ...],
    private: bool,
) -> None:
    """Follow every feed of an OPML file, as other readers of feeds export it.

    Example: claims feed import feeds.opml --partnership mexico-korea-space
    """
    data = app_feeds.read_list(standard_input() if file == STDIN else Path(file))
    with call.ledger() as ledger:
        wanted = _said(partnership, at_least, words)
        done = app_feeds.import_opml(ledger, data, source=file, wanted=wanted, private=private)
    answer: ImportedFeedsData = {
        "added": [feed_data(each) for each in done.added],
        "already": list(done.already),
        "unusable": list(done.unusable),
    }
    added = len(done.added)
    now = "1 feed is followed now" if added == 1 else f"{added:,} feeds are followed now"
    lines: list[Block] = [f"{now}, {len(done.already):,} of the list before"]
    lines += [Line(f"no address of a feed: {url}", 1) for url in done.unusable]
    say(call, data=answer, lines=lines)


@feed.command(cls=VerbCommand, short_help="Write the feeds as a list (OPML).")
@out_options
@pass_call
def export(call: Call, *, out: Path | None, overwrite: bool) -> None:
    """Write the feeds that are followed as OPML, which other readers of feeds import.

    Example: claims feed export -o feeds.opml
    """
    place = output(call, out, overwrite=overwrite)
    with call.ledger() as ledger:
        text, count = app_feeds.export_opml(ledger), len(app_feeds.followed(ledger))
    lines = place.write(text, text.splitlines())
    answer: ExportedFeedsData = {
        "feeds": count,
        "file": None if out is None else str(out),
        "opml": text if out is None else None,
    }
    give(call, data=answer, lines=lines)
