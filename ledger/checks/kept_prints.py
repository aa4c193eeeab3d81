"""Do the prints by which reprints are recognised stem from the documents? Drawn by chance.

Takes a log; gives every break. Of a document that was drawn no print may be missing altogether:
a newer program may make others of the same text, but some of them are the same. What is added to
right ones, or a part that is gone, is not found: prints only choose what is compared.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from ledger.claims.events import DocumentCaptured
from ledger.late import late
from ledger.log.event import Event
from ledger.log.failures import LedgerDamaged
from ledger.log.proving.verify import Break

if TYPE_CHECKING:
    from ledger.intake.reprints import index as indices
    from ledger.intake.reprints import library
    from ledger.log.port import Log
else:  # who signs or exports loads the checks, and has no use for SQLAlchemy
    indices = late("ledger.intake.reprints.index")
    library = late("ledger.intake.reprints.library")

DRAWN = 100
"""How many positions are looked up, where the log has more."""


def kept_prints(log: Log) -> tuple[Break, ...]:
    """The documents drawn of which no print is kept; nothing where they were emptied meanwhile."""
    index = indices.prints_next_to(log)
    try:
        upto = index.printed().events
        if upto >= log.head().size:
            return ()  # the counter is named as one
        wanted = _drawn(log, upto)
        kept = index.of(wanted)
        now = index.printed().events
    except LedgerDamaged:
        return ()  # a table or a row is gone, as ``Log.miscounted`` says
    missing = [number for number, own in wanted.items() if own.isdisjoint(kept.get(number, ()))]
    what = "no print of its text is kept; claims rebuild makes them again"
    return tuple(Break(position=number, what=what) for number in missing) if now >= upto else ()


def _drawn(log: Log, upto: int) -> dict[int, frozenset[int]]:
    """Documents among the first events, with their prints, where they have any."""
    every = range(upto + 1)
    positions = every if upto < DRAWN else sorted({secrets.choice(every) for _ in range(DRAWN)})
    prints: dict[int, frozenset[int]] = {}
    for position in positions:
        record = log.at(position)
        if record is None or not isinstance(record.event, Event):
            continue
        if record.event.type == DocumentCaptured.type and (source := library.of_document(record)):
            prints[position] = library.prints_of_document(source)
    return {position: own for position, own in prints.items() if own}
