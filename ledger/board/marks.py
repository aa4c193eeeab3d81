"""Rows that are put down, and marks that are complete: what every kind of kept answer shares.

Takes a log and a kind of row; gives the shelf with complete marks. What was appended without marks
is caught up on first, so that no reader sees a stale row. Who comes next: ``today`` keeps the
board, ``kept_facts`` the facts of partnerships.
"""

from __future__ import annotations

from contextlib import suppress
from itertools import groupby
from typing import TYPE_CHECKING

import attrs
import msgspec

from ledger.board import trust
from ledger.late import late
from ledger.log.failures import LedgerBusy, LedgerReadOnly
from ledger.log.query import Query
from ledger.log.shelf import EVERY, KeptRow, RowKind, Shelved

if TYPE_CHECKING:
    from ledger.board import affected
    from ledger.claims import events
    from ledger.log import erasure
    from ledger.log.port import Log
else:  # where marks are complete nothing is looked at
    affected = late("ledger.board.affected")
    events = late("ledger.claims.events")
    erasure = late("ledger.log.erasure")

PREFIX = "partnership:"
"""How the subjects of rows begin."""

MARKS = RowKind(name="marks", version=0, named=PREFIX)
"""A kind that has no rows: to be asked for the marks alone."""

_TOGETHER = 100  # rows that are put down at a time


class Keeping:
    """Puts rows on the shelf, a few at a time.

    What is not ``needed`` is given up where the ledger cannot be written. ``read_as`` is the kind
    that the rows will be of once they are read. It is made before the rows are: what is read while
    an erasure is under way is not ``settled``, and no row of it is one that the account has made.
    """

    def __init__(
        self, log: Log, kind: RowKind, *, needed: bool = True, read_as: RowKind | None = None
    ) -> None:
        self._log = log
        self._kind = kind
        self._read_as = read_as or kind
        self._needed = needed
        self._rows: list[tuple[str, int, bytes]] = []
        self._kept: list[tuple[str, int, bytes]] = []
        self._writable = True
        self.settled = not erasure.under_way(log)

    def put(self, subject: str, position: int, row: bytes) -> None:
        """Put a row down, true up to a position; ``done`` puts down the last ones."""
        self._rows.append((subject, position, row))
        if len(self._rows) == _TOGETHER:
            self._put_down()

    def done(self) -> None:
        """Put down what is left, and remember all of it as the account's own."""
        self._put_down()
        kept, self._kept = self._kept, []
        for at, together in groupby(kept if self.settled else (), key=lambda row: row[1]):
            rows = [(subject, body) for subject, _, body in together]
            trust.note(self._log, self._read_as, rows, at)

    def _put_down(self) -> None:
        rows, self._rows = self._rows, []
        if rows and self._writable:
            try:
                self._log.shelf.keep(self._kind, rows)
                self._kept += rows
            except (LedgerReadOnly, LedgerBusy):
                if self._needed:
                    raise
                self._writable = False


def caught_up(log: Log, kind: RowKind) -> Shelved:
    """The shelf with complete marks: what was appended without them is marked now."""
    shelved = log.shelf.read(kind)
    if shelved.marked >= shelved.head:
        return shelved
    if shelved.marked >= 0:
        touched = affected.touched_between(log, shelved.marked, shelved.head)
    else:  # nothing is kept: all there is counts as touched
        touched = dict.fromkeys(described(log, shelved.head), shelved.head)
    if not shelved.doubts:  # marks in doubt are left as they are, to be named
        with suppress(LedgerReadOnly, LedgerBusy):  # then every reader catches up for itself
            log.shelf.mark(touched, after=shelved.marked, upto=shelved.head)
    return _touched(shelved, touched)


def described(log: Log, upto: int) -> set[str]:
    """The subjects that there are: the partnerships that someone described."""
    records = log.read(Query.of_types(events.PartnershipDescribed.type), upto=upto)
    return {tag for record in records for tag in record.event.tags if tag.startswith(PREFIX)}


def _touched(shelved: Shelved, touched: dict[str, int]) -> Shelved:
    every = touched.pop(EVERY, -1)
    kept_rows = {kept_row.subject: kept_row for kept_row in shelved.subjects}
    for subject, position in touched.items():
        row = kept_rows.get(subject) or KeptRow(subject=subject, touched=-1, position=-1, body=None)
        kept_rows[subject] = msgspec.structs.replace(row, touched=max(row.touched, position))
    return attrs.evolve(
        shelved,
        marked=shelved.head,
        subjects=tuple(
            msgspec.structs.replace(kept_rows[name], touched=max(kept_rows[name].touched, every))
            for name in sorted(kept_rows)
        ),
    )
