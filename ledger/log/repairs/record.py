"""The event of a repair: what was wrong, what was done, and where the evidence is.

Takes the faults of one repair, gives an event of the log's own type ``ledger.repaired``, and
reads such events back. Who comes next: ``claims log``, ``claims show`` and ``claims verify``
show them, and custody takes them for what a person accepted on record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ledger.decoding import decoder
from ledger.log.event import Event
from ledger.log.format import canonical
from ledger.log.query import Query

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.log.port import Log
    from ledger.log.repairs.repair import Fault

TYPE = "ledger.repaired"
_TOLD = 20  # faults of one kind that an event spells out; the evidence file has all


@attrs.frozen(kw_only=True)
class EvidenceFile:
    """The file to which all that was taken away went first: its name and SHA-256, in hex."""

    file: str
    sha256: str


@attrs.frozen(kw_only=True)
class Repaired:
    """What the event of a repair says.

    ``faults`` counts what was mended; ``found`` and ``done`` tell the first of them in words;
    ``facts`` are those of the repair itself.
    """

    repair: str
    faults: int
    found: tuple[str, ...]
    done: tuple[str, ...]
    evidence: EvidenceFile | None = None
    facts: dict[str, object] = attrs.field(factory=dict)
    recorded_by: str | None = None


@attrs.frozen(kw_only=True)
class OnRecord:
    """A repair of a log, with the position of the event that says so."""

    position: int
    repaired: Repaired


def event_of(
    faults: Sequence[Fault], *, size: int, evidence: EvidenceFile | None, recorded_by: str | None
) -> Event:
    """The event of one repair, in a log of ``size`` events."""
    name = faults[0].repair
    stated: dict[str, canonical.Json] = {
        "repair": name,
        "faults": len(faults),
        "found": [fault.what for fault in faults[:_TOLD]],
        "done": list(dict.fromkeys(fault.act for fault in faults[:_TOLD])),
    }
    facts = {key: value for fault in faults[:_TOLD] for key, value in fault.facts.items()}
    if facts:
        stated["facts"] = facts
    if evidence is not None:
        stated["evidence"] = {"file": evidence.file, "sha256": evidence.sha256}
    if recorded_by is not None:
        stated["recorded_by"] = recorded_by
    return Event(
        id=f"repair:{size}:{name}",
        type=TYPE,
        version=1,
        tags=frozenset({f"repair:{name}"}).union(*(fault.tags for fault in faults)),
        payload=canonical.encode(stated),
    )


def said(event: Event) -> Repaired:
    """What the event of a repair says."""
    return decoder(Repaired).decode(event.payload)


def recorded(log: Log) -> Iterator[OnRecord]:
    """Every repair of a log, in order."""
    for record in log.read(Query.of_types(TYPE)):
        if isinstance(record.event, Event):
            yield OnRecord(position=record.position, repaired=said(record.event))
