"""A claim as it is cited: who says so, through whom, and where it was recorded first."""

from __future__ import annotations

import attrs

from ledger.claims.developments import Signed
from ledger.claims.elsewhere import Elsewhere
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


def test_a_claim_that_another_ledger_recorded_first_is_cited_with_its_place_there(desk):
    """A claim that is not recorded, as that of a preview, was recorded nowhere."""
    facts, claim = cited(desk)
    assert cite(facts, claim).elsewhere is None
    place = Elsewhere(
        ledger="desk/b", position=7, recorded_at="2024-05-01T00:00:00Z", size=8, key=None
    )
    facts.claims[claim.id] = attrs.evolve(facts.claims[claim.id], elsewhere=place)
    assert place == cite(facts, claim).elsewhere
    assert cite(facts, attrs.evolve(claim, id="not-recorded")).elsewhere is None
