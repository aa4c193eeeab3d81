"""The door of the room: the bytes of a sheet become entries, whole or with their mistakes.

Takes bytes and a file's name; gives what ``entries.reader`` gives of every other format.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ledger.entries.decode import decoded
from ledger.entries.entry import BrokenEntry, Entry
from ledger.entries.fragment import Fragment
from ledger.entries.sheets.rows import placed_rows
from ledger.entries.sheets.separated import separated_table
from ledger.entries.short_form.blocks import whole_entries
from ledger.entries.text.tree import NotRead, Origin
from ledger.errors import ClaimsError
from ledger.late import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.entries.document import FileText
    from ledger.entries.sheets import workbook
else:
    workbook = late("ledger.entries.sheets.workbook")


def read_separated(
    data: bytes, source: str, file_text: FileText | None
) -> Iterator[Entry | BrokenEntry]:
    """The entries of a CSV or TSV file."""
    try:
        table = separated_table(data, source)
    except ClaimsError as error:
        yield _broken(error, source)
        return
    for node, origin in placed_rows([table]):
        for whole in whole_entries(node):
            yield decoded(whole, origin, file_text)


def read_workbook(
    data: bytes, source: str, file_text: FileText | None
) -> Iterator[Entry | BrokenEntry]:
    """The entries of an ``.xlsx`` file; the first of them tells what was not read."""
    try:
        tables, notes = workbook.tables_of(data, source)
    except ClaimsError as error:
        yield _broken(error, source)
        return
    for node, origin in placed_rows(tables):
        for whole in whole_entries(node):
            entry = decoded(whole, origin, file_text)
            if notes and isinstance(entry, Entry):
                entry, notes = attrs.evolve(entry, notes=(*notes, *entry.notes)), []
            yield entry


def _broken(error: ClaimsError, source: str) -> BrokenEntry:
    origin = Origin(source=source)
    node = NotRead(error)
    placed = error.at(origin.where(node))
    return BrokenEntry(mistakes=(placed,), fragment=Fragment(), origin=origin, node=node)
