"""``claims calendar``: the days to come, as a page or as a calendar file."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from ledger import files
from ledger.cli.answer import give
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand
from ledger.cli.options.addresses import base_option, within
from ledger.cli.options.clocks import clock_options
from ledger.cli.options.csv import csv_option
from ledger.cli.options.offered import subjects
from ledger.cli.options.output import out_options, output
from ledger.cli.printing import width, write
from ledger.late import late
from ledger.views.data import data
from ledger.views.text.layout import text_lines

if TYPE_CHECKING:
    from pathlib import Path

    from ledger.app.publication import calendar as publication_calendar
    from ledger.app.publication import imprint as publication_imprint
    from ledger.clock import Clocks
    from ledger.views.pages import dates_to_come
    from ledger.views.pages import erased as erased_pages
    from ledger.views.publication import calendar as views_calendar
    from ledger.views.tables import publication
else:
    erased_pages = late("ledger.views.pages.erased")
    dates_to_come = late("ledger.views.pages.dates_to_come")
    publication = late("ledger.views.tables.publication")
    publication_calendar = late("ledger.app.publication.calendar")
    publication_imprint = late("ledger.app.publication.imprint")
    views_calendar = late("ledger.views.publication.calendar")


@click.command(cls=VerbCommand, short_help="Show days to come, or write them as iCalendar.")
@click.argument("subject", required=False, shell_complete=subjects)
@base_option
@csv_option
@out_options
@pass_call
@clock_options
def calendar(
    call: Call,
    clocks: Clocks,
    subject: str | None,
    *,
    base: str | None,
    out: Path | None,
    overwrite: bool,
) -> None:
    """Show days to come: what is foreseen, deadlines, ends of terms, when counts go stale.

    Of a partnership, or without a SUBJECT of all. With -o they are written as iCalendar (.ics),
    one all-day event each, vague days as spans.
    Example: claims calendar -o dates.ics
    """
    target = output(call, out, overwrite=overwrite)
    with call.ledger() as ledger:
        at, (to_come, entities, erased) = ledger.at_one_position(
            clocks,
            lambda clocks: (
                publication_calendar.dates(ledger, clocks, subject),
                ledger.entities(clocks.known_at),
                ledger.erased(clocks, subject),
            ),
        )
        title = None if subject is None else entities.partnerships[subject].title
        made = publication_imprint.imprint(ledger, at.position)
    if target.file is None:
        give(
            call,
            data=data(to_come),
            at=data(at),
            lines=dates_to_come.dates_page(to_come, title=title, clocks=clocks, words=call.words),
            erased=erased,
            cells=lambda: publication.date_cells(to_come),
        )
        return
    to = None if base is None else lambda path: within(base, path)
    content = views_calendar.calendar(to_come, imprint=made, title=title, to=to, words=call.words)
    files.write(target.file, content, overwrite=target.overwrite, spared=target.spared)
    if target.streams and not call.json:
        if erased:
            write(sys.stderr, text_lines(erased_pages.erased_page(erased, call.words), width()))
        return
    lines = [f"written to {target.file}: {len(to_come)} days"]
    give(call, data=data(to_come), at=data(at), lines=lines, erased=erased)
