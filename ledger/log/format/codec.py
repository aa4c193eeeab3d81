"""Domain events to log events and back: the payload's shape, and nothing else.

Takes a ``DomainEvent`` and gives an ``Event`` with canonical JSON bytes; takes what the log
recorded and gives the domain event again. Nulls and empty lists are left out, so that a field
added later changes no old byte. Who comes next: ``projections`` fold what this gives.
"""

from __future__ import annotations

from datetime import date
from typing import Any, TypedDict, TypeVar

import msgspec

from ledger.claims.as_json import written
from ledger.claims.claim import Correction, Dispute, Retraction
from ledger.claims.elsewhere import Elsewhere, ProofThere
from ledger.claims.events import (
    EVENT_TYPES,
    ClaimCorrected,
    ClaimDisputed,
    ClaimRecorded,
    ClaimRetracted,
    DocumentCaptured,
    DomainEvent,
    InstrumentDescribed,
    PartiesJudged,
    PartnershipDescribed,
    PartyDescribed,
)
from ledger.claims.subjects import tags_of
from ledger.claims.vocabulary import CorrectionBasis
from ledger.decoding import converted
from ledger.log.event import Event, RecordedEvent
from ledger.log.failures import PayloadDamaged
from ledger.log.format import canonical
from ledger.log.format.claim_payloads import UnknownEventType, claim_recorded, date_of
from ledger.log.format.upcasters import STEPS, Upcasters
from ledger.sources.document import Document
from ledger.sources.kinds import Extent, Lineage, SourceKind

# Checked as this module is loaded: a gap must not wait for the event that falls into it.
_UPCASTERS = Upcasters.checked({name: kind.version for name, kind in EVENT_TYPES.items()}, STEPS)

T = TypeVar("T")
A = TypeVar("A", Correction, Retraction, Dispute)


class _Dated(TypedDict):
    """What events of documents and acts have next to them."""

    recorded_by: str | None
    import_id: str | None
    elsewhere: Elsewhere | None
    proof_there: ProofThere | None
    first_recorded: date | None


def encode(event: DomainEvent) -> Event:
    """The event as the log takes it: its id, type, version, tags and canonical payload."""
    return Event(
        id=event_id(event),
        type=event.type,
        version=event.version,
        tags=tags_of(event),
        payload=canonical.encode(written(event)),
    )


def decode(type_: str, version: int, payload: bytes) -> DomainEvent:
    """The domain event of a payload.

    Raises:
        UnknownEventType: a type or version that this program does not know.
    """
    if type_ == ClaimRecorded.type and version == ClaimRecorded.version:
        return claim_recorded(payload)
    try:
        raw = _UPCASTERS.forward(type_, version, msgspec.json.decode(payload))
    except KeyError:
        raise UnknownEventType(type_, version) from None
    event_class = EVENT_TYPES[type_]
    by, subjects = raw.get("recorded_by"), tuple(raw.get("subjects", ()))
    first = raw.get("first_recorded")
    dated: _Dated = {
        "recorded_by": by,
        "import_id": raw.get("import_id"),
        "elsewhere": _maybe(raw.get("elsewhere"), Elsewhere),
        "proof_there": _maybe(raw.get("proof_there"), ProofThere),
        "first_recorded": None if first is None else date.fromisoformat(first),
    }
    match event_class.type:
        case DocumentCaptured.type:
            document, revision = _document(raw["document"]), raw.get("revision")
            return DocumentCaptured(document=document, revision=revision, **dated)
        case ClaimCorrected.type:
            correction = _act(raw["correction"], Correction)
            return ClaimCorrected(correction=correction, subjects=subjects, **dated)
        case ClaimRetracted.type:
            retraction = _act(raw["retraction"], Retraction)
            return ClaimRetracted(retraction=retraction, subjects=subjects, **dated)
        case ClaimDisputed.type:
            dispute = _act(raw["dispute"], Dispute)
            return ClaimDisputed(dispute=dispute, subjects=subjects, **dated)
    return _convert(raw, event_class)


def decoded(record: RecordedEvent) -> DomainEvent:
    """The domain event of a record that still has its payload.

    Raises:
        PayloadDamaged: the bytes there are none that this program wrote; it says where.
    """
    event = record.event
    assert isinstance(event, Event)  # noqa: S101 - an erased one has nothing to decode
    try:
        return decode(event.type, event.version, event.payload)
    except (msgspec.MsgspecError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise PayloadDamaged(record.position, str(error)) from error


def event_id(event: DomainEvent) -> str:
    """The id under which the log has an event: it follows from what the event is of."""
    match event:
        case ClaimRecorded(claim=claim):  # most are
            return f"claim:{claim.id}"
        case PartyDescribed() | PartnershipDescribed() | InstrumentDescribed():
            noun = event.type.partition(".")[0]
            return f"{noun}:{getattr(event, noun).id}:{event.revision}"
        case PartiesJudged(judgement=judgement):
            return f"judgement:{judgement.pair}:{event.revision}"
        case DocumentCaptured(document=document, revision=None):
            return f"document:{document.id}"
        case DocumentCaptured(document=document, revision=revision):
            return f"document:{document.id}:{revision}"
        case ClaimCorrected(correction=act):
            return f"correction:{act.id}"
        case ClaimRetracted(retraction=act):
            return f"retraction:{act.id}"
        case ClaimDisputed(dispute=act):
            return f"dispute:{act.id}"


def _convert(raw: object, wanted: type[T]) -> T:
    return converted(raw, wanted)


def _maybe(raw: object, wanted: type[T]) -> T | None:
    return None if raw is None else converted(raw, wanted)


def _act(raw: dict[str, Any], wanted: type[A]) -> A:
    published, basis = raw.pop("published", None), raw.pop("basis", None)
    if published is not None:
        raw["published"] = date_of(published)
    if basis is not None:
        raw["basis"] = CorrectionBasis(basis)
    return wanted(**raw)


def _document(raw: dict[str, Any]) -> Document:
    published = raw.get("published")
    raw["published"] = None if published is None else date_of(published)
    raw["kind"], raw["lineage"] = SourceKind(raw["kind"]), Lineage(raw["lineage"])
    raw["extent"] = Extent(raw.get("extent", Extent.FULL))
    raw["pages"] = tuple(raw.get("pages", ()))
    return Document.as_kept(**raw)
