"""What an erasure would take, looked up before anything is taken: it cannot be undone.

Takes a log and a name, gives an ``ErasurePlan``; and carries one out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ledger.app.lookup import captures, look_up, revisions
from ledger.claims.events import ClaimRecorded, DocumentCaptured
from ledger.late import late
from ledger.log import erasure
from ledger.log.erasure import Erasure
from ledger.log.event import ErasedEvent, Event, RecordedEvent
from ledger.log.format.codec import decode
from ledger.log.query import Query, QueryItem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.intake import originals
    from ledger.log.port import Log
else:
    originals = late("ledger.intake.originals")

__all__ = ["Erasure", "ErasurePlan", "RecordedEvent", "carry_out", "plan"]


@attrs.frozen(kw_only=True)
class ErasurePlan:
    """The events whose words would go, in the order of the log.

    A name goes with all its descriptions, a document with all that it gained. ``quoting`` are the
    claims that quote a document that goes: their quotes stay, unless they were asked for, in which
    case they are in ``events`` too. ``before`` is the erasure that took the words already, if there
    was one.
    """

    events: tuple[RecordedEvent, ...]
    quoting: tuple[RecordedEvent, ...]
    before: erasure.Erased | None
    before_position: int | None


def plan(log: Log, name: str, *, with_claims: bool = False) -> ErasurePlan:
    """What to erase a name's words would take. Names are looked up as by ``look_up``.

    Raises:
        NotFound: nothing, or more than one thing, is called so.
    """
    record = look_up(log, name)
    kind, _, rest = record.event.id.partition(":")
    thing, again, _ = rest.rpartition(":")
    named = revisions(log, f"{kind}:{thing}") if again else [record]
    if kind == "document":
        rest = thing or rest
        named = captures(log, rest)
    quoting = tuple(_quoting(log, rest)) if kind == "document" else ()
    chosen = (*named, *quoting) if with_claims else tuple(named)
    taken = tuple(event for event in chosen if not isinstance(event.event, ErasedEvent))
    why = None
    if not taken:
        why = next(log.read(erasure.erases(record.position), limit=1), None)
    return ErasurePlan(
        events=taken or chosen,  # again: it finishes what a crash left undone
        quoting=quoting,
        before=None if why is None else _said(why),
        before_position=None if why is None else why.position,
    )


def carry_out(
    log: Log, planned: ErasurePlan, *, reason: str, authority: str | None
) -> tuple[Erasure, ...]:
    """Erase what was planned, all of it or nothing.

    Original bytes go first: once the words are gone, nothing says any more which they were.
    """
    _forget_originals(log, planned)
    ids = [record.event.id for record in planned.events]
    return erasure.erase_all(log, ids, reason=reason, authority=authority)


def _forget_originals(log: Log, planned: ErasurePlan) -> None:
    captures = [
        record.event
        for record in planned.events
        if isinstance(record.event, Event) and record.event.type == DocumentCaptured.type
    ]
    documents = [decode(event.type, event.version, event.payload) for event in captures]
    digests = {
        event.document.original
        for event in documents
        if isinstance(event, DocumentCaptured) and event.document.original is not None
    }
    if digests:
        originals.originals_of(log).forget(digests)


def _said(why: RecordedEvent) -> erasure.Erased | None:
    return erasure.said(why.event) if isinstance(why.event, Event) else None


def _quoting(log: Log, document: str) -> Iterator[RecordedEvent]:
    item = QueryItem(
        types=frozenset({ClaimRecorded.type}), tags=frozenset({f"document:{document}"})
    )
    return iter(log.read(Query((item,))))
