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
from datetime import date
from typing import TYPE_CHECKING

import attrs
import msgspec

from ledger.board.marks import PREFIX, Keeping, caught_up
from ledger.board.past import PastRows, past_body, past_kind, past_rows
from ledger.board.rows import VERSION, BoardRow, board_row
from ledger.claims.as_json import plain
from ledger.clock import Clocks
from ledger.decoding import decoder
from ledger.late import late
from ledger.log.format import canonical
from ledger.log.shelf import RowKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ledger.board import batches, unchanged_until
    from ledger.log.port import Log
    from ledger.log.shelf import KeptRow, Shelved
    from ledger.projections.status import PartnershipView
else:  # rows that are kept are read without them
    batches = late("ledger.board.batches")
    unchanged_until = late("ledger.board.unchanged_until")

BOARD = RowKind(name="board", version=VERSION, named=PREFIX)

_CHANCES = (
    100  # a board of as many rows has one folded again on each reading; a longer one seldomer
)


@attrs.frozen(kw_only=True)
class SteadyRow:
    """A row, and the days for which it holds: from ``since``, before ``until``.

    ``row`` is None for a partnership that claims name and nobody described.
    """

    row: BoardRow | None
    since: date
    until: date


_DECODER = decoder(SteadyRow)


@attrs.frozen(kw_only=True)
class Board:
    """The rows of a board, and what on the shelf was not believed, in words."""

    rows: tuple[BoardRow, ...]
    doubts: tuple[str, ...] = ()


def board_of_today(log: Log, day: date) -> Board:
    """The board as of ``day``, of all that the log holds and was published by any day."""
    return board_of(log, Clocks(valid_at=day))


def board_of(log: Log, clocks: Clocks) -> Board:
    """The board at two clocks, of all that the log holds: rows that are kept, the others made."""
    shelved = caught_up(log, BOARD)
    rows = dict(readable(shelved))
    holding = [kept for kept in shelved.subjects if _holds(kept, rows.get(kept.subject), clocks)]
    hold = {kept.subject for kept in holding}
    missing = [kept.subject for kept in shelved.subjects if kept.subject not in hold]
    past = PastRows()
    if any(not _is_present(rows.get(name), clocks) for name in missing):
        past = past_rows(log, clocks, shelved.head)
    whole = {kept.subject: rows[kept.subject].row for kept in holding}
    whole |= {name: past.rows[name] for name in missing if name in past.rows}
    doubts = (*in_doubt(shelved), *past.doubts) or tuple(_drawn(log, shelved, clocks, whole))
    if doubts:
        at = attrs.evolve(clocks, known_at=shelved.head)
        made = steady_rows(log, at, [kept.subject for kept in shelved.subjects], kept=False)
        whole = {name: row.row for name, row in made}
    elif left := [name for name in missing if name not in whole]:
        whole |= _made(log, shelved, rows, clocks, left)
    return Board(rows=tuple(row for row in whole.values() if row is not None), doubts=doubts)


def in_doubt(shelved: Shelved) -> tuple[str, ...]:
    """Each mark and each row of which the shelf itself shows that it is not to be believed."""
    rows = (
        f"the kept row of {name_of(kept)} is in doubt: {kept.doubt}"
        for kept in shelved.subjects
        if kept.doubt is not None
    )
    return (*shelved.doubts, *rows)


def name_of(kept: KeptRow) -> str:
    """The partnership that a subject on the shelf stands for."""
    return kept.subject.removeprefix(PREFIX)


def readable(shelved: Shelved) -> Iterator[tuple[str, SteadyRow]]:
    """The kept rows that are not in doubt, by subject; fresh or not."""
    for kept in shelved.subjects:
        row = None if kept.body is None or kept.doubt is not None else _decoded(kept.body)
        if row is not None:
            yield kept.subject, row


def _holds(kept: KeptRow, row: SteadyRow | None, clocks: Clocks) -> bool:
    if row is None or not kept.fresh or clocks.published_by is not None:
        return False
    return row.since <= clocks.valid_at < row.until


