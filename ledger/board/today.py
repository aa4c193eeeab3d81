"""Today's board, kept on the log's shelf: fresh rows are read, the others made anew and kept.

Takes a log and a day; gives ``BoardRow`` values that a fold from scratch would give. Appends
only mark what they touch (``touched``); whoever reads next pays for what was touched, once.
What was appended without marks is caught up on first, so that no reader sees a stale row. Who
comes next: ``rebuild`` makes all of it anew.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

import attrs
import msgspec

from ledger.board.affected import InLog, touched_by
from ledger.board.batches import views
from ledger.board.rows import BoardRow, board_row
from ledger.board.unchanged_until import steady
from ledger.claims.as_json import plain
from ledger.claims.events import PartnershipDescribed
from ledger.clock import Clocks
from ledger.log import canonical
from ledger.log.failures import LedgerBusy, LedgerReadOnly
from ledger.log.port import EVERY, Kept, Kind, Shelved
from ledger.log.query import Query

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.log.port import Log
    from ledger.projections.status import PartnershipView

BOARD = Kind(name="board", version=3)
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
    shelved = caught_up(log, BOARD)
    missing: dict[str, date] = {}
    for kept in shelved.subjects:
        old = None if kept.body is None else _decoded(kept.body)
        if old is None or not kept.fresh or not old.since <= day < old.until:
            missing[kept.subject] = date.min if old is None else old.since
        elif old.row is not None:
            yield old.row
    keeping = Keeping(log, BOARD, needed=False)
    at = Clocks(valid_at=day, known_at=shelved.head)
    for subject, new in steady_rows(log, at, list(missing)):
        if day >= missing[subject]:  # who looks back takes nothing from the others
            keeping.put(subject, shelved.head, new)
        if new.row is not None:
            yield new.row
    keeping.done()


def steady_rows(log: Log, at: Clocks, subjects: Sequence[str]) -> Iterator[tuple[str, SteadyRow]]:
    """The rows of subjects, folded from the log, and for which days they hold."""
    left = dict.fromkeys(subjects)
    wanted = [one.removeprefix(_PREFIX) for one in subjects]
    for view in views(log, at, wanted):
        del left[_PREFIX + view.id]
        yield _PREFIX + view.id, steady_row(view)
    for subject in left:  # claims name it, and nobody described it
        yield subject, SteadyRow(row=None, since=date.min, until=date.max)


def steady_row(view: PartnershipView) -> SteadyRow:
    """The row of one partnership, and for which days it holds."""
    since, until = steady(view)
    return SteadyRow(row=board_row(view), since=since, until=until)


def _decoded(body: bytes) -> SteadyRow | None:
    """A row that was kept; one that was damaged is as good as none, and made anew."""
    try:
        return _DECODER.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


class Keeping:
    """Puts rows on the shelf, a few at a time.

    What is not ``needed`` is given up where the ledger cannot be written.
    """

    def __init__(self, log: Log, kind: Kind, *, needed: bool = True) -> None:
        self._log = log
        self._kind = kind
        self._needed = needed
        self._rows: list[tuple[str, int, bytes]] = []
        self._writable = True

    def put(self, subject: str, position: int, row: SteadyRow) -> None:
        """Put a row down, true up to a position; ``done`` puts down the last ones."""
        self._rows.append((subject, position, canonical.encode(plain(row))))
        if len(self._rows) == _TOGETHER:
            self.done()

    def done(self) -> None:
        """Put down what is left."""
        rows, self._rows = self._rows, []
        if rows and self._writable:
            try:
                self._log.shelf.keep(self._kind, rows)
            except (LedgerReadOnly, LedgerBusy):
                if self._needed:
                    raise
                self._writable = False


def caught_up(log: Log, kind: Kind) -> Shelved:
    """The shelf with complete marks: what was appended without them is marked now."""
    shelved = log.shelf.read(kind)
    if shelved.marked >= shelved.head:
        return shelved
    if shelved.marked >= 0:
        touched = _marks(log, shelved)
    else:  # nothing is kept: all there is counts as touched
        touched = dict.fromkeys(described(log, shelved.head), shelved.head)
    with suppress(LedgerReadOnly, LedgerBusy):  # then every reader catches up for itself
        log.shelf.mark(touched, after=shelved.marked, upto=shelved.head)
    return _touched(shelved, touched)


def _marks(log: Log, shelved: Shelved) -> dict[str, int]:
    """What the events behind the bookmark touch."""
    touched: dict[str, int] = {}
    events = log.read(after=shelved.marked, upto=shelved.head)
    related = InLog(log)
    while batch := list(islice(events, _BATCH)):
        found = touched_by((one.event for one in batch), related)
        touched |= dict.fromkeys(found, batch[-1].position)
    return touched


def described(log: Log, upto: int) -> set[str]:
    """The subjects that there are: the partnerships that someone described."""
    found = log.read(Query.of_types(PartnershipDescribed.type), upto=upto)
    return {tag for one in found for tag in one.event.tags if tag.startswith(_PREFIX)}


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
