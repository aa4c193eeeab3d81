"""A claim as it is cited: who says so, through whom, and where it was recorded first."""

from __future__ import annotations

from ledger.claims.developments import Signed
from ledger.projections.weighing.citations import cite


def cited(desk, **more):
    """A claim of the news as it is cited, and the facts."""
    desk.document("news", "2024-05-01")
    name = desk.claim("news", Signed(instrument="i", party="a"), "2024-05-01", **more)
    facts = desk.ledger.view("p", desk.at("2024-07-01")).standing.facts
    return facts, facts.claims[name].claim


def test_who_says_so_is_cited_by_name(desk):
    """The party's name, not its id; nobody where the paper says it itself."""
    facts, claim = cited(desk, asserted_by="b")
    assert ("B", False) == (cite(facts, claim).asserted_by, cite(facts, claim).anonymous)


def test_what_nobody_is_named_for_is_cited_as_anonymous(desk):
    """As the source says, "officials who asked not to be named"."""
    facts, claim = cited(desk, anonymous=True)
    assert (None, True) == (cite(facts, claim).asserted_by, cite(facts, claim).anonymous)
