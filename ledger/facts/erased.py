"""What was erased under a legal order, and which claims are not shown for it.

Takes a log and what is asked about; gives ``ErasedWords``, which stand beside every answer that
lost something. An erasure reaches back: its words are missing on every day of the past too.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import attrs

from ledger.late import late
from ledger.log.event import ERASED, ErasedEvent, Event
from ledger.log.query import Query, QueryItem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.claims import events
    from ledger.facts import log_reader
    from ledger.log import erasure
    from ledger.log.event import RecordedEvent
    from ledger.log.port import Log
else:  # where nothing was erased, none of them is needed
    events = late("ledger.claims.events")
    log_reader = late("ledger.facts.log_reader")
    erasure = late("ledger.log.erasure")


@attrs.frozen(kw_only=True)
class ErasedWords:
    """Words that are gone for good, with the order that took them.

    Attributes:
        event: The id of the event whose words they were, as ``document:la-jornada-2024-05-19``.
        positions: Of all events of it that were erased, in the order of the log.
        erased_at: When, on the recorded clock.
        reason: Why, as whoever erased them recorded it.
        authority: Who ordered it, where that was recorded.
        claims: The claims that are not shown because their document is gone, by id.
    """

    event: str
    positions: tuple[int, ...]
    erased_at: datetime
    reason: str
    authority: str | None
    claims: tuple[str, ...]


def taken_out(log: Log) -> int:
    """How many orders took their words out; one that a crash left alone took none as yet."""
    return sum(
        isinstance(order.event, Event)
        and (record := log.at(erasure.said(order.event).position)) is not None
        and isinstance(record.event, ErasedEvent)
        for order in log.read(Query.of_types(ERASED))
    )


def erased_words(
    log: Log, known_at: datetime | int | None = None, about: str | None = None
) -> tuple[ErasedWords, ...]:
    """All words that are missing from an answer on what was recorded by ``known_at``.

    ``about`` is the id of a partnership, an instrument, a party, a hurdle or a claim; without it,
    of the whole ledger. Where nothing was ever erased it costs one question to the log.
    """
    orders = list(log.read(Query.of_types(ERASED)))
    if not orders:
        return ()
    wanted = None if about is None else _tags(log, about)
    by_event: dict[str, ErasedWords] = {}
    for order in orders:
        words = _words(log, order, known_at, wanted)
        if words is None:
            continue
        before = by_event.get(words.event)
        if before is not None:
            words = attrs.evolve(before, positions=(*before.positions, *words.positions))
        by_event[words.event] = words
    return tuple(sorted(by_event.values(), key=lambda words: words.positions))


def _words(
    log: Log, order: RecordedEvent, known_at: datetime | int | None, wanted: set[str] | None
) -> ErasedWords | None:
    """What one order took, if the ledger knew it by then and it is asked about."""
    if not isinstance(order.event, Event):
        return None
    stated = erasure.said(order.event)
    record = log.at(stated.position)
    if record is None or not isinstance(record.event, ErasedEvent):
        return None  # a crash left the order alone: its words are still there
    if not any(log_reader.until([record], known_at)):
        return None
    quoting = list(_quoting(log, record, known_at))
    if wanted is not None and not any(_touches(event, wanted) for event in (record, *quoting)):
        return None
    return ErasedWords(
        event=_thing(record),
        positions=(record.position,),
        erased_at=order.recorded_at,
        reason=stated.reason,
        authority=stated.authority,
        claims=tuple(sorted(event.event.id.partition(":")[2] for event in quoting)),
    )


def _quoting(
    log: Log, record: RecordedEvent, known_at: datetime | int | None
) -> Iterator[RecordedEvent]:
    """The claims that quote an erased document, whose own words are still there."""
    if record.event.type != events.DocumentCaptured.type:
        return
    tag = f"document:{_thing(record).partition(':')[2]}"
    item = QueryItem(types=frozenset({events.ClaimRecorded.type}), tags=frozenset({tag}))
    for claim in log_reader.until(log.read(Query((item,))), known_at):
        if isinstance(claim.event, Event):
            yield claim


def _touches(record: RecordedEvent, wanted: set[str]) -> bool:
    """Whether it is filed under a subject; that a claim names a party makes it no news of it."""
    filed = wanted & record.event.tags
    if record.event.type in (events.PartyDescribed.type, events.PartiesJudged.type):
        return bool(filed)
    return not all(tag.startswith("party:") for tag in filed)


def _thing(record: RecordedEvent) -> str:
    """The event's id without the number of a later description: ``party:mexico``."""
    kind, _, name = record.event.id.partition(":")
    thing, again, number = name.rpartition(":")
    return f"{kind}:{thing}" if again and number.isdecimal() else f"{kind}:{name}"


def _tags(log: Log, about: str) -> set[str]:
    """What a partnership's answers, or an instrument's, are filed under."""
    names = log_reader.entities(log)
    tags = {f"{kind}:{about}" for kind in ("partnership", "instrument", "hurdle", "claim", "party")}
    if about in names.partnerships:
        tags |= {f"party:{party}" for party in names.partnerships[about].parties}
    tags |= {
        f"instrument:{instrument.id}"
        for instrument in names.instruments.values()
        if about in instrument.partnerships
    }
    return tags
