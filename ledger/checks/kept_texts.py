"""Does the index of texts name what it should? Rows are looked up by chance, and counted.

Takes a log; gives every break. The index can leave out what a search should find; it can add
nothing, for what it names is looked at. Rows drawn by chance find a hole of one in a hundred in
most runs, and the count one row in a ledger where nothing was erased.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from ledger.board.texts import SPOKEN, rows_of
from ledger.log.event import TYPE, ErasedEvent
from ledger.log.failures import LedgerDamaged
from ledger.log.proving.verify import Break
from ledger.log.words import PIECE, AskedWords

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.log.port import Log

DRAWN = 100
"""How many events are looked up."""

_WORDS = 8  # of an event's text, so that few others have all of them
_AWAY = "claims rebuild empties it, and the next search fills it again"


def kept_texts(log: Log) -> tuple[Break, ...]:
    """What of the index of texts does not hold; nothing where it was emptied meanwhile."""
    try:
        upto = log.texts.upto()
    except LedgerDamaged:
        return ()  # its head is gone, as ``Log.miscounted`` says
    if upto is None or upto < 0:
        return ()
    try:
        broken: list[tuple[int | None, str]] = list(_breaks(log, upto))
    except LedgerDamaged as error:
        broken = [(None, f"the index of texts cannot be read ({error.what})")]
    breaks = tuple(Break(position=position, what=f"{what}; {_AWAY}") for position, what in broken)
    now = log.texts.upto()
    return breaks if now is not None and now >= upto else ()


def _breaks(log: Log, upto: int) -> Iterator[tuple[int | None, str]]:
    last = log.head().size - 1
    if upto > last:
        yield None, f"the index of texts goes up to @{upto}, and the log ends at @{last}"
        return
    if upto == last:
        yield from _counted(log)
    for _ in range(DRAWN):
        record = log.at(secrets.randbelow(upto + 1))
        if record is None or isinstance(record.event, ErasedEvent):
            continue
        if not SPOKEN.matches(record.event):
            continue
        for position, text in rows_of(log, [record]):
            words = [word for word in text.split() if len(word) >= PIECE]
            drawn = {secrets.choice(words) for _ in range(_WORDS)} if words else set()
            _, positions = log.texts.find([AskedWords(word=word) for word in sorted(drawn)])
            if positions is not None and position not in positions:
                yield position, "the index of texts does not name it by its own words"


def _counted(log: Log) -> Iterator[tuple[int | None, str]]:
    """Whether there are as many rows as events that should have one."""
    types = {TYPE + name for name in SPOKEN.items[0].types}
    erased = f"{TYPE}payload.erased"
    tally = log.tally({*types, erased})
    expected, number = sum(tally.get(name, 0) for name in types), log.texts.count()
    if number > expected or (number < expected and erased not in tally):
        yield None, f"the index of texts has {number:,} rows, and {expected:,} events have texts"
