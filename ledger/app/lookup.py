"""What a reader means by a name: an id, the beginning of one, or a position of the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.app.refusals import Ambiguous, NothingCalled

if TYPE_CHECKING:
    from ledger.log.event import RecordedEvent
    from ledger.log.port import Log

_KINDS = ("claim", "document", "correction", "retraction", "dispute")


def look_up(log: Log, name: str) -> RecordedEvent:
    """The event of an id, of an unambiguous beginning of one, or at a position.

    Raises:
        NothingCalled: no id begins so.
        Ambiguous: several do.
    """
    if name.isdecimal():
        record = log.at(int(name))
        if record is not None:
            return record
    found = matches(log, name)
    if len(found) == 1:
        return found[0]
    if found:
        raise Ambiguous(name, ", ".join(one.event.id.partition(":")[2] for one in found[:5]))
    raise NothingCalled(name)


def matches(log: Log, name: str) -> list[RecordedEvent]:
    """The events that a name may mean: of this id, else of ids that begin so."""
    exact = [log.find(f"{kind}:{name}") for kind in _KINDS]
    found = [one for one in exact if one is not None]
    if found:
        return found
    revised = [
        record
        for kind in ("party", "partnership", "instrument", "judgement")
        for record in log.find_prefix(f"{kind}:{name}:", limit=100)
    ]
    if revised:
        return revised[-1:]
    return [one for kind in _KINDS for one in log.find_prefix(f"{kind}:{name}", limit=6)]
