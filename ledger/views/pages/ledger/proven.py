"""A proof that holds, as plain data and as lines: what was proven, and what was not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.claims.events import ClaimRecorded, DocumentCaptured
from ledger.log.proving.proof_file import WordsState
from ledger.sources.kinds import Extent
from ledger.views.data import data
from ledger.views.page import Block, Labels, Row
from ledger.views.pages.ledger.proofs import checkpoint_of
from ledger.views.sentences import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.checks.proven import ProofReading
    from ledger.claims.claim import Claim
    from ledger.log.proving.proof_file import ProvenEvent
    from ledger.sources.document import Document
    from ledger.views.answer_types import ProvenFile

_WHOLE = "the whole text, as the desk captured it"
_CHOSEN = "excerpts that the desk chose: what stands around them is not shown"


def proven_data(reading: ProofReading) -> ProvenFile:
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
        "erased": proven.words is WordsState.ERASED,
        "erasure": data(proven.erasure),
        "said": data(reading.event, sparse=True),
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
    fields = data(document)
    fields.pop("text")
    return {**fields, **shown, "recorded_at": source.recorded_at}


def proven_page(reading: ProofReading) -> Iterator[Block]:
    """What a proof file shows, for a reader."""
    proven = reading.proven
    yield _head(reading)
    yield from _words(proven)
    if isinstance(reading.event, ClaimRecorded):
        yield from _claim(reading.event.claim)
    elif reading.event is not None and not isinstance(reading.event, DocumentCaptured):
        yield Row("says", _coded(data(reading.event, sparse=True)), Labels.PROOF, 1)
    yield from _quote(reading)
    yield from _document(reading)
    by = f"by {reading.recorded_by}, " if reading.recorded_by else ""
    place = f"as event {proven.position} of {proven.checkpoint.size}"
    clock = "by the clock of the desk"
    yield Row("recorded", f"{by}{proven.recorded_at} {clock}, {place}", Labels.PROOF, 1)
    yield Row("ledger", proven.checkpoint.origin, Labels.PROOF, 1)
    yield Row("signed by", ", ".join(map(str, proven.signers)), Labels.PROOF, 1)
    for number, limit in enumerate(reading.unproven):
        yield Row("" if number else "not proven", limit, Labels.PROOF, 1)


def _head(reading: ProofReading) -> Row:
    """What holds; and what was not shown, where words are not in the proof."""
    proven, source = reading.proven, reading.source
    name = f"{proven.event.type} {proven.event.id}"
    if proven.words is not WordsState.SHOWN:
        lack = f"what it says, which {_gone(proven)}"
    elif source is not None and reading.document is None:
        lack = f"that its quote stands in its document, which {_gone(source)}"
    else:
        return Row("holds", name, Labels.PROOF)
    return Row("holds in part", f"{name} was recorded; not shown: {lack}", Labels.PROOF)


def _gone(shown: ProvenEvent) -> str:
    return "was erased" if shown.words is WordsState.ERASED else "was left out of this proof"


def _words(shown: ProvenEvent) -> Iterator[Block]:
    if shown.words is WordsState.LEFT_OUT:
        sentence = "its words were left out of this proof; that it was recorded stands"
        yield Row("left out", sentence, Labels.PROOF, 1)
    elif shown.erasure is not None:
        why = shown.erasure
        under = f", under {why.authority}" if why.authority else ""
        sentence = f"its words are gone from the ledger: {why.reason}{under}"
        yield Row("erased", f"{sentence}; that it was recorded stands", Labels.PROOF, 1)


def _claim(claim: Claim) -> Iterator[Block]:
    yield Row("states", f"{phrase(claim.development)} ({claim.modality})", Labels.PROOF, 1)
    yield Row("coded", _coded(data(claim.development, sparse=True)), Labels.PROOF, 1)
    if claim.occurred is not None:
        words = f", in the words \u201c{claim.occurred.words}\u201d" if claim.occurred.words else ""
        yield Row("occurred", f"{claim.occurred.edtf}{words}", Labels.PROOF, 1)
    who = claim.asserted_by or "the publisher of the document"
    yield Row("asserted by", who, Labels.PROOF, 1)


def _quote(reading: ProofReading) -> Iterator[Block]:
    if (quote := reading.quote) is None:
        return
    yield Row("quote", f"\u201c{' '.join(quote.exact.split())}\u201d", Labels.PROOF, 1)
    stands = "it stands in the document that is proven with it"
    if not quote.stands:
        erased = reading.source is not None and reading.source.words is WordsState.ERASED
        gone = "was erased" if erased else "was left out of this proof"
        stands = f"its document {gone}, so that its place cannot be looked up"
    yield Row("", stands, Labels.PROOF)


def _document(reading: ProofReading) -> Iterator[Block]:
    document, source = reading.document, reading.source
    if source is not None and document is None and source is not reading.proven:
        yield Row("document", source.event.id.partition(":")[2], Labels.PROOF, 1)
    if document is None or source is None:
        return
    day = str(document.published) if document.published else "on a day that is not known"
    sentence = f"{document.title}, {document.publisher} ({document.kind}), published {day}"
    yield Row("document", sentence, Labels.PROOF, 1)
    yield Row("address", document.url or "none was recorded", Labels.PROOF, 1)
    kept = _CHOSEN if document.extent is Extent.EXCERPTS else _WHOLE
    yield Row("kept", f"{kept}; captured {source.recorded_at}", Labels.PROOF, 1)


def _coded(fields: object) -> str:
    """The coded fields by the names of the format, their values as a reader says them.

    >>> _coded({"kind": "hurdle-identified", "on": ["mexico", "korea"], "each": False})
    'kind: hurdle-identified; on: mexico, korea; each: no'
    """
    if not isinstance(fields, dict):
        return _value(fields)
    return "; ".join(f"{name.replace('_', ' ')}: {_value(v)}" for name, v in fields.items())


def _value(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case dict():
            return f"({_coded(value)})"
        case list() | tuple():
            return ", ".join(map(_value, value)) or "none"
        case None:
            return "none"
    return str(value)
