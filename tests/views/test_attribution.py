"""Who says so: a chain of quotation, a source that is not named, a group and its members."""

from __future__ import annotations

import pytest

from ledger.claims.developments import OpinionStated
from ledger.errors import Problems
from ledger.views.page import source


@pytest.fixture
def news(desk):
    """A committee's report."""
    desk.document("report", "2024-08-01")
    return desk


def cited(desk):
    """The one citation of the timeline."""
    view = desk.ledger.view("p", desk.at("2024-09-01"))
    ((stated,),) = (moment.stated for moment in view.timeline)
    return stated.citation


def test_a_chain_of_quotation_names_each_of_its_links(news):
    """The Prime Minister's phrase in a committee's report: the speaker stays the speaker."""
    news.claim("report", OpinionStated(topic="t"), asserted_by="A", quoted_by=("B", "c"))
    citation = cited(news)
    assert ("A", ("B", "C")) == (citation.asserted_by, citation.quoted_by)
    assert source(citation).startswith("A, quoted by B, quoted by C, in report, 1 Aug 2024")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"anonymous": True}, "a source that is not named, in report"),
        ({"anonymous": True, "asserted_by": "a"}, "a source that is not named, A, in report"),
        ({"anonymous": False}, "report, 1 Aug 2024"),
        ({}, "report, 1 Aug 2024"),
    ],
    ids=str,
)
def test_a_source_that_is_not_named_is_a_flag_of_the_claim(news, fields, words):
    """What "officials said" is no development of its own, and no entry of the timeline."""
    news.claim("report", OpinionStated(topic="t"), **fields)
    assert source(cited(news)).startswith(words)


def test_a_link_of_the_chain_that_nobody_knows_is_refused(news):
    """It is a party, by any of its names."""
    with pytest.raises(Problems) as refused:
        news.claim("report", OpinionStated(topic="t"), quoted_by=("nobody",))
    assert {("not-known", "quoted_by.0")} == {
        (one.code, one.field) for one in refused.value.problems
    }
