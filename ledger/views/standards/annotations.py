"""Quotes as W3C Web Annotations (JSON-LD): what a claim states, on which words of a document.

Takes claims with their sources; gives JSON, some whole lines at a
time. Each has a TextQuoteSelector and a
TextPositionSelector on the captured text; ``via`` is the page that it was captured from.
"""

from __future__ import annotations

import json
from datetime import UTC
from typing import TYPE_CHECKING

from ledger.views.sentences import phrase
from ledger.views.standards.terms import TERMS
from ledger.views.text.letters import safe_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.projections.sourced_claims import SourcedClaim, SourcedClaims
    from ledger.views.publication.imprint import Imprint

_DEEPER = "   "  # an item lies in three others
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
Json = dict[str, object]


def web_annotations(claims: SourcedClaims, imprint: Imprint) -> Iterator[str]:
    """An AnnotationCollection, all of its items on its first page, some whole lines at a time."""
    collection: Json = {
        "@context": [CONTEXT, {"cl": TERMS, "fallen": "cl:fallen", "sha256": "cl:sha256"}],
        "id": imprint.tag("annotations"),
        "type": "AnnotationCollection",
        "label": f"Quotes of the ledger {imprint.origin} at position @{imprint.position}",
        "total": len(claims),
        "first": {
            "id": imprint.tag("annotations", "first"),
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": [],
        },
    }
    before, items, after = _laid_out(collection).rpartition("[]")
    if not len(claims):
        yield f"{before}{items}{after}\n"
        return
    yield f"{before}[\n"
    last = ""
    for each in claims:
        if last:
            yield f"{last},\n"
        last = _DEEPER + _laid_out(annotation(each, imprint)).replace("\n", f"\n{_DEEPER}")
    yield f"{last}\n  ]{after}\n"


def _laid_out(value: Json) -> str:
    return safe_json(json.dumps(value, ensure_ascii=False, indent=1))


def annotation(sourced: SourcedClaim, imprint: Imprint) -> Json:
    """One quote: its body says what the claim states, in words; its target is the quote."""
    claim = sourced.claim
    made: Json = {
        "id": imprint.tag("annotations", claim.id),
        "type": "Annotation",
        "motivation": "describing",
        "created": sourced.recorded_at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "generator": {"id": imprint.tag("ledger"), "type": "Software", "name": imprint.origin},
        "body": _bodies(sourced, imprint),
        "target": {
            "type": "SpecificResource",
            "source": _source(sourced, imprint),
            "selector": _selectors(sourced),
        },
    }
    if sourced.fallen is not None:
        made["fallen"] = str(sourced.fallen)
    return made


def _bodies(sourced: SourcedClaim, imprint: Imprint) -> list[Json]:
    claim = sourced.claim
    stated: Json = {
        "id": imprint.tag("claims", claim.id),
        "type": "TextualBody",
        "purpose": "describing",
        "value": f"{claim.modality}: {phrase(claim.development, sourced.names)}",
        "format": "text/plain",
        "language": "en",
    }
    if claim.asserted_by is not None:
        speaker = claim.asserted_by
        stated["creator"] = {
            "id": imprint.tag("parties", speaker),
            "name": sourced.names.of(speaker),
        }
    kind: Json = {
        "type": "TextualBody", "purpose": "tagging", "value": claim.development.kind,
        "format": "text/plain",
    }  # fmt: skip
    bodies = [stated, kind]
    if claim.evidence.translation:
        bodies.append(
            {
                "type": "TextualBody",
                "purpose": "commenting",
                "value": claim.evidence.translation,
                "format": "text/plain",
            }
        )
    return bodies


def _source(sourced: SourcedClaim, imprint: Imprint) -> Json:
    """The captured text: what positions count in. Where it was published is ``via``."""
    document = sourced.document
    source: Json = {
        "id": imprint.tag("documents", document.id),
        "type": "Text",
        "format": "text/plain",
        "sha256": document.sha256,
    }
    if document.title:
        source["label"] = document.title
    if document.language:
        source["language"] = document.language
    if document.publisher:
        source["creator"] = {
            "id": imprint.tag("documents", document.id, "publisher"),
            "type": "Organization",
            "name": document.publisher,
        }
    if document.url:
        source["via"] = document.url
    return source


def _selectors(sourced: SourcedClaim) -> list[Json]:
    evidence = sourced.claim.evidence
    around = {"prefix": evidence.prefix, "suffix": evidence.suffix}
    return [
        {
            "type": "TextQuoteSelector",
            "exact": evidence.exact,
            **{name: words for name, words in around.items() if words},
        },
        {"type": "TextPositionSelector", "start": evidence.start, "end": evidence.end},
    ]
