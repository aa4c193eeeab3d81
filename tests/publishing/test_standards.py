"""Claims in others' formats, as others' programs read them: rdflib, and a JSON-LD processor."""

from __future__ import annotations

import json
from datetime import date

import pytest
import rdflib
from pyld import jsonld
from rdflib.namespace import DCTERMS, PROV, RDF, RDFS

from ledger.app.publication.imprint import imprint
from ledger.app.publication.standards import claims_with_sources
from ledger.app.refusals import NoSuchSubject
from ledger.clock import Clocks
from ledger.views.standards import annotations, nanopublications
from ledger.views.standards.annotations import CONTEXT
from ledger.views.standards.terms import TERMS
from tests.publishing.conftest import TODAY, WORDS, told

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
"""rdflib's own, in its own calls."""
NP = rdflib.Namespace("http://www.nanopub.org/nschema#")
CL = rdflib.Namespace(TERMS)
OA = "http://www.w3.org/ns/oa#"
DC = "http://purl.org/dc/terms/"
STORIES = ("australia-tuvalu", "eu-mercosur", "japan-philippines-defence", "korea-uae")
# What the context of the Web Annotation Data Model makes of the terms that stand in our files.
LINKED = {
    "body": f"{OA}hasBody", "target": f"{OA}hasTarget", "source": f"{OA}hasSource",
    "selector": f"{OA}hasSelector", "creator": f"{DC}creator", "via": f"{OA}via",
    "generator": "http://www.w3.org/ns/activitystreams#generator",
    "first": "http://www.w3.org/ns/activitystreams#first",
}  # fmt: skip
PLAIN = {
    "value": str(RDF.value), "exact": f"{OA}exact", "prefix": f"{OA}prefix", "start": f"{OA}start",
    "suffix": f"{OA}suffix", "end": f"{OA}end", "created": f"{DC}created", "label": str(RDFS.label),
    "format": "http://purl.org/dc/elements/1.1/format", "name": "http://xmlns.com/foaf/0.1/name",
    "language": "http://purl.org/dc/elements/1.1/language",
    "total": "http://www.w3.org/ns/activitystreams#totalItems",
    "startIndex": "http://www.w3.org/ns/activitystreams#startIndex",
}  # fmt: skip
TYPES = {
    **{name: f"{OA}{name}" for name in ("Annotation", "TextualBody", "SpecificResource")},
    **{name: f"{OA}{name}" for name in ("TextQuoteSelector", "TextPositionSelector")},
    "AnnotationCollection": "http://www.w3.org/ns/activitystreams#OrderedCollection",
    "AnnotationPage": "http://www.w3.org/ns/activitystreams#OrderedCollectionPage",
    "Software": "http://www.w3.org/ns/activitystreams#Application",
    "Organization": "http://xmlns.com/foaf/0.1/Organization",
    "Text": "http://purl.org/dc/dcmitype/Text",
}
MOTIVES = {name: f"{OA}{name}" for name in ("describing", "tagging", "commenting")}
KNOWN_CONTEXT = {
    "id": "@id", "type": "@type", **PLAIN, **TYPES, **MOTIVES,
    **{term: {"@id": iri, "@type": "@id"} for term, iri in LINKED.items()},
    "motivation": {"@id": f"{OA}motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": f"{OA}hasPurpose", "@type": "@vocab"},
    "items": {
        "@id": "http://www.w3.org/ns/activitystreams#items", "@type": "@id", "@container": "@list"
    },
}  # fmt: skip


def web_annotations(claims, made):
    """The whole text."""
    return "".join(annotations.web_annotations(claims, made))


def trig(claims, made):
    """The whole text."""
    return "".join(nanopublications.trig(claims, made))


def offline(url, _):
    """The one context that is asked for; the network is never."""
    assert url == CONTEXT
    document = {"@context": KNOWN_CONTEXT}
    return {"contextUrl": None, "documentUrl": url, "document": document,
            "contentType": "application/ld+json"}  # fmt: skip


def sourced(*stories, partnerships=(), clocks=TODAY):
    """The claims of stories, and the imprint of their ledger."""
    ledger = told(*stories)
    return claims_with_sources(ledger, clocks, partnerships), imprint(ledger, ledger.size() - 1)


def dataset(text):
    """TriG as rdflib reads it."""
    read = rdflib.Dataset()
    read.parse(data=text, format="trig")
    return read


@pytest.mark.parametrize("story", [*STORIES, "hostile"])
def test_a_nanopublication_is_one_by_its_rules(story):
    """Four graphs each, all triples in them, and each graph speaks of what it must."""
    claims, made = sourced(story)
    read = dataset(trig(claims, made))
    default = rdflib.graph.DATASET_DEFAULT_GRAPH_ID
    graphs = {graph.identifier: graph for graph in read.graphs() if graph.identifier != default}
    assert len(read.graph(default)) == 0
    assert len(graphs) == 4 * len(claims)
    heads = [graph for graph in graphs.values() if (None, RDF.type, NP.Nanopublication) in graph]
    assert len(heads) == len(claims)
    for head in heads:
        own = head.value(predicate=RDF.type, object=NP.Nanopublication)
        parts = [
            head.value(own, predicate)
            for predicate in (NP.hasAssertion, NP.hasProvenance, NP.hasPublicationInfo)
        ]
        assert len({*parts, head.identifier}) == 4
        assertion, provenance, publication = (graphs[part] for part in parts)
        assert len(assertion) > 0
        assert (assertion.identifier, PROV.wasQuotedFrom, None) in provenance
        assert (own, DCTERMS.created, None) in publication


