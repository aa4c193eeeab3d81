"""Who speaks in a document: its root, though that is gone, and the party its publisher is."""

from __future__ import annotations

import attrs
import pytest

from ledger.claims.commands import CaptureDocument, Describe
from ledger.claims.entities import Party
from ledger.edtf import parse
from ledger.projections.weighing.answer import Reason, Status

URL = "https://daily.example/treaty"


@pytest.fixture
def retelling(desk):
    """A wire that was erased, and the Daily that retells it."""
    desk.document("wire", "2024-05-01", "wire")
    desk.document(
        "copy", "2024-05-02", lineage="syndicated", root="wire", publisher="The Daily", url=URL
    )
    desk.count("copy", 9, "2024-05-01")
    desk.ledger.erase("document:wire", reason="order")
    return desk


def sources(desk):
    """How many independent sources say how many have consented."""
    return len(desk.consents("2024-07-01").answer.roots)


@pytest.mark.parametrize(
    ("fields", "number"),
    [
        ({"publisher": "The Times"}, 2),
        # What the Daily writes itself is no retelling of the wire, nor is it at one address.
        ({"publisher": "The Daily"}, 2),
        ({"publisher": "The Times", "url": URL}, 2),
    ],
)
def test_a_root_that_was_erased_speaks_for_what_retells_it(retelling, fields, number):
    """Who published the wire is gone with it, and so are its words and its address."""
    retelling.document("other", "2024-05-03", **fields)
    retelling.count("other", 9, "2024-05-01")
    assert number == sources(retelling)


def test_two_roots_that_were_erased_are_two_sources_whoever_published_them(desk):
    """One retelling of each, in two papers: neither root is taken for the other."""
    for name in ("wire", "agency"):
        desk.document(name, "2024-05-01", "wire")
        desk.document(f"of-{name}", "2024-05-02", lineage="syndicated", root=name)
        desk.count(f"of-{name}", 9, "2024-05-01")
        desk.ledger.erase(f"document:{name}", reason="order")
    assert 2 == sources(desk)


def test_two_roots_that_were_erased_restate_nothing_of_each_other(desk):
    """Nine by the one and eight by the other, of one day: the later is no second word of one."""
    for name, number, day in (("wire", 9, "2024-05-02"), ("agency", 8, "2024-05-03")):
        desk.document(name, "2024-05-01", "wire")
        desk.document(f"of-{name}", day, lineage="syndicated", root=name)
        desk.count(f"of-{name}", number, "2024-05-01")
        desk.ledger.erase(f"document:{name}", reason="order")
    answer = desk.consents("2024-07-01").answer
    assert (Status.CONTESTED, [Reason.OUTRANKED]) == (
        answer.status,
        [loser.reason for loser in answer.lost],
    )


def test_the_words_of_a_retelling_are_not_those_of_its_erased_root(retelling):
    """A reprint of nobody knows what may have the words of the Daily, and is not of the wire."""
    copy = retelling.ledger.view("p", retelling.at("2024-07-01")).standing.facts.documents["copy"]
    page = attrs.evolve(
        copy.document,
        id="page",
        title="page",
        publisher="The Times",
        published=parse("2024-05-01"),
        root=None,
        url=None,
    )
    retelling.tell(CaptureDocument(document=page))
    retelling.count("page", 9, "2024-05-01")
    assert 2 == sources(retelling)


def test_what_retells_an_erased_root_is_of_no_unknown_root(retelling):
    """Another that may come from anything adds nothing to it, and it is a source all the same."""
    retelling.document("summary", "2024-05-04", lineage="summarised")
    retelling.count("summary", 9, "2024-05-01")
    assert 1 == sources(retelling)
    retelling.document("own", "2024-05-01")
    retelling.count("own", 9, "2024-05-01")
    assert 2 == sources(retelling)


@pytest.mark.parametrize(
    ("published", "number"),
    [
        ("2024-05-06", 1),
        ("2024-05-10", 1),
        ("2024-05-11", 2),
        ("2024-05", 1),
        ("2024-05-11/2024-05-20", 2),
        ("../2024-05-20", 1),
        (None, 1),
    ],
)
def test_a_derivative_may_come_from_what_may_have_been_out_by_then(desk, published, number):
    """A translation of 10 May, and a page that came out on a day, within some, or nobody knows."""
    desk.document("translation", "2024-05-10", lineage="translated")
    desk.on("2024-06-01")
    desk.document("page", published)
    for name in ("translation", "page"):
        desk.count(name, 9, "2024-05-01")
    assert number == sources(desk)


@pytest.mark.parametrize(("shared", "number"), [(False, 2), (True, 3)])
def test_a_publisher_speaks_for_a_party_that_alone_is_called_so(desk, shared, number):
    """The Ministry is a's; where two are called so, nobody knows whose voice the page is."""
    for party in "ab" if shared else "a":
        desk.tell(Describe(entity=Party(id=party, name=party.upper(), aliases=("The Ministry",))))
    desk.document("page", "2024-05-01", publisher="the ministry")
    desk.count("page", 9, "2024-05-01")
    for party in "ab":
        desk.document(f"paper-{party}", "2024-05-01")
        desk.count(f"paper-{party}", 9, "2024-05-01", asserted_by=party)
    assert number == sources(desk)
