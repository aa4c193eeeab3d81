"""Is each row that is kept of the board the one that the log gives, on all the days it says?

Takes a log; gives, in words, what is kept next to it and cannot be true. Each row is folded again
from the events up to its position: on its first day, and wherever time alone may change it after
that (``board.unchanged_until``). Nothing is mended here, and nothing is kept: so what is false can
be named before a reader makes it again.
"""

from __future__ import annotations

from hashlib import sha256
from itertools import chain
from typing import TYPE_CHECKING

import attrs

from ledger.board import past
from ledger.board.batches import views
from ledger.board.kept_board import (
    BOARD,
    SteadyRow,
    in_doubt,
    name_of,
    readable,
    row_of,
    still_there,
)
from ledger.board.kept_facts import (
    FACTS,
    LEAST,
    encoded,
    encoded_at,
    events_of,
    still_kept,
    unpacked,
)
from ledger.board.marks import PREFIX
from ledger.board.rows import BoardRow, board_row
from ledger.board.unchanged_until import steady
from ledger.clock import Clocks
from ledger.facts.facts import Facts, fold
from ledger.facts.log_reader import PARTIES, entities, facts_of_partnerships, read
from ledger.log.port import Log
from ledger.log.shelf import KeptRow
from ledger.projections.status import PartnershipView
from ledger.projections.weighing.standing_claims import Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from ledger.log.event import RecordedEvent
    from ledger.log.shelf import RowKind, Shelved

PART = 8
"""So many partnerships are compared before the next ones are asked for."""
_TURNS = 40  # of one row: one that is ours has a single stretch, a false one is found by then


@attrs.define
class Gathered:
    """Partnerships as they are gathered from the log, and what would be kept of their facts.

    Of each position the parties are read once. A partnership is gathered once for all that is
    held against it: the hash of its facts serves its row and its facts, and a row that the log
    gives serves ``differences``, as long as nothing was recorded since.
    """

    log: Log
    _parties: tuple[int, Facts] | None = None
    _hashes: dict[tuple[str, int], tuple[int, bytes]] = attrs.Factory(dict)
    _rows: dict[tuple[str, int], SteadyRow] = attrs.Factory(dict)

    def facts(self, partnership: str, position: int) -> Facts:
        """The facts of a partnership up to a position."""
        if self._parties is None or self._parties[0] != position:
            self._parties = position, fold(read(self.log, PARTIES, position))
        noted: list[RecordedEvent] = []
        facts = facts_of_partnerships(
            self.log, [partnership], position, parties=self._parties[1], noted=noted
        )
        if len(noted) >= LEAST:
            self._hashes[partnership, position] = _of_events(encoded(noted))
        return facts

    def gives(self, partnership: str, position: int, body: bytes) -> bool:
        """Whether a row of facts is the one that the log gives, whoever packed it."""
        gathered = self._hashes.get((partnership, position))
        if gathered is None:
            gathered = _of_events(encoded_at(self.log, partnership, position))
        size, _ = gathered
        events = unpacked(body, size + 1)
        return events is not None and gathered == _of_events(events)

    def note(self, partnership: str, row: SteadyRow, position: int) -> None:
        """Note that the log gives this row at a position, on all the days that it says."""
        self._rows[partnership, position] = row

    def row(self, partnership: str, position: int, day: date) -> BoardRow | None:
        """The row that the log was seen to give at a position on a day; None if it was not."""
        row = self._rows.get((partnership, position))
        return row.row if row is not None and row.since <= day < row.until else None


def _of_events(events: bytes) -> tuple[int, bytes]:
    """How many bytes events have, and their hash."""
    return len(events), sha256(events).digest()


@attrs.frozen
class KeptOf:
    """What is kept of a partnership: its row on the board if it has one, and whether facts are.

    ``position`` is up to where the row is true.
    """

    subject: str
    position: int
    row: KeptRow | None
    facts: bool

    @property
    def name(self) -> str:
        """The partnership."""
        return self.subject.removeprefix(PREFIX)


@attrs.frozen
class KeptComparison:
    """What is kept of a partnership, held against the log: what of it is false, in words.

    ``holds`` is whether the log gives the row, on all the days that it says.
    """

    holds: bool = False
    row: str | None = None
    facts: str | None = None


@attrs.frozen
class KeptBoard:
    """What was kept of partnerships at one moment, in parts that are compared apart.

    ``doubts`` are what shows itself to be false, in words.
    """

    doubts: tuple[str, ...]
    parts: tuple[tuple[KeptOf, ...], ...]

    def false(self, gathered: Gathered, comparisons: Iterable[KeptComparison]) -> Iterator[str]:
        """All that is false, by the comparisons of all parts; what the log gives is noted."""
        every = list(zip(chain.from_iterable(self.parts), comparisons, strict=True))
        for kept, comparison in every:
            if comparison.holds and kept.row is not None and (row := row_of(kept.row)) is not None:
                gathered.note(kept.name, row, kept.position)
        yield from self.doubts
        yield from (comparison.row for _, comparison in every if comparison.row is not None)
        yield from false_past_rows(gathered.log)
        every.sort(key=lambda pair: pair[0].subject)
        yield from (comparison.facts for _, comparison in every if comparison.facts is not None)