@pytest.mark.parametrize("story", [*STORIES, "hostile"])
def test_words_come_out_of_rdf_as_they_were(story):
    """The quote, letter for letter, in its language, and what the claim is in words."""
    claims, made = sourced(story)
    read = dataset(trig(claims, made))
    quotes = {str(value) for _, _, value, _ in read.quads((None, PROV.value, None, None))}
    assert quotes == {each.claim.evidence.exact for each in claims}
    kinds = {str(value) for _, _, value, _ in read.quads((None, CL.kind, None, None))}
    assert kinds == {each.claim.development.kind for each in claims}


@pytest.mark.parametrize("story", [*STORIES, "hostile"])
def test_an_annotation_is_json_ld_in_which_nothing_is_lost(story):
    """Each term is one of the context's, and each quote has both selectors."""
    claims, made = sourced(story)
    document = json.loads(web_annotations(claims, made))
    (collection,) = jsonld.expand(document, {"documentLoader": offline})
    assert count(document) == count(collection)
    (page,) = collection[LINKED["first"]]
    items = page["http://www.w3.org/ns/activitystreams#items"][0]["@list"]
    assert len(items) == len(claims)
    for item, each in zip(items, claims, strict=True):
        (target,) = item[LINKED["target"]]
        types = {kind for selector in target[LINKED["selector"]] for kind in selector["@type"]}
        assert types == {TYPES["TextQuoteSelector"], TYPES["TextPositionSelector"]}
        quote, position = target[LINKED["selector"]]
        assert quote[PLAIN["exact"]][0]["@value"] == each.claim.evidence.exact
        start, end = position[PLAIN["start"]][0]["@value"], position[PLAIN["end"]][0]["@value"]
        assert each.document.text[start:end] == each.claim.evidence.exact


def count(value):
    """How many values a document has, whatever the form; a term that is unknown loses some."""
    match value:
        case {"@id": _} if len(value) == 1:  # a link
            return 1
        case dict():
            names = {"@context", "@id", "@type", "id", "type"}
            return sum(count(part) for name, part in value.items() if name not in names)
        case list():
            return sum(map(count, value))
    return 1


def test_ids_stay_when_more_is_recorded(desk):
    """They follow from the ledger and the claim alone."""
    clocks = Clocks(valid_at=date(2024, 6, 1))
    desk.count(desk.document("may", "2024-05-01"), 9, "2024-05-01")
    before = ids(desk, clocks)
    desk.count(desk.document("june", "2024-05-20"), 10, "2024-05-20")
    assert ids(desk, clocks)[: len(before)] == before


def ids(desk, clocks):
    """The ids of annotations."""
    made = imprint(desk.ledger, desk.ledger.size() - 1)
    document = json.loads(web_annotations(claims_with_sources(desk.ledger, clocks), made))
    return [item["id"] for item in document["first"]["items"]]


def test_a_claim_that_was_taken_back_says_so(desk):
    """It stays, with the act that invalidated it."""
    claim = desk.count(desk.document("may", "2024-05-01"), 9, "2024-05-01")
    desk.retract(claim, "may")
    claims = claims_with_sources(desk.ledger, Clocks(valid_at=date(2024, 6, 1)))
    made = imprint(desk.ledger, desk.ledger.size() - 1)
    read = dataset(trig(claims, made))
    assert list(read.quads((None, PROV.wasInvalidatedBy, None, None)))
    document = json.loads(web_annotations(claims, made))
    assert document["first"]["items"][0]["fallen"] == "retracted"


def test_some_partnerships_are_exported_alone():
    """And an unknown one is refused."""
    whole, _ = sourced("korea-uae", "australia-tuvalu")
    part, _ = sourced("korea-uae", "australia-tuvalu", partnerships=("korea-uae",))
    assert 0 < len(part) < len(whole)
    with pytest.raises(NoSuchSubject):
        sourced("korea-uae", partnerships=("nobody",))


def test_no_analyst_is_named(desk):
    """Who recorded a claim is nobody's business outside the desk."""
    desk.count(desk.document("may", "2024-05-01"), 9, "2024-05-01", note="ask ana")
    claims = claims_with_sources(desk.ledger, Clocks(valid_at=date(2024, 6, 1)))
    made = imprint(desk.ledger, desk.ledger.size() - 1)
    text = trig(claims, made) + web_annotations(claims, made)
    assert '"ana"' not in text
    assert "ask ana" not in text


def test_letters_that_steer_are_escaped_and_come_back():
    """A mark of direction in a quote is never bare in a file."""
    claims, made = sourced("hostile")
    for text in (trig(claims, made), web_annotations(claims, made)):
        assert "\u202e" not in text
    assert WORDS.lstrip("\u202e") in next(iter(claims)).claim.evidence.exact
