"""The IRIs of what is written in RDF: of this ledger's things, and of the words of all ledgers.

Takes an imprint; gives IRIs that stay. What public vocabularies have a word for is in their words
(PROV-O, Dublin Core, RDF Schema); the rest is in ``TERMS``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ledger.views.publication.imprint import Imprint

TERMS = "urn:uuid:2a182917-3a9e-56b0-8861-3b36bb6401a8#"
"""The words of claims: kinds, modality, fields. A UUID belongs to nobody, and resolves nowhere."""
EDTF = "edtf:EDTF"
"""The datatype of vague days, as the Library of Congress names it."""
PREFIXES = {
    "cl": TERMS,
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "np": "http://www.nanopub.org/nschema#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_ESCAPED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_STEERING = re.compile(r'["\\\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]')
_NO_IRI = re.compile(r'[\x00-\x20<>"{}|\\^`\x7f-\x9f\ud800-\udfff]')
_SURROGATE = re.compile("[\ud800-\udfff]")


def iri(imprint: Imprint, kind: str, id_: str) -> str:
    """The IRI of something in this ledger: ``claims``, ``documents``, ``parties`` and so on."""
    return f"<{imprint.tag(kind, id_)}>"


def reference(address: str) -> str:
    """A web address as an IRI; what no IRI may hold is in percent."""
    text = _NO_IRI.sub(
        lambda match: "".join(f"%{byte:02X}" for byte in match.group().encode(errors="replace")),
        address,
    )
    return f"<{text}>"


def literal(text: str, *, language: str | None = None, datatype: str | None = None) -> str:
    r"""A literal in which every letter that could end it, or steer a reader, is escaped.

    >>> literal('say "so"', language="en")
    '"say \\"so\\""@en'
    """
    escaped = _STEERING.sub(_escape, _SURROGATE.sub("\ufffd", text))
    if language is not None:
        return f'"{escaped}"@{language}'
    return f'"{escaped}"' if datatype is None else f'"{escaped}"^^{datatype}'


def _escape(match: re.Match[str]) -> str:
    letter = match.group()
    return _ESCAPED.get(letter, f"\\u{ord(letter):04X}")
