"""A document is kept once, known by its text or its address under any id."""

from __future__ import annotations

import pytest

from ledger.claims.commands import CaptureDocument, Describe, Retract
from ledger.claims.entities import Party
from ledger.edtf import parse
from ledger.errors import Problems
from ledger.sources.document import Document, join_excerpts
from ledger.sources.kinds import Extent


def document(name, text, **more):
    details = {"title": "T", "publisher": "The Paper", "kind": "news"} | more
    return CaptureDocument(
        document=Document(id=name, text=text, published=parse("2024-05-01"), **details)
    )


def excerpts(name, *parts, **more):
    return document(name, join_excerpts(parts), extent=Extent.EXCERPTS, **more)


def captured(desk, command):
    (outcome,) = desk.on("2024-06-01").ledger.submit([command])
    return outcome.id, outcome.new


def test_the_same_text_is_one_document_under_any_id(desk):
    """The id under which it was kept first is told."""
    assert ("one", True) == captured(desk, document("one", "some words"))
    assert ("one", False) == captured(desk, document("two", "some words"))


def test_excerpts_of_a_page_that_is_kept_whole_are_that_page(desk):
    """By its address, whatever place in it is named; other words make another document."""
    captured(desk, document("whole", "one two three four", url="http://a.org/x"))
    address = {"url": "https://a.org/x#top"}
    assert ("whole", False) == captured(desk, excerpts("part", "two three", **address))
    assert ("more", True) == captured(desk, excerpts("more", "five six", **address))
    assert ("else", True) == captured(desk, excerpts("else", "two", url="https://a.org/y"))


def test_a_publisher_is_known_by_the_names_of_its_party(desk):
    """Until a party bears both names, another spelling is refused with both."""
    captured(desk, document("one", "some words"))
    other = document("two", "some words", publisher="Paper, The")
    with pytest.raises(Problems) as refused:
        captured(desk, other)
    (error,) = refused.value.problems
    assert 'publisher: "The Paper" here, "Paper, The" given' in error.message
    desk.tell(Describe(entity=Party(id="paper", name="The Paper", aliases=("Paper, The",))))
    assert ("one", False) == captured(desk, other)
    desk.tell(Retract(target="one", by="paper, the", reason="withdrawn"))


def test_excerpts_under_the_id_of_a_whole_text_are_refused(desk):
    """Excerpts under its id are another document, and refused."""
    captured(desk, document("d", "alpha beta"))
    with pytest.raises(Problems):
        captured(desk, excerpts("d", "alpha"))
