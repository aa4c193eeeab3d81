"""Claims as nanopublications in TriG: what is stated, on whose words, and who published that.

Takes claims with their sources; gives TriG (nanopub.net, PROV-O). Each claim is one
nanopublication of four graphs: its head, the assertion, the provenance, the publication.
"""

from __future__ import annotations

import json
from datetime import UTC
from typing import TYPE_CHECKING

import attrs

from ledger.claims.as_json import plain
from ledger.claims.subjects import parties_by_field
from ledger.projections.sourced_claims import SourcedClaim
from ledger.views.publication.imprint import Imprint
from ledger.views.sentences import phrase
from ledger.views.standards.terms import EDTF, PREFIXES, iri, literal, reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


_NAMED = {"instrument": "instruments", "hurdle": "hurdles", "expectation": "claims"}
"""Fields of a development that name one thing of the ledger, and where that is."""


def trig(claims: Iterable[SourcedClaim], imprint: Imprint) -> Iterator[str]:
    """All claims, one after the other, in one TriG document, some whole lines at a time."""
    yield from (f"@prefix {name}: <{space}> .\n" for name, space in PREFIXES.items())
    for each in claims:
        yield "\n".join(["", *_Nanopublication(each, imprint).lines(), ""])


@attrs.frozen
class _Nanopublication:
    """One claim, its IRIs, and the lines of its graphs."""

    sourced: SourcedClaim
    imprint: Imprint

    def lines(self) -> Iterator[str]:
        own = iri(self.imprint, "nanopublications", self.sourced.claim.id)
        graphs = {name: f"{own[:-1]}#{name}>" for name in ("assertion", "provenance", "pubinfo")}
        head = [
            f"{own} rdf:type np:Nanopublication ;",
            f"    np:hasAssertion {graphs['assertion']} ;",
            f"    np:hasProvenance {graphs['provenance']} ;",
            f"    np:hasPublicationInfo {graphs['pubinfo']} .",
        ]
        yield from _graph(f"{own[:-1]}#head>", head)
        yield from _graph(graphs["assertion"], self._assertion())
        yield from _graph(graphs["provenance"], self._provenance(graphs["assertion"]))
        yield from _graph(graphs["pubinfo"], self._publication(own))

    def _assertion(self) -> Iterator[str]:
        claim = self.sourced.claim
        about = iri(self.imprint, "claims", claim.id)
        words = phrase(claim.development, self.sourced.names)
        yield f"{about} rdf:type cl:Claim ."
        yield f"{about} rdfs:label {literal(words, language='en')} ."
        yield f"{about} cl:modality {literal(claim.modality)} ."
        if claim.occurred is not None:
            day = literal(str(claim.occurred.edtf), datatype=EDTF)
            yield f"{about} cl:occurred {day} ."
        if claim.condition:
            yield f"{about} cl:condition {literal(claim.condition)} ."
        if claim.partnership:
            partnership = iri(self.imprint, "partnerships", claim.partnership)
            yield f"{about} cl:partnership {partnership} ."
        yield from self._fields(about)

    def _fields(self, about: str) -> Iterator[str]:
        """What the development says, field by field; those that name something as IRIs."""
        development = self.sourced.claim.development
        named: dict[str, tuple[str, ...]] = {}
        for field, value in parties_by_field(development):
            named[field] = value if isinstance(value, tuple) else (value,)
        for field, value in plain(development, sparse=True).items():
            predicate = f"cl:{field}"
            if field in named:
                for party in named[field]:
                    yield f"{about} {predicate} {iri(self.imprint, 'parties', party)} ."
            elif field in _NAMED and isinstance(value, str):
                yield f"{about} {predicate} {iri(self.imprint, _NAMED[field], value)} ."
            else:
                for part in value if isinstance(value, list) else [value]:
                    yield f"{about} {predicate} {_value(part)} ."

    def _provenance(self, assertion: str) -> Iterator[str]:
        claim, document = self.sourced.claim, self.sourced.document
        source = iri(self.imprint, "documents", document.id)
        words = literal(claim.evidence.exact, language=document.language)
        yield f"{assertion} prov:wasQuotedFrom {source} ."
        yield f"{assertion} prov:value {words} ."
        if claim.evidence.translation:
            yield f"{assertion} cl:translation {literal(claim.evidence.translation)} ."
        for speaker in filter(None, (claim.asserted_by, *claim.quoted_by)):
            yield f"{assertion} prov:wasAttributedTo {iri(self.imprint, 'parties', speaker)} ."
        yield from self._document(source)
        for speaker in filter(None, (claim.asserted_by, *claim.quoted_by)):
            agent = iri(self.imprint, "parties", speaker)
            yield f"{agent} rdf:type prov:Agent ."
            yield f"{agent} rdfs:label {literal(self.sourced.names.of(speaker))} ."
        yield from self._invalidated(assertion)

    def _document(self, source: str) -> Iterator[str]:
        document = self.sourced.document
        yield f"{source} rdf:type prov:Entity ."
        yield f"{source} cl:sha256 {literal(document.sha256)} ."
        yield f"{source} cl:sourceKind {literal(document.kind)} ."
        yield f"{source} cl:lineage {literal(document.lineage)} ."
        for predicate, text in (
            ("dcterms:title", document.title),
            ("dcterms:publisher", document.publisher),
            ("dcterms:language", document.language),
        ):
            if text:
                yield f"{source} {predicate} {literal(text)} ."
        if document.published is not None:
            day = literal(str(document.published), datatype=EDTF)
            yield f"{source} dcterms:issued {day} ."
        if document.url is not None:
            yield f"{source} prov:specializationOf {reference(document.url)} ."
        if document.root is not None and document.root != document.id:
            root = iri(self.imprint, "documents", document.root)
            yield f"{source} prov:wasDerivedFrom {root} ."

    def _invalidated(self, assertion: str) -> Iterator[str]:
        """That the claim does not stand, why, and by which act."""
        if self.sourced.fallen is None:
            return
        yield f"{assertion} cl:fallen {literal(self.sourced.fallen)} ."
        act = self.sourced.act
        if act is not None:
            activity = iri(self.imprint, "acts", act.id)
            yield f"{assertion} prov:wasInvalidatedBy {activity} ."
            yield f"{activity} rdf:type prov:Activity ."
            yield f"{activity} rdfs:label {literal(f'{act.by}: {act.reason}')} ."

    def _publication(self, own: str) -> Iterator[str]:
        moment = self.sourced.recorded_at.astimezone(UTC).isoformat()
        ledger = f"<{self.imprint.tag('ledger')}>"
        yield f"{own} dcterms:created {literal(moment, datatype='xsd:dateTime')} ."
        yield f"{own} prov:wasAttributedTo {ledger} ."
        yield f"{own} dcterms:identifier {literal(self.sourced.claim.id)} ."
        yield f"{ledger} rdf:type prov:Agent ."
        yield f"{ledger} rdfs:label {literal(self.imprint.origin)} ."


def _graph(name: str, triples: Iterable[str]) -> Iterator[str]:
    yield f"{name} {{"
    yield from (f"  {triple}" for triple in triples)
    yield "}"


def _value(value: object) -> str:
    """A field's value: numbers and yes or no as such, what has parts as JSON."""
    match value:
        case bool():
            return literal(str(value).lower(), datatype="xsd:boolean")
        case int():
            return literal(str(value), datatype="xsd:integer")
        case str():
            return literal(value)
    return literal(json.dumps(value, ensure_ascii=False, sort_keys=True), datatype="rdf:JSON")
