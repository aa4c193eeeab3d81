"""All current tables made again from the log, next to those that are read meanwhile, then swapped.

Takes a log and a day; gives ``Rebuilt``. Nobody waits: readers see the old rows until the swap,
writers wait for one short transaction at a time. What is appended meanwhile is in the new rows
too, or marks them as not fresh. One that is stopped half-way leaves the old rows as they were,
and its own for the next one to drop.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ledger.board import past
from ledger.board.kept_board import BOARD, body, steady_rows
from ledger.board.kept_facts import FACTS
from ledger.board.marks import Keeping, caught_up, described
from ledger.board.trust import trust
from ledger.clock import Clocks
from ledger.errors import Conflict

if TYPE_CHECKING:
    from datetime import date

    from ledger.log.port import Log
    from ledger.log.shelf import Shelved

_BESIDE = attrs.evolve(BOARD, name="board-beside")
_ROUNDS = 4  # of which each makes the rows again that were touched during the one before it
_ATTEMPTS = 3


@attrs.frozen(kw_only=True)
class Rebuilt:
    """What was made: how many partnerships have a row, true up to which position of the log."""

    partnerships: int
    position: int


class RebuildOvertaken(Conflict):
    """What was made is not there any more: someone else makes the tables again, or erased."""

    code = "rebuild-overtaken"

    def __init__(self) -> None:
        super().__init__(
            "another rebuild, or an erasure, came between; the tables stand as they were",
            fix="wait for it to end, then run claims rebuild again",
        )


def rebuild(log: Log, day: date) -> Rebuilt:
    """Make all current tables again, as of a day, from the log alone.

    Raises:
        RebuildOvertaken: others came between again and again.
        LedgerReadOnly: the ledger cannot be written.
    """
    for _ in range(_ATTEMPTS):
        done = _attempt(log, day)
        if done is not None:
            log.texts.clear()  # the next search fills it
            return done
    raise RebuildOvertaken


def _attempt(log: Log, day: date) -> Rebuilt | None:
    log.shelf.drop(_BESIDE)
    for kind in (FACTS, *past.kinds()):  # whoever asks next makes its own again
        log.shelf.drop(kind)
    rows: dict[str, bool] = {}
    shelved = caught_up(log, _BESIDE)
    first = shelved.head
    trust(log, first)
    wanted = {*_touched(shelved), *described(log, first)}
    for _ in range(_ROUNDS):
        keeping = Keeping(log, _BESIDE, read_as=BOARD)
        for subject, new in steady_rows(
            log, Clocks(valid_at=day, known_at=shelved.head), sorted(wanted)
        ):
            rows[subject] = new.row is not None
            keeping.put(subject, shelved.head, body(new))
        keeping.done()
        position = shelved.head
        shelved = caught_up(log, _BESIDE)
        wanted = _touched(shelved)
        if not wanted:
            break
    if not log.shelf.swap(BOARD, _BESIDE, rows, upto=first):
        return None
    return Rebuilt(partnerships=sum(rows.values()), position=position)


def _touched(shelved: Shelved) -> set[str]:
    """The subjects whose new row is not there, or was overtaken by an event."""
    return {subject.subject for subject in shelved.subjects if not subject.fresh}
