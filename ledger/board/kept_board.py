"""Today's board, kept on the log's shelf: fresh rows are read, the others made again and kept.

Takes a log and a day; gives ``BoardRow`` values that a fold from scratch would give. Appends
only mark what they touch (``touched``); whoever reads next pays for what was touched, once.
What was appended without marks is caught up on first, so that no reader sees a stale row.

No row is trusted blindly, for whoever may write to the database may write to the shelf. A row that
this account neither made nor checked is folded once and compared (``board.trust``). A row or a mark
that no program of ours left as it stands, and a row that is not what the log gives, is in doubt;
then no row is believed, and what is in doubt is left as it is, for ``verify`` to name. Who comes
next: ``rebuild`` makes all of it again.
"""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

import attrs
import msgspec

from ledger.board.marks import PREFIX, Keeping, caught_up
from ledger.board.past import PastRows, past_body, past_kind, past_rows
from ledger.board.rows import VERSION, BoardRow, board_row
from ledger.board.trust import Belief, note, trust
from ledger.claims.as_json import plain
from ledger.clock import Clocks
from ledger.decoding import decoder
from ledger.facts.unfiled import refuse_unfiled
from ledger.late import late
from ledger.log.format import canonical
from ledger.log.shelf import KeptRow, RowKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.board import batches, unchanged_until
    from ledger.log.port import Log
    from ledger.log.shelf import Shelved
    from ledger.projections.status import PartnershipView
else:  # rows that are kept are read without them
    batches = late("ledger.board.batches")
    unchanged_until = late("ledger.board.unchanged_until")

BOARD = RowKind(name="board", version=VERSION, named=PREFIX)


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
    kept = _Kept(log, clocks, shelved, trust(log, shelved.head))
    whole = kept.rows()
    doubts = kept.doubts()
    if not doubts:
        made, doubts = kept.made([name for name in kept.subjects if name not in whole])
        whole |= made
    if doubts:
        at = attrs.evolve(clocks, known_at=shelved.head)
        whole = {name: row.row for name, row in steady_rows(log, at, kept.subjects, kept=False)}
        log.shelf.checked.doubt(doubts)
    return Board(rows=tuple(row for row in whole.values() if row is not None), doubts=doubts)


@attrs.frozen(kw_only=True)
class _Claimed:
    """A row that is said to hold; one of a past day has no ``steady`` days beside it."""

    kind: RowKind
    kept: KeptRow
    row: BoardRow | None
    steady: SteadyRow | None = None


class _Kept:
    """What is kept of a board at two clocks, and what is made of what is not.

    ``_holding`` are the rows that are said to hold on the day, checked or not.
    """

    def __init__(self, log: Log, clocks: Clocks, shelved: Shelved, trusted: Belief) -> None:
        self._log, self._clocks, self._shelved, self._trusted = log, clocks, shelved, trusted
        self.subjects = [kept.subject for kept in shelved.subjects]
        self._steady = dict(readable(shelved))
        self._holding = {
            kept.subject: kept
            for kept in shelved.subjects
            if _holds(kept, self._steady.get(kept.subject), clocks)
        }
        self._past = PastRows()

    def rows(self) -> dict[str, BoardRow | None]:
        """The rows that hold, and that this account has made or checked."""
        whole = {
            name: self._steady[name].row
            for name, kept in self._holding.items()
            if self._trusted.has(BOARD, kept)
        }
        missing = [name for name in self.subjects if name not in whole]
        if any(not _is_present(self._steady.get(name), self._clocks) for name in missing):
            self._past = past_rows(self._log, self._clocks, self._trusted)
        past = self._past.rows
        return whole | {name: past[name] for name in missing if name in past}

    def doubts(self) -> tuple[str, ...]:
        """What of both is not to be believed by itself."""
        return (*in_doubt(self._shelved), *self._past.doubts)

    def made(self, missing: Sequence[str]) -> tuple[dict[str, BoardRow | None], tuple[str, ...]]:
        """The other rows, made and kept; and which of those that are kept are not the same."""
        if not missing:
            return {}, ()
        log, head = self._log, self._trusted.head
        keeping = Keeping(log, BOARD, needed=False)
        past = Keeping(log, past_kind(self._clocks), needed=False)
        whole: dict[str, BoardRow | None] = {}
        doubts: list[str] = []
        same: list[tuple[RowKind, str, bytes]] = []
        for subject, new in steady_rows(log, attrs.evolve(self._clocks, known_at=head), missing):
            whole[subject] = new.row
            claimed = self._claimed(subject)
            if claimed is not None and claimed.row != new.row:
                if _still_kept(log, claimed.kind, claimed.kept):
                    name = subject.removeprefix(PREFIX)
                    doubts.append(f"the kept row of {name} is not the one that the log gives")
            elif claimed is not None and claimed.steady not in {None, new}:
                pass  # it says more days than today: ``verify`` looks at each of them
            elif claimed is not None:
                same.append((claimed.kind, subject, claimed.kept.body or b""))
            elif _is_present(self._steady.get(subject), self._clocks):
                keeping.put(subject, head, body(new))
            else:  # who looks back takes nothing from the others
                past.put(subject, head, past_body(self._clocks, new.row))
        keeping.done()
        past.done()
        if keeping.settled:
            for kind, together in groupby(same, key=lambda row: row[0]):
                note(log, kind, [row[1:] for row in together], head)
        return whole, tuple(doubts)

    def _claimed(self, subject: str) -> _Claimed | None:
        """The row that is said to hold, and that nobody of this account has checked."""
        if (kept := self._holding.get(subject)) is not None:
            steady = self._steady[subject]
            return _Claimed(kind=BOARD, kept=kept, row=steady.row, steady=steady)
        if (past := self._past.unchecked.get(subject)) is not None:
            kept, row = past
            return _Claimed(kind=past_kind(self._clocks), kept=kept, row=row)
        return None


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
        if (row := row_of(kept)) is not None:
            yield kept.subject, row


def row_of(kept: KeptRow) -> SteadyRow | None:
    """A row that was kept and is not in doubt; one that was damaged is as good as none."""
    if kept.body is None or kept.doubt is not None:
        return None
    try:
        return _DECODER.decode(kept.body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def _holds(kept: KeptRow, row: SteadyRow | None, clocks: Clocks) -> bool:
    if row is None or not kept.fresh or clocks.published_by is not None:
        return False
    return row.since <= clocks.valid_at < row.until


def _is_present(row: SteadyRow | None, clocks: Clocks) -> bool:
    """Whether a row of these clocks may take the place of what is kept: none of an earlier day."""
    return clocks.published_by is None and (row is None or clocks.valid_at >= row.since)


def _still_kept(log: Log, kind: RowKind, kept: KeptRow) -> bool:
    """Whether a row stands as it was read: an erasure meanwhile clears them all."""
    (now,) = log.shelf.look(kind, kept.subject).subjects
    return (now.position, now.body) == (kept.position, kept.body)


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
        refuse_unfiled(log, subject, at.known_at)
        yield subject, SteadyRow(row=None, since=date.min, until=date.max)


def steady_row(view: PartnershipView) -> SteadyRow:
    """The row of one partnership, and for which days it holds."""
    since, until = unchanged_until.steady(view)
    return SteadyRow(row=board_row(view), since=since, until=until)


def body(row: SteadyRow) -> bytes:
    """A row as it is put down."""
    return canonical.encode(plain(row))
