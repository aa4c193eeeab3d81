"""The lists of a partnership as tables for a spreadsheet: what their rows hold."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from ledger.specs.drivers import Inquiry
from ledger.specs.steps.registry import step
from ledger.specs.world import Differs

if TYPE_CHECKING:
    from ledger.specs.tables import StepRow
    from ledger.specs.world import World


@step("timeline-table", columns=("claim",), as_written=True)
def timeline_table(world: World, *, rows: list[StepRow]) -> None:
    """The timeline as CSV has these rows in this order, and no others."""
    _compare(world, Inquiry.TIMELINE, rows)


@step("hurdles-table", columns=("hurdle",), as_written=True)
def hurdles_table(world: World, *, rows: list[StepRow]) -> None:
    """The hurdles as CSV are these rows in this order, and no others."""
    _compare(world, Inquiry.HURDLES, rows)


def _compare(world: World, question: Inquiry, rows: list[StepRow]) -> None:
    """Compare the columns that the step names."""
    text = world.driver.table(question, world.home(), world.clocks)
    heads = tuple(dict.fromkeys(head for row in rows for head in row.cells))
    table = [
        tuple(line.get(head) or "" for head in heads)
        for line in csv.DictReader(io.StringIO(text, newline=""))
    ]
    if table != [tuple(row.cells.get(head, "") for head in heads) for row in rows]:
        listed = "; ".join(" | ".join(line) for line in table) or "no row"
        command = f"claims {question} {world.home()}{world.options} --csv"
        raise Differs(f"the table has {listed}", command=command)
