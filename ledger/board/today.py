"""Today's board, kept on the log's shelf: fresh rows are read, the others made again and kept.

Takes a log and a day; gives ``BoardRow`` values that a fold from scratch would give. Appends
only mark what they touch (``touched``); whoever reads next pays for what was touched, once.
What was appended without marks is caught up on first, so that no reader sees a stale row.

No row is trusted blindly, for whoever may write to the database may write to the shelf. A row or
a mark that no program of ours left as it stands is in doubt; then no row is believed, and what is
in doubt is left as it is, for ``verify`` to name. One row, drawn by chance, is folded again and
compared. Who comes next: ``rebuild`` makes all of it again.
"""

from __future__ import annotations

import secrets
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
from ledger.log.failures import LedgerBusy, LedgerReadOnly
from ledger.log.format import canonical
from ledger.log.port import EVERY, Kept, RowKind, Shelved
from ledger.log.query import Query

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ledger.log.port import Log
    from ledger.projections.status import PartnershipView

BOARD = RowKind(name="board", version=9, named="partnership:")
"""Raise the version whenever a row may come out differently from the same log."""

_PREFIX = "partnership:"
_CHANCES = (
    100  # a board of as many rows has one folded again on each reading; a longer one seldomer
)
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


@attrs.frozen(kw_only=True)
class BoardOfToday:
    """The rows of a board, and what on the shelf was not believed, in words."""

    rows: tuple[BoardRow, ...]
    doubts: tuple[str, ...] = ()


def board_of_today(log: Log, day: date) -> BoardOfToday:
    """The board as of ``day``, of all that the log holds and was published by any day."""
    shelved = caught_up(log, BOARD)
    rows = dict(readable(shelved))
    holding = [kept for kept in shelved.subjects if _holds(kept, rows.get(kept.subject), day)]
    doubts = in_doubt(shelved) or tuple(_drawn(log, shelved, rows, day, holding))
    if doubts:
        at = Clocks(valid_at=day, known_at=shelved.head)
        made = steady_rows(log, at, [kept.subject for kept in shelved.subjects])
        return BoardOfToday(
            rows=tuple(new.row for _, new in made if new.row is not None), doubts=doubts
        )
    whole = [row for kept in holding if (row := rows[kept.subject].row) is not None]
    hold = {kept.subject for kept in holding}
    missing = [kept.subject for kept in shelved.subjects if kept.subject not in hold]
    return BoardOfToday(rows=(*whole, *_made(log, shelved, rows, day, missing)))


def in_doubt(shelved: Shelved) -> tuple[str, ...]:
    """Each mark and each row of which the shelf itself shows that it is not to be believed."""
    rows = (
        f"the kept row of {name_of(kept)} is in doubt: {kept.doubt}"
        for kept in shelved.subjects
        if kept.doubt is not None
    )
    return (*shelved.doubts, *rows)


def name_of(kept: Kept) -> str:
    """The partnership that a subject on the shelf stands for."""
    return kept.subject.removeprefix(_PREFIX)


def readable(shelved: Shelved) -> Iterator[tuple[str, SteadyRow]]:
    """The kept rows that are not in doubt, by subject; fresh or not."""
    for kept in shelved.subjects:
        row = None if kept.body is None or kept.doubt is not None else _decoded(kept.body)
        if row is not None:
            yield kept.subject, row


def _holds(kept: Kept, row: SteadyRow | None, day: date) -> bool:
    return row is not None and kept.fresh and row.since <= day < row.until


def _made(
    log: Log, shelved: Shelved, rows: Mapping[str, SteadyRow], day: date, missing: Sequence[str]
) -> Iterator[BoardRow]:
    """The rows that do not hold on the day, made again and kept."""
    keeping = Keeping(log, BOARD, needed=False)
    at = Clocks(valid_at=day, known_at=shelved.head)
    for subject, new in steady_rows(log, at, missing):
        if subject not in rows or day >= rows[subject].since:
            keeping.put(subject, shelved.head, new)  # who looks back takes nothing from the others
        if new.row is not None:
            yield new.row
    keeping.done()