def read_board(log: Log) -> KeptBoard:
    """What is kept of the board, and of the facts of partnerships, as it stands now."""
    shelved = log.shelf.read(BOARD)
    rows = dict(readable(shelved))
    doubts = [*in_doubt(shelved)]
    doubts += [
        f"the kept row of {name_of(kept)} cannot be read"
        for kept in shelved.subjects
        if kept.body is not None and kept.doubt is None and kept.subject not in rows
    ]
    facts = dict.fromkeys(log.shelf.subjects(FACTS))
    of_rows = [
        KeptOf(kept.subject, _position(kept, shelved), kept, kept.subject in facts)
        for kept in shelved.subjects
        if kept.subject in rows
    ]
    of_rows.sort(key=lambda kept: kept.position)  # parties are read once for each
    without = [KeptOf(subject, -1, None, facts=True) for subject in facts if subject not in rows]
    every = (*of_rows, *without)
    parts = (every[first : first + PART] for first in range(0, len(every), PART))
    return KeptBoard(tuple(doubts), tuple(parts))


def compared(gathered: Gathered, part: Iterable[KeptOf]) -> list[KeptComparison]:
    """Each partnership's row and facts, held against the log; nothing is changed."""
    return [_compared(gathered, kept) for kept in part]


def _compared(gathered: Gathered, kept: KeptOf) -> KeptComparison:
    holds, sentence = False, None
    row = None if kept.row is None else row_of(kept.row)
    if kept.row is not None and row is not None:
        day = _false_on(gathered, kept, row)
        holds = day is None
        if day is not None and still_there(gathered.log, kept.row):
            sentence = f"the kept row of {kept.name} is not the one that the log gives ({day})"
    facts = _false_facts(gathered, kept.subject) if kept.facts else None
    return KeptComparison(holds=holds, row=sentence, facts=facts)


def false_past_rows(log: Log) -> Iterator[str]:
    """What is kept of boards of past days and is not what the log gives."""
    for kind in past.kinds():
        shelved = log.shelf.read(kind)
        yield from (
            f"the kept row of {name_of(kept)} is in doubt: {kept.doubt}"
            for kept in shelved.subjects
            if kept.doubt is not None
        )
        rows: dict[Clocks, dict[str, tuple[KeptRow, BoardRow | None]]] = {}
        for kept, row in past.readable(shelved):
            at = Clocks(
                valid_at=row.valid_at,
                published_by=row.published_by,
                known_at=_position(kept, shelved),
            )
            rows.setdefault(at, {})[name_of(kept)] = kept, row.row
        for at, of_clocks in rows.items():
            made = {
                view.id: board_row(view) for view in views(log, at, tuple(of_clocks), kept=False)
            }
            for name, (kept, own) in of_clocks.items():
                if made.get(name) != own and _stands(log, kind, kept):
                    day = at.published_by or at.valid_at
                    yield f"the kept row of {name} is not the one that the log gives ({day})"


def _stands(log: Log, kind: RowKind, kept: KeptRow) -> bool:
    (now,) = log.shelf.look(kind, kept.subject).subjects
    return (now.position, now.body) == (kept.position, kept.body)


def _false_facts(gathered: Gathered, subject: str) -> str | None:
    """What is kept of a partnership's facts and is not what the log gives."""
    log = gathered.log
    shelved = log.shelf.look(FACTS, subject)
    (kept,) = shelved.subjects
    if kept.body is None:
        return None
    name = name_of(kept)
    if kept.doubt is not None:
        return f"the kept facts of {name} are in doubt: {kept.doubt}"
    if gathered.gives(name, _position(kept, shelved), kept.body):
        return None
    if events_of(kept) is None:
        return f"the kept facts of {name} cannot be read"
    if still_kept(log, kept):
        return f"the kept facts of {name} are not those that the log gives"
    return None


def differences(
    gathered: Gathered, clocks: Clocks, board: Sequence[BoardRow]
) -> tuple[list[str], int]:
    """The rows that the faces show and a fold does not give; how many partnerships there are."""
    log, shown = gathered.log, {row.partnership: row for row in board}
    last = log.head().size - 1
    names = sorted(entities(log, last).partnerships)
    rows = {name: gathered.row(name, last, clocks.valid_at) for name in names}
    folded = tuple(name for name, row in rows.items() if row is None)
    at = attrs.evolve(clocks, known_at=last)
    rows |= {view.id: board_row(view) for view in views(log, at, folded, kept=False)}
    sentences = [
        f"the row on the board of {name} is not the one that the log gives"
        for name, row in rows.items()
        if shown.pop(name, None) != row
    ]
    sentences += [f"{name} is on the board and not in the log" for name in shown]
    return sentences, len(names)


def _position(kept: KeptRow, shelved: Shelved) -> int:
    """Up to where it is true; of one that nothing touched since, by complete marks, the head."""
    return shelved.head if kept.fresh and shelved.marked == shelved.head else kept.position


def _false_on(gathered: Gathered, kept: KeptOf, row: SteadyRow) -> date | None:
    """A day on which the row does not hold, of those that it says it holds for."""
    if row.since >= row.until:
        return row.since
    facts = gathered.facts(kept.name, kept.position)
    if kept.name not in facts.partnerships:
        return row.since if row.row is not None else None
    day = row.since
    for _ in range(_TURNS):  # within a stretch, all days have the row of its first
        view = _view(facts, kept.name, day, kept.position)
        if board_row(view) != row.row:
            return day
        _, day = steady(view)
        if day >= row.until:
            break
    return None


def _view(facts: Facts, name: str, day: date, position: int) -> PartnershipView:
    clocks = Clocks(valid_at=day, known_at=position)
    return PartnershipView(standing=Standing(facts, clocks), id=name)
