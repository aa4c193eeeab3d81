"""A proof that holds, as plain data and as lines: what was proven, and what was not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ledger.claims.events import ClaimRecorded, DocumentCaptured
from ledger.log.proving.proof_file import Words
from ledger.sources.kinds import Extent
from ledger.views.data import data
from ledger.views.layout import WIDTH, row
from ledger.views.proofs import checkpoint_of
from ledger.views.sentences import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.checks.proven import ProofReading
    from ledger.claims.claim import Claim
    from ledger.log.proving.proof_file import ProvenEvent
    from ledger.sources.document import Document

_COLUMN = 14
_WHOLE = "the whole text, as the desk captured it"
_CHOSEN = "excerpts that the desk chose: what stands around them is not shown"


def proven_data(reading: ProofReading) -> dict[str, object]:
    """What a proof file shows; ``quote`` and ``claim`` are null of anything but a claim."""
    proven = reading.proven
    return {
        "holds": True,
        "what": "proof",
        "id": proven.event.id,
        "type": proven.event.type,
        "position": proven.position,
        "recorded_at": proven.recorded_at,
        "recorded_by": reading.recorded_by,
        "words": str(proven.words),
        "erased": proven.words is Words.ERASED,
        "erasure": data(proven.erasure),
        "said": data(reading.said, sparse=True),
        "quote": data(reading.quote),
        "document": _document_data(reading.source, reading.document),
        "evidence": [shown.event.id for shown in proven.evidence],
        "checkpoint": checkpoint_of(proven.checkpoint),
        "signers": [str(key) for key in proven.signers],
        "unproven": list(reading.unproven),
    }


def _document_data(source: ProvenEvent | None, document: Document | None) -> object:
    if source is None:
        return None
    shown = {"id": source.event.id.partition(":")[2], "words": str(source.words)}
    if document is None:
        return shown
    told = data(document)
    told.pop("text")
    return {**told, **shown, "recorded_at": source.recorded_at}


def proven_page(reading: ProofReading, width: int = WIDTH) -> Iterator[str]:
    """What a proof file shows, for a reader."""
    proven = reading.proven
    yield from row("holds", f"{proven.event.type} {proven.event.id}", width, _COLUMN)
    yield from _words(proven, width)
    if isinstance(reading.said, ClaimRecorded):
        yield from _claim(reading.said.claim, width)
    elif reading.said is not None and not isinstance(reading.said, DocumentCaptured):
        yield from row("  says", _coded(data(reading.said, sparse=True)), width, _COLUMN)
    yield from _quote(reading, width)
    yield from _document(reading, width)
    by = f"by {reading.recorded_by}, " if reading.recorded_by else ""
    place = f"as event {proven.position} of {proven.checkpoint.size}"
    clock = "by the clock of the desk"
    yield from row("  recorded", f"{by}{proven.recorded_at} {clock}, {place}", width, _COLUMN)
    yield from row("  ledger", proven.checkpoint.origin, width, _COLUMN)
    yield from row("  signed by", ", ".join(map(str, proven.signers)), width, _COLUMN)
    for number, limit in enumerate(reading.unproven):
        yield from row("" if number else "  not proven", limit, width, _COLUMN)


def _words(shown: ProvenEvent, width: int) -> Iterator[str]:
    if shown.words is Words.LEFT_OUT:
        said = "its words were left out of this proof; that it was recorded stands"
        yield from row("  left out", said, width, _COLUMN)
    elif shown.erasure is not None:
        why = shown.erasure
        under = f", under {why.authority}" if why.authority else ""
        said = f"its words are gone from the ledger: {why.reason}{under}"
        yield from row("  erased", f"{said}; that it was recorded stands", width, _COLUMN)


def _claim(claim: Claim, width: int) -> Iterator[str]:
    yield from row("  states", f"{phrase(claim.development)} ({claim.modality})", width, _COLUMN)
    yield from row("  coded", _coded(data(claim.development, sparse=True)), width, _COLUMN)
    if claim.occurred is not None:
        words = f", in the words \u201c{claim.occurred.words}\u201d" if claim.occurred.words else ""
        yield from row("  occurred", f"{claim.occurred.edtf}{words}", width, _COLUMN)
    who = claim.asserted_by or "the publisher of the document"
    yield from row("  asserted by", who, width, _COLUMN)


def _quote(reading: ProofReading, width: int) -> Iterator[str]:
    if (quote := reading.quote) is None:
        return
    yield from row("  quote", f"\u201c{' '.join(quote.exact.split())}\u201d", width, _COLUMN)
    stands = "it stands in the document that is proven with it"
    if not quote.stands:
        erased = reading.source is not None and reading.source.words is Words.ERASED
        gone = "was erased" if erased else "was left out of this proof"
        stands = f"its document {gone}, so that its place cannot be looked up"
    yield from row("", stands, width, _COLUMN)


def _document(reading: ProofReading, width: int) -> Iterator[str]:
    document, source = reading.document, reading.source
    if source is not None and document is None and source is not reading.proven:
        yield from row("  document", source.event.id.partition(":")[2], width, _COLUMN)
    if document is None or source is None:
        return
    day = str(document.published) if document.published else "on a day that is not known"
    told = f"{document.title}, {document.publisher} ({document.kind}), published {day}"
    yield from row("  document", told, width, _COLUMN)
    yield from row("  address", document.url or "none was recorded", width, _COLUMN)
    kept = _CHOSEN if document.extent is Extent.EXCERPTS else _WHOLE
    yield from row("  kept", f"{kept}; captured {source.recorded_at}", width, _COLUMN)


def _coded(fields: object) -> str:
    """The coded fields, in the words of the format."""
    if not isinstance(fields, dict):
        return str(fields)
    return ", ".join(f"{name} {_value(value)}" for name, value in fields.items())


def _value(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