def _drawn(
    log: Log, shelved: Shelved, rows: Mapping[str, SteadyRow], day: date, holding: Sequence[Kept]
) -> Iterator[str]:
    """One of the rows that hold, drawn by chance, if it is not the one that the log gives."""
    if not holding or secrets.randbelow(max(len(holding), _CHANCES)) >= _CHANCES:
        return
    kept = secrets.choice(holding)
    at = Clocks(valid_at=day, known_at=shelved.head)
    ((_, new),) = steady_rows(log, at, [kept.subject])
    if new.row != rows[kept.subject].row and still_there(log, kept):
        yield f"the kept row of {name_of(kept)} is not the one that the log gives"


def still_there(log: Log, kept: Kept) -> bool:
    """Whether a row stands as it was read: an erasure meanwhile clears them all."""
    return any(
        (other.subject, other.position, other.body) == (kept.subject, kept.position, kept.body)
        for other in log.shelf.read(BOARD).subjects
    )


def steady_rows(log: Log, at: Clocks, subjects: Sequence[str]) -> Iterator[tuple[str, SteadyRow]]:
    """The rows of subjects, folded from the log, and for which days they hold."""
    left = dict.fromkeys(subjects)
    wanted = [subject.removeprefix(_PREFIX) for subject in subjects]
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
    """A row that was kept; one that was damaged is as good as none, and made again."""
    try:
        return _DECODER.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


class Keeping:
    """Puts rows on the shelf, a few at a time.

    What is not ``needed`` is given up where the ledger cannot be written.
    """

    def __init__(self, log: Log, kind: RowKind, *, needed: bool = True) -> None:
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


def caught_up(log: Log, kind: RowKind) -> Shelved:
    """The shelf with complete marks: what was appended without them is marked now."""
    shelved = log.shelf.read(kind)
    if shelved.marked >= shelved.head:
        return shelved
    if shelved.marked >= 0:
        touched = _marks(log, shelved)
    else:  # nothing is kept: all there is counts as touched
        touched = dict.fromkeys(described(log, shelved.head), shelved.head)
    if not shelved.doubts:  # marks in doubt are left as they are, to be named
        with suppress(LedgerReadOnly, LedgerBusy):  # then every reader catches up for itself
            log.shelf.mark(touched, after=shelved.marked, upto=shelved.head)
    return _touched(shelved, touched)


def _marks(log: Log, shelved: Shelved) -> dict[str, int]:
    """What the events behind the bookmark touch."""
    touched: dict[str, int] = {}
    events = log.read(after=shelved.marked, upto=shelved.head)
    related = InLog(log)
    while batch := list(islice(events, _BATCH)):
        subjects = touched_by((record.event for record in batch), related)
        touched |= dict.fromkeys(subjects, batch[-1].position)
    return touched


def described(log: Log, upto: int) -> set[str]:
    """The subjects that there are: the partnerships that someone described."""
    records = log.read(Query.of_types(PartnershipDescribed.type), upto=upto)
    return {tag for record in records for tag in record.event.tags if tag.startswith(_PREFIX)}


def _touched(shelved: Shelved, touched: dict[str, int]) -> Shelved:
    every = touched.pop(EVERY, -1)
    kept_rows = {kept_row.subject: kept_row for kept_row in shelved.subjects}
    for subject, position in touched.items():
        row = kept_rows.get(subject) or Kept(subject=subject, touched=-1, position=-1, body=None)
        kept_rows[subject] = msgspec.structs.replace(row, touched=max(row.touched, position))
    return attrs.evolve(
        shelved,
        marked=shelved.head,
        subjects=tuple(
            msgspec.structs.replace(kept_rows[name], touched=max(kept_rows[name].touched, every))
            for name in sorted(kept_rows)
        ),
    )
