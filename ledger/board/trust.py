"""Which kept rows may stand for the log: those that this account made, or has held against it.

Takes a log, up to where it goes, and rows; gives whether each may be believed. What an event
touches is looked at here once more, by the log's own events: the marks next to the log are written
by whoever may write there. Who comes next: ``today`` and ``kept_facts`` ask, make what they may
not believe again, and compare.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import attrs

from ledger.late import late
from ledger.log.checked import Checked, CheckedRows
from ledger.log.shelf import EVERY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ledger.board import affected
    from ledger.log.port import Log
    from ledger.log.shelf import KeptRow, RowKind
else:  # where nothing was recorded since, nothing is looked at
    affected = late("ledger.board.affected")


@attrs.frozen
class Belief:
    """What of the shelf may be believed, of a log that ends somewhere."""

    checked: Checked
    rows: CheckedRows
    head: int

    def since(self, kind: RowKind, kept: KeptRow) -> int | None:
        """From which position on a row holds, up to the head; None of one that nobody checked."""
        position = self.checked.position(_name(kind, kept.subject, kept.body or b""))
        touched = max(self.rows.touched.get(name, -1) for name in (kept.subject, EVERY))
        return None if position is None or touched > position else position

    def has(self, kind: RowKind, kept: KeptRow) -> bool:
        """Whether a fresh row is one that this account made or checked, and none made it old."""
        return self.since(kind, kept) is not None


def trust(log: Log, head: int) -> Belief:
    """What may be believed by a log that ends at ``head``."""
    checked = log.shelf.checked
    rows = checked.read()
    if not rows.rows or not _goes_on(log)(rows):
        rows = CheckedRows(since=head, after=head, leaf=_leaf(log, head))
        checked.take(rows, _goes_on(log))
    elif rows.after < head:
        touched = rows.touched | affected.touched_between(log, rows.after, head)
        rows = CheckedRows(
            since=rows.since, after=head, leaf=_leaf(log, head), touched=touched, rows=rows.rows
        )
        checked.take(rows, _goes_on(log))
    return Belief(checked=checked, rows=rows, head=head)


def note(log: Log, kind: RowKind, rows: Iterable[tuple[str, bytes]], at: int) -> None:
    """Remember rows, by subject, that were made of the log as of a position, or are the same.

    Nobody who reads while an erasure is under way may say so.
    """
    checked = log.shelf.checked
    names = [_name(kind, subject, body) for subject, body in rows]
    if names and at >= checked.read().since:
        checked.add(names, at, _goes_on(log))


def _name(kind: RowKind, subject: str, body: bytes) -> bytes:
    """What a row is known by, wherever it stands and whoever put it there."""
    return sha256(f"{kind.name}\0{kind.version}\0{subject}\0".encode() + body).digest()


def _goes_on(log: Log) -> Callable[[CheckedRows], bool]:
    """Whether a log holds the leaf up to which events were looked at: it is the same, grown."""
    return lambda rows: rows.after < 0 or _leaf(log, rows.after) == rows.leaf


def _leaf(log: Log, position: int) -> bytes:
    hashes = log.hashes(0, position, 1) if position >= 0 else []
    return hashes[0] if hashes else b""
