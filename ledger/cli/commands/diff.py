"""``claims diff``: what changed since then, of a partnership or over all of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import attrs
import click

from ledger.app.bookmarks import Bookmarks
from ledger.app.clocks import ChangedClock, day, moment_or_position
from ledger.cli.answer import give
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand
from ledger.cli.options.clocks import clock_options
from ledger.cli.options.csv import csv_option
from ledger.cli.options.offered import subjects
from ledger.cli.usage import WrongUsage
from ledger.ids import position_name
from ledger.views.data import data
from ledger.views.pages.changes import all_changes_page, changes_page
from ledger.views.tables.partnerships import changes_cells

if TYPE_CHECKING:
    from ledger.app import Ledger
    from ledger.app.clocks import At
    from ledger.clock import Clocks


@attrs.frozen(kw_only=True)
class _Look:
    """The look of then: since when, on which clock, in words; and the day, of a bookmark."""

    since: date | datetime | int
    clock: ChangedClock
    words: str
    day: date | None = None


@click.command(cls=VerbCommand, short_help="Show what changed since then.")
@click.argument("subject", required=False, shell_complete=subjects)
@click.option(
    "--since",
    metavar="DAY|TIME|POSITION",
    help="After the end of this day, this moment, or this log position, as @41. If not given, "
    "since your bookmark.",
)
@click.option(
    "--clock",
    type=click.Choice([str(changed_clock) for changed_clock in ChangedClock]),
    default=str(ChangedClock.RECORDED),
    show_default=True,
    help="The clock that lies between then and now.",
)
@click.option("--seen", is_flag=True, help="Set your bookmark to what is shown now.")
@csv_option
@pass_call
@clock_options
def diff(
    call: Call, clocks: Clocks, subject: str | None, *, since: str | None, clock: str, seen: bool
) -> None:
    """Show what changed: values, hurdles, what is no longer believed, news.

    Without a SUBJECT over all partnerships. Without --since from your bookmark on (--as says whose
    it is), with what the days alone changed; --seen sets it, and nothing else does.
    Example: claims diff --seen
    """
    moved = ChangedClock(clock)
    bookmarks, analyst = Bookmarks(file=call.settings.bookmarks), call.settings.recorded_by
    with call.ledger() as ledger:
        if seen and (clocks.known_at is not None or clocks.published_by is not None or subject):
            raise WrongUsage(
                "--seen is of all that the ledger holds now, and not of a part of it",
                command=click.get_current_context().command_path,
            )
        if since is None and seen and not bookmarks.has(ledger.origin, analyst):
            at = ledger.at(clocks)
            bookmarks.put(ledger.origin, analyst, at)
            lines = [f"your bookmark is at position @{at.position} now; nothing before it is told"]
            answer = ledger.diff_all(at.position, clocks)
            give(
                call,
                data=data(answer),
                at=data(at),
                lines=lines,
                cells=lambda: changes_cells(answer),
            )
            return
        if since is None:
            if moved is not ChangedClock.RECORDED:
                raise WrongUsage(
                    f"a bookmark is on the recorded clock; --clock {moved} needs --since",
                    command=click.get_current_context().command_path,
                )
            bookmark = bookmarks.of(ledger.origin, analyst)
            place = position_name(bookmark.position)
            words = call.words("as-you-saw", day=call.words.day(bookmark.day), position=place)
            before = min(bookmark.day, clocks.valid_at)
            look = _Look(since=bookmark.position, clock=moved, words=words, day=before)
        else:
            moment = (
                moment_or_position("--since", since)
                if moved is ChangedClock.RECORDED
                else day("--since", since)
            )
            on = call.words(f"clock-{moved}")
            words = since if subject else call.words("on-clock", since=since, clock=on)
            look = _Look(since=moment, clock=moved, words=words)
        at = _tell(call, ledger, clocks, subject, look)
        if seen:
            bookmarks.put(ledger.origin, analyst, at)


def _tell(call: Call, ledger: Ledger, clocks: Clocks, subject: str | None, look: _Look) -> At:
    if subject is None:
        at, (answer, erased) = ledger.at_one_position(
            clocks,
            lambda clocks: (
                ledger.diff_all(look.since, clocks, clock=look.clock, day=look.day),
                ledger.erased(clocks),
            ),
        )
        lines = all_changes_page(answer, since=look.words, words=call.words)
        give(
            call,
            data=data(answer),
            at=data(at),
            lines=lines,
            erased=erased,
            cells=lambda: changes_cells(answer),
        )
    else:
        at, (changes, erased) = ledger.at_one_position(
            clocks,
            lambda clocks: (
                ledger.diff(subject, look.since, clocks, clock=look.clock),
                ledger.erased(clocks, subject),
            ),
        )
        lines = changes_page(changes, since=look.words, words=call.words)
        give(
            call,
            data=data(changes),
            at=data(at),
            lines=lines,
            erased=erased,
            cells=lambda: changes_cells(changes),
        )
    return at