def _is_present(row: SteadyRow | None, clocks: Clocks) -> bool:
    """Whether a row of these clocks may take the place of what is kept: none of an earlier day."""
    return clocks.published_by is None and (row is None or clocks.valid_at >= row.since)


def _made(
    log: Log,
    shelved: Shelved,
    rows: Mapping[str, SteadyRow],
    clocks: Clocks,
    missing: Sequence[str],
) -> dict[str, BoardRow | None]:
    """The rows that do not hold on the day, made again and kept."""
    keeping = Keeping(log, BOARD, needed=False)
    past = Keeping(log, past_kind(clocks), needed=False)
    at = attrs.evolve(clocks, known_at=shelved.head)
    whole: dict[str, BoardRow | None] = {}
    for subject, new in steady_rows(log, at, missing):
        whole[subject] = new.row
        if _is_present(rows.get(subject), clocks):
            keeping.put(subject, shelved.head, body(new))
        else:  # who looks back takes nothing from the others
            past.put(subject, shelved.head, past_body(clocks, new.row))
    keeping.done()
    past.done()
    return whole


def _drawn(
    log: Log, shelved: Shelved, clocks: Clocks, whole: Mapping[str, BoardRow | None]
) -> Iterator[str]:
    """One of the rows that hold, drawn by chance, if it is not the one that the log gives."""
    if not whole or secrets.randbelow(max(len(whole), _CHANCES)) >= _CHANCES:
        return
    subject = secrets.choice(tuple(whole))
    at = attrs.evolve(clocks, known_at=shelved.head)
    ((_, new),) = steady_rows(log, at, [subject], kept=False)
    if new.row != whole[subject] and _still_kept(log, clocks, subject, whole[subject]):
        name = subject.removeprefix(PREFIX)
        yield f"the kept row of {name} is not the one that the log gives"


def _still_kept(log: Log, clocks: Clocks, subject: str, row: BoardRow | None) -> bool:
    """Whether a row still stands as it was read: an erasure meanwhile clears them all."""
    shelved = log.shelf.look(BOARD, subject)
    (kept,) = shelved.subjects
    today = None if kept.body is None else _decoded(kept.body)
    if today is not None and _holds(kept, today, clocks):
        return today.row == row
    past = past_rows(log, clocks, shelved.head).rows
    return subject in past and past[subject] == row


def still_there(log: Log, kept: KeptRow) -> bool:
    """Whether a row stands as it was read: an erasure meanwhile clears them all."""
    return any(
        (other.subject, other.position, other.body) == (kept.subject, kept.position, kept.body)
        for other in log.shelf.read(BOARD).subjects
    )


def steady_rows(
    log: Log, at: Clocks, subjects: Sequence[str], *, kept: bool = True
) -> Iterator[tuple[str, SteadyRow]]:
    """The rows of subjects, folded from the log, and for which days they hold.

    With ``kept``, facts that are kept of large partnerships stand for the log.
    """
    left = dict.fromkeys(subjects)
    wanted = [subject.removeprefix(PREFIX) for subject in subjects]
    for view in batches.views(log, at, wanted, kept=kept):
        del left[PREFIX + view.id]
        yield PREFIX + view.id, steady_row(view)
    for subject in left:  # claims name it, and nobody described it
        yield subject, SteadyRow(row=None, since=date.min, until=date.max)


def steady_row(view: PartnershipView) -> SteadyRow:
    """The row of one partnership, and for which days it holds."""
    since, until = unchanged_until.steady(view)
    return SteadyRow(row=board_row(view), since=since, until=until)


def _decoded(body: bytes) -> SteadyRow | None:
    """A row that was kept; one that was damaged is as good as none, and made again."""
    try:
        return _DECODER.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def body(row: SteadyRow) -> bytes:
    """A row as it is put down."""
    return canonical.encode(plain(row))
