"""``claims atom``: the changes of a ledger as a feed to subscribe to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ledger.app.clocks import moment_or_position
from ledger.cli.answer import give, say
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand
from ledger.cli.options.addresses import base_option, within
from ledger.cli.options.csv import csv_option
from ledger.cli.options.offered import subjects
from ledger.cli.options.output import out_options, output
from ledger.late import late
from ledger.views.data import data

if TYPE_CHECKING:
    from pathlib import Path

    from ledger.app.publication import feed as publication_feed
    from ledger.app.publication import imprint as publication_imprint
    from ledger.views.pages import feed as pages_feed
    from ledger.views.publication import atom as views_atom
    from ledger.views.tables import publication
else:
    pages_feed = late("ledger.views.pages.feed")
    publication = late("ledger.views.tables.publication")
    publication_feed = late("ledger.app.publication.feed")
    publication_imprint = late("ledger.app.publication.imprint")
    views_atom = late("ledger.views.publication.atom")


@click.command(cls=VerbCommand, short_help="Show changes, or write them as an Atom feed.")
@click.argument("subject", required=False, shell_complete=subjects)
@click.option(
    "--known-at",
    metavar="DAY|TIME|POSITION",
    help="Only what this ledger knew then: a day (UTC), a moment, a log position as @41.",
)
@base_option
@csv_option
@out_options
@pass_call
def atom(
    call: Call,
    subject: str | None,
    *,
    known_at: str | None,
    base: str | None,
    out: Path | None,
    overwrite: bool,
) -> None:
    """Show what became otherwise, the newest first; with -o, write it as an Atom feed.

    Of a partnership, or without a SUBJECT of all. An entry is a change ("9 of 11 becomes 10 of
    11"), and has the same id in every feed of this ledger.
    Example: claims atom --base https://desk.example/ -o feed.atom
    """
    moment = None if known_at is None else moment_or_position("--known-at", known_at)
    target = output(call, out, overwrite=overwrite)
    with call.ledger() as ledger:
        position = publication_feed.position_at(ledger, moment)
        entries = publication_feed.feed(ledger, subject, upto=position)
        title = None
        if subject is not None:
            title = ledger.entities(position).partnerships[subject].title
        made = publication_imprint.imprint(ledger, position)
    at = {"valid_at": None, "published_by": None, "known_at": data(moment), "position": position}
    if target.file is None:
        give(
            call,
            data=data(entries),
            at=at,
            lines=pages_feed.feed_page(entries, title=title, words=call.words),
            cells=lambda: publication.feed_cells(entries),
        )
        return
    of = None if subject is None or title is None else (subject, title)
    own = "/feed.atom" if subject is None else f"/partnerships/{subject}/feed.atom"
    page = "/" if subject is None else f"/partnerships/{subject}"
    places = views_atom.Places()
    if base is not None:
        places = views_atom.Places(
            own=within(base, own), page=within(base, page), to=lambda p: within(base, p)
        )
    text = views_atom.atom(entries, imprint=made, partnership=of, places=places, words=call.words)
    lines = target.write(text, [], [f"{len(entries)} entries"])
    say(call, data=data(entries), at=at, lines=lines)
