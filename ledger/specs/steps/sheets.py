"""A sheet that is imported, and taken back as one."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from ledger.specs.steps.registry import step

if TYPE_CHECKING:
    from ledger.specs.tables import StepRow
    from ledger.specs.world import World


@step("sheet-imported", tells=True, columns=(), as_written=True)
def sheet_imported(world: World, *, rows: list[StepRow]) -> None:
    """Import the table as a file of comma separated values: a row is an entry, in its format."""
    heads = list(dict.fromkeys(head for row in rows for head in row.cells))
    sheet = io.StringIO()
    writer = csv.DictWriter(sheet, heads, lineterminator="\n")
    writer.writeheader()
    writer.writerows(row.cells for row in rows)
    world.import_sheet(sheet.getvalue())


@step("import-undone", tells=True)
def import_undone(world: World) -> None:
    """Take back, as a whole, what the last sheet brought."""
    world.undo_import()
