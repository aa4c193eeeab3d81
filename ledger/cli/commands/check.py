"""``claims check``: what in the ledger is not as it must be.

Takes names of checks or groups and the three clocks; prints the findings, and returns 1 if
there are any.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ledger.app.checks import CHECKS, GROUPS, NEWS_DAYS, selected
from ledger.cli.answer import give
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand
from ledger.cli.options.clocks import clock_options
from ledger.cli.options.csv import csv_option
from ledger.cli.options.whole_number import WholeNumber
from ledger.errors import ExitCode
from ledger.views.data import data
from ledger.views.json_layout import Streamed
from ledger.views.page import Labels, Row
from ledger.views.pages.ledger.findings import findings_page
from ledger.views.tables.cells import of_records
from ledger.views.tables.whole import findings_cells

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.app.contract.receipts import CheckData
    from ledger.clock import Clocks


@click.command(cls=VerbCommand, short_help="Look for what cannot be right.")
@click.argument("names", nargs=-1, metavar="[CHECK|GROUP]...")
@click.option("--list", "listing", is_flag=True, help="List the checks and run none.")
@click.option(
    "--days",
    type=WholeNumber(most=1_000_000),
    default=NEWS_DAYS,
    show_default=True,
    metavar="NUMBER",
    help="After so many days without news a partnership is found.",
)
@csv_option
@pass_call
@clock_options
def check(
    call: Call, clocks: Clocks, names: tuple[str, ...], *, listing: bool, days: int
) -> ExitCode:
    """Look through the whole ledger for what cannot be right; 1 is returned if there is any.

    Without a name all checks run. Example: claims check dates counts --valid-at 2024-06-12
    """
    checks = selected(names)
    if listing:
        rows: list[CheckData] = [
            {"name": check_.name, "group": check_.group, "summary": check_.summary}
            for check_ in checks
        ]
        heads = ("name", "group", "summary")
        give(call, data=rows, lines=_listed(names), cells=lambda: of_records(heads, rows))
        return ExitCode.OK
    with call.ledger() as ledger:
        at, (findings, erased) = ledger.at_one_position(
            clocks,
            lambda clocks: (ledger.check(clocks, names, news_days=days), ledger.erased(clocks)),
        )
        lines = findings_page(findings, checks, clocks=clocks, words=call.words)
        give(
            call,
            data=Streamed(map(data, findings)),
            at=data(at),
            lines=lines,
            erased=erased,
            cells=lambda: findings_cells(findings),
        )
    return ExitCode.FINDINGS if findings else ExitCode.OK


def _listed(names: tuple[str, ...]) -> Iterator[Row | str]:
    chosen = {check_.name for check_ in selected(names)}
    for group in GROUPS:
        checks = [
            check_ for check_ in CHECKS.values() if check_.group == group and check_.name in chosen
        ]
        if checks:
            yield group
        for check_ in checks:
            yield Row(check_.name, check_.summary, Labels.CHECK, 1)
