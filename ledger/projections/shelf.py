"""Today's board, kept on the log's shelf: fresh rows are read, the others made anew and kept.

Takes a log and a day; gives ``BoardRow`` values that a fold from scratch would give. Appends
only mark what they touch (``touched``); whoever reads next pays for what was touched, once.
What was appended without marks is caught up on first, so that no reader sees a stale row.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

import attrs
import msgspec

from ledger.claims.plain import plain
from ledger.clock import Clocks
from ledger.log import canonical
from ledger.log.failures import LedgerBusy, LedgerReadOnly
from ledger.log.port import EVERY, Kept, Kind, Shelved
from ledger.projections.board import BoardRow, board_row
from ledger.projections.facts import fold
from ledger.projections.reading import PARTIES, facts_of_partnership, read
from ledger.projections.standing import Standing
from ledger.projections.status import PartnershipView
from ledger.projections.steady import steady
from ledger.projections.touched import InLog, touched_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.claims.entities import Party
    from ledger.log.port import Log

BOARD = Kind(name="board", version=1)
"""Raise the version whenever a row may come out differently from the same log."""

_PREFIX = "partnership:"
_BATCH = 1000  # events that are caught up on at a time
_TOGETHER = 100  # rows that are put down at a time


@attrs.frozen(kw_only=True)
class SteadyRow:
    """A row, and the days for which it holds: from ``since``, before ``until``.

    ``row`` is None for a partnership that claims name and nobody described.
    """

    row: BoardRow | None
    since: date
    until: date


_DECODER = msgspec.json.Decoder(SteadyRow)


def rows_of_today(log: Log, day: date) -> Iterator[BoardRow]:
    """The board's rows as of ``day``, of all that the log holds and was published by any day."""
    shelved = _caught_up(log)
    keeping = _Keeping(log)
    parties: dict[str, Party] | None = None
    for kept in shelved.subjects:
        old = None if kept.body is None else _decoded(kept.body)
        if old is None or not kept.fresh or not old.since <= day < old.until:
            if parties is None:
                parties = fold(read(log, PARTIES, shelved.head)).parties
            name = kept.subject.removeprefix(_PREFIX)
            new = steady_row(log, name, Clocks(valid_at=day, known_at=shelved.head), parties)
            if old is None or day >= old.since:  # who looks back takes nothing from the others
                keeping.put(kept.subject, shelved.head, new)
            old = new
        if old.row is not None:
            yield old.row
    keeping.done()


def steady_row(
    log: Log, name: str, clocks: Clocks, parties: dict[str, Party] | None = None
) -> SteadyRow:
    """The row of one partnership, folded from the log, and for which days it holds."""
    facts = facts_of_partnership(log, name, clocks.known_at, parties=parties)
    if name not in facts.partnerships:
        return SteadyRow(row=None, since=date.min, until=date.max)
    view = PartnershipView(standing=Standing(facts, clocks), id=name)
    since, until = steady(view)
    return SteadyRow(row=board_row(view), since=since, until=until)


def _decoded(body: bytes) -> SteadyRow | None:
    """A row that was kept; one that was damaged is as good as none, and made anew."""
    try:
        return _DECODER.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


class _Keeping:
    """Puts rows on the shelf, a few at a time; gives up where the ledger cannot be written."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._rows: list[tuple[str, int, bytes]] = []
        self._writable = True

    def put(self, subject: str, position: int, row: SteadyRow) -> None:
        self._rows.append((subject, position, canonical.encode(plain(row))))
        if len(self._rows) == _TOGETHER:
            self.done()

    def done(self) -> None:
        rows, self._rows = self._rows, []
        if rows and self._writable:
            try:
                self._log.shelf.keep(BOARD, rows)
            except (LedgerReadOnly, LedgerBusy):
                self._writable = False


def _caught_up(log: Log) -> Shelved:
    """The shelf with complete marks: what was appended without them is marked now."""
    shelved = log.shelf.read(BOARD)
    if shelved.marked >= shelved.head:
        return shelved
    touched: dict[str, int] = {}
    events = log.read(after=shelved.marked, upto=shelved.head)
    related = InLog(log)
    while batch := list(islice(events, _BATCH)):
        found = touched_by((one.event for one in batch), related)
        touched |= dict.fromkeys(found, batch[-1].position)
    with suppress(LedgerReadOnly, LedgerBusy):  # then every reader catches up for itself
        log.shelf.mark(touched, after=shelved.marked, upto=shelved.head)
    return _touched(shelved, touched)


def _touched(shelved: Shelved, touched: dict[str, int]) -> Shelved:
    every = touched.pop(EVERY, -1)
    held = {one.subject: one for one in shelved.subjects}
    for subject, position in touched.items():
        one = held.get(subject) or Kept(subject=subject, touched=-1, position=-1, body=None)
        held[subject] = attrs.evolve(one, touched=max(one.touched, position))
    return attrs.evolve(
        shelved,
        marked=shelved.head,
        subjects=tuple(
            attrs.evolve(held[name], touched=max(held[name].touched, every))
            for name in sorted(held)
        ),
    )
