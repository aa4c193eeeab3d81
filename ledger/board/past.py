"""Boards of past days, kept once someone asked for them: a few, each under its own clocks.

Takes a log and two clocks; gives the rows that still hold. A day that is past has the same row
until an event touches the partnership, so the marks of today's board serve here as well. There are
``SLOTS`` places; which one a board has follows from its clocks, and a newer one takes it over.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

import attrs
import msgspec

from ledger.board.marks import PREFIX
from ledger.board.rows import VERSION, BoardRow
from ledger.claims.as_json import plain
from ledger.decoding import decoder
from ledger.log.format import canonical
from ledger.log.shelf import KeptRow, RowKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.board.trust import Belief
    from ledger.clock import Clocks
    from ledger.log.port import Log
    from ledger.log.shelf import Shelved

SLOTS = 8
"""How many boards of past days are kept at most."""


@attrs.frozen(kw_only=True)
class PastRow:
    """A row, and the clocks that it is of. ``row`` is None where nobody described it then."""

    valid_at: date
    published_by: date | None
    row: BoardRow | None


@attrs.frozen(kw_only=True)
class PastRows:
    """The rows of a past board that hold, by subject, and what was not believed, in words.

    ``unchecked`` are those that are said to hold, and that this account has not checked.
    """

    rows: Mapping[str, BoardRow | None] = attrs.Factory(dict)
    unchecked: Mapping[str, tuple[KeptRow, BoardRow | None]] = attrs.Factory(dict)
    doubts: tuple[str, ...] = ()


_DECODER = decoder(PastRow)


def kinds() -> Iterator[RowKind]:
    """Every place for a past board."""
    for slot in range(SLOTS):
        yield RowKind(name=f"past-{slot}", version=VERSION, named=PREFIX)


def past_kind(clocks: Clocks) -> RowKind:
    """The place of the board at these clocks."""
    words = f"{clocks.valid_at} {clocks.published_by}".encode()
    return tuple(kinds())[zlib.crc32(words) % SLOTS]


def past_body(clocks: Clocks, row: BoardRow | None) -> bytes:
    """A row as it is put down."""
    kept = PastRow(valid_at=clocks.valid_at, published_by=clocks.published_by, row=row)
    return canonical.encode(plain(kept))


def past_rows(log: Log, clocks: Clocks, trusted: Belief) -> PastRows:
    """The rows that are kept of these clocks and hold, none of later than the log is read."""
    kind = past_kind(clocks)
    shelved = log.shelf.read(kind)
    rows = {
        kept.subject: (kept, row.row)
        for kept, row in readable(shelved)
        if kept.fresh
        and kept.position <= trusted.head <= shelved.marked
        and (row.valid_at, row.published_by) == (clocks.valid_at, clocks.published_by)
    }
    doubts = (
        f"the kept row of {kept.subject.removeprefix(PREFIX)} is in doubt: {kept.doubt}"
        for kept in shelved.subjects
        if kept.doubt is not None
    )
    return PastRows(
        rows={name: row for name, (kept, row) in rows.items() if trusted.has(kind, kept)},
        unchecked={name: of for name, of in rows.items() if not trusted.has(kind, of[0])},
        doubts=(*shelved.doubts, *doubts),
    )


def readable(shelved: Shelved) -> Iterator[tuple[KeptRow, PastRow]]:
    """The rows that are not in doubt; one that was damaged is as good as none."""
    for kept in shelved.subjects:
        if kept.body is not None and kept.doubt is None:
            try:
                yield kept, _DECODER.decode(kept.body)
            except (msgspec.DecodeError, UnicodeDecodeError):
                continue
