"""What a reader means by a name: an id, the beginning of one, or a position of the log.

The one resolver: every command, the specs and Python name an event through it.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from ledger.app.refusals import Ambiguous, NoSuchSubject, NothingAt, NothingCalled
from ledger.facts.unfiled import refuse_unfiled
from ledger.ids import ACTS, REVISED, position_of, short_id
from ledger.log.proving.miscount import missing, refuse_stray

if TYPE_CHECKING:
    from datetime import datetime

    from ledger.facts.facts import Facts
    from ledger.log.event import RecordedEvent
    from ledger.log.port import Log

_PREFIXES = 6  # as many as are told where a beginning is not enough
_ALL = 1_000_000
_FOLLOWED = ("partnership", "instrument")


def look_up(log: Log, name: str) -> RecordedEvent:
    """The event of an id, at a position written ``@40``, or of an unambiguous beginning of an id.

    An id is never taken for a position, nor a position for an id. An id is written with its kind
    (``claim:c7x2k9``) where things of several kinds have it. Of what is described again, as a
    party, its id means the newest description, and ``ID:2`` one of the others; of a document that
    gained excerpts, the capture with all of them.

    Raises:
        NothingCalled: no id is so or begins so.
        NothingAt: the log is not so long.
        Ambiguous: several do.
        LedgerDamaged: the event stands beyond the head, or the head counts it and it is not there.
    """
    if name.startswith("@"):
        return _at(log, name)
    records = matches(log, name)
    if len(records) == 1:
        refuse_stray(log, records[0].position)
        return records[0]
    if records:
        raise Ambiguous(name, ", ".join(_names(records[: _PREFIXES - 1])))
    raise NothingCalled(name, log.head().size)


def matches(log: Log, name: str) -> list[RecordedEvent]:
    """The events that a name may mean: of this id, else of ids that begin so."""
    if not name:
        return []
    exact = [log.find(name), *(log.find(f"{kind}:{name}") for kind in (*ACTS, *REVISED))]
    records = [_newest(log, record) for record in exact if record is not None]
    records += [kept[-1] for kind in REVISED if (kept := revisions(log, f"{kind}:{name}"))]
    records += [kept[-1] for kind in REVISED if (kept := revisions(log, name, kind))]
    if records or (name.isascii() and name.isdecimal()):  # digits alone were once a position
        return records
    begun = (
        record for kind in ACTS for record in log.find_prefix(f"{kind}:{name}", limit=_PREFIXES)
    )
    return [_newest(log, record) for record in begun if record.event.id.count(":") == 1]


def captures(log: Log, document: str) -> list[RecordedEvent]:
    """A document's capture, and then each event by which it gained excerpts."""
    first = log.find(f"document:{document}")
    return [*([] if first is None else [first]), *revisions(log, f"document:{document}")]


def no_such_subject(
    log: Log,
    name: str,
    facts: Facts,
    known_at: datetime | int | None = None,
    *,
    partnerships: bool = True,
    treaties: bool = False,
) -> NoSuchSubject:
    """The refusal of a name that is none of these facts; see ``NoSuchSubject``.

    Raises:
        LedgerDamaged: it was described, and its tags do not say so.
    """
    if name and name not in facts.partnerships and name not in facts.instruments:
        for kind in _FOLLOWED:
            refuse_unfiled(log, f"{kind}:{name}", known_at)
    return NoSuchSubject(name, facts, partnerships=partnerships, treaties=treaties)


def _newest(log: Log, record: RecordedEvent) -> RecordedEvent:
    """Of a document's first capture, the one with all that it gained since; else what it is."""
    kind, _, document = record.event.id.partition(":")
    return record if kind != "document" or ":" in document else captures(log, document)[-1]


def revisions(log: Log, name: str, kind: str | None = None) -> list[RecordedEvent]:
    """All descriptions of a thing (``party:mexico``), in the order of the log.

    Their ids end in a number, which sorts otherwise as text: 10 before 9.
    """
    if kind is not None and not name.startswith(f"{kind}:"):
        return []
    described = log.find_prefix(f"{name}:", limit=_ALL)
    whole = [event for event in described if event.event.id.rpartition(":")[0] == name]
    return sorted(whole, key=lambda record: record.position)


def _at(log: Log, name: str) -> RecordedEvent:
    position = position_of(name)
    record = None if position is None else log.at(position)
    if record is not None:
        refuse_stray(log, record.position)
        return record
    head = log.head()
    if position is not None and position < head.size and log.at(position) is None:
        raise missing(head, position)
    raise NothingAt(name, head.size)


def _names(records: list[RecordedEvent]) -> list[str]:
    """What tells them apart: their ids, with their kinds where an id is not enough."""
    ids = [record.event.id for record in records]
    bare = [short_id(id_) for id_ in ids]
    shared = {id_text for id_text, same in groupby(sorted(bare)) if len(list(same)) > 1}
    return [
        whole if bare_id in shared else bare_id for whole, bare_id in zip(ids, bare, strict=True)
    ]
